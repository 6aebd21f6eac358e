/** Local days and instants. Offsets come from Intl through `@date-fns/tz`, never from tables of ours. @module */
import { tzOffset } from '@date-fns/tz/tzOffset';

const minute = 60_000;
/** Milliseconds. */
export const hour = 60 * minute;
export const day = 24 * hour;

/** Milliseconds of an instant; NaN without an offset, because then it names no instant (domain.md 4.6, E14). */
export const ms = (instant: string): number => (/T.*(Z|[+-]\d\d:\d\d)$/.test(instant) ? Date.parse(instant) : NaN);

/** A FHIR instant in UTC. */
export const iso = (time: number): string => new Date(time).toISOString();

/** Milliseconds the zone's wall clock is ahead of UTC at that instant; NaN for a zone this machine doesn't know. */
export const offsetAt = (time: number, zone: string): number => tzOffset(zone, new Date(time)) * minute;

const dateOf = (time: number) => iso(time).slice(0, 10);

/** Calendar date of an instant in the zone. */
export const localDate = (time: number, zone: string): string => dateOf(time + offsetAt(time, zone));

/** First instant of a calendar date in the zone: the earlier midnight when the clock shows it twice. */
export function dayStart(date: string, zone: string): number {
  const wall = Date.parse(date);
  const before = offsetAt(wall - day, zone);
  const after = offsetAt(wall + day, zone);
  // the larger offset gives the earlier instant
  const midnight = [Math.max(before, after), Math.min(before, after)].find((o) => offsetAt(wall - o, zone) === o);
  // no midnight: clocks jump over it (Beirut in spring, Apia's lost day), and the day starts at the jump
  return wall - (midnight ?? before);
}

/** The date n days later. */
export const addDays = (date: string, days: number): string => dateOf(Date.parse(date) + days * day);

/** The date n months later, or the last day of that month: 29 Feb and 12 months is 28 Feb. */
export function addMonths(date: string, months: number): string {
  const time = new Date(date);
  const wanted = time.getUTCDate();
  time.setUTCMonth(time.getUTCMonth() + months);
  if (time.getUTCDate() !== wanted) time.setUTCDate(0);
  return dateOf(+time);
}

/** Birthday at an age; born on 29 February it is 1 March where there is no 29th (domain.md 4.3 `signer-changes-soon`). */
export function birthday(born: string, age: number): string {
  const time = new Date(born);
  time.setUTCFullYear(time.getUTCFullYear() + age);
  return dateOf(+time);
}

/** Whole weeks between the local days of two instants: clocks that change in between make no week longer or shorter. */
export const weeksBetween = (from: number, to: number, zone: string): number =>
  Math.floor((Date.parse(localDate(to, zone)) - Date.parse(localDate(from, zone))) / (7 * day));

/** Week of a weeks-based commitment, 1 from the first day (domain.md 4.6 "sessions into commitment", E11). */
export const weekOf = (start: string, asOf: string, zone: string): number =>
  Math.floor((Date.parse(localDate(ms(asOf), zone)) - Date.parse(start)) / (7 * day)) + 1;
