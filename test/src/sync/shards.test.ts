/** An import on several machines: the documented Job, and that its parts write what one writes. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import type { Bundle } from 'fhir/r4.js';
import { afterAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { exportedAttendance, exportConfig } from '../../../demo/export.ts';
import { parseSyncConfig } from '../../../src/sync/config.ts';
import { run } from '../../../src/sync/sync.ts';
import type { SyncSetting } from '../../../src/sync/work.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
afterAll(() => shop.end());

/** The resources an import sends, in n parts; without the names it makes up for a transaction, and the server's own dates. */
async function sentBy(n: number): Promise<string[]> {
  const demo = await startDemo({ now: seededAt, attendance: 'exported' });
  const sent: string[] = [];
  const fetch: NonNullable<SyncSetting['connection']['fetch']> = (url, init) => {
    const { type, entry = [] } = JSON.parse(typeof init.body === 'string' ? init.body : '{}') as Bundle;
    if (type === 'transaction') sent.push(...entry.map(({ resource }) => JSON.stringify(resource)));
    return globalThis.fetch(url, init);
  };
  const own = workshop();
  const file = own.file(exportedAttendance(seededAt));
  const config = parseSyncConfig(exportConfig(demo.fhirBase));
  const parts = Array.from({ length: n }, (_, i) => ({ i: i + 1, n }));
  for (const shard of parts) {
    const setting = own.setting(demo.fhirBase, {
      now: () => seededAt,
      connection: { base: demo.fhirBase, fetch },
      shard,
    });
    await run({ ...setting, config, stateFolder: `${setting.stateFolder}-${shard.i}` }, file);
  }
  own.end();
  await demo.stop();
  return [...new Set(sent.map((one) => one.replaceAll(/urn:uuid:[0-9a-f-]+|"lastUpdated":"[^"]*"/g, '')))].toSorted();
}

test('what is written does not depend on the number of parts', { timeout: 60_000 }, async () => {
  const [one, five] = [await sentBy(1), await sentBy(5)];
  expect(one.length).toBeGreaterThan(200);
  expect(five.filter((resource, i) => resource !== one[i])).toEqual([]);
  expect(five).toHaveLength(one.length);
});

interface Job {
  spec: {
    completionMode: string;
    completions: number;
    parallelism: number;
    template: {
      spec: {
        containers: { command: string[]; args: string[]; volumeMounts: { name: string }[] }[];
        volumes: { name: string }[];
      };
    };
  };
}

test('the documented Kubernetes Job takes each part once, and rows put aside are no failure', () => {
  const docs = readFileSync(new URL('../../../docs/sync.md', import.meta.url), 'utf8');
  const { spec } = parse(/```yaml\n([^`]+)```/.exec(docs)?.[1] ?? '') as Job;
  const { containers, volumes } = spec.template.spec;
  const [{ command, args, volumeMounts } = { command: [], args: [], volumeMounts: [] }] = containers;
  expect([spec.completionMode, spec.parallelism, volumeMounts.map(({ name }) => name)]).toEqual([
    'Indexed',
    spec.completions,
    volumes.map(({ name }) => name),
  ]);
  // a program by that name that tells its arguments
  chmodSync(shop.file('#!/bin/sh\necho "$@"\nexit "$EXIT"\n', 'fhir-group-therapy'), 0o755);
  const indexed = (index: number, exit: number) => {
    const PATH = [shop.folder, process.env['PATH']].join(delimiter);
    const env = { PATH, JOB_COMPLETION_INDEX: String(index), EXIT: String(exit) };
    return spawnSync(command[0] ?? '', [...command.slice(1), ...args], { env, encoding: 'utf8' });
  };
  const parts = Array.from({ length: spec.completions }, (_, i) => /--shard (\S+)/.exec(indexed(i, 0).stdout)?.[1]);
  expect(parts).toEqual(['1/4', '2/4', '3/4', '4/4']);
  expect([0, 1, 4].map((exit) => indexed(0, exit).status)).toEqual([0, 0, 1]);
});
