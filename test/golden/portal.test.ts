/** Cases of domain.md 6 that people bring about: through the portal, on a real FHIR server, looked at from outside. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { Demo } from '../../demo/server.ts';
import { afterSession, comingStart, portalOn, seededAt, startDemo } from '../support/demo.ts';
import { searchAll, token } from '../support/outside.ts';

const group = 'tuesday';
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());
const leader = (now = seededAt) => portalOn(demo.fhirBase, 'leader', { now: () => now });
/** Living records of the coming session, by patient. */
const recorded = async () => {
  const all = await searchAll(demo.fhirBase, 'Observation', {
    code: token('session-attendance'),
    date: 'ge2026-11-30',
  });
  const then = all.filter(
    (o) =>
      o.status !== 'entered-in-error' &&
      o.component?.some((c) => Date.parse(c.valueDateTime ?? '') === Date.parse(comingStart)),
  );
  return Object.fromEntries(
    then.map((o) => [o.subject?.reference ?? '', o.valueCodeableConcept?.coding?.[0]?.code ?? '']),
  );
};

test('G3 withdrawn: Consent inactive with who and when in Provenance', async () => {
  const at = new Date('2026-11-25T19:10:00Z');
  await portalOn(demo.fhirBase, 'intake', { now: () => at }).withdraw({
    group,
    patient: 'Patient/p2',
    document: 'rules',
  });
  const [consent] = await searchAll(demo.fhirBase, 'Consent', {
    patient: 'Patient/p2',
    category: token('group-rules'),
  });
  expect(consent).toMatchObject({ status: 'inactive', provision: { period: { end: '2026-11-25' } } });
  const [change] = await searchAll(demo.fhirBase, 'Provenance', {
    target: `Consent/${consent?.id}`,
    _sort: '-_lastUpdated',
  });
  expect(change).toMatchObject({ occurredDateTime: '2026-11-25T14:10:00-05:00' });
  expect(change?.agent.map((a) => a.who.reference)).toEqual(['Patient/p2', 'Practitioner/i1']);
  const { readiness } = await leader(new Date('2026-11-25T19:11:00Z')).readiness({ group, patient: 'Patient/p2' });
  expect([readiness.state, readiness.lapse?.why, readiness.attendance?.recorded]).toEqual(['lapsed', 'withdrawn', 10]);
});

test('G4 the leader of A sees nothing of B: no list, no sheet, no name', async () => {
  const portal = leader();
  for (const call of [
    () => portal.members({ group: 'thursday' }),
    () => portal.sessions({ group: 'thursday' }),
    () => portal.openSheet({ group: 'thursday', start: '2026-11-26T17:30:00-05:00' }),
    () => portal.readiness({ group: 'thursday', patient: 'Patient/p9' }),
  ])
    await expect(call()).rejects.toMatchObject({ code: 'not-found', fields: ['group'] });
  expect((await portal.groups()).map((g) => g.key)).not.toContain('thursday');
  expect(JSON.stringify(await portal.intakeList())).not.toContain('Thursday');
});

test('G8 moved by the leader: ended there, begun here at zero, and the agreement stays behind', async () => {
  const portal = leader();
  await portal.createGroup({ group: 'wednesday' });
  const list = await portal.members({ group });
  const row = list.members.find((m) => m.name === 'Max')?.row ?? '';
  await portal.moveMember(list, row, { group: 'wednesday', start: '2026-12-02' });
  const later = leader(new Date('2026-12-02T15:00:00Z'));
  const there = (await later.readiness({ group, patient: 'Patient/p5' })).readiness;
  const here = (await later.readiness({ group: 'wednesday', patient: 'Patient/p5' })).readiness;
  expect([there.membership, there.preparation, there.attendance?.recorded]).toEqual(['ended', 'not-applicable', 10]);
  expect([here.membership, here.attendance?.recorded, here.criteria.agreement.state]).toEqual(['active', 0, 'not-met']);
});

test('G9 cancelled at 18:05 because one came: X for all, and no N, A or P is kept', async () => {
  const portal = leader(new Date('2026-12-01T23:05:00Z'));
  const sheet = await portal.openSheet({ group, start: comingStart });
  const marks = sheet.rows.map(
    ({ row }, i) => [row, { outcome: i === 0 ? 'present' : 'absent-without-notice' }] as const,
  );
  await portal.saveSheet(sheet, new Map(marks));
  expect(Object.values(await recorded()).filter((outcome) => outcome === 'present')).toHaveLength(1);
  expect((await portal.cancelSessions({ group, start: comingStart })).failed).toEqual([]);
  expect(new Set(Object.values(await recorded()))).toEqual(new Set(['session-cancelled']));
  // called off by mistake: held after all, nobody is recorded and every seat is booked again
  expect((await portal.restoreSession({ group, start: comingStart })).failed).toEqual([]);
  expect(await recorded()).toEqual({});
  const seats = (await searchAll(demo.fhirBase, 'Appointment', { date: 'ge2026-11-30' })).filter(
    (a) => Date.parse(a.start ?? '') === Date.parse(comingStart),
  );
  expect(new Set(seats.map((a) => a.status))).toEqual(new Set(['booked']));
  expect((await portal.cancelSessions({ group, start: comingStart })).failed).toEqual([]);
  const [{ state } = { state: '' }] = await portal.schedule({ group, from: '2026-12-01', until: '2026-12-01' });
  expect(state).toBe('cancelled');
  const held = (await searchAll(demo.fhirBase, 'Encounter', {})).filter(
    (e) => e.status === 'finished' && !e.id?.startsWith('e-p'),
  );
  expect(held).toEqual([]);
});

