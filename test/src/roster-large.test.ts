/** Sixty members with a hundred sessions each: the list is whole, pages and all, in few requests; or it is not shown. */
import type { FhirResource } from 'fhir/r4.js';
import { beforeAll, expect, test } from 'vitest';
import { groups, services } from '../../demo/seed/clinic.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import type { GroupDefinition } from '../../src/groups.ts';
import { attendanceRecord } from '../../src/portal/attendance-records.ts';
import { addDays } from '../../src/readiness/time.ts';
import { portalOn } from '../support/demo.ts';

const base = 'https://fhir.example/r4';
const group = groups[0] as GroupDefinition;
const service = services.tuesday;
const coming = '2026-12-01';
const people = Array.from({ length: 60 }, (_, i) => `Patient/m${i}`);
const days = Array.from({ length: 100 }, (_, i) => addDays(coming, -7 * (100 - i)));
/** New York keeps summer time in these weeks; whether exactly so matters to nobody here. */
const at = (day: string, time: string) => `${day}T${time}:00-05:00`;
let store: FhirResource[] = [];
let whose = new Map<FhirResource, string>();

beforeAll(async () => {
  const mappings = await mappingsFor('4.0');
  const key = await publicIdentityKey();
  const labels = labelsFor(group);
  store = [{ ...(mappings.groupToFhir(group) as FhirResource), id: service.split('/')[1] ?? '' }];
  for (const [i, patient] of people.entries()) {
    const membership = `EpisodeOfCare/e${i}`;
    const identity = (kind: string, value: string) => ({
      system: `https://fhir-group-therapy.example/fhir/sid/${kind}/public`,
      value,
    });
    const made = (resource: object, id: string) => store.push({ ...resource, id } as FhirResource);
    store.push({ resourceType: 'Patient', id: `m${i}`, name: [{ given: [`Member${i}`], family: 'Test' }] });
    made(
      mappings.membershipToFhir(
        {
          patient,
          group: 'tuesday',
          service,
          displayName: `M ${i}`,
          start: days[0] ?? '',
          status: 'active',
          history: [],
          identity: identity('membership', `m${i}`),
        },
        { labels },
      ),
      `e${i}`,
    );
    for (const [n, day] of [...days, coming].entries()) {
      const seat = {
        patient,
        leaders: ['Practitioner/l1'],
        service,
        start: at(day, '18:00'),
        end: at(day, '19:30'),
        status: 'booked' as const,
        identity: identity('seat', `m${i}-${n}`),
      };
      made(mappings.seatToFhir(seat), `s${i}-${n}`);
      if (day === coming) continue;
      const record = await attendanceRecord(key, {
        group,
        patient,
        membership,
        start: at(day, '18:00'),
        seat: { reference: `Appointment/s${i}-${n}`, identity: seat.identity.value },
        // the last two were missed by one member in ten
        mark: { outcome: i % 10 === 0 && n > 97 ? 'absent-without-notice' : 'present' },
        recordedBy: 'Practitioner/l1',
        recordedAt: at(day, '19:40'),
        encounter: `Encounter/v${i}-${n}`,
      });
      made(mappings.attendanceToFhir(record, { labels }).observation, `a${i}-${n}`);
    }
  }
  whose = new Map(store.map((r) => [r, /"(Patient\/m\d+)"/.exec(JSON.stringify(r))?.[1] ?? '']));
}, 60_000);

