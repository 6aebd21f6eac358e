/**
 * People whose records were merged: whatever id a resource has, it is about the one who survived (design 4.1, 4.2a).
 * What is changed later is written for that one, as the merge itself would have it.
 * @module
 */
import type { FhirResource, Patient } from 'fhir/r4.js';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { ofType, type SearchResult } from '../client/search.ts';
import type { Options } from '../portal-types.ts';
import { about } from './about.ts';
import type { PortalContext } from './context.ts';
import { whole } from './whole.ts';

/** By `Patient/…` of one that was merged away: the one it went into. Kept as long as the portal is. */
const into = new WeakMap<PortalContext, Map<string, string>>();

const linksOf = (context: PortalContext): Map<string, string> => {
  const links = into.get(context) ?? new Map<string, string>();
  into.set(context, links);
  return links;
};

/** Remembers what Patients say of each other. Returns the ids they name. */
export function learn(context: PortalContext, patients: readonly Patient[]): string[] {
  const links = linksOf(context);
  return patients.flatMap(({ id, link = [] }) =>
    link.flatMap(({ type, other }) => {
      const [self, one] = [`Patient/${id}`, relative(other.reference ?? '', context.client.base)];
      if (!one.startsWith('Patient/')) return [];
      if (type === 'replaced-by') links.set(self, one);
      else if (type === 'replaces') links.set(one, self);
      else return [];
      return [one];
    }),
  );
}

/** The one whose record it is now. */
export function survivorOf(context: PortalContext, patient: string): string {
  const links = linksOf(context);
  let now = patient;
  // a chain that goes round in circles ends somewhere
  for (let steps = 0; steps < 10; steps++) {
    const next = links.get(now);
    if (next === undefined) break;
    now = next;
  }
  return now;
}

/** Every id of these people, to search by. */
export function idsOf(context: PortalContext, patients: readonly string[]): string[] {
  const survivors = new Set(patients.map((p) => survivorOf(context, p)));
  const merged = [...linksOf(context).keys()].filter((old) => survivors.has(survivorOf(context, old)));
  return [...new Set([...patients, ...survivors, ...merged])];
}

/** The resource, as one of the survivor. */
export function asSurvivor<T extends FhirResource>(context: PortalContext, resource: T): T {
  if (linksOf(context).size === 0 || resource.resourceType === 'Patient') return resource;
  const text = JSON.stringify(resource).replace(
    /("reference":")(?:[^"]*\/)?(Patient\/[A-Za-z0-9\-.]{1,64})(?=")/g,
    (whole_, start: string, patient: string) => {
      const now = survivorOf(context, patient);
      return now === patient ? whole_ : `${start}${now}`;
    },
  );
  return JSON.parse(text) as T;
}

/** Reads these people and whoever they were merged with. Throws when any of the read is missing. */
export async function readPeople(
  context: PortalContext,
  patients: readonly string[],
  options: Options,
): Promise<Patient[]> {
  const all: Patient[] = [];
  let wanted = [...new Set(patients)];
  for (let round = 0; wanted.length > 0 && round < 3; round++) {
    const accept = about(new Set(wanted), context.client.base);
    // 50 at a time keeps the address short enough for every server
    const searches = Array.from({ length: Math.ceil(wanted.length / 50) }, (_, i) => ({
      type: 'Patient' as const,
      params: {
        _id: wanted
          .slice(i * 50, i * 50 + 50)
          .map((p) => p.slice('Patient/'.length))
          .join(','),
      },
    }));
    const found = (await context.client.searchAll(searches, { ...options, accept })).flatMap(whole);
    const people = ofType(found, 'Patient');
    all.push(...people);
    const seen = new Set(all.map(({ id }) => `Patient/${id}`));
    wanted = learn(context, people).filter((one) => !seen.has(one));
  }
  return all;
}

/** One member's searches over all their ids, as of the survivor. A person that can't be read stays as first asked. */
export async function readMerged(
  context: PortalContext,
  patient: string,
  { ask, options }: { ask: (ids: readonly string[]) => Promise<SearchResult[]>; options: Options },
): Promise<SearchResult[]> {
  try {
    await readPeople(context, [patient], options);
  } catch (error) {
    if (!isPortalError(error)) throw error;
    // whom it was merged with is not known: something of theirs may be missing
    return (await ask([patient])).map((result) => ({ ...result, gap: result.gap ?? ('partial' as const) }));
  }
  const results = await ask(idsOf(context, [patient]));
  return results.map((result) => ({ ...result, resources: result.resources.map((r) => asSurvivor(context, r)) }));
}
