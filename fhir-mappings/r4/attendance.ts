/** Attendance ↔ Observation, and Encounter when the member took part (mapping table: README). @module */
import type { Encounter, EncounterParticipant, Observation, ObservationComponent } from 'fhir/r4.js';
import { attendedOutcomes, codeSystem, extension, hl7, local, sid } from '../codes.ts';
import { attendance, parseAttendance, type Attendance } from '../records/attendance.ts';
import { parse } from '../records/primitives.ts';
import type { Coding } from 'fhir/r4.js';
import {
  codeIn,
  concept,
  episodeExtension,
  extensionOf,
  identifierIn,
  meta,
  notOurs,
  present,
  reading,
  resourceOf,
  isForeign,
  type Foreign,
} from './shared.ts';

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

/**
 * Reads what `attendanceToFhir` wrote. The Encounter may be missing from what a caller can read.
 * Throws PortalError `unreadable` with field names when it is ours and broken.
 */
export function attendanceFromFhir(observation: unknown, encounter?: unknown): Attendance | Foreign {
  return reading(() => {
    const o = resourceOf(observation, 'Observation');
    if (isForeign(o)) return o;
    if (codeIn(o.code) !== 'session-attendance') return { foreign: 'Observation', why: 'other-code' } as const;
    const identity = identifierIn(o.identifier, sid.keyed('attendance', ''), sid.void);
    if (identity === undefined) return notOurs(o);
    const read = encounter === undefined ? undefined : resourceOf(encounter, 'Encounter');
    // only this member's own visit: a shared or cancelled one of another system says nothing about them
    const fits = read && !isForeign(read) && read.subject?.reference === o.subject?.reference;
    const e = fits && ['finished', 'entered-in-error'].includes(read.status) ? read : undefined;
    const visitIdentity = identifierIn(e?.identifier, sid.keyed('encounter', ''), sid.void);
    return parse(
      attendance,
      present({
        patient: o.subject?.reference,
        membership: extensionOf(o, extension.episodeOfCare)?.valueReference?.reference,
        seat: e?.appointment?.[0]?.reference,
        start: component(o, 'scheduled-start')?.valueDateTime,
        outcome: codeIn(o.valueCodeableConcept),
        observed: o.effectivePeriod,
        minutesLate: component(o, 'minutes-late')?.valueQuantity?.value,
        departure: codeIn(component(o, 'departure')?.valueCodeableConcept),
        leaders: e?.participant?.map((p) => p.individual?.reference) ?? [o.performer?.[0]?.reference],
        organization: e?.serviceProvider?.reference,
        video: e?.class.code === 'VR' ? true : undefined,
        recordedBy: o.performer?.[0]?.reference,
        recordedAt: o.issued,
        status: o.status,
        identity: present({ attendance: identity, encounter: visitIdentity }),
        encounter: o.encounter?.reference,
      }),
      'unreadable',
    );
  });
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

const component = (o: Observation, code: string): ObservationComponent | undefined =>
  o.component?.find((c) => c.code.coding?.some((k) => k.system === codeSystem && k.code === code));

/** The first leader is the primary performer, co-leaders are secondary. */
const leader = (reference: string, index: number): EncounterParticipant => ({
  type: [concept(index === 0 ? hl7.primaryPerformer : hl7.secondaryPerformer)],
  individual: { reference },
});
