/** What the file no longer has: counted alike by one process and by many, and never because of a row that can't be read. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportConfig, exportedAttendance } from '../../../demo/export.ts';
import type { Demo } from '../../../demo/server.ts';
import { parseSyncConfig, type SyncConfig } from '../../../src/sync/config.ts';
import { dryRun, run } from '../../../src/sync/sync.ts';
import type { SyncSetting } from '../../../src/sync/work.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
const [first = '', ...lines] = exportedAttendance(seededAt).trimEnd().split(/\r?\n/);
const file = (rows: readonly string[]) => shop.file(`${[first, ...rows].join('\r\n')}\r\n`);
let demo: Demo;
let config: SyncConfig;
const settingOf = (more: Partial<SyncSetting> = {}): SyncSetting => ({
  ...shop.setting(demo.fhirBase, { now: () => seededAt, ...more }),
  config,
});
const missingIn = async (rows: readonly string[], more: Partial<SyncSetting> = {}) =>
  (await dryRun(settingOf(more), file(rows))).report.missing;

beforeAll(async () => {
  demo = await startDemo({ now: seededAt, attendance: 'exported' });
  config = parseSyncConfig(exportConfig(demo.fhirBase));
  await run(settingOf(), file(lines));
});
afterAll(async () => {
  await demo.stop();
  shop.end();
});

test('as many parts as there may be count what one process counts', { timeout: 60_000 }, async () => {
  // only the first and the last row have the file's first and last day; most parts have neither
  const rows = lines.filter((_, i) => i === 0 || i === lines.length - 1 || i % 3 > 0);
  const whole = await missingIn(rows);
  expect(whole).toBeGreaterThan(20);
  let parts = 0;
  for (let i = 1; i <= 15; i++) parts += await missingIn(rows, { shard: { i, n: 15 } });
  expect(parts).toBe(whole);
});

test('a row that can’t be placed is put aside, and what it may speak of is not missing', async () => {
  expect(await missingIn(lines)).toBe(0);
  // every fourth row, each of another member's
  const broken = lines.map((line, i) => (i % 4 === 0 ? line.replace(/\d\d\/\d\d\/(\d{4})/, '31/31/$1') : line));
  const { report } = await dryRun(settingOf(), file(broken));
  expect([(report.quarantined['date-unreadable']?.length ?? 0) > 20, report.missing]).toEqual([true, 0]);
});
