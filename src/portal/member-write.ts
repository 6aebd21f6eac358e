/** Writing memberships: one small transaction for one person, then read back. @module */
import type { Coding, EpisodeOfCare } from 'fhir/r4.js';
import { isPortalError, type PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { keyedIdentifier } from '../../fhir-mappings/identity.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { GroupMember } from '../book-types.ts';
import type { Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';
import { localDate } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import { changeEntry } from './changes.ts';
import { instantIn, type PortalContext } from './context.ts';
import { kept, keptTypes } from './kept.ts';
import { memberOf, type HeldMembership } from './members.ts';
import { namesOf } from './people.ts';

/** A membership to be created. `fullUrl` is how other entries refer to it. */
export async function newMembership(
  context: PortalContext,
  {
    mappings,
    group,
    ...of
  }: { mappings: Mappings; group: GroupDefinition; service: string } & Pick<
    Membership,
    'patient' | 'start' | 'displayName'
  >,
): Promise<{ entry: Entry & { fullUrl: string }; record: Membership }> {
  const key = await context.key();
  const identity = await keyedIdentifier(key, 'membership', [group.key, of.start, of.patient.slice('Patient/'.length)]);
  const [leader] = group.leaders;
  const record: Membership = {
    patient: of.patient,
    group: group.key,
    service: of.service,
    ...(of.displayName !== undefined && { displayName: of.displayName }),
    start: of.start,
    // also before its first day: nobody comes by to change it then, and the period says when it begins
    status: 'active',
    history: [],
    ...(leader && { leader: leader.reference }),
    organization: group.organization,
    identity,
  };
  const resource = same<EpisodeOfCare>(mappings.membershipToFhir(record, { labels: labelsFor(group) }));
  return {
    entry: { resource, fullUrl: `urn:uuid:${crypto.randomUUID()}`, condition: { param: 'identifier', ...identity } },
    record,
  };
}

/** An update of a membership; what others added to the resource stays. */
export function changedMembership(
  mappings: Mappings,
  group: GroupDefinition,
  { resource }: HeldMembership,
  record: Membership,
): Entry {
  const next = same<EpisodeOfCare>(mappings.membershipToFhir(record, { labels: labelsFor(group) }));
  // what others wrote there goes back as it came, so the guard looks at our part
  guard(next, { patient: record.patient, texts: record.displayName === undefined ? [] : [record.displayName] });
  const { statusHistory: _history, ...theirs } = resource;
  return {
    resource: { ...kept(theirs, next), type: keptTypes(resource.type, next.type), id: resource.id ?? '' },
    ifMatch: resource.meta?.versionId ?? '',
  };
}

interface MemberWrite {
  mappings: Mappings;
  group: GroupDefinition;
  patient: string;
  /** Memberships as they are to be, with the entry that makes them so. */
  changes: { entry: Entry; record: Membership }[];
  more?: Entry[];
  /** Of all groups it is about, where it is more than one. */
  labels?: Coding[];
}

/** Sends it with its Provenance, reads back what is claimed, and gives the memberships as they are now. */
export async function writeMembers(
  context: PortalContext,
  { mappings, group, patient, changes, more = [], labels = labelsFor(group) }: MemberWrite,
  options: Options,
): Promise<HeldMembership[]> {
  const at = instantIn(group.timeZone, context.now());
  const record = { patient, recordedBy: context.user.reference, recordedAt: at };
  const entries = [...changes.map((c) => c.entry), ...more];
  const all = [...entries, changeEntry({ mappings, group, record, entries, labels })];
  const texts = changes.flatMap((c) => c.record.displayName ?? []);
  for (const { resource, ifMatch } of all) if (ifMatch === undefined) guard(resource, { patient, texts });
  const written = await context.client.transaction(all, options).catch(async (error: unknown) => {
    // sent again after its answer was lost, an update meets its own version: then what is there is what was wanted
    if (!isPortalError(error) || error.code !== 'conflict') throw error;
    return Promise.all(changes.map(async ({ entry }) => ({ id: await idOf(context, entry, error, options) })));
  });
  // one that never was claims nothing
  const living = changes.flatMap(({ record: wanted }, i) =>
    wanted.status === 'entered-in-error' ? [] : [{ wanted, id: written[i]?.id ?? '' }],
  );
  const read = await context.client.confirm(
    living.map(({ wanted, id }) => ({
      type: 'EpisodeOfCare' as const,
      id,
      matches: (resource) => isAsWanted(mappings.membershipFromFhir(resource), wanted),
    })),
    options,
  );
  context.saved();
  return read.map((resource) => ({
    resource: resource as EpisodeOfCare,
    record: mappings.membershipFromFhir(resource) as Membership,
  }));
}

/** Where a change is, whether this sending made it or an earlier one. */
async function idOf(context: PortalContext, { resource, condition }: Entry, error: PortalError, options: Options) {
  if (resource.id !== undefined) return resource.id;
  const params = { identifier: `${condition?.system}|${condition?.value}` };
  const { resources } = await context.client.search('EpisodeOfCare', params, options);
  const id = resources[0]?.id;
  if (id === undefined) throw error;
  return id;
}

const isAsWanted = (read: Membership | { foreign: string }, wanted: Membership): boolean =>
  !('foreign' in read) &&
  read.patient === wanted.patient &&
  read.group === wanted.group &&
  read.start === wanted.start &&
  read.end === wanted.end &&
  read.status === wanted.status &&
  read.displayName === wanted.displayName &&
  JSON.stringify(read.history) === JSON.stringify(wanted.history);

/** The row of one membership, for the caller to show. */
export async function rowOf(
  context: PortalContext,
  group: GroupDefinition,
  { record }: HeldMembership,
  { row, ...options }: Options & { row: string },
): Promise<GroupMember> {
  const names = await namesOf(context, [record.patient], options);
  const day = localDate(context.now().getTime(), group.timeZone);
  return { row, ...memberOf(record, names.get(record.patient), { context, group, day }) };
}
