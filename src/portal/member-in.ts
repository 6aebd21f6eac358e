/** One member of one group, for a user who may do something for them. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { GroupDefinition } from '../groups.ts';
import { currentMembership } from '../readiness/membership.ts';
import type { Options, Role } from '../portal-types.ts';
import type { MemberQuery } from '../preparation-types.ts';
import { groupOf, patientOf, requireWritable, roleIn, type PortalContext } from './context.ts';
import { requireActsFor } from './guardian.ts';
import { memberships, type HeldMembership } from './members.ts';
import { asSurvivor, readPeople, survivorOf } from './merged.ts';

/** Who may prepare somebody: themselves, who acts for them, who takes them in, who leads their group. */
export const preparers: readonly Role[] = ['member', 'guardian', 'intake', 'leader'];

/** A member as something is written about them. */
export interface MemberIn {
  group: GroupDefinition;
  role: Role;
  /** `Patient/…` who survived every merge. */
  patient: string;
  /** `EpisodeOfCare/…` */
  membership: string;
  held: HeldMembership;
  mappings: Mappings;
  /** Whose word it is: the member's, or that of who acts for them. */
  source: string;
  /** Who types. */
  recorder: string;
  /** For the guard: persons who were read and belong to the patient. */
  relatedPersons: string[];
}

/**
 * The member as they are now. Throws `not-allowed` (`user`) for a role that may not, `not-found` (`patient`) for somebody
 * who is not in the group, `unsupported` for a server that can't keep our records.
 */
export async function memberIn(
  context: PortalContext,
  query: MemberQuery,
  { roles, ...options }: Options & { roles: readonly Role[] },
): Promise<MemberIn> {
  const group = await groupOf(context, query.group, options);
  const role = roleIn(context, group);
  if (!roles.includes(role)) throw new PortalError('not-allowed', 'This account may not do this.', ['user']);
  const asked = patientOf(context, query.patient);
  if (role === 'guardian') await requireActsFor(context, context.user.reference, asked, options);
  const mappings = await requireWritable(context, options);
  // who was merged into whom; a person is read once for it
  await readPeople(context, [asked], options);
  const patient = survivorOf(context, asked);
  const all = (await memberships(context, { patient: asked }, options)).map(({ record, resource }) => ({
    record: { ...record, patient },
    resource: asSurvivor(context, resource),
  }));
  const stored = all.map(({ record, resource }) => ({ record, evidence: `EpisodeOfCare/${resource.id}` }));
  const at = { now: context.now().getTime(), zone: group.timeZone };
  const { episode } = currentMembership(stored, group.key, at);
  const held = all.find(({ resource }) => `EpisodeOfCare/${resource.id}` === episode?.evidence);
  if (episode === undefined || held === undefined || episode.state === 'ended')
    throw new PortalError('not-found', 'This person is not in the group.', ['patient']);
  return {
    group,
    role,
    patient,
    membership: episode.evidence,
    held,
    mappings,
    source: role === 'guardian' ? context.user.reference : patient,
    // a member whose record was merged is the one who survived
    recorder: role === 'member' ? patient : context.user.reference,
    relatedPersons: role === 'guardian' ? [context.user.reference] : [],
  };
}
