import { describe, expect, it } from 'vitest';
import type { Attendance } from '../../../fhir-mappings/records/attendance.ts';
import type { MemberFacts, Stored } from '../../../src/readiness/types.ts';
import {
  attended,
  chicago,
  codes,
  commitmentTalk,
  evaluate,
  group,
  held,
  known,
  membership,
  note,
  plusDays,
  seat,
} from './facts.ts';

const first = '2026-09-08';
const week = (n: number) => chicago(plusDays(first, 7 * n));
const now = chicago('2026-10-28', '09:00');
const trip = (start: string, end: string, at = chicago('2026-09-01')) =>
  note({ kind: 'planned-absence', away: { start, end }, at }, 'trip');
const discussed = (at = chicago('2026-09-08', '19:00')) => note({ kind: 'talked-about', note: 'Observation/trip', at });
const notice = (session: string, at: string) =>
  note({ kind: 'absence-notice', session, at, channel: 'phone', reached: 'left-word' });
const tick = (reason: string, at: string) => note({ kind: 'followed-up', reason, at });
const notes = (...items: ReturnType<typeof note>[]) => ({ notes: known(commitmentTalk(), ...items) });

/** Letters of the outcomes, N* when covered. */
function seen(over: Partial<MemberFacts>, asOf = now): string {
  const letter = {
    'absent-with-notice': 'N',
    'absent-without-notice': 'A',
    'absent-notice-unknown': 'Q',
    present: 'P',
  };
  return (evaluate(over, asOf).sessions ?? [])
    .map((s) => (letter[s.outcome as keyof typeof letter] ?? '?') + (s.discussedPlannedAbsence ? '*' : ''))
    .join(' ');
}

describe('an absence told before the start is told, whatever was recorded', () => {
  it.each<[string, string, ReturnType<typeof note>[], string]>([
    ['nothing was told', 'P A Q', [], 'P A Q'],
    ['E15: half a second before the start', 'A', [notice(week(0), '2026-09-08T17:59:59.500-05:00')], 'N'],
    ['at the start second: told us afterwards', 'A', [notice(week(0), week(0))], 'A'],
    ['a minute later', 'A', [notice(week(0), chicago(first, '18:01'))], 'A'],
    ['an import that knows no notice', 'Q', [notice(week(0), chicago(first, '16:20'))], 'N'],
    [
      'the earliest of two words counts',
      'A',
      [notice(week(0), chicago(first, '19:00')), notice(week(0), chicago(first, '17:00'))],
      'N',
    ],
    ['word about another session', 'P A', [notice(week(0), chicago(first, '12:00'))], 'P A'],
    ['presence wins', 'P', [notice(week(0), chicago(first, '12:00'))], 'P'],
    ['E17: a planned absence told before', 'P A Q P', [trip('2026-09-15', '2026-09-22')], 'P N N P'],
    ['E17: and talked about', 'P A Q P', [trip('2026-09-15', '2026-09-22'), discussed()], 'P N* N* P'],
    [
      'told in the middle of it',
      'P A A',
      [trip('2026-09-15', '2026-09-22', chicago('2026-09-16')), discussed()],
      'P A N*',
    ],
    ['who turns up was there', 'P P A', [trip('2026-09-15', '2026-09-22'), discussed()], 'P P N*'],
    ['the day after it', 'P A', [trip('2026-09-10', '2026-09-14')], 'P A'],
  ])('%s', (_, text, items, expected) => {
    expect(seen({ ...held(text), ...notes(...items) })).toBe(expected);
  });

  it('a notice alone is no outcome: nothing is recorded until the leader saves', () => {
    const over = { seats: known(seat(week(0))), ...notes(notice(week(0), chicago(first, '12:00'))) };
    expect(evaluate(over, chicago(first, '19:30')).sessions).toMatchObject([{ outcome: 'not-recorded' }]);
  });

  it("another membership's word is not this one's", () => {
    const other = note({
      kind: 'planned-absence',
      membership: 'EpisodeOfCare/m2',
      away: { start: first, end: first },
      at: chicago('2026-09-01'),
    });
    expect(seen({ ...held('A'), ...notes(other) })).toBe('A');
  });

  it('a talk that comes later covers only from then on', () => {
    const over = { ...held('P N N'), ...notes(trip('2026-09-15', '2026-09-22'), discussed(chicago('2026-09-25'))) };
    expect(codes(evaluate(over, chicago('2026-09-24')))).toEqual(['two-in-a-row']);
    expect(codes(evaluate(over, chicago('2026-09-26')))).toEqual([]);
  });
});

