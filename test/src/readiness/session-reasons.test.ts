import { describe, expect, it } from 'vitest';
import { evaluateReadiness } from '../../../src/readiness/evaluate.ts';
import type { MemberFacts } from '../../../src/readiness/types.ts';
import {
  agreement,
  attended,
  chicago,
  codes,
  evaluate,
  facts,
  group,
  held,
  known,
  note,
  participation,
  plusDays,
  seat,
  version,
  zone,
} from './facts.ts';

const now = chicago('2026-10-28', '09:00');
const reason = (over: Partial<MemberFacts>, code: string, asOf = now) =>
  evaluate(over, asOf).reasons.find((r) => r.code === code);
const tick = (code: string, at: string) => note({ kind: 'followed-up', reason: code, at });
const start = (week: number) => chicago(plusDays('2026-09-08', 7 * week));
const record = (week: number) => `Observation/a${plusDays('2026-09-08', 7 * week)}`;

describe('attended-without-agreement', () => {
  const late = { agreements: known(agreement({ signed: chicago('2026-09-16') }, 'r'), participation({}, 'p')) };
  it('names every attended session before the signature, with its records', () => {
    expect(reason({ ...held('P A L P'), ...late }, 'attended-without-agreement')).toEqual({
      code: 'attended-without-agreement',
      owner: 'leader',
      since: start(0),
      sessions: [start(0)],
      evidence: [record(0)],
    });
    const unsigned = { agreements: known(participation()) };
    expect(reason({ ...held('P A L U T X H M'), ...unsigned }, 'attended-without-agreement')?.sessions).toEqual([
      start(0),
      start(2),
      start(3),
    ]);
  });

  it.each<[string, Partial<MemberFacts>, boolean]>([
    ['without consent to take part', { agreements: known(agreement()) }, true],
    ['before the group used this product', { ...late, group: group({ agreementsRequiredFrom: '2026-09-09' }) }, false],
    [
      'on the first day the group used this product',
      { ...late, group: group({ agreementsRequiredFrom: '2026-09-08' }) },
      true,
    ],
    ['signed at the very start', { agreements: known(agreement({ signed: start(0) }), participation()) }, false],
    [
      'within the grace of a new version',
      { rules: [version('1.0', '2026-01-01'), version('2.0', '2026-09-01')] },
      false,
    ],
    [
      'while one of unknown end may have been in force',
      {
        agreements: known(
          agreement({ status: 'inactive' }),
          agreement({ signed: chicago('2026-09-16') }),
          participation(),
        ),
      },
      false,
    ],
    [
      'with an agreement that was changed after signing',
      { agreements: known({ ...agreement(), unchanged: false }, participation()) },
      true,
    ],
  ])('%s', (_, over, expected) => {
    expect(codes(evaluate({ ...held('P'), ...over }, now)).includes('attended-without-agreement')).toBe(expected);
  });
});

it('a session at the first midnight of the first day is on that day', () => {
  const over = {
    agreements: known(participation()),
    attendance: known(attended('2026-09-15T00:00:00-05:00', 'present')),
  };
  expect(codes(evaluate({ ...over, group: group({ agreementsRequiredFrom: '2026-09-15' }) }, now))).toEqual([
    'attended-without-agreement',
  ]);
});

describe('two-unannounced', () => {
  it('is two without word among the last 8 recorded, since the second', () => {
    expect(reason(held('P A P A A'), 'two-unannounced', chicago('2026-10-07'))).toEqual({
      code: 'two-unannounced',
      owner: 'leader',
      since: start(3),
      sessions: [start(1), start(3), start(4)],
      evidence: [record(1), record(3), record(4)],
    });
  });

  it.each<[string, string, string[], boolean]>([
    ['one', 'A P P', [], false],
    ['told us and unknown notice never count', 'N A Q N Q', [], false],
    ['the first of them is the ninth recorded', 'A A P P P P P P P', [], false],
    ['unrecorded and cancelled ones do not push it out', 'A A P P P P P P M X H', [], true],
    ['both before the last tick', 'A A P', [start(2)], false],
    ['one before and one after', 'A P A', [start(1)], false],
    ['two after', 'A P A A', [start(1)], true],
    ['the last tick counts', 'A P A A', [start(1), start(3)], false],
  ])('%s', (_, text, ticks, expected) => {
    const notes = known(...ticks.map((at) => tick('two-unannounced', at)));
    expect(codes(evaluate({ ...held(text), notes }, chicago('2026-12-31'))).includes('two-unannounced')).toBe(expected);
  });

  it('a tick for another reason or in another membership changes nothing', () => {
    const foreign = note({
      kind: 'followed-up',
      reason: 'two-unannounced',
      membership: 'EpisodeOfCare/other',
      at: start(2),
    });
    const notes = known(tick('two-in-a-row', start(2)), foreign);
    expect(reason({ ...held('A A P'), notes }, 'two-unannounced')).toBeDefined();
  });
});

