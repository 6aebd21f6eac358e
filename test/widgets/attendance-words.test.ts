import { expect, test } from 'vitest';
import type { RecordedMark } from '../../src/portal-types.ts';
import { heldFrom } from '../../widgets/attendance/after.ts';
import { lineOf } from '../../widgets/attendance/line.ts';
import { afterReading, afterSaving, type Marks } from '../../widgets/attendance/merge.ts';
import { clockOf, instantOf } from '../../widgets/attendance/times.ts';
import { toldWords } from '../../widgets/attendance/told.ts';
import { en as after } from '../../widgets/strings/attendance-after.ts';
import { words } from '../../widgets/strings/attendance.ts';
import { at, sheet, start } from './pages/attendance-sheets.ts';

const place = { timeZone: 'America/New_York', locale: 'en' };
const facts = { ...place, words: after.line };
const [from, to] = ['2026-11-24T18:10:00-05:00', '2026-11-24T19:30:00-05:00'];

test.each<[Partial<RecordedMark> & Pick<RecordedMark, 'outcome'>, string]>([
  [{ outcome: 'present' }, 'Attended, on time.'],
  [{ outcome: 'present', observed: { start: from, end: to } }, 'Attended 6:10 to 7:30 pm, on time.'],
  [{ outcome: 'present-late' }, 'Attended, late.'],
  [{ outcome: 'present-late', minutesLate: 1, observed: { start: from } }, 'Attended from 6:10 pm, 1 minute late.'],
  [{ outcome: 'present-late', observed: { end: to } }, 'Attended until 7:30 pm, late.'],
  [{ outcome: 'present', leftEarly: true }, 'Attended, on time, left early.'],
  [{ outcome: 'present-arrival-unknown' }, 'Attended.'],
  [{ outcome: 'absent-with-notice' }, 'Absent, told us ahead.'],
  [{ outcome: 'absent-without-notice' }, 'Absent, no word.'],
  [{ outcome: 'absent-notice-unknown' }, 'Absent.'],
  [{ outcome: 'turned-away' }, 'Came, could not join.'],
  [{ outcome: 'excused-by-clinic' }, 'Excused by the clinic.'],
  [{ outcome: 'session-cancelled' }, 'Session not held.'],
])('%o is "%s"', (mark, line) => {
  expect(lineOf({ at, ...mark }, facts)).toBe(line);
});

test('how many were there is said only where the group’s setting asks, and only to who was there', () => {
  expect(lineOf({ at, outcome: 'present' }, { ...facts, present: 1 })).toBe('Attended, on time. 1 member present.');
  expect(lineOf({ at, outcome: 'absent-notice-unknown' }, { ...facts, present: 1 })).toBe('Absent.');
});

const evening = { start, end: to, timeZone: 'America/New_York' };
// clocks go back at 02:00 on 1 November 2026, and forward at 02:00 on 8 March 2026
const late = { start: '2026-10-31T23:15:00-04:00', end: '2026-11-01T00:45:00-04:00', timeZone: 'America/New_York' };
const spring = { start: '2026-03-08T01:00:00-05:00', end: '2026-03-08T03:45:00-04:00', timeZone: 'America/New_York' };
test.each([
  ['18:10', 'start', evening, { at: '2026-11-24T23:10:00.000Z' }],
  ['17:00', 'start', evening, { at: '2026-11-24T22:00:00.000Z' }],
  ['16:59', 'start', evening, { fault: 'start' }],
  ['08:00', 'start', evening, { fault: 'start' }],
  ['23:31', 'end', evening, { fault: 'end' }],
  ['00:02', 'start', late, { at: '2026-11-01T04:02:00.000Z' }],
  ['01:30', 'end', late, { fault: 'twice' }],
  ['02:30', 'end', late, { at: '2026-11-01T07:30:00.000Z' }],
  ['02:30', 'end', spring, { fault: 'never' }],
  ['03:30', 'end', spring, { at: '2026-03-08T07:30:00.000Z' }],
] as const)('%s as the %s', (clock, side, session, answer) => {
  expect(instantOf(clock, side, session)).toEqual(answer);
  const back = 'at' in answer ? clockOf(answer.at, session.timeZone) : clock;
  expect(back).toBe(clock);
});

test('an end before the beginning is wrong at the end, and nothing may be sent', () => {
  const wrong = heldFrom({ start: { clock: '18:40' }, end: { clock: '18:30' } }, sheet());
  expect(wrong).toEqual({ typed: { start: { clock: '18:40' }, end: { clock: '18:30', fault: 'end' } } });
  expect(heldFrom({ end: { clock: '18:40' } }, sheet()).held).toEqual({ end: '2026-11-24T23:40:00.000Z' });
  expect(heldFrom({}, sheet()).held).toEqual({});
});

test('what they told us is said with its day only when that is another one', () => {
  const said = (told: object) => toldWords({ row: 'row-0', name: 'Sam', ...told }, { ...place, words, start });
  expect(said({ told: { at: '2026-11-24T17:57:00-05:00', channel: 'phone' } })).toBe('Told us today 5:57 pm, by phone');
  expect(said({ told: { at: '2026-11-23T09:00:00-05:00' } })).toBe('Told us Monday 23 November, 9:00 am');
  expect(said({ told: { at, until: '2026-12-08' } })).toBe('Told us: away until Tuesday 8 December');
  expect(said({ givenBack: true })).toBe('Appointment given back. Did they tell us?');
  expect(said({})).toBe('');
});

const marks: Marks = {
  drafts: new Map([
    ['row-0', { outcome: 'present' }],
    ['row-1', { outcome: 'absent-without-notice' }],
    ['row-9', { outcome: 'present' }],
  ]),
  recorded: new Map(),
  refused: new Map([['row-1', 'timeout']]),
  theirs: new Map(),
};
const two = (rows: Parameters<typeof sheet>[1] = {}) => sheet(['Alex', 'Bo'], rows);

test('another screen’s record that says the same takes a mark’s place; one that differs waits for a choice', () => {
  const theirs = { outcome: 'present-late', at } as const;
  const now = afterReading(marks, two({ Alex: { recorded: { outcome: 'present', at } }, Bo: { recorded: theirs } }));
  expect([...now.drafts.keys()]).toEqual(['row-1']);
  expect([...now.theirs]).toEqual([['row-1', theirs]]);
  expect(now.news).toBe(2);
  // read again without change it's no news, and the choice stays
  const again = afterReading(now, two({ Alex: { recorded: { outcome: 'present', at } }, Bo: { recorded: theirs } }));
  expect([again.news, [...again.theirs.keys()]]).toEqual([0, ['row-1']]);
});

test('a save that met somebody else’s value keeps both; what failed otherwise can be tried again', () => {
  const there = { outcome: 'present-late', at } as const;
  const sent = new Map([
    ['row-0', { outcome: 'present' } as const],
    ['row-1', { outcome: 'absent-without-notice' } as const],
  ]);
  const result = { saved: ['row-0'], unchanged: [], failed: [{ row: 'row-1', code: 'conflict', there }] };
  const now = afterSaving(marks, result, { marks: sent, sent: marks.drafts, at });
  expect([...now.theirs]).toEqual([['row-1', there]]);
  expect(now.recorded.get('row-1')).toBe(there);
  expect(now.drafts.get('row-1')).toEqual({ outcome: 'absent-without-notice' });
  expect(now.refused.size).toBe(0);
});
