/** Facts staff note about a member: no free text, no reasons (domain.md 1.10). @module */
import * as z from 'zod/mini';
import { instant, membershipReference, parse, patient, reference, staff, uuid } from './primitives.ts';

const common = { id: uuid, patient, membership: membershipReference, at: instant, by: staff };
const code = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/));
const response = reference('QuestionnaireResponse');

export const note = z.union([
  z.strictObject({
    ...common,
    kind: z.literal('commitment-talk'),
    /** Length of stay that was talked over: weeks, or sessions (UCUM {session}). */
    expectedLength: z.optional(
      z.strictObject({ value: z.int().check(z.minimum(1), z.maximum(520)), unit: z.enum(['wk', '{session}']) }),
    ),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('talked-about'),
    clauses: z.array(code).check(z.minLength(1)),
    response,
  }),
  z.strictObject({ ...common, kind: z.literal('followed-up'), reason: code }),
]);
export type Note = z.infer<typeof note>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseNote = (value: unknown): Note => parse(note, value);