describe('two-in-a-row', () => {
  it('is the run of absences at the end, since its second', () => {
    expect(reason(held('A P N Q A X M'), 'two-in-a-row')).toEqual({
      code: 'two-in-a-row',
      owner: 'leader',
      since: start(3),
      sessions: [start(2), start(3), start(4)],
      evidence: [record(2), record(3), record(4)],
    });
  });

  it.each<[string, string, string[], boolean]>([
    ['one absence', 'P A', [], false],
    ['E22: two of unknown notice', 'P Q Q', [], true],
    ['a presence ends it', 'A A P', [], false],
    ['an unrecorded session between: at least one, so not two', 'Q M Q', [], false],
    ['both before the tick', 'P N N', [plusHours(start(2), 3)], false],
    ['one of them after the tick', 'P N N', [plusHours(start(1), 3)], true],
  ])('%s', (_, text, ticks, expected) => {
    const notes = known(...ticks.map((at) => tick('two-in-a-row', at)));
    expect(codes(evaluate({ ...held(text), notes }, now)).includes('two-in-a-row')).toBe(expected);
  });

  it('E21: a correction to present after the follow-up is recomputed, the tick stays, and there is no reason', () => {
    const notes = known(tick('two-in-a-row', start(2)), tick('two-unannounced', start(2)));
    expect(codes(evaluate({ ...held('P A A'), notes }, now))).toEqual([]);
    expect(codes(evaluate({ ...held('P A P'), notes }, now))).toEqual([]);
    expect(codes(evaluate(held('P A A'), now))).toEqual(['two-unannounced', 'two-in-a-row']);
  });
});

describe('late-start-of-preparation', () => {
  const open = { agreements: known(participation()), seats: known(seat(start(1), {}, 's2'), seat(start(0), {}, 's1')) };
  it.each([
    ['a second before the 48 hours', '2026-09-06T17:59:59-05:00', false],
    ['48 hours before', '2026-09-06T18:00:00-05:00', true],
    ['the last second before', '2026-09-08T17:59:59-05:00', true],
    ['when it starts', '2026-09-08T18:00:00-05:00', false],
  ])('looks at the first session: %s', (_, asOf, expected) => {
    expect(reason(open, 'late-start-of-preparation', asOf)).toEqual(
      expected
        ? {
            code: 'late-start-of-preparation',
            owner: 'intake',
            since: '2026-09-06T23:00:00.000Z',
            sessions: [start(0)],
            evidence: ['Appointment/s1'],
          }
        : undefined,
    );
  });

  it('48 hours are hours, also when clocks change between', () => {
    const monday = chicago('2026-11-02', '12:00');
    const over = { ...open, seats: known(seat(monday)) };
    expect(reason(over, 'late-start-of-preparation', '2026-10-31T12:59:59-05:00')).toBeUndefined();
    expect(reason(over, 'late-start-of-preparation', '2026-10-31T13:00:00-05:00')?.since).toBe(
      '2026-10-31T18:00:00.000Z',
    );
  });

  const monday = chicago('2026-09-14');
  it.each<[string, Partial<MemberFacts>, boolean]>([
    ['everything met', { agreements: known(agreement(), participation()) }, false],
    [
      'a first session that was cancelled by the clinic was none',
      { attendance: known(attended(start(0), 'session-cancelled')) },
      true,
    ],
    ['E20: nor one the member was asked to skip', { attendance: known(attended(start(0), 'excused-by-clinic')) }, true],
    [
      'a first session that was missed was one',
      { attendance: known(attended(start(0), 'absent-without-notice')) },
      false,
    ],
    ['a first session that nobody recorded was one', {}, false],
    ['a seat given back was none', { seats: known(seat(start(0), { status: 'cancelled' }), seat(start(1))) }, true],
    [
      'a session without a seat was one',
      { seats: known(seat(start(1))), attendance: known(attended(start(0), 'present')) },
      false,
    ],
  ])('%s', (_, over, expected) => {
    expect(codes(evaluate({ ...open, ...over }, monday)).includes('late-start-of-preparation')).toBe(expected);
  });

  it('is not known from seats that came in part', () => {
    const seats = { items: open.seats.items, gap: 'partial' as const };
    expect(codes(evaluate({ ...open, seats }, chicago('2026-09-08', '09:00')))).toEqual([]);
  });

  it('is known to a caller who reads seats but no attendance', () => {
    const { attendance: _, ...intake } = facts(open);
    const readiness = evaluateReadiness(intake, { asOf: chicago('2026-09-08', '09:00'), timeZone: zone });
    expect(readiness).toMatchObject({ missing: [], reasons: [{ code: 'late-start-of-preparation' }] });
  });
});

function plusHours(instant: string, hours: number): string {
  return new Date(Date.parse(instant) + hours * 3_600_000).toISOString();
}
