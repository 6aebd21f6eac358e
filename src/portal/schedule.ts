/** The sessions of a group from a day to a day, for its book. @module */
import * as z from 'zod/mini';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { date } from '../../fhir-mappings/records/primitives.ts';
import type { GroupSession } from '../book-types.ts';
import { addDays, dayStart } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import { bookOf } from './book.ts';
import { roleIn, type PortalContext } from './context.ts';
import { expectedAt, sessionsIn } from './sessions.ts';

/** See Portal.schedule. Intake learns of attendance only what tells that a session was cancelled (domain.md 4.8). */
export async function schedule(
  context: PortalContext,
  query: { group: string; from: string; until: string },
  options: Options = {},
): Promise<GroupSession[]> {
  const group = await bookOf(context, query.group, options);
  const span = spanOf(query, { zone: group.timeZone, most: 400 });
  const sees = roleIn(context, group) === 'leader' ? 'all' : 'cancelled';
  const { sessions } = await sessionsIn(context, group, span, options, sees);
  return sessions.map((session) => {
    const { start, end, movedFrom, people, cancelled } = session;
    const recorded = people.filter((row) => row.membership !== undefined && row.records.length > 0).length;
    return {
      start,
      end,
      state: cancelled ? 'cancelled' : 'scheduled',
      ...(movedFrom !== undefined && { movedFrom }),
      expected: expectedAt(session).length,
      recorded: sees === 'all' ? recorded : 0,
    };
  });
}

/**
 * From the first instant of a local day until the end of another, in milliseconds.
 * Throws PortalError `invalid` naming the day that is none, or `until` when it comes first or too late.
 * @param most days
 */
export function spanOf(
  { from, until }: { from: string; until: string },
  { zone, most }: { zone: string; most: number },
): { from: number; until: number } {
  const faults = Object.entries({ from, until }).filter(([, day]) => !z.safeParse(date, day).success);
  if (faults.length > 0)
    throw new PortalError(
      'invalid',
      'A day is no date.',
      faults.map(([name]) => name),
    );
  if (until < from || until >= addDays(from, most))
    throw new PortalError('invalid', `The last day is before the first, or more than ${most} days away.`, ['until']);
  return { from: dayStart(from, zone), until: dayStart(addDays(until, 1), zone) };
}
