/** Random groups: each member with a random record of every kind, bound to its own member. @module */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { keyedIdentifier, sessionOf, type IdentityKey, type KeyedKind } from '../../fhir-mappings/identity.ts';
import type { Identifier } from '../../fhir-mappings/records/primitives.ts';
import * as any from '../fhir-mappings/arbitrary.ts';
import { notes } from '../fhir-mappings/arbitrary-note.ts';
import { day, instant, instants } from '../fhir-mappings/arbitrary-parts.ts';
import { agreement, draft, signing } from '../fhir-mappings/arbitrary-signing.ts';

const member = fc.record({
  /** Emoji and right-to-left names among them. */
  name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  membership: any.membership,
  seat: any.seat,
  attendance: any.attendance,
  agreement,
  signing,
  draft,
  /** How the agreement ended after it was stored, where it did. */
  ended: fc.option(
    fc.record({ when: instant, why: fc.constantFrom('withdrawn' as const, 'replaced' as const), on: day }),
  ),
  signedCopy: any.signedCopy,
  change: any.change,
  preparation: any.preparation,
  /** Worries are a response of their own: sections to talk about, nothing else. */
  worries: any.preparation.map(({ questions: _q, contact: _c, sections, ...rest }) => ({
    ...rest,
    sections: sections.map(({ id }) => ({ id, marks: ['talk' as const] })),
  })),
  snapshot: any.snapshot,
  notes: fc.array(fc.oneof(...Object.values(notes)), { maxLength: 4 }),
});

/** Two to four members who share a session. */
export const rosters = fc.record({
  substanceUse: fc.boolean(),
  session: instants,
  members: fc.array(member, { minLength: 2, maxLength: 4 }),
});
export type Roster = typeof rosters extends fc.Arbitrary<infer T> ? T : never;
type Member = Roster['members'][number];
export type MemberRecords = Awaited<ReturnType<typeof recordsOf>>;

/** Everybody's: staff, the clinic, the group. */
export const shared = {
  Practitioner: 'Practitioner/l1',
  PractitionerRole: 'PractitionerRole/l1',
  Organization: 'Organization/clinic',
  HealthcareService: 'HealthcareService/g1',
};
export const group = 'tuesday';
const key: IdentityKey = {
  keyId: 'k1',
  sign: (bytes) => Promise.resolve(createHmac('sha256', 'synthetic').update(bytes).digest()),
};

/** What is one member's alone, all with their mark in it. */
function ownOf(index: number) {
  // twelve hex digits: the end of a UUID, and base64 of nine bytes
  const mark = `fade${String(index).padStart(8, '0')}`;
  return {
    mark,
    uuid: (n: number) => `${String(n).padStart(8, '0')}-0000-4000-8000-${mark}`,
    hash: `ni:///sha-256;${mark.padEnd(43, '_')}`,
    copy: `DocumentReference/d-${mark}`,
    refers: {
      Patient: `Patient/p-${mark}`,
      RelatedPerson: `RelatedPerson/r-${mark}`,
      EpisodeOfCare: `EpisodeOfCare/m-${mark}`,
      Appointment: `Appointment/s-${mark}`,
      Encounter: `Encounter/e-${mark}`,
      Observation: `Observation/a-${mark}`,
      QuestionnaireResponse: `QuestionnaireResponse/answers-${mark}`,
      Consent: `Consent/c-${mark}`,
    },
  };
}

/** The same records, every reference in them to the member's own resource of that type, or to what is everybody's. */
function bound(records: Member, own: Record<string, string>): Member {
  const to: Record<string, string> = { ...shared, ...own };
  const known = JSON.stringify({ ...records, draft: { ...records.draft, membership: own['EpisodeOfCare'] } });
  // whoever was created in the same transaction is the member's own signer, once a server has stored it
  const text = known
    .replace(/"urn:uuid:[0-9a-f-]{36}"/g, JSON.stringify(to['RelatedPerson']))
    .replace(/"([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}"/g, (found, type: string) =>
      type in to ? JSON.stringify(to[type]) : found,
    );
  return JSON.parse(text) as Member;
}

/** A member's records as the product makes them: their own ids and names, identities by the product's own rule. */
export async function recordsOf(random: Member, index: number, { session }: Roster) {
  const { mark, uuid, hash, copy, refers: own } = ownOf(index);
  const r = bound(random, own);
  const names = { shown: `${r.name}~${mark}`, signed: `${r.name} ${mark}-Test` };
  const facts = [group, sessionOf(session.start), own.Patient.slice('Patient/'.length)] as const;
  const keyed = async (kind: KeyedKind, { system }: Identifier) => ({
    system,
    value: (await keyedIdentifier(key, kind, facts)).value,
  });
  const visit = r.attendance.identity.encounter;
  return {
    mark,
    own: { ...own, DocumentReference: copy },
    names,
    membership: {
      ...r.membership,
      group,
      displayName: names.shown,
      identity: await keyed('membership', r.membership.identity),
    },
    seat: { ...r.seat, ...session, identity: await keyed('seat', r.seat.identity) },
    attendance: {
      ...r.attendance,
      start: session.start,
      identity: {
        attendance: await keyed('attendance', r.attendance.identity.attendance),
        ...(visit && { encounter: await keyed('encounter', visit) }),
      },
      ...(visit && { encounter: own.Encounter }),
    },
    agreement: {
      ...r.agreement,
      signing: uuid(1),
      signer: { ...r.agreement.signer, name: names.signed },
      signedHash: hash,
      response: own.QuestionnaireResponse,
    },
    signing: {
      ...r.signing,
      signing: uuid(1),
      targets: [own.QuestionnaireResponse, own.Consent, copy],
      signer: { ...r.signing.signer, name: names.signed },
      mark: { ...r.signing.mark, data: mark },
      ...(r.signing.assent && { assent: { mark: { ...r.signing.assent.mark, data: mark } } }),
    },
    draft: { ...r.draft, id: uuid(6) },
    ended: r.ended,
    signedCopy: {
      ...r.signedCopy,
      signing: uuid(1),
      response: own.QuestionnaireResponse,
      hash,
      ...(r.signedCopy.data !== undefined && { data: mark, size: 9 }),
    },
    change: { ...r.change, id: uuid(2), targets: Object.values(own).filter((to) => to !== own.Patient) },
    preparation: { ...r.preparation, id: uuid(3) },
    worries: { ...r.worries, id: uuid(4) },
    snapshot: { ...r.snapshot, id: uuid(5) },
    notes: r.notes.map((note, i) => ({ ...note, id: uuid(10 + i) })),
  };
}
