/** Rows put aside: what their file holds, and that it comes back however the export itself was written. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../../demo/server.ts';
import type { SyncConfigInput } from '../../../src/sync/config.ts';
import { explain } from '../../../src/sync/explain.ts';
import { run } from '../../../src/sync/sync.ts';
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

/** Bytes of Windows-1252, of which ISO 8859-1 is the same from A0 on; the euro sign is 80. */
const windows = (text: string) => {
  const bytes = Buffer.from(text.replaceAll('€', '\u0080'), 'latin1');
  expect(bytes.length).toBe(text.length);
  return bytes;
};

test.each<[string, SyncConfigInput['file'], string]>([
  ['found out', { encoding: 'auto', delimiter: 'auto' }, ','],
  ['configured', { encoding: 'windows-1252', delimiter: ';' }, ';'],
])('from an export in Windows-1252, %s: names of groups are read, and fed back', async (name, file, delimiter) => {
  const group = 'Dienstag Süd, 5 €';
  const quoted = delimiter === ',' ? `"${group}"` : group;
  const setting = shop.setting(
    demo.fhirBase,
    { now, stateFolder: join(shop.folder, name) },
    { file, groups: { [group]: 'tuesday' } },
  );
  const text = [header, row(1, 'Show', { group: quoted }), row(2, 'Shown', { group: quoted })].join('\r\n');
  const told = delimiter === ',' ? text : text.replaceAll('"Test, A."', 'Test').replaceAll(/,(?! 5 €)/g, delimiter);
  const { report, run: id = '' } = await run(setting, shop.file(windows(`${told}\r\n`)));
  expect(report).toMatchObject({ facts: 1, quarantined: { 'status-unmapped': [3] } });
  expect(report.file?.encoding).toBe('windows-1252');
  const quarantine = join(setting.stateFolder, 'runs', id, 'quarantine.csv');
  writeFileSync(quarantine, readFileSync(quarantine, 'utf8').replace('Shown', 'No show'));
  expect((await run(setting, quarantine)).report).toMatchObject({ rows: 1, facts: 1, quarantined: {} });
});

test('no cell of it is a formula, and each comes back as it was', async () => {
  const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\uFF1D1'];
  const setting = shop.setting(demo.fhirBase, { now, stateFolder: join(shop.folder, 'formulas') });
  const file = shop.rows(...cells.map((cell) => row(3, 'Show').replace('TEST-0003', cell)));
  const { run: id = '' } = await run(setting, file);
  const quarantine = join(setting.stateFolder, 'runs', id, 'quarantine.csv');
  const [, ...kept] = readFileSync(quarantine, 'utf8').trimEnd().split('\n');
  expect(new Set(kept.map((line) => line.split(',')[0]))).toEqual(new Set(cells.map((cell) => `'${cell}`)));
  const again = await run(setting, quarantine);
  const fed = await Promise.all(cells.map((_, i) => explain(setting, quarantine, i + 2)));
  expect([again.report.rows, new Set(fed.map((one) => one?.cells.patient))]).toEqual([5, new Set(cells)]);
});

test('what the last run noted is told of its file, and of no other', async () => {
  const setting = shop.setting(demo.fhirBase, { now, stateFolder: join(shop.folder, 'noted') });
  const file = shop.rows(row(99, 'Show'));
  await run(setting, file);
  expect((await explain(setting, file, 2))?.noted).toEqual(['patient-unknown']);
  expect((await explain(setting, shop.rows(row(1, 'Show')), 2))?.noted).toEqual([]);
});
