/** Sessions cancelled or moved for all: one small transaction per member, never half of a member. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { keyedIdentifier, sessionOf } from '../../fhir-mappings/identity.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { isEhrSeat, seatAfter, type Seat } from '../../fhir-mappings/records/seat.ts';
import type { SessionChange } from '../book-types.ts';
import type { GroupDefinition } from '../groups.ts';
import { hour, iso, ms } from '../readiness/time.ts';
import { mostMoved } from '../schedule/sessions.ts';
import type { Options } from '../portal-types.ts';
import { groupOf, instantIn, requireWritable, type PortalContext } from './context.ts';
import { eachOf } from './each.ts';
import { firstOf, movingIn, requireMovable } from './moving.ts';
import { recordAttendance } from './record-attendance.ts';
import { serviceOf } from './service.ts';
import { spanOf } from './schedule.ts';
import { writeSeat } from './seat-write.ts';
import { isCancelled as isCancelledFor, sessionsIn, type ListedSession } from './sessions.ts';
import { requireLeader } from './sheet.ts';

type Became = 'changed' | 'unchanged';

/** See Portal.cancelSessions. */
export async function cancelSessions(
  context: PortalContext,
  query: { group: string } & ({ start: string } | { from: string; until: string }),
  options: Options = {},
): Promise<SessionChange> {
  const { group, mappings } = await writable(context, query.group, options);
  const span = 'start' in query ? instantSpan(query.start, 'start') : spanOf(query, { zone: group.timeZone, most: 92 });
  const { sessions } = await sessionsIn(context, group, span, options);
  if ('start' in query && sessions.length === 0)
    throw new PortalError('not-found', 'No session is scheduled then.', ['start']);
  // a span is a holiday ahead: what was held in it stays. One session can be called off whatever was recorded (G9).
  const now = context.now().getTime();
  const isHeld = ({ start, people }: ListedSession) =>
    ms(start) <= now &&
    people.some(({ records }) => records.some(({ record }) => record.outcome !== 'session-cancelled'));
  const meant = 'start' in query ? sessions : sessions.filter((session) => !isHeld(session));
  const all = meant.flatMap(({ start, people }) =>
    people
      // an EHR's seat of somebody who is no member now: nothing of ours says that they have it
      .filter(({ membership, seat }) => membership !== undefined || (seat && !isEhrSeat(seat.record)))
      .map((person) => ({ start, person })),
  );
  return changeEach(context, all, (one) => cancelOne(context, { group, mappings, ...one }, options));
}

/**
 * What was cancelled or moved for all before somebody came: said in their chart too, where no seat says it for everybody.
 * Also for who comes back from a hold. Six weeks ahead, as far as anybody looks.
 */
export async function inheritChanges(
  context: PortalContext,
  group: GroupDefinition,
  patient: string,
  options: Options,
): Promise<void> {
  if (group.schedule === undefined) return;
  const mappings = await requireWritable(context, options);
  const from = context.now().getTime();
  const read = await sessionsIn(context, group, { from, until: from + 42 * 24 * hour }, options, 'cancelled');
  const service = await serviceOf(context, group, options);
  for (const session of read.sessions) {
    const { start, end, people, seats, movedFrom } = session;
    const person = people.find((one) => one.patient === patient);
    if (person?.membership === undefined || person.records.length > 0) continue;
    const others = people.filter((one) => one.patient !== patient);
    const isCancelled = others.length > 0 && isCancelledFor({ seats, people: others });
    if (isCancelled && !person.seat) await cancelOne(context, { group, mappings, start, person }, options);
    else if (movedFrom !== undefined && !person.seat) {
      const seat = await newSeat(context, { group, patient, service, first: ms(movedFrom) });
      await writeSeat(context, { mappings, group, seat: { ...seat, start, end, movedFrom } }, options);
    }
  }
}

interface Cancelling {
  group: GroupDefinition;
  mappings: Mappings;
  start: string;
  person: ListedSession['people'][number];
}

