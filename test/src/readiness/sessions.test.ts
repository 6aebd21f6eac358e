import { describe, expect, it } from 'vitest';
import type { Attendance } from '../../../fhir-mappings/records/attendance.ts';
import type { Seat } from '../../../fhir-mappings/records/seat.ts';
import type { MemberFacts, Stored } from '../../../src/readiness/types.ts';
import { evaluateReadiness } from '../../../src/readiness/evaluate.ts';
import {
  attended,
  chicago,
  codes,
  commitmentTalk,
  evaluate,
  facts,
  group,
  held,
  known,
  membership,
  note,
  outcomes,
  seat,
  stored,
} from './facts.ts';

const evening = chicago('2026-10-06');
const after = chicago('2026-10-06', '19:30');

/** `date outcome` of every session, as of an instant. */
function sessions(seats: Stored<Seat>[], attendance: Stored<Attendance>[], asOf = after, member = membership()) {
  const over = { memberships: known(member), seats: known(...seats), attendance: known(...attendance) };
  return evaluate(over, asOf).sessions?.map((s) => `${s.start.slice(0, 16)} ${s.outcome}`);
}

it.each([
  ['at 18:30 it is still running', chicago('2026-10-06', '18:30'), []],
  ['a second before its end', chicago('2026-10-06', '19:29:59'), []],
  ['at 19:30:00 it is over', after, ['2026-10-06T18:00 not-recorded']],
])('E6: an unrecorded session counts from its end: %s', (_, asOf, expected) => {
  expect(sessions([seat(evening)], [], asOf)).toEqual(expected);
});

it('E6: while the fifth session runs unrecorded it is 4 of 4, and then 4 of 4 with one not recorded', () => {
  const { seats, attendance } = held('P P P P M', '2026-09-08');
  const at = (time: string) => evaluate({ seats, attendance }, chicago('2026-10-06', time)).attendance;
  expect(at('18:30')).toMatchObject({ rate: { numerator: 4, denominator: 4 }, notRecorded: 0 });
  expect(at('19:30')).toMatchObject({ rate: { numerator: 4, denominator: 4 }, notRecorded: 1 });
});

it('E7: a future session never counts, even when something is recorded of it already', () => {
  expect(sessions([seat(evening)], [attended(evening, 'absent-with-notice')], chicago('2026-10-05'))).toEqual([]);
  expect(sessions([seat(evening)], [attended(evening, 'absent-with-notice')], evening)).toEqual([
    '2026-10-06T18:00 absent-with-notice',
  ]);
});

it('E8: a membership holds its last day, so five weekly sessions from 22 Sep to 20 Oct', () => {
  const all = held('P P P P P P P', '2026-09-15');
  const memberships = known(membership({ start: '2026-09-22', end: '2026-10-20', status: 'ended' }));
  const readiness = evaluate({ ...all, memberships }, chicago('2026-11-03'));
  expect(readiness.sessions?.map((s) => s.start.slice(0, 10))).toEqual([
    '2026-09-22',
    '2026-09-29',
    '2026-10-06',
    '2026-10-13',
    '2026-10-20',
  ]);
});

it.each([
  ['the last minute before it begins', '2026-10-05T23:59:00-05:00', 0],
  ['its first midnight', '2026-10-06T00:00:00-05:00', 1],
  ['the same midnight in another zone', '2026-10-06T05:00:00Z', 1],
  ['the last minute of its last day', '2026-10-20T23:59:59-05:00', 1],
  ['the midnight after its last day', '2026-10-21T00:00:00-05:00', 0],
])('a membership is half-open by instant: a session at %s', (_, start, count) => {
  const member = membership({ start: '2026-10-06', end: '2026-10-20', status: 'ended' });
  expect(sessions([], [attended(start, 'present')], chicago('2026-12-01'), member)).toHaveLength(count);
});

it('E20: asked by the leader to start next time is excused, and in no number', () => {
  const readiness = evaluate(held('H P P P P'), chicago('2026-10-07'));
  expect(readiness.attendance).toMatchObject({ rate: { numerator: 4, denominator: 4, percent: 100 }, recorded: 4 });
});

