/** Encounter and Appointment in R5 (fhir.md 2.1, 2.2). @module */
import type { Appointment as R4Appointment, Encounter as R4Encounter } from 'fhir/r4.js';
import type { Appointment, Encounter } from 'fhir/r5.js';
import { isForeign, present, resourceOf, type Foreign } from '../r4/shared.ts';
import { same } from '../same.ts';

/** `scheduled` is the session as planned: R5 has elements for it beside what was observed. */
export function encounterToR5(e: R4Encounter, scheduled: { start: string; end?: string | undefined }): Encounter {
  const { period, participant, class: kind, status, serviceType: _s, ...rest } = e;
  return same({
    ...rest,
    status: status === 'finished' ? 'completed' : 'entered-in-error',
    class: [{ coding: [kind] }],
    ...present({
      // R5 enc-2: only a Patient or Group actor must have no type; a leader keeps theirs
      participant: participant?.map(({ type, individual }) => present({ type, actor: individual })),
      actualPeriod: period,
      plannedStartDate: scheduled.start,
      plannedEndDate: scheduled.end,
    }),
  });
}

export function encounterFromR5(value: unknown): R4Encounter | Foreign {
  const read = resourceOf(value, 'Encounter');
  if (isForeign(read)) return read;
  const {
    actualPeriod,
    participant,
    class: kinds,
    status,
    plannedStartDate: _a,
    plannedEndDate: _b,
    ...rest
  } = same<Encounter>(read);
  return same({
    ...rest,
    status: status === 'completed' ? 'finished' : status === 'entered-in-error' ? status : 'unknown',
    class: kinds?.[0]?.coding?.[0] ?? {},
    ...present({
      participant: participant?.map(({ type, actor }) => present({ type, individual: actor })),
      period: actualPeriod,
    }),
  });
}

/** R5 names the subject beside the participants, and says required with a boolean. */
export function appointmentToR5(a: R4Appointment): Appointment {
  const { participant, cancelationReason, ...rest } = a;
  const patient = participant.find((p) => p.actor?.reference?.startsWith('Patient/'))?.actor;
  return same({
    ...rest,
    // R5's spelling
    ...present({ subject: patient, cancellationReason: cancelationReason }),
    participant: participant.map(({ required, ...p }) => ({ ...p, required: required === 'required' })),
  });
}

export function appointmentFromR5(value: unknown): R4Appointment | Foreign {
  const read = resourceOf(value, 'Appointment');
  if (isForeign(read)) return read;
  const { subject, participant: listed, cancellationReason, ...rest } = same<Appointment>(read);
  // others may leave it out
  const participant = listed ?? [];
  const isOther = (reference = '') => /^(Patient|Group)\//.test(reference) && reference !== subject?.reference;
  if (subject && participant.some((p) => isOther(p.actor?.reference)))
    return { foreign: 'Appointment', why: 'not-one-patient' };
  return same({
    ...rest,
    ...present({ cancelationReason: cancellationReason }),
    participant: participant.map(({ required, ...p }) => ({
      ...p,
      required: required ? 'required' : 'information-only',
    })),
  });
}
