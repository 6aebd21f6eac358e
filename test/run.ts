/**
 * `npm test`: builds what is tested, makes sure there is a browser, runs every test and ends with one plain line.
 * Never passes by leaving the browser tests out. Arguments are project names: `node test/run.ts servers`;
 * `--all-servers` runs on R5 too what CI runs on R4 alone.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './support/chromium.ts';

const named = process.argv.slice(2).filter((name) => name !== '--all-servers');
const projects = named.length > 0 ? named : ['node', 'widgets', 'story'];
// the server tests take it from the environment (test/servers/seeded.ts)
if (process.argv.includes('--all-servers')) process.env['ALL_SERVERS'] = '1';

function run(command: string, args: string[]): number {
  return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status ?? 1;
}

/** Debian as root: installs it. Anywhere else: says what to install. */
function ensureBrowser(): void {
  if (findBrowser()) return;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('No browser found: installing Debian’s chromium.');
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    if (findBrowser()) return;
  }
  console.error(
    'The browser tests need Chromium, Chrome or Edge, and none was found.\n' +
      'Install one (Debian or Ubuntu: sudo apt-get install chromium), or set CHROMIUM_PATH to its program.',
  );
  process.exit(1);
}

ensureBrowser();
if (run('npm', ['run', '--silent', 'build']) !== 0) process.exit(1);
const folder = mkdtempSync(join(tmpdir(), 'fhir-group-therapy-'));
const report = join(folder, 'report.json');
const status = run('npx', [
  'vitest',
  'run',
  ...projects.flatMap((name) => ['--project', name]),
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);
if (!existsSync(report)) process.exit(status || 1);
const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(readFileSync(report, 'utf8')) as {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  success: boolean;
};
rmSync(folder, { recursive: true });
console.log(
  `\n${numPassedTests} passed, ${numFailedTests} failed${numPendingTests ? `, ${numPendingTests} skipped` : ''}`,
);
process.exit(status || (success && numPassedTests > 0 ? 0 : 1));
