/** One line per combination a page can load: everything it loads, gzip, against its budget (design 9). Fails above it. @module */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

/**
 * What a page loads for one screen; `lazy` names chunks fetched on the way to first paint, which count too.
 * Readiness misses its `planned` budget (design 9); the lines say so until it is met or decided otherwise, and `max` keeps
 * it from growing meanwhile. Where the bytes are stands in docs/decisions.md.
 */
const budgets: Record<string, { entries: string[]; lazy?: RegExp; max?: number; planned?: number }> = {
  readiness: {
    entries: ['portal', 'group-portal', 'group-readiness'],
    lazy: /^(?:read|picture)-/,
    max: 58_200,
    planned: 30_000,
  },
  agreement: { entries: ['portal', 'group-portal', 'group-agreement'], lazy: /^flow-/ },
  attendance: { entries: ['portal', 'group-portal', 'group-attendance'], lazy: /^parts-/ },
  'all tags, without lazy parts': { entries: ['portal', 'widgets'], max: 55_000 },
};

const bundle = new URL('../bundle/', import.meta.url);
if (!existsSync(bundle)) throw new Error('There is no bundle yet: run `npm run build` first.');

function closure(file: URL, lazy: RegExp | undefined, seen = new Map<string, number>()): Map<string, number> {
  if (seen.has(file.href)) return seen;
  const text = readFileSync(file, 'utf8');
  seen.set(file.href, gzipSync(text, { level: 9 }).length);
  for (const [, path = ''] of text.matchAll(/(?:^|[;}])(?:import|export)(?:[^'"()]*?from)?["'](\.[^"']+)["']/g)) {
    closure(new URL(path, file), lazy, seen);
  }
  for (const [, path = ''] of text.matchAll(/import\(["'](\.[^"']+)["']\)/g)) {
    if (lazy?.test(path.split('/').at(-1) ?? '')) closure(new URL(path, file), lazy, seen);
  }
  return seen;
}

let over = 0;
for (const [name, { entries, lazy, max, planned }] of Object.entries(budgets)) {
  const seen = new Map<string, number>();
  for (const entry of entries) closure(new URL(`${entry}.js`, bundle), lazy, seen);
  const total = [...seen.values()].reduce((sum, size) => sum + size, 0);
  if (max !== undefined && total > max) over++;
  const limit = max === undefined ? 'no budget' : `${max > total ? 'within' : 'OVER'} ${max}`;
  const missed = planned !== undefined && total > planned ? ` (planned ${planned}: NOT MET)` : '';
  console.log(`${name.padEnd(30)} ${String(total).padStart(6)} bytes gzip, ${limit}${missed}, ${seen.size} files`);
}
if (over > 0) process.exitCode = 1;
