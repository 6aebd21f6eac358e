/** A scheduled seat: one member, one session (FHIR Appointment with exactly one Patient). @module */
import * as z from 'zod/mini';
import type { RecordedOutcome } from '../codes.ts';
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
    /** Start of the session before it was moved, the first one: its identity stays that of this start. */
    movedFrom: z.optional(instant),
    /** Who gave it back; only of a cancelled one. */
    cancelledBy: z.optional(z.enum(['member', 'clinic'])),
    identity: identifier,
  })
  .check(
    z.refine((s) => s.cancelledBy === undefined || s.status === 'cancelled', {
      path: ['cancelledBy'],
      error: 'only of a cancelled seat',
    }),
  )
  .check(z.refine((s) => Date.parse(s.start) < Date.parse(s.end), { path: ['end'], error: 'not after the start' }));
export type Seat = z.infer<typeof seat>;

/** What the outcome of a session makes of its seat (fhir.md 2.2); outcomes not named leave it as it is. */
const after: Partial<Record<RecordedOutcome, Pick<Seat, 'status' | 'cancelledBy'>>> = {
  present: { status: 'fulfilled' },
  'present-late': { status: 'fulfilled' },
  'present-arrival-unknown': { status: 'fulfilled' },
  'absent-with-notice': { status: 'cancelled', cancelledBy: 'member' },
  'absent-without-notice': { status: 'noshow' },
  'session-cancelled': { status: 'cancelled', cancelledBy: 'clinic' },
  'excused-by-clinic': { status: 'cancelled', cancelledBy: 'clinic' },
};

/**
 * The seat as it is to be, or undefined when nothing changes. An EHR's own is the EHR's to change.
 * @param outcome what is recorded now; undefined when a record is taken back
 * @param before what was recorded before: what that made of the seat is undone where the new word says nothing of it
 */
export function seatAfter(
  { cancelledBy, ...was }: Seat,
  outcome: RecordedOutcome | undefined,
  before?: RecordedOutcome,
): Seat | undefined {
  if (isEhrSeat(was)) return undefined;
  const undone = before && after[before]?.status === was.status ? { status: 'booked' as const } : undefined;
  const next = (outcome && after[outcome]) ?? undone;
  const isOther =
    next && (next.status !== was.status || ('cancelledBy' in next ? next.cancelledBy : undefined) !== cancelledBy);
  return isOther ? { ...was, ...next } : undefined;
}

/** True for outcomes that leave the seat empty before the session begins. */
export const givesSeatBack = (outcome: RecordedOutcome): boolean => after[outcome]?.status === 'cancelled';

/** Identity of an EHR's own seat: its id there (design 4.2a). It is read, and never written. */
export const ehrSeatIdentity = (id: string): Seat['identity'] => ({ system: '', value: id });
export const isEhrSeat = ({ identity }: Pick<Seat, 'identity'>): boolean => identity.system === '';

/** Checks input; throws PortalError `invalid` with field names. */
export const parseSeat = (value: unknown): Seat => parse(seat, value);
