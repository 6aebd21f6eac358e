/** What is validated: examples, the conformance resources themselves, what the golden cases make, and the demo's seed. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FhirResource, Identifier } from 'fhir/r4.js';
import { seedResources } from '../../demo/seed/seed.ts';
import { base, codeSystem, sid } from '../../fhir-mappings/codes.ts';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { runGolden } from './golden.ts';

export type Version = 'r4' | 'r5';

/** JSON of a resource of either version. */
export interface AnyResource {
  resourceType: string;
  id?: string;
  [element: string]: unknown;
}

/** One file to validate. */
export interface Case {
  group: string;
  version: Version;
  file: string;
  resource: AnyResource;
  /** Profile of ours that it must meet besides its base definition. */
  profile?: string | undefined;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
export const conformanceFolder = (version: Version) => join(root, 'fhir-mappings/conformance', version);
const examplesFolder = (version: Version) => join(root, 'test/fhir-mappings/examples', version);

const caseOf = (group: string, version: Version, file: string, resource = readJson(file)): Case => ({
  group,
  version,
  file,
  resource,
  profile: profileOf(resource),
});

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as AnyResource;

function folder(group: string, version: Version, path: string): Case[] {
  if (!existsSync(path)) return [];
  const files = readdirSync(path).filter((file) => file.endsWith('.json'));
  return files.map((file) => caseOf(group, version, join(path, file)));
}

/** Everything that must be valid. `scratch`: a folder for resources that are in no file yet. */
export async function validCases(scratch: string): Promise<Case[]> {
  const golden = runGolden(join(scratch, 'golden'));
  return [
    ...(['r4', 'r5'] as const).flatMap((version) => [
      ...folder('examples', version, examplesFolder(version)),
      ...folder('conformance', version, conformanceFolder(version)).map((one) => withoutContext(one, scratch)),
      ...folder('golden', version, join(golden, version)),
    ]),
    ...(await seedCases(join(scratch, 'seed'))),
  ];
}

/**
 * HAPI 8.8.0 takes FHIR 4.0.1 for another version than 4.0 and wants to fetch a package from the internet to look up
 * where an extension may stand. Its copy says the same in FHIRPath; conformance.test.ts checks the place.
 */
function withoutContext(one: Case, scratch: string): Case {
  const context = one.resource['context'] as { type: string }[] | undefined;
  if (context === undefined) return one;
  const file = join(scratch, one.version, basename(one.file));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...one.resource, context: context.map((c) => ({ ...c, type: 'fhirpath' })) }));
  return { ...one, file };
}

/** The demo's resources, as they were seeded in the middle of a week: the same in every run. */
async function seedCases(path: string): Promise<Case[]> {
  mkdirSync(path, { recursive: true });
  const resources = await seedResources(new Date('2026-11-18T15:00:00Z'), await publicIdentityKey());
  return resources.map((resource) => {
    const file = join(path, `${resource.resourceType}-${resource.id}.json`);
    writeFileSync(file, JSON.stringify(resource));
    return caseOf('seed', 'r4', file, resource as FhirResource & AnyResource);
  });
}

/** The profile that a resource of ours must meet; resources don't name it, so that no server needs to know it. */
function profileOf(resource: AnyResource): string | undefined {
  const id = profileId(resource);
  return id && `${base}/StructureDefinition/${id}`;
}

function profileId(resource: AnyResource): string | undefined {
  const codes = codesIn(resource);
  switch (resource.resourceType) {
    case 'Consent':
      if (codes.includes('group-rules')) return 'rules-agreement';
      return codes.includes('group-participation') ? 'participation-consent' : undefined;
    case 'EpisodeOfCare':
      return codes.includes('group-membership') ? 'membership' : undefined;
    case 'Observation':
      if (codes.includes('session-attendance')) return 'session-attendance';
      if (codes.includes('group-preparation-status')) return 'preparation-snapshot';
      return identified(resource, sid.note) ? 'staff-note' : undefined;
    case 'Encounter':
      return identified(resource, `${base}/sid/encounter/`) ? 'attended-visit' : undefined;
    case 'Appointment':
      return identified(resource, `${base}/sid/seat/`) ? 'seat' : undefined;
    case 'QuestionnaireResponse':
      if (identified(resource, sid.draft)) return 'unsigned-answers';
      return identified(resource, `${base}/sid/answers-`) ? 'signed-answers' : undefined;
    case 'Provenance':
      if (JSON.stringify(resource['meta'] ?? {}).includes(sid.change)) return 'change';
      return JSON.stringify(resource['meta'] ?? {}).includes(sid.signing) && 'signature' in resource
        ? 'signing'
        : undefined;
    default:
      return undefined;
  }
}

/** Codes of ours that say what a resource is. */
function codesIn(resource: AnyResource): string[] {
  const concepts = [resource['category'], resource['type'], resource['code']].flat() as {
    coding?: { system?: string; code?: string }[];
  }[];
  return concepts.flatMap((c) => c?.coding?.filter((k) => k.system === codeSystem).map((k) => k.code ?? '') ?? []);
}

const identified = (resource: AnyResource, prefix: string): boolean =>
  ([resource['identifier']].flat() as (Identifier | undefined)[]).some((i) => i?.system?.startsWith(prefix));

export const nameOf = ({ file, version }: Case): string => `${version}/${basename(file)}`;
