/** Memberships of one person or one group, as they are read before anything is written. @module */
import { codeSystem, groupSystem } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Readers } from '../../fhir-mappings/mappings.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import type { SearchResult } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import { currentMembership } from '../readiness/membership.ts';
import type { Stored } from '../readiness/types.ts';
import type { Options } from '../portal-types.ts';
import { about } from './about.ts';
import { readingOf, type PortalContext } from './context.ts';
import { idsOf, readPeople } from './merged.ts';
import { whole } from './whole.ts';

export interface MembershipRead {
  /** `EpisodeOfCare/…` */
  reference: string;
  record: Membership;
}

const membershipsIn = (resources: SearchResult['resources'], { membershipFromFhir }: Readers): Stored<Membership>[] =>
  resources.flatMap((resource) => {
    const record = membershipFromFhir(resource);
    return isForeign(record) ? [] : [{ record, evidence: `EpisodeOfCare/${resource.id}` }];
  });

/** Every membership of one person, in any group. */
export async function membershipsOfPerson(
  context: PortalContext,
  patient: string,
  options: Options = {},
): Promise<Stored<Membership>[]> {
  // who was merged into whom; a person is read once for it
  await readPeople(context, [patient], options);
  const ids = idsOf(context, [patient]);
  const params = { patient: ids.join(','), type: `${codeSystem}|group-membership` };
  const accept = about(new Set(ids), context.client.base);
  const { readers } = await readingOf(context, options);
  return membershipsIn(whole(await context.client.search('EpisodeOfCare', params, { ...options, accept })), readers);
}

/** The living membership of one member; `not-found` when there is none. */
export async function membershipOf(
  context: PortalContext,
  group: GroupDefinition,
  patient: string,
  options: Options = {},
): Promise<MembershipRead> {
  const found = await membershipsOfPerson(context, patient, options);
  const { episode } = currentMembership(found, group.key, { now: context.now().getTime(), zone: group.timeZone });
  if (episode === undefined || episode.state === 'ended') {
    throw new PortalError('not-found', 'This person is not in the group.', ['patient']);
  }
  return { reference: episode.evidence, record: episode.record };
}

/** Every membership the group ever had. */
export async function membershipsOfGroup(
  context: PortalContext,
  group: GroupDefinition,
  options: Options = {},
): Promise<Stored<Membership>[]> {
  const params = { type: `${groupSystem}|${group.key}` };
  const { readers } = await readingOf(context, options);
  return membershipsIn(whole(await context.client.search('EpisodeOfCare', params, options)), readers);
}
