/**
 * Records ↔ FHIR R5. Where R5 has the same elements (EpisodeOfCare, Observation, Provenance, HealthcareService,
 * RelatedPerson) the R4 mapping is the R5 mapping; Consent, Encounter, Appointment, QuestionnaireResponse and
 * DocumentReference are turned from and into R5's shapes.
 * @module
 */
import type { Coding } from 'fhir/r4.js';
import type {
  Appointment,
  Consent,
  DocumentReference,
  Encounter,
  Observation,
  QuestionnaireResponse,
} from 'fhir/r5.js';
import type { Agreement } from '../records/agreement.ts';
import type { Attendance } from '../records/attendance.ts';
import type { Draft } from '../records/draft.ts';
import type { Preparation } from '../records/preparation.ts';
import type { Seat } from '../records/seat.ts';
import type { SignedCopy } from '../records/signed-copy.ts';
import { agreementFromFhir as agreementFromR4, responseOf as responseOfR4 } from '../r4/agreement.ts';
import { agreementToFhir as agreementToR4 } from '../r4/write-agreement.ts';
import { attendanceFromFhir as attendanceFromR4 } from '../r4/attendance.ts';
import { attendanceToFhir as attendanceToR4 } from '../r4/write-attendance.ts';
import { draftFromFhir as draftFromR4, draftToFhir as draftToR4 } from '../r4/draft.ts';
import { preparationFromFhir as preparationFromR4 } from '../r4/preparation.ts';
import { preparationToFhir as preparationToR4 } from '../r4/write-preparation.ts';
import { seatFromFhir as seatFromR4 } from '../r4/seat.ts';
import { seatToFhir as seatToR4 } from '../r4/write-seat.ts';
import { isForeign, reading, type Foreign } from '../r4/shared.ts';
import { signedCopyFromFhir as copyFromR4, signedCopyToFhir as copyToR4 } from '../r4/signed-copy.ts';
import { consentFromR5, consentToR5 } from './consent.ts';
import { documentFromR5, documentToR5, responseFromR5, responseToR5 } from './documents.ts';
import { same } from '../same.ts';
import { appointmentFromR5, appointmentToR5, encounterFromR5, encounterToR5 } from './visits.ts';

export { changeFromFhir, changeToFhir } from '../r4/change.ts';
export { closeSigning } from '../r4/close-signing.ts';
export { endConsent, exceptConsent, rejectConsent, reopenConsent } from './consent.ts';
export { groupToFhir } from '../r4/group.ts';
export { membershipFromFhir } from '../r4/membership.ts';
export { membershipToFhir } from '../r4/write-membership.ts';
export { noteFromFhir, noteToFhir } from '../r4/note.ts';
export { relatedPersonToFhir } from '../r4/related-person.ts';
export { isForeign, type Foreign } from '../r4/shared.ts';
export { signingFromFhir, signingToFhir } from '../r4/signing.ts';
export { snapshotFromFhir, snapshotToFhir } from '../r4/snapshot.ts';

type Labels = { labels: readonly Coding[] };

/** Reads through the R4 reader after the turn; foreign stays foreign, and nothing but a PortalError leaves. */
const turned = <T, R>(value: T | Foreign, read: (value: T) => R): R | Foreign =>
  isForeign(value as object) ? (value as Foreign) : read(value as T);

/** See the R4 `agreementToFhir`; `signedCopy` is the DocumentReference, which R5's Consent can name as well. */
export function agreementToFhir(
  record: Agreement,
  context: Labels & { signedCopy?: string },
): { response: QuestionnaireResponse; consent: Consent } {
  const { response, consent } = agreementToR4(record, context);
  return { response: responseToR5(response), consent: consentToR5(consent, context) };
}

export const agreementFromFhir = (consent: unknown, response: unknown): Agreement | Foreign =>
  reading(() =>
    turned(consentFromR5(consent), (c) => {
      const r = responseFromR5(response);
      return agreementFromR4(c, isForeign(r) ? undefined : r);
    }),
  );

export const responseOf = (consent: unknown): string | undefined =>
  reading(() => {
    const c = consentFromR5(consent);
    return isForeign(c) ? undefined : responseOfR4(c);
  });

export const visitOver = 'completed';

/** See the R4 `attendanceToFhir`; `scheduledEnd` (instant) is R5's planned end. */
export function attendanceToFhir(
  record: Attendance,
  context: Labels & { visitType?: readonly Coding[]; scheduledEnd?: string },
): { observation: Observation; encounter?: Encounter } {
  const { observation, encounter } = attendanceToR4(record, context);
  return {
    observation: same<Observation>(observation),
    ...(encounter && { encounter: encounterToR5(encounter, { start: record.start, end: context.scheduledEnd }) }),
  };
}

export const attendanceFromFhir = (observation: unknown, encounter?: unknown): Attendance | Foreign =>
  reading(() => {
    const e = encounter === undefined ? undefined : encounterFromR5(encounter);
    return attendanceFromR4(observation, e === undefined || isForeign(e) ? undefined : e);
  });

export const seatToFhir = (record: Seat): Appointment => appointmentToR5(seatToR4(record));
export const seatFromFhir = (value: unknown): Seat | Foreign =>
  reading(() => turned(appointmentFromR5(value), (a) => seatFromR4(a)));

export const preparationToFhir = (record: Preparation, context: Labels): QuestionnaireResponse =>
  responseToR5(preparationToR4(record, context));
export const preparationFromFhir = (value: unknown): Preparation | Foreign =>
  reading(() => turned(responseFromR5(value), (r) => preparationFromR4(r)));

export const draftToFhir = (record: Draft, context: Labels): QuestionnaireResponse =>
  responseToR5(draftToR4(record, context));
export const draftFromFhir = (value: unknown): Draft | Foreign =>
  reading(() => turned(responseFromR5(value), (r) => draftFromR4(r)));

export const signedCopyToFhir = (record: SignedCopy, context: Labels): DocumentReference =>
  documentToR5(copyToR4(record, context));
/** `response` is the one the copy shows: R5 has no element for it. */
export const signedCopyFromFhir = (value: unknown, response: string): SignedCopy | Foreign =>
  reading(() => turned(documentFromR5(value, response), (d) => copyFromR4(d)));
