/** A snapshot of preparation, written on request: administrative, not a clinical assessment; no number (design 3). @module */
import * as z from 'zod/mini';
import { instant, membershipReference, organization, parse, patient, reference, staff, uuid } from './primitives.ts';

export const snapshotStates = ['not-applicable', 'lapsed', 'ready', 'in-progress', 'not-started', 'unknown'] as const;
export const criterionStates = ['met', 'not-met', 'unknown', 'not-required'] as const;

export const snapshot = z.strictObject({
  id: uuid,
  patient,
  membership: membershipReference,
  at: instant,
  by: z.union([staff, organization]),
  preparation: z.enum(snapshotStates),
  /** One per criterion; one that can't be told is `unknown`, never left out. */
  criteria: z
    .array(
      z.strictObject({ code: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/)), state: z.enum(criterionStates) }),
    )
    .check(z.minLength(1), z.maxLength(20)),
  /** What it was computed from. */
  derivedFrom: z.array(reference('QuestionnaireResponse', 'Observation')),
});
export type Snapshot = z.infer<typeof snapshot>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseSnapshot = (value: unknown): Snapshot => parse(snapshot, value);
