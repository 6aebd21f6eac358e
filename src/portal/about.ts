/** The incoming half of the privacy guard: which resources are about the people asked for (design 4.1). @module */
import type { FhirResource, Reference } from 'fhir/r4.js';
import { relative } from '../../fhir-mappings/references.ts';

/**
 * Accepts resources that name no Patient but those expected, in the elements that say whom a resource is about.
 * Servers that ignore a search parameter send other people's charts: these are dropped and make the read incomplete.
 * @param expected references `Patient/…`
 * @param base of the server, to read absolute references
 */
export function about(expected: ReadonlySet<string>, base: string): (resource: FhirResource) => boolean {
  return (resource) => {
    const named = subjects(resource).map((reference) => relative(reference, base));
    return named.every((reference) => !/(^|\/)Patient\//.test(reference) || expected.has(reference));
  };
}

/** References in the elements that say whom a resource is about. */
export function subjects(resource: FhirResource): string[] {
  if (resource.resourceType === 'Patient') return [`Patient/${resource.id}`];
  const of = resource as { subject?: Reference; patient?: Reference; participant?: { actor?: Reference }[] };
  const actors = Array.isArray(of.participant) ? of.participant.map((p) => p?.actor) : [];
  return [of.subject, of.patient, ...actors].flatMap((r) => (typeof r?.reference === 'string' ? [r.reference] : []));
}
