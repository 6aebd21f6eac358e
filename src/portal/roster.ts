/** Who is on the list of a session, from memberships and seats. Assembled at view time, never written. @module */
import { ehrSeatFromFhir } from '../../fhir-mappings/r4/seat.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import { isEhrSeat } from '../../fhir-mappings/records/seat.ts';
import type { GroupDefinition } from '../groups.ts';
import { episodeOf, within, type Episode } from '../readiness/membership.ts';
import { ignoredSeats } from '../readiness/sessions.ts';
import { addDays, iso, ms } from '../readiness/time.ts';
import { occurrencesIn } from '../schedule/occurrences.ts';
import { mostMoved, sessionsFrom, type SessionOf } from '../schedule/sessions.ts';
import type { Options } from '../portal-types.ts';
import { readingOf, type PortalContext } from './context.ts';
import { membershipsOfGroup } from './memberships.ts';
import { whole } from './whole.ts';
import { asSurvivor, survivorOf } from './merged.ts';
import { namesOf, type PersonName } from './people.ts';
import type { Seated } from './recorded.ts';
import { serviceOf } from './service.ts';

/** Somebody on the list of a session. */
export interface Listed {
  patient: string;
  /** `EpisodeOfCare/…`; absent for a seat without membership. */
  membership?: string;
  /** Display name the member chose; absent when none was. */
  name?: string;
  seat?: Seated;
}

/** Members, seats and sessions of a group around a span of time. */
export interface GroupRead {
  members: Episode[];
  /** Of other days too, where a session may have been moved from or to. */
  seats: Seated[];
  /** Those that start in the span, oldest first. */
  sessions: SessionOf<Seated>[];
  /** Names of all of them, by `Patient/…`. */
  names: Map<string, PersonName>;
}

/**
 * Which sessions start in a half-open span (milliseconds), and who could be on their lists. Throws PortalError when any
 * of the reads is incomplete: a list is whole or not shown.
 */
export async function readGroup(
  context: PortalContext,
  group: GroupDefinition,
  { from, until }: { from: number; until: number },
  options: Options = {},
): Promise<GroupRead> {
  // a session that was moved away is told by a seat of another day
  const around = group.schedule ? mostMoved : 0;
  const [memberships, booked, occurrences] = await Promise.all([
    membershipsOfGroup(context, group, options),
    seatsBetween(context, group, { from: iso(from - around), until: iso(until + around) }, options),
    occurrencesIn(group, { from, until }),
  ]);
  const living = memberships.filter(({ record }) => record.status !== 'entered-in-error');
  const patients = [...living, ...booked].map(({ record }) => record.patient);
  const names = await namesOf(context, patients, options);
  const own = <T extends { record: { patient: string } }>(one: T): T => ({
    ...one,
    record: { ...one.record, patient: survivorOf(context, one.record.patient) },
  });
  const seats = booked.map((seat) => ({ ...own(seat), resource: asSurvivor(context, seat.resource) }));
  return {
    members: living.map((stored) => episodeOf(own(stored), from, group.timeZone)),
    names,
    seats,
    sessions: sessionsFrom(seats, occurrences, group.timeZone).filter(
      ({ start }) => from <= ms(start) && ms(start) < until,
    ),
  };
}

/**
 * Memberships whose period contains the start and that are not on hold then, joined with the seats at that start
 * (design 3).
 */
export function listAt(start: string, { members, seats }: Pick<GroupRead, 'members' | 'seats'>): Listed[] {
  const at = ms(start);
  const own = members.filter((e) => e.start <= at && at < e.end && !within(e.holds, at));
  const then = seats.filter(({ record }) => ms(record.start) === at);
  // a seat given back is nobody's place, but it stays the member's seat of that session
  const taken = then.filter((s) => s.record.status !== 'cancelled');
  const patients = [...new Set([...own.map((e) => e.record.patient), ...taken.map((s) => s.record.patient)])];
  return patients.map((patient) => {
    const member = own.find((e) => e.record.patient === patient);
    const seat = then.find((s) => s.record.patient === patient);
    const name = member?.record.displayName;
    return {
      patient,
      ...(member && { membership: member.evidence }),
      ...(name !== undefined && { name }),
      ...(seat && { seat }),
    };
  });
}

/**
 * Seats of the group on the local days between two instants, ours and the EHR's own, given back ones too. Those that
 * were never anybody's place are left out.
 */
export async function seatsBetween(
  context: PortalContext,
  group: GroupDefinition,
  { from, until }: { from: string; until: string },
  options: Options = {},
): Promise<Seated[]> {
  const actor = await serviceOf(context, group, options);
  // days in UTC, a day wider at both ends: servers compare a date without zone in their own
  const days = [`ge${addDays(iso(ms(from)).slice(0, 10), -1)}`, `le${addDays(iso(ms(until)).slice(0, 10), 1)}`];
  const { readers } = await readingOf(context, options);
  const found = whole(await context.client.search('Appointment', { actor, date: days }, options));
  const services = new Set([actor]);
  const seats = found.flatMap((resource): Seated[] => {
    if (resource.resourceType !== 'Appointment') return [];
    const own = readers.seatFromFhir(resource);
    const record = isForeign(own) ? ehrSeatFromFhir(resource, services, context.client.base) : own;
    return isForeign(record) || ignoredSeats.includes(record.status) ? [] : [{ record, resource }];
  });
  // ours first: where a member has both, ours is the one we keep
  return seats.toSorted((a, b) => Number(isEhrSeat(a.record)) - Number(isEhrSeat(b.record)));
}
