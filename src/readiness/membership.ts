/** Which membership counts, and how it stands at an instant (domain.md 4.2, 4.6). @module */
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import { addDays, dayStart, localDate } from './time.ts';
import type { Readiness, Stored } from './types.ts';

type Span = readonly [from: number, until: number];

/** A membership with its days turned into instants; its `evidence` is what its records refer to. */
export interface Episode extends Stored<Membership> {
  /** Half-open: a FHIR end includes its day (domain.md 4.6, E8). */
  start: number;
  end: number;
  holds: Span[];
  state: Exclude<Readiness['membership'], 'none'>;
}

/** True inside any of the half-open spans. */
export const within = (spans: readonly Span[], time: number): boolean =>
  spans.some(([from, until]) => from <= time && time < until);

const rank = { active: 0, 'on-hold': 0, planned: 1, ended: 2 };

/**
 * The membership that counts: one that runs before one that is planned, the newest of these, else the latest ended.
 * A rejoining member is a new episode (domain.md 4.6). `contradictory`: both ended and active (4.2 row 1).
 */
export function currentMembership(
  items: readonly Stored<Membership>[],
  group: string,
  { now, zone }: { now: number; zone: string },
): { episode?: Episode; contradictory: boolean } {
  const all = items
    .filter(({ record }) => record.group === group && record.status !== 'entered-in-error')
    .map((stored) => episodeOf(stored, now, zone))
    .toSorted((a, b) => rank[a.state] - rank[b.state] || b.start - a.start || (a.evidence < b.evidence ? -1 : 1));
  const [episode] = all;
  if (!episode) return { contradictory: false };
  const { state, start, record } = episode;
  // by its own dates, or told twice: two that start together are one, since its start date is its identity
  const contradictory =
    state === 'ended'
      ? record.status === 'active' || record.status === 'on-hold'
      : all.some((other) => other.start === start && other.state === 'ended');
  return { episode, contradictory };
}

/** How one membership stands at an instant. */
export function episodeOf(stored: Stored<Membership>, now: number, zone: string): Episode {
  const { start: first, end: last, status, history } = stored.record;
  const start = dayStart(first, zone);
  const end = last ? dayStart(addDays(last, 1), zone) : Infinity;
  const holds = holdSpans(stored.record, zone);
  const today = localDate(now, zone);
  // ended today means now, not at midnight; an end set ahead says in its history from which day on it is one
  const from = history.findLast((span) => span.status === 'ended')?.start;
  const over = status === 'ended' ? (from ? from <= today : !last || last <= today) : end <= now;
  const held = within(holds, now) || (status === 'on-hold' && holds.every(([, until]) => until <= now));
  const state = over ? 'ended' : status === 'planned' || now < start ? 'planned' : held ? 'on-hold' : 'active';
  return { ...stored, start, end, holds, state };
}

/** A span nobody closed lasts until the next status; a member who is active again is not on hold. */
const holdSpans = ({ history, status }: Membership, zone: string): Span[] =>
  history.flatMap((span, i) => {
    if (span.status !== 'on-hold') return [];
    const following = history[i + 1];
    const next = span.end ? addDays(span.end, 1) : following?.status === 'ended' ? undefined : following?.start;
    if (!next && status === 'active') return [];
    return [[dayStart(span.start, zone), next ? dayStart(next, zone) : Infinity]];
  });