/** A seat of ours says it where nothing is recorded; else a record does, whatever it said before (G9). */
async function cancelOne(
  context: PortalContext,
  { group, mappings, start, person }: Cancelling,
  options: Options,
): Promise<Became> {
  const { patient, membership, seat, records: found, unreadable } = person;
  if (unreadable) throw new PortalError('unreadable', 'A record of this member can’t be read.');
  if (seat && !isEhrSeat(seat.record) && found.length === 0) {
    const next = seatAfter(seat.record, 'session-cancelled');
    if (next) await writeSeat(context, { mappings, group, seat: next, there: seat }, options);
    return next ? 'changed' : 'unchanged';
  }
  if (membership === undefined) throw new PortalError('unsupported', 'This seat has no membership.', ['membership']);
  const mark = { outcome: 'session-cancelled' as const };
  const told = { group, patient, membership, start, seat, mark, found };
  const { state } = await recordAttendance(context, mappings, told, options);
  return state === 'saved' ? 'changed' : state;
}

/** See Portal.moveSession. Seats moved already, by a try that was cut short, are left as they are. */
export async function moveSession(
  context: PortalContext,
  query: { group: string; start: string; to: string },
  options: Options = {},
): Promise<SessionChange> {
  const { group, mappings } = await writable(context, query.group, options);
  const [from, to] = [instantSpan(query.start, 'start').from, instantSpan(query.to, 'to').from];
  // no more is read than what lies within reach of its first time, on either side
  if (from === to || Math.abs(to - from) > 2 * mostMoved)
    throw new PortalError('invalid', 'The new time is the old one, or too far from it.', ['to']);
  // a day more, for a session that runs into the new time
  const around = { from: Math.min(from, to) - 24 * hour, until: Math.max(from, to) + 24 * hour };
  const read = await sessionsIn(context, group, around, options);
  const moving = movingIn(read, { from, to });
  requireMovable(read, moving);
  const at = (time: number) => instantIn(group.timeZone, new Date(time));
  const service = await serviceOf(context, group, options);
  return changeEach(context, moving.people, async ({ patient, seat }) => {
    if (seat && ms(seat.record.start) === to) return 'unchanged';
    const first = seat ? firstOf(seat.record) : moving.first;
    const { movedFrom: _before, ...old } =
      seat?.record ?? (await newSeat(context, { group, patient, service, first: moving.first }));
    const next: Seat = {
      ...old,
      start: at(to),
      end: at(to + moving.length),
      // back where it was first, it was never moved
      ...(first !== to && { movedFrom: at(first) }),
    };
    await writeSeat(context, { mappings, group, seat: next, there: seat, reason: 'rescheduled' }, options);
    return 'changed';
  });
}

/** A seat for somebody who was expected by the group's schedule alone. */
async function newSeat(
  context: PortalContext,
  { group, patient, service, first }: { group: GroupDefinition; patient: string; service: string; first: number },
): Promise<Omit<Seat, 'start' | 'end'>> {
  const parts = [group.key, sessionOf(iso(first)), patient.slice('Patient/'.length)] as const;
  return {
    patient,
    leaders: group.leaders.map((leader) => leader.reference),
    service,
    status: 'booked',
    identity: await keyedIdentifier(await context.key(), 'seat', parts),
  };
}

/** The group, for those who change its sessions. */
export async function writable(context: PortalContext, key: string, options: Options) {
  const group = await groupOf(context, key, options);
  requireLeader(context, group);
  return { group, mappings: await requireWritable(context, options) };
}

/** The span of one start. `invalid` when it is no instant. */
function instantSpan(start: string, field: string): { from: number; until: number } {
  const at = ms(start);
  if (Number.isNaN(at)) throw new PortalError('invalid', 'A time is no instant.', [field]);
  return { from: at, until: at + 1 };
}

/** A member's own failure stands in the result. */
export async function changeEach<T>(
  context: PortalContext,
  items: readonly T[],
  change: (item: T) => Promise<Became>,
): Promise<SessionChange> {
  const result: SessionChange = { changed: 0, unchanged: 0, failed: [] };
  await eachOf(items, async (item) => {
    try {
      result[await change(item)]++;
    } catch (error) {
      if (!isPortalError(error)) throw error;
      result.failed.push(error.code);
    }
  });
  if (result.changed > 0) context.saved();
  return result;
}
