/** The introduction a member goes through: sections read, questions, how to tell us (domain.md 1.10, R1, R2, R5). @module */
import * as z from 'zod/mini';
import {
  documentReference,
  instant,
  membershipReference,
  parse,
  patient,
  reference,
  staff,
  uuid,
} from './primitives.ts';

export const contactWays = ['phone', 'text', 'email', 'portal'] as const;

export const preparation = z.strictObject({
  id: uuid,
  patient,
  membership: membershipReference,
  document: documentReference,
  status: z.enum(['in-progress', 'completed', 'entered-in-error']),
  authored: instant,
  /** Who typed. */
  author: z.union([staff, reference('Patient', 'RelatedPerson')]),
  /** Who answered. */
  source: reference('Patient', 'RelatedPerson'),
  mode: z.enum(['screen', 'paper', 'spoken']),
  /** Sections gone through; `talk` when the member wants to talk about one. */
  sections: z
    .array(
      z.strictObject({
        // `questions` and `contact` are items of their own
        id: z.string().check(z.regex(/^(?!(questions|contact)$)[a-z][a-z0-9-]{0,63}$/)),
        marks: z.array(z.enum(['read', 'talk'])).check(z.minLength(1), z.maxLength(2)),
      }),
    )
    .check(z.refine((list) => new Set(list.map((s) => s.id)).size === list.length, 'an id twice')),
  questions: z.optional(z.enum(['no-questions', 'has-questions'])),
  /** How the member will tell us, and whether a message may be left. */
  contact: z.optional(z.strictObject({ way: z.enum(contactWays), message: z.boolean() })),
});
export type Preparation = z.infer<typeof preparation>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parsePreparation = (value: unknown): Preparation => parse(preparation, value);
