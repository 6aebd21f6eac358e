/** Local times of a zone as instants. Offsets come from Intl, as everywhere (readiness/time.ts). Pure. @module */
import { hour, offsetAt } from '../readiness/time.ts';

/** Every instant at which the zone's clock shows the local time: one, none where it jumps over it, two where it goes back. */
function instantsOf(wall: number, zone: string): number[] {
  const offsets = new Set([offsetAt(wall - 24 * hour, zone), offsetAt(wall + 24 * hour, zone)]);
  return [...offsets].map((offset) => wall - offset).filter((instant) => instant + offsetAt(instant, zone) === wall);
}

export type LocalInstant = { instant: number } | { reason: 'time-ambiguous' | 'time-skipped' | 'time-unreadable' };

/**
 * @param local `YYYY-MM-DDTHH:mm:ss`
 * @param offset `Z` or `±HH:mm`, where the file says it: has to be one the zone has then
 */
export function instantOf(local: string, zone: string, offset?: string): LocalInstant {
  const wall = Date.parse(`${local}Z`);
  const found = instantsOf(wall, zone);
  if (offset !== undefined) {
    const instant = Date.parse(`${local}${offset}`);
    return offset === 'Z' || found.includes(instant) ? { instant } : { reason: 'time-unreadable' };
  }
  const [instant, second] = found;
  if (instant === undefined) return { reason: 'time-skipped' };
  return second === undefined ? { instant } : { reason: 'time-ambiguous' };
}

/** The same function, remembering its last answers: thousands of rows speak of the same sessions. */
export function remembering<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (known.has(text)) return known.get(text) as T;
    if (known.size > 10_000) known.clear();
    const found = of(text);
    known.set(text, found);
    return found;
  };
}

/** `instantOf`, remembering. */
export function rememberingInstants(): typeof instantOf {
  const known = remembering((key: string) => {
    const [local = '', zone = '', offset] = key.split(' ');
    return instantOf(local, zone, offset || undefined);
  });
  return (local, zone, offset = '') => known(`${local} ${zone} ${offset}`);
}
