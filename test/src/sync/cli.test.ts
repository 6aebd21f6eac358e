/** The commands of an import, as somebody types them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions, importer, patientNumbers } from '../../../demo/seed/clinic.ts';
import type { Demo } from '../../../demo/server.ts';
import type { Surroundings } from '../../../src/cli/command.ts';
import { run } from '../../../src/cli/run.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { searchAll } from '../../support/outside.ts';
import { columns, configInput, header, row, workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
let demo: Demo;
let config: string;
let file: string;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
  shop.file(JSON.stringify(groupDefinitions), 'groups.json');
  config = shop.file(JSON.stringify(configInput(demo.fhirBase)), 'sync.json');
  file = shop.rows(row(1, 'Show'), row(2, 'No show'), row(7, 'Shown'));
});
afterAll(async () => {
  shop.end();
  await demo.stop();
});

const said: string[] = [];
async function cli(args: string[], more: Partial<Surroundings> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await run(args, { env: {}, out: (line) => out.push(line), err: (line) => err.push(line), ...more });
  if (!more.terminal) said.push(...out, ...err);
  return { exit, out, err };
}

const withFolder = (stateFolder: string) =>
  shop.file(JSON.stringify({ ...configInput(demo.fhirBase), stateFolder }), 'folder.json');

describe('the commands', { timeout: 30_000 }, () => {
  test('init knows the layout, asks what it isn’t told, and writes a configuration that works', async () => {
    const path = join(shop.folder, 'new.json');
    const asked: string[] = [];
    const ask = async (question: string) => {
      asked.push(question);
      if (question.includes('MM/DD/YYYY')) return '';
      return question.includes('Tue 6pm') ? 'tuesday' : importer;
    };
    const told = ['--groups', join(shop.folder, 'groups.json'), '--fhir-base', demo.fhirBase];
    const args = ['init', file, '--config', path, ...told, '--patient-identifier', patientNumbers];
    const { exit, out } = await cli(args, { ask });
    expect([exit, out]).toEqual([
      0,
      ['layout simplepractice', 'groups 1', 'groups left out 0', 'statuses without a meaning 1'],
    ]);
    expect(asked).toHaveLength(3);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({
      groups: { 'Tue 6pm': 'tuesday' },
      untouched: { statuses: ['Show'] },
      dateFormat: 'MM/DD/YYYY',
    });
    // how days are written is never guessed
    const other = ['init', file, '--config', join(shop.folder, 'other.json'), ...args.slice(4), '--user', importer];
    expect([(await cli(other)).exit, (await cli([...other, '--date-format', 'DD/MM/YY'])).exit]).toEqual([2, 2]);
    expect((await cli([...other, '--date-format', 'DD/MM/YYYY'])).exit).toBe(0);
    expect(JSON.parse(readFileSync(join(shop.folder, 'other.json'), 'utf8'))).toMatchObject({
      dateFormat: 'DD/MM/YYYY',
    });
    expect((await cli(['validate', file, '--config', path])).exit).toBe(1);
    // never over one that is there
    expect((await cli(args, { ask })).exit).toBe(2);
  });

  test('an arrival is written as what somebody saw: minutes after the session really began', async () => {
    const own = { ...columns, arrival: 'Arrived', began: 'Began' };
    const path = shop.file(
      JSON.stringify(configInput(demo.fhirBase, { columns: own, stateFolder: 'began' })),
      'began.json',
    );
    const rows = [row(5, 'Show'), row(6, 'Show')].map((one, i) => `${one},${['6:20 PM', '6:12 PM'][i]},6:10 PM`);
    const exported = shop.file([`${header},Arrived,Began`, ...rows, ''].join('\n'));
    expect(await cli(['run', exported, '--config', path])).toMatchObject({ exit: 0 });
    const visits = await searchAll(demo.fhirBase, 'Encounter', {
      patient: 'Patient/p5,Patient/p6',
      date: 'ge2026-11-24',
    });
    // a visit without an end is found by every later day
    const started = visits.flatMap(({ subject, period: { start = '' } = {} }) =>
      start.startsWith('2026-11-24') ? [`${subject?.reference} ${start}`] : [],
    );
    expect(started.toSorted()).toEqual([
      'Patient/p5 2026-11-24T18:20:00-05:00',
      'Patient/p6 2026-11-24T18:10:00-05:00',
    ]);
  });

  test('init asks again for a group that is none, and leaves one out that none is chosen for', async () => {
    const several = shop.rows(row(1, 'Show'), row(9, 'Show', { group: 'Thu 5:30pm' }));
    const answers = ['sunday', 'tuesday', ''];
    const told = ['--groups', join(shop.folder, 'groups.json'), '--fhir-base', demo.fhirBase, '--user', importer];
    const args = ['init', '--config', join(shop.folder, 'two.json'), ...told, '--patient-identifier', 'urn:x', several];
    const { exit, out, err } = await cli(args, { ask: () => Promise.resolve(answers.shift() ?? '') });
    expect([exit, out.slice(1, 3), err[0]]).toEqual([0, ['groups 1', 'groups left out 1'], 'There is no such group.']);
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['an address that is none', { '--fhir-base': 'record.example' }, '--fhir-base', 'an absolute web address'],
    ['nobody of the staff', { '--user': 'Patient/p1' }, '--user', 'one of the staff'],
    ['no system', { '--patient-identifier': 'a b' }, '--patient-identifier', 'an address or urn'],
    ['a folder that is not there', { '--config': '/nowhere/at/all.json' }, '--config', 'can’t be written'],
  ])('init with %s: exit 2, its option and its form', async (_what, wrong, option, says) => {
    const right = {
      '--config': join(shop.folder, 'never.json'),
      '--groups': join(shop.folder, 'groups.json'),
      '--fhir-base': demo.fhirBase,
      '--user': importer,
      '--patient-identifier': 'urn:x',
      '--date-format': 'MM/DD/YYYY',
    };
    const { exit, err } = await cli(['init', file, ...Object.entries({ ...right, ...wrong }).flat()]);
    expect([exit, err[0]?.split('\n')[1]]).toEqual([2, `  ${option}`]);
    expect(err[0]).toContain(says);
    expect(err.join('')).not.toContain(Object.values(wrong)[0]);
  });

  test('init of a header it does not know says so', async () => {
    const odd = shop.file('a,b\n1,2\n');
    const told = ['--groups', join(shop.folder, 'groups.json'), '--fhir-base', demo.fhirBase, '--user', importer];
    const args = ['init', odd, '--config', join(shop.folder, 'odd.json'), ...told, '--patient-identifier', 'urn:x'];
    const { exit, err } = await cli(args);
    expect([exit, err[0]?.split('\n')[1]]).toEqual([3, '  layout-unknown']);
  });

  test('a second file is not passed over, and the order of words and options does not matter', async () => {
    const many = await cli(['validate', file, 'Alex-Rivera.csv', '--config', config]);
    expect([many.exit, many.err[0]]).toEqual([2, 'invalid: There is a word too many.\n  file']);
    expect((await cli(['resume', file, '--config', config])).exit).toBe(2);
    const [before, after] = [
      await cli(['validate', '--config', config, file]),
      await cli(['validate', file, '--config', config]),
    ];
    expect(before).toEqual(after);
  });

  test('validate needs no server', async () => {
    const away = shop.file(JSON.stringify(configInput('http://127.0.0.1:9/fhir')), 'away.json');
    expect(await cli(['validate', file, '--config', away])).toEqual({
      exit: 1,
      out: [
        expect.stringMatching(/^file \d+ bytes, utf-8, delimiter ",", SHA-256 [0-9a-f]{64}$/),
        'rows 3',
        'facts 2',
        'duplicates 0',
        'quarantined status-unmapped 1 (line 4)',
      ],
      err: [],
    });
  });

  test('dry-run shows what run would do; run does it, twice the same is nothing', async () => {
    const dry = await cli(['dry-run', file, '--config', config]);
    expect(dry.out).toContain('would be created 2');
    expect(dry.out.slice(-2)).toEqual(['  line 2: + present-arrival-unknown', '  line 3: + absent-notice-unknown']);
    const first = await cli(['run', file, '--config', config]);
    expect([first.exit, first.out.includes('created 2')]).toEqual([1, true]);
    const second = await cli(['run', file, '--config', config]);
    expect([second.exit, second.out.includes('created 0'), second.out.includes('unchanged 2')]).toEqual([
      1,
      true,
      true,
    ]);
    const id = first.out.find((line) => line.startsWith('run '))?.slice(4) ?? '';
    const undone = await cli(['undo', id, '--config', config]);
    expect([undone.exit, undone.out]).toEqual([0, ['undone 2', 'changed 0', 'gone 0']]);
    expect((await cli(['resume', '--config', config])).exit).toBe(2);
  });

  test('explain shows a row on a terminal only', async () => {
    expect((await cli(['explain', '4', file, '--config', config])).exit).toBe(2);
    const { exit, out } = await cli(['explain', '4', file, '--config', config], { terminal: true });
    expect([exit, out[0], out.at(-2)]).toEqual([
      0,
      'patient: TEST-0007',
      'put aside: status-unmapped: the status is not in the configuration',
    ]);
    expect((await cli(['explain', '40', file, '--config', config], { terminal: true })).exit).toBe(3);
  });

  test.each<[string, () => string[], number]>([
    ['no configuration', () => ['run', file], 2],
    ['no file', () => ['run', '--config', config], 2],
    ['a folder in the place of the file', () => ['run', shop.folder, '--config', config], 2],
    ['a state folder that is none', () => ['run', file, '--config', withFolder('groups.json')], 2],
    ['a file that isn’t there', () => ['run', join(shop.folder, 'none.csv'), '--config', config], 2],
    ['a part that is none', () => ['run', file, '--config', config, '--shard', '3/2'], 2],
    ['a part to go on with that never began', () => ['resume', '--config', config, '--shard', '1/9'], 2],
    ['a run that isn’t there', () => ['undo', '20200101T000000Z-0000', '--config', config], 2],
    ['an empty file', () => ['run', shop.file(''), '--config', config], 3],
    ['an empty file to look at', () => ['validate', shop.file(''), '--config', config], 3],
  ])('%s', async (_name, args, exit) => expect((await cli(args())).exit).toBe(exit));

  test('a configuration that is wrong is named by its path, never by its value', async () => {
    const wrong = shop.file(JSON.stringify({ ...configInput(demo.fhirBase), dateFormat: 'secret' }), 'wrong.json');
    const { exit, err } = await cli(['validate', file, '--config', wrong]);
    expect([exit, err.join('\n').includes('dateFormat'), err.join('\n').includes('secret')]).toEqual([2, true, false]);
  });

  test('every part takes its own patients, and together they take all', async () => {
    const parts = await Promise.all(
      ['1/3', '2/3', '3/3'].map((shard) => cli(['run', file, '--config', config, '--shard', shard])),
    );
    const sum = (name: string) =>
      parts.flatMap(({ out }) => out.filter((l) => l.startsWith(`${name} `)).map((l) => Number(l.split(' ')[1])));
    const total = (name: string) => sum(name).reduce((a, b) => a + b, 0);
    expect([total('rows'), total('created')]).toEqual([3, 2]);
  });

  test('a part’s run is taken back by its part', async () => {
    const of = ['--config', config, '--shard', '1/1'];
    const { out } = await cli(['run', shop.rows(row(6, 'Canceled')), ...of]);
    const id = out.find((line) => line.startsWith('run '))?.slice(4) ?? '';
    expect((await cli(['undo', id, '--config', config])).exit).toBe(2);
    expect((await cli(['undo', id, ...of])).out[0]).toBe('undone 1');
    expect((await cli(['resume', ...of])).exit).toBe(2);
    expect((await cli(['resume', '--config', config, '--shard', '2/1'])).exit).toBe(2);
  });

  test('on a terminal a bar knows how many people there are, and comes to its end', async () => {
    const seen: string[] = [];
    const bar = (total: number) => {
      seen.push(`of ${total}`);
      return { at: (done: number) => void seen.push(`${done}`), stop: () => void seen.push('end') };
    };
    const three = shop.rows(row(1, 'Show'), row(2, 'No show'), row(5, 'No show'), row(99, 'Show'));
    await cli(['run', three, '--config', config], { bar });
    expect(seen).toEqual(['of 3', '3', 'end']);
  });
});

test('nothing that was printed where a log may be names anybody, a group or a day', () => {
  expect(said.length).toBeGreaterThan(40);
  expect(said.join('\n').replaceAll(/^run \S+$|runs\/\S+/gm, '')).not.toMatch(/TEST-|Tue 6pm|tuesday|2026|Test, A/);
});
