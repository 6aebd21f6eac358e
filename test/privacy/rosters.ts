/** Random groups of members, and everything the product can write about them. @module */
import fc from 'fast-check';
import type { FhirResource } from 'fhir/r4.js';
import { attendedOutcomes, recordedOutcomes, sid, type RecordedOutcome } from '../../fhir-mappings/codes.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor, seatLabels } from '../../fhir-mappings/labels.ts';
import { agreementToFhir } from '../../fhir-mappings/r4/agreement.ts';
import { attendanceToFhir } from '../../fhir-mappings/r4/attendance.ts';
import { membershipToFhir } from '../../fhir-mappings/r4/membership.ts';
import { noteToFhir } from '../../fhir-mappings/r4/note.ts';
import { preparationToFhir } from '../../fhir-mappings/r4/preparation.ts';
import { seatToFhir } from '../../fhir-mappings/r4/seat.ts';
import { signingToFhir } from '../../fhir-mappings/r4/signing.ts';
import { rules } from '../fhir-mappings/records.ts';
import type { Traces } from './compartment.ts';

export interface Roster {
  substanceUse: boolean;
  members: { name: string; outcome: RecordedOutcome; secret: string }[];
}

const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
/** Two to six members with unlike names, emoji and right-to-left ones among them. */
export const rosters: fc.Arbitrary<Roster> = fc.record({
  substanceUse: fc.boolean(),
  members: fc.array(
    fc.record({
      name: letters,
      outcome: fc.constantFrom(...recordedOutcomes),
      secret: fc.string({
        unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
        minLength: 30,
        maxLength: 30,
      }),
    }),
    { minLength: 2, maxLength: 6 },
  ),
});

const start = '2026-12-01T18:00:00-05:00';
const uuid = (member: number, thing: number) =>
  `00000000-0000-4000-8000-${String(member).padStart(4, '0')}${String(thing).padStart(8, '0')}`;

/** One member's resources, each past the guard, with ids as a server gives them. */
function written(
  { substanceUse }: Roster,
  { name, outcome, secret: random }: Roster['members'][number],
  index: number,
) {
  const secret = `${random}${index}`;
  const labels = labelsFor({ substanceUse, redisclosureAllowed: false });
  const patient = `Patient/p${index}`;
  const membership = `EpisodeOfCare/m${index}`;
  // stands for the HMAC: unguessable, one per kind
  const keyed = (kind: Parameters<typeof sid.keyed>[0]) => ({
    system: sid.keyed(kind, 'k1'),
    value: `${kind}-${secret}`,
  });
  // unlike any other member's, and long enough that no resource holds it by chance
  const displayName = `${name}~${secret.slice(-7)}`;
  const signerName = `${name} ${secret.slice(-9)}-Test`;
  const attended = attendedOutcomes.includes(outcome);
  const service = 'HealthcareService/g1';
  const leader = 'Practitioner/l1';
  const withId = (id: string, resource: FhirResource): FhirResource => ({ ...resource, id: `${id}${index}` });
  const { observation, encounter } = attendanceToFhir(
    {
      patient,
      membership,
      start,
      outcome,
      leaders: [leader],
      recordedBy: leader,
      recordedAt: '2026-12-01T19:41:00-05:00',
      status: 'final',
      identity: { attendance: keyed('attendance'), ...(attended && { encounter: keyed('encounter') }) },
      ...(attended && { encounter: `Encounter/e${index}`, seat: `Appointment/s${index}` }),
    },
    { labels },
  );
  const agreement = {
    ...rules,
    signing: uuid(index, 1),
    patient,
    covers: { membership },
    signer: { reference: patient, name: signerName, role: 'self' as const },
    author: patient,
    response: `QuestionnaireResponse/qr${index}`,
  };
  const signed = agreementToFhir(agreement, { labels });
  const note = { patient, membership, by: leader, at: start };
  const resources = [
    withId(
      'm',
      membershipToFhir(
        {
          patient,
          group: 'tuesday',
          service,
          displayName,
          start: '2026-12-01',
          status: 'active',
          history: [],
          leader,
          identity: keyed('membership'),
        },
        { labels },
      ),
    ),
    withId(
      's',
      seatToFhir({
        patient,
        leaders: [leader],
        service,
        start,
        end: '2026-12-01T19:30:00-05:00',
        status: 'booked',
        identity: keyed('seat'),
      }),
    ),
    withId('a', observation),
    ...(encounter ? [withId('e', encounter)] : []),
    withId('qr', signed.response),
    withId('c', signed.consent),
    withId(
      'sig',
      signingToFhir(
        {
          signing: uuid(index, 1),
          patient,
          targets: [`QuestionnaireResponse/qr${index}`, `Consent/c${index}`],
          signed: agreement.signed,
          recorded: agreement.signed,
          documents: [agreement.document],
          signer: { reference: patient, name: signerName },
          identityCheck: 'two-identifiers',
          recorder: 'Practitioner/i1',
          mark: { format: 'text/plain', data: btoa(secret) },
        },
        { labels },
      ),
    ),
    withId(
      'prep',
      preparationToFhir(
        {
          id: uuid(index, 2),
          patient,
          membership,
          document: rules.document,
          status: 'completed',
          authored: start,
          author: patient,
          source: patient,
          mode: 'screen',
          sections: [{ id: 'introduction', marks: ['read'] }],
          questions: 'no-questions',
          contact: { way: 'phone', message: true },
        },
        { labels },
      ),
    ),
    withId('talk', noteToFhir({ ...note, kind: 'commitment-talk', id: uuid(index, 3) }, { labels })),
    withId(
      'up',
      noteToFhir({ ...note, kind: 'followed-up', reason: 'two-unannounced', id: uuid(index, 4) }, { labels }),
    ),
  ];
  const texts = [
    displayName,
    signerName,
    ...rules.parts.flatMap((p) => [p.text, ...('clauses' in p ? p.clauses.map((c) => c.text) : [])]),
  ];
  for (const resource of resources) guard(resource, { patient, texts });
  const traces: Traces = {
    patient,
    names: [displayName, signerName],
    identifiers: [
      ...(['attendance', 'encounter', 'seat', 'membership'] as const).map((kind) => `${kind}-${secret}`),
      ...[1, 2, 3, 4].map((thing) => uuid(index, thing)),
      btoa(secret),
    ],
  };
  return { resources, traces };
}

