/** Who took part in one signing, each in their own role (fhir.md 1.5). @module */
import * as z from 'zod/mini';
import { interpreter, signerBases } from './agreement.ts';
import {
  documentReference,
  instant,
  organization,
  parse,
  patient,
  reference,
  signerReference,
  staff,
  uuid,
} from './primitives.ts';

/** How staff knew who was signing. */
export const identityChecks = ['two-identifiers', 'portal-login', 'known-to-staff'] as const;

/** How the signer got a copy. */
export const copyWays = ['printed', 'portal', 'email', 'declined'] as const;

/** How a signature was given; `paper`: by hand on paper, whose scan shows it. All are equal. */
export const signatureWays = ['typing', 'button', 'drawing', 'paper'] as const;

/**
 * The mark itself: the name as text, typed by the signer, shown beside the button they pressed, or as it stands on
 * paper; or the drawn mark as image. Evidence, not a digital signature.
 */
const mark = z
  .strictObject({ format: z.enum(['text/plain', 'image/png']), data: z.base64(), by: z.enum(signatureWays) })
  .check(
    z.refine((m) => (m.by === 'drawing') === (m.format === 'image/png'), {
      path: ['by'],
      error: 'does not fit the format',
    }),
  );

export const signing = z
  .strictObject({
    signing: uuid,
    patient,
    /** References, or `urn:uuid:` inside a transaction: both responses, then the Consents. */
    targets: z.array(z.string()).check(z.minLength(1), z.maxLength(10)),
    /** Consents that this signing takes the place of. */
    replaces: z.optional(z.array(reference('Consent')).check(z.minLength(1), z.maxLength(20))),
    signed: instant,
    /** A paper without a date: `signed` is then when it was entered, as `recorded` is. */
    signedUnknown: z.optional(z.literal(true)),
    recorded: instant,
    documents: z.array(documentReference).check(z.minLength(1), z.maxLength(5)),
    signer: z.strictObject({
      reference: signerReference,
      name: z.string().check(z.minLength(1)),
      /** Why they may sign, where it is not an adult member: a representative's role in the Provenance follows from it. */
      basis: z.optional(z.enum(signerBases)),
    }),
    identityCheck: z.enum(identityChecks),
    copyGiven: z.optional(z.enum(copyWays)),
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
    z.refine(
      (s) =>
        !s.signedUnknown || ([s.mark, s.assent?.mark].every((m) => !m || m.by === 'paper') && s.signed === s.recorded),
      {
        path: ['signedUnknown'],
        error: 'only on paper, signed when it was entered at the latest',
      },
    ),
    z.refine((s) => s.assent === undefined || s.signer.reference !== s.patient, {
      path: ['assent'],
      error: 'only beside a guardian',
    }),
  );
export type Signing = z.infer<typeof signing>;

/** What staff add once the screen came back. */
const signingClose = z.strictObject({ witness: z.optional(staff), copyGiven: z.optional(z.enum(copyWays)) });
export type SigningClose = z.infer<typeof signingClose>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseSigningClose = (value: unknown): SigningClose => parse(signingClose, value);

/** Checks input; throws PortalError `invalid` with field names. */
export const parseSigning = (value: unknown): Signing => parse(signing, value);
