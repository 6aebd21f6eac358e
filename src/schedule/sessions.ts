/** Which sessions a group has: its seats say, else its schedule. Pure. @module */
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import { instantIn } from '../portal/context.ts';
import { hour, localDate, ms } from '../readiness/time.ts';
import type { Occurrence } from './occurrences.ts';

/** A session with its seats; one of the schedule has none. */
export interface SessionOf<S> {
  /** FHIR instants with the group's offset. */
  start: string;
  end: string;
  /** Start it had before it was moved, the first one. */
  movedFrom?: string;
  seats: S[];
}

/** How far a session can be moved: its seats must be found from the day they left, and no search asks for that day. */
export const mostMoved = 28 * 24 * hour;

type Times = Pick<Seat, 'start' | 'end' | 'movedFrom'>;

/**
 * The local day a seat speaks for. One that was moved speaks for the day it left: the schedule's session of that day is
 * this one, while a session of the day it went to stays what it was.
 */
export const dayOfSeat = ({ start, movedFrom }: Times, zone: string): string => localDate(ms(movedFrom ?? start), zone);

/** Every session told by a seat, and those of the schedule on days no seat speaks for. Oldest first. */
export function sessionsFrom<S extends { record: Times }>(
  seats: readonly S[],
  occurrences: readonly Occurrence[],
  zone: string,
): SessionOf<S>[] {
  const told = new Set(seats.map(({ record }) => dayOfSeat(record, zone)));
  const at = (instant: string) => instantIn(zone, new Date(instant));
  const found = new Map<number, SessionOf<S>>();
  for (const { start, end } of occurrences)
    if (!told.has(localDate(ms(start), zone))) found.set(ms(start), { start, end, seats: [] });
  for (const [time, own] of Map.groupBy(seats, ({ record }) => ms(record.start))) {
    const movedFrom = own.find(({ record }) => record.movedFrom)?.record.movedFrom;
    const [first] = own;
    if (first)
      found.set(time, {
        start: at(first.record.start),
        end: at(first.record.end),
        ...(movedFrom !== undefined && { movedFrom: at(movedFrom) }),
        seats: own,
      });
  }
  return [...found].toSorted(([a], [b]) => a - b).map(([, session]) => session);
}