test('G12 a guardian is shown no attendance and no list, in a substance-use group as in any other', async () => {
  const user = { reference: 'RelatedPerson/rp', display: 'Parent', role: 'guardian' } as const;
  for (const [key, patient] of [
    ['tuesday', 'Patient/p1'],
    ['thursday', 'Patient/p9'],
  ] as const) {
    const related = { resourceType: 'RelatedPerson', id: 'rp', patient: { reference: patient } };
    await fetch(`${demo.fhirBase}/RelatedPerson/rp`, {
      method: 'PUT',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(related),
    });
    const asked: string[] = [];
    const watch = async (url: string, init?: RequestInit) => {
      asked.push(decodeURIComponent(`${url} ${typeof init?.body === 'string' ? init.body : ''}`));
      return fetch(url, init);
    };
    const guardian = portalOn(demo.fhirBase, 'guardian', { user, store: { base: demo.fhirBase, fetch: watch } });
    const { readiness, details } = await guardian.readiness({ group: key, patient });
    expect([readiness.preparation, readiness.attendance, readiness.sessions]).toEqual(['ready', undefined, undefined]);
    expect(details.nextSession).toBeUndefined();
    expect(asked.join('\n')).not.toMatch(/Appointment|Encounter|session-attendance/);
    for (const call of [
      () => guardian.roster({ group: key }),
      () => guardian.picture({ group: key }),
      () => guardian.openSheet({ group: key, start: comingStart }),
    ])
      await expect(call()).rejects.toMatchObject({ code: 'not-allowed' });
  }
});

test('G20 outside the programme: no row, no count, no hint, and the group has a neutral name', async () => {
  const staff = portalOn(demo.fhirBase, 'staff');
  expect((await staff.groups()).map((g) => g.key)).not.toContain('thursday');
  await expect(staff.readiness({ group: 'thursday', patient: 'Patient/p9' })).rejects.toMatchObject({
    code: 'not-found',
  });
  const thursday = groupDefinitions.find((g) => g.key === 'thursday');
  expect([thursday?.substanceUse, thursday?.name]).toEqual([true, 'Thursday evening group']);
});

test('edge: two leaders save different values within a minute, conflict and nothing lost', async () => {
  const [one, two] = [leader(afterSession), leader(afterSession)];
  const start = '2026-12-08T18:00:00-05:00';
  const [first, second] = [await one.openSheet({ group, start }), await two.openSheet({ group, start })];
  const row = first.rows.find((r) => r.name === 'Bo')?.row ?? '';
  expect((await one.saveSheet(first, new Map([[row, { outcome: 'present' }]]))).saved).toEqual([row]);
  const result = await two.saveSheet(second, new Map([[row, { outcome: 'absent-without-notice' }]]));
  const theirs = { outcome: 'present', by: expect.any(String), at: expect.any(String) };
  expect(result).toEqual({ saved: [], unchanged: [], failed: [{ row, code: 'conflict', there: theirs }] });
  expect((await two.openSheet({ group, start })).rows.find((r) => r.name === 'Bo')?.recorded).toEqual(theirs);
});