describe('not-back-yet', () => {
  const away = trip('2026-09-15', '2026-09-22');
  const reason = (text: string, ...more: ReturnType<typeof note>[]) =>
    evaluate({ ...held(text), ...notes(away, discussed(), ...more) }, now).reasons.find(
      (r) => r.code === 'not-back-yet',
    );
  it('names the first session after the plan', () => {
    expect(reason('P N N A')).toEqual({
      code: 'not-back-yet',
      owner: 'leader',
      since: week(3),
      sessions: [week(3)],
      evidence: ['Observation/a2026-09-29'],
    });
  });
  it.each<[string, string, boolean, ReturnType<typeof note>[]?]>([
    ['back', 'P N N P', false],
    ['E18: X, H and M are looked past', 'P N N X H M A', true],
    ['E19: one more call', 'P N N N A', false],
    ['notice unknown is not "no word"', 'P N N Q', false],
    ['closed by the next attended session', 'P N N A A P', false],
    ['closed by a tick after it', 'P N N A', false, [tick('not-back-yet', chicago('2026-09-30'))]],
    ['not by a tick before it', 'P N N A', true, [tick('not-back-yet', chicago('2026-09-20'))]],
    ['nor by one for something else', 'P N N A', true, [tick('two-in-a-row', chicago('2026-09-30'))]],
    ['still away', 'P N N', false],
  ])('%s: %s', (_, text, expected, more = []) => expect(reason(text, ...more) !== undefined).toBe(expected));
});

describe('planned-absence-undiscussed', () => {
  const asOf = chicago('2026-09-10', '12:00');
  const seats = known(...[0, 1, 2, 3, 4, 5, 6, 7].map((n) => seat(week(n))));
  const reason = (items: ReturnType<typeof note>[], over: Partial<MemberFacts> = {}, at = asOf) =>
    evaluate({ seats, ...notes(...items), ...over }, at).reasons.find((r) => r.code === 'planned-absence-undiscussed');
  const told = chicago('2026-09-09', '10:00');

  it('is for the leader, since it was told or since six weeks before', () => {
    expect(reason([trip('2026-09-20', '2026-10-01', told)])).toEqual({
      code: 'planned-absence-undiscussed',
      owner: 'leader',
      since: '2026-09-09T15:00:00.000Z',
      evidence: ['Observation/trip'],
    });
    const later = reason([trip('2026-10-18', '2026-10-30', chicago('2026-08-01'))]);
    expect(later?.since).toBe('2026-09-06T05:00:00.000Z');
  });

  it.each<[string, ReturnType<typeof note>[], boolean, Partial<MemberFacts>?, string?]>([
    ['one session is not long', [trip('2026-09-20', '2026-09-25', told)], false],
    [
      'unless the group says so',
      [trip('2026-09-20', '2026-09-25', told)],
      true,
      { group: group({ longAbsenceSessions: 1 }) },
    ],
    [
      'a cancelled session is none',
      [trip('2026-09-15', '2026-09-22', told)],
      false,
      { attendance: known(attended(week(1), 'session-cancelled', { recordedAt: told })) },
    ],
    ['talked about', [trip('2026-09-20', '2026-10-01', told), discussed(chicago('2026-09-10', '09:00'))], false],
    ['talked about tomorrow', [trip('2026-09-20', '2026-10-01', told), discussed(chicago('2026-09-11'))], true],
    [
      'ticked',
      [trip('2026-09-20', '2026-10-01', told), tick('planned-absence-undiscussed', chicago('2026-09-10', '09:00'))],
      false,
    ],
    ['more than six weeks ahead', [trip('2026-10-23', '2026-11-10', told)], false],
    ['its first day has come', [trip('2026-09-10', '2026-10-01', told)], false],
    ['the evening before', [trip('2026-09-11', '2026-10-01', told)], true, {}, '2026-09-10T23:59:59-05:00'],
    ['seats came in part', [trip('2026-09-20', '2026-10-01', told)], false, { seats: { ...seats, gap: 'partial' } }],
  ])('%s', (_, items, expected, over = {}, at = asOf) => expect(reason(items, over, at) !== undefined).toBe(expected));
});

