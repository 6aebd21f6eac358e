/** Who is on the list of one session, and what is recorded already. Assembled at view time, never written. @module */
import type { Observation } from 'fhir/r4.js';
import { codeSystem, sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { attendanceFromFhir } from '../../fhir-mappings/r4/attendance.ts';
import { seatFromFhir } from '../../fhir-mappings/r4/seat.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import type { GroupDefinition } from '../groups.ts';
import { episodeOf, within } from '../readiness/membership.ts';
import { addDays, iso, ms } from '../readiness/time.ts';
import type { Stored } from '../readiness/types.ts';
import type { Options } from '../portal-types.ts';
import { about } from './about.ts';
import type { PortalContext } from './context.ts';
import { membershipsOfGroup, whole } from './memberships.ts';

/** An attendance record with what an update needs. */
export interface Recorded {
  record: Attendance;
  resource: Observation;
}

export interface RosterRow {
  patient: string;
  /** `EpisodeOfCare/…`; absent for a seat without membership. */
  membership?: string;
  /** Display name the member chose; absent when none was. */
  name?: string;
  seat?: { reference: string; record: Seat };
  recorded?: Recorded;
}

/**
 * Memberships whose period contains the start and that are not on hold then, joined with the seats at that start
 * (design 3). Throws PortalError when any of the reads is incomplete: a roster is whole or not shown.
 */
export async function rosterOf(
  context: PortalContext,
  group: GroupDefinition,
  start: string,
  options: Options = {},
): Promise<RosterRow[]> {
  const at = ms(start);
  const zone = group.timeZone;
  const members = (await membershipsOfGroup(context, group, options))
    .filter(({ record }) => record.status !== 'entered-in-error')
    .map((stored) => episodeOf(stored, at, zone))
    .filter((e) => e.start <= at && at < e.end && !within(e.holds, at));
  const seats = (await seatsBetween(context, group, { from: start, until: start }, options)).filter(
    ({ record }) => ms(record.start) === at,
  );
  const patients = [...new Set([...members.map((e) => e.record.patient), ...seats.map((s) => s.record.patient)])];
  const recorded = await recordedAt(context, patients, start, options);
  return patients.map((patient) => {
    const member = members.find((e) => e.record.patient === patient);
    const seat = seats.find((s) => s.record.patient === patient);
    const found = recorded.filter((r) => r.record.patient === patient);
    // design 4.2e: two that differ are for a person to settle; nothing is chosen for them
    if (found.length > 1) throw new PortalError('conflict', 'One session is recorded twice for one member.');
    const name = member?.record.displayName;
    return {
      patient,
      ...(member && { membership: member.evidence }),
      ...(name !== undefined && { name }),
      ...(seat && { seat: { reference: seat.evidence, record: seat.record } }),
      ...(found[0] && { recorded: found[0] }),
    };
  });
}

/** Seats of the group on the local days between two instants, cancelled ones left out. */
export async function seatsBetween(
  context: PortalContext,
  group: GroupDefinition,
  { from, until }: { from: string; until: string },
  options: Options = {},
): Promise<Stored<Seat>[]> {
  const actor = await serviceOf(context, group, options);
  // days in UTC, a day wider at both ends: servers compare a date without zone in their own
  const days = [`ge${addDays(iso(ms(from)).slice(0, 10), -1)}`, `le${addDays(iso(ms(until)).slice(0, 10), 1)}`];
  const found = whole(await context.client.search('Appointment', { actor, date: days }, options));
  return found.flatMap((resource) => {
    const record = seatFromFhir(resource);
    if (isForeign(record) || record.status === 'entered-in-error' || record.status === 'cancelled') return [];
    return [{ record, evidence: `Appointment/${resource.id}` }];
  });
}

/** Living attendance records of these patients at one session. */
export async function recordedAt(
  context: PortalContext,
  patients: readonly string[],
  start: string,
  options: Options = {},
): Promise<Recorded[]> {
  if (patients.length === 0) return [];
  const day = iso(ms(start)).slice(0, 10);
  const code = `${codeSystem}|session-attendance`;
  const accept = about(new Set(patients), context.client.base);
  // 20 at a time keeps the address short enough for every server
  const searches = Array.from({ length: Math.ceil(patients.length / 20) }, (_, i) => ({
    type: 'Observation' as const,
    params: {
      patient: patients.slice(i * 20, i * 20 + 20).join(','),
      code,
      date: [`ge${addDays(day, -2)}`, `le${addDays(day, 2)}`],
    },
  }));
  const found = (await context.client.searchAll(searches, { ...options, accept })).flatMap(whole);
  return found.flatMap((resource) => {
    if (resource.resourceType !== 'Observation') return [];
    const record = attendanceFromFhir(resource);
    const ours = !isForeign(record) && record.status !== 'entered-in-error' && ms(record.start) === ms(start);
    return ours ? [{ record, resource }] : [];
  });
}

/** `HealthcareService/…` of the group; its server id is looked up by the group's key. */
async function serviceOf(context: PortalContext, group: GroupDefinition, options: Options): Promise<string> {
  const params = { identifier: `${sid.group}|${group.key}` };
  const [service] = whole(await context.client.search('HealthcareService', params, options));
  if (service === undefined) throw new PortalError('not-found', 'The record does not hold this group yet.', ['group']);
  return `HealthcareService/${service.id}`;
}
