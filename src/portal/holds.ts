/** What a change of dates makes of a membership: pure, in local days of the group. @module */
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import { addDays } from '../readiness/time.ts';

/** First and last day; without a last one until further notice. */
export interface Hold {
  from: string;
  until?: string;
}

type Span = Membership['history'][number];

const byStart = (a: Hold, b: Hold): number => (a.from < b.from ? -1 : 1);

/** Its on-hold spans, oldest first; one nobody closed lasts until the next status. */
export const holdsOf = ({ history }: Membership): Hold[] =>
  history.flatMap(({ status, start, end }, i) => {
    const next = history[i + 1];
    const until = end ?? (next && next.status !== 'ended' ? addDays(next.start, -1) : undefined);
    return status === 'on-hold' ? [{ from: start, ...(until !== undefined && { until }) }] : [];
  });

/** What never was a membership is not changed any more. */
function requireLiving({ status }: Membership): void {
  if (status === 'entered-in-error') throw new PortalError('invalid', 'This never was a membership.', ['row']);
}

/** Puts on hold. Throws `invalid` naming `from` or `until`: before the start, after the end, over another hold. */
export function held(m: Membership, hold: Hold): Membership {
  requireLiving(m);
  const { from, until } = hold;
  if (until !== undefined && until < from) throw new PortalError('invalid', 'It ends before it begins.', ['until']);
  if (from < m.start || (m.end !== undefined && from > m.end))
    throw new PortalError('invalid', 'This is outside the membership.', ['from']);
  if (until !== undefined && m.end !== undefined && until > m.end)
    throw new PortalError('invalid', 'This is outside the membership.', ['until']);
  const holds = holdsOf(m);
  if (holds.some((h) => (h.until === undefined || from <= h.until) && (until === undefined || h.from <= until)))
    throw new PortalError('invalid', 'They are on hold then already.', ['from']);
  return withHolds(m, [...holds, hold]);
}

/** Back from that day on: the first hold that reaches it ends. Throws `invalid` naming `on` when there is none, or no membership. */
export function resumed(m: Membership, on: string): Membership {
  requireLiving(m);
  const holds = holdsOf(m);
  const last = holds.toSorted(byStart).find((h) => h.until === undefined || h.until >= on);
  if (m.end !== undefined && on > m.end) throw new PortalError('invalid', 'This is outside the membership.', ['on']);
  if (last === undefined) throw new PortalError('invalid', 'They are not on hold then.', ['on']);
  const rest = holds.filter((h) => h !== last);
  // back before it began: there was no hold
  return withHolds(m, on <= last.from ? rest : [...rest, { from: last.from, until: addDays(on, -1) }]);
}

/**
 * Ends with that day. One that has not begun and ends before it would never was: it is entered in error, and gives up its
 * identity. Throws `invalid` naming `on` when it is before the start, or the membership has ended before.
 */
export function ended(m: Membership, on: string, today: string): Membership {
  requireLiving(m);
  if (on < m.start && m.start > today)
    return { ...m, status: 'entered-in-error', identity: { ...m.identity, system: sid.void } };
  if (on < m.start) throw new PortalError('invalid', 'It ends before it begins.', ['on']);
  if (m.end !== undefined && m.end < on && m.end <= today)
    throw new PortalError('invalid', 'This membership has ended already.', ['on']);
  // a hold reaches no further; one without a last day goes on if the end is put off
  const holds = holdsOf(m)
    .filter((h) => h.from <= on)
    .map((h) => (h.until !== undefined && h.until > on ? { ...h, until: on } : h));
  const { history: kept, ...rest } = withHolds({ ...m, end: on }, holds);
  const history = kept.filter(({ status }) => status !== 'ended');
  // set ahead, its last day is a day of membership still
  if (on > today) history.push({ status: 'ended', start: addDays(on, 1) });
  return { ...rest, history };
}

/**
 * History and status anew. `on-hold` is the status of an open hold only: nobody comes by to set it back on the day after
 * a last day, and the span says it for every day. For the same reason a membership to come is active, from its start, and
 * one whose end is known is ended: until that day it runs (see `episodeOf`).
 */
function withHolds(m: Membership, holds: readonly Hold[]): Membership {
  const rebuilt = ['active', 'on-hold', 'ended'];
  const history: Span[] = m.history.filter(({ status }) => !rebuilt.includes(status));
  let from = m.start;
  const sorted = holds.toSorted(byStart);
  for (const hold of sorted) {
    if (hold.from > from) history.push({ status: 'active', start: from, end: addDays(hold.from, -1) });
    history.push({ status: 'on-hold', start: hold.from, ...(hold.until !== undefined && { end: hold.until }) });
    from = hold.until === undefined ? '' : addDays(hold.until, 1);
  }
  const isOpen = sorted.length > 0 && from === '';
  if (sorted.length > 0 && !isOpen && (m.end === undefined || from <= m.end))
    history.push({ status: 'active', start: from });
  history.push(...m.history.filter(({ status }) => status === 'ended'));
  return { ...m, history, status: m.end !== undefined ? 'ended' : isOpen ? 'on-hold' : 'active' };
}
