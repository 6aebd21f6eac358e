/** The sessions of a group in a span of time, with their lists and what is recorded, read once for all. @module */
import { givesSeatBack, isEhrSeat } from '../../fhir-mappings/records/seat.ts';
import type { GroupDefinition } from '../groups.ts';
import { ms } from '../readiness/time.ts';
import type { SessionOf } from '../schedule/sessions.ts';
import type { Options } from '../portal-types.ts';
import type { PortalContext } from './context.ts';
import { recordsBetween, type Recorded, type Seated } from './recorded.ts';
import { listAt, readGroup, type GroupRead, type Listed } from './roster.ts';

export interface ListedSession extends SessionOf<Seated> {
  /** Who is on its list, with their living records of it. */
  people: (Listed & {
    records: Recorded[];
    /** Something of theirs around this session can't be read: nothing is known, and nothing is written. */
    unreadable?: true;
  })[];
  /** Not held, for all. */
  cancelled: boolean;
}

export interface SessionsRead extends GroupRead {
  sessions: ListedSession[];
}

/**
 * Sessions that start in a half-open span (milliseconds).
 * @param sees `cancelled`: of attendance only what tells that a session was cancelled, and only where no seat of ours does
 */
export async function sessionsIn(
  context: PortalContext,
  group: GroupDefinition,
  span: { from: number; until: number },
  options: Options = {},
  sees: 'all' | 'cancelled' = 'all',
): Promise<SessionsRead> {
  const read = await readGroup(context, group, span, options);
  const lists = read.sessions.map((session) => ({ session, listed: listAt(session.start, read) }));
  const all = lists.flatMap(({ listed }) => listed);
  const told = sees === 'all' ? all : all.filter(({ seat }) => seat === undefined || isEhrSeat(seat.record));
  const [first, last] = [read.sessions[0], read.sessions.at(-1)];
  const unread = new Set<string>();
  const records =
    first && last
      ? await recordsBetween(
          context,
          { patients: [...new Set(told.map((row) => row.patient))], from: first.start, until: last.start },
          options,
          { only: sees === 'cancelled' ? 'session-cancelled' : undefined, unread },
        )
      : [];
  const sessions = lists.map(({ session, listed }) => {
    const then = records.filter((r) => ms(r.record.start) === ms(session.start));
    const people = listed.map((row) => ({
      ...row,
      records: then.filter((r) => r.record.patient === row.patient),
      ...(unread.has(row.patient) && { unreadable: true as const }),
    }));
    return { ...session, people, cancelled: isCancelled({ seats: session.seats, people }) };
  });
  return { ...read, sessions };
}

type Told = Pick<ListedSession, 'seats' | 'people'>;

/** Members who are expected: not on hold, their seat not given back, whether a seat or a record says so. */
export const expectedAt = ({ people }: Pick<Told, 'people'>): Listed[] =>
  people.filter(
    ({ membership, seat, records }) =>
      membership !== undefined &&
      seat?.record.status !== 'cancelled' &&
      !records.some(({ record }) => givesSeatBack(record.outcome)),
  );

/**
 * Cancelled for all: no seat of it is left, no record says otherwise, and nobody is expected any more. Without seats one
 * that was cancelled for some only, by a try that was cut short, is still held; an EHR's seat of somebody who is no member is not
 * looked at.
 */
export function isCancelled({ seats, people }: Told): boolean {
  const records = people.flatMap((row) => row.records);
  const off = new Set(records.map(({ record }) => record.patient));
  const members = new Set(people.filter((row) => row.membership !== undefined).map((row) => row.patient));
  const given = seats.filter(({ record }) => record.status === 'cancelled');
  const isLeft = ({ record }: Seated) =>
    record.status !== 'cancelled' && !off.has(record.patient) && (members.has(record.patient) || !isEhrSeat(record));
  return (
    records.every(({ record }) => record.outcome === 'session-cancelled') &&
    !seats.some(isLeft) &&
    // seats that we took back say it for all, also for who joined since; records say it each for one
    (given.some(({ record }) => record.cancelledBy !== 'member') ||
      (records.length + given.length > 0 && expectedAt({ people }).length === 0))
  );
}
