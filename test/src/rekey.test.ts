import type { FhirResource, Observation } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { seedResources } from '../../demo/seed/seed.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import {
  cryptoIdentityKey,
  keyedIdentifier,
  publicIdentityKey,
  sessionOf,
  type IdentityKey,
} from '../../fhir-mappings/identity.ts';
import type { FhirClient } from '../../src/client/client.ts';
import type { Search } from '../../src/client/search.ts';
import { emptyTally } from '../../src/rekey/keyed.ts';
import { rekey } from '../../src/rekey/rekey.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { rekeyTests } from '../support/rekey-tests.ts';

let demo: Demo;
let newKey: IdentityKey;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
  const bytes = new TextEncoder().encode('a key of thirty-two bytes, or so');
  const secret = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  newKey = cryptoIdentityKey('k9', secret);
});
afterAll(() => demo.stop());

rekeyTests(() => demo.fhirBase);

const sid = 'https://fhir-group-therapy.example/fhir/sid';

/** The group and what is recorded of one member at their first session, under the key `public`. */
async function oneSession() {
  const all = await seedResources(seededAt, await publicIdentityKey());
  const found = <T extends FhirResource['resourceType']>(type: T, id: string) => {
    const resource = all.find((r) => r.resourceType === type && r.id === id);
    if (!resource) throw new Error(`${type}/${id} is not seeded`);
    return resource as Extract<FhirResource, { resourceType: T }>;
  };
  return {
    group: found('HealthcareService', 'g-tuesday'),
    membership: found('EpisodeOfCare', 'm-p2'),
    seat: found('Appointment', 's-p2-0'),
    record: found('Observation', 'a-p2-0'),
    visit: found('Encounter', 'e-p2-0'),
  };
}

/** A server that finds by type, identifier and patient, and takes updates. */
function fakeClient(resources: FhirResource[], more: { fhirVersion?: string; page?: number; systems?: boolean } = {}) {
  const { fhirVersion = '4.0', page = 1000, systems = true } = more;
  const stored = new Map(resources.map((r) => [`${r.resourceType}/${r.id}`, r]));
  const updated: string[] = [];
  const matches =
    ({ type, params }: Search) =>
    (resource: FhirResource) => {
      const tokens = typeof params['identifier'] === 'string' ? params['identifier'].split(',') : undefined;
      const { identifier = [] } = resource as { identifier?: { system: string; value: string }[] };
      return (
        resource.resourceType === type &&
        (tokens?.some((token) =>
          identifier.some(({ system, value }) => token === `${system}|${value}` || (systems && token === `${system}|`)),
        ) ??
          JSON.stringify(resource).includes(`"${String(params['patient'])}"`))
      );
    };
  const client = {
    base: 'https://record.example/fhir',
    capabilities: () => Promise.resolve({ fhirVersion }),
    searchAll: (searches: Search[]) =>
      Promise.resolve(
        searches.map((search) => {
          const found = [...stored.values()].filter(matches(search));
          const isCut = search.params['patient'] === undefined && found.length > page;
          return isCut
            ? { resources: found.slice(0, page), complete: false, gap: 'partial', dropped: 0 }
            : { resources: found, complete: true, dropped: 0 };
        }),
      ),
    update(resource: FhirResource) {
      const reference = `${resource.resourceType}/${resource.id}`;
      stored.set(reference, resource);
      updated.push(reference);
      return Promise.resolve({ id: resource.id, version: '2', created: false });
    },
  } as unknown as FhirClient;
  return { client, updated, stored };
}

async function run({ client, updated }: { client: FhirClient; updated: string[] }, dryRun = false) {
  const tally = emptyTally();
  const result = await rekey(client, { groups: ['tuesday'], from: 'public', to: newKey, dryRun, tally });
  return { ...result, updated, failed: Object.fromEntries(tally.failed) };
}

