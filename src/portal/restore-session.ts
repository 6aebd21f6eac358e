/** Holding a session after all that was cancelled for all: what the cancellation wrote is taken back. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { isEhrSeat, seatAfter } from '../../fhir-mappings/records/seat.ts';
import type { SessionChange } from '../book-types.ts';
import { ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import { voidRecord } from './attendance-write.ts';
import { instantIn, type PortalContext } from './context.ts';
import { writeSeat } from './seat-write.ts';
import { changeEach, writable } from './session-changes.ts';
import { sessionsIn } from './sessions.ts';

/** See Portal.restoreSession. What members told us before the cancellation was taken by it, and is not brought back. */
export async function restoreSession(
  context: PortalContext,
  query: { group: string; start: string },
  options: Options = {},
): Promise<SessionChange> {
  const { group, mappings } = await writable(context, query.group, options);
  const at = ms(query.start);
  if (Number.isNaN(at)) throw new PortalError('invalid', 'A time is no instant.', ['start']);
  const [session] = (await sessionsIn(context, group, { from: at, until: at + 1 }, options)).sessions;
  if (session === undefined) throw new PortalError('not-found', 'No session is scheduled then.', ['start']);
  const recordedAt = instantIn(group.timeZone, context.now());
  const by = { recordedBy: context.user.reference, recordedAt };
  return changeEach(context, session.people, async ({ seat, records }) => {
    const [there, second] = records;
    if (second !== undefined) throw new PortalError('conflict', 'One session is recorded twice for one member.');
    if (there?.record.outcome === 'session-cancelled') {
      const record = { ...there.record, ...by };
      await voidRecord(context, { mappings, group, record, there, seat, reason: 'undo' }, options);
      return 'changed';
    }
    const isOff = seat && !isEhrSeat(seat.record) && seat.record.cancelledBy === 'clinic';
    const next = isOff && there === undefined ? seatAfter(seat.record, undefined, 'session-cancelled') : undefined;
    if (!seat || !next) return 'unchanged';
    await writeSeat(context, { mappings, group, seat: next, there: seat, reason: 'undo' }, options);
    return 'changed';
  });
}
