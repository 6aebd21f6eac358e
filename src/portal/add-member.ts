/** Adding somebody to a group, and moving them to another. Loaded when it is done. @module */
import type { QuestionnaireResponse } from 'fhir/r4.js';
import * as z from 'zod/mini';
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import { contactWays } from '../../fhir-mappings/records/preparation.ts';
import { date, parse, patient as patientReference } from '../../fhir-mappings/records/primitives.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { GroupMember, MemberList, NewMember } from '../book-types.ts';
import type { Entry } from '../client/transaction.ts';
import { builtInVersions, versionOn } from '../content/versions.ts';
import type { GroupDefinition } from '../groups.ts';
import { addDays, localDate } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import { bookOf } from './book.ts';
import { instantIn, requireWritable, type PortalContext } from './context.ts';
import { byReference, requireLiving } from './find-person.ts';
import { ended } from './holds.ts';
import { changedMembership, newMembership, rowOf, writeMembers } from './member-write.ts';
import { learn } from './merged.ts';
import { membershipOfRow, memberships, type HeldMembership } from './members.ts';
import { serviceOf } from './service.ts';
import { inheritChanges } from './session-changes.ts';

const newMember = z.strictObject({
  patient: patientReference,
  start: date,
  displayName: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  contact: z.optional(z.strictObject({ way: z.enum(contactWays), message: z.boolean() })),
});

/** See Portal.addMember. Sent twice it adds nothing. */
export async function addMember(
  context: PortalContext,
  query: { group: string },
  member: NewMember,
  options: Options = {},
): Promise<GroupMember> {
  const group = await bookOf(context, query.group, options);
  const name = member.displayName?.trim().normalize('NFC');
  const { displayName: _name, ...rest } = member;
  const wanted = parse(newMember, { ...rest, ...(name && { displayName: name }) });
  const { patient, start, displayName, contact } = wanted;
  const mappings = await requireWritable(context, options);
  const person = await byReference(context, patient, options);
  requireLiving(person, 'patient', context.client.base);
  learn(context, [person]);
  const service = await serviceOf(context, group, options);
  const there = await sameMembership(context, group, { patient, start }, options);
  const contactIn = (membership: string) =>
    contact ? [contactEntry(context, { mappings, group, patient, contact, membership })] : [];
  if (there !== undefined) {
    if (displayName !== undefined && displayName !== there.record.displayName)
      throw new PortalError('invalid', 'This person is in the group already.', ['patient']);
    const more = contactIn(`EpisodeOfCare/${there.resource.id}`);
    for (const { resource } of more) guard(resource, { patient });
    if (more.length > 0) await context.client.transaction(more, options);
    await inheritChanges(context, group, patient, options);
    return rowOf(context, group, there, { ...options, row: '' });
  }
  const { entry, record } = await newMembership(context, {
    mappings,
    group,
    service,
    patient,
    start,
    ...(displayName !== undefined && { displayName }),
  });
  const more = contactIn(entry.fullUrl);
  const changes = [{ entry, record }];
  const [now] = await writeMembers(context, { mappings, group, patient, changes, more }, options);
  await requireFirst(context, { mappings, group, now: now as HeldMembership }, options);
  await inheritChanges(context, group, patient, options);
  return rowOf(context, group, now as HeldMembership, { ...options, row: '' });
}

/** See Portal.moveMember: the end here and the start there are one transaction. */
export async function moveMember(
  context: PortalContext,
  list: MemberList,
  row: string,
  to: { group: string; start: string },
  options: Options = {},
): Promise<GroupMember> {
  const { start } = parse(z.strictObject({ group: z.string(), start: date }), to);
  const [from, into] = [await bookOf(context, list.group.key, options), await bookOf(context, to.group, options)];
  if (from.key === into.key) throw new PortalError('invalid', 'They are in this group already.', ['group']);
  const there = membershipOfRow(list, row);
  const { patient, displayName } = there.record;
  const mappings = await requireWritable(context, options);
  requireLiving(await byReference(context, patient, options), 'patient', context.client.base);
  const today = localDate(context.now().getTime(), from.timeZone);
  const last = endedThrough(there.record, { start, today });
  const service = await serviceOf(context, into, options);
  if (await sameMembership(context, into, { patient, start }, options))
    throw new PortalError('invalid', 'They are in that group already.', ['group']);
  const created = await newMembership(context, {
    mappings,
    group: into,
    service,
    patient,
    start,
    ...(displayName !== undefined && { displayName }),
  });
  const changes = [{ entry: changedMembership(mappings, from, there, last), record: last }, created];
  // who moved whom is as confidential as either group
  const labels = [...new Map([...labelsFor(from), ...labelsFor(into)].map((label) => [label.code, label])).values()];
  const [old, now] = await writeMembers(context, { mappings, group: into, patient, changes, labels }, options);
  Object.assign(there, old);
  await inheritChanges(context, into, patient, options);
  return rowOf(context, into, now as HeldMembership, { ...options, row: '' });
}

