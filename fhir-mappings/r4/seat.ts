/** Scheduled seat ↔ Appointment with exactly one Patient (mapping table: README). @module */
import type { Appointment, AppointmentParticipant } from 'fhir/r4.js';
import { hl7, sid } from '../codes.ts';
import { seatLabels } from '../labels.ts';
import { parse } from '../records/primitives.ts';
import { parseSeat, seat, type Seat } from '../records/seat.ts';
import { concept, identifierIn, isForeign, meta, notOurs, reading, resourceOf, type Foreign } from './shared.ts';

/** Writes a seat. Throws PortalError `invalid` with field names. */
export function seatToFhir(record: Seat): Appointment {
  const s = parseSeat(record);
  return {
    resourceType: 'Appointment',
    meta: meta(seatLabels),
    identifier: [s.identity],
    status: s.status,
    start: s.start,
    end: s.end,
    participant: [
      { actor: { reference: s.patient }, required: 'required', status: 'accepted' },
      ...s.leaders.map((reference, i): AppointmentParticipant => ({
        type: [concept(i === 0 ? hl7.primaryPerformer : hl7.secondaryPerformer)],
        actor: { reference },
        required: 'required',
        status: 'accepted',
      })),
      { actor: { reference: s.service }, required: 'information-only', status: 'accepted' },
    ],
  };
}

/**
 * Reads a seat of ours. An EHR's own Appointment is foreign here; a shared one (several Patients) always is:
 * it would name co-members. Throws PortalError `unreadable` when it is ours and broken.
 */
export function seatFromFhir(value: unknown): Seat | Foreign {
  return reading(() => {
    const a = resourceOf(value, 'Appointment');
    if (isForeign(a)) return a;
    const actors = (a.participant ?? []).flatMap((p) => p.actor?.reference ?? []);
    const of = (...types: string[]) => actors.filter((r) => types.some((type) => r.startsWith(`${type}/`)));
    const patients = of('Patient');
    // whoever wrote it: a shared one names co-members
    if (patients.length > 1) return { foreign: 'Appointment', why: 'not-one-patient' } as const;
    const identity = identifierIn(a.identifier, sid.keyed('seat', ''), sid.void);
    if (identity === undefined) return notOurs(a);
    return parse(
      seat,
      {
        patient: patients[0],
        leaders: of('Practitioner', 'PractitionerRole'),
        service: of('HealthcareService')[0],
        start: a.start,
        end: a.end,
        status: a.status,
        identity,
      },
      'unreadable',
    );
  });
}
