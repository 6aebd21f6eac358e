/** What changing the key promises, checked from outside on whichever FHIR server is given. @module */
import { createHmac } from 'node:crypto';
import type { Appointment, FhirResource } from 'fhir/r4.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { seedResources } from '../../demo/seed/seed.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import { cryptoIdentityKey, type IdentityKey } from '../../fhir-mappings/identity.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { createFhirClient } from '../../src/client/client.ts';
import type { Init } from '../../src/client/wire.ts';
import { emptyTally, type Tally } from '../../src/rekey/keyed.ts';
import { rekey } from '../../src/rekey/rekey.ts';
import { afterSession, comingStart, portalOn, seededAt } from './demo.ts';
import { counts, searchAll } from './outside.ts';

const sid = 'https://fhir-group-therapy.example/fhir/sid';
const types = { EpisodeOfCare: 'membership', Appointment: 'seat', Observation: 'attendance', Encounter: 'encounter' };
type Keyed = Extract<FhirResource, { resourceType: keyof typeof types }>;

const secrets = { k1: 'the clinic’s first key, 32 bytes or so', k2: 'the clinic’s second key, 32 bytes too' };
type KeyId = keyof typeof secrets;
async function keyOf(keyId: KeyId): Promise<IdentityKey> {
  const bytes = new TextEncoder().encode(secrets[keyId]);
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return cryptoIdentityKey(keyId, key);
}

/** Design 4.2a by other means than the product's. */
const valueOf = (keyId: KeyId, parts: string[]): string =>
  createHmac('sha256', secrets[keyId]).update(JSON.stringify(parts)).digest('base64url');

/** `<kind>/<keyId> <value>` of every keyed resource, by reference; of others nothing. */
const identifiersOf = (resources: readonly FhirResource[]): Record<string, string[]> =>
  Object.fromEntries(
    resources
      .filter((r): r is Keyed => r.resourceType in types)
      .map((r): [string, string[]] => [
        `${r.resourceType}/${r.id}`,
        (r.identifier ?? [])
          .filter((i) => /\/sid\/(membership|seat|attendance|encounter|void)/.test(i.system ?? ''))
          .map((i) => `${i.system?.slice(sid.length + 1)} ${i.value}`),
      ])
      .filter(([, identifiers]) => identifiers.length > 0),
  );

const startOfMoved = '2026-12-02T17:00:00-05:00';
const withoutSeat = { id: 'a-p6-no-seat', start: '2026-10-13T18:00:00-04:00' };
const withoutMembership = 'Appointment/s-p9-guest';

