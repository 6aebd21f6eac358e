/** The sessions of a group as the portal tells and changes them, checked on whichever FHIR server is given. @module */
import { createHmac } from 'node:crypto';
import type { Appointment, FhirResource, Observation } from 'fhir/r4.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import { hl7 } from '../../fhir-mappings/codes.ts';
import { mappingsFor, type Mappings } from '../../fhir-mappings/mappings.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import { same } from '../../fhir-mappings/same.ts';
import { parseGroups, type GroupDefinitionInput } from '../../src/groups.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { Mark, Portal, Role } from '../../src/portal-types.ts';
import { portalOn, seededAt } from './demo.ts';
import { counts, patientsIn, searchAll, token } from './outside.ts';

const [tuesday] = groupDefinitions as [GroupDefinitionInput];
/** A group whose sessions only its definition knows, and one whose seats are the EHR's. */
const friday: GroupDefinitionInput = {
  ...tuesday,
  key: 'friday',
  name: 'Friday group',
  schedule: { rule: 'FREQ=WEEKLY', firstStart: '2026-10-02T17:00', minutes: 75, except: ['2026-11-27'] },
};
const monday: GroupDefinitionInput = { ...tuesday, key: 'monday', name: 'Monday group' };
const groups = [...groupDefinitions, friday, monday];

const people: [id: string, given: string, group: string, over: Partial<Membership>][] = [
  ['fri-a', 'Ann', 'friday', { start: '2026-10-02' }],
  [
    'fri-b',
    'Ben',
    'friday',
    { start: '2026-10-02', history: [{ status: 'on-hold', start: '2026-12-14', end: '2026-12-31' }] },
  ],
  ['fri-c', 'Cleo', 'friday', { start: '2026-12-10', status: 'planned' }],
  ['mon-a', 'Ada', 'monday', { start: '2026-10-05' }],
  ['mon-b', 'Bert', 'monday', { start: '2026-10-05' }],
  [
    'mon-c',
    'Cora',
    'monday',
    { start: '2026-10-05', history: [{ status: 'on-hold', start: '2026-11-21', end: '2026-12-31' }] },
  ],
];

/** The two groups and their members; ids are such that no other test's are touched. */
export async function seedSessions(base: string, mappings: Mappings): Promise<void> {
  const withId = (resource: object, id: string) => same<FhirResource>({ ...resource, id });
  const definitions = parseGroups(groups).filter((g) => ['friday', 'monday'].includes(g.key));
  await seedServer(base, [
    ...definitions.map((g) => withId(mappings.groupToFhir(g), `g-${g.key}`)),
    withId(mappings.groupToFhir({ key: 'other', name: 'Other group', organization: 'Organization/clinic' }), 'g-other'),
    ...people.map(([id, given]): FhirResource => ({
      resourceType: 'Patient',
      id,
      name: [{ use: 'official', given: [given], family: 'Olsen-Test' }],
    })),
    ...people.map(([id, displayName, group, over]) =>
      withId(
        mappings.membershipToFhir(
          {
            patient: `Patient/${id}`,
            group,
            service: `HealthcareService/g-${group}`,
            displayName,
            start: '',
            status: 'active',
            history: [],
            identity: { system: 'https://fhir-group-therapy.example/fhir/sid/membership/public', value: id },
            ...over,
          },
          { labels: [] },
        ),
        `m-${id}`,
      ),
    ),
    // a member's seat in another group is no session of this one
    withId(
      mappings.seatToFhir({
        patient: 'Patient/fri-a',
        leaders: ['Practitioner/l2'],
        service: 'HealthcareService/g-other',
        start: '2026-11-26T12:00:00-05:00',
        end: '2026-11-26T13:00:00-05:00',
        status: 'booked',
        identity: keyed('seat', 'other', '2026-11-26T17:00Z', 'fri-a'),
      }),
      's-other-fri-a',
    ),
  ]);
}

/** A portal that knows all four groups. */
export const sessionsPortal = (
  base: string,
  { role = 'leader', now = seededAt, ...more }: { role?: Role; now?: Date } & Omit<Partial<PortalOptions>, 'now'> = {},
): Portal => portalOn(base, role, { groups, now: () => now, ...more });

/** A keyed identifier by other means than the product's. */
const keyed = (kind: string, ...parts: string[]) => ({
  system: `https://fhir-group-therapy.example/fhir/sid/${kind}/public`,
  value: createHmac('sha256', 'public')
    .update(JSON.stringify([kind, ...parts]))
    .digest('base64url'),
});

