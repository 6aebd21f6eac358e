/** Golden cases about attendance (domain.md 6), from FHIR resources. Titles stand in test/golden.md. */
import { describe, expect, it } from 'vitest';
import { dayStart, hour, iso, localDate, ms } from '../../src/readiness/time.ts';
import {
  agreement,
  attended,
  chicago,
  commitmentTalk,
  group,
  held,
  known,
  membership,
  note,
  outcomes,
  participation,
  seat,
  stored,
} from '../src/readiness/facts.ts';
import { factsOf, seen, type Given } from './fhir-facts.ts';

const ratio = (numerator: number, denominator: number, percent: number | null) => ({ numerator, denominator, percent });
const run = (count: number, atLeast = false) => ({ count, atLeast });
type Row = [title: string, given: Given, asOf: string, expected: object];
const notes = (...items: ReturnType<typeof note>[]) => ({ notes: known(commitmentTalk(), ...items) });
const inB = { membership: 'EpisodeOfCare/m2' };
const seatInB = { service: 'HealthcareService/g2' };

describe('G4', () => {
  // everything of the patient in one heap, as a store gives it
  const [a, b] = [held('P P P L P P N P'), outcomes('A P A P', '2026-09-10')];
  const covers = { covers: inB };
  const all: Given = {
    memberships: known(membership(), membership({ group: 'thursday', service: 'HealthcareService/g2' }, 'm2')),
    agreements: known(agreement(), participation(), agreement(covers), participation(covers)),
    ...notes(note({ kind: 'commitment-talk', ...inB, at: chicago('2026-09-01') })),
    seats: known(...a.seats.items, ...b.map((s) => seat(s.start, seatInB))),
    attendance: known(...a.attendance.items, ...b.map((s) => attended(s.start, s.outcome as never, inB))),
  };
  const now = chicago('2026-10-29');
  it.each<Row>([
    [
      'G4 A: 7 of 8 (88 %), on time 6 of 7 (86 %), unannounced 0',
      all,
      now,
      { attendance: { rate: ratio(7, 8, 88), punctuality: ratio(6, 7, 86), unannounced: 0 } },
    ],
    ['G4 A: ready', all, now, { state: 'ready', codes: [] }],
    [
      'G4 B: 2 of 4 (50 %), unannounced 2',
      { ...all, group: group({ key: 'thursday' }) },
      now,
      { attendance: { rate: ratio(2, 4, 50), unannounced: 2 } },
    ],
    [
      'G4 B: two unannounced',
      { ...all, group: group({ key: 'thursday' }) },
      now,
      { state: 'needs-attention', codes: ['two-unannounced'] },
    ],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
  it('G4 what is said of A holds nothing of B', async () => {
    const told = JSON.stringify(await seen(all, now));
    for (const trace of ['m2', 'g2', 'thursday', ...b.map((s) => s.start)]) expect(told).not.toContain(trace);
  });
});

describe('G5', () => {
  const six = held('P P L P P A', '2026-10-06');
  const now = chicago('2026-11-11');
  it('G5 3 Nov stays 3 Nov, on time', async () => {
    const { sessions } = await seen(six, now);
    expect(sessions?.map((s) => localDate(ms(s.start), 'America/Chicago')).slice(3)).toEqual([
      '2026-10-27',
      '2026-11-03',
      '2026-11-10',
    ]);
    expect(sessions?.map((s) => iso(ms(s.start))).slice(3, 5)).toEqual([
      '2026-10-27T23:00:00.000Z',
      '2026-11-04T00:00:00.000Z',
    ]);
    expect(sessions?.[4]?.outcome).toBe('present');
  });
  it.each<Row>([
    [
      'G5 6 sessions, no duplicate',
      { seats: known(...six.seats.items, seat('2026-11-04T00:00:00Z')), attendance: six.attendance },
      now,
      { attendance: { recorded: 6, notRecorded: 0 } },
    ],
    [
      'G5 5 of 6 (83 %), on time 4 of 5 (80 %)',
      six,
      now,
      { attendance: { rate: ratio(5, 6, 83), punctuality: ratio(4, 5, 80) } },
    ],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
  it.each([
    ['G5 Thu 29 Oct 18:00 Denver is 17:00 Phoenix, 30 Oct 00:00Z', '2026-10-29', '2026-10-30T00:00:00.000Z', 17],
    ['G5 Thu 5 Nov 18:00 Denver is 18:00 Phoenix, 6 Nov 01:00Z', '2026-11-05', '2026-11-06T01:00:00.000Z', 18],
  ] as const)('%s', async (_, date, instant, there) => {
    const start = dayStart(date, 'America/Denver') + 18 * hour;
    const denver: Given = {
      group: group({ timeZone: 'America/Denver', video: true }),
      attendance: known(attended(iso(start), 'present', { video: true })),
    };
    const { sessions } = await seen(denver, '2026-11-20T12:00:00Z', 'America/Denver');
    expect(sessions?.map((s) => iso(ms(s.start)))).toEqual([instant]);
    expect(localDate(start, 'America/Denver')).toBe(date);
    expect((start - dayStart(date, 'America/Phoenix')) / hour).toBe(there);
  });
});

describe('G6', () => {
  const late = '2026-10-31T23:15:00-04:00';
  const night = seat(late, { end: '2026-11-01T00:45:00-04:00' });
  const newYork = { group: group({ timeZone: 'America/New_York' }), seats: known(night) };
  const arrived = attended(late, 'present-late', { minutesLate: 47, observed: { start: '2026-11-01T00:02:00-04:00' } });
  const kit: Given = { ...newYork, attendance: known(attended('2026-10-24T23:15:00-04:00', 'present'), arrived) };
  it('G6 session date 31 Oct, 47 min late is late', async () => {
    const { sessions } = await seen(kit, '2026-11-01T12:00:00-05:00', 'America/New_York');
    expect(localDate(ms(sessions?.[1]?.start ?? ''), 'America/New_York')).toBe('2026-10-31');
    expect(sessions?.[1]?.outcome).toBe('present-late');
    expect((await factsOf(kit)).attendance?.items.map((a) => a.record.minutesLate)).toContain(47);
  });
  it('G6 P L: 2 of 2, on time 1 of 2, no percents', async () => {
    expect(await seen(kit, '2026-11-01T12:00:00-05:00', 'America/New_York')).toMatchObject({
      attendance: { rate: ratio(2, 2, null), punctuality: ratio(1, 2, null) },
    });
  });
  it('G6 duration 90 min: over at 00:45, not a second before', async () => {
    const count = async (asOf: string) => (await seen(newYork, asOf, 'America/New_York')).attendance?.notRecorded;
    expect([await count('2026-11-01T00:44:59-04:00'), await count('2026-11-01T00:45:00-04:00')]).toEqual([0, 1]);
  });
});

describe('G7', () => {
  const wrong = held('P P A P A');
  const right: Given = {
    seats: wrong.seats,
    attendance: known(
      ...wrong.attendance.items.slice(0, 4),
      attended(chicago('2026-10-06'), 'absent-with-notice', {
        status: 'amended',
        recordedAt: chicago('2026-10-07', '09:00'),
      }),
    ),
  };
  const now = chicago('2026-10-07');
  it.each<Row>([
    ['G7 before: 3 of 5 (60 %), unannounced 2', wrong, now, { attendance: { rate: ratio(3, 5, 60), unannounced: 2 } }],
    ['G7 before: needs attention', wrong, now, { state: 'needs-attention', codes: ['two-unannounced'] }],
    [
      'G7 after: 3 of 5 (60 %), unannounced 1, notice 1 of 2, consecutive 1',
      right,
      now,
      { attendance: { rate: ratio(3, 5, 60), unannounced: 1, notice: ratio(1, 2, null), consecutiveAbsences: run(1) } },
    ],
    ['G7 after: the reason clears, ready', right, now, { state: 'ready', codes: [] }],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
});

describe('G8', () => {
  const programme = { system: 'https://clinic.example/programme', code: 'groups' };
  const [a, b] = [held('P P N P A', '2026-09-22'), outcomes('P P', '2026-10-27')];
  const all: Given = {
    memberships: known(
      membership({ start: '2026-09-22', end: '2026-10-20', status: 'ended' }),
      membership({ group: 'evening', service: 'HealthcareService/g2', start: '2026-10-27' }, 'm2'),
    ),
    ...notes(note({ kind: 'commitment-talk', ...inB, at: chicago('2026-10-26') })),
    seats: known(...a.seats.items, ...b.map((s) => seat(s.start, seatInB))),
    attendance: known(...a.attendance.items, ...b.map((s) => attended(s.start, 'present', inB))),
  };
  const evening = { ...all, group: group({ key: 'evening', programme }) };
  const covers = { programme: { system: programme.system, value: programme.code }, membership: 'EpisodeOfCare/m1' };
  const wide = { ...evening, agreements: known(agreement({ covers }), participation({ covers })) };
  const now = chicago('2026-11-04');
  it.each<Row>([
    [
      'G8 A: not applicable, ended, 3 of 5 kept',
      all,
      now,
      { state: 'not-applicable', membership: 'ended', attendance: { rate: ratio(3, 5, 60) } },
    ],
    [
      'G8 B starts at zero: 2 of 2, session 2, consecutive 0',
      evening,
      now,
      {
        attendance: { rate: ratio(2, 2, null), sessionsIntoCommitment: 2, consecutiveAbsences: run(0), unannounced: 0 },
      },
    ],
    [
      'G8 B without new signature: attended without agreement',
      evening,
      now,
      { state: 'needs-attention', codes: ['attended-without-agreement'] },
    ],
    ['G8 B with programme-level agreement: ready', wide, now, { state: 'ready', codes: [] }],
    [
      'G8 first B session: no back after absence',
      wide,
      chicago('2026-10-27', '17:00'),
      { notes: [{ code: 'first-session' }] },
    ],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
});

it.each<Row>([
  [
    'G9 Mia: 1 of 1',
    held('P'),
    chicago('2026-09-09'),
    { attendance: { rate: ratio(1, 1, null), sessionsIntoCommitment: 1 } },
  ],
  [
    'G9 told us: held for them too, 0 of 1',
    held('N'),
    chicago('2026-09-09'),
    { attendance: { rate: ratio(0, 1, null), sessionsIntoCommitment: 1, unannounced: 0 } },
  ],
  [
    'G9 no word: 0 of 1, unannounced 1',
    held('A'),
    chicago('2026-09-09'),
    { attendance: { rate: ratio(0, 1, null), unannounced: 1 } },
  ],
  [
    'G9 cancelled at 18:05: in no number of anybody',
    held('X'),
    chicago('2026-09-09'),
    { attendance: { recorded: 0, notRecorded: 0, sessionsIntoCommitment: 0, rate: ratio(0, 0, null) } },
  ],
])('%s', async (_, given, asOf, expected) => {
  expect(await seen(given, asOf)).toMatchObject(expected);
});

it('G10 13 Oct counted once, N untouched: 3 of 4 (75 %)', async () => {
  const { seats, attendance } = held('P P N P', '2026-10-06');
  const twice = known(...attendance.items, attended(chicago('2026-10-13'), 'present'));
  expect((await seen({ seats, attendance: twice }, chicago('2026-10-28'))).attendance?.rate).toEqual(ratio(3, 4, 75));
});

describe('G16', () => {
  // exported as "Late canceled": notice unknown to the file, known to the clinic two hours ahead
  const { seats, attendance } = held('P X Q X P A P P');
  const word = note({
    kind: 'absence-notice',
    session: chicago('2026-09-22'),
    at: chicago('2026-09-22', '16:00'),
    channel: 'phone',
    reached: 'talked',
  });
  const ravi: Given = { seats, attendance, ...notes(word) };
  it.each<Row>([
    ['G16 4 of 6 (67 %), not 4 of 8', ravi, chicago('2026-10-28'), { attendance: { rate: ratio(4, 6, 67) } }],
    [
      'G16 unannounced 1, notice 1 of 2, consecutive 0',
      ravi,
      chicago('2026-10-28'),
      { attendance: { unannounced: 1, notice: ratio(1, 2, null), consecutiveAbsences: run(0) } },
    ],
    ['G16 session 6 into commitment', ravi, chicago('2026-10-28'), { attendance: { sessionsIntoCommitment: 6 } }],
    ['G16 ready', ravi, chicago('2026-10-28'), { state: 'ready', codes: [] }],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
  it('G16 told two hours ahead counts as told us', async () => {
    expect((await seen(ravi, chicago('2026-10-28'))).sessions?.[2]?.outcome).toBe('absent-with-notice');
  });
});

describe('G17', () => {
  const trip = note(
    { kind: 'planned-absence', away: { start: '2026-10-06', end: '2026-10-20' }, at: chicago('2026-09-22', '12:00') },
    'trip',
  );
  const talked = note({ kind: 'talked-about', note: 'Observation/trip', at: chicago('2026-09-29', '18:30') });
  const elin = (text: string, ...items: ReturnType<typeof note>[]): Given => {
    const { seats, attendance } = held(text, '2026-09-15');
    const coming = outcomes('M M M M M M M M', '2026-09-15').slice(seats.items.length);
    return {
      memberships: known(membership({ start: '2026-09-15' })),
      seats: known(...seats.items, ...coming.map((s) => seat(s.start))),
      attendance,
      ...notes(...items),
    };
  };
  const during = elin('P P P N N N', trip, talked);
  const home = chicago('2026-10-20', '21:00');
  const undiscussed = elin('P P P N N N', trip);
  it.each<Row>([
    [
      'G17 during: 3 of 6 (50 %), consecutive 3, uncovered 0',
      during,
      home,
      { attendance: { rate: ratio(3, 6, 50), consecutiveAbsences: run(3), uncoveredConsecutiveAbsences: run(0) } },
    ],
    ['G17 during: ready', during, home, { state: 'ready', codes: [] }],
    [
      'G17 during: away as planned until 20 Oct',
      during,
      home,
      { notes: [{ code: 'away-planned', until: '2026-10-20' }] },
    ],
    [
      'G17 imported as absences: told before start, so the same',
      elin('P P P A Q A', trip, talked),
      home,
      { state: 'ready', attendance: { rate: ratio(3, 6, 50), unannounced: 0, uncoveredConsecutiveAbsences: run(0) } },
    ],
    [
      'G17 returns: back after 3 weeks',
      during,
      chicago('2026-10-27', '17:00'),
      { notes: [{ code: 'back-after-absence', weeks: 3 }] },
    ],
    [
      'G17 returns P: 4 of 7 (57 %)',
      elin('P P P N N N P', trip, talked),
      chicago('2026-10-27', '21:00'),
      { state: 'ready', attendance: { rate: ratio(4, 7, 57) } },
    ],
    [
      'G17 instead A: 3 of 7 (43 %), unannounced 1',
      elin('P P P N N N A', trip, talked),
      chicago('2026-10-27', '21:00'),
      { attendance: { rate: ratio(3, 7, 43), unannounced: 1 } },
    ],
    [
      'G17 instead A: not back yet',
      elin('P P P N N N A', trip, talked),
      chicago('2026-10-27', '21:00'),
      { state: 'needs-attention', codes: ['not-back-yet'] },
    ],
    [
      'G17 never discussed, before: planned absence undiscussed',
      undiscussed,
      chicago('2026-09-30'),
      { state: 'needs-attention', codes: ['planned-absence-undiscussed'] },
    ],
    [
      'G17 never discussed, first N: nothing',
      undiscussed,
      chicago('2026-10-06', '21:00'),
      { state: 'ready', codes: [] },
    ],
    [
      'G17 never discussed, second N: two in a row',
      undiscussed,
      chicago('2026-10-13', '21:00'),
      { state: 'needs-attention', codes: ['two-in-a-row'] },
    ],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
  it('G17 turns up during the range: presence wins, the plan stays', async () => {
    const { sessions, notes: lines } = await seen(elin('P P P N P', trip, talked), chicago('2026-10-13', '21:00'));
    expect(sessions?.[4]?.outcome).toBe('present');
    expect(lines).toEqual([{ code: 'away-planned', until: '2026-10-20' }]);
  });
});

describe('G18', () => {
  const asked = note({
    kind: 'asked-to-leave',
    session: chicago('2026-09-22'),
    wayHomeOffered: true,
    at: chicago('2026-09-22', '18:20'),
  });
  const three = held('P P P');
  const cody: Given = {
    group: group({ recordAskedToLeave: true }),
    seats: known(...three.seats.items, seat(chicago('2026-09-29'))),
    attendance: three.attendance,
    ...notes(asked),
  };
  it.each<Row>([
    [
      'G18 3 of 3, ready',
      cody,
      chicago('2026-09-23'),
      { state: 'ready', codes: [], attendance: { rate: ratio(3, 3, null) } },
    ],
    ['G18 agreement untouched', cody, chicago('2026-09-23'), { criteria: { agreement: { state: 'met' } } }],
    ['G18 next session: no label', cody, chicago('2026-09-29', '17:00'), { notes: [] }],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
  it('G18 departure flag on that session only', async () => {
    const { sessions } = await seen(cody, chicago('2026-09-23'));
    expect(sessions?.map((s) => s.departure)).toEqual([undefined, undefined, 'asked-to-leave']);
  });
});

describe('G20', () => {
  const part2 = { group: group({ substanceUse: true, name: 'Tuesday evening group' }) };
  const now = chicago('2026-10-14');
  const max: Given = { ...part2, ...held('U U Q U Q U') };
  it.each<Row>([
    [
      'G20 4 of 6 (67 %), punctuality null',
      max,
      now,
      { attendance: { rate: ratio(4, 6, 67), punctuality: ratio(0, 0, null) } },
    ],
    [
      'G20 unannounced 0, consecutive 0, ready',
      max,
      now,
      { state: 'ready', codes: [], attendance: { unannounced: 0, consecutiveAbsences: run(0) } },
    ],
    [
      'G20 without signed notes: 0 of 2, 4 not recorded, consecutive at least 1, no reason',
      { ...part2, ...held('M M Q M Q M') },
      now,
      { codes: [], attendance: { rate: ratio(0, 2, null), notRecorded: 4, consecutiveAbsences: run(1, true) } },
    ],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
  it('G20 two absences, notice unknown', async () => {
    const { sessions } = await seen(max, now);
    expect(sessions?.filter((s) => s.outcome === 'absent-notice-unknown')).toHaveLength(2);
  });
  it('G20 a finished Encounter of ours is enough: the same numbers', async () => {
    const { seats, attendance } = held('M M Q M Q M');
    const shown = seats.items.filter((_, i) => [0, 1, 3, 5].includes(i));
    const visits = known(
      ...shown.map((s) => stored('Encounter', { membership: 'EpisodeOfCare/m1', seat: s.evidence })),
    );
    const found = await seen({ ...part2, seats, attendance, visits }, now);
    expect(found.attendance).toMatchObject({ rate: ratio(4, 6, 67), punctuality: ratio(0, 0, null), notRecorded: 0 });
  });
});

const hold = {
  history: [
    { status: 'active' as const, start: '2026-09-08', end: '2026-09-21' },
    { status: 'on-hold' as const, start: '2026-09-22', end: '2026-10-05' },
    { status: 'active' as const, start: '2026-10-06' },
  ],
};
const atStart = note({
  kind: 'absence-notice',
  session: chicago('2026-09-15'),
  at: chicago('2026-09-15'),
  channel: 'phone',
  reached: 'left-word',
});
it.each<Row>([
  [
    'edge: on hold P P H H P A P is 4 of 5 (80 %)',
    { ...held('P P M M P A P'), memberships: known(membership(hold)) },
    chicago('2026-10-21'),
    { attendance: { rate: ratio(4, 5, 80), notRecorded: 0 } },
  ],
  [
    'edge: unrecorded P P M P M is 3 of 3, 2 not recorded, session 5',
    held('P P M P M'),
    chicago('2026-10-21'),
    { attendance: { rate: ratio(3, 3, null), notRecorded: 2, sessionsIntoCommitment: 5 } },
  ],
  [
    'edge: turned away P A T is 1 of 3, consecutive 0',
    held('P A T'),
    chicago('2026-10-01'),
    { attendance: { rate: ratio(1, 3, null), consecutiveAbsences: run(0) } },
  ],
  [
    'edge: notice at the start second is no word',
    { ...held('P A'), ...notes(atStart) },
    chicago('2026-09-16'),
    { sessions: [{ outcome: 'present' }, { outcome: 'absent-without-notice' }] },
  ],
  [
    'edge: joins an open group at its 30th session, early phase by own count',
    { ...held('P P', '2026-10-06'), memberships: known(membership({ start: '2026-10-06' })) },
    chicago('2026-10-14'),
    { prompts: ['early-phase'], attendance: { memberSessionNumber: 3 } },
  ],
  [
    'edge: a session moved before it is held keeps its seat and is one',
    {
      seats: known(seat(chicago('2026-10-08'), {}, 's1')),
      attendance: known(attended(chicago('2026-10-06'), 'present', { seat: 'Appointment/s1' })),
    },
    chicago('2026-10-09'),
    { attendance: { recorded: 1, notRecorded: 0 } },
  ],
])('%s', async (_, given, asOf, expected) => {
  expect(await seen(given, asOf)).toMatchObject(expected);
});
