/** Where no visit can be made: the EHR's own is found and referred to, or none. */
import type { CapabilityStatement } from '@medplum/fhirtypes';
import type { Encounter, Observation } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Behaviour } from '../../demo/fhir/handler.ts';
import type { Demo } from '../../demo/server.ts';
import { hl7 } from '../../fhir-mappings/codes.ts';
import type { Mark } from '../../src/portal-types.ts';
import { run } from '../../src/sync/sync.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { searchAll } from '../support/outside.ts';
import { row, workshop } from '../support/sync-clinic.ts';

const start = '2026-11-24T18:00:00-05:00';
const evening = { start: '2026-11-24T17:55:00-05:00', end: '2026-11-24T19:35:00-05:00' };

/** Visits are read there, and made by the EHR alone. */
const says: Behaviour['says'] = (statement: CapabilityStatement) => ({
  ...statement,
  rest: (statement.rest ?? []).map((one) => ({
    ...one,
    resource: (one.resource ?? []).map((resource) =>
      resource.type === 'Encounter'
        ? { ...resource, interaction: [{ code: 'read' as const }, { code: 'search-type' as const }] }
        : resource,
    ),
  })),
});

const shop = workshop();
let demo: Demo;
const seatOf = new Map<string, string>();
let count = 0;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt, behaviour: { says } });
  for (const seat of await searchAll(demo.fhirBase, 'Appointment', { date: '2026-11-24' }))
    for (const { actor } of seat.participant)
      if (actor?.reference?.startsWith('Patient/')) seatOf.set(actor.reference, `Appointment/${seat.id}`);
});
afterAll(async () => {
  await demo.stop();
  shop.end();
});

async function made(patient: string, more: Partial<Encounter> = {}): Promise<string> {
  const id = `ehr-${++count}`;
  const visit: Encounter = {
    resourceType: 'Encounter',
    id,
    status: 'finished',
    class: hl7.ambulatory,
    subject: { reference: patient },
    period: evening,
    ...more,
  };
  const answer = await fetch(`${demo.fhirBase}/Encounter/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(visit),
  });
  expect(answer.ok).toBe(true);
  return `Encounter/${id}`;
}
async function recorded(patient: string): Promise<Observation | undefined> {
  const all = await searchAll(demo.fhirBase, 'Observation', { patient });
  return all.find(
    ({ status, component }) =>
      status !== 'entered-in-error' &&
      component?.some(({ valueDateTime = '' }) => Date.parse(valueDateTime) === Date.parse(start)),
  );
}
async function save(name: string, mark: Mark): Promise<void> {
  const portal = portalOn(demo.fhirBase, 'leader');
  const sheet = await portal.openSheet({ group: 'tuesday', start });
  const found = sheet.rows.find((one) => one.name === name);
  expect(await portal.saveSheet(sheet, new Map([[found?.row ?? '', mark]]))).toMatchObject({ failed: [] });
}
const versions = async () =>
  (await searchAll(demo.fhirBase, 'Encounter', {}))
    .map(({ id, meta }) => `${id} ${meta?.versionId}`)
    .toSorted((a, b) => a.localeCompare(b));

describe('where visits are the EHR’s to make, attendance', { timeout: 30_000 }, () => {
  test('refers to the one of the member’s seat, and leaves it alone when it turns out that they weren’t there', async () => {
    const patient = 'Patient/p1';
    await made(patient, { period: { ...evening, start: '2026-11-24T18:01:00-05:00' } });
    const visit = await made(patient, { status: 'planned', appointment: [{ reference: seatOf.get(patient) ?? '' }] });
    const before = await versions();
    await save('Alex', { outcome: 'present' });
    expect((await recorded(patient))?.encounter?.reference).toBe(visit);
    await save('Alex', { outcome: 'absent-without-notice' });
    expect((await recorded(patient))?.encounter).toBeUndefined();
    await save('Alex', { outcome: 'present-late', minutesLate: 12 });
    expect(await recorded(patient)).toMatchObject({
      encounter: { reference: visit },
      effectivePeriod: { start: '2026-11-24T18:12:00-05:00' },
    });
    expect(await versions()).toEqual(before);
  });

  test.each<[string, string, string, Partial<Encounter>[], number | undefined]>([
    ['to the only one then', 'Bo', 'p2', [{}], 0],
    ['to one that goes on', 'Dee', 'p3', [{ status: 'in-progress', period: { start: evening.start } }], 0],
    ['to none of two', 'Jo', 'p4', [{}, {}], undefined],
    [
      'to none of another class, time or status',
      'Max',
      'p5',
      [
        { class: { ...hl7.ambulatory, code: 'IMP' } },
        { period: { start: '2026-11-24T15:00:00-05:00', end: '2026-11-24T17:59:00-05:00' } },
        { period: { start: '2026-11-24T08:00:00-05:00' }, status: 'in-progress' },
        { status: 'cancelled' },
      ],
      undefined,
    ],
  ])('refers %s', async (_what, name, id, visits, which) => {
    const patient = `Patient/${id}`;
    const own: string[] = [];
    for (const visit of visits) own.push(await made(patient, visit));
    const before = await versions();
    await save(name, { outcome: 'present' });
    expect((await recorded(patient))?.encounter?.reference).toBe(which === undefined ? undefined : own[which]);
    expect(await versions()).toEqual(before);
  });

  test('of an import does the same', async () => {
    const visit = await made('Patient/p6');
    const before = await versions();
    const { report } = await run(shop.setting(demo.fhirBase), shop.rows(row(6, 'Show'), row(7, 'Show')));
    expect(report).toMatchObject({ created: 2, quarantined: {} });
    const [with6, with7] = await Promise.all([recorded('Patient/p6'), recorded('Patient/p7')]);
    expect([with6?.encounter?.reference, with7?.status, with7?.encounter]).toEqual([visit, 'final', undefined]);
    expect(await versions()).toEqual(before);
  });
});
