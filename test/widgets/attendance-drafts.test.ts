import { expect, test } from 'vitest';
import {
  choiceOf,
  choose,
  everyoneHere,
  markOf,
  noneHeld,
  recordedOf,
  shown,
  toSend,
  without,
  type Drafts,
} from '../../widgets/attendance/drafts.ts';
import { words } from '../../widgets/strings/attendance.ts';
import { at, sheet } from './pages/attendance-sheets.ts';

const none: Drafts = new Map();
const { rows } = sheet(['Alex', 'Bo', 'Dee', 'Jo'], {
  Bo: { recorded: { outcome: 'present-late', minutesLate: 12, at } },
  Dee: { notMember: true },
});
const recorded = recordedOf(rows);

test('nothing is marked but what the record has', () => {
  expect([...recorded]).toEqual([['row-1', { outcome: 'present-late', minutesLate: 12, at }]]);
  expect(shown(none, recorded, 'row-0')).toBeUndefined();
  expect(shown(none, recorded, 'row-1')).toEqual({ outcome: 'present-late', minutes: '12' });
  expect(toSend(none, recorded).size).toBe(0);
});

test('everyone here marks the rows without a mark, and only members', () => {
  const drafts = everyoneHere(rows, choose(none, recorded, { row: 'row-3' }, 'away'), recorded);
  expect([...drafts]).toEqual([
    ['row-3', { outcome: 'absent' }],
    ['row-0', { outcome: 'present' }],
  ]);
  expect(everyoneHere(rows, drafts, recorded)).toBe(drafts);
});

test('not held replaces every mark, what is recorded included', () => {
  expect([...toSend(noneHeld(rows), recorded).keys()]).toEqual(['row-0', 'row-1', 'row-3']);
});

test.each([
  [{ outcome: 'present' }, { outcome: 'present' }],
  [{ outcome: 'present-late' }, { outcome: 'present-late' }],
  [
    { outcome: 'present-late', minutes: '7' },
    { outcome: 'present-late', minutesLate: 7 },
  ],
  [{ outcome: 'present-late', minutes: '0', wrong: true }, undefined],
  [{ outcome: 'absent' }, undefined],
  [{ outcome: 'absent-notice-unknown' }, { outcome: 'absent-notice-unknown' }],
] as const)('%o is complete or isn’t', (draft, mark) => {
  expect(markOf(draft)).toEqual(mark);
});

test('choosing what is recorded takes the draft back, and clearing shows the record again', () => {
  const here = choose(none, recorded, { row: 'row-1' }, 'here');
  expect(toSend(here, recorded).get('row-1')).toEqual({ outcome: 'present' });
  expect(choose(here, recorded, { row: 'row-1' }, 'late').size).toBe(0);
  expect(shown(without(here, 'row-1'), recorded, 'row-1')?.minutes).toBe('12');
  expect(toSend(new Map([['row-1', { outcome: 'present-late', minutes: '12' }]]), recorded).size).toBe(0);
});

test('outcomes the four choices don’t name are chosen by none of them', () => {
  for (const outcome of ['session-cancelled', 'present-arrival-unknown'] as const) {
    expect(choiceOf({ outcome })).toBeUndefined();
    expect(words.outcome[outcome]).toMatch(/^[A-Z]/);
  }
});

test('times share their half of the day only when they have one', () => {
  expect(words.times('Tuesday 24 November', '6:00 pm', '7:30 pm')).toBe('Tuesday 24 November, 6:00 to 7:30 pm');
  expect(words.times('Tuesday 24 November', '11:15 am', '12:45 pm')).toBe('Tuesday 24 November, 11:15 am to 12:45 pm');
});
