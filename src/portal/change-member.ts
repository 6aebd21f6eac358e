/** Changing a membership's dates: one update with If-Match and its Provenance. Loaded when something is changed. @module */
import * as z from 'zod/mini';
import { date, parse } from '../../fhir-mappings/records/primitives.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import type { GroupMember, MemberList } from '../book-types.ts';
import { localDate } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import { bookOf } from './book.ts';
import { requireWritable, type PortalContext } from './context.ts';
import { ended, held, resumed, type Hold } from './holds.ts';
import { changedMembership, rowOf, writeMembers } from './member-write.ts';
import { membershipOfRow } from './members.ts';
import { inheritChanges } from './session-changes.ts';

const hold = z.strictObject({ from: date, until: z.optional(date) });
const on = z.strictObject({ on: date });

/** See Portal.holdMember. */
export async function holdMember(
  context: PortalContext,
  list: MemberList,
  row: string,
  span: Hold,
  options: Options = {},
): Promise<GroupMember> {
  const wanted = parse(hold, span);
  return change(context, list, row, (m) => held(m, wanted as Hold), options);
}

/** See Portal.resumeMember. */
export async function resumeMember(
  context: PortalContext,
  list: MemberList,
  row: string,
  day: { on: string },
  options: Options = {},
): Promise<GroupMember> {
  const wanted = parse(on, day);
  const back = await change(context, list, row, (m) => resumed(m, wanted.on), options);
  const group = await bookOf(context, list.group.key, options);
  await inheritChanges(context, group, membershipOfRow(list, row).record.patient, options);
  return back;
}

/** See Portal.endMember. */
export async function endMember(
  context: PortalContext,
  list: MemberList,
  row: string,
  day: { on: string },
  options: Options = {},
): Promise<GroupMember> {
  const wanted = parse(on, day);
  return change(context, list, row, (m, today) => ended(m, wanted.on, today), options);
}

async function change(
  context: PortalContext,
  list: MemberList,
  row: string,
  to: (membership: Membership, today: string) => Membership,
  options: Options,
): Promise<GroupMember> {
  const group = await bookOf(context, list.group.key, options);
  const there = membershipOfRow(list, row);
  const record = to(there.record, localDate(context.now().getTime(), group.timeZone));
  const mappings = await requireWritable(context, options);
  const { patient } = record;
  const changes = [{ entry: changedMembership(mappings, group, there, record), record }];
  const [now] = await writeMembers(context, { mappings, group, patient, changes }, options);
  Object.assign(there, now);
  return rowOf(context, group, there, { ...options, row });
}