const at = (start: string | undefined, then: string) => Date.parse(start ?? '') === Date.parse(then);
export const seatsAt = async (base: string, service: string, start: string): Promise<Appointment[]> =>
  (await searchAll(base, 'Appointment', { actor: `HealthcareService/${service}` }))
    .filter((a) => at(a.start, start))
    .toSorted((a, b) => (patientsIn(a)[0] ?? '').localeCompare(patientsIn(b)[0] ?? ''));
export const recordsAt = async (base: string, patients: readonly string[], start: string): Promise<Observation[]> =>
  (await searchAll(base, 'Observation', { patient: patients.join(','), code: token('session-attendance') })).filter(
    (o) => o.component?.some((c) => at(c.valueDateTime, start)),
  );
const outcomeOf = (o: Observation) => o.valueCodeableConcept?.coding?.[0]?.code ?? '';
/** R4's and R5's spelling. */
const reasonOf = (a: Appointment) =>
  (a.cancelationReason ?? (a as { cancellationReason?: Appointment['cancelationReason'] }).cancellationReason)
    ?.coding?.[0]?.code;
const movedFrom = (a: Appointment) => a.extension?.find((e) => e.url.endsWith('/moved-from'))?.valueDateTime;
const all = { from: '2026-10-30', until: '2026-12-18' };
const evening = (day: string) => `${day}T17:00:00-05:00`;