/** Ends the day before; somebody who moves on their first day was a member for that day. */
function endedThrough(m: Membership, { start, today }: { start: string; today: string }): Membership {
  try {
    const day = addDays(start, -1);
    return ended(m, day < m.start && start === m.start ? m.start : day, today);
  } catch (error) {
    // the field the person filled in is the new start
    throw error instanceof PortalError ? new PortalError(error.code, error.message, ['start']) : error;
  }
}

/**
 * The membership that begins on that day already, under whatever key (design 4.2c). Throws `invalid` when another one
 * runs then: one person is in one group once.
 */
async function sameMembership(
  context: PortalContext,
  group: GroupDefinition,
  { patient, start }: { patient: string; start: string },
  options: Options,
): Promise<HeldMembership | undefined> {
  const today = localDate(context.now().getTime(), group.timeZone);
  const own = (await memberships(context, { patient }, options)).filter(
    ({ record }) => record.group === group.key && record.status !== 'entered-in-error',
  );
  const there = own.find(({ record }) => record.start === start && record.end === undefined);
  if (there) return there;
  const lastDay = ({ end, status }: Membership) => end ?? (status === 'ended' ? addDays(today, -1) : undefined);
  for (const { record } of own) {
    const last = lastDay(record);
    // ended today means now, not at midnight
    if (last === undefined || last > today || (last === today && record.status !== 'ended'))
      throw new PortalError('invalid', 'This person is in the group already.', ['patient']);
    if (last >= start) throw new PortalError('invalid', 'They were in the group on that day already.', ['start']);
  }
  return undefined;
}

/**
 * Two desks that add one person at the same moment, from different days, don't see each other before they write. Whoever
 * wrote later takes theirs back: throws `conflict`.
 */
async function requireFirst(
  context: PortalContext,
  { mappings, group, now }: { mappings: Mappings; group: GroupDefinition; now: HeldMembership },
  options: Options,
): Promise<void> {
  const { patient } = now.record;
  const order = ({ resource: { meta, id } }: HeldMembership) => `${meta?.lastUpdated} ${id}`;
  const runs = (await memberships(context, { patient }, options)).filter(
    ({ record }) => record.group === group.key && record.status !== 'ended' && record.status !== 'entered-in-error',
  );
  if (!runs.some((other) => other.resource.id !== now.resource.id && order(other) < order(now))) return;
  const { identity } = now.record;
  const record = { ...now.record, status: 'entered-in-error' as const, identity: { ...identity, system: sid.void } };
  const changes = [{ entry: changedMembership(mappings, group, now, record), record }];
  await writeMembers(context, { mappings, group, patient, changes }, options);
  throw new PortalError('conflict', 'Somebody added this person at the same moment.', ['patient']);
}

/** How the member will tell us: the section `contact` of the group's preparation pack, said to staff. */
function contactEntry(
  context: PortalContext,
  of: {
    mappings: Mappings;
    group: GroupDefinition;
    patient: string;
    membership: string;
    contact: NonNullable<NewMember['contact']>;
  },
): Entry {
  const { mappings, group, patient, membership, contact } = of;
  const [url = ''] = group.documents.preparation;
  const day = localDate(context.now().getTime(), group.timeZone);
  const published = [...builtInVersions, ...context.documents];
  const version = versionOn(
    day,
    published.filter((d) => d.url === url),
  )?.version;
  if (version === undefined)
    throw new PortalError('not-found', 'The group names a document that is not there.', ['documents']);
  const id = crypto.randomUUID();
  const response = mappings.preparationToFhir(
    {
      id,
      patient,
      membership,
      document: { url, version },
      status: 'completed',
      authored: instantIn(group.timeZone, context.now()),
      author: context.user.reference,
      source: patient,
      mode: 'spoken',
      sections: [],
      contact,
    },
    { labels: labelsFor(group) },
  );
  return {
    resource: same<QuestionnaireResponse>(response),
    fullUrl: `urn:uuid:${crypto.randomUUID()}`,
    condition: { param: 'identifier', system: sid.preparation, value: id },
  };
}
