/** The golden cases of domain.md 6, as far as this facts go. Titles begin with the case. */
import { describe, expect, it } from 'vitest';
import { summarizeAttendance } from '../../../src/readiness/summary.ts';
import { dayStart, hour, iso, localDate, ms } from '../../../src/readiness/time.ts';
import type { MemberFacts, Readiness } from '../../../src/readiness/types.ts';
import {
  agreement,
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
  outcomes,
  participation,
  preparation,
  seat,
  version,
} from './facts.ts';

const ratio = (numerator: number, denominator: number, percent: number | null) => ({ numerator, denominator, percent });
const run = (count: number, atLeast = false) => ({ count, atLeast });
const v1 = version('1.0', '2026-01-01');

describe('G1: plain new member', () => {
  const at = (text: string, asOf: string) => evaluate(held(text), asOf);
  it('G1: before the first session: ready, no sessions yet, "first session"', () => {
    expect(at('', chicago('2026-09-07'))).toMatchObject({
      state: 'ready',
      notes: [{ code: 'first-session' }],
      attendance: { rate: ratio(0, 0, null), memberSessionNumber: 1 },
    });
  });
  it('G1: after the first: 1 of 1, no percent, no label', () => {
    expect(at('P', chicago('2026-09-09'))).toMatchObject({
      state: 'ready',
      notes: [],
      prompts: [],
      attendance: { rate: ratio(1, 1, null) },
    });
  });
  it('G1: attended 2: early-phase prompt for the coming third, never a reason', () => {
    expect(at('P P', chicago('2026-09-16'))).toMatchObject({
      state: 'ready',
      prompts: ['early-phase'],
      reasons: [],
      attendance: { memberSessionNumber: 3 },
    });
  });
});

describe('G2: rules change mid-programme', () => {
  const rules = [v1, version('1.0.1', '2026-09-20', 'editorial'), version('2.0', '2026-10-06')];
  const old = agreement({}, 'v1');
  const signed = agreement({ version: '2.0', signed: chicago('2026-10-22', '10:00') }, 'v2');
  const before = { ...held('P P P P P P'), rules, agreements: known(old, participation()) };
  it.each<[string, string, Readiness['state'], string[]]>([
    ['20 Sep: nothing', chicago('2026-09-20', '12:00'), 'ready', []],
    ['5 Oct: nothing yet', '2026-10-05T23:59:59-05:00', 'ready', []],
    ['6 Oct: new version due', '2026-10-06T00:00:00-05:00', 'needs-attention', ['new-version-due']],
    ['19 Oct: still', '2026-10-19T23:59:59-05:00', 'needs-attention', ['new-version-due']],
  ])('G2: %s', (_, asOf, state, reasons) => {
    const found = evaluate(before, asOf);
    expect([found.state, codes(found), found.criteria.agreement.state]).toEqual([state, reasons, 'met']);
  });

  it('G2: from 20 Oct 00:00 local: lapsed, superseded', () => {
    expect(evaluate(before, '2026-10-20T00:00:00-05:00')).toMatchObject({
      state: 'lapsed',
      lapse: { of: 'agreement', why: 'superseded', since: '2026-10-20T05:00:00.000Z' },
    });
  });

  it.each([
    ['absent on 20 Oct: ready once v2.0 is signed', 'P P P P P P N', 'ready', undefined],
    [
      'present on 20 Oct: attended without agreement, that session alone',
      'P P P P P P P',
      'needs-attention',
      [chicago('2026-10-20')],
    ],
  ])('G2: %s', (_, text, state, sessions) => {
    const found = evaluate(
      { ...before, ...held(text), agreements: known(old, signed, participation()) },
      chicago('2026-10-23'),
    );
    expect(found).toMatchObject({
      state,
      preparation: 'ready',
      criteria: { agreement: { state: 'met', evidence: ['Consent/v2'] } },
    });
    expect(found.reasons[0]?.sessions).toEqual(sessions);
  });
});

