/** A process that is killed while it writes, again and again: what the record ends with is what the file says. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportConfig, exportedAttendance } from '../../../demo/export.ts';
import { groupDefinitions } from '../../../demo/seed/clinic.ts';
import type { Demo } from '../../../demo/server.ts';
import { startDemo } from '../../support/demo.ts';
import { searchAll } from '../../support/outside.ts';
import { workshop } from '../../support/sync-clinic.ts';

const main = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
const shop = workshop();
const now = new Date();
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now, attendance: 'exported' });
  shop.file(JSON.stringify(groupDefinitions), 'groups.json');
  shop.file(JSON.stringify(exportConfig(demo.fhirBase)), 'sync.json');
  shop.file(exportedAttendance(now), 'attendance.csv');
});
afterAll(async () => {
  await demo.stop();
  shop.end();
});

/** Records that were written, by all journals. */
const written = (): number => {
  const runs = join(shop.folder, 'state', 'runs');
  const journals = existsSync(runs) ? readdirSync(runs).map((run) => join(runs, run, 'journal.ndjson')) : [];
  return journals
    .filter((path) => existsSync(path))
    .flatMap((path) => readFileSync(path, 'utf8').match(/"t":"did"/g) ?? []).length;
};

/** Runs the program; kills it once it has written so many more. Resolves to its exit code, null when it was killed. */
function program(args: string[], most = Infinity): Promise<number | null> {
  const before = written();
  const child = spawn(process.execPath, [main, ...args, '--config', join(shop.folder, 'sync.json')], {
    stdio: 'ignore',
  });
  const watch = setInterval(() => {
    if (written() >= before + most) child.kill('SIGKILL');
  }, 2);
  return new Promise((resolve) =>
    child.on('exit', (code) => {
      clearInterval(watch);
      resolve(code);
    }),
  );
}

test('killed three times, an import ends with every record once', { timeout: 120_000 }, async () => {
  const file = join(shop.folder, 'attendance.csv');
  const ends = [await program(['run', file], 1)];
  for (let again = 0; again < 2; again++) ends.push(await program(['resume'], 10));
  ends.push(await program(['resume']));
  expect([ends[0], ends.at(-1)]).toEqual([null, 1]);
  const records = (await searchAll(demo.fhirBase, 'Observation', { code: 'session-attendance' })).filter(
    (o) => o.status !== 'entered-in-error',
  );
  const facts = records.map((o) => `${o.subject?.reference} ${o.component?.[0]?.valueDateTime}`);
  expect([facts.length, new Set(facts).size]).toEqual([103, 103]);
  const came = records.flatMap((o) => o.encounter?.reference ?? []);
  const visits = (await searchAll(demo.fhirBase, 'Encounter', {})).map(({ id }) => `Encounter/${id}`);
  expect([new Set(came).size, came.length]).toEqual([visits.length, visits.length]);
  expect(await program(['resume'])).toBe(2);
});
