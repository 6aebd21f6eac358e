/** Gives every fact that exists once its identifier under another key (design 4.2c). No other writer may run beside it. @module */
import type { FhirResource } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { IdentityKey } from '../../fhir-mappings/identity.ts';
import { readersFor } from '../../fhir-mappings/mappings.ts';
import { relative } from '../../fhir-mappings/references.ts';
import type { FhirClient } from '../client/client.ts';
import { ofType, type Search } from '../client/search.ts';
import { subjects } from '../portal/about.ts';
import { whole } from '../portal/whole.ts';
import { isOpen, keyedTypes, referenceOf, systemOf, type Keyed, type Tally } from './keyed.ts';
import { rekeyPerson } from './person.ts';

export interface RekeyOptions {
  /** Keys of the clinic's groups: the store must hold one of them at least, else it is not the one that was meant. */
  groups: readonly string[];
  /** Id of the key that is given up; the key itself isn't needed. */
  from: string;
  to: IdentityKey;
  /** Counts what would be changed, and writes nothing. */
  dryRun?: boolean;
  /** What became of the records so far: it also counts when the work ends with an error. */
  tally: Tally;
  /** Called after each person. */
  progress?: (done: number, of: number) => void;
}

/**
 * Person by person. Running it again does only the rest.
 * Resolves to how many records still have an identifier of the old key; `complete` is false when there may be more.
 * Throws PortalError `unsupported` for a server it can't be done on, `not-found` when the store holds none of the groups,
 * and what a search or a lost connection fails with; a single record's failure stands in the tally.
 */
export async function rekey(client: FhirClient, options: RekeyOptions): Promise<{ left: number; complete: boolean }> {
  const { from, to, dryRun = false, tally, progress } = options;
  const { fhirVersion } = await client.capabilities();
  if (fhirVersion === 'unknown')
    throw new PortalError('unsupported', 'This server’s FHIR version is not one we know.', ['fhirVersion']);
  const readers = await readersFor(fhirVersion);
  const key = { readers, from, to, groups: await groupsOf(client, options.groups), base: client.base };
  const seen = new Set<string>();
  for (;;) {
    const { found, complete } = await openRecords(client, from);
    const people = new Set<string>();
    for (const resource of found) {
      const named = peopleOf(resource, client.base);
      if (named.length === 0) tally.failed.set(referenceOf(resource), 'unreadable');
      for (const patient of named) if (!seen.has(patient)) people.add(patient);
    }
    let done = 0;
    for (const patient of people) {
      await rekeyPerson(client, patient, { key, dryRun, tally });
      seen.add(patient);
      progress?.(++done, people.size);
    }
    // one search reads 10 000 records at most: it is made again until it finds nobody new
    if (people.size === 0 || dryRun) return { left: found.length, complete };
  }
}

async function openRecords(client: FhirClient, from: string): Promise<{ found: Keyed[]; complete: boolean }> {
  const results = await client.searchAll(
    keyedTypes.map((type): Search => ({ type, params: { identifier: `${systemOf(type, from)}|` } })),
  );
  const broken = results.find(({ error }) => error);
  if (broken?.error) throw broken.error;
  return {
    found: results.flatMap(({ resources }) => resources.filter((r: FhirResource) => isOpen(r, from))),
    complete: results.every(({ complete }) => complete),
  };
}

/** `Patient/…`, one of them in a record of ours. */
const peopleOf = (resource: Keyed, base: string): string[] =>
  subjects(resource)
    .map((reference) => relative(reference, base))
    .filter((reference) => reference.startsWith('Patient/'));

/** Keys of all groups of the store, by `HealthcareService/…`. Fails where an identifier's system alone finds nothing. */
async function groupsOf(client: FhirClient, keys: readonly string[]): Promise<Map<string, string>> {
  const search = (...tokens: string[]): Search => ({
    type: 'HealthcareService',
    params: { identifier: tokens.map((token) => `${sid.group}|${token}`).join(',') },
  });
  const results = await client.searchAll([search(''), search(...keys)]);
  const [all = [], known = []] = results.map((result) => ofType(whole(result), 'HealthcareService'));
  if (known.length === 0) throw new PortalError('not-found', 'The record holds none of these groups.', ['groups']);
  const ids = new Set(all.map(({ id }) => id));
  if (known.some(({ id }) => !ids.has(id)))
    throw new PortalError('unsupported', 'This server can’t search by the system of an identifier.', ['identifier']);
  return new Map(
    all.flatMap(({ id, identifier }) => {
      const key = identifier?.find(({ system }) => system === sid.group)?.value;
      return key === undefined ? [] : [[`HealthcareService/${id}`, key] as const];
    }),
  );
}
