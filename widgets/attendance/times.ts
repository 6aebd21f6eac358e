/** Times of day, as typed, turned into instants of a session. Pure. @module */
import { hour, iso, localDate, ms, offsetAt } from '../../src/readiness/time.ts';

export type Fault = 'start' | 'end' | 'twice' | 'never';
/** The first or the second time that the clock showed it, on the hour it repeats. */
export type Nth = 0 | 1;

interface Session {
  start: string;
  end: string;
  timeZone: string;
}

/**
 * The instant a clock on the wall of that room showed this time, on the day of the session or, past midnight, the day
 * after: the one that lies within an hour before its start and four hours after its end.
 * @param clock `HH:MM`
 */
export function instantOf(
  clock: string,
  side: 'start' | 'end',
  session: Session,
  nth?: Nth,
): { at: string } | { fault: Fault } {
  const { timeZone } = session;
  const [from, until] = [ms(session.start) - hour, ms(session.end) + (side === 'start' ? 0 : 4 * hour)];
  const days = [...new Set([from, until].map((time) => localDate(time, timeZone)))];
  const walls = days.map((day) => Date.parse(`${day}T${clock}Z`));
  // an instant shows this time on the wall with the offset that is in force then; around a change there are two, or none
  const found = walls.map((wall) =>
    [...new Set([-24, 24].map((hours) => offsetAt(wall + hours * hour, timeZone)))]
      .map((offset) => wall - offset)
      .filter((time) => offsetAt(time, timeZone) === wall - time),
  );
  const inside = found.flat().filter((time) => from <= time && time <= until);
  if (inside.length > 1 && nth === undefined) return { fault: 'twice' };
  const time = inside.toSorted((a, b) => a - b)[inside.length > 1 ? (nth ?? 0) : 0];
  if (time === undefined) {
    const isNear = (wall: number): boolean =>
      from <= wall - offsetAt(from, timeZone) && wall - offsetAt(until, timeZone) <= until;
    const isSkipped = found.some((times, i) => times.length === 0 && isNear(walls[i] ?? NaN));
    return { fault: isSkipped ? 'never' : side };
  }
  return { at: iso(time) };
}

/** `HH:MM` on the wall of that room. */
export const clockOf = (instant: string, timeZone: string): string =>
  iso(ms(instant) + offsetAt(ms(instant), timeZone)).slice(11, 16);
