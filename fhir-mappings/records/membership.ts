/** One episode of one member in one group. @module */
import * as z from 'zod/mini';
import { date, identifier, organization, parse, patient, reference, staff } from './primitives.ts';

export const membershipStatuses = ['planned', 'active', 'on-hold', 'ended', 'entered-in-error'] as const;

export const membership = z
  .strictObject({
    patient,
    /** Key of the group: its name everywhere in our code (design 3). */
    group: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
    service: reference('HealthcareService'),
    /** Name the member chose to be called by; never taken from Patient.name. */
    displayName: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
    start: date,
    /** Last day of the membership: a FHIR end includes its day. */
    end: z.optional(date),
    status: z.enum(membershipStatuses),
    /** Statuses so far, oldest first; on-hold spans are the `on-hold` ones. */
    history: z.array(z.strictObject({ status: z.enum(membershipStatuses), start: date, end: z.optional(date) })),
    leader: z.optional(staff),
    organization: z.optional(organization),
    identity: identifier,
  })
  .check(
    z.refine((m) => m.end === undefined || m.start <= m.end, { path: ['end'], error: 'before the start' }),
    z.refine((m) => m.history.every((h) => h.end === undefined || h.start <= h.end), {
      path: ['history'],
      error: 'a span ends before it starts',
    }),
  );
export type Membership = z.infer<typeof membership>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseMembership = (value: unknown): Membership => parse(membership, value);
