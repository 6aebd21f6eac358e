/** What a session that is to be moved consists of, and whether it may be. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { isEhrSeat, type Seat } from '../../fhir-mappings/records/seat.ts';
import { iso, ms } from '../readiness/time.ts';
import { mostMoved } from '../schedule/sessions.ts';
import type { Seated } from './recorded.ts';
import { listAt, type Listed } from './roster.ts';
import type { ListedSession, SessionsRead } from './sessions.ts';

/** A session on its way from one time to another. */
export interface Moving {
  from: number;
  to: number;
  /** Start before it was ever moved: its identity (design 4.2a). */
  first: number;
  /** Milliseconds it lasts. */
  length: number;
  /** As it stands at the old time; absent when everybody's seat has left there. */
  session: ListedSession | undefined;
  people: Listed[];
}

/** Whoever is on the list at the old time, with the seat they have there or at the new one already. */
export function movingIn(read: SessionsRead, { from, to }: Pick<Moving, 'from' | 'to'>): Moving {
  const session = read.sessions.find(({ start }) => ms(start) === from);
  const first = ms(session?.movedFrom ?? iso(from));
  const gone = read.seats.filter(({ record }) => ms(record.start) === to && isOf(record, { from, first }));
  const times = session ?? gone[0]?.record;
  if (times === undefined) throw new PortalError('not-found', 'No session is scheduled then.', ['start']);
  const staying = read.seats.filter(({ record }) => ms(record.start) === from);
  const listed = listAt(iso(from), { members: read.members, seats: staying });
  const seatOf = (patient: string): Seated | undefined =>
    [...gone, ...staying].find(({ record }) => record.patient === patient);
  const patients = new Set([
    ...listed.map((row) => row.patient),
    ...[...gone, ...staying].map((s) => s.record.patient),
  ]);
  return {
    from,
    to,
    first,
    length: ms(times.end) - ms(times.start),
    session,
    people: [...patients].map((patient) => {
      const seat = seatOf(patient);
      return { patient, ...(seat && { seat }) };
    }),
  };
}

/** Start a seat had before it was ever moved. */
export const firstOf = ({ start, movedFrom }: Seat): number => ms(movedFrom ?? start);

/** Of somebody who joined after an earlier move the first start is the one it has now. */
const isOf = (seat: Seat, { from, first }: Pick<Moving, 'from' | 'first'>): boolean =>
  [from, first].includes(firstOf(seat));

/** Throws before anything is written. */
export function requireMovable({ sessions }: SessionsRead, moving: Moving): void {
  const { to, first, length, session, people } = moving;
  if (Math.abs(to - first) > mostMoved)
    throw new PortalError('invalid', 'The new time is too far from the first one.', ['to']);
  if (session?.cancelled || session?.people.some(({ records }) => records.length > 0))
    throw new PortalError('invalid', 'This session is cancelled, or something of it is recorded.', ['start']);
  if (people.some(({ seat }) => seat && isEhrSeat(seat.record)))
    throw new PortalError('unsupported', 'These seats are the EHR’s: it moves them.', ['start']);
  const isArriving = ({ start, seats }: ListedSession) =>
    ms(start) === to && seats.length > 0 && seats.every(({ record }) => isOf(record, moving));
  const other = sessions.find(
    (one) => one !== session && !isArriving(one) && ms(one.start) < to + length && to < ms(one.end),
  );
  if (other) throw new PortalError('invalid', 'Another session of this group is at that time.', ['to']);
}
