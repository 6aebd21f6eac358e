/** Runs the golden cases, so that they leave their resources to be validated (test/golden/leave.ts). */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Fills the folder and returns it. Throws an Error when a test fails, and when a case left nothing in a version. */
export function runGolden(path: string): string {
  for (const version of ['r4', 'r5']) mkdirSync(join(path, version), { recursive: true });
  const { status, stdout, stderr } = spawnSync('npx', ['vitest', 'run', '--project', 'node', 'test/golden'], {
    cwd: root,
    env: { ...process.env, GOLDEN_DUMP: path },
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`The golden cases ended with ${status}.\n${stdout}${stderr}`);
  const missing = ['r4', 'r5'].flatMap((version) => {
    const left = readdirSync(join(path, version)).map((file) => file.split('-')[0] ?? '');
    return goldenCases()
      .filter((name) => !left.includes(name))
      .map((name) => `${name} in ${version}`);
  });
  if (missing.length > 0) throw new Error(`No resource of the golden cases ${missing.join(', ')}.`);
  return path;
}

/** Every case that test/golden.md lists: G1 to G20, and the edges. */
function goldenCases(): string[] {
  const list = readFileSync(join(root, 'test/golden.md'), 'utf8');
  const names = [...list.matchAll(/^\| (G\d+|edge) /gm)].map(([, name = '']) => name);
  if (names.length === 0) throw new Error('test/golden.md lists no case.');
  return [...new Set(names)];
}