/** Registers the tests; they seed the server, which must be theirs alone. Order matters: one story. */
export function rekeyTests(server: () => string, fhirVersion: '4.0' | '5.0' = '4.0'): void {
  describe('rekey', { timeout: 120_000 }, () => {
    let base: string;
    const onServer = async (): Promise<Keyed[]> => {
      const searches = Object.keys(types).map((type) => searchAll(base, type as Keyed['resourceType'], {}));
      const found: Keyed[] = (await Promise.all(searches)).flat();
      return found.toSorted((a, b) => (`${a.resourceType}/${a.id}` < `${b.resourceType}/${b.id}` ? -1 : 1));
    };
    const find = async (reference: string): Promise<Keyed> => {
      const found = (await onServer()).find((r) => `${r.resourceType}/${r.id}` === reference);
      if (!found) throw new Error(`${reference} is not there`);
      return found;
    };
    const put = (resource: object) => seedServer(base, [resource as FhirResource]);
    /** In parts that the embedded server takes as updates, too. */
    async function seed(resources: readonly FhirResource[]): Promise<void> {
      for (let i = 0; i < resources.length; i += 40) await seedServer(base, resources.slice(i, i + 40));
    }

    beforeAll(async () => {
      base = server();
      await seed(await seedResources(seededAt, await keyOf('k1'), await mappingsFor(fhirVersion)));
      const seats = await searchAll(base, 'Appointment', { patient: 'Patient/p2' });
      const moved = seats.find((s) => Date.parse(s.start ?? '') === Date.parse(comingStart));
      const guest = (await find('Appointment/s-p8-0')) as Appointment;
      const attendance = await find('Observation/a-p6-0');
      await put({
        ...moved,
        start: startOfMoved,
        end: '2026-12-02T18:30:00-05:00',
        extension: [
          { url: 'https://fhir-group-therapy.example/fhir/StructureDefinition/moved-from', valueDateTime: comingStart },
        ],
      });
      const { encounter: _visit, ...absent } = attendance as { encounter?: unknown } & Keyed;
      await put({
        ...absent,
        id: withoutSeat.id,
        effectiveDateTime: withoutSeat.start,
        component: [{ ...(attendance as { component: object[] }).component[0], valueDateTime: withoutSeat.start }],
        identifier: [{ system: `${sid}/attendance/k1`, value: 'any' }],
        valueCodeableConcept: {
          coding: [{ system: `${sid.slice(0, -4)}/CodeSystem/group-therapy`, code: 'turned-away' }],
        },
      });
      await put(
        JSON.parse(
          JSON.stringify({
            ...guest,
            id: withoutMembership.split('/')[1],
            identifier: [{ system: `${sid}/seat/k1`, value: 'other' }],
          }).replaceAll('Patient/p8', 'Patient/p9'),
        ) as object,
      );
      const voided = await find('Observation/a-p5-0');
      await put({
        ...voided,
        status: 'entered-in-error',
        identifier: [{ ...voided.identifier?.[0], system: `${sid}/void` }],
      });
    });

    /** Runs it with a server in front of which something happens before each PUT. */
    async function run(beforePut: (url: string) => Promise<void> | void = () => {}, dryRun = false) {
      let puts = 0;
      const tally: Tally = emptyTally();
      const client = createFhirClient({
        base,
        sleep: async () => {},
        fetch: async (url: string, init: Init) => {
          if (init.method === 'PUT') {
            puts++;
            await beforePut(url);
          }
          return fetch(url, init);
        },
      });
      const what = { groups: ['tuesday', 'thursday'], from: 'k1', to: await keyOf('k2'), dryRun, tally };
      const result: { left?: number; complete?: boolean; error?: unknown } = await rekey(client, what).catch(
        (error: unknown) => ({ error }),
      );
      return { ...result, puts, changed: tally.changed, failed: [...tally.failed] };
    }
    const total = (changed: Record<string, number>) => Object.values(changed).reduce((sum, n) => sum + n, 0);
    const open = async () =>
      Object.values(identifiersOf(await onServer())).filter(([identifier]) => identifier?.includes('/k1 ')).length;
    /** All that is not the server's and no identifier; not of those that somebody else changes here. */
    const content = (resources: Keyed[]) =>
      resources
        .filter((r) => !meddled.has(`${r.id}`))
        .map(({ meta, identifier: _identifier, ...rest }) => ({ ...rest, security: meta?.security }));
    const meddled = new Set(['e-p1-0', 'a-p1-0']);

    let before: Keyed[];
    let all: number;
    test('a dry run counts every keyed record of each kind and writes nothing', async () => {
      before = await onServer();
      all = await open();
      const { left, complete, puts, changed, failed } = await run(undefined, true);
      expect([left, complete, puts, failed]).toEqual([all, true, 0, []]);
      const kinds = Object.values(identifiersOf(before)).map(([identifier]) => identifier?.split('/')[0]);
      expect(changed).toEqual({
        membership: 14,
        seat: kinds.filter((kind) => kind === 'seat').length,
        // all but the voided one, which stands under "void"
        attendance: kinds.filter((kind) => kind === 'attendance').length,
        encounter: kinds.filter((kind) => kind === 'encounter').length,
      });
      expect(total(changed)).toBe(all);
      expect(await onServer()).toEqual(before);
    });

    test('a connection that is lost ends it with what was done; nothing is half done', async () => {
      let puts = 0;
      const { error, changed, failed } = await run(() => {
        if (++puts > 20) throw new TypeError('network changed');
      });
      expect(error).toMatchObject({ name: 'PortalError', code: 'offline' });
      expect([total(changed), failed]).toEqual([20, []]);
      expect(await open()).toBe(all - 20);
    });

    /** Somebody else changes a resource between our reading and our writing. */
    const meddling = (reference: string, times: number) => async (url: string) => {
      if (!url.endsWith(`/${reference}`) || times-- <= 0) return;
      await put({ ...(await find(reference)), language: times % 2 ? 'en' : 'en-US' });
    };

    test('running it again does the rest; a conflict is tried once more, then left and counted', async () => {
      const once = meddling('Encounter/e-p1-0', 1);
      const always = meddling('Observation/a-p1-0', 9);
      // the interrupted run may have done these two: they are given back
      for (const reference of ['Encounter/e-p1-0', 'Observation/a-p1-0'])
        await put(before.find((r) => `${r.resourceType}/${r.id}` === reference) ?? {});
      const rest = await open();
      const { left, complete, puts, changed, failed } = await run(async (url) => {
        await once(url);
        await always(url);
      });
      expect([left, complete, failed]).toEqual([1, true, [['Observation/a-p1-0', 'conflict']]]);
      expect(total(changed)).toBe(rest - 1);
      // one more for the visit, two for the record
      expect(puts).toBe(rest + 2);
      const last = await run();
      expect([last.left, last.puts, total(last.changed), last.failed]).toEqual([0, 1, 1, []]);
    });

    test('every identifier is the one a store that always had the new key would hold', async () => {
      const fresh = identifiersOf(await seedResources(seededAt, await keyOf('k2'), await mappingsFor(fhirVersion)));
      const now = identifiersOf(await onServer());
      const seat = valueOf('k2', ['seat', 'tuesday', '2026-12-01T23:00Z', 'p9']);
      expect(now).toEqual({
        ...fresh,
        'Observation/a-p5-0': [
          identifiersOf(before)['Observation/a-p5-0']?.[0]?.replace(/^.* /, 'void ') ?? 'not voided',
        ],
        [`Observation/${withoutSeat.id}`]: [
          `attendance/k2 ${valueOf('k2', ['attendance', 'tuesday', '2026-10-13T22:00Z', 'p6'])}`,
        ],
        [withoutMembership]: [`seat/k2 ${seat}`],
      });
    });

    test('a moved session keeps the identity of its first start', async () => {
      const [moved] = (await searchAll(base, 'Appointment', { patient: 'Patient/p2' })).filter(
        (s) => Date.parse(s.start ?? '') === Date.parse(startOfMoved),
      );
      expect(moved?.identifier).toEqual([
        { system: `${sid}/seat/k2`, value: valueOf('k2', ['seat', 'tuesday', '2026-12-01T23:00Z', 'p2']) },
      ]);
    });

    test('nothing but the identifiers has changed, and no Provenance was written', async () => {
      expect(content(await onServer())).toEqual(content(before));
      const changes = (await searchAll(base, 'Provenance', {})).filter((p) => !p.id?.startsWith('sig-'));
      expect(changes).toEqual([]);
    });

    test('once more there is nothing to do', async () => {
      const { left, puts, changed } = await run();
      expect([left, puts, total(changed)]).toEqual([0, 0, 0]);
    });

    test('a portal with the new key finds what is recorded and records nothing twice', async () => {
      const portal = portalOn(base, 'leader', { key: await keyOf('k2'), now: () => afterSession });
      const sheet = await portal.openSheet({ group: 'tuesday', start: '2026-11-17T18:00:00-05:00' });
      const recorded = sheet.rows.flatMap((row) => (row.recorded ? [[row.row, row.recorded] as const] : []));
      expect(recorded.length).toBe(6);
      const was = await counts(base);
      const marks = recorded.map(([row]) => row);
      expect(await portal.saveSheet(sheet, new Map(recorded))).toEqual({ saved: [], unchanged: marks, failed: [] });
      expect(await counts(base)).toEqual(was);
    });

    test('what it records next has the seat’s new identifier in its own', async () => {
      const portal = portalOn(base, 'leader', { key: await keyOf('k2'), now: () => afterSession });
      const sheet = await portal.openSheet({ group: 'tuesday', start: comingStart });
      const row = sheet.rows.find((r) => r.name === 'Alex')?.row ?? '';
      const marks = new Map([[row, { outcome: 'present' as const }]]);
      expect(await portal.saveSheet(sheet, marks)).toEqual({ saved: [row], unchanged: [], failed: [] });
      expect(await portal.saveSheet(sheet, marks)).toEqual({ saved: [], unchanged: [row], failed: [] });
      const seat = valueOf('k2', ['seat', 'tuesday', '2026-12-01T23:00Z', 'p1']);
      const made = (await searchAll(base, 'Observation', { patient: 'Patient/p1' })).filter((o) =>
        o.identifier?.some((i) => i.value === valueOf('k2', ['attendance', 'tuesday', seat, 'p1'])),
      );
      expect(made).toHaveLength(1);
      expect(await find(made[0]?.encounter?.reference ?? '')).toMatchObject({
        identifier: [{ system: `${sid}/encounter/k2`, value: valueOf('k2', ['encounter', 'tuesday', seat, 'p1']) }],
      });
    });
  });
}
