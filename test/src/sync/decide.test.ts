/** What a row means for the record as it is. */
import { expect, test } from 'vitest';
import type { Membership } from '../../../fhir-mappings/records/membership.ts';
import type { Seat } from '../../../fhir-mappings/records/seat.ts';
import { decide, missingFrom, sessionOf, type Setting } from '../../../src/sync/decide.ts';
import type { Person } from '../../../src/sync/known.ts';
import type { Fact } from '../../../src/sync/row.ts';
import { isShort } from '../../../src/sync/state.ts';
import { groups } from '../../support/sync-clinic.ts';

const [tuesday] = groups;
if (tuesday === undefined) throw new Error('no group');
const setting: Setting = { group: tuesday, recordedBy: 'Practitioner/import', scheduled: [] };
const at = (instant: string) => Date.parse(instant);
const start = '2026-11-24T18:00:00-05:00';
const patient = 'Patient/p1';

const fact = (more: Partial<Fact> = {}): Fact => ({
  line: 2,
  patient: 'TEST-0001',
  group: 'tuesday',
  start: at(start),
  outcome: 'present-arrival-unknown',
  cells: {},
  ...more,
});
const membership = (more: Partial<Membership> = {}): Person['memberships'][number] => ({
  evidence: `EpisodeOfCare/${more.group ?? 'tuesday'}-${more.start ?? ''}`,
  record: {
    patient,
    group: 'tuesday',
    service: 'HealthcareService/g-tuesday',
    start: '2026-09-01',
    status: 'active',
    history: [],
    identity: { system: 's', value: 'm' },
    ...more,
  },
});
const seat = (more: Partial<Seat> = {}): Person['seats'][number] => ({
  record: {
    patient,
    leaders: ['Practitioner/l1'],
    service: 'HealthcareService/g-tuesday',
    start,
    end: '2026-11-24T19:30:00-05:00',
    status: 'booked',
    identity: { system: 's', value: 'seat' },
    ...more,
  },
  resource: { resourceType: 'Appointment', id: 's1', status: 'booked', participant: [] },
});
const record = (of: string, more: Partial<Person['records'][number]['record']> = {}): Person['records'][number] => ({
  record: {
    patient,
    membership: of,
    start,
    outcome: 'present-arrival-unknown',
    leaders: ['Practitioner/l1'],
    recordedBy: 'Practitioner/import',
    recordedAt: '2026-11-25T02:00:00-05:00',
    status: 'final',
    identity: { attendance: { system: 's', value: 'a' } },
    ...more,
  },
  resource: { resourceType: 'Observation', id: 'o1', status: 'final', code: {} },
});
const person = (more: Partial<Person> = {}): Person => ({
  patient,
  memberships: [membership()],
  seats: [],
  records: [],
  unreadable: false,
  ...more,
});

