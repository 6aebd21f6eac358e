import { expect, test } from 'vitest';
import { recounted, retimedOf } from '../../widgets/attendance/after.ts';
import { cameAt, eveningOf, leftAt } from '../../widgets/attendance/clock.ts';
import { markOf, same } from '../../widgets/attendance/drafts.ts';
import { instantOf } from '../../widgets/attendance/times.ts';
import type { RecordedMark } from '../../src/portal-types.ts';
import { at, sheet } from './pages/attendance-sheets.ts';

const evening = eveningOf(sheet());
const began = eveningOf(sheet(), { start: '2026-11-24T18:10:00-05:00', end: '2026-11-24T18:50:00-05:00' });

test.each([
  ['18:12', evening, { minutes: '12', came: { at: '2026-11-24T23:12:00.000Z' } }],
  ['18:12', began, { minutes: '', came: { fault: 'on-time' } }],
  ['18:20', began, { minutes: '10', came: { at: '2026-11-24T23:20:00.000Z' } }],
  ['18:05', evening, { minutes: '', came: { fault: 'on-time' } }],
  ['18:06', evening, { minutes: '6' }],
  ['17:30', evening, { minutes: '', came: { fault: 'on-time' } }],
  ['09:00', evening, { minutes: '', came: { fault: 'start' } }],
  ['19:31', evening, { minutes: '', came: { fault: 'start' } }],
  ['', evening, { minutes: '', came: { clock: '' } }],
])('somebody who came at %s', (clock, when, answer) => {
  expect(cameAt({ clock }, when)).toMatchObject(answer);
});

test.each([
  ['18:40', '', evening, { at: '2026-11-24T23:40:00.000Z' }],
  ['18:40', '40', evening, { fault: 'before' }],
  ['18:10', '', began, { fault: 'before' }],
  ['18:50', '', began, { fault: 'stayed' }],
  ['19:30', '', evening, { fault: 'stayed' }],
  ['17:30', '', evening, { fault: 'before' }],
  ['09:00', '', evening, { fault: 'end' }],
])('somebody who left at %s, %s minutes late', (clock, minutes, when, answer) => {
  expect(leftAt({ clock }, minutes, when)).toMatchObject(answer);
});

// clocks go back at 02:00 on 1 November 2026
const night = { start: '2026-10-31T23:15:00-04:00', end: '2026-11-01T03:00:00-05:00', timeZone: 'America/New_York' };
test.each([
  [0, '2026-11-01T05:30:00.000Z'],
  [1, '2026-11-01T06:30:00.000Z'],
] as const)('on the repeated hour, number %i of the two is asked for and meant', (nth, instant) => {
  const late = { ...evening, ...night };
  expect(cameAt({ clock: '01:30' }, late)).toMatchObject({ came: { fault: 'twice' }, minutes: '' });
  expect(instantOf('01:30', 'start', night, nth)).toEqual({ at: instant });
  expect(cameAt({ clock: '01:30', nth }, late).came).toMatchObject({ at: instant });
});

test('a row with a wrong time is no mark; one with an empty field is', () => {
  const late = { outcome: 'present-late' } as const;
  expect(markOf({ ...late, ...cameAt({ clock: '09:00' }, evening) })).toBeUndefined();
  expect(markOf({ ...late, came: { clock: '' } })).toEqual(late);
  const early = { outcome: 'present', leftEarly: true } as const;
  expect(markOf({ ...early, left: leftAt({ clock: '19:45' }, '', evening) })).toBeUndefined();
  expect(markOf({ ...early, left: leftAt({ clock: '18:45' }, '', evening) })).toMatchObject({
    left: '2026-11-24T23:45:00.000Z',
  });
});

test('a time that was typed counts from when it really began, whichever was typed first', () => {
  const draft = { outcome: 'present-late', ...cameAt({ clock: '18:20' }, evening) } as const;
  const now = recounted(new Map([['row-0', draft]]), sheet(), began.held);
  expect(now.get('row-0')).toMatchObject({ minutes: '10', came: { clock: '18:20' } });
  const typed = new Map([['row-0', { outcome: 'present-late', minutes: '7' } as const]]);
  expect(recounted(typed, sheet(), began.held).get('row-0')).toMatchObject({ minutes: '7' });
});

test('with another real start, an arrival and a leaving that were seen stay what they were', () => {
  const seen = {
    outcome: 'present-late',
    minutesLate: 20,
    at,
    observed: { start: '2026-11-24T18:20:00-05:00' },
  } as const;
  const left = { outcome: 'present', leftEarly: true, left: '2026-11-24T18:40:00-05:00', at } as const;
  const marks = { drafts: new Map(), refused: new Map(), theirs: new Map() };
  const recorded = new Map<string, RecordedMark>([
    ['row-0', seen],
    ['row-1', left],
  ]);
  expect([...retimedOf({ ...marks, recorded }, sheet(), began.held)]).toEqual([
    ['row-0', { outcome: 'present-late', minutesLate: 10 }],
    ['row-1', { outcome: 'present', leftEarly: true, left: left.left }],
  ]);
});

test('asked to leave, and when somebody left, are more than the record says until it says so', () => {
  const asked = { outcome: 'present', askedToLeave: { id: 'a', wayHomeOffered: true } } as const;
  expect(same(asked, { outcome: 'present', at })).toBe(false);
  expect(same(asked, { outcome: 'present', wayHomeOffered: true, at })).toBe(true);
  expect(same({ outcome: 'present' }, { outcome: 'present', wayHomeOffered: true, at })).toBe(true);
  const left = { outcome: 'present', leftEarly: true, left: '2026-11-24T18:40:00-05:00' } as const;
  expect(same(left, { outcome: 'present', leftEarly: true, at })).toBe(false);
});
