/** Reasons that come from sessions: those that were, and those planned (domain.md 4.3). @module */
import { isComplete } from './criteria.ts';
import { standingAt } from './in-force.ts';
import type { Finding } from './reasons.ts';
import type { Session } from './sessions.ts';
import { isAttended, isHeld, isRecorded, recentOf, trailingAbsences } from './summary.ts';
import { addDays, dayStart, hour, iso, ms } from './time.ts';
import type { Readiness } from './types.ts';
import { notesOfKind, tickedAt, type View } from './view.ts';

const held = ({ start, evidence }: Session): Finding => ({ since: start, session: start, evidence });

/**
 * Attended since the group uses this product, while one of the two documents was surely not in force,
 * and no decision of the leader names the session.
 */
export function withoutAgreement(view: View, sessions: readonly Session[]): Finding[] {
  const { documents, facts, zone } = view;
  const first = dayStart(facts.group.agreementsRequiredFrom, zone);
  const named = new Set(notesOfKind(view, 'leader-decision').flatMap((n) => n.sessions?.map(ms) ?? []));
  const isMissing = (time: number) =>
    Object.values(documents).some(({ forces }) => {
      const { by, doubt } = standingAt(forces, time);
      return by.length === 0 && !doubt;
    });
  return sessions.filter((s) => isAttended(s) && s.time >= first && !named.has(s.time) && isMissing(s.time)).map(held);
}

/** Absences without word among the last recorded sessions, those after the last tick. */
export function twoUnannounced(view: View, sessions: readonly Session[]): Finding[] {
  const tick = tickedAt(view, 'two-unannounced');
  return recentOf(sessions, view.facts.group.unannounced.ofSessions)
    .filter((s) => s.outcome === 'absent-without-notice' && s.time > tick)
    .map(held);
}

/** The run of absences no discussed plan covers, when at least one is after the last tick. */
export function twoInARow(view: View, sessions: readonly Session[]): Finding[] {
  const tick = tickedAt(view, 'two-in-a-row');
  const { absences } = trailingAbsences(sessions, true);
  return absences.some((s) => s.time > tick) ? absences.map(held) : [];
}

/** No word at the first recorded session after a planned absence, and not seen or followed up since. */
export function notBackYet(view: View, sessions: readonly Session[]): Finding[] {
  const recorded = sessions.filter(isRecorded);
  const closed = Math.max(tickedAt(view, 'not-back-yet'), recorded.findLast(isAttended)?.time ?? -Infinity);
  return view.told.away
    .filter((a) => a.told < a.until)
    .flatMap((a) => {
      const first = recorded.find((s) => s.time >= a.until);
      return first?.outcome === 'absent-without-notice' && first.time > closed ? [held(first)] : [];
    });
}

/** A long planned absence that begins within some weeks, while the group can still talk about it. */
export function undiscussedAway(view: View): Finding[] {
  const { facts, gaps, scheduled, now, zone, told } = view;
  const { longAbsenceSessions, lookAheadWeeks } = facts.group;
  if (gaps.seats) return [];
  const tick = tickedAt(view, 'planned-absence-undiscussed');
  return told.away.flatMap((a) => {
    const since = Math.max(a.told, dayStart(addDays(a.start, -7 * lookAheadWeeks), zone));
    if (a.discussed || a.told <= tick || now < since || now >= a.from) return [];
    const covered = scheduled.filter((s) => a.from <= s.time && s.time < a.until && isHeld(s)).length;
    return covered >= longAbsenceSessions ? [{ since: iso(since), evidence: a.evidence }] : [];
  });
}

/**
 * Shortly before the member's first session with a criterion open: looks at criteria, never at the state (domain.md 4.3).
 * A session the clinic cancelled or excused was none (E20: starts next time).
 */
export function lateStart({ scheduled, gaps, now, facts }: View, criteria: Readiness['criteria']): Finding[] {
  const first = scheduled.find(isHeld);
  if (!first || gaps.seats || isComplete(criteria)) return [];
  const since = first.time - facts.group.lateStartHours * hour;
  return since <= now && now < first.time ? [{ ...held(first), since: iso(since) }] : [];
}
