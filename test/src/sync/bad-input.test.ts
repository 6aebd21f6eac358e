/** Bad input, one file each, as the command that meets it answers: what is printed, and how it ends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../../demo/seed/clinic.ts';
import type { Demo } from '../../../demo/server.ts';
import { run as command } from '../../../src/cli/run.ts';
import { portalOn, seededAt, startDemo } from '../../support/demo.ts';
import { columns, configInput, header, row, workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
let demo: Demo;
let config: string;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt, attendance: 'exported' });
  shop.file(JSON.stringify(groupDefinitions), 'groups.json');
  config = shop.file(JSON.stringify(configInput(demo.fhirBase)), 'sync.json');
});
afterAll(async () => {
  await demo.stop();
  shop.end();
});

/** Exit code and lines that are no zeros. */
async function answer(word: string, file: string, of = config) {
  const lines: string[] = [];
  const say = (text: string) => void lines.push(...text.split('\n').map((line) => line.trim()));
  const exit = await command([word, file, '--config', of], { env: {}, out: say, err: say });
  return [exit, ...lines.filter((line) => !/ 0$|^file |^run |^put aside/.test(line))];
}

const two = [row(1, 'Show'), row(2, 'No show')];
const text = (...lines: string[]) => `${lines.join('\r\n')}\r\n`;

describe('a file that is refused', () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ['empty', '', ['invalid: The file is empty.', 'empty']],
    ['a header only', text(header), ['invalid: The file holds a header and no rows.', 'no-rows']],
    [
      'another delimiter',
      text(header, ...two).replaceAll(',', '^'),
      [
        'invalid: A configured column is not in the header, or the delimiter is another one.',
        'column-missing',
        ...Object.keys(columns).map((name) => `columns.${name}`),
      ],
    ],
    ['binary', new Uint8Array(4096), ['invalid: The file is no text.', 'binary']],
    [
      'a last line half written',
      text(header, ...two).slice(0, -20),
      ['invalid: The file ends in the middle of a row: it is still being written, or was cut off.', 'half-written'],
    ],
    [
      'a line longer than any row',
      text(header, `"${'x'.repeat(1_000_001)}"`),
      ['invalid: A line of the file is longer than any row can be.', 'line-too-long'],
    ],
    [
      'a column renamed since yesterday',
      text(header.replace('Start Time', 'Start'), ...two),
      [
        'invalid: A configured column is not in the header, or the delimiter is another one.',
        'column-missing',
        'columns.time',
      ],
    ],
  ])('%s: 3, and nothing but the reason', async (_name, content, said) => {
    const file = shop.file(content);
    expect(await answer('validate', file)).toEqual([3, ...said]);
    expect(await answer('run', file)).toEqual([3, ...said]);
  });
});

describe('a row that is put aside', () => {
  test.each<[string, string, string]>([
    ['24:00', row(3, 'Show', { time: '24:00' }), 'time-unreadable'],
    ['29 February of no leap year', row(3, 'Show', { date: '02/29/2026' }), 'date-unreadable'],
    ['a day where the month belongs', row(3, 'Show', { date: '24/11/2026' }), 'date-unreadable'],
    ['a spreadsheet’s serial number', row(3, 'Show', { date: '46350' }), 'date-serial'],
    ['a NUL byte', row(3, 'Show').replace('TEST-0003', 'TEST-\u00000003'), 'nul-byte'],
    ['a quote that does not fit', 'TEST-0003,"Test, A."x,y', 'row-broken'],
  ])('%s: 1, its line and why; the others count', async (_name, bad, reason) =>
    expect(await answer('validate', shop.file(text(header, ...two, bad)))).toEqual([
      1,
      'rows 3',
      'facts 2',
      `quarantined ${reason} 1 (line 4)`,
    ]),
  );

  test('alone in its file: nothing is compared, and nothing is missing', async () =>
    expect(await answer('run', shop.rows(row(3, 'Show', { date: '46350' })))).toEqual([
      1,
      'rows 1',
      'quarantined date-serial 1 (line 2)',
    ]));

  test('29 February of a leap year is a day, and 03/04 the one the configuration says', async () => {
    const rows = [row(1, 'Show', { date: '02/29/2024' }), row(1, 'Show', { date: '03/04/2025' })];
    expect(await answer('validate', shop.rows(...rows))).toEqual([0, 'rows 2', 'facts 2']);
    // as days first it is the same day as 04/03 months first: the two are one, and differ
    const dayFirst = shop.file(
      JSON.stringify({ ...configInput(demo.fhirBase), dateFormat: 'DD/MM/YYYY' }),
      'day-first.json',
    );
    const both = shop.rows(row(1, 'Show', { date: '03/04/2025' }), row(1, 'No show', { date: '03/04/2025' }));
    expect(await answer('validate', both, dayFirst)).toEqual([
      1,
      'rows 2',
      'quarantined duplicate-conflict 2 (lines 2, 3)',
    ]);
  });
});

describe('what only the record shows', { timeout: 30_000 }, () => {
  const put = (patient: string, change: object) =>
    fetch(`${demo.fhirBase}/Patient/${patient}`)
      .then((found) => found.json())
      .then((found: object) =>
        fetch(`${demo.fhirBase}/Patient/${patient}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/fhir+json' },
          body: JSON.stringify({ ...found, ...change }),
        }),
      );
  const mrn = (...values: string[]) => values.map((value) => ({ system: 'https://clinic.example/mrn', value }));

  test('one patient under two identifiers is one; what they say differently is put aside', async () => {
    await put('p2', { identifier: mrn('TEST-0002', 'OLD-2') });
    const as = (line: string) => line.replace('TEST-0002', 'OLD-2');
    expect(await answer('dry-run', shop.rows(row(2, 'Show'), as(row(2, 'Show'))))).toEqual([
      0,
      'rows 2',
      'facts 1',
      'duplicates 1',
      'would be created 1',
      'line 2: + present-arrival-unknown',
    ]);
    expect(await answer('dry-run', shop.rows(row(2, 'Show'), as(row(2, 'No show'))))).toEqual([
      1,
      'rows 2',
      'quarantined duplicate-conflict 2 (lines 2, 3)',
    ]);
  });

  test('a merged patient’s old number is the survivor’s', async () => {
    await put('p6', { active: false, link: [{ type: 'replaced-by', other: { reference: 'Patient/p5' } }] });
    const file = shop.rows(row(5, 'Canceled', { date: '11/17/2026' }), row(6, 'Canceled', { date: '11/17/2026' }));
    expect(await answer('run', file)).toEqual([0, 'rows 2', 'facts 1', 'duplicates 1', 'created 1']);
  });

  test('two groups at the same minute are two sessions', async () => {
    const intake = portalOn(demo.fhirBase, 'intake');
    await intake.createGroup({ group: 'wednesday' });
    await intake.addMember({ group: 'wednesday' }, { patient: 'Patient/p7', start: '2026-09-01' });
    const groups = { 'Tue 6pm': 'tuesday', 'Tue B': 'wednesday' };
    const of = shop.file(JSON.stringify({ ...configInput(demo.fhirBase), groups }), 'two-groups.json');
    const file = shop.rows(row(7, 'Canceled'), row(7, 'Show', { group: 'Tue B' }));
    expect(await answer('run', file, of)).toEqual([0, 'rows 2', 'facts 2', 'created 2']);
    expect(await answer('run', file, of)).toEqual([0, 'rows 2', 'facts 2', 'unchanged 2']);
  });
});
