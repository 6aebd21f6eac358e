/** `npm run conformance`: writes the published conformance resources. A test fails while they differ from the code. @module */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { conformanceFiles } from './conformance/all.ts';

const folder = new URL('../fhir-mappings/conformance/', import.meta.url);
for (const version of ['r4', 'r5']) {
  // what is no longer published must go
  rmSync(new URL(version, folder), { recursive: true, force: true });
  mkdirSync(new URL(version, folder), { recursive: true });
}
const files = Object.entries(conformanceFiles());
for (const [path, resource] of files) writeFileSync(new URL(path, folder), `${JSON.stringify(resource, null, 2)}\n`);
const { status } = spawnSync('npx', ['oxfmt', fileURLToPath(folder)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
console.log(`${files.length} conformance resources written.`);
process.exit(status ?? 1);