/** A server that answers searches in pages; `fails` says which requests it does not answer. */
function server(fails: (url: string) => boolean = () => false) {
  const asked: string[] = [];
  const page = 200;
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const json = (body: object, status = 200) =>
      new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/fhir+json' } });
    const one = (path: string): object => {
      asked.push(path);
      if (fails(path)) return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'exception' }] };
      const [type = '', rest = ''] = path.split('?');
      const query = new URLSearchParams(rest);
      const wanted = query.get('patient')?.split(',');
      const ids = query.get('_id')?.split(',');
      const [from, until] = query.getAll('date').map((d) => d.slice(2));
      const all = store.filter((r) => {
        if (r.resourceType !== type || (ids && !ids.includes(r.id ?? ''))) return false;
        const named = whose.get(r) ?? '';
        if (wanted && !wanted.includes(named)) return false;
        const day =
          r.resourceType === 'Appointment'
            ? (r.start ?? '')
            : r.resourceType === 'Observation'
              ? (r.effectiveDateTime ?? r.effectivePeriod?.start ?? '')
              : '';
        return from === undefined || until === undefined || (day.slice(0, 10) >= from && day.slice(0, 10) <= until);
      });
      const offset = Number(query.get('offset') ?? 0);
      query.set('offset', String(offset + page));
      return {
        resourceType: 'Bundle',
        type: 'searchset',
        entry: all.slice(offset, offset + page).map((resource) => ({ resource, search: { mode: 'match' } })),
        ...(all.length > offset + page && { link: [{ relation: 'next', url: `${base}/${type}?${query}` }] }),
      };
    };
    const path = url.slice(base.length + 1);
    if (path === 'metadata' || path.startsWith('metadata?'))
      return json({
        resourceType: 'CapabilityStatement',
        fhirVersion: '4.0.1',
        rest: [{ mode: 'server', interaction: [{ code: 'transaction' }, { code: 'batch' }] }],
      });
    if (init.method === 'POST') {
      asked.push('batch');
      const { entry } = JSON.parse(init.body as string) as { entry: { request: { url: string } }[] };
      const answers = entry.map(({ request }) => {
        const resource = one(request.url) as { resourceType: string };
        const isBad = resource.resourceType === 'OperationOutcome';
        return {
          ...(isBad ? {} : { resource }),
          response: { status: isBad ? '500' : '200', ...(isBad && { outcome: resource }) },
        };
      });
      return json({ resourceType: 'Bundle', type: 'batch-response', entry: answers });
    }
    const answer = one(path) as { resourceType: string };
    return json(answer, answer.resourceType === 'OperationOutcome' ? 500 : 200);
  };
  const read = () =>
    portalOn(base, 'leader', {
      store: { base, fetch },
      notes: { base },
      now: () => new Date('2026-12-01T22:50:00Z'),
    }).roster({
      group: 'tuesday',
    });
  return { asked, read };
}

test('everybody is there once, with what a hundred sessions say of each; one batch for every twenty', async () => {
  const { asked, read } = server();
  const list = await read();
  expect(list.counts).toEqual({ listed: 60, away: 0, first: 0, expected: 60 });
  expect(new Set(list.people.map(({ name }) => name)).size).toBe(60);
  expect(list.people.filter(({ unknown }) => unknown)).toEqual([]);
  const back = list.people.filter(({ lines }) => lines.some(({ code }) => code === 'back-after-absence'));
  expect(back.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'M 0',
    'M 10',
    'M 20',
    'M 30',
    'M 40',
    'M 50',
  ]);
  const raised = back.map(({ raise }) => raise.map(({ code, inARow = false }) => [code, inARow]));
  // nothing was ever signed here
  const [unsigned, missed] = [['attended-without-agreement', false] as const, ['two-unannounced', true] as const];
  expect(raised).toEqual(back.map(() => [unsigned, missed]));
  const firstPages = asked.filter((path) => path !== 'batch' && !path.includes('offset='));
  const batches = asked.filter((path) => path === 'batch');
  expect(batches.length).toBeLessThanOrEqual(6);
  // of members: six searches for every twenty
  expect(firstPages.filter((path) => path.includes('patient=')).length).toBeLessThanOrEqual(3 * 5 + 3);
}, 120_000);

test('a page of attendance that does not come: those members can’t be told, nobody is left out, nobody is guessed', async () => {
  const { read } = server(
    (path) =>
      path.startsWith('Appointment?') &&
      path.includes('patient=') &&
      path.includes('offset=400') &&
      path.includes('m59'),
  );
  const list = await read();
  expect(list.people).toHaveLength(60);
  expect(list.people.filter(({ unknown }) => unknown)).toHaveLength(20);
  expect(list.counts).not.toHaveProperty('expected');
}, 120_000);

test('a page of memberships that does not come: no list at all', async () => {
  const { read } = server((path) => path.startsWith('EpisodeOfCare?'));
  await expect(read()).rejects.toMatchObject({ code: expect.any(String) as string });
}, 120_000);