/** Registers the tests; the server must hold the demo's seed of `seededAt`. Order matters: one story. */
export function sessionsTests(server: () => string, fhirVersion: '4.0' | '5.0' = '4.0'): void {
  describe('sessions', () => {
    let base: string;
    let mappings: Mappings;
    beforeAll(async () => {
      base = server();
      mappings = await mappingsFor(fhirVersion);
      await seedSessions(base, mappings);
    });
    const portal = (more?: Parameters<typeof sessionsPortal>[1]) => sessionsPortal(base, more);
    const group = 'friday';
    const lines = async (key: string, span: { from: string; until: string }, role: Role = 'leader') =>
      (await portal({ role }).schedule({ group: key, ...span })).map(
        ({ start, state, expected, recorded }) => `${start.slice(0, 16)} ${state} ${expected} ${recorded}`,
      );

    test('a group without seats has the sessions of its definition, with who is expected', async () => {
      expect(await lines(group, all)).toEqual([
        '2026-10-30T17:00 scheduled 2 0',
        '2026-11-06T17:00 scheduled 2 0',
        '2026-11-13T17:00 scheduled 2 0',
        '2026-11-20T17:00 scheduled 2 0',
        '2026-12-04T17:00 scheduled 2 0',
        '2026-12-11T17:00 scheduled 3 0',
        '2026-12-18T17:00 scheduled 2 0',
      ]);
      const [first] = await portal().schedule({ group, ...all });
      expect(first).toEqual({
        start: '2026-10-30T17:00:00-04:00',
        end: '2026-10-30T18:15:00-04:00',
        state: 'scheduled',
        expected: 2,
        recorded: 0,
      });
    });

    test('a group with seats has the sessions of its seats, a day to a day', async () => {
      expect(await lines('tuesday', { from: '2026-11-17', until: '2026-11-30' })).toEqual([
        '2026-11-17T18:00 scheduled 6 6',
        '2026-11-24T18:00 scheduled 7 0',
      ]);
      expect(await lines('tuesday', { from: '2026-12-02', until: '2026-12-08' })).toEqual([
        '2026-12-08T18:00 scheduled 8 0',
      ]);
      expect(await lines('tuesday', { from: '2026-11-25', until: '2026-11-30' })).toEqual([]);
    });

    test('a session of neither seats nor schedule is never invented', async () => {
      for (const start of [evening('2026-11-27'), evening('2026-11-19'), '2026-11-20T17:01:00-05:00'])
        await expect(portal().openSheet({ group, start })).rejects.toMatchObject({
          code: 'not-found',
          fields: ['start'],
        });
    });

    const recordedFriday = evening('2026-11-20');
    test('a sheet of the schedule is saved without any seat, and known by its start', async () => {
      const leader = portal();
      // whatever offset it is asked in
      const sheet = await leader.openSheet({ group, start: '2026-11-20T22:00:00Z' });
      expect(sheet).toMatchObject({ start: recordedFriday, end: '2026-11-20T18:15:00-05:00' });
      expect(sheet.rows).toEqual([
        { row: 'row-0', name: 'Ann' },
        { row: 'row-1', name: 'Ben' },
      ]);
      const marks = new Map<string, Mark>([
        ['row-0', { outcome: 'present' }],
        ['row-1', { outcome: 'absent-with-notice' }],
      ]);
      expect(await leader.saveSheet(sheet, marks)).toMatchObject({ saved: ['row-0', 'row-1'], failed: [] });
      const [ann] = await recordsAt(base, ['Patient/fri-a'], recordedFriday);
      expect(ann?.identifier).toEqual([keyed('attendance', 'friday', '2026-11-20T22:00Z', 'fri-a')]);
      const [visit] = await searchAll(base, 'Encounter', { patient: 'Patient/fri-a' });
      expect(visit?.appointment).toBeUndefined();
      expect(await seatsAt(base, 'g-friday', recordedFriday)).toEqual([]);
      expect(await leader.sessions({ group })).toEqual([
        { start: recordedFriday, end: '2026-11-20T18:15:00-05:00', seats: 2, recorded: 2 },
        { start: evening('2026-11-13'), end: '2026-11-13T18:15:00-05:00', seats: 2, recorded: 0, overdue: true },
        { start: evening('2026-11-06'), end: '2026-11-06T18:15:00-05:00', seats: 2, recorded: 0, overdue: true },
      ]);
      expect(await lines(group, { from: '2026-11-20', until: '2026-11-20' })).toEqual([
        '2026-11-20T17:00 scheduled 1 2',
      ]);
    });

    test('a member’s readiness counts the sessions of the schedule, and names the next', async () => {
      const { readiness, details } = await portal().readiness({ group, patient: 'Patient/fri-a' });
      expect(readiness.missing).toEqual([]);
      expect(readiness.attendance).toMatchObject({ recorded: 1, attended: 1, notRecorded: 7 });
      expect(details.nextSession).toBe(evening('2026-12-04'));
      const intake = await portal({ role: 'intake' }).readiness({ group, patient: 'Patient/fri-a' });
      expect(intake.readiness.attendance).toBeUndefined();
    });

    test('cancelled without seats: each member’s record says so, and trying again writes nothing', async () => {
      const leader = portal();
      const start = evening('2026-12-04');
      expect(await leader.cancelSessions({ group, start })).toEqual({ changed: 2, unchanged: 0, failed: [] });
      const records = await recordsAt(base, ['Patient/fri-a', 'Patient/fri-b'], start);
      expect(records.map(outcomeOf)).toEqual(['session-cancelled', 'session-cancelled']);
      expect(records.every((o) => o.encounter === undefined && patientsIn(o).length === 1)).toBe(true);
      const before = await counts(base);
      expect(await leader.cancelSessions({ group, start })).toEqual({ changed: 0, unchanged: 2, failed: [] });
      expect(await counts(base)).toEqual(before);
      const day = { from: '2026-12-04', until: '2026-12-04' };
      expect(await lines(group, day)).toEqual(['2026-12-04T17:00 cancelled 0 2']);
      // intake learns that, and nothing of anybody's attendance
      expect(await lines(group, day, 'intake')).toEqual(['2026-12-04T17:00 cancelled 0 0']);
      expect(await lines(group, { from: '2026-11-20', until: '2026-11-20' }, 'intake')).toEqual([
        '2026-11-20T17:00 scheduled 2 0',
      ]);
      const { readiness, details } = await leader.readiness({ group, patient: 'Patient/fri-a' });
      expect(details.nextSession).toBe(evening('2026-12-11'));
      expect(readiness.attendance).toMatchObject({ recorded: 1, notRecorded: 7 });
      const later = portal({ now: new Date('2026-12-05T12:00:00Z') });
      expect((await later.sessions({ group })).map((s) => s.start.slice(0, 10))).toEqual(['2026-12-11', '2026-11-20']);
      expect((await later.readiness({ group, patient: 'Patient/fri-a' })).readiness.attendance).toMatchObject({
        recorded: 1,
        notRecorded: 7,
      });
    });

    test('a range cancels all its sessions, whichever way each is known', async () => {
      const range = { from: '2026-10-30', until: '2026-11-13' };
      expect(await portal().cancelSessions({ group, ...range })).toEqual({ changed: 6, unchanged: 0, failed: [] });
      expect((await lines(group, all)).filter((line) => line.includes('cancelled'))).toEqual([
        '2026-10-30T17:00 cancelled 0 2',
        '2026-11-06T17:00 cancelled 0 2',
        '2026-11-13T17:00 cancelled 0 2',
        '2026-12-04T17:00 cancelled 0 2',
      ]);
      expect(await portal().cancelSessions({ group, from: '2026-11-21', until: '2026-12-03' })).toEqual({
        changed: 0,
        unchanged: 0,
        failed: [],
      });
    });

    const sixth = '2026-11-17T18:00:00-05:00';
    const six = ['p1', 'p2', 'p4', 'p5', 'p6', 'p7'].map((id) => `Patient/${id}`);
    test('G9: a session cancelled after all is X for everybody, no word of who came is kept, no visit stands', async () => {
      const before = await recordsAt(base, six, sixth);
      expect(before.map(outcomeOf).toSorted()).toEqual([
        'absent-notice-unknown',
        'absent-without-notice',
        'present',
        'present',
        'present',
        'present',
      ]);
      const visits = before.flatMap((o) => o.encounter?.reference ?? []);
      expect(visits).toHaveLength(4);
      const leader = portal();
      expect(await leader.cancelSessions({ group: 'tuesday', start: sixth })).toEqual({
        changed: 6,
        unchanged: 0,
        failed: [],
      });
      const after = await recordsAt(base, six, sixth);
      expect(after.map((o) => [o.status, outcomeOf(o), o.encounter])).toEqual(
        Array.from({ length: 6 }, () => ['amended', 'session-cancelled', undefined]),
      );
      const encounters = await searchAll(base, 'Encounter', { patient: six.join(',') });
      const stood = encounters.filter((e) => visits.includes(`Encounter/${e.id}`));
      expect(stood.map((e) => e.status)).toEqual(Array.from({ length: 4 }, () => 'entered-in-error'));
      const seats = await seatsAt(base, 'g-tuesday', sixth);
      expect(seats.map((a) => [a.status, reasonOf(a)])).toEqual(Array.from({ length: 6 }, () => ['cancelled', 'prov']));
      expect(await lines('tuesday', { from: '2026-11-17', until: '2026-11-17' })).toEqual([
        '2026-11-17T18:00 cancelled 0 6',
      ]);
      expect((await leader.sessions({ group: 'tuesday' })).map((s) => s.start)).not.toContain(sixth);
      // it may have been a mistake: the sheet can still be opened
      const sheet = await leader.openSheet({ group: 'tuesday', start: sixth });
      expect(sheet.rows.map((r) => r.recorded?.outcome)).toEqual(Array.from({ length: 6 }, () => 'session-cancelled'));
    });

    test('with seats and nothing recorded only the seats are cancelled, each with who did it', async () => {
      const start = '2026-11-24T18:00:00-05:00';
      const leader = portal();
      const before = await counts(base);
      expect(await leader.cancelSessions({ group: 'tuesday', start })).toEqual({
        changed: 7,
        unchanged: 0,
        failed: [],
      });
      const after = await counts(base);
      expect(after).toEqual({ ...before, Provenance: (before['Provenance'] ?? 0) + 7 });
      const seats = await seatsAt(base, 'g-tuesday', start);
      expect(seats.map((a) => [a.status, reasonOf(a)])).toEqual(Array.from({ length: 7 }, () => ['cancelled', 'prov']));
      const [change] = await searchAll(base, 'Provenance', { target: `Appointment/${seats[0]?.id}` });
      expect(change?.agent.map((a) => a.who.reference)).toEqual(['Practitioner/l1', 'Practitioner/l1']);
      expect(await leader.cancelSessions({ group: 'tuesday', start })).toEqual({
        changed: 0,
        unchanged: 7,
        failed: [],
      });
      expect(await counts(base)).toEqual(after);
      expect(await lines('tuesday', { from: '2026-11-24', until: '2026-11-24' })).toEqual([
        '2026-11-24T18:00 cancelled 0 0',
      ]);
      await expect(leader.openSheet({ group: 'tuesday', start })).rejects.toMatchObject({ code: 'not-found' });
    });

    const [last, thursday] = ['2026-12-08T18:00:00-05:00', '2026-12-10T19:00:00-05:00'];
    test('a session moved before it is held keeps its seats and their identity, and leaves its old time', async () => {
      const leader = portal();
      const before = await seatsAt(base, 'g-tuesday', last);
      expect(before).toHaveLength(8);
      const move = { group: 'tuesday', start: last, to: thursday };
      expect(await leader.moveSession(move)).toEqual({ changed: 8, unchanged: 0, failed: [] });
      const after = await seatsAt(base, 'g-tuesday', thursday);
      expect(after.map((a) => [a.id, a.identifier, a.status])).toEqual(
        before.map((a) => [a.id, a.identifier, 'booked']),
      );
      expect(new Set(after.map((a) => [a.end, movedFrom(a)].join(' ')))).toEqual(
        new Set([`2026-12-10T20:30:00-05:00 ${last}`]),
      );
      const [change] = await searchAll(base, 'Provenance', { target: `Appointment/${after[0]?.id}` });
      expect(change?.extension?.[0]?.valueCode).toBe('rescheduled');
      expect(await leader.schedule({ group: 'tuesday', from: '2026-12-08', until: '2026-12-10' })).toEqual([
        {
          start: thursday,
          end: '2026-12-10T20:30:00-05:00',
          state: 'scheduled',
          movedFrom: last,
          expected: 8,
          recorded: 0,
        },
      ]);
      await expect(leader.openSheet({ group: 'tuesday', start: last })).rejects.toMatchObject({ code: 'not-found' });
      expect((await leader.openSheet({ group: 'tuesday', start: thursday })).rows).toHaveLength(8);
      // once more: it has been done
      const done = await counts(base);
      expect(await leader.moveSession(move)).toEqual({ changed: 0, unchanged: 8, failed: [] });
      expect(await counts(base)).toEqual(done);
      // moved again it keeps its first start, and back there it was never moved
      const to = '2026-12-09T18:00:00-05:00';
      await leader.moveSession({ group: 'tuesday', start: thursday, to });
      expect((await seatsAt(base, 'g-tuesday', to)).map(movedFrom)).toEqual(Array.from({ length: 8 }, () => last));
      expect(await leader.moveSession({ group: 'tuesday', start: to, to: last })).toMatchObject({ changed: 8 });
      const back = await seatsAt(base, 'g-tuesday', last);
      expect(back.map((a) => [a.id, a.end, movedFrom(a)])).toEqual(before.map((a) => [a.id, a.end, undefined]));
    });

    const saturday = '2026-12-12T10:00:00-05:00';
    test('moved without seats: each member gets one that knows its first start; the schedule’s date is gone', async () => {
      const leader = portal();
      const start = evening('2026-12-11');
      expect(await leader.moveSession({ group, start, to: saturday })).toEqual({
        changed: 3,
        unchanged: 0,
        failed: [],
      });
      const seats = await seatsAt(base, 'g-friday', saturday);
      expect(seats.map((a) => [patientsIn(a), movedFrom(a), a.identifier])).toEqual(
        ['fri-a', 'fri-b', 'fri-c'].map((id) => [
          [`Patient/${id}`],
          start,
          [keyed('seat', 'friday', '2026-12-11T22:00Z', id)],
        ]),
      );
      expect(await lines(group, { from: '2026-12-05', until: '2026-12-18' })).toEqual([
        '2026-12-12T10:00 scheduled 3 0',
        '2026-12-18T17:00 scheduled 2 0',
      ]);
      // asked for the old day alone, too
      expect(await lines(group, { from: '2026-12-11', until: '2026-12-11' })).toEqual([]);
      await expect(leader.openSheet({ group, start })).rejects.toMatchObject({ code: 'not-found' });
      expect((await leader.readiness({ group, patient: 'Patient/fri-a' })).details.nextSession).toBe(saturday);
    });

    test('word told for the old time counts for the moved session, whose record is known by its seat', async () => {
      const patient = 'Patient/fri-a';
      const notice = mappings.noteToFhir(
        {
          kind: 'absence-notice',
          id: '00000000-0000-4000-8000-00000000fa01',
          patient,
          membership: 'EpisodeOfCare/m-fri-a',
          at: '2026-12-10T09:00:00-05:00',
          by: 'Practitioner/l1',
          session: evening('2026-12-11'),
          channel: 'phone',
          reached: 'talked',
        },
        { labels: [] },
      );
      await seedServer(base, [same<FhirResource>({ ...notice, id: 'n-fri-a' })]);
      const later = portal({ now: new Date('2026-12-12T18:00:00Z') });
      const sheet = await later.openSheet({ group, start: saturday });
      const row = sheet.rows.find((r) => r.name === 'Ann')?.row ?? '';
      await later.saveSheet(sheet, new Map([[row, { outcome: 'absent-without-notice' }]]));
      const [seat] = await seatsAt(base, 'g-friday', saturday);
      const [record] = await recordsAt(base, [patient], saturday);
      expect(record?.identifier).toEqual([keyed('attendance', 'friday', seat?.identifier?.[0]?.value ?? '', 'fri-a')]);
      const { readiness } = await later.readiness({ group, patient });
      expect(readiness.sessions?.at(-1)).toEqual({ start: saturday, outcome: 'absent-with-notice' });
    });

    test.each<[string, { start: string; to: string }, object]>([
      [
        'one with a word about one member',
        { start: saturday, to: evening('2026-12-18') },
        { code: 'invalid', fields: ['start'] },
      ],
      [
        'one that is recorded',
        { start: recordedFriday, to: evening('2026-11-21') },
        { code: 'invalid', fields: ['start'] },
      ],
      [
        'one that is cancelled',
        { start: evening('2026-12-04'), to: evening('2026-12-05') },
        { code: 'invalid', fields: ['start'] },
      ],
      [
        'one that is not there',
        { start: evening('2026-12-05'), to: evening('2026-12-06') },
        { code: 'not-found', fields: ['start'] },
      ],
      [
        'from no instant',
        { start: '2026-12-18T17:00', to: evening('2026-12-19') },
        { code: 'invalid', fields: ['start'] },
      ],
      ['to no instant', { start: evening('2026-12-18'), to: '2026-12-19' }, { code: 'invalid', fields: ['to'] }],
      [
        'to where it is',
        { start: evening('2026-12-18'), to: '2026-12-18T22:00:00Z' },
        { code: 'invalid', fields: ['to'] },
      ],
      [
        'onto another',
        { start: evening('2026-12-18'), to: evening('2026-12-25') },
        { code: 'invalid', fields: ['to'] },
      ],
      [
        'onto its end',
        { start: evening('2026-12-18'), to: '2026-12-25T18:14:00-05:00' },
        { code: 'invalid', fields: ['to'] },
      ],
      [
        'onto its beginning',
        { start: evening('2026-12-18'), to: '2026-12-25T15:46:00-05:00' },
        { code: 'invalid', fields: ['to'] },
      ],
      ['onto one with seats', { start: evening('2026-12-18'), to: saturday }, { code: 'invalid', fields: ['to'] }],
      ['too far', { start: evening('2026-12-18'), to: evening('2027-01-16') }, { code: 'invalid', fields: ['to'] }],
      [
        'too far from its first time',
        { start: saturday, to: '2027-01-09T10:00:00-05:00' },
        { code: 'invalid', fields: ['to'] },
      ],
    ])('nothing is moved and nothing written: %s', async (_what, move, error) => {
      const before = await counts(base);
      await expect(portal().moveSession({ group, ...move })).rejects.toMatchObject(error);
      expect(await counts(base)).toEqual(before);
    });

    test('right after another session is room for one', async () => {
      const [start, to] = [evening('2026-12-18'), '2026-12-25T18:15:00-05:00'];
      expect(await portal().moveSession({ group, start, to })).toEqual({ changed: 2, unchanged: 0, failed: [] });
      expect(await lines(group, { from: '2026-12-18', until: '2026-12-25' })).toEqual([
        '2026-12-25T17:00 scheduled 2 0',
        '2026-12-25T18:15 scheduled 2 0',
      ]);
      // it is not on the day it left, whichever days are asked for
      expect(await lines(group, { from: '2026-12-18', until: '2026-12-18' })).toEqual([]);
    });

    describe('seats of the EHR’s own', () => {
      const service = 'g-monday';
      const start = '2026-11-30T16:00:00-05:00';
      const members = ['Patient/mon-a', 'Patient/mon-b'];
      const ehr = (id: string, time: string, ...patients: string[]) =>
        same<FhirResource>({
          resourceType: 'Appointment',
          id,
          status: 'booked',
          start: time,
          end: time.replace('T16', 'T17'),
          // R5 names the subject, where there is one
          ...(fhirVersion === '5.0' && patients.length === 1 && { subject: { reference: patients[0] } }),
          participant: [...patients, 'Practitioner/l1', `HealthcareService/${service}`].map((reference) => ({
            actor: { reference },
            status: 'accepted',
          })),
        });
      const versions = async () => (await seatsAt(base, service, start)).map((a) => [a.id, a.meta?.versionId]);

      beforeAll(() =>
        seedServer(base, [
          ehr('ehr-a', start, 'Patient/mon-a'),
          ehr('ehr-b', start, 'Patient/mon-b'),
          ehr('ehr-a-next', '2026-12-07T16:00:00-05:00', 'Patient/mon-a'),
          ehr('ehr-c', start, 'Patient/mon-c'),
          { ...ehr('ehr-wait', '2026-12-16T16:00:00-05:00', 'Patient/mon-b'), status: 'waitlist' } as Appointment,
          ehr('ehr-past', '2026-11-23T16:00:00-05:00', 'Patient/mon-a'),
          ehr('ehr-shared', '2026-12-14T16:00:00-05:00', ...members),
        ]),
      );

      test('are the group’s sessions; one that names two members is nobody’s', async () => {
        expect(await lines('monday', all)).toEqual([
          '2026-11-23T16:00 scheduled 2 0',
          '2026-11-30T16:00 scheduled 2 0',
          '2026-12-07T16:00 scheduled 2 0',
        ]);
        const { readiness, details } = await portal().readiness({ group: 'monday', patient: 'Patient/mon-a' });
        expect(details.nextSession).toBe(start);
        // the shared one names somebody else, so the read is not whole
        expect(readiness.missing.map((m) => m.fact)).toEqual(['seats']);
      });

      test('can’t be moved by us, and then nothing is', async () => {
        const before = [await counts(base), await versions()];
        await expect(
          portal().moveSession({ group: 'monday', start, to: '2026-12-01T16:00:00-05:00' }),
        ).rejects.toMatchObject({ code: 'unsupported', fields: ['start'] });
        expect([await counts(base), await versions()]).toEqual(before);
      });

      test('are known by their id when a sheet is saved, and stay as they are', async () => {
        const before = await versions();
        const later = portal({ now: new Date('2026-11-30T23:00:00Z') });
        const sheet = await later.openSheet({ group: 'monday', start });
        // somebody on hold has no place, but the EHR's seat is not kept from the leader
        expect(sheet.rows.map((r) => [r.name, r.notMember])).toEqual([
          ['Ada', undefined],
          ['Bert', undefined],
          ['Cora', true],
        ]);
        const [ada = '', bert = ''] = sheet.rows.map((r) => r.row);
        const marks = new Map<string, Mark>([
          [ada, { outcome: 'present' }],
          [bert, { outcome: 'absent-without-notice' }],
        ]);
        expect(await later.saveSheet(sheet, marks)).toMatchObject({ saved: [ada, bert], failed: [] });
        const [record] = await recordsAt(base, ['Patient/mon-a'], start);
        expect(record?.identifier).toEqual([keyed('attendance', 'monday', 'ehr-a', 'mon-a')]);
        const [visit] = await searchAll(base, 'Encounter', { patient: 'Patient/mon-a' });
        expect(visit?.appointment).toEqual([{ reference: 'Appointment/ehr-a' }]);
        expect(await versions()).toEqual(before);
      });

      test('are left alone by a cancellation, which each member’s record tells', async () => {
        const before = await versions();
        const leader = portal();
        expect(await leader.cancelSessions({ group: 'monday', start })).toEqual({
          changed: 2,
          unchanged: 0,
          failed: [],
        });
        expect(await leader.cancelSessions({ group: 'monday', from: '2026-12-07', until: '2026-12-07' })).toMatchObject(
          {
            changed: 2,
          },
        );
        expect((await recordsAt(base, members, start)).map(outcomeOf)).toEqual([
          'session-cancelled',
          'session-cancelled',
        ]);
        expect(await versions()).toEqual(before);
        expect(await lines('monday', all)).toEqual([
          '2026-11-23T16:00 scheduled 2 0',
          '2026-11-30T16:00 cancelled 0 2',
          '2026-12-07T16:00 cancelled 0 2',
        ]);
        expect(await lines('monday', all, 'intake')).toEqual([
          '2026-11-23T16:00 scheduled 2 0',
          '2026-11-30T16:00 cancelled 0 0',
          '2026-12-07T16:00 cancelled 0 0',
        ]);
        expect((await leader.readiness({ group: 'monday', patient: 'Patient/mon-a' })).details.nextSession).toBe(
          undefined,
        );
      });

      test('whose visit the EHR has made get no second one', async () => {
        const held = '2026-11-23T16:00:00-05:00';
        const [r4, r5] = [hl7.ambulatory, { class: [{ coding: [hl7.ambulatory] }], status: 'completed' }];
        await seedServer(base, [
          same<FhirResource>({
            resourceType: 'Encounter',
            id: 'ehr-visit',
            ...(fhirVersion === '5.0' ? r5 : { class: r4, status: 'finished' }),
            subject: { reference: 'Patient/mon-a' },
            appointment: [{ reference: 'Appointment/ehr-past' }],
          }),
        ]);
        const visits = async () =>
          (await searchAll(base, 'Encounter', { patient: 'Patient/mon-a' })).map((v) => [v.id, v.meta?.versionId]);
        const before = await visits();
        const later = portal({ now: new Date('2026-11-23T23:00:00Z') });
        const save = async (outcome: Mark['outcome']) => {
          const sheet = await later.openSheet({ group: 'monday', start: held });
          const row = sheet.rows.find(({ name }) => name === 'Ada')?.row ?? '';
          expect(await later.saveSheet(sheet, new Map([[row, { outcome }]]))).toMatchObject({
            saved: [row],
            failed: [],
          });
          const [record] = await recordsAt(base, ['Patient/mon-a'], held);
          return record?.encounter?.reference;
        };
        expect(await save('present')).toBe('Encounter/ehr-visit');
        expect(await save('absent-without-notice')).toBeUndefined();
        expect(await save('present-arrival-unknown')).toBe('Encounter/ehr-visit');
        expect(await visits()).toEqual(before);
      });
    });

    test('leaders and intake see the sessions, leaders alone change them, for others the group has none', async () => {
      const notAllowed = { code: 'not-allowed', fields: ['user'] };
      for (const role of ['staff', 'member', 'guardian'] as const)
        await expect(portal({ role }).schedule({ group, ...all })).rejects.toMatchObject(notAllowed);
      for (const role of ['intake', 'staff', 'member'] as const) {
        const other = portal({ role });
        await expect(other.cancelSessions({ group, ...all })).rejects.toMatchObject(notAllowed);
        await expect(
          other.moveSession({ group, start: evening('2026-12-18'), to: evening('2026-12-19') }),
        ).rejects.toMatchObject(notAllowed);
      }
    });

    test.each<[string, { from: string; until: string }, string[]]>([
      ['the end before the start', { from: '2026-12-02', until: '2026-12-01' }, ['until']],
      ['no day', { from: '2026-02-30', until: '2026-03-01' }, ['from']],
      ['two of no day', { from: '', until: '2026-12-01T00:00:00Z' }, ['from', 'until']],
    ])('days that can’t be: %s', async (_what, span, fields) => {
      await expect(portal().schedule({ group, ...span })).rejects.toMatchObject({ code: 'invalid', fields });
      await expect(portal().cancelSessions({ group, ...span })).rejects.toMatchObject({ code: 'invalid', fields });
    });

    test('400 days are shown and 92 cancelled at once, not a day more', async () => {
      const tooMany = { code: 'invalid', fields: ['until'] };
      const from = '2025-01-01';
      expect(await portal().schedule({ group, from, until: '2026-02-04' })).toEqual([]);
      await expect(portal().schedule({ group, from, until: '2026-02-05' })).rejects.toMatchObject(tooMany);
      const leader = portal();
      expect(await leader.cancelSessions({ group, from, until: '2025-04-02' })).toMatchObject({ changed: 0 });
      await expect(leader.cancelSessions({ group, from, until: '2025-04-03' })).rejects.toMatchObject(tooMany);
    });

    test('a session that is not there can’t be cancelled', async () => {
      const refused = (start: string, code: string) =>
        expect(portal().cancelSessions({ group, start })).rejects.toMatchObject({ code, fields: ['start'] });
      await refused(evening('2026-11-27'), 'not-found');
      await refused('2026-12-18', 'invalid');
    });
  });
}
