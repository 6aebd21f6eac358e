/** Who made or changed a record, when and on whose word: a membership, a correction, a withdrawal, a moved seat. @module */
import * as z from 'zod/mini';
import { instant, organization, parse, patient, reference, staff, uuid } from './primitives.ts';

/** Why, as codes: free text could name somebody. */
export const changeReasons = ['correction', 'undo', 'wrong-member', 'withdrawn', 'replaced', 'rescheduled'] as const;
export type ChangeReason = (typeof changeReasons)[number];

export const change = z.strictObject({
  /** UUID made when the form opened. */
  id: uuid,
  patient,
  activity: z.enum(['create', 'update']),
  /** References of what was made or changed, or `urn:uuid:` inside a transaction. */
  targets: z.array(z.string()).check(z.minLength(1), z.maxLength(20)),
  at: instant,
  /** Whose word it is: for a withdrawal the member or who signed for them. */
  author: z.union([staff, reference('Patient', 'RelatedPerson')]),
  /** Who operated the product. */
  recorder: z.union([staff, reference('Patient', 'RelatedPerson')]),
  organization: z.optional(organization),
  reason: z.optional(z.enum(changeReasons)),
});
export type Change = z.infer<typeof change>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseChange = (value: unknown): Change => parse(change, value);
