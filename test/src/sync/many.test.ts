/** A group of very many members: a list is whole, or nothing is said of it. */
import type { EpisodeOfCare } from 'fhir/r4.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedResources } from '../../../demo/seed/seed.ts';
import type { Demo } from '../../../demo/server.ts';
import { publicIdentityKey } from '../../../fhir-mappings/identity.ts';
import { createFhirClient } from '../../../src/client/client.ts';
import { run } from '../../../src/sync/sync.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { row, workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
const many = 10_200;
let demo: Demo;
beforeAll(async () => {
  const seed = await seedResources(seededAt, await publicIdentityKey(), undefined, 'exported');
  const own = seed.find(({ id }) => id === 'm-p1') as EpisodeOfCare;
  const ended = { start: '2015-01-05', end: '2015-06-29' };
  const before = Array.from({ length: many }, (_, i): EpisodeOfCare => ({
    ...own,
    id: `before-${i}`,
    identifier: [{ ...own.identifier?.[0], value: `before-${i}` }],
    patient: { reference: 'Patient/before' },
    status: 'finished',
    statusHistory: [{ status: 'finished', period: ended }],
    period: ended,
  }));
  demo = await startDemo({ now: seededAt, record: [...seed, { resourceType: 'Patient', id: 'before' }, ...before] });
});
afterAll(async () => {
  await demo.stop();
  shop.end();
});

test('an import into a group that had more than 10,000 members ends', { timeout: 60_000 }, async () => {
  const setting = shop.setting(demo.fhirBase, { now: () => seededAt });
  const { exit, report } = await run(setting, shop.rows(row(1, 'Show'), row(2, 'Show')));
  expect([exit, report.created, report.missing]).toEqual([0, 2, 0]);
  const shorter = await run(setting, shop.rows(row(2, 'Show')));
  expect([shorter.exit, shorter.report.missing]).toEqual([0, 1]);
});

test('a screen that would read them all is told that it has not', { timeout: 60_000 }, async () => {
  const found = await createFhirClient({ base: demo.fhirBase }).search('EpisodeOfCare', {});
  expect(found).toMatchObject({ complete: false, gap: 'partial' });
});
