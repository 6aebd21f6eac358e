/** Who took part in one signing, each in their own role (fhir.md 1.5). @module */
import * as z from 'zod/mini';
import { interpreter, signerBases } from './agreement.ts';
import { documentReference, instant, organization, parse, patient, reference, staff, uuid } from './primitives.ts';

/** How staff knew who was signing. */
export const identityChecks = ['two-identifiers', 'portal-login', 'known-to-staff'] as const;

/** The mark itself: typed name as text, drawn mark as image. Evidence, not a digital signature. */
const mark = z.strictObject({ format: z.enum(['text/plain', 'image/png']), data: z.base64() });

export const signing = z
  .strictObject({
    signing: uuid,
    patient,
    /** References, or `urn:uuid:` inside a transaction: both responses, then the Consents. */
    targets: z.array(z.string()).check(z.minLength(1), z.maxLength(10)),
    /** Consents that this signing takes the place of. */
    replaces: z.optional(z.array(reference('Consent')).check(z.minLength(1), z.maxLength(20))),
    signed: instant,
    recorded: instant,
    documents: z.array(documentReference).check(z.minLength(1), z.maxLength(5)),
    signer: z.strictObject({
      reference: reference('Patient', 'RelatedPerson'),
      name: z.string().check(z.minLength(1)),
      /** Why they may sign, where it is not an adult member: a representative's role in the Provenance follows from it. */
      basis: z.optional(z.enum(signerBases)),
    }),
    identityCheck: z.enum(identityChecks),
    copyGiven: z.optional(z.enum(['printed', 'portal', 'email', 'declined'])),
    /** Who checked identity. */
    verifier: z.optional(staff),
    interpreter: z.optional(interpreter),
    /** A teen who assents beside a guardian: the patient signs too. */
    assent: z.optional(z.strictObject({ mark })),
    /** Only somebody who saw the person sign. */
    witness: z.optional(staff),
    /** Who operated the product. */
    recorder: z.union([staff, reference('Patient', 'RelatedPerson')]),
    organization: z.optional(organization),
    mark,
  })
  .check(
    z.refine(
      (s) =>
        s.signer.basis === undefined ||
        (s.signer.basis === 'minors-own-consent') === (s.signer.reference === s.patient),
      {
        path: ['signer', 'basis'],
        error: 'does not fit the signer',
      },
    ),
    z.refine((s) => !s.signer.reference.startsWith('Patient/') || s.signer.reference === s.patient, {
      path: ['signer', 'reference'],
      error: 'another member',
    }),
    z.refine((s) => s.assent === undefined || s.signer.reference !== s.patient, {
      path: ['assent'],
      error: 'only beside a guardian',
    }),
  );
export type Signing = z.infer<typeof signing>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseSigning = (value: unknown): Signing => parse(signing, value);
