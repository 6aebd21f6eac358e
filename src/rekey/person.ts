/** One person's records under another key: each a PUT with If-Match of the same resource. @module */
import { codeSystem } from '../../fhir-mappings/codes.ts';
import { isPortalError, PortalError, type ErrorCode } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import type { FhirClient } from '../client/client.ts';
import type { Search } from '../client/search.ts';
import { whole } from '../portal/whole.ts';
import {
  isKeyed,
  isLiving,
  isOpen,
  kindOf,
  referenceOf,
  systemOf,
  valuesUnder,
  type Keyed,
  type Tally,
} from './keyed.ts';
import { newIdentifier, type NewKey } from './new-identifier.ts';

interface Rekeying {
  key: NewKey;
  dryRun: boolean;
  tally: Tally;
}

/** Then nothing else would fare better. */
const ends = new Set<ErrorCode>(['offline', 'timeout', 'not-authorized']);
const atOnce = 4;

/** What somebody else changed meanwhile is tried once more. Throws only what ends the whole work. */
export async function rekeyPerson(client: FhirClient, patient: string, what: Rekeying): Promise<void> {
  const conflicts = await pass(client, patient, what);
  if (conflicts.length === 0 || what.dryRun) return;
  // what was sent twice, its answer lost, has its new identifier now and is no failure
  for (const reference of conflicts) what.tally.failed.delete(reference);
  await pass(client, patient, what);
}

/** Tries all of them once; the references of those that met a conflict. */
async function pass(client: FhirClient, patient: string, { key, dryRun, tally }: Rekeying): Promise<string[]> {
  const conflicts: string[] = [];
  const noted = async (reference: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      if (!isPortalError(error) || ends.has(error.code)) throw error;
      tally.failed.set(reference, error.code);
      if (error.code === 'conflict') conflicts.push(reference);
    }
  };
  await noted(patient, async () => {
    const all = (await client.searchAll(recordsOf(patient))).flatMap(whole).filter(isKeyed);
    const taken = new Set(all.filter(isLiving).flatMap((resource) => valuesUnder(resource, key.to.keyId)));
    const rename = (resource: Keyed) =>
      noted(referenceOf(resource), async () => {
        const renamed = await renamedOf(resource, all, { key, taken });
        if (!dryRun) await client.update(renamed, resource.meta?.versionId ?? '');
        tally.changed[kindOf[resource.resourceType]]++;
      });
    const open = all.filter((resource) => isOpen(resource, key.from));
    for (let i = 0; i < open.length; i += atOnce) {
      // all of them settled, so that the tally is whole when one of them ends the work
      const outcomes = await Promise.allSettled(open.slice(i, i + atOnce).map(rename));
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    }
  });
  return conflicts;
}

const recordsOf = (patient: string): Search[] => [
  { type: 'EpisodeOfCare', params: { patient, type: `${codeSystem}|group-membership` } },
  { type: 'Appointment', params: { patient } },
  { type: 'Encounter', params: { patient } },
  { type: 'Observation', params: { patient, code: `${codeSystem}|session-attendance` } },
];

/** The same resource with the new identifier in the place of the old one. Two of one fact are for a person to settle. */
async function renamedOf(
  resource: Keyed,
  all: readonly Keyed[],
  { key, taken }: { key: NewKey; taken: Set<string> },
): Promise<Keyed> {
  const { identifier: next, patient, displayName } = await newIdentifier(resource, all, key);
  if (taken.has(next.value)) throw new PortalError('conflict', 'One fact is recorded twice.', ['identifier']);
  taken.add(next.value);
  const old = systemOf(resource.resourceType, key.from);
  const identifier = (resource.identifier ?? []).map((i) => (i.system === old ? { ...i, ...next } : i));
  const renamed = { ...resource, identifier };
  guard(renamed, { patient, ...(displayName !== undefined && { texts: [displayName] }) });
  return renamed;
}
