/** What a run leaves behind: of a file that was refused, and of a process that was killed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../../demo/server.ts';
import { isPortalError } from '../../../fhir-mappings/errors.ts';
import { openState } from '../../../src/sync/state.ts';
import { resume, run } from '../../../src/sync/sync.ts';
import type { SyncSetting } from '../../../src/sync/work.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { header, row, workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
const now = () => seededAt;
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt, attendance: 'exported' });
});
afterAll(async () => {
  await demo.stop();
  shop.end();
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (isPortalError(error) ? error.code : Promise.reject(error)),
  );
const at = (name: string) => join(shop.folder, name);
const settingOf = (name: string) => shop.setting(demo.fhirBase, { now, stateFolder: at(name) });
/** A server that lets nobody in. */
const refusing = (setting: SyncSetting): SyncSetting => ({
  ...setting,
  connection: { base: demo.fhirBase, fetch: () => Promise.resolve(new Response('', { status: 401 })) },
});
const statusOf = (name: string) => JSON.parse(readFileSync(join(at(name), 'status.json'), 'utf8')) as object;

test.each<[string, string | Uint8Array]>([
  ['an empty file', ''],
  ['a binary one', new Uint8Array(4096)],
  ['one of a header only', `${header}\r\n`],
])('%s: monitoring is told, and yesterday’s success is no more', async (name, content) => {
  await run(settingOf(name), shop.rows(row(1, 'Show')));
  expect(statusOf(name)).toMatchObject({ exit: 0 });
  expect(await code(run(settingOf(name), shop.file(content)))).toBe('invalid');
  expect(statusOf(name)).toMatchObject({ exit: 3, rows: 0, created: 0 });
});

test('a run that was cut off can be gone on with when a file was refused since', async () => {
  const broken = refusing(settingOf('cut'));
  expect(await code(run(broken, shop.rows(row(2, 'Show'))))).toBe('not-authorized');
  for (const content of ['', 'no header of ours\r\nx\r\n'])
    expect(await code(run(settingOf('cut'), shop.file(content)))).toBe('invalid');
  expect((await resume(settingOf('cut'))).report.created).toBe(1);
  expect(await code(resume(settingOf('cut')))).toBe('not-found');
});

test('what a killed process left of a file is not read with the next, and is gone with the next run', async () => {
  const setting = settingOf('killed');
  const broken = refusing(setting);
  expect(await code(run(broken, shop.rows(row(4, 'Show'))))).toBe('not-authorized');
  const folder = openState(at('killed')).runFolder(openState(at('killed')).latest() ?? '');
  const old = new Date(seededAt.getTime() - 2 * 24 * 60 * 60_000);
  const left = [join(folder, 'parts'), join(folder, 'parts-0a1b'), at('killed/parts-0a1b'), at('killed/parts-2c3d')];
  for (const parts of left) {
    mkdirSync(parts);
    for (let part = 0; part < 256; part++) writeFileSync(join(parts, `part-${part}.ndjson`), '{"line":2,"patient":"TE');
    if (!parts.endsWith('2c3d')) utimesSync(parts, old, old);
  }
  expect((await resume(setting)).report).toMatchObject({ rows: 1, duplicates: 0, created: 1 });
  await run(setting, shop.rows(row(4, 'Show')));
  // a dry run of today may still be at work
  expect(left.map((parts) => existsSync(parts))).toEqual([true, false, false, true]);
});

test('journals and quarantine are kept as long as the configuration says, and no longer', async () => {
  const days = (n: number) => new Date(seededAt.getTime() + n * 24 * 60 * 60_000);
  const setting = (n: number) =>
    shop.setting(demo.fhirBase, { now: () => days(n), stateFolder: at('kept') }, { retentionDays: 30 });
  const runs = () => readdirSync(join(at('kept'), 'runs'));
  for (const n of [0, 1, 30]) await run(setting(n), shop.rows(row(99, 'Show')));
  expect(runs().map((name) => name.slice(0, 8))).toEqual(['20261125', '20261126', '20261225']);
  await run(setting(31), shop.rows(row(99, 'Show')));
  expect(runs().map((name) => name.slice(0, 8))).toEqual(['20261126', '20261225', '20261226']);
  expect(runs().every((name) => existsSync(join(at('kept'), 'runs', name, 'quarantine.csv')))).toBe(true);
});