test('one member’s record that nobody can read, and another’s that says two things, lock nobody else’s row', async () => {
  const start = '2026-11-10T18:00:00-05:00';
  const [bo] = (
    await searchAll(demo.fhirBase, 'Observation', { patient: 'Patient/p2', code: token('session-attendance') })
  ).filter((o) => o.component?.some((c) => Date.parse(c.valueDateTime ?? '') === Date.parse(start)));
  const post = (resource: object) =>
    fetch(`${demo.fhirBase}/Observation`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(resource),
    });
  const { id: _id, meta: _meta, encounter: _encounter, ...copy } = bo ?? { resourceType: 'Observation' };
  const absent = [
    { system: 'https://fhir-group-therapy.example/fhir/CodeSystem/group-therapy', code: 'absent-without-notice' },
  ];
  const other = {
    ...copy,
    identifier: [{ ...bo?.identifier?.[0], value: 'another' }],
    valueCodeableConcept: { coding: absent },
  };
  const broken = {
    ...other,
    subject: { reference: 'Patient/p7' },
    component: [],
    identifier: [{ ...bo?.identifier?.[0], value: 'broken' }],
  };
  expect([(await post(other)).status, (await post(broken)).status]).toEqual([201, 201]);
  const portal = leader();
  const sheet = await portal.openSheet({ group, start });
  const rowOf = (name: string) => sheet.rows.find((r) => r.name === name);
  expect([rowOf('Bo')?.conflict, rowOf('Ty')?.conflict, rowOf('Jo')?.conflict]).toEqual([true, true, undefined]);
  const marks = ['Bo', 'Ty', 'Jo'].map((name) => [rowOf(name)?.row ?? '', { outcome: 'present-late' }] as const);
  const result = await portal.saveSheet(sheet, new Map(marks));
  expect(result.saved).toEqual([rowOf('Jo')?.row]);
  expect(result.failed.map((f) => f.code)).toEqual(['conflict', 'unreadable']);
  // two that differ are for a person: cleared, and recorded anew
  await portal.voidRow(sheet, rowOf('Bo')?.row ?? '');
  expect((await portal.saveSheet(sheet, new Map([[rowOf('Bo')?.row ?? '', { outcome: 'present' }]]))).failed).toEqual(
    [],
  );
});

test('edge: patient merge keeps one set of rows', async () => {
  const name = [{ use: 'official', given: ['Alex'], family: 'Rivera-Test' }];
  const put = (id: string, link?: object[]) =>
    fetch(`${demo.fhirBase}/Patient/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({ resourceType: 'Patient', id, name, birthDate: '1988-03-14', ...(link && { link }) }),
    });
  const { readiness: before } = await leader().readiness({ group, patient: 'Patient/p1' });
  await put('p1-new');
  await put('p1', [{ type: 'replaced-by', other: { reference: 'Patient/p1-new' } }]);
  await put('p1-new', [{ type: 'replaces', other: { reference: 'Patient/p1' } }]);
  for (const patient of ['Patient/p1', 'Patient/p1-new'])
    expect((await leader().readiness({ group, patient })).readiness).toEqual(before);
  const { members } = await leader().members({ group });
  expect(members.filter((m) => m.fullName === 'Alex Rivera-Test')).toHaveLength(1);
  const sheet = await leader().openSheet({ group, start: '2026-11-17T18:00:00-05:00' });
  expect(sheet.rows.filter((r) => r.name === 'Alex').map((r) => r.recorded?.outcome)).toEqual([
    'absent-without-notice',
  ]);
});

test('edge: a session moved from Tuesday to Thursday keeps its seats, its notices and its place', async () => {
  const [tuesday, thursday] = ['2026-12-08T18:00:00-05:00', '2026-12-10T18:00:00-05:00'];
  const portal = leader();
  const seatsAt = async (start: string) =>
    (
      await searchAll(demo.fhirBase, 'Appointment', { actor: 'HealthcareService/g-tuesday', date: 'ge2026-12-07' })
    ).filter((a) => Date.parse(a.start ?? '') === Date.parse(start));
  const mappings = await mappingsFor('4.0');
  const notice = mappings.noteToFhir(
    {
      kind: 'absence-notice',
      id: '00000000-0000-4000-8000-0000000000aa',
      patient: 'Patient/p6',
      membership: 'EpisodeOfCare/m-p6',
      at: '2026-11-24T09:00:00-05:00',
      by: 'Practitioner/l1',
      session: tuesday,
      channel: 'phone',
      reached: 'talked',
    },
    { labels: [] },
  );
  await fetch(`${demo.fhirBase}/Observation`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(notice),
  });
  const before = await seatsAt(tuesday);
  // the session before it in this file recorded one member there: that is taken back first
  const sheet = await portal.openSheet({ group, start: tuesday });
  const bo = sheet.rows.find((r) => r.name === 'Bo')?.row ?? '';
  await portal.voidRow(sheet, bo);
  const moved = await portal.moveSession({ group, start: tuesday, to: thursday });
  expect(moved.failed).toEqual([]);
  expect(new Set((await seatsAt(thursday)).map((a) => a.id))).toEqual(new Set(before.map((a) => a.id)));
  const days = (await portal.schedule({ group, from: '2026-12-07', until: '2026-12-12' })).map((s) => s.start);
  expect(days).toEqual([thursday]);
  const later = leader(new Date('2026-12-11T12:00:00Z'));
  const open = await later.openSheet({ group, start: thursday });
  const noor = open.rows.find((r) => r.name === 'Noor')?.row ?? '';
  await later.saveSheet(open, new Map([[noor, { outcome: 'absent-without-notice' }]]));
  const { readiness } = await later.readiness({ group, patient: 'Patient/p6' });
  expect(readiness.sessions?.at(-1)).toEqual({ start: thursday, outcome: 'absent-with-notice' });
});
