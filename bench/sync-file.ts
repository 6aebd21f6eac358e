/**
 * `node bench/sync-file.ts [rows]`: an export through parse, check, map and index, with no server: rows per second and peak
 * memory, for 10,000 rows and for so many (1,000,000). Prints; asserts nothing. Each size is a process of its own.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { publicIdentityKey } from '../fhir-mappings/identity.ts';
import { mappingsFor } from '../fhir-mappings/mappings.ts';
import { decide } from '../src/sync/decide.ts';
import { readFile, settlePart } from '../src/sync/engine.ts';
import { inspect } from '../src/sync/inspect.ts';
import { entriesOf, newRecord, type Recording } from '../src/sync/records.ts';
import { emptyReport } from '../src/sync/report.ts';
import { writeRows, config, group } from './sync-rows.ts';

const [asked = '1000000', file] = process.argv.slice(2);
if (file === undefined) measureAll([10_000, Number(asked)]);
else await measure(file);

function measureAll(sizes: readonly number[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'fhir-group-therapy-bench-'));
  for (const rows of sizes) {
    const path = join(folder, `${rows}.csv`);
    writeRows(path, { rows });
    spawnSync(process.execPath, [fileURLToPath(import.meta.url), String(rows), path], { stdio: 'inherit' });
  }
  rmSync(folder, { recursive: true });
}

async function measure(path: string): Promise<void> {
  // as the command sets it
  setFlagsFromString('--optimize-for-size');
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const report = emptyReport();
  const aside = () => {};
  const groups = new Map([['Tue 6pm', group]]);
  const told = { file: path, config, groups, now: Date.now(), scratch: `${path}.parts` };
  const read = await readFile(told, await inspect(path, config), { report, aside });
  const checked = seconds();
  const key = await publicIdentityKey();
  const recording: Recording = {
    context: { key: async () => key, user: { reference: config.recordedBy }, now: () => new Date() } as never,
    mappings: await mappingsFor('4.0'),
    groups: new Map([[group.key, group]]),
  };
  const setting = { group, recordedBy: config.recordedBy, scheduled: [] };
  let [mapped, characters] = [0, 0];
  for (const part of read.spill.parts()) {
    const byPatient = Map.groupBy(settlePart(part, { report, aside }), ({ patient }) => patient);
    for (const [patient, facts] of byPatient)
      for (const fact of facts) {
        const decision = decide(fact, memberCalled(patient), setting);
        if (decision.do !== 'create') continue;
        const entries = entriesOf(recording, decision, await newRecord(recording, decision));
        for (const { resource } of entries) characters += JSON.stringify(resource).length;
        mapped++;
      }
  }
  read.spill.discard();
  const all = seconds();
  const rate = (count: number, time: number) => `${Math.round(count / time).toLocaleString('en')} rows/s`;
  console.log(
    `${report.rows.toLocaleString('en').padStart(9)} rows: parse, check and index ${rate(report.rows, checked)}; ` +
      `with mapping ${rate(mapped, all)} (${all.toFixed(1)} s, ${characters.toLocaleString('en')} characters); ` +
      `peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
  );
}

/** What the record would say of somebody: in the group, and nothing recorded. */
function memberCalled(patient: string) {
  const reference = `Patient/${patient}`;
  const record = {
    patient: reference,
    group: group.key,
    service: 'HealthcareService/g-tuesday',
    start: '2020-01-01',
    status: 'active' as const,
    history: [],
    identity: { system: 's', value: patient },
  };
  const memberships = [{ record, evidence: `EpisodeOfCare/${patient}` }];
  return { patient: reference, memberships, seats: [], records: [], unreadable: false };
}
