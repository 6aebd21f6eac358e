import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { summarizeAttendance, type Outcome, type SessionOutcome } from '../../../src/readiness/summary.ts';
import { outcomes } from './facts.ts';

const of = (text: string) => summarizeAttendance(outcomes(text));
const ratio = (numerator: number, denominator: number, percent: number | null) => ({ numerator, denominator, percent });
const run = (count: number, atLeast = false) => ({ count, atLeast });

it('a summary has every number, exactly', () => {
  expect(of('P L U N A Q T X H M')).toEqual({
    recorded: 7,
    attended: 3,
    notRecorded: 1,
    rate: ratio(3, 7, 43),
    punctuality: ratio(1, 2, null),
    notice: ratio(1, 2, null),
    completeness: ratio(7, 8, 88),
    unannounced: 1,
    unannouncedRecent: 1,
    consecutiveAbsences: run(0),
    uncoveredConsecutiveAbsences: run(0),
    sessionsIntoCommitment: 8,
    memberSessionNumber: 4,
  });
});

it('nothing is nothing: no number is made up', () => {
  expect(summarizeAttendance([])).toMatchObject({
    recorded: 0,
    rate: ratio(0, 0, null),
    completeness: ratio(0, 0, null),
    consecutiveAbsences: run(0),
    memberSessionNumber: 1,
  });
});

/** [outcome, what one of it adds to: recorded, attended, notRecorded, unannounced, held, run] */
it.each<[string, number, number, number, number, number, number]>([
  ['P', 1, 1, 0, 0, 1, 0],
  ['L', 1, 1, 0, 0, 1, 0],
  ['U', 1, 1, 0, 0, 1, 0],
  ['N', 1, 0, 0, 0, 1, 1],
  ['A', 1, 0, 0, 1, 1, 1],
  ['Q', 1, 0, 0, 0, 1, 1],
  ['T', 1, 0, 0, 0, 1, 0],
  ['X', 0, 0, 0, 0, 0, 0],
  ['H', 0, 0, 0, 0, 0, 0],
  ['M', 0, 0, 1, 0, 1, 0],
])('one %s counts where the definition says', (letter, recorded, attended, notRecorded, unannounced, into, count) => {
  expect(of(letter)).toMatchObject({
    recorded,
    attended,
    notRecorded,
    unannounced,
    sessionsIntoCommitment: into,
    consecutiveAbsences: run(count),
  });
});

describe('edge examples of domain.md 4.6', () => {
  it.each([
    ['E1: a planned absence covers only what was told before', 'P A* A*', { uncoveredConsecutiveAbsences: run(2) }],
    [
      'E2: each ratio has its own denominator',
      'P P N A P L',
      { notice: ratio(1, 2, null), punctuality: ratio(3, 4, 75) },
    ],
    ['E3: completeness counts what was not recorded', 'M M M P', { completeness: ratio(1, 4, 25) }],
    [
      'E4: a covered absence counts as recorded, so an unrecorded one behind it gives "at least 0"',
      'P M N*',
      { uncoveredConsecutiveAbsences: run(0, true), consecutiveAbsences: run(1, true) },
    ],
    ['E5: an unrecorded session at the end is not yet recorded', 'A M', { consecutiveAbsences: run(1) }],
    ['E9: turned away four times is 0 of 4', 'T T T T', { rate: ratio(0, 4, 0) }],
    ['E10: 199 of 200 is 100 by the rule', `${'P '.repeat(199)}A`, { rate: ratio(199, 200, 100) }],
    [
      'E12: five held, the coming one is the fifth attended',
      'P P A P P',
      { sessionsIntoCommitment: 5, memberSessionNumber: 5 },
    ],
    [
      'E22: two absences of unknown notice are consecutive but not unannounced',
      'P Q Q',
      { uncoveredConsecutiveAbsences: run(2), unannounced: 0 },
    ],
  ])('%s', (_, text, expected) => expect(of(text)).toMatchObject(expected));

  const at = (start: string, outcome: Outcome = 'present'): SessionOutcome => ({ start, outcome });
  it.each([
    [
      'E13: one instant written in two zones is one session twice',
      [at('2026-10-06T18:00-05:00'), at('2026-10-06T23:00Z', 'absent-without-notice')],
      ['sessions[1].start'],
    ],
    ['E14: a start without offset', [at('2026-10-06T18:00:00')], ['sessions[0].start']],
    [
      'every fault is named, in input order',
      [
        at('2026-10-13T18:00:00Z'),
        at('2026-10-06T18:00:00Z'),
        at('today'),
        at('2026-10-13T18:00:00.000Z'),
        at('2026-10-06'),
      ],
      ['sessions[2].start', 'sessions[3].start', 'sessions[4].start'],
    ],
  ])('%s is invalid', (_, sessions, fields) => {
    expect(() => summarizeAttendance(sessions)).toThrow(expect.objectContaining({ code: 'invalid', fields }));
  });
});

