/** README's third command: the other system's export, imported into the running demo. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeExport } from '../../demo/export.ts';
import type { Demo } from '../../demo/server.ts';
import { run } from '../../src/cli/run.ts';
import { portalOn, startDemo } from '../support/demo.ts';

/** As `npm start` has it: what is imported is recorded now. */
const now = new Date();
let demo: Demo;
let folder: string;
beforeAll(async () => {
  demo = await startDemo({ now, attendance: 'exported' });
  folder = mkdtempSync(join(tmpdir(), 'fhir-group-therapy-demo-'));
  writeExport(join(folder, 'demo'), { fhirBase: demo.fhirBase, now });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await demo.stop();
});

const command = async (name: string) => {
  const out: string[] = [];
  const args = [name, join(folder, 'demo/attendance.csv'), '--config', join(folder, 'demo/sync.json')];
  const exit = await run(args, { env: {}, out: (line) => out.push(line), err: () => {} });
  return { exit, out: out.filter((line) => !line.startsWith('run ')) };
};
const alex = async () =>
  (
    await portalOn(demo.fhirBase, 'leader', { now: () => new Date() }).readiness({
      group: 'tuesday',
      patient: 'Patient/p1',
    })
  ).readiness;

test(
  'brings the attendance, says what it could not place, and the second time writes nothing',
  { timeout: 60_000 },
  async () => {
    expect((await alex()).attendance).toMatchObject({ recorded: 0, attended: 0 });
    const first = await command('run');
    expect(first.exit).toBe(1);
    expect(first.out).toEqual(
      expect.arrayContaining([
        'duplicates 1',
        'corrected 0',
        'unchanged 0',
        expect.stringMatching(/^quarantined patient-unknown 1 /),
        expect.stringMatching(/^quarantined status-unmapped 1 /),
        expect.stringMatching(/^quarantined group-unknown 1 /),
      ]),
    );
    // of twelve one was called off, and one nobody wrote down: its Show is only the booking's
    expect((await alex()).attendance).toMatchObject({ recorded: 10, attended: 7, notRecorded: 1 });
    const created = first.out.find((line) => line.startsWith('created '))?.slice(8);
    const second = await command('run');
    expect(second.out).toEqual(expect.arrayContaining(['created 0', 'corrected 0', `unchanged ${created}`]));
  },
);

test('is an export as the other system writes it', () => {
  const [header, ...rows] = readFileSync(join(folder, 'demo/attendance.csv'), 'utf8').split('\r\n');
  expect([header, rows.length > 100]).toEqual([
    'Client Name,Client ID,Group,Date of Service,Start Time,Attendance Status,Progress Note Status',
    true,
  ]);
});