describe('rekey on a server', () => {
  test.each([
    ['that can’t search by system alone', { systems: false }, { code: 'unsupported', fields: ['identifier'] }],
    ['of a version we don’t know', { fhirVersion: 'unknown' }, { code: 'unsupported', fields: ['fhirVersion'] }],
  ])('%s writes nothing', async (_name, more, error) => {
    const { group, seat } = await oneSession();
    const fake = fakeClient([group, seat], more);
    await expect(run(fake)).rejects.toMatchObject(error);
    expect(fake.updated).toEqual([]);
  });

  test('that holds none of the groups writes nothing', async () => {
    const { group, seat } = await oneSession();
    const other = { ...group, identifier: [{ system: `${sid}/group`, value: 'another' }] };
    const fake = fakeClient([other, seat]);
    await expect(run(fake)).rejects.toMatchObject({ code: 'not-found', fields: ['groups'] });
    expect(fake.updated).toEqual([]);
  });

  test('of which a search fails is never taken for done', async () => {
    const { group } = await oneSession();
    const { client, updated } = fakeClient([group]);
    const failing: FhirClient = {
      ...client,
      searchAll: async (searches) =>
        (await client.searchAll(searches)).map((result, i) =>
          searches[i]?.type === 'Encounter'
            ? { ...result, complete: false, gap: 'failed', error: new PortalError('not-allowed', '') }
            : result,
        ),
    };
    await expect(run({ client: failing, updated })).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test('that shows a part of a long list only does all of it in rounds; a dry run says that there is more', async () => {
    const { group } = await oneSession();
    const seats = (await seedResources(seededAt, await publicIdentityKey())).filter(
      (r) => r.resourceType === 'Appointment' && /^s-p[1-7]-/.test(r.id ?? ''),
    );
    expect(await run(fakeClient([group, ...seats], { page: 5 }), true)).toMatchObject({ left: 5, complete: false });
    const { updated, ...rest } = await run(fakeClient([group, ...seats], { page: 5 }));
    expect([updated.length, rest]).toEqual([seats.length, { left: 0, complete: true, failed: {} }]);
  });
});

describe('rekey leaves and counts', () => {
  test('one of two records of one fact', async () => {
    const { group, membership, seat, record } = await oneSession();
    const { encounter: _visit, ...absent } = record;
    const twice: Observation = {
      ...absent,
      id: 'twice',
      identifier: [{ system: `${sid}/attendance/public`, value: 'x' }],
    };
    const { left, updated, failed } = await run(fakeClient([group, membership, seat, absent, twice]));
    const [kept] = updated.filter((reference) => reference.startsWith('Observation/'));
    const other = kept === 'Observation/twice' ? 'Observation/a-p2-0' : 'Observation/twice';
    expect([left, updated.length, failed]).toEqual([1, 3, { [other]: 'conflict' }]);
  });

  test('a record whose membership is not there, and a visit of which nothing tells the session', async () => {
    const { group, membership, record, visit } = await oneSession();
    const { appointment: _seat, ...loose } = visit;
    const result = await run(
      fakeClient([
        group,
        membership,
        loose,
        {
          ...record,
          extension: record.extension?.map((e) => ({ ...e, valueReference: { reference: 'EpisodeOfCare/x' } })),
        },
      ] as FhirResource[]),
    );
    expect(result.failed).toEqual({ 'Encounter/e-p2-0': 'not-found', 'Observation/a-p2-0': 'not-found' });
    expect([result.left, result.updated]).toEqual([2, ['EpisodeOfCare/m-p2']]);
  });

  test('a visit without a record is known by its seat', async () => {
    const { group, membership, seat, visit } = await oneSession();
    const { left, updated } = await run(fakeClient([group, membership, seat, visit]));
    expect([left, updated.includes('Encounter/e-p2-0')]).toEqual([0, true]);
  });

  test('a seat that names two people, and one that names nobody', async () => {
    const { group, seat } = await oneSession();
    const shared = {
      ...seat,
      participant: [...seat.participant, { actor: { reference: 'Patient/p1' }, status: 'accepted' }],
    };
    const empty = { ...seat, id: 'empty', participant: seat.participant.slice(1) };
    const { failed, updated } = await run(fakeClient([group, shared, empty] as FhirResource[]));
    expect(failed).toEqual({ 'Appointment/empty': 'unreadable', 'Appointment/s-p2-0': 'unreadable' });
    expect(updated).toEqual([]);
  });

  test('a seat to which somebody has added words that could name another person', async () => {
    const { group, seat } = await oneSession();
    const { failed, updated } = await run(fakeClient([group, { ...seat, comment: 'sits beside A. Member-Test' }]));
    expect([failed, updated]).toEqual([{ 'Appointment/s-p2-0': 'would-reveal' }, []]);
  });

  test('nothing of what was entered in error, whatever its identifier', async () => {
    const { group, membership, seat } = await oneSession();
    const gone = { ...seat, status: 'entered-in-error' as const };
    const result = await run(fakeClient([group, membership, gone]));
    expect(result).toEqual({ left: 0, complete: true, updated: ['EpisodeOfCare/m-p2'], failed: {} });
  });
});

test.each([
  ['of another group at the same time', 'HealthcareService/other', 'booked'],
  ['entered in error', 'HealthcareService/g-tuesday', 'entered-in-error'],
] as const)('a seat %s is not the seat of a record', async (_name, service, status) => {
  const { group, membership, seat, record } = await oneSession();
  const { encounter: _visit, ...absent } = record;
  const other = { ...group, id: 'other', identifier: [{ system: `${sid}/group`, value: 'other' }] };
  const [member, leader] = seat.participant;
  const participant = [member, leader, { actor: { reference: service }, status: 'accepted' }];
  const { stored, ...fake } = fakeClient([
    group,
    other,
    membership,
    { ...seat, status, participant },
    absent,
  ] as FhirResource[]);
  expect(await run(fake)).toMatchObject({ left: 0, failed: {} });
  const session = sessionOf(record.component?.[0]?.valueDateTime ?? '');
  const expected = await keyedIdentifier(newKey, 'attendance', ['tuesday', session, 'p2']);
  expect(stored.get('Observation/a-p2-0')).toMatchObject({ identifier: [expected] });
});

test('a session at a seat of the EHR’s own keeps the identity by which portals know it', async () => {
  const { group, membership, seat, record } = await oneSession();
  const { encounter: _visit, ...absent } = record;
  const { identifier: _ours, ...theirs } = seat;
  const { stored, ...fake } = fakeClient([group, membership, { ...theirs, id: 'ehr-17' }, absent] as FhirResource[]);
  expect(await run(fake)).toMatchObject({ left: 0, failed: {} });
  const expected = await keyedIdentifier(newKey, 'attendance', ['tuesday', 'ehr-17', 'p2']);
  expect(stored.get('Observation/a-p2-0')).toMatchObject({ identifier: [expected] });
  expect(stored.get('Appointment/ehr-17')).not.toHaveProperty('identifier');
});

test('identifiers of other systems stay', async () => {
  const { group, seat } = await oneSession();
  const theirs = { system: 'https://ehr.example/appointment', value: 'A-17' };
  const { stored, ...fake } = fakeClient([group, { ...seat, identifier: [theirs, ...(seat.identifier ?? [])] }]);
  await run(fake);
  const ours = await keyedIdentifier(newKey, 'seat', ['tuesday', sessionOf(seat.start ?? ''), 'p2']);
  expect(stored.get('Appointment/s-p2-0')).toMatchObject({ identifier: [theirs, ours] });
});