describe('G3: withdraws in writing', () => {
  const ended = { when: chicago('2026-11-03', '14:10'), why: 'withdrawn' as const };
  const over = {
    ...held('P P P A P P', '2026-09-22'),
    agreements: known(agreement({ status: 'inactive', ended }), participation()),
  };
  it('G3: at 14:10 lapsed, and attendance stays 5 of 6 (83 %)', () => {
    expect(evaluate(over, chicago('2026-11-03', '14:09')).state).toBe('ready');
    expect(evaluate(over, chicago('2026-11-03', '14:10'))).toMatchObject({
      state: 'lapsed',
      membership: 'active',
      lapse: { of: 'agreement', why: 'withdrawn', since: '2026-11-03T20:10:00.000Z' },
      attendance: { rate: ratio(5, 6, 83) },
    });
  });
  it('G3: a new signature restores ready', () => {
    const again = agreement({ signed: chicago('2026-11-05', '09:00') });
    expect(evaluate({ ...over, agreements: known(...over.agreements.items, again) }, chicago('2026-11-06')).state).toBe(
      'ready',
    );
  });
});

describe('G4: two groups', () => {
  // everything of the patient in one heap, as a store gives it
  const b = { covers: { membership: 'EpisodeOfCare/m2' } };
  const first = held('P P P L P P N P');
  const second = outcomes('A P A P', '2026-09-10');
  const all: Partial<MemberFacts> = {
    memberships: known(membership(), membership({ group: 'thursday', service: 'HealthcareService/g2' }, 'm2')),
    agreements: known(agreement(), participation(), agreement(b), participation(b)),
    notes: known(
      commitmentTalk(),
      note({ kind: 'commitment-talk', membership: 'EpisodeOfCare/m2', at: chicago('2026-09-01') }),
    ),
    seats: known(...first.seats.items, ...second.map((s) => seat(s.start, { service: 'HealthcareService/g2' }))),
    attendance: known(
      ...first.attendance.items,
      ...second.map((s) => attended(s.start, s.outcome as never, { membership: 'EpisodeOfCare/m2' })),
    ),
  };
  it('G4: group A: 7 of 8 (88 %), on time 6 of 7 (86 %), unannounced 0, ready', () => {
    expect(evaluate(all, chicago('2026-10-29'))).toMatchObject({
      state: 'ready',
      attendance: { rate: ratio(7, 8, 88), punctuality: ratio(6, 7, 86), unannounced: 0 },
    });
  });
  it('G4: group B: 2 of 4 (50 %), unannounced 2, needs attention', () => {
    const found = evaluate({ ...all, group: group({ key: 'thursday' }) }, chicago('2026-10-29'));
    expect(found).toMatchObject({ state: 'needs-attention', attendance: { rate: ratio(2, 4, 50), unannounced: 2 } });
    expect(codes(found)).toEqual(['two-unannounced']);
  });
});

