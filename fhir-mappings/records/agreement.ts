/** A signed document: the group rules, or the consent to take part (domain.md 1.9, 1.10; design 3). @module */
import * as z from 'zod/mini';
import { agreementKinds, answerCodes, type Answer } from '../codes.ts';
import {
  date,
  documentReference,
  identifier,
  instant,
  membershipReference,
  niUri,
  organization,
  parse,
  patient,
  signerReference,
  staff,
  uuid,
} from './primitives.ts';

/** Why somebody else may sign: never derived from age alone. */
export const signerBases = ['parent', 'court-order', 'health-care-proxy', 'minors-own-consent', 'other'] as const;

/** `way`: how the interpreter took part; the words shown stay those of the document. */
export const interpreter = z.strictObject({
  id: z.string().check(z.regex(/^[A-Za-z0-9-]{1,40}$/)),
  way: z.enum(['in-person', 'video', 'phone']),
});

const clauseId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/));
const clause = z.strictObject({
  id: clauseId,
  text: z.string().check(z.minLength(1), z.maxLength(4000)),
  answer: z.enum(answerCodes),
});
/** A rule with its clauses, or a clause that stands alone. */
export const part = z.union([
  clause,
  z.strictObject({
    id: clauseId,
    text: z.string().check(z.minLength(1), z.maxLength(4000)),
    clauses: z.array(clause).check(z.minLength(1), z.maxLength(50)),
  }),
]);
export type AgreementPart = z.infer<typeof part>;

export const agreement = z
  .strictObject({
    kind: z.enum(agreementKinds),
    /** UUID of the signing, made when the form opened: one for all resources of it. */
    signing: uuid,
    patient,
    /** The member's own membership, or the programme for a programme-wide agreement. */
    covers: z.union([
      z.strictObject({ membership: membershipReference }),
      z.strictObject({ programme: identifier, membership: membershipReference }),
    ]),
    signer: z.strictObject({
      reference: signerReference,
      /** The signer's name as it was shown. */
      name: z.string().check(z.minLength(1), z.maxLength(200)),
      role: z.enum(['self', ...signerBases]),
    }),
    document: documentReference,
    /** ni URI of the RFC 8785 JSON of the whole document. */
    textHash: niUri,
    /** What was shown and answered, in the order shown, with the exact words. */
    parts: z.array(part).check(z.minLength(1), z.maxLength(50)),
    mode: z.enum(['screen', 'paper', 'spoken']),
    /** Who interpreted, by the number or id their service gives; on the response, so that no reader needs Provenance. */
    interpreter: z.optional(interpreter),
    /** When it was signed; the local midnight of its day where a paper says only the day. */
    signed: instant,
    /** A paper without a date: `signed` is then when it was entered, the latest it can have been signed. */
    signedUnknown: z.optional(z.literal(true)),
    /** Who typed the answers. */
    author: z.union([signerReference, staff]),
    signedHash: niUri,
    /** `proposed`: signed, waiting for a talk about a no or a talk (R5: draft). */
    status: z.enum(['active', 'proposed', 'rejected', 'inactive', 'entered-in-error']),
    /** First and last day in force; absent while nothing is in force. */
    period: z.optional(z.strictObject({ start: date, end: date })),
    exception: z.optional(
      z.strictObject({ clauses: z.array(clauseId).check(z.minLength(1)), decidedOn: instant, decidedBy: staff }),
    ),
    ended: z.optional(z.strictObject({ when: instant, why: z.enum(['withdrawn', 'replaced', 'guardian-ended']) })),
    organization: z.optional(organization),
    /** Server id of the QuestionnaireResponse, or a `urn:uuid:` inside a transaction. */
    response: z.string(),
  })
  .check(
    // a minor who signs alone signs as the member, and on a basis
    z.refine(
      (a) => ['self', 'minors-own-consent'].includes(a.signer.role) === a.signer.reference.startsWith('Patient/'),
      {
        path: ['signer', 'role'],
        error: 'does not fit the signer',
      },
    ),
    // nobody who is another member signs or types for one
    z.refine((a) => !a.signer.reference.startsWith('Patient/') || a.signer.reference === a.patient, {
      path: ['signer', 'reference'],
      error: 'another member',
    }),
    z.refine((a) => !a.author.startsWith('Patient/') || a.author === a.patient, {
      path: ['author'],
      error: 'another member',
    }),
    z.refine((a) => !a.signedUnknown || a.mode === 'paper', { path: ['signedUnknown'], error: 'only on paper' }),
    // whoever is created in the same transaction is the signer
    z.refine((a) => !a.author.startsWith('urn:') || a.author === a.signer.reference, {
      path: ['author'],
      error: 'nobody known',
    }),
    z.refine((a) => a.period === undefined || a.period.start <= a.period.end, {
      path: ['period', 'end'],
      error: 'before the start',
    }),
    // linkIds are unique in their Questionnaire, rules and clauses together (que-2)
    z.refine((a) => idsOnce(a.parts), { path: ['parts'], error: 'an id twice' }),
  );
export type Agreement = z.infer<typeof agreement>;

/** No id of a rule or clause stands twice. */
export function idsOnce(parts: readonly AgreementPart[]): boolean {
  const ids = parts.flatMap((p) => ('clauses' in p ? [p.id, ...p.clauses.map((c) => c.id)] : [p.id]));
  return new Set(ids).size === ids.length;
}

/** Answers by clause id. */
export function answersOf(record: Pick<Agreement, 'parts'>): Record<string, Answer> {
  const clauses = record.parts.flatMap((p) => ('clauses' in p ? p.clauses : [p]));
  return Object.fromEntries(clauses.map((c) => [c.id, c.answer]));
}

/** Checks input; throws PortalError `invalid` with field names. */
export const parseAgreement = (value: unknown): Agreement => parse(agreement, value);
