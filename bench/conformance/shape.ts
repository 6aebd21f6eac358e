/** What every conformance resource of ours has in common, and short ways to write elements of profiles. @module */
import { base } from '../../fhir-mappings/codes.ts';

export type Version = 'r4' | 'r5';
export const fhirVersions = { r4: '4.0.1', r5: '5.0.0' } as const;

/** JSON of a conformance resource: checked by the validator, not by types, because it is of two FHIR versions. */
export interface Conformance {
  resourceType: string;
  id: string;
  url: string;
  [element: string]: unknown;
}

/** Version of the published definitions: raise it when one of them changes after a release. */
const definitionsVersion = '0.1.0';
const published = '2026-11-24';

const pascal = (id: string) => id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The head of a resource. `draft`, because the base is a reserved name until the owner sets a real one (design 3b). */
export const head = (
  resourceType: string,
  id: string,
  { title, description, url = `${base}/${resourceType}/${id}`, version = definitionsVersion }: Head,
): Conformance => ({
  resourceType,
  id,
  url,
  version,
  name: pascal(id),
  title,
  status: 'draft',
  experimental: false,
  date: published,
  publisher: 'fhir-group-therapy',
  description,
});

interface Head {
  title: string;
  description: string;
  url?: string;
  version?: string;
}

/** An element of a differential. */
export interface ElementRule {
  id: string;
  path: string;
  [facet: string]: unknown;
}

/**
 * An element by its id: `Consent.extension:exception` is a slice of `Consent.extension`.
 * Cardinality is given as `[min, max]`; undefined keeps the base's.
 */
export function element(id: string, facets: Record<string, unknown> = {}, cardinality?: [number, string]): ElementRule {
  const sliceName = /:([^.:]+)$/.exec(id)?.[1];
  const [min, max] = cardinality ?? [];
  return Object.fromEntries(
    Object.entries({ id, path: id.replace(/:[^.]+/g, ''), sliceName, min, max, ...facets }).filter(
      ([, value]) => value !== undefined,
    ),
  ) as ElementRule;
}

/** Opens an element for slices told apart by url, by a pattern, or by the pattern of one of their elements. */
export const sliced = (id: string, type: 'value' | 'pattern', path: string): ElementRule =>
  element(id, { slicing: { discriminator: [{ type, path }], ordered: false, rules: 'open' } });

/** The only types an element may refer to. */
export const refersTo = (...types: string[]) => ({
  type: [{ code: 'Reference', targetProfile: types.map((type) => `http://hl7.org/fhir/StructureDefinition/${type}`) }],
});

/** Only codes of one of our value sets. */
export const boundTo = (valueSet: string) => ({
  binding: { strength: 'required', valueSet: `${base}/ValueSet/${valueSet}` },
});

/** A rule as FHIRPath; its key is unique in a profile. */
export const rule = (key: string, human: string, expression: string) => ({ key, severity: 'error', human, expression });
