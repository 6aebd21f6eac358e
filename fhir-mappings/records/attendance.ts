/** What happened for one member at one session (domain.md 1.10, 4.6). @module */
import * as z from 'zod/mini';
import { recordedOutcomes } from '../codes.ts';
import {
  identifier,
  instant,
  membershipReference,
  organization,
  parse,
  patient,
  reference,
  staff,
} from './primitives.ts';

export const attendance = z
  .strictObject({
    patient,
    membership: membershipReference,
    /** The member's seat, where the store has one. */
    seat: z.optional(reference('Appointment')),
    /** Scheduled start: says which session this is, whatever was observed. */
    start: instant,
    outcome: z.enum(recordedOutcomes),
    /** Times somebody observed or confirmed, never copied from the schedule. */
    observed: z.optional(z.strictObject({ start: z.optional(instant), end: z.optional(instant) })),
    /** Whole minutes, rounded up; only with `present-late`, only when arrival is known. */
    minutesLate: z.optional(z.int().check(z.minimum(1), z.maximum(600))),
    departure: z.optional(z.literal('left-early')),
    leaders: z.array(staff).check(z.minLength(1), z.maxLength(10)),
    organization: z.optional(organization),
    video: z.optional(z.literal(true)),
    recordedBy: staff,
    recordedAt: instant,
    status: z.enum(['final', 'amended', 'corrected', 'entered-in-error']),
    /** `encounter` only when attended: an absent member has no Encounter. */
    identity: z.strictObject({ attendance: identifier, encounter: z.optional(identifier) }),
    /** The Encounter this belongs to: `Encounter/…`, or a `urn:uuid:` inside a transaction. */
    encounter: z.optional(z.string()),
  })
  // one check, not a refinement for each rule: five are felt in a bulk import (bench/mapping.ts)
  .check(({ value: a, issues }) => {
    const fault = (message: string, ...path: string[]) => issues.push({ code: 'custom', input: a, message, path });
    if (a.minutesLate !== undefined && a.outcome !== 'present-late') fault('only with present-late', 'minutesLate');
    const present = a.outcome.startsWith('present');
    if (a.departure !== undefined && !present) fault('only when present', 'departure');
    if (a.observed === undefined) return;
    if (!present) fault('only when present', 'observed');
    const { start, end } = a.observed;
    if ((start ?? end) === undefined) fault('empty', 'observed');
    if (start && end && !(Date.parse(start) < Date.parse(end))) fault('ends before it starts', 'observed', 'end');
  });
export type Attendance = z.infer<typeof attendance>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseAttendance = (value: unknown): Attendance => parse(attendance, value);