it.each([
  ['two of three has no percent', 'P P A', ratio(2, 3, null)],
  ['half up: one of eight', 'P A A A A A A A', ratio(1, 8, 13)],
  ['half up: seven of eight', 'P P P P P P P A', ratio(7, 8, 88)],
  ['one of six', 'P A A A A A', ratio(1, 6, 17)],
  ['four of six', 'P P P P A A', ratio(4, 6, 67)],
])('percents are whole and rounded half up: %s', (_, text, expected) => expect(of(text).rate).toEqual(expected));

it.each([
  ['late ends a run as much as on time', 'A A L', run(0), run(0)],
  ['turned away ends it', 'A A T', run(0), run(0)],
  ['arrival unknown ends it', 'A A U', run(0), run(0)],
  ['cancelled and excused are skipped', 'P A X Q H N', run(3), run(3)],
  ['unrecorded ones at the end are skipped, cancelled between', 'P A A M X M', run(2), run(2)],
  ['an unrecorded one further back ends it with "at least"', 'A M A A', run(2, true), run(2, true)],
  ['an unrecorded one before the first recorded', 'M A', run(1, true), run(1, true)],
  ['nothing recorded at all', 'M M', run(0), run(0)],
  ['present after an unrecorded one', 'A M P', run(0), run(0)],
  ['a covered one is stepped over, the run goes on behind it', 'P A N* A', run(3), run(2)],
  ['only told us is ever covered', 'P N* Q* A* N*', run(4), run(2)],
])('consecutive absences: %s', (_, text, all, uncovered) => {
  expect(of(text)).toMatchObject({ consecutiveAbsences: all, uncoveredConsecutiveAbsences: uncovered });
});

it('unannounced absences are counted over the membership and over the last 8 recorded', () => {
  expect(of('A A P P P M X P P P P A')).toMatchObject({ unannounced: 3, unannouncedRecent: 1 });
});

it('a flag on another outcome and a departure change no number', () => {
  const plain = outcomes('P A P P');
  const flagged = plain.map((s): SessionOutcome => ({
    ...s,
    discussedPlannedAbsence: true,
    departure: 'asked-to-leave',
  }));
  expect(summarizeAttendance(flagged)).toEqual(summarizeAttendance(plain));
});

const anyOutcome = fc.constantFrom(...'PLUNAQTXHM'.split(''), 'N*');
const history = fc.array(anyOutcome, { maxLength: 40 }).map((marks) => outcomes(marks.join(' ')));

describe('for every history', () => {
  it('the order of input changes nothing', () => {
    fc.assert(
      fc.property(
        history.chain((h) => fc.tuple(fc.constant(h), fc.shuffledSubarray(h, { minLength: h.length }))),
        ([ordered, shuffled]) => {
          expect(summarizeAttendance(shuffled)).toEqual(summarizeAttendance(ordered));
        },
      ),
    );
  });

  it('cancelled and excused sessions change no number', () => {
    fc.assert(
      fc.property(history, (h) => {
        const without = h.filter((s) => s.outcome !== 'session-cancelled' && s.outcome !== 'excused-by-clinic');
        expect(summarizeAttendance(h)).toEqual(summarizeAttendance(without));
      }),
    );
  });

  it('a percent is there only from four, whole, and never more than half away', () => {
    fc.assert(
      fc.property(history, (h) => {
        const { rate, punctuality, notice, completeness } = summarizeAttendance(h);
        for (const { numerator, denominator, percent } of [rate, punctuality, notice, completeness]) {
          expect(percent === null).toBe(denominator < 4);
          if (percent === null) continue;
          expect(Number.isInteger(percent)).toBe(true);
          // half up: percent - 0.5 <= exact < percent + 0.5, in integers
          expect((2 * percent - 1) * denominator).toBeLessThanOrEqual(200 * numerator);
          expect(200 * numerator).toBeLessThan((2 * percent + 1) * denominator);
        }
      }),
    );
  });

  it('the input is left as it was', () => {
    fc.assert(
      fc.property(history, (h) => {
        const reversed = h.toReversed();
        const before = structuredClone(reversed);
        summarizeAttendance(reversed);
        expect(reversed).toEqual(before);
      }),
    );
  });
});
