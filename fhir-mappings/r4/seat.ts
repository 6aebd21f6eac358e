/** Scheduled seat ← Appointment with exactly one Patient (mapping table: README). @module */
import type { CodeableConcept, Reference } from 'fhir/r4.js';
import { cancellationSystem, extension, sid } from '../codes.ts';
import { parse } from '../records/primitives.ts';
import { ehrSeatIdentity, seat, type Seat } from '../records/seat.ts';
import { relative } from '../references.ts';
import {
  codeIn,
  extensionOf,
  identifierIn,
  isForeign,
  notOurs,
  present,
  reading,
  resourceOf,
  type Foreign,
} from './shared.ts';

/** Whatever branch below `pat` or `prov` an EHR uses. */
function cancelledBy(reason: CodeableConcept | undefined): Seat['cancelledBy'] {
  const code = codeIn(reason, cancellationSystem)?.split('-')[0];
  return code === 'pat' ? 'member' : code === 'prov' ? 'clinic' : undefined;
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
      present({
        patient: patients[0],
        leaders: of('Practitioner', 'PractitionerRole'),
        service: of('HealthcareService')[0],
        start: a.start,
        end: a.end,
        status: a.status,
        movedFrom: extensionOf(a, extension.movedFrom)?.valueDateTime,
        cancelledBy: a.status === 'cancelled' ? cancelledBy(a.cancelationReason) : undefined,
        identity,
      }),
      'unreadable',
    );
  });
}

/**
 * An EHR's own Appointment as a seat, R4 or R5: of exactly one member, at one of these services, with its times.
 * Anything else is foreign. Its identity is its id (design 4.2a).
 * @param services `HealthcareService/…` of the group
 * @param base of the server, to read absolute references
 */
export function ehrSeatFromFhir(value: unknown, services: ReadonlySet<string>, base: string): Seat | Foreign {
  return reading((): Seat | Foreign => {
    const a = resourceOf(value, 'Appointment');
    if (isForeign(a)) return a;
    // R5 names the subject beside the participants, and spells the reason with two l
    const { subject, cancellationReason } = a as { subject?: Reference; cancellationReason?: CodeableConcept };
    const named = [subject, ...(a.participant ?? []).map((p) => p.actor)].flatMap((r) => r?.reference ?? []);
    const actors = [...new Set(named.map((reference) => relative(reference, base)))];
    const [patient, ...others] = actors.filter((r) => /(^|\/)(Patient|Group)\//.test(r));
    if (!patient?.startsWith('Patient/') || others.length > 0)
      return { foreign: 'Appointment', why: 'not-one-patient' } as const;
    const service = actors.find((r) => services.has(r));
    const { id, start = '', end = '', status } = a;
    // a time without offset is no instant
    if (service === undefined || id === undefined || ![start, end].every((time) => /T.*(Z|[+-]\d\d:\d\d)$/.test(time)))
      return notOurs(a);
    const by = status === 'cancelled' ? cancelledBy(a.cancelationReason ?? cancellationReason) : undefined;
    return {
      patient,
      leaders: actors.filter((r) => /^Practitioner(Role)?\//.test(r)),
      service,
      start,
      end,
      status,
      ...(by && { cancelledBy: by }),
      identity: ehrSeatIdentity(id),
    };
  });
}