describe('contact-undiscussed and leaving-undiscussed', () => {
  it.each([
    ['outside-contact-reported', 'contact-undiscussed'],
    ['thinking-of-leaving', 'leaving-undiscussed'],
  ] as const)('%s stays open until it was talked about or ticked', (kind, code) => {
    const told = note({ kind, at: chicago('2026-10-05') }, 'n1');
    const open = { code, owner: 'leader', since: chicago('2026-10-05'), evidence: ['Observation/n1'] };
    const talked = note({ kind: 'talked-about', note: 'Observation/n1', at: chicago('2026-10-10') });
    const reasons = (asOf: string, ...more: ReturnType<typeof note>[]) => evaluate(notes(told, ...more), asOf).reasons;
    expect(reasons(chicago('2026-10-04'))).toEqual([]);
    expect(reasons(now)).toEqual([open]);
    expect(reasons(chicago('2026-10-09'), talked)).toEqual([open]);
    expect(reasons(now, talked)).toEqual([]);
    expect(reasons(now, tick(code, chicago('2026-10-10')))).toEqual([]);
    expect(reasons(now, tick(code, chicago('2026-10-01')))).toEqual([open]);
    const again = note({ kind, at: chicago('2026-10-20') }, 'n2');
    expect(reasons(now, talked, again)).toMatchObject([{ since: chicago('2026-10-20'), evidence: ['Observation/n2'] }]);
  });
});

