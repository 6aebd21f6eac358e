/** Who was on a group's list until lately: so that nobody looks for them, nor records them here. @module */
import type { GroupDefinition } from '../groups.ts';
import { currentMembership } from '../readiness/membership.ts';
import { addDays, day, localDate, ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import type { RosterLeaver } from '../roster-types.ts';
import { roleIn, type PortalContext } from './context.ts';
import { membershipsOfPerson } from './memberships.ts';
import type { ListedSession, SessionsRead } from './sessions.ts';

/** With `Patient/…`, for those who read. */
export type Leaver = RosterLeaver & { patient: string };

/**
 * Memberships that ended in the two weeks before the session, of people who are not on its list. Another group is named
 * only where this user leads it too: a leader of one sees nothing of another (domain.md 4.8).
 */
export async function leaversOf(
  context: PortalContext,
  group: GroupDefinition,
  { read: { members, names }, session }: { read: SessionsRead; session: ListedSession },
  options: Options,
): Promise<Leaver[]> {
  const at = ms(session.start);
  const listed = new Set(session.people.flatMap((p) => (p.membership === undefined ? [] : [p.patient])));
  const ended = members.filter((e) => e.end <= at && at - e.end < 14 * day && !listed.has(e.record.patient));
  const own = (await context.groups(options)).filter((g) => g.key !== group.key && roleIn(context, g) === 'leader');
  const now = { now: at, zone: group.timeZone };
  const found = await Promise.all(
    ended.map(async ({ record, end }): Promise<Leaver> => {
      const all = own.length > 0 ? await membershipsOfPerson(context, record.patient, options) : [];
      const movedTo = own.find(({ key }) => {
        const { episode } = currentMembership(all, key, now);
        return episode !== undefined && episode.state !== 'ended' && episode.start - end < 14 * day;
      });
      return {
        patient: record.patient,
        name: record.displayName ?? names.get(record.patient)?.firstName ?? '',
        last: record.end ?? addDays(localDate(end, group.timeZone), -1),
        ...(movedTo && { movedTo: movedTo.name }),
      };
    }),
  );
  return found.toSorted((a, b) => a.name.localeCompare(b.name));
}