describe('G5 and G6: clocks and midnight', () => {
  it('G5: six sessions across the end of daylight saving: 5 of 6 (83 %), on time 4 of 5 (80 %), and 3 Nov stays 3 Nov', () => {
    const { sessions, attendance } = evaluate(held('P P L P P A', '2026-10-06'), chicago('2026-11-11'));
    expect(attendance).toMatchObject({ rate: ratio(5, 6, 83), punctuality: ratio(4, 5, 80), recorded: 6 });
    expect(sessions?.map((s) => localDate(ms(s.start), 'America/Chicago'))).toEqual([
      '2026-10-06',
      '2026-10-13',
      '2026-10-20',
      '2026-10-27',
      '2026-11-03',
      '2026-11-10',
    ]);
    expect(ms(sessions?.[4]?.start ?? '')).toBe(Date.UTC(2026, 10, 4, 0));
  });

  it.each([
    ['2026-10-29', '2026-10-30T00:00:00.000Z', 17],
    ['2026-11-05', '2026-11-06T01:00:00.000Z', 18],
  ])('G5: 18:00 in Denver on %s is %s, and %i:00 in Phoenix', (date, instant, hourThere) => {
    const start = dayStart(date, 'America/Denver') + 18 * hour;
    expect(iso(start)).toBe(instant);
    expect(start - dayStart(date, 'America/Phoenix')).toBe(hourThere * hour);
  });

  it('G6: a session from 23:15 past midnight is of 31 Oct, over at 00:45, and P L is 2 of 2, on time 1 of 2, no percents', () => {
    const late = '2026-10-31T23:15:00-04:00';
    const over = {
      group: group({ timeZone: 'America/New_York' }),
      seats: known(seat(late, { end: '2026-11-01T00:45:00-04:00' })),
      attendance: known(attended('2026-10-24T23:15:00-04:00', 'present'), attended(late, 'present-late')),
    };
    const found = evaluate(over, '2026-11-01T12:00:00-05:00', 'America/New_York');
    expect(localDate(ms(late), 'America/New_York')).toBe('2026-10-31');
    expect(found.attendance).toMatchObject({ rate: ratio(2, 2, null), punctuality: ratio(1, 2, null) });
    const unrecorded: Partial<MemberFacts> = { ...over, attendance: known() };
    expect(evaluate(unrecorded, '2026-11-01T00:44:59-04:00', 'America/New_York').sessions).toEqual([]);
    expect(evaluate(unrecorded, '2026-11-01T00:45:00-04:00', 'America/New_York').sessions).toHaveLength(1);
  });
});

describe('G7: corrected attendance', () => {
  it('G7: before: 3 of 5 (60 %), unannounced 2, needs attention', () => {
    const found = evaluate(held('P P A P A'), chicago('2026-10-07'));
    expect(found).toMatchObject({ state: 'needs-attention', attendance: { rate: ratio(3, 5, 60), unannounced: 2 } });
  });
  it('G7: after the correction to told us: 3 of 5 (60 %), unannounced 1, notice 1 of 2, consecutive 1, ready', () => {
    const found = evaluate(held('P P A P N'), chicago('2026-10-07'));
    expect(found).toMatchObject({
      state: 'ready',
      reasons: [],
      attendance: { rate: ratio(3, 5, 60), unannounced: 1, notice: ratio(1, 2, null), consecutiveAbsences: run(1) },
    });
  });
});

describe('G8: transfer', () => {
  const programme = { system: 'https://clinic.example/programme', code: 'groups' };
  const a = held('P P N P A', '2026-09-22');
  const b = outcomes('P P', '2026-10-27');
  const all: Partial<MemberFacts> = {
    memberships: known(
      membership({ start: '2026-09-22', end: '2026-10-20', status: 'ended' }),
      membership({ group: 'evening', service: 'HealthcareService/g2', start: '2026-10-27' }, 'm2'),
    ),
    notes: known(
      commitmentTalk(),
      note({ kind: 'commitment-talk', membership: 'EpisodeOfCare/m2', at: chicago('2026-10-26') }),
    ),
    seats: known(...a.seats.items, ...b.map((s) => seat(s.start, { service: 'HealthcareService/g2' }))),
    attendance: known(
      ...a.attendance.items,
      ...b.map((s) => attended(s.start, 'present', { membership: 'EpisodeOfCare/m2' })),
    ),
  };
  const evening = group({ key: 'evening', programme });
  const now = chicago('2026-11-04');
  it('G8: group A: not applicable, 3 of 5 kept', () => {
    expect(evaluate(all, now)).toMatchObject({
      state: 'not-applicable',
      membership: 'ended',
      attendance: { rate: ratio(3, 5, 60) },
    });
  });
  it('G8: group B starts at zero: 2 of 2, session 2, consecutive 0, and no old absence is carried over', () => {
    expect(evaluate({ ...all, group: evening }, now).attendance).toMatchObject({
      rate: ratio(2, 2, null),
      sessionsIntoCommitment: 2,
      consecutiveAbsences: run(0),
      unannounced: 0,
    });
  });
  it('G8: without a new signature: attended without agreement; with one for the programme: ready', () => {
    const found = evaluate({ ...all, group: evening }, now);
    expect([found.state, codes(found)]).toEqual(['needs-attention', ['attended-without-agreement']]);
    const covers = { programme: { system: programme.system, value: programme.code }, membership: 'EpisodeOfCare/m1' };
    const agreements = known(agreement({ covers }), participation({ covers }));
    expect(evaluate({ ...all, agreements, group: evening }, now)).toMatchObject({ state: 'ready', reasons: [] });
  });
});

