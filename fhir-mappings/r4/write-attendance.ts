/** Attendance → Observation, and Encounter when the member took part (mapping table: README). @module */
import type { Coding, Encounter, EncounterParticipant, Observation, ObservationComponent } from 'fhir/r4.js';
import { attendedOutcomes, extension, hl7, local } from '../codes.ts';
import { parseAttendance, type Attendance } from '../records/attendance.ts';
import { concept, episodeExtension, meta } from './shared.ts';

export interface AttendanceResources {
  observation: Observation;
  /** Only when attended. R4 has no Encounter status for an absence. */
  encounter?: Encounter;
}

/**
 * Writes one member's outcome. Throws PortalError `invalid` with field names.
 * @param context labels of the group; the type codings of visits, where the clinic sets any
 */
export function attendanceToFhir(
  record: Attendance,
  { labels, visitType = [] }: { labels: readonly Coding[]; visitType?: readonly Coding[] },
): AttendanceResources {
  const a = parseAttendance(record);
  const attended = attendedOutcomes.includes(a.outcome);
  // element by element: spreading what may be missing is felt in a bulk import (bench/mapping.ts)
  const observation: Observation = {
    resourceType: 'Observation',
    meta: meta(labels),
    extension: [episodeExtension(extension.episodeOfCare, a.membership)],
    identifier: [a.identity.attendance],
    status: a.status,
    category: [concept(hl7.survey)],
    code: concept(local('session-attendance')),
    subject: { reference: a.patient },
    issued: a.recordedAt,
    performer: [{ reference: a.recordedBy }],
  };
  // effective holds only what was observed; the component says which session it is
  if (a.observed) observation.effectivePeriod = a.observed;
  else observation.effectiveDateTime = a.start;
  observation.valueCodeableConcept = concept(local(a.outcome));
  observation.component = components(a);
  if (!attended) return { observation };
  if (a.encounter) observation.encounter = { reference: a.encounter };
  if (a.identity.encounter === undefined) return { observation };
  const encounter: Encounter = {
    resourceType: 'Encounter',
    meta: meta(labels),
    identifier: [a.identity.encounter],
    status: 'finished',
    class: a.video ? hl7.virtual : hl7.ambulatory,
    subject: { reference: a.patient },
    episodeOfCare: [{ reference: a.membership }],
    participant: a.leaders.map(leader),
  };
  if (visitType.length > 0) encounter.type = [concept(...visitType)];
  if (a.seat) encounter.appointment = [{ reference: a.seat }];
  // never copied from the schedule (design 3)
  if (a.observed) encounter.period = a.observed;
  if (a.organization) encounter.serviceProvider = { reference: a.organization };
  return { observation, encounter };
}

function components(a: Attendance): ObservationComponent[] {
  const list: ObservationComponent[] = [{ code: concept(local('scheduled-start')), valueDateTime: a.start }];
  if (a.minutesLate !== undefined) {
    list.push({
      code: concept(local('minutes-late')),
      valueQuantity: { value: a.minutesLate, unit: 'min', system: 'http://unitsofmeasure.org', code: 'min' },
    });
  }
  if (a.departure) list.push({ code: concept(local('departure')), valueCodeableConcept: concept(local(a.departure)) });
  return list;
}

/** The first leader is the primary performer, co-leaders are secondary. */
const leader = (reference: string, index: number): EncounterParticipant => ({
  type: [concept(index === 0 ? hl7.primaryPerformer : hl7.secondaryPerformer)],
  individual: { reference },
});
