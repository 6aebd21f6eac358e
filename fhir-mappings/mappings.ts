/** Which mapping a server gets, by its FHIR version. @module */
import type { Coding, FhirResource } from 'fhir/r4.js';
import type { FhirResource as R5Resource } from 'fhir/r5.js';
import type { Agreement } from './records/agreement.ts';
import type { Attendance } from './records/attendance.ts';
import type { Change } from './records/change.ts';
import type { Draft } from './records/draft.ts';
import type { Membership } from './records/membership.ts';
import type { Note } from './records/note.ts';
import type { Preparation } from './records/preparation.ts';
import type { Seat } from './records/seat.ts';
import type { SignedCopy } from './records/signed-copy.ts';
import type { Signing, SigningClose } from './records/signing.ts';
import type { Snapshot } from './records/snapshot.ts';
import type { GroupRecord } from './r4/group.ts';
import type { Signed } from './r4/signing.ts';
import type { Foreign } from './r4/shared.ts';

/** `Capability.fhirVersion` without its patch level. */
export type FhirVersion = '4.0' | '4.3' | '5.0';

type Of<T extends FhirResource['resourceType']> =
  | Extract<FhirResource, { resourceType: T }>
  | Extract<R5Resource, { resourceType: T }>;
interface Context {
  labels: readonly Coding[];
}

/** What both versions offer, under the same names. What only one version can hold is in the writers' context. */
export interface Mappings {
  groupToFhir(record: GroupRecord): Of<'HealthcareService'>;
  /** `signing`: UUID of the signing it is written with, its identifier. */
  relatedPersonToFhir(patient: string, basis?: Signing['signer']['basis'], signing?: string): Of<'RelatedPerson'>;
  membershipToFhir(record: Membership, context: Context): Of<'EpisodeOfCare'>;
  membershipFromFhir(resource: unknown): Membership | Foreign;
  seatToFhir(record: Seat): Of<'Appointment'>;
  seatFromFhir(resource: unknown): Seat | Foreign;
  /** `authority`: R4 only, the clinic's own address. `signedCopy`: R5 only, the DocumentReference as a second source. */
  agreementToFhir(
    record: Agreement,
    context: Context & { authority?: string; signedCopy?: string },
  ): { response: Of<'QuestionnaireResponse'>; consent: Of<'Consent'> };
  agreementFromFhir(consent: unknown, response: unknown): Agreement | Foreign;
  /** A stored Consent, ended: `inactive`, with when and why, in force up to the local day `on` (fhir.md 1.6). */
  endConsent(consent: object, end: NonNullable<Agreement['ended']> & { on: string }): Of<'Consent'>;
  /**
   * A stored Consent whose end is taken back. `period`: of its signing, where it had one; without one it waits again, as it
   * did.
   */
  reopenConsent(consent: object, period: Agreement['period']): Of<'Consent'>;
  /**
   * A stored Consent that the leader accepts as it was answered: active, with the exception; `period` is that of the signing,
   * absent where it has one.
   */
  exceptConsent(
    consent: object,
    exception: NonNullable<Agreement['exception']>,
    period: Agreement['period'],
  ): Of<'Consent'>;
  /** A stored Consent that waited, rejected: never in force. */
  rejectConsent(consent: object): Of<'Consent'>;
  /** The response a Consent stands on, as it refers to it. */
  responseOf(consent: unknown): string | undefined;
  /** Answers that nobody has signed yet. Once signed or given up its status becomes `stopped`, and it is foreign. */
  draftToFhir(record: Draft, context: Context): Of<'QuestionnaireResponse'>;
  draftFromFhir(response: unknown): Draft | Foreign;
  /** `scheduledEnd`: R5 only, an instant. */
  attendanceToFhir(
    record: Attendance,
    context: Context & { visitType?: readonly Coding[]; scheduledEnd?: string },
  ): { observation: Of<'Observation'>; encounter?: Of<'Encounter'> };
  attendanceFromFhir(observation: unknown, encounter?: unknown): Attendance | Foreign;
  /** `Encounter.status` of a visit that took place, to search by. */
  visitOver: 'finished' | 'completed';
  preparationToFhir(record: Preparation, context: Context): Of<'QuestionnaireResponse'>;
  preparationFromFhir(response: unknown): Preparation | Foreign;
  noteToFhir(record: Note, context: Context): Of<'Observation'>;
  noteFromFhir(observation: unknown): Note | Foreign;
  snapshotToFhir(record: Snapshot, context: Context): Of<'Observation'>;
  snapshotFromFhir(observation: unknown): Snapshot | Foreign;
  signingToFhir(record: Signing, context: Context): Of<'Provenance'>;
  signingFromFhir(provenance: unknown, signed: Signed): Signing | Foreign;
  /** A stored signing, with who saw it and how the copy was given added where it says neither. Throws `unreadable`, `invalid`. */
  closeSigning(provenance: object, close: SigningClose): Of<'Provenance'>;
  changeToFhir(record: Change, context: Context): Of<'Provenance'>;
  changeFromFhir(provenance: unknown, patient: string): Change | Foreign;
  signedCopyToFhir(record: SignedCopy, context: Context): Of<'DocumentReference'>;
  /** `response` is the one the copy shows: R5 has no element for it, R4 has and ignores the argument. */
  signedCopyFromFhir(document: unknown, response: string): SignedCopy | Foreign;
}

/** The part of the mappings that reads one member's record. */
export type Readers = Pick<
  Mappings,
  | 'agreementFromFhir'
  | 'responseOf'
  | 'attendanceFromFhir'
  | 'visitOver'
  | 'membershipFromFhir'
  | 'noteFromFhir'
  | 'preparationFromFhir'
  | 'seatFromFhir'
>;

/** See `mappingsFor`. */
export async function readersFor(fhirVersion: FhirVersion): Promise<Readers> {
  return fhirVersion === '5.0' ? import('./r5/index.ts') : import('./r4/readers.ts');
}

/**
 * Mappings of a server's FHIR version; R4B has R4's (fhir.md 1.2: the same elements).
 * Each is fetched when it is asked for: most servers are R4, and their pages never load R5's.
 */
export async function mappingsFor(fhirVersion: FhirVersion): Promise<Mappings> {
  return fhirVersion === '5.0' ? import('./r5/index.ts') : import('./r4/index.ts');
}