it.each<[Seat['status'], string[]]>([
  ['booked', ['2026-10-06T18:00 not-recorded']],
  ['pending', ['2026-10-06T18:00 not-recorded']],
  ['arrived', ['2026-10-06T18:00 not-recorded']],
  ['fulfilled', ['2026-10-06T18:00 not-recorded']],
  ['checked-in', ['2026-10-06T18:00 not-recorded']],
  ['noshow', ['2026-10-06T18:00 not-recorded']],
  ['cancelled', []],
  ['proposed', []],
  ['waitlist', []],
  ['entered-in-error', []],
])('a schedule says nothing of attendance: a seat that is %s', (status, expected) => {
  expect(sessions([seat(evening, { status })], [])).toEqual(expected);
  expect(sessions([seat(evening, { status })], [attended(evening, 'present')])).toEqual(['2026-10-06T18:00 present']);
});

it('a record that was entered in error never happened', () => {
  expect(sessions([seat(evening)], [attended(evening, 'present', { status: 'entered-in-error' })])).toEqual([
    '2026-10-06T18:00 not-recorded',
  ]);
});

it.each(['amended', 'corrected'] as const)('a record that is %s counts', (status) => {
  expect(sessions([], [attended(evening, 'absent-with-notice', { status })])).toEqual([
    '2026-10-06T18:00 absent-with-notice',
  ]);
});

it("another membership's record and another group's seat are not this one's", () => {
  const foreign = [attended(evening, 'present', { membership: 'EpisodeOfCare/other' })];
  expect(sessions([seat(evening, { service: 'HealthcareService/other' })], foreign)).toEqual([]);
});

it('a record finds its seat when the two instants are written differently', () => {
  expect(sessions([seat('2026-10-06T23:00:00Z')], [attended(evening, 'present')])).toEqual([
    '2026-10-06T18:00 present',
  ]);
});

it('a record finds the seat of a session that was moved, by reference', () => {
  const moved = seat(chicago('2026-10-08'), {}, 's1');
  const recorded = attended(evening, 'session-cancelled', { seat: 'Appointment/s1' });
  expect(sessions([moved], [recorded], chicago('2026-10-09'))).toEqual(['2026-10-06T18:00 session-cancelled']);
});

it('a session recorded without a seat counts', () => {
  expect(sessions([], [attended(evening, 'present-late')])).toEqual(['2026-10-06T18:00 present-late']);
});

it('of two records of one session the newer counts, whatever order they came in', () => {
  const old = attended(evening, 'absent-without-notice', { recordedAt: chicago('2026-10-06', '20:00') });
  const newer = attended(evening, 'absent-with-notice', { recordedAt: chicago('2026-10-07', '09:00') });
  for (const both of [
    [old, newer],
    [newer, old],
  ])
    expect(sessions([], both, chicago('2026-10-07'))).toEqual(['2026-10-06T18:00 absent-with-notice']);
});

it.each([
  ['final', chicago('2026-10-06', '21:00'), 'not-recorded'],
  ['final', chicago('2026-10-07', '09:00'), 'present'],
  // a correction keeps no time of its first entry: it was always so
  ['amended', chicago('2026-10-06', '21:00'), 'present'],
] as const)('asked as of a time before it was recorded, a %s record at %s is %s', (status, asOf, expected) => {
  const record = attended(evening, 'present', { status, recordedAt: chicago('2026-10-07', '08:00') });
  expect(sessions([seat(evening)], [record], asOf)).toEqual([`2026-10-06T18:00 ${expected}`]);
});

describe('a finished Encounter of ours without a record (domain.md 4.4 order of evidence)', () => {
  const visit = (over = {}) => stored('Encounter', { membership: 'EpisodeOfCare/m1', seat: 'Appointment/s1', ...over });
  const at = (over: Partial<MemberFacts>) =>
    evaluate({ seats: known(seat(evening, {}, 's1')), ...over }, after).sessions?.map((s) => s.outcome);
  it.each<[string, Partial<MemberFacts>, string[]]>([
    ['is present, arrival unknown', { visits: known(visit()) }, ['present-arrival-unknown']],
    [
      'gives way to the record, whatever that says',
      { visits: known(visit()), attendance: known(attended(evening, 'absent-without-notice')) },
      ['absent-without-notice'],
    ],
    ['says nothing of another seat', { visits: known(visit({ seat: 'Appointment/s2' })) }, ['not-recorded']],
    [
      'says nothing of another membership',
      { visits: known(visit({ membership: 'EpisodeOfCare/m2' })) },
      ['not-recorded'],
    ],
    [
      'holds although the seat was given back',
      { seats: known(seat(evening, { status: 'cancelled' }, 's1')), visits: known(visit()) },
      ['present-arrival-unknown'],
    ],
  ])('%s', (_, over, expected) => expect(at(over)).toEqual(expected));

  it('that could not be read leaves attendance unknown, not "not recorded"', () => {
    const readiness = evaluate({ visits: { items: [], gap: 'failed' } }, after);
    expect(readiness).toMatchObject({ state: 'unknown', missing: [{ fact: 'attendance', why: 'failed' }] });
    expect(readiness).not.toHaveProperty('attendance');
  });
});