const own = 'EpisodeOfCare/tuesday-';
test.each<[string, Partial<Fact>, Partial<Person>, Partial<Setting>, object]>([
  ['a new fact is created', {}, {}, {}, { do: 'create', start: at(start) }],
  ['the same again is nothing', {}, { records: [record(own)] }, {}, { do: 'nothing' }],
  [
    'what an earlier import said otherwise is corrected',
    { outcome: 'absent-notice-unknown' },
    { records: [record(own)] },
    {},
    { do: 'correct' },
  ],
  [
    'what a person said otherwise stays',
    { outcome: 'absent-notice-unknown' },
    { records: [record(own, { recordedBy: 'Practitioner/l1' })] },
    {},
    { do: 'conflict', why: 'recorded-by-a-person' },
  ],
  [
    'who saw it knows more',
    {},
    { records: [record(own, { recordedBy: 'Practitioner/l1', outcome: 'present-late', minutesLate: 9 })] },
    {},
    { do: 'nothing' },
  ],
  [
    '"no show" says less than "told us"',
    { outcome: 'absent-notice-unknown' },
    { records: [record(own, { recordedBy: 'Practitioner/l1', outcome: 'absent-with-notice' })] },
    {},
    { do: 'nothing' },
  ],
  [
    'a session the clinic called off was not held',
    {},
    { seats: [seat({ status: 'cancelled', cancelledBy: 'clinic' })] },
    {},
    { do: 'conflict', why: 'cancelled-by-the-clinic' },
  ],
  [
    'and the file may say so too',
    { outcome: 'session-cancelled' },
    { seats: [seat({ status: 'cancelled', cancelledBy: 'clinic' })] },
    {},
    { do: 'create' },
  ],
  [
    'a row with the time of before a move is of the session as it was moved',
    {},
    { seats: [seat({ start: '2026-11-26T18:00:00-05:00', end: '2026-11-26T19:30:00-05:00', movedFrom: start })] },
    {},
    { do: 'create', start: at('2026-11-26T18:00:00-05:00') },
  ],
  [
    'an hour’s shift is no second session',
    { start: at('2026-11-24T17:00:00-05:00') },
    { seats: [seat()] },
    {},
    { do: 'quarantine', why: 'no-session-then' },
  ],
  [
    'nor beside the schedule',
    { start: at('2026-11-24T17:00:00-05:00') },
    {},
    { scheduled: [at(start)] },
    { do: 'quarantine', why: 'no-session-then' },
  ],
  [
    'the group that meets twice a day meets twice',
    { start: at('2026-11-24T10:00:00-05:00') },
    {},
    { scheduled: [at(start), at('2026-11-24T10:00:00-05:00')] },
    { do: 'create' },
  ],
  [
    'before the membership',
    { start: at('2026-08-25T18:00:00-04:00') },
    {},
    {},
    { do: 'quarantine', why: 'not-a-member' },
  ],
  [
    'in no group',
    {},
    { memberships: [membership({ group: 'thursday' })] },
    {},
    { do: 'quarantine', why: 'not-a-member' },
  ],
  [
    'two that differ already',
    {},
    { records: [record(own), record(own, { outcome: 'turned-away' })] },
    {},
    { do: 'quarantine', why: 'record-twice' },
  ],
  ['somebody whose record can’t be read', {}, { unreadable: true }, {}, { do: 'quarantine', why: 'record-unreadable' }],
  [
    'two groups at the same minute are two facts',
    {},
    {
      memberships: [membership(), membership({ group: 'thursday', service: 'HealthcareService/g-thursday' })],
      records: [record('EpisodeOfCare/thursday-')],
    },
    {},
    { do: 'create', membership: own },
  ],
  [
    'a second episode is its own',
    {},
    { memberships: [membership({ end: '2026-10-01', status: 'ended' }), membership({ start: '2026-11-01' })] },
    {},
    { do: 'create', membership: 'EpisodeOfCare/tuesday-2026-11-01' },
  ],
])('%s', (_name, of, who, how, decision) =>
  expect(decide(fact(of), person(who), { ...setting, ...how })).toMatchObject(decision),
);

test('a record that the file no longer speaks of is counted; one that was moved is not', () => {
  const span = { from: at('2026-11-01T00:00:00Z'), until: at('2026-12-01T00:00:00Z') };
  const known = person({ records: [record(own), record(own, { recordedBy: 'Practitioner/l1' })] });
  const count = (spoken: number[], who = known, group = setting.group.key, inFile = [setting.group.key]) =>
    missingFrom(who, {
      spoken: new Set(spoken.map((one) => sessionOf({ group, start: one }))),
      span,
      recordedBy: 'Practitioner/import',
      groups: new Set(inFile),
    });
  expect([count([]), count([at(start)])]).toEqual([1, 0]);
  // at that minute another group met, and the file speaks of that one
  expect(count([at(start)], known, 'another')).toBe(1);
  // the group is in another file
  expect(count([], known, 'another', ['another'])).toBe(0);
  const moved = person({ ...known, seats: [seat({ movedFrom: '2026-11-23T18:00:00-05:00' })] });
  expect(count([at('2026-11-23T18:00:00-05:00')], moved)).toBe(0);
});

test('a file is short below half of the median of the last seven, and never the first', () => {
  const past = (...rows: number[]) => rows.map((n) => ({ run: '', at: '', rows: n, exit: 0 }));
  expect([
    isShort(1, []),
    isShort(49, past(100)),
    isShort(50, past(100)),
    isShort(49, past(10, 100, 100, 100, 100, 100, 100, 100)),
    isShort(40, past(50, 100, 60, 120)),
    isShort(39, past(50, 100, 60, 120)),
    isShort(1, [{ run: '', at: '', rows: 100, exit: 3 }]),
  ]).toEqual([false, true, false, true, false, true, false]);
});
