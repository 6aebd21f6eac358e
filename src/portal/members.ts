/** Everybody who is, was or will be in a group. Loaded when the group's book is opened. @module */
import type { EpisodeOfCare } from 'fhir/r4.js';
import { codeSystem, groupSystem } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import type { GroupMember, MemberList, MemberPlace } from '../book-types.ts';
import { ofType } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import { episodeOf } from '../readiness/membership.ts';
import { localDate } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import { about } from './about.ts';
import { bookOf, keepsBook } from './book.ts';
import { readingOf, summaryOf, type PortalContext } from './context.ts';
import { holdsOf } from './holds.ts';
import { whole } from './whole.ts';
import { asSurvivor, idsOf, survivorOf } from './merged.ts';
import { namesOf, type PersonName } from './people.ts';
import { keeps } from './record-store.ts';
import { remember } from './rows.ts';
import { findService } from './service.ts';

/** A membership with its resource, for the update that may follow. */
export interface HeldMembership {
  record: Membership;
  resource: EpisodeOfCare;
}

const opened = new WeakMap<MemberList, Map<string, HeldMembership>>();

/** The memberships behind a list. `invalid` for a row it does not have. */
export function membershipOfRow(list: MemberList, row: string): HeldMembership {
  const found = opened.get(list)?.get(row);
  if (found === undefined) throw new PortalError('invalid', 'There is no such row on this list.', ['row']);
  return found;
}

/** See Portal.members. */
export async function members(
  context: PortalContext,
  query: { group: string },
  options: Options = {},
): Promise<MemberList> {
  const group = await bookOf(context, query.group, options);
  const [service, found, all, isKept] = await Promise.all([
    findService(context, group, options),
    memberships(context, { type: `${groupSystem}|${group.key}` }, options),
    context.groups(options),
    keeps(context, options),
  ]);
  const mine = found.filter(({ record }) => record.group === group.key && record.status !== 'entered-in-error');
  const names = await namesOf(
    context,
    mine.map((m) => m.record.patient),
    options,
  );
  const living = onePerStart(mine.map((held) => ofSurvivor(context, held)));
  const day = localDate(context.now().getTime(), group.timeZone);
  const rows = living
    .map((held) => {
      const seen = memberOf(held.record, names.get(held.record.patient), { context, group, day });
      return { held, member: { row: '', ...seen } };
    })
    .toSorted((a, b) => places[a.member.place] - places[b.member.place] || inPlace(a.member, b.member));
  const numbered = rows.map(({ held, member }, i) => ({ held, member: { ...member, row: `row-${i}` } }));
  const list: MemberList = {
    group: summaryOf(group),
    day,
    created: service !== undefined,
    members: numbered.map(({ member }) => member),
    ...(!isKept && { readOnly: true }),
    others: all.filter((g) => g.key !== group.key && keepsBook(context, g)).map(summaryOf),
  };
  opened.set(list, new Map(numbered.map(({ held, member }) => [member.row, held])));
  return remember(list, new Map(numbered.map(({ held, member }) => [member.row, held.record.patient])));
}

const places: Record<MemberPlace, number> = { now: 0, 'on-hold': 1, coming: 2, past: 3 };
const inPlace = (a: GroupMember, b: GroupMember): number =>
  (a.place === 'past' ? (b.end ?? '').localeCompare(a.end ?? '') : 0) || a.name.localeCompare(b.name);

const ofSurvivor = (context: PortalContext, { record, resource }: HeldMembership): HeldMembership => ({
  record: { ...record, patient: survivorOf(context, record.patient) },
  resource: asSurvivor(context, resource),
});

/** Two that begin on one day are one (design 4.2a): made under two keys, or of two records that were merged. */
function onePerStart(all: readonly HeldMembership[]): HeldMembership[] {
  const byStart = Map.groupBy(all, ({ record }) => `${record.patient} ${record.start} ${record.end ?? ''}`);
  return [...byStart.values()].flatMap(([first]) => first ?? []);
}

/** Memberships a search finds, with their resources. Ours that can't be read makes the list incomplete: it throws. */
export async function memberships(
  context: PortalContext,
  params: Record<string, string>,
  options: Options,
): Promise<HeldMembership[]> {
  const { readers } = await readingOf(context, options);
  const ids = params['patient'] === undefined ? undefined : idsOf(context, [params['patient']]);
  const accept = ids && about(new Set(ids), context.client.base);
  const asked = { ...params, ...(ids && { patient: ids.join(',') }) };
  const type = params['type'] ?? `${codeSystem}|group-membership`;
  const resources = whole(await context.client.search('EpisodeOfCare', { ...asked, type }, { ...options, accept }));
  return ofType(resources, 'EpisodeOfCare').flatMap((resource) => {
    const record = readers.membershipFromFhir(resource);
    return isForeign(record) ? [] : [{ record, resource }];
  });
}

/** One membership as it stands on a day. */
export function memberOf(
  record: Membership,
  name: PersonName | undefined,
  { context, group, day }: { context: PortalContext; group: GroupDefinition; day: string },
): Omit<GroupMember, 'row'> {
  const { state } = episodeOf({ record, evidence: '' }, context.now().getTime(), group.timeZone);
  const hold = holdsOf(record).find((h) => h.until === undefined || h.until >= day);
  const place = ({ planned: 'coming', active: 'now', 'on-hold': 'on-hold', ended: 'past' } as const)[state];
  return {
    name: record.displayName ?? name?.firstName ?? '',
    fullName: name?.fullName ?? '',
    place,
    start: record.start,
    ...(record.end !== undefined && { end: record.end }),
    ...(hold && place !== 'past' && { hold }),
  };
}
