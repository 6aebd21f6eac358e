/** A first load by the server itself: what `export` wrote, taken by HAPI's `$import`, and read as readiness. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportConfig, exportedAttendance } from '../../demo/export.ts';
import { people } from '../../demo/seed/clinic.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import { seedResources } from '../../demo/seed/seed.ts';
import type { Demo } from '../../demo/server.ts';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { parseSyncConfig } from '../../src/sync/config.ts';
import { exportFiles } from '../../src/sync/export.ts';
import { run } from '../../src/sync/sync.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { searchAll, token } from '../support/outside.ts';
import { workshop } from '../support/sync-clinic.ts';
import { type Hapi, startHapi } from './hapi.ts';

const shop = workshop();
const folder = join(shop.folder, 'first-load');
let hapi: Hapi;
let demo: Demo;
let files: Server;
beforeAll(async () => {
  hapi = await startHapi();
  const resources = await seedResources(seededAt, await publicIdentityKey(), await mappingsFor('4.0'), 'exported');
  await seedServer(hapi.base, resources);
  demo = await startDemo({ now: seededAt, attendance: 'exported' });
  files = createServer(({ url = '' }, response) => {
    // HAPI takes no other type
    response.setHeader('content-type', 'application/fhir+ndjson');
    response.end(readFileSync(join(folder, url)));
  });
  await new Promise<void>((resolve) => files.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  files.close();
  await demo.stop();
  await hapi.stop();
  shop.end();
});

/** One file, to its end: HAPI's jobs go on once a minute. */
async function imported(type: string, file: string): Promise<void> {
  const parameter = [
    { name: 'inputFormat', valueCode: 'application/fhir+ndjson' },
    { name: 'inputSource', valueUri: hapi.base },
    { name: 'storageDetail', part: [{ name: 'type', valueCode: 'https' }] },
    {
      name: 'input',
      part: [
        { name: 'type', valueCode: type },
        { name: 'url', valueUri: `http://127.0.0.1:${(files.address() as AddressInfo).port}/${file}` },
      ],
    },
  ];
  const started = await fetch(`${hapi.base}/$import`, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json', prefer: 'respond-async' },
    body: JSON.stringify({ resourceType: 'Parameters', parameter }),
  });
  expect([started.status, started.status === 202 ? '' : await started.text()]).toEqual([202, '']);
  const poll = started.headers.get('content-location') ?? '';
  let answer = await fetch(poll);
  while (answer.status === 202) {
    await sleep(2000);
    answer = await fetch(poll);
  }
  expect([answer.status, answer.status === 200 ? '' : await answer.text()]).toEqual([200, '']);
}

const standing = (base: string) =>
  Promise.all(
    people.map(async ({ id, group }) => {
      const portal = portalOn(base, 'leader', { user: leaderOf(group) });
      const { readiness } = await portal.readiness({ group, patient: `Patient/${id}` });
      return [id, readiness.state, readiness.reasons.map(({ code }) => code), readiness.attendance];
    }),
  );
const leaderOf = (group: string) => ({
  reference: group === 'tuesday' ? 'Practitioner/l1' : 'Practitioner/l2',
  display: 'Leader-Test',
  role: 'leader' as const,
});

test('what the server imported is what a run would have written', { timeout: 600_000 }, async () => {
  const file = shop.file(exportedAttendance(seededAt), 'attendance.csv');
  const decided = { part2Export: true, part2DecidedBy: 'D. Wren-Test' };
  const setting = (base: string) => ({
    ...shop.setting(base, { now: () => seededAt }),
    config: parseSyncConfig({ ...exportConfig(base), ...decided }),
  });
  const { manifest } = await exportFiles(setting(hapi.base), file, folder);
  for (const { type, file: name } of manifest.files) await imported(type, name);
  const records = await searchAll(hapi.base, 'Observation', { code: token('session-attendance') });
  expect(records.length).toBe(manifest.files.find(({ type }) => type === 'Observation')?.count);
  await run(setting(demo.fhirBase), file);
  expect(await standing(hapi.base)).toEqual(await standing(demo.fhirBase));
  // and from then on it is as if a run had written it
  const { report } = await run(setting(hapi.base), file);
  expect([report.created, report.corrected, report.unchanged]).toEqual([0, 0, records.length]);
});
