/** Random records, built from the rules: everything a record may say. @module */
import fc from 'fast-check';
import { attendedOutcomes, recordedOutcomes } from '../../fhir-mappings/codes.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import { changeReasons, type Change } from '../../fhir-mappings/records/change.ts';
import { membershipStatuses, type Membership } from '../../fhir-mappings/records/membership.ts';
import { contactWays, type Preparation } from '../../fhir-mappings/records/preparation.ts';
import { seatStatuses, type Seat } from '../../fhir-mappings/records/seat.ts';
import type { SignedCopy } from '../../fhir-mappings/records/signed-copy.ts';
import { criterionStates, snapshotStates, type Snapshot } from '../../fhir-mappings/records/snapshot.ts';
import {
  name,
  ref,
  uuid,
  code,
  staff,
  patient,
  episode,
  organization,
  response,
  signer,
  hash,
  base64,
  identity,
  document,
  instant,
  days,
  instants,
  some,
  mode,
} from './arbitrary-parts.ts';

export const membership: fc.Arbitrary<Membership> = fc
  .tuple(
    some(
      {
        patient,
        group: code,
        service: ref('HealthcareService'),
        status: fc.constantFrom(...membershipStatuses),
        history: fc.array(
          fc
            .tuple(fc.constantFrom(...membershipStatuses), days, fc.boolean())
            .map(([status, { start, end }, open]) => (open ? { status, start } : { status, start, end })),
          { maxLength: 4 },
        ),
        identity: identity('membership'),
      },
      { displayName: name, leader: staff, organization },
    ),
    days,
    fc.boolean(),
  )
  .map(([m, { start, end }, open]) => (open ? { ...m, start } : { ...m, start, end }));

export const seat: fc.Arbitrary<Seat> = fc
  .tuple(
    some(
      {
        patient,
        leaders: fc.array(staff, { minLength: 1, maxLength: 3 }),
        service: ref('HealthcareService'),
        status: fc.constantFrom(...seatStatuses),
        identity: identity('seat'),
      },
      { movedFrom: instant },
    ),
    instants,
    fc.constantFrom('member' as const, 'clinic' as const, undefined),
  )
  .map(([s, span, cancelledBy]) => ({
    ...s,
    ...span,
    ...(s.status === 'cancelled' && cancelledBy && { cancelledBy }),
  }));

const attended = fc
  .tuple(
    some(
      {
        patient,
        membership: episode,
        start: instant,
        outcome: fc.constantFrom(...attendedOutcomes),
        leaders: fc.array(staff, { minLength: 1, maxLength: 3 }),
        recordedBy: staff,
        recordedAt: instant,
        status: fc.constantFrom('final' as const, 'amended' as const, 'corrected' as const),
        identity: fc.record({ attendance: identity('attendance'), encounter: identity('encounter') }),
      },
      {
        seat: ref('Appointment'),
        departure: fc.constant('left-early' as const),
        organization,
        video: fc.constant(true as const),
        encounter: fc.oneof(
          ref('Encounter'),
          uuid.map((u) => `urn:uuid:${u}`),
        ),
      },
    ),
    fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined }),
    fc.option(fc.oneof(instants, fc.record({ start: instant }), fc.record({ end: instant })), { nil: undefined }),
  )
  .map(([a, minutesLate, observed]): Attendance => ({
    ...a,
    ...(a.outcome === 'present-late' && minutesLate !== undefined && { minutesLate }),
    ...(observed && { observed }),
  }));
/** No Encounter, so nothing that only an Encounter says: seat, leaders other than who recorded it, organization, video. */
const absent = fc
  .record({
    patient,
    membership: episode,
    start: instant,
    outcome: fc.constantFrom(...recordedOutcomes.filter((o) => !attendedOutcomes.includes(o))),
    recordedBy: staff,
    recordedAt: instant,
    status: fc.constantFrom('final' as const, 'amended' as const, 'entered-in-error' as const),
    identity: fc.record({ attendance: identity('attendance') }),
  })
  .map((a): Attendance => ({ ...a, leaders: [a.recordedBy] }));
export const attendance = fc.oneof(attended, absent);

export const preparation: fc.Arbitrary<Preparation> = some(
  {
    id: uuid,
    patient,
    membership: episode,
    document,
    status: fc.constantFrom('in-progress' as const, 'completed' as const, 'entered-in-error' as const),
    authored: instant,
    author: fc.oneof(staff, signer),
    source: signer,
    mode,
    sections: fc.uniqueArray(
      fc.record({
        id: code.filter((c) => c !== 'questions' && c !== 'contact'),
        marks: fc.constantFrom(['read' as const], ['read' as const, 'talk' as const], ['talk' as const]),
      }),
      { selector: (s) => s.id, maxLength: 8 },
    ),
  },
  {
    questions: fc.constantFrom('no-questions' as const, 'has-questions' as const),
    contact: fc.record({ way: fc.constantFrom(...contactWays), message: fc.boolean() }),
  },
);

export const signedCopy: fc.Arbitrary<SignedCopy> = some(
  {
    signing: uuid,
    patient,
    membership: episode,
    response,
    author: fc.oneof(staff, signer),
    created: instant,
    recorded: instant,
    status: fc.constantFrom('current' as const, 'superseded' as const, 'entered-in-error' as const),
    contentType: fc.constantFrom('text/html' as const, 'application/pdf' as const, 'image/png' as const),
    size: fc.integer({ min: 1, max: 50_000_000 }),
    hash,
  },
  { organization, language: fc.constantFrom('en', 'es', 'zh-Hant', 'ar-EG'), data: base64 },
).map((c) => (c.data === undefined ? c : { ...c, size: Buffer.from(c.data, 'base64').length }));

/** An organization is said of its staff: where nobody of them took part there is no place for it. */
export const change: fc.Arbitrary<Change> = some(
  {
    id: uuid,
    patient,
    activity: fc.constantFrom('create' as const, 'update' as const),
    targets: fc.array(
      fc.oneof(
        ref('EpisodeOfCare', 'Appointment', 'Encounter', 'Observation', 'QuestionnaireResponse', 'Consent'),
        uuid.map((u) => `urn:uuid:${u}`),
      ),
      { minLength: 1, maxLength: 20 },
    ),
    at: instant,
    author: fc.oneof(staff, signer),
    recorder: fc.oneof(staff, signer),
  },
  { organization, reason: fc.constantFrom(...changeReasons) },
).map(({ organization: clinic, ...c }) => {
  const byStaff = [c.author, c.recorder].some((who) => who.startsWith('Practitioner'));
  return { ...c, ...(clinic && byStaff && { organization: clinic }) };
});

export const snapshot: fc.Arbitrary<Snapshot> = fc.record({
  id: uuid,
  patient,
  membership: episode,
  at: instant,
  by: fc.oneof(staff, organization),
  preparation: fc.constantFrom(...snapshotStates),
  criteria: fc.array(fc.record({ code, state: fc.constantFrom(...criterionStates) }), { minLength: 1, maxLength: 10 }),
  derivedFrom: fc.array(ref('QuestionnaireResponse', 'Observation'), { maxLength: 3 }),
});