it('two seats at one instant are one session', () => {
  expect(sessions([seat(evening), seat('2026-10-06T23:00:00Z')], [])).toHaveLength(1);
});

it('sessions come oldest first, with the departure and without our own bookkeeping', () => {
  const later = attended(chicago('2026-09-29'), 'present', { departure: 'left-early' });
  const { sessions: found } = evaluate({ attendance: known(later, attended(chicago('2026-09-22'), 'present')) }, after);
  expect(found).toEqual([
    { start: chicago('2026-09-22'), outcome: 'present' },
    { start: chicago('2026-09-29'), outcome: 'present', departure: 'left-early' },
  ]);
});

it('on hold P P H H P A P is 4 of 5: unrecorded seats inside the span are excused, and a record still wins', () => {
  const history = [
    { status: 'active' as const, start: '2026-09-08', end: '2026-09-21' },
    { status: 'on-hold' as const, start: '2026-09-22', end: '2026-09-29' },
    { status: 'active' as const, start: '2026-09-30' },
  ];
  const memberships = known(membership({ history }));
  const gone = evaluate({ ...held('P P M M P A P'), memberships }, chicago('2026-10-21'));
  expect(gone.sessions?.map((s) => s.outcome)).toEqual(outcomes('P P H H P A P').map((s) => s.outcome));
  expect(gone.attendance?.rate).toEqual({ numerator: 4, denominator: 5, percent: 80 });
  const came = evaluate({ ...held('P P P M P A P'), memberships }, chicago('2026-10-21'));
  expect(came.attendance?.rate).toEqual({ numerator: 5, denominator: 6, percent: 83 });
});

it.each([
  [
    'on hold since an open span',
    membership({ status: 'on-hold', history: [{ status: 'on-hold', start: '2026-10-01' }] }),
    'excused-by-clinic',
  ],
  [
    'a span nobody closed lasts until the next status',
    membership({
      history: [
        { status: 'on-hold', start: '2026-09-20' },
        { status: 'active', start: '2026-10-01' },
      ],
    }),
    'not-recorded',
  ],
  [
    'a member who is active again is not on hold',
    membership({ history: [{ status: 'on-hold', start: '2026-09-20' }] }),
    'not-recorded',
  ],
  ['on hold, nobody wrote since when', membership({ status: 'on-hold' }), 'not-recorded'],
])('an unrecorded session while %s', (_, member, outcome) => {
  expect(sessions([seat(evening)], [], after, member)).toEqual([`2026-10-06T18:00 ${outcome}`]);
});

it.each([
  ['seats', { seats: { items: [], gap: 'failed' as const } }],
  ['attendance', { attendance: { items: [], gap: 'partial' as const } }],
])('a gap in %s leaves no numbers', (fact, over) => {
  const readiness = evaluate({ ...held('P P P P'), ...over }, after);
  expect(readiness).not.toHaveProperty('attendance');
  expect(readiness).not.toHaveProperty('sessions');
  expect(readiness.missing).toEqual([{ fact, why: Object.values(over)[0]?.gap }]);
});

it('a caller who may not read attendance gets none, and no gap', () => {
  const { seats: _seats, attendance: _attendance, ...rest } = facts();
  const withSeats = { ...rest, seats: held('P P P').seats };
  for (const given of [rest, withSeats]) {
    const readiness = evaluateAll(given);
    expect(readiness).not.toHaveProperty('attendance');
    expect(readiness).toMatchObject({ state: 'ready', missing: [], prompts: [], notes: [] });
  }
});

function evaluateAll(given: ReturnType<typeof facts> | Omit<ReturnType<typeof facts>, 'seats' | 'attendance'>) {
  return evaluateReadiness({ ...given, group: group() }, { asOf: after, timeZone: 'America/Chicago' });
}

