/** The group's schedule as one member's record leaves it open. Loaded for groups that have one. @module */
import { currentMembership } from '../readiness/membership.ts';
import { ignoredSeats } from '../readiness/sessions.ts';
import { hour, localDate, ms } from '../readiness/time.ts';
import type { MemberFacts } from '../readiness/types.ts';
import { occurrencesIn, type Occurrence } from './occurrences.ts';
import { dayOfSeat } from './sessions.ts';

const ahead = 6 * 7 * 24 * hour;

/**
 * Sessions of the current membership, up to six weeks ahead, on days without a seat or a record of this member in this
 * group: an earlier start of the same evening is not a second session.
 */
export async function openSessions(
  { group, memberships, seats, attendance }: MemberFacts,
  now: number,
): Promise<Occurrence[]> {
  const zone = group.timeZone;
  const { episode } = currentMembership(memberships.items, group.key, { now, zone });
  if (episode === undefined) return [];
  const days = new Map<number, string>();
  for (const { record } of attendance?.items ?? [])
    if (record.membership === episode.evidence && record.status !== 'entered-in-error')
      days.set(ms(record.start), localDate(ms(record.start), zone));
  // last, for a record of a session that was moved is of the day the session left
  for (const { record } of seats?.items ?? [])
    if (record.service === episode.record.service && !ignoredSeats.includes(record.status))
      days.set(ms(record.start), dayOfSeat(record, zone));
  const taken = new Set(days.values());
  const span = { from: episode.start, until: Math.min(episode.end, now + ahead) };
  return (await occurrencesIn(group, span)).filter(({ start }) => !taken.has(localDate(ms(start), zone)));
}
