/** A scheduled seat: one member, one session (FHIR Appointment with exactly one Patient). @module */
import * as z from 'zod/mini';
import { identifier, instant, parse, patient, reference, staff } from './primitives.ts';

export const seatStatuses = [
  'proposed',
  'pending',
  'booked',
  'arrived',
  'fulfilled',
  'cancelled',
  'noshow',
  'entered-in-error',
  'checked-in',
  'waitlist',
] as const;

export const seat = z
  .strictObject({
    patient,
    leaders: z.array(staff).check(z.minLength(1), z.maxLength(10)),
    service: reference('HealthcareService'),
    start: instant,
    end: instant,
    status: z.enum(seatStatuses),
    identity: identifier,
  })
  .check(z.refine((s) => Date.parse(s.start) < Date.parse(s.end), { path: ['end'], error: 'not after the start' }));
export type Seat = z.infer<typeof seat>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseSeat = (value: unknown): Seat => parse(seat, value);
