/** Answers to the group rules that nobody has signed yet: work in progress, never an agreement (fhir.md 1.6). @module */
import * as z from 'zod/mini';
import { idsOnce, part } from './agreement.ts';
import {
  documentReference,
  instant,
  membershipReference,
  parse,
  patient,
  signerReference,
  staff,
  uuid,
} from './primitives.ts';

export const draft = z
  .strictObject({
    /** UUID of the signing it will become, made when the form opened. */
    id: uuid,
    patient,
    membership: membershipReference,
    /** The rules document; each language has its own url. */
    document: documentReference,
    /** Instant of the last save. */
    saved: instant,
    /** Who typed. */
    author: z.union([signerReference, staff]),
    /** Who answers; absent while whoever signs for the member has no resource. */
    source: z.optional(signerReference),
    /** Rules with the clauses answered so far, with the words as shown; none yet is an empty list. */
    parts: z.array(part).check(z.maxLength(50)),
  })
  .check(
    // nobody who is another member answers or types for one
    z.refine((d) => !d.author.startsWith('Patient/') || d.author === d.patient, {
      path: ['author'],
      error: 'another member',
    }),
    z.refine((d) => !d.source?.startsWith('Patient/') || d.source === d.patient, {
      path: ['source'],
      error: 'another member',
    }),
    z.refine((d) => !d.author.startsWith('urn:') || d.author === d.source, { path: ['author'], error: 'nobody known' }),
    z.refine((d) => idsOnce(d.parts), { path: ['parts'], error: 'an id twice' }),
  );
export type Draft = z.infer<typeof draft>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseDraft = (value: unknown): Draft => parse(draft, value);
