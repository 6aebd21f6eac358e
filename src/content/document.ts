/** The one shape of what members sign or read (design 3a). A clinic may bring its own as JSON. @module */
import * as z from 'zod/mini';
import { address, date, parse } from '../../fhir-mappings/records/primitives.ts';

const id = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/));
/** Text in NFC, so that equal words have equal bytes. */
const text = z.string().check(
  z.minLength(1),
  z.maxLength(4000),
  z.refine((value) => value === value.normalize('NFC'), 'not in NFC'),
);

const clause = z.strictObject({
  id,
  text,
  /** Phrase that fits in a sentence and in a list: "wants to talk about avoiding contact outside group". */
  short: text,
  /** `choice` is answered yes, no or talk; `information` is only read. */
  kind: z.enum(['choice', 'information']),
  /** Shown only in groups that meet by video. */
  video: z.optional(z.literal(true)),
});

export const memberDocument = z.strictObject({
  url: address,
  version: z.string().check(z.regex(/^[^|\s]+$/)),
  language: z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)),
  title: text,
  intro: text,
  /** First day in force, in the group's time zone. */
  effective: date,
  change: z.enum(['material', 'editorial']),
  rules: z.array(z.strictObject({ id, title: text, clauses: z.array(clause).check(z.minLength(1)) })),
  /** Clauses that belong to no rule. */
  clauses: z.array(clause),
  statements: z.strictObject({ sign: text, electronic: text, help: text }),
  /** Who reviewed a translation for signing: null means a draft, which cannot be signed; `original` is no translation. */
  review: z.union([z.literal('original'), z.strictObject({ name: text, role: text, date: date }), z.null()]),
  /** Sample words: a clinic must approve or replace them before real use. */
  template: z.optional(z.literal(true)),
});
export type MemberDocument = z.infer<typeof memberDocument>;
export type Clause = z.infer<typeof clause>;

/** Checks a clinic's own document; throws PortalError `invalid` with the path of the fault. */
export const parseDocument = (value: unknown): MemberDocument => parse(memberDocument, value);
