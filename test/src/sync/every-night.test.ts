/** The documented crontab line and systemd units, as they are pasted. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
afterAll(() => shop.end());
const docs = readFileSync(new URL('../../../docs/sync.md', import.meta.url), 'utf8');
const blocks = (language: string) =>
  [...docs.matchAll(new RegExp(`\`\`\`${language}\\n([^\`]+)\`\`\``, 'g'))].map(([, text = '']) => text);
const command = 'fhir-group-therapy run incoming/attendance.csv --config sync.json';

test('cron: at two, in the folder, with the token of a file, its lines kept', () => {
  const [line = ''] = blocks('cron');
  const [, when, what = ''] = /^((?:\S+ ){5})(.+)\n$/.exec(line) ?? [];
  // in a crontab a percent sign ends the command
  expect([when, what.includes('%')]).toEqual(['0 2 * * * ', false]);
  const bin = join(shop.folder, 'bin');
  mkdirSync(bin);
  writeFileSync(join(bin, 'npx'), '#!/bin/sh\necho "$FHIR_TOKEN: $@"\n');
  chmodSync(join(bin, 'npx'), 0o755);
  shop.file('abc\n', 'token');
  // cron's own shell and path
  const env = { PATH: [bin, '/usr/bin', '/bin'].join(delimiter) };
  const { status } = spawnSync('/bin/sh', ['-c', what.replace('/srv/sync', shop.folder)], { env });
  expect([status, readFileSync(join(shop.folder, 'sync.log'), 'utf8')]).toEqual([0, `abc: ${command}\n`]);
});

test('systemd: a unit and its timer that it takes', () => {
  const [service = '', timer = ''] = blocks('ini');
  expect(service).toContain(`\nExecStart=/usr/bin/npx ${command}\nSuccessExitStatus=1\n`);
  expect(timer).toMatch(
    /\[Timer\]\nOnCalendar=\*-\*-\* 02:00\nPersistent=true\n\n\[Install\]\nWantedBy=timers\.target\n$/,
  );
  const units = Object.entries({ 'attendance-sync.service': service, 'attendance-sync.timer': timer });
  const names = units.map(([name, text]) => shop.file(text.replace('/usr/bin/npx', process.execPath), name));
  const { error, status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...names], {
    encoding: 'utf8',
  });
  // a machine without systemd can't say
  expect(error ? [(error as NodeJS.ErrnoException).code] : [status, stderr]).toEqual(error ? ['ENOENT'] : [0, '']);
});
