/** What a row says, and what a file is refused for: everything that happens before a server is asked. */
import { openSync, writeSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { isPortalError } from '../../../fhir-mappings/errors.ts';
import { groupsOf, parseSyncConfig, type SyncConfigInput } from '../../../src/sync/config.ts';
import { validate } from '../../../src/sync/engine.ts';
import { recognise } from '../../../src/sync/layouts.ts';
import type { Report } from '../../../src/sync/report.ts';
import { rowReader, type Cells, type Told } from '../../../src/sync/row.ts';
import { configInput, groups, header, row, workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
afterAll(() => shop.end());
const now = Date.parse('2026-12-31T12:00:00Z');

function tell(cells: Cells, more: Partial<SyncConfigInput> = {}): Told {
  const config = parseSyncConfig(configInput('http://localhost/fhir', more));
  return rowReader(config, groupsOf(config, groups), now)({ line: 2, cells });
}
const cells = (more: Cells = {}): Cells => ({
  patient: 'TEST-0001',
  group: 'Tue 6pm',
  date: '11/24/2026',
  time: '6:00 PM',
  status: 'Show',
  evidence: 'Signed',
  ...more,
});

describe('a row', () => {
  test.each<[string, Cells, string]>([
    ['Show with a signed note', {}, 'present-arrival-unknown'],
    ['No show', { status: 'No show' }, 'absent-notice-unknown'],
    ['Late canceled is word before the start', { status: 'Late canceled' }, 'absent-with-notice'],
    ['Canceled', { status: 'Canceled' }, 'absent-with-notice'],
    ['Clinician canceled', { status: 'Clinician canceled' }, 'session-cancelled'],
  ])('%s', (_name, more, outcome) => expect(tell(cells(more))).toMatchObject({ fact: { outcome } }));

  test.each<[string, Cells, string]>([
    ['a Show nobody has touched', { evidence: '' }, 'no-evidence'],
    ['a booking to come', { date: '01/05/2027' }, 'not-over'],
  ])('%s says nothing', (_name, more, skipped) => expect(tell(cells(more))).toMatchObject({ skipped }));

  test.each<[string, Cells, string]>([
    ['no identifier', { patient: '' }, 'patient-missing'],
    ['a group nobody mapped', { group: 'Wed 6pm' }, 'group-unknown'],
    ['a word nobody mapped', { status: 'Showed' }, 'status-unmapped'],
    ['a word every object has', { status: 'constructor' }, 'status-unmapped'],
    ['24:00', { time: '24:00' }, 'time-unreadable'],
    ['12:60', { time: '12:60 PM' }, 'time-unreadable'],
    ['29 February of no leap year', { date: '02/29/2026' }, 'date-unreadable'],
    ['a day first where months are', { date: '24/11/2026' }, 'date-unreadable'],
    ['another format', { date: '2026-11-24' }, 'date-unreadable'],
    ['two digits of a year', { date: '11/24/26' }, 'date-unreadable'],
    ['a spreadsheet’s number', { date: '46350' }, 'date-serial'],
    ['a NUL byte', { patient: 'TEST-\u00000001' }, 'nul-byte'],
    ['a time the clock jumps over', { date: '03/08/2026', time: '2:30 AM' }, 'time-skipped'],
    ['a time the clock shows twice', { date: '11/01/2026', time: '1:30 AM' }, 'time-ambiguous'],
    ['an offset the zone never has', { date: '11/01/2026', time: '1:30 AM -07:00' }, 'time-unreadable'],
  ])('%s is put aside', (_name, more, reason) => expect(tell(cells(more))).toMatchObject({ reason }));

  test.each<[string, Cells, string]>([
    ['03/04 is 4 March where months come first', { date: '03/04/2026' }, '2026-03-04T23:00:00.000Z'],
    ['29 February of a leap year', { date: '02/29/2024' }, '2024-02-29T23:00:00.000Z'],
    ['the group’s zone counts, before clocks change (G5)', { date: '10/27/2026' }, '2026-10-27T22:00:00.000Z'],
    ['and after it', { date: '11/03/2026' }, '2026-11-03T23:00:00.000Z'],
    ['the first of two 1:30', { date: '11/01/2026', time: '1:30 AM -04:00' }, '2026-11-01T05:30:00.000Z'],
    ['the second', { date: '11/01/2026', time: '1:30 AM -05:00' }, '2026-11-01T06:30:00.000Z'],
    ['noon', { time: '12:00 PM' }, '2026-11-24T17:00:00.000Z'],
    ['midnight', { time: '12:00 AM' }, '2026-11-24T05:00:00.000Z'],
  ])('%s', (_name, more, start) => {
    const told = tell(cells(more));
    expect('fact' in told && new Date(told.fact.start).toISOString()).toBe(start);
  });

  test('of several clinics: the same local time is another moment in each group’s own zone', () => {
    const names = { 'Tue 6pm': 'tuesday', 'Denver 6pm': 'thursday', 'Phoenix 6pm': 'wednesday' };
    const zones: Record<string, string> = { thursday: 'America/Denver', wednesday: 'America/Phoenix' };
    const all = groups.map((group) => ({ ...group, timeZone: zones[group.key] ?? group.timeZone }));
    const config = parseSyncConfig(configInput('http://localhost/fhir', { groups: names }));
    const read = rowReader(config, groupsOf(config, all), now);
    const starts = ['10/27/2026', '11/03/2026'].flatMap((date) =>
      Object.keys(names).map((group) => {
        const told = read({ line: 2, cells: cells({ group, date }) });
        return 'fact' in told ? new Date(told.fact.start).toISOString().slice(5, 16) : told;
      }),
    );
    // clocks change between the two, and never in Phoenix
    expect(starts).toEqual(['10-27T22:00', '10-28T00:00', '10-28T01:00', '11-03T23:00', '11-04T01:00', '11-04T01:00']);
  });

  test('03/04 is 3 April where days come first', () => {
    const told = tell(cells({ date: '03/04/2026' }), { dateFormat: 'DD/MM/YYYY' });
    expect('fact' in told && new Date(told.fact.start).toISOString()).toBe('2026-04-03T22:00:00.000Z');
  });

  test.each<[string, string, Partial<Record<'outcome' | 'minutesLate', unknown>>]>([
    ['five minutes are on time', '6:05 PM', { outcome: 'present' }],
    ['six are late', '6:06 PM', { outcome: 'present-late', minutesLate: 6 }],
    ['early is on time', '5:40 PM', { outcome: 'present' }],
  ])('an arrival: %s', (_name, arrival, fact) => expect(tell(cells({ arrival }))).toMatchObject({ fact }));

  test('an arrival after midnight is of the next day (G6)', () =>
    expect(tell(cells({ date: '10/31/2026', time: '11:15 PM', arrival: '12:02 AM' }))).toMatchObject({
      fact: { outcome: 'present-late', minutesLate: 47 },
    }));

  test('an arrival that is none is put aside, and nobody is late by it', () =>
    expect(tell(cells({ arrival: 'yes' }))).toMatchObject({ reason: 'arrival-unreadable' }));

  test('so is a time that a session never began at; without an arrival nobody looks at it', () => {
    expect(tell(cells({ arrival: '6:20 PM', began: 'late' }))).toMatchObject({ reason: 'began-unreadable' });
    expect(tell(cells({ began: 'late' }))).toMatchObject({ fact: { outcome: 'present-arrival-unknown' } });
  });
});

async function checked(file: string, more: Partial<SyncConfigInput> = {}): Promise<Report | string> {
  const config = parseSyncConfig(configInput('http://localhost/fhir', more));
  try {
    return await validate({
      file,
      config,
      groups: groupsOf(config, groups),
      now,
      scratch: join(shop.folder, 'scratch'),
    });
  } catch (error) {
    if (!isPortalError(error)) throw error;
    return error.fields.join(' ');
  }
}
const clean = { rows: 2, facts: 2, quarantined: {} };
const two = [row(1, 'Show'), row(2, 'No show')];

describe('a file', () => {
  const all = ['patient', 'group', 'date', 'time', 'status', 'evidence'].map((name) => `columns.${name}`).join(' ');

  test.each<[string, string | Uint8Array]>([
    ['UTF-8', [header, ...two].join('\n')],
    ['with the mark of UTF-8', `\uFEFF${[header, ...two].join('\r\n')}\r\n`],
    ['with semicolons', [header, ...two].join('\n').replaceAll(', A.', ' A.').replaceAll(',', ';')],
    ['with tabs', [header, ...two].join('\n').replaceAll(', A.', ' A.').replaceAll(',', '\t')],
    [
      'with a line break in a cell',
      [header, ...two].join('\n').replace('Test, A.', 'Test,\nA. "Al"'.replaceAll('"', '""')),
    ],
    ['in Windows-1252', Buffer.from([header, ...two].join('\r\n').replace('Test, A.', 'Núñez, Zoë'), 'latin1')],
    ['with empty lines at its end', `${[header, ...two].join('\n')}\n\n\n`],
    ['with the columns in another order', `Status2,${header}\n${two.map((line) => `x,${line}`).join('\n')}\n`],
  ])('%s is read', async (_name, content) => expect(await checked(shop.file(content))).toMatchObject(clean));

  test.each<[string, string | Uint8Array, string]>([
    ['empty', '', 'empty'],
    ['of a header only', `${header}\n`, 'no-rows'],
    ['of another delimiter', [header, ...two].join('\n').replaceAll(',', '^'), `column-missing ${all}`],
    [
      'with a column renamed since yesterday',
      [header.replace('Attendance Status', 'Status'), ...two].join('\n'),
      'column-missing columns.status',
    ],
    ['with a column twice', [`${header},Group`, ...two.map((r) => `${r},x`)].join('\n'), 'column-twice columns.group'],
    ['that is a spreadsheet’s archive', Buffer.from('PK\u0003\u0004rest'), 'encoding'],
    ['in UTF-16', Buffer.from(`\uFEFF${header}\n`, 'utf16le'), 'encoding'],
    ['of bytes', new Uint8Array(4096), 'binary'],
    ['that ends in the middle of a row', `${[header, ...two].join('\n')}\nTEST-0003,"Test, A.",Tue`, 'half-written'],
    ['that ends inside quotes', `${[header, ...two].join('\n')}\nTEST-0003,"Test, A`, 'half-written'],
  ])('%s is refused', async (_name, content, reason) => expect(await checked(shop.file(content))).toBe(reason));

  test('a configured encoding is kept to', async () => {
    const bytes = Buffer.from([header, ...two].join('\r\n').replace('Test, A.', 'Núñez, Zoë'), 'latin1');
    expect(await checked(shop.file(bytes), { file: { encoding: 'utf-8', delimiter: 'auto' } })).toBe('encoding');
  });

  test('a line of a gigabyte is refused, and was never in memory', async () => {
    const path = join(shop.folder, 'long.csv');
    const file = openSync(path, 'w');
    writeSync(file, `${header}\n`);
    // a hole: it reads as NUL bytes, and takes no disk
    writeSync(file, 'x', 1_000_000_000);
    closeSync(file);
    const before = process.memoryUsage().rss;
    expect(await checked(path)).toBe('line-too-long');
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  test('rows with too few or too many cells are put aside by their lines', async () => {
    const file = shop.rows(row(1, 'Show'), 'TEST-0002,short', row(3, 'Show'), `${row(4, 'Show')},more`, row(5, 'Show'));
    expect(await checked(file)).toMatchObject({ rows: 5, facts: 3, quarantined: { 'row-broken': [3, 5] } });
  });

  test('the same twice counts once; what differs is put aside, both of it (G10)', async () => {
    const file = shop.rows(
      row(1, 'Show'),
      row(1, 'Show'),
      row(2, 'Late canceled'),
      row(2, 'Show'),
      row(3, 'Show', { note: '' }),
      row(3, 'No show'),
    );
    expect(await checked(file)).toMatchObject({
      facts: 2,
      duplicates: 1,
      skipped: { 'no-evidence': 1 },
      quarantined: { 'duplicate-conflict': [4, 5] },
    });
  });

  test('leading zeros stay, and tell two people apart', async () => {
    const file = shop.rows(row(1, 'Show').replace('TEST-0001', '0017'), row(1, 'No show').replace('TEST-0001', '17'));
    expect(await checked(file)).toMatchObject({ facts: 2, quarantined: {} });
  });

  test('an identifier is the same composed and decomposed (G11)', async () => {
    const file = shop.rows(
      row(1, 'Show').replace('TEST-0001', 'Jos\u00e9-1'),
      row(1, 'No show').replace('TEST-0001', 'Jose\u0301-1'),
    );
    expect(await checked(file)).toMatchObject({ quarantined: { 'duplicate-conflict': [2, 3] } });
  });
});

test.each<[string, string[], string | undefined]>([
  ['SimplePractice', header.split(','), 'simplepractice'],
  ['OpenEMR', ['pid', 'group_name', 'encounter_date', 'start_time', 'meeting_patient_status'], 'openemr'],
  ['TheraByte', ['Client Number', 'Group', 'Appointment Date', 'Appointment Time', 'Appointment Status'], 'therabyte'],
  ['a plain one', ['patient_id', 'group', 'date', 'time', 'status', 'comment'], 'generic'],
  ['nobody’s', ['a', 'b'], undefined],
])('the layout of %s is known by its header', (_name, names, layout) => expect(recognise(names)?.name).toBe(layout));

describe('a configuration', () => {
  test.each<[string, Partial<SyncConfigInput> & Record<string, unknown>, string]>([
    ['a date without a year', { dateFormat: 'MM/DD' }, 'dateFormat'],
    ['a time of twelve hours without AM', { timeFormat: 'h:mm' }, 'timeFormat'],
    ['a meaning there is not', { statuses: { Show: 'came' as 'present' } }, 'statuses.Show'],
    ['a status untouched that has none', { untouched: { statuses: ['Seen'], evidence: ['x'] } }, 'untouched.statuses'],
    ['a patient as recorder', { recordedBy: 'Patient/p1' }, 'recordedBy'],
    ['something we don’t know', { colour: 'red' }, 'colour'],
  ])('with %s is refused by its path', (_name, more, path) => {
    let fields: readonly string[] = [];
    try {
      parseSyncConfig(configInput('http://localhost/fhir', more));
    } catch (error) {
      if (isPortalError(error)) fields = error.fields;
    }
    expect(fields).toContain(path);
  });

  test('a leader can’t be the import: nobody could tell their records apart', () => {
    const config = parseSyncConfig(configInput('http://localhost/fhir', { recordedBy: 'Practitioner/l1' }));
    expect(() => groupsOf(config, groups)).toThrow('The import is a leader');
  });
});