/** Everything written about a roster, and what would betray each member. */
export function writeAll(roster: Roster): { store: FhirResource[]; members: Traces[] } {
  const each = roster.members.map((member, i) => written(roster, member, i));
  const shared: FhirResource[] = [
    { resourceType: 'HealthcareService', id: 'g1', name: 'Tuesday group' },
    { resourceType: 'Practitioner', id: 'l1' },
    { resourceType: 'Practitioner', id: 'i1' },
  ];
  return { store: [...shared, ...each.flatMap((e) => e.resources)], members: each.map((e) => e.traces) };
}

/** Three designs that other systems use and that leak (fhir.md 4.2): proof that the check can fail. */
export const leakyDesigns: Record<string, (store: FhirResource[], patients: string[]) => FhirResource[]> = {
  'a shared Group that lists its members': (store, patients) => [
    ...store,
    {
      resourceType: 'Group',
      id: 'roster',
      type: 'person',
      actual: true,
      member: patients.map((reference) => ({ entity: { reference } })),
    },
  ],
  'one Appointment for all': (store, patients) => [
    ...store,
    {
      resourceType: 'Appointment',
      id: 'session',
      meta: { security: seatLabels },
      status: 'booked',
      participant: patients.map((reference) => ({ actor: { reference }, status: 'accepted' })),
    },
  ],
  'a session Encounter of the Group that members’ Encounters are part of': (store, patients) => [
    ...store,
    {
      resourceType: 'Group',
      id: 'roster',
      type: 'person',
      actual: true,
      member: patients.map((reference) => ({ entity: { reference } })),
    },
    {
      resourceType: 'Encounter',
      id: 'session',
      status: 'finished',
      class: { code: 'AMB' },
      subject: { reference: 'Group/roster' },
    },
    ...patients.map((reference, i): FhirResource => ({
      resourceType: 'Encounter',
      id: `part${i}`,
      status: 'finished',
      class: { code: 'AMB' },
      subject: { reference },
      partOf: { reference: 'Encounter/session' },
    })),
  ],
};
