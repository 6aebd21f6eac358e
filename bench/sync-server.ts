/**
 * `node bench/sync-server.ts [rows] [postgres]`: an export (50,000 rows) into a HAPI FHIR R4 server, in memory or with its
 * store in PostgreSQL, against a bare loop that posts the very same bundles to a second one, against one create per
 * resource, and once more unchanged. Prints; asserts nothing.
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import pLimit from 'p-limit';
import { clinicResources, patientNumbers } from '../demo/seed/clinic.ts';
import { sid } from '../fhir-mappings/codes.ts';
import { publicIdentityKey } from '../fhir-mappings/identity.ts';
import { labelsFor } from '../fhir-mappings/labels.ts';
import { mappingsFor } from '../fhir-mappings/mappings.ts';
import { run } from '../src/sync/sync.ts';
import { startHapi } from '../test/servers/hapi.ts';
import { startPostgres } from '../test/servers/postgres.ts';
import { configOf, group, numberOf, sessions, writeRows } from './sync-rows.ts';

const rows = Number(process.argv[2] ?? 50_000);
const isPostgres = process.argv[3] === 'postgres';
const people = Math.ceil(rows / sessions);
/** Of the bundles, those that are sent resource by resource instead. */
const singly = 0.05;
const atOnce = 8;
const heapMb = 6000;
const json = { 'content-type': 'application/fhir+json', prefer: 'return=minimal' };

const folder = mkdtempSync(join(tmpdir(), 'fhir-group-therapy-bench-'));
const file = join(folder, 'attendance.csv');
writeRows(file, { rows });

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};
const resourcesIn = (bundles: readonly Bundle[]) => bundles.reduce((sum, { entry = [] }) => sum + entry.length, 0);
const perSecond = (count: number, seconds: number) => `${Math.round(count / seconds)} resources/s`;

/** Printed as it is known: a later part may fail on a busy machine. */
async function main(): Promise<void> {
  const { bundles, first } = await withServer(measureEngine);
  const rate = resourcesIn(bundles) / first;
  const against = (count: number, seconds: number) =>
    `${perSecond(count, seconds)}; the import is ${(rate / (count / seconds)).toFixed(2)} x it`;
  const { bare, single, some, rest } = await withServer((base) => measureBare(base, bundles));
  console.log(`  bare loop           ${against(resourcesIn(rest), bare)}`);
  console.log(`  create by create    ${against(resourcesIn(some), single)}`);
  console.log(`  peak memory here    ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB, the bundles included`);
}

async function withServer<T>(measure: (base: string) => Promise<T>): Promise<T> {
  await using parts = new AsyncDisposableStack();
  const postgres = isPostgres ? await startPostgres() : undefined;
  if (postgres) parts.defer(() => postgres.stop());
  const hapi = await startHapi({ heapMb, ...(postgres && { database: postgres.url }) });
  parts.defer(() => hapi.stop());
  await seed(hapi.base);
  return await measure(hapi.base);
}

/** The clinic, its people and their memberships. */
async function seed(base: string): Promise<void> {
  const mappings = await mappingsFor('4.0');
  const service = { ...mappings.groupToFhir(group), id: 'g-tuesday' };
  const staff = clinicResources().filter(({ resourceType }) => resourceType !== 'Patient');
  const members = Array.from({ length: people }, (_, i): FhirResource[] => {
    const record = {
      patient: `Patient/b${i}`,
      group: group.key,
      service: 'HealthcareService/g-tuesday',
      start: '2025-01-01',
      status: 'active' as const,
      history: [{ status: 'active' as const, start: '2025-01-01' }],
      organization: group.organization,
      identity: { system: sid.keyed('membership', 'public'), value: `m${i}` },
    };
    const patient = {
      resourceType: 'Patient' as const,
      id: `b${i}`,
      identifier: [{ system: patientNumbers, value: numberOf(i) }],
    };
    return [
      patient,
      { ...mappings.membershipToFhir(record, { labels: labelsFor(group) }), id: `m${i}` } as FhirResource,
    ];
  }).flat();
  for (const resources of [staff, [service as FhirResource], ...chunks(members, 200)])
    await post(base, {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: resources.map((resource) => ({
        resource,
        request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
      })),
    });
}

async function measureEngine(base: string) {
  const bodies: string[] = [];
  let writes = 0;
  const fetch = async (url: string, init: RequestInit) => {
    const answer = await globalThis.fetch(url, init);
    if (typeof init.body !== 'string' || !init.body.includes('"type":"transaction"')) return answer;
    writes++;
    if (answer.ok) bodies.push(init.body);
    return answer;
  };
  const setting = {
    config: configOf(base),
    groups: [group],
    stateFolder: join(folder, 'state'),
    connection: { base, fetch },
    key: publicIdentityKey,
  };
  const first = await timed(async () => {
    const { report } = await run(setting, file);
    if (report.created !== rows) throw new Error(`created ${report.created} of ${rows}`);
  });
  // parsed afterwards: that is no work of the import's
  const sent = bodies.map((body) => JSON.parse(body) as Bundle);
  const of = `${resourcesIn(sent)} resources in ${sent.length} transactions`;
  console.log(`${rows.toLocaleString('en')} rows, ${of}`);
  console.log(`  import              ${perSecond(resourcesIn(sent), first)} (${first.toFixed(1)} s)`);
  writes = 0;
  const again = await timed(() => run(setting, file));
  const share = `${((again / first) * 100).toFixed(0)} % of the first time`;
  console.log(`  unchanged again     ${again.toFixed(1)} s, ${share}; writes ${writes}`);
  return { bundles: sent, first };
}

async function measureBare(base: string, bundles: readonly Bundle[]) {
  const cut = Math.ceil(bundles.length * singly);
  const [some, rest] = [bundles.slice(0, cut), bundles.slice(cut)];
  const bodies = rest.map((bundle) => JSON.stringify(bundle));
  const limit = pLimit(atOnce);
  const bare = await timed(() => Promise.all(bodies.map((body) => limit(() => post(base, body)))));
  const single = await timed(() => Promise.all(some.map(({ entry = [] }) => limit(() => createSingly(base, entry)))));
  return { bare, single, some, rest };
}

async function createSingly(base: string, entries: readonly BundleEntry[]): Promise<void> {
  const ids = new Map<string, string>();
  for (const { fullUrl = '', resource, request } of entries) {
    let body = JSON.stringify(resource);
    for (const [urn, id] of ids) body = body.replaceAll(urn, id);
    const answer = await fetch(`${base}/${request?.url}`, {
      method: 'POST',
      headers: { ...json, 'if-none-exist': request?.ifNoneExist ?? '' },
      body,
    });
    if (!answer.ok) throw new Error(`not created: ${answer.status}`);
    const id = /(\w+\/[^/]+)\/_history/.exec(answer.headers.get('location') ?? '')?.[1];
    if (id !== undefined) ids.set(fullUrl, id);
    await answer.text();
  }
}

async function post(base: string, bundle: Bundle | string): Promise<void> {
  const body = typeof bundle === 'string' ? bundle : JSON.stringify(bundle);
  const answer = await fetch(base, { method: 'POST', headers: json, body });
  const text = await answer.text();
  if (!answer.ok || /"status": ?"[45]/.test(text))
    throw new Error(`not posted: ${answer.status} ${text.slice(0, 500)}`);
}

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));

try {
  await main();
} finally {
  rmSync(folder, { recursive: true });
}