describe('roster lines', () => {
  const next = seat(week(4));
  const lines = (text: string, asOf: string, ...items: ReturnType<typeof note>[]) => {
    const { seats, attendance } = held(text);
    return evaluate({ seats: known(...seats.items, next), attendance, ...notes(...items) }, asOf).notes;
  };
  it.each<[string, string, number | undefined]>([
    ['two missed: two weeks', 'P P A N', 2],
    ['three missed', 'P N Q A', 3],
    ['one missed', 'P P P A', undefined],
    ['X is skipped, the weeks are of the calendar', 'P A X A', 3],
    ['not recorded at the end is skipped', 'P A A M', 3],
  ])('back after absence: %s', (_, text, weeks) => {
    const expected = weeks === undefined ? [] : [{ code: 'back-after-absence', weeks }];
    expect(lines(text, chicago('2026-10-06', '12:00'))).toEqual(expected);
    // also while that session runs
    expect(lines(text, chicago('2026-10-06', '18:20'))).toEqual(expected);
  });

  it('weeks are of the calendar when clocks change in between', () => {
    const { seats, attendance } = held('P A A', '2026-02-24');
    const over = {
      memberships: known(membership({ start: '2026-02-24' })),
      seats: known(...seats.items, seat(chicago('2026-03-17'))),
      attendance,
    };
    expect(evaluate(over, chicago('2026-03-17', '12:00')).notes).toContainEqual({
      code: 'back-after-absence',
      weeks: 2,
    });
  });

  it.each<[string, string, ReturnType<typeof note>[], object[]]>([
    [
      'today is inside the plan',
      chicago('2026-10-01', '12:00'),
      [trip('2026-09-20', '2026-10-02')],
      [{ code: 'away-planned', until: '2026-10-02' }],
    ],
    [
      'the coming session is',
      chicago('2026-10-01', '12:00'),
      [trip('2026-10-05', '2026-10-09')],
      [{ code: 'away-planned', until: '2026-10-09' }],
    ],
    ['it is over', chicago('2026-10-05', '12:00'), [trip('2026-09-20', '2026-10-02')], []],
    [
      'told us about the coming session',
      chicago('2026-10-05', '12:00'),
      [notice(week(4), chicago('2026-10-05', '09:00'))],
      [{ code: 'told-us', at: '2026-10-05T14:00:00.000Z' }],
    ],
    ['told us about another', chicago('2026-10-05', '12:00'), [notice(week(5), chicago('2026-10-05', '09:00'))], []],
    ['told us too late', chicago('2026-10-06', '18:30'), [notice(week(4), chicago('2026-10-06', '18:10'))], []],
  ])('%s', (_, asOf, items, expected) => expect(lines('P P P P', asOf, ...items)).toEqual(expected));

  it('who is still away is not coming back yet', () => {
    expect(lines('P P N N', chicago('2026-10-05', '12:00'), trip('2026-09-20', '2026-10-07'))).toEqual([
      { code: 'away-planned', until: '2026-10-07' },
    ]);
  });
});

describe('early phase', () => {
  const prompts = (text: string, over: Partial<MemberFacts> = {}) => evaluate({ ...held(text), ...over }, now).prompts;
  it('is closed by a tick for it, and by no other', () => {
    expect(prompts('P P', notes(tick('early-phase', chicago('2026-09-16'))))).toEqual([]);
    expect(prompts('P P', notes(tick('two-in-a-row', chicago('2026-09-16'))))).toEqual(['early-phase']);
  });
  it("is the group's to set", () => {
    const over = { group: group({ earlyPhase: { from: 1, to: 1 } }) };
    expect([prompts('', over), prompts('P', over), prompts('P P', over)]).toEqual([[], ['early-phase'], []]);
  });
});

describe('asked to leave', () => {
  const asked = note({ kind: 'asked-to-leave', session: week(0), wayHomeOffered: true, at: chicago(first, '18:20') });
  const departures = (over: Partial<MemberFacts>) => evaluate(over, now).sessions?.map((s) => s.departure);
  const on = { group: group({ recordAskedToLeave: true }), ...notes(asked) };
  it('marks that session only, where the group records it', () => {
    expect(departures({ ...on, ...held('P P') })).toEqual(['asked-to-leave', undefined]);
    expect(departures({ ...notes(asked), ...held('P P') })).toEqual([undefined, undefined]);
  });
  it('says nothing of somebody who was not there', () => {
    expect(departures({ ...on, ...held('A') })).toEqual([undefined]);
    expect(evaluate({ ...on, ...held('P') }, now)).toMatchObject({ state: 'ready', attendance: { attended: 1 } });
  });
});

it('sessions a decision of the leader names are not "without agreement" any more', () => {
  const late: Stored<Attendance>[] = [attended(week(0), 'present'), attended(week(1), 'present')];
  const decision = note({
    kind: 'leader-decision',
    decision: 'exception',
    sessions: [week(0)],
    at: chicago('2026-10-01'),
  });
  const over = { agreements: known<never>(), attendance: known(...late) };
  const named = (...items: ReturnType<typeof note>[]) =>
    evaluate({ ...over, ...notes(...items) }, now).reasons.find((r) => r.code === 'attended-without-agreement')
      ?.sessions;
  expect(named()).toEqual([week(0), week(1)]);
  expect(named(decision)).toEqual([week(1)]);
});
