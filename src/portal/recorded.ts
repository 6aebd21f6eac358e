/** What is recorded of members at one session already, and their seats, with what an update needs. @module */
import type { Appointment, Observation } from 'fhir/r4.js';
import { codeSystem, type RecordedOutcome } from '../../fhir-mappings/codes.ts';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import { addDays, iso, ms } from '../readiness/time.ts';
import type { Mark, Options } from '../portal-types.ts';
import { about } from './about.ts';
import { readingOf, type PortalContext } from './context.ts';
import { whole } from './whole.ts';
import { asSurvivor, idsOf } from './merged.ts';

/** An attendance record with its resource. */
export interface Recorded {
  record: Attendance;
  resource: Observation;
}

/** A seat with its resource. */
export interface Seated {
  record: Seat;
  resource: Appointment;
}

export const referenceOf = ({ resource }: Recorded | Seated): string => `${resource.resourceType}/${resource.id}`;

/**
 * Living attendance records of these patients at sessions between two starts, whatever key their identifiers were made
 * with: the same fact is found by patient and start, so that a changed key doubles nothing (design 4.2c).
 * @param atOnce patients in one search; 20 keep the address short enough for every server
 * @param unread collects whose record can't be read, so that the others’ can; without it such a record throws
 */
export async function recordsBetween(
  context: PortalContext,
  { patients, from, until }: { patients: readonly string[]; from: string; until: string },
  options: Options,
  { only, unread, atOnce = 20 }: { only?: RecordedOutcome | undefined; unread?: Set<string>; atOnce?: number } = {},
): Promise<Recorded[]> {
  const day = (instant: string) => iso(ms(instant)).slice(0, 10);
  const ids = idsOf(context, patients);
  const searches = Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, i) => ({
    type: 'Observation' as const,
    params: {
      patient: ids.slice(i * atOnce, (i + 1) * atOnce).join(','),
      code: `${codeSystem}|session-attendance`,
      ...(only && { 'value-concept': `${codeSystem}|${only}` }),
      date: [`ge${addDays(day(from), -2)}`, `le${addDays(day(until), 2)}`],
    },
  }));
  if (searches.length === 0) return [];
  const accept = about(new Set(ids), context.client.base);
  const { readers } = await readingOf(context, options);
  const found = (await context.client.searchAll(searches, { ...options, accept })).flatMap(whole);
  return found.flatMap((stored) => {
    const resource = asSurvivor(context, stored);
    if (resource.resourceType !== 'Observation') return [];
    try {
      const record = readers.attendanceFromFhir(resource);
      return isForeign(record) || record.status === 'entered-in-error' ? [] : [{ record, resource }];
    } catch (error) {
      if (!isPortalError(error) || unread === undefined) throw error;
      unread.add(resource.subject?.reference ?? '');
      return [];
    }
  });
}

/** Those at one session. */
export async function recordedAt(
  context: PortalContext,
  patients: readonly string[],
  start: string,
  options: Options = {},
): Promise<Recorded[]> {
  const found = await recordsBetween(context, { patients, from: start, until: start }, options);
  return found.filter(({ record }) => ms(record.start) === ms(start));
}

/**
 * The one record of a fact. Two that say the same (two devices, two keys, one moment): the first is kept, the others
 * are doubles. Two that differ are for a person to settle: throws `conflict` (design 4.2e).
 */
export function settled(found: readonly Recorded[]): { kept: Recorded | undefined; doubles: Recorded[] } {
  const [kept, ...doubles] = found.toSorted(
    (a, b) =>
      ms(a.record.recordedAt) - ms(b.record.recordedAt) || (a.resource.id ?? '').localeCompare(b.resource.id ?? ''),
  );
  if (kept && doubles.some((d) => !sayTheSame(d.record, kept.record)))
    throw new PortalError('conflict', 'One session is recorded twice for one member.');
  return { kept, doubles };
}

/** The same outcome with the same minutes; how somebody left is compared where the mark says it. */
export function sameMark(record: Attendance, mark: Mark): boolean {
  const isSame = record.outcome === mark.outcome && record.minutesLate === mark.minutesLate;
  if (!isSame || (mark.leftEarly ?? isLeft(record)) !== isLeft(record)) return false;
  return mark.left === undefined || (leftAt(record) !== undefined && ms(mark.left) === ms(leftAt(record) ?? ''));
}

/** Two records that say the same happened, whatever times they hold. */
export const sayTheSame = (a: Attendance, b: Attendance): boolean => sameMark(a, whatOf(b));

const isLeft = (record: Attendance): boolean => record.departure !== undefined;
/** Instant somebody left early, where it was seen. */
const leftAt = (record: Attendance): string | undefined => (isLeft(record) ? record.observed?.end : undefined);

/** A record as a mark. */
export function markOf(record: Attendance): Mark {
  const left = leftAt(record);
  return { ...whatOf(record), ...(left !== undefined && { left }) };
}

const whatOf = (record: Attendance): Mark => ({
  outcome: record.outcome,
  ...(record.minutesLate !== undefined && { minutesLate: record.minutesLate }),
  leftEarly: isLeft(record),
});