it('G9: the one who came has 1 of 1, and a cancelled session is in no number of anybody', () => {
  expect(evaluate(held('P'), chicago('2026-09-09')).attendance).toMatchObject({
    rate: ratio(1, 1, null),
    sessionsIntoCommitment: 1,
  });
  expect(evaluate(held('X'), chicago('2026-09-09')).attendance).toMatchObject({
    rate: ratio(0, 0, null),
    sessionsIntoCommitment: 0,
    notRecorded: 0,
  });
});

it('G10: 3 of 4 (75 %), not 4 of 5, when the same row came twice', () => {
  const { seats, attendance } = held('P P N P');
  const twice = known(...attendance.items, attended(chicago('2026-09-15'), 'present'));
  expect(evaluate({ seats, attendance: twice }, chicago('2026-09-30')).attendance?.rate).toEqual(ratio(3, 4, 75));
});

describe('G14: no to one rule', () => {
  const response = 'QuestionnaireResponse/r1';
  const signed = agreement({ status: 'proposed', answers: { report: 'no', sober: 'talk' }, response });
  const talked = note({ kind: 'talked-about', clauses: ['report', 'sober'], response, at: chicago('2026-09-03') });
  const now = chicago('2026-09-07');
  it('G14: saved, not in force, both for the leader', () => {
    const found = evaluate({ agreements: known(signed, participation()) }, now);
    expect(found).toMatchObject({
      state: 'needs-attention',
      preparation: 'in-progress',
      criteria: { agreement: { state: 'not-met' } },
    });
    expect(codes(found)).toEqual(['rule-declined', 'wants-to-talk']);
  });
  it('G14: talked about and signed again with yes: ready', () => {
    const again = agreement({ signed: chicago('2026-09-04') });
    const notes = known(commitmentTalk(), talked);
    expect(evaluate({ agreements: known(signed, again, participation()), notes }, now)).toMatchObject({
      state: 'ready',
      reasons: [],
    });
  });
  it('G14: talked about and "start with exception": ready, exception visible', () => {
    const exception = { clauses: ['report', 'sober'], decidedOn: chicago('2026-09-04'), decidedBy: 'Practitioner/l1' };
    const started = agreement({
      ...signed.record,
      status: 'active',
      exception,
      period: { start: '2026-09-01', end: '2027-08-31' },
    });
    const found = evaluate(
      { agreements: known(started, participation()), notes: known(commitmentTalk(), talked) },
      now,
    );
    expect(found).toMatchObject({
      state: 'ready',
      reasons: [],
      criteria: { agreement: { state: 'met', note: 'exception' } },
    });
  });
});

it('G15: v0.9 signed on paper is not current, 8 Sep was attended without agreement, and v1.0 is met from the day it is signed', () => {
  const rules = [version('0.9', '2025-01-01'), v1];
  const paper = agreement({ version: '0.9', mode: 'paper' });
  const before = evaluate({ ...held('P'), rules, agreements: known(paper, participation()) }, chicago('2026-09-09'));
  expect([before.preparation, codes(before)]).toEqual(['in-progress', ['attended-without-agreement']]);
  const signed = agreement({ signed: chicago('2026-09-10', '11:00') });
  const after = evaluate(
    { ...held('P'), rules, agreements: known(paper, signed, participation()) },
    chicago('2026-09-11'),
  );
  expect(after).toMatchObject({
    preparation: 'ready',
    state: 'needs-attention',
    criteria: { agreement: { since: '2026-09-10T16:00:00.000Z' } },
  });
  expect(after.reasons).toMatchObject([{ code: 'attended-without-agreement', sessions: [chicago('2026-09-08')] }]);
});

