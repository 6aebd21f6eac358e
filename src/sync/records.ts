/** The resources of a fact that is new to the record. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';
import { attendanceRecord } from '../portal/attendance-records.ts';
import { newEntries } from '../portal/attendance-write.ts';
import { instantIn, type PortalContext } from '../portal/context.ts';
import { ehrVisits } from '../portal/ehr-visit.ts';
import { referenceOf } from '../portal/recorded.ts';
import type { HeldTimes } from '../portal-types.ts';
import type { Planned } from './decide.ts';

export interface Recording {
  context: PortalContext;
  mappings: Mappings;
  /** By key. */
  groups: ReadonlyMap<string, GroupDefinition>;
}

export function groupOf({ groups }: Pick<Recording, 'groups'>, key: string): GroupDefinition {
  const group = groups.get(key);
  if (group === undefined) throw new PortalError('invalid', 'There is no such group.', ['group']);
  return group;
}

/** When the session really began, as the file says. */
export const heldOf = ({ fact: { began } }: Planned, { timeZone }: GroupDefinition): { held?: HeldTimes } =>
  began === undefined ? {} : { held: { start: instantIn(timeZone, new Date(began)) } };

export const startOf = ({ start }: Planned, { timeZone }: GroupDefinition): string =>
  instantIn(timeZone, new Date(start));

/** The EHR's own visits of these facts, where it has made them. */
export const visitsOf = (recording: Recording, some: readonly Planned[]): Promise<(string | undefined)[]> =>
  ehrVisits(
    recording.context,
    some.map((one) => {
      const group = groupOf(recording, one.fact.group);
      return { group, patient: one.patient, start: startOf(one, group), seat: one.seat, mark: one.mark };
    }),
  );

/**
 * Its visit, where there is one, has a name for the length of a transaction.
 * @param visit the EHR's own, instead of a new one
 */
export async function newRecord(recording: Recording, one: Planned, visit?: string): Promise<Attendance> {
  const { context } = recording;
  const group = groupOf(recording, one.fact.group);
  const { patient, membership, seat, mark } = one;
  return attendanceRecord(await context.key(), {
    group,
    patient,
    membership,
    start: startOf(one, group),
    ...(seat && { seat: { reference: referenceOf(seat), identity: seat.record.identity.value } }),
    mark,
    ...heldOf(one, group),
    recordedBy: context.user.reference,
    recordedAt: instantIn(group.timeZone, context.now()),
    encounter: `urn:uuid:${crypto.randomUUID()}`,
    visit,
  });
}

/** Guarded: none names anybody but the patient. */
export function entriesOf(recording: Recording, { fact, patient, seat }: Planned, record: Attendance): Entry[] {
  const group = groupOf(recording, fact.group);
  const entries = newEntries({ mappings: recording.mappings, group, record, seat });
  for (const { resource } of entries) if (resource.resourceType !== 'Appointment') guard(same(resource), { patient });
  return entries;
}
