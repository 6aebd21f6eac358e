/** What a server can't keep is left out of what is sent, and nothing refers to it then. @module */
import type { Observation } from 'fhir/r4.js';
import type { WritePlan } from './plan.ts';
import { isTaken } from './send.ts';
import type { Entry } from './written.ts';

/** Undefined in the place of what this server can't keep; what refers to it doesn't. */
export function fitted(entries: readonly Entry[], plan: WritePlan): (Entry | undefined)[] {
  const gone = new Set(
    entries
      .filter((entry) => !isTaken(plan, entry))
      .map(({ fullUrl, resource, ifMatch }) =>
        ifMatch === undefined ? (fullUrl ?? '') : `${resource.resourceType}/${resource.id}`,
      ),
  );
  return entries.map((entry) => {
    if (!isTaken(plan, entry)) return undefined;
    const { resource } = entry;
    if (resource.resourceType === 'Observation') return { ...entry, resource: withoutVisit(resource, gone) };
    if (resource.resourceType !== 'Provenance') return entry;
    const target = resource.target.filter(({ reference = '' }) => !gone.has(reference));
    return target.length > 0 ? { ...entry, resource: { ...resource, target } } : undefined;
  });
}

/** A visit that is there stays referred to, also where it can't be changed. */
function withoutVisit({ encounter, ...rest }: Observation, gone: ReadonlySet<string>): Observation {
  const { reference = '' } = encounter ?? {};
  return reference.startsWith('urn:') && gone.has(reference) ? rest : { ...rest, ...(encounter && { encounter }) };
}
