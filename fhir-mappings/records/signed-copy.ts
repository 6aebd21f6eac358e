/** The signed copy, or the scan of a paper form (design 3). @module */
import * as z from 'zod/mini';
import {
  instant,
  membershipReference,
  niUri,
  organization,
  parse,
  patient,
  reference,
  staff,
  uuid,
} from './primitives.ts';

export const signedCopy = z
  .strictObject({
    signing: uuid,
    patient,
    membership: membershipReference,
    /** Response the copy shows; `urn:uuid:` inside a transaction. */
    response: z.string(),
    author: z.union([staff, reference('Patient', 'RelatedPerson')]),
    organization: z.optional(organization),
    created: instant,
    recorded: instant,
    /** `entered-in-error`: filed on the wrong chart; its content is removed, size and hash stay (G15). */
    status: z.enum(['current', 'superseded', 'entered-in-error']),
    contentType: z.enum(['text/html', 'text/plain', 'application/pdf', 'image/jpeg', 'image/png']),
    language: z.optional(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/))),
    /** Base64 of the content; absent after removal. */
    data: z.optional(z.base64()),
    size: z.int().check(z.minimum(1), z.maximum(50_000_000)),
    hash: niUri,
  })
  .check(
    // validators compare them, and a copy cut short is no copy
    z.refine((c) => c.data === undefined || bytesOf(c.data) === c.size, {
      path: ['size'],
      error: 'not that of the data',
    }),
  );

/** Bytes that a base64 text holds. */
const bytesOf = (data: string): number => (data.length / 4) * 3 - (/=*$/.exec(data.slice(-2))?.[0].length ?? 0);
export type SignedCopy = z.infer<typeof signedCopy>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseSignedCopy = (value: unknown): SignedCopy => parse(signedCopy, value);
