/** Leaves the resources of the golden cases, R4 and R5, in the folder where `npm run validate` looks for them. @module */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import type { MemberFacts } from '../../src/readiness/types.ts';
import { readOf } from './resources.ts';

const folder = process.env['GOLDEN_DUMP'];

/** Asked for by the folder in GOLDEN_DUMP: writes `<folder>/<version>/<case>-<type>-<hash>.json`. */
export async function leave(all: MemberFacts): Promise<void> {
  if (folder === undefined) return;
  const [name] = /^(G\d+|edge)\b/.exec(expect.getState().currentTestName ?? '') ?? [];
  if (name === undefined) throw new Error('a golden test begins with its case');
  for (const [version, fhirVersion] of [
    ['r4', '4.0'],
    ['r5', '5.0'],
  ] as const) {
    mkdirSync(join(folder, version), { recursive: true });
    // a Patient is the host's, never written by us; HAPI 8.8.0 lets it speak only R4's preferred languages
    const { attendance, person: _person, ...read } = await readOf(all, await mappingsFor(fhirVersion));
    for (const resource of Object.values({ ...read, ...attendance }).flatMap((found) => found?.resources ?? [])) {
      const text = JSON.stringify(resource);
      const file = `${name}-${resource.resourceType}-${hashOf(text)}.json`;
      writeFileSync(join(folder, version, file), text);
    }
  }
}

/** The same for resources of a case that differ only in the numbers tests give ids, and in hashes over those. */
const hashOf = (text: string) =>
  createHash('sha256')
    .update(text.replace(/ni:[^"]+|\d{8}/g, ''))
    .digest('hex')
    .slice(0, 12);