describe('sessions the group’s schedule has', () => {
  const planned = (date: string, time?: string) => ({ start: chicago(date, time), end: chicago(date, '19:30') });
  const schedule = ['2026-09-22', '2026-09-29', '2026-10-06', '2026-10-13'].map((date) => planned(date));
  const seen = (over: Partial<MemberFacts>, asOf = after) =>
    evaluate({ schedule, ...over }, asOf).sessions?.map((s) => `${s.start.slice(5, 10)} ${s.outcome}`);

  it('count once they are over, and are not recorded', () => {
    expect(seen({})).toEqual(['09-22 not-recorded', '09-29 not-recorded', '10-06 not-recorded']);
    expect(seen({}, chicago('2026-10-06', '19:29:59'))).toEqual(['09-22 not-recorded', '09-29 not-recorded']);
  });

  it('give way to a record and to a seat of the same instant', () => {
    const attendance = known(attended('2026-09-29T23:00:00Z', 'present'));
    const seats = known(seat(evening));
    expect(seen({ attendance, seats })).toEqual(['09-22 not-recorded', '09-29 present', '10-06 not-recorded']);
  });

  it('are excused while on hold, and none outside the membership', () => {
    const history = [{ status: 'on-hold' as const, start: '2026-09-28', end: '2026-09-30' }];
    const memberships = known(membership({ start: '2026-09-23', history }));
    expect(seen({ memberships })).toEqual(['09-29 excused-by-clinic', '10-06 not-recorded']);
  });

  it('are the first session preparation is late for, told by the membership itself', () => {
    const asOf = chicago('2026-10-12');
    const late = evaluate(
      { memberships: known(membership({ start: '2026-10-12' })), schedule, preparations: known() },
      asOf,
    );
    expect(late.reasons).toEqual([
      {
        code: 'late-start-of-preparation',
        owner: 'intake',
        since: '2026-10-11T23:00:00.000Z',
        sessions: [chicago('2026-10-13')],
        evidence: ['EpisodeOfCare/m1'],
      },
    ]);
  });

  it('make a planned absence a long one', () => {
    const away = note({
      kind: 'planned-absence',
      at: chicago('2026-10-06', '20:00'),
      away: { start: '2026-10-13', end: '2026-10-20' },
    });
    const over = { notes: known(commitmentTalk(), away) };
    const codesOf = (more: typeof schedule) => codes(evaluate({ ...over, schedule: more }, chicago('2026-10-07')));
    expect(codesOf([planned('2026-10-13')])).toEqual([]);
    expect(codesOf([planned('2026-10-13'), planned('2026-10-20')])).toEqual(['planned-absence-undiscussed']);
  });
});

describe('a session that was moved keeps the word about it', () => {
  const [old, later] = [evening, chicago('2026-10-08')];
  const noticed = (session: string, at = chicago('2026-10-05')) =>
    note({ kind: 'absence-notice', at, session, channel: 'phone', reached: 'talked' });
  const moved = seat(later, { movedFrom: old });
  const over = (...notes: ReturnType<typeof noticed>[]) => ({
    notes: known(commitmentTalk(), ...notes),
    seats: known(moved),
    attendance: known(attended(later, 'absent-without-notice')),
  });
  const outcomesOf = (more: Partial<MemberFacts>) =>
    evaluate(more, chicago('2026-10-09')).sessions?.map((s) => s.outcome);

  it.each([
    ['told for the old time', noticed(old), 'absent-with-notice'],
    ['told for the new time', noticed(later), 'absent-with-notice'],
    [
      'told for the old time, after it and before the new one',
      noticed(old, chicago('2026-10-07')),
      'absent-with-notice',
    ],
    ['told after the new time', noticed(old, chicago('2026-10-08', '18:01')), 'absent-without-notice'],
    ['told for another session', noticed(chicago('2026-10-13')), 'absent-without-notice'],
  ])('%s', (_what, word, expected) => {
    expect(outcomesOf(over(word))).toEqual([expected]);
  });

  it('and of several words the earliest counts', () => {
    const words = over(noticed(later, chicago('2026-10-08', '18:30')), noticed(old));
    expect(outcomesOf(words)).toEqual(['absent-with-notice']);
  });

  it('the line of the coming session says when it was told', () => {
    const { notes } = evaluate({ ...over(noticed(old)), attendance: known() }, chicago('2026-10-07'));
    expect(notes).toContainEqual({ code: 'told-us', at: new Date(chicago('2026-10-05')).toISOString() });
  });

  it('another group’s seat moves no word', () => {
    const seats = known(seat(later, { movedFrom: old, service: 'HealthcareService/other' }), seat(later));
    expect(outcomesOf({ ...over(noticed(old)), seats })).toEqual(['absent-without-notice']);
  });
});