it('G16: 4 of 6 (67 %), session 6 into commitment', () => {
  const found = evaluate(held('P X N X P A P P'), chicago('2026-10-28'));
  expect(found).toMatchObject({
    state: 'ready',
    attendance: {
      rate: ratio(4, 6, 67),
      unannounced: 1,
      notice: ratio(1, 2, null),
      consecutiveAbsences: run(0),
      sessionsIntoCommitment: 6,
    },
  });
});

it.each([
  ['during the trip: 3 of 6 (50 %), consecutive 3, uncovered 0', 'P P P N* N* N*', ratio(3, 6, 50), 3, 0],
  ['back again: 4 of 7 (57 %)', 'P P P N* N* N* P', ratio(4, 7, 57), 0, 0],
  ['not back: 3 of 7 (43 %)', 'P P P N* N* N* A', ratio(3, 7, 43), 4, 1],
  ['never discussed: nothing is covered', 'P P P N N', ratio(3, 5, 60), 2, 2],
])('G17: planned trip, %s', (_, text, rate, consecutive, uncovered) => {
  expect(summarizeAttendance(outcomes(text))).toMatchObject({
    rate,
    consecutiveAbsences: run(consecutive),
    uncoveredConsecutiveAbsences: run(uncovered),
  });
});

it('G18: asked to leave is attended: 3 of 3', () => {
  const [first, second, third] = outcomes('P P P');
  if (!first || !second || !third) throw new Error('three sessions');
  expect(summarizeAttendance([first, second, { ...third, departure: 'asked-to-leave' }]).rate).toEqual(
    ratio(3, 3, null),
  );
});

describe('G20: imported history', () => {
  it('G20: with signed notes: 4 of 6 (67 %), punctuality not recorded, nothing unannounced', () => {
    const found = evaluate(held('U U Q U Q U'), chicago('2026-10-14'));
    expect(found).toMatchObject({
      state: 'ready',
      attendance: {
        rate: ratio(4, 6, 67),
        punctuality: ratio(0, 0, null),
        unannounced: 0,
        consecutiveAbsences: run(0),
      },
    });
  });
  it('G20: without them: 0 of 2, 4 not recorded, consecutive at least 1, so no reason', () => {
    const found = evaluate(held('M M Q M Q M'), chicago('2026-10-14'));
    expect(found).toMatchObject({
      reasons: [],
      attendance: { rate: ratio(0, 2, null), notRecorded: 4, consecutiveAbsences: run(1, true) },
    });
  });
});

it.each([
  [
    'unrecorded P P M P M: 3 of 3, 2 not recorded, session 5',
    'P P M P M',
    { rate: ratio(3, 3, null), notRecorded: 2, sessionsIntoCommitment: 5 },
  ],
  ['turned away P A T: 1 of 3, consecutive 0', 'P A T', { rate: ratio(1, 3, null), consecutiveAbsences: run(0) }],
  ['on hold P P H H P A P: 4 of 5 (80 %)', 'P P H H P A P', { rate: ratio(4, 5, 80) }],
])('further edge checks: %s', (_, text, expected) => {
  expect(evaluate(held(text), chicago('2026-11-01')).attendance).toMatchObject(expected);
});

it('further edge checks: a member who joins the 30th session of an open group has an early phase of their own', () => {
  const found = evaluate(held('P P', '2026-10-06'), chicago('2026-10-14'));
  expect(found).toMatchObject({ prompts: ['early-phase'], attendance: { memberSessionNumber: 3 } });
});

it('a pack gone through in another group within a year need not be repeated', () => {
  const elsewhere = preparation({ membership: 'EpisodeOfCare/m9', authored: chicago('2026-03-01') });
  expect(evaluate({ preparations: known(elsewhere) }, chicago('2026-09-07')).state).toBe('ready');
});
