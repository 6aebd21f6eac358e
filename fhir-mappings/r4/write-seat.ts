/** Scheduled seat → Appointment with exactly one Patient (mapping table: README). @module */
import type { Appointment, AppointmentParticipant } from 'fhir/r4.js';
import { extension, hl7 } from '../codes.ts';
import { seatLabels } from '../labels.ts';
import { parseSeat, type Seat } from '../records/seat.ts';
import { concept, meta } from './shared.ts';

const cancelled = { member: 'cancelledByPatient', clinic: 'cancelledByProvider' } as const;

/** Writes a seat. Throws PortalError `invalid` with field names. */
export function seatToFhir(record: Seat): Appointment {
  const s = parseSeat(record);
  return {
    resourceType: 'Appointment',
    meta: meta(seatLabels),
    ...(s.movedFrom !== undefined && { extension: [{ url: extension.movedFrom, valueDateTime: s.movedFrom }] }),
    identifier: [s.identity],
    status: s.status,
    ...(s.cancelledBy && { cancelationReason: concept(hl7[cancelled[s.cancelledBy]]) }),
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
