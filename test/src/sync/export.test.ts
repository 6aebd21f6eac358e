/** A first load as files: what is in them, what is not, and that they are the same however the work is shared. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Encounter, Observation } from 'fhir/r4.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportConfig, exportedAttendance } from '../../../demo/export.ts';
import { groupDefinitions } from '../../../demo/seed/clinic.ts';
import type { Demo } from '../../../demo/server.ts';
import { isPortalError } from '../../../fhir-mappings/errors.ts';
import { run as command } from '../../../src/cli/run.ts';
import { parseSyncConfig } from '../../../src/sync/config.ts';
import { exportFiles, type Exported } from '../../../src/sync/export.ts';
import { idOf } from '../../../src/sync/ndjson.ts';
import { run } from '../../../src/sync/sync.ts';
import type { SyncSetting } from '../../../src/sync/work.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { searchAll } from '../../support/outside.ts';
import { row, workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
let demo: Demo;
let file: string;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt, attendance: 'exported' });
  file = shop.file(exportedAttendance(seededAt), 'attendance.csv');
});
afterAll(async () => {
  await demo.stop();
  shop.end();
});

const decided = { part2Export: true, part2DecidedBy: 'D. Wren-Test' };
const setting = (more: object = {}, own: Partial<SyncSetting> = {}): SyncSetting => ({
  ...shop.setting(demo.fhirBase, { now: () => seededAt, ...own }),
  config: parseSyncConfig({ ...exportConfig(demo.fhirBase), ...more }),
});
let count = 0;
async function exported(of: SyncSetting, from = file): Promise<Exported & { folder: string; lines: string[] }> {
  const folder = join(shop.folder, `out-${++count}`);
  const done = await exportFiles(of, from, folder);
  const text = done.manifest.files.map(({ file: name }) => readFileSync(join(folder, name), 'utf8')).join('');
  return { ...done, folder, lines: text.split('\n').filter((line) => line !== '') };
}

test('every fact is a record, with the visit of who came, under ids that are the same everywhere', async () => {
  const { report, manifest, folder, lines } = await exported(setting(decided));
  expect(manifest).toMatchObject({ fhirVersion: '4.0', part2DecidedBy: 'D. Wren-Test' });
  expect(manifest.files.map(({ type }) => type)).toEqual(['Encounter', 'Observation']);
  expect(readdirSync(folder).toSorted()).toEqual([
    'Encounter.ndjson',
    'Observation.ndjson',
    'manifest.json',
    'quarantine.csv',
  ]);
  for (const name of readdirSync(folder)) expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
  for (const { file: name, count: own, sha256 } of manifest.files) {
    const text = readFileSync(join(folder, name), 'utf8');
    expect([text.split('\n').length - 1, createHash('sha256').update(text).digest('hex')]).toEqual([own, sha256]);
  }
  const all = lines.map((line) => JSON.parse(line) as Encounter | Observation);
  const visits = all.filter((one) => one.resourceType === 'Encounter');
  const records = all.filter((one) => one.resourceType === 'Observation');
  expect([records.length, report.created]).toEqual([103, 103]);
  expect(records.flatMap((o) => o.encounter?.reference ?? []).toSorted()).toEqual(
    visits.map(({ id }) => `Encounter/${id}`).toSorted(),
  );
  for (const { id = '', identifier = [] } of all) expect(id).toBe(idOf(identifier[0] as never));
});

test('an id is version 5 of the UUIDs, by the namespace of addresses', () =>
  // made by Python's uuid.uuid5(uuid.NAMESPACE_URL, 'https://clinic.example/sid|abc')
  expect(idOf({ system: 'https://clinic.example/sid', value: 'abc' })).toBe('a932cc71-031b-59ab-89cf-d6f23a0f0f3a'));

test('the bytes are the same with any number of parts', async () => {
  const whole = (await exported(setting(decided))).lines.toSorted();
  for (const n of [2, 5]) {
    const parts = Array.from({ length: n }, (_, i) => exported(setting(decided, { shard: { i: i + 1, n } })));
    const all = await Promise.all(parts);
    expect(all.flatMap(({ lines }) => lines).toSorted()).toEqual(whole);
    expect(all.map(({ manifest }) => manifest.shard?.n)).toEqual(parts.map(() => n));
  }
  expect((await exported(setting(decided))).lines.toSorted()).toEqual(whole);
});

test('groups under Part 2 are left out, unless somebody who is named decided otherwise', async () => {
  const asked: string[] = [];
  const fetch: NonNullable<SyncSetting['connection']['fetch']> = (url, init) => {
    asked.push(`${decodeURIComponent(url)} ${typeof init.body === 'string' ? init.body : ''}`);
    return globalThis.fetch(url, init);
  };
  const { report, lines } = await exported(setting({}, { connection: { base: demo.fhirBase, fetch } }));
  const theirs = exportedAttendance(seededAt).match(/Thurs 5:30p/g)?.length;
  expect([report.skipped['part-2'], report.created]).toEqual([theirs, 55]);
  expect(lines.join('')).not.toMatch(/Patient\/p(9|1[0-4])"/);
  // nor is the server asked about them
  expect(asked.join('\n')).not.toContain('TEST-0009');
  expect(() => setting({ part2Export: true })).toThrow('not named');
});

const refusal = async (work: Promise<unknown>) => {
  try {
    return await work;
  } catch (error) {
    return isPortalError(error) ? [error.code, ...error.fields].join(' ') : error;
  }
};

test('the commands: a new folder, what it prints, and none where there was no end', async () => {
  shop.file(JSON.stringify(groupDefinitions), 'groups.json');
  const config = shop.file(JSON.stringify(exportConfig(demo.fhirBase)), 'sync.json');
  const said: string[] = [];
  const cli = (...args: string[]) =>
    command(['export', ...args, '--config', config], { env: {}, out: (line) => said.push(line), err: () => {} });
  const out = join(shop.folder, 'first-load');
  expect(await cli(file, '--out', out)).toBe(1);
  expect(said.filter((line) => /exported|ndjson|part-2/.test(line))).toHaveLength(4);
  expect(said.join('\n')).not.toMatch(/TEST-|Test|Tues|Thurs|2026/);
  expect(await cli(file, '--out', out)).toBe(2);
  expect(await cli(file)).toBe(2);
  expect(await cli(file, '--out', join(shop.folder, 'other'), '--shard', '2/3')).toBe(1);
  expect(existsSync(join(shop.folder, 'other', 'shard-2-of-3', 'manifest.json'))).toBe(true);
  expect(await cli(shop.file(''), '--out', join(shop.folder, 'none'))).toBe(3);
  expect(existsSync(join(shop.folder, 'none'))).toBe(false);
});

test('a group that has attendance is refused, and nothing is left behind; nothing was written to the record', async () => {
  expect(await searchAll(demo.fhirBase, 'Encounter', {})).toEqual([]);
  const one = shop.rows(row(1, 'Show'));
  await run(shop.setting(demo.fhirBase, { now: () => seededAt }), one);
  const folder = join(shop.folder, 'refused');
  expect(await refusal(exportFiles(setting(decided), file, folder))).toBe('invalid has-attendance groups[0]');
  expect(existsSync(folder)).toBe(false);
  // the other group has none
  const thursday = { ...decided, groups: { 'Thurs 5:30p': 'thursday' } };
  expect((await exported(setting(thursday))).report.created).toBeGreaterThan(40);
});
