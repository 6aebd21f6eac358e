/** Roster lines and prompts: only what is true and known (domain.md 3.1, 4.3). @module */
import { awayAt } from './away.ts';
import { isHeld, trailingAbsences, type AttendanceSummary } from './summary.ts';
import { addDays, dayStart, iso, weeksBetween } from './time.ts';
import type { Readiness } from './types.ts';
import { tickedAt, type View } from './view.ts';

/** Lines beside a member's name, for the coming session or the one that runs. */
export function notesOf(view: View, criteria: Readiness['criteria'], attendance: AttendanceSummary | undefined) {
  const { documents, facts, scheduled, sessions, told, now, zone } = view;
  const notes: Readiness['notes'] = [];
  // an unrecorded session may have been the first
  if (attendance?.attended === 0 && attendance.notRecorded === 0) notes.push({ code: 'first-session' });
  const next = scheduled.find((s) => s.end > now && isHeld(s));
  const away = [now, ...(next ? [next.time] : [])].flatMap((time) => awayAt(told.away, time));
  const [first, ...more] = sessions ? trailingAbsences(sessions, false).absences : [];
  // somebody who is still away is not coming back yet
  if (next && first && more.length + 1 >= facts.group.absencesInARow && away.length === 0)
    notes.push({ code: 'back-after-absence', weeks: weeksBetween(first.time, next.time, zone) });
  const until = away
    .map((a) => a.end)
    .toSorted()
    .at(-1);
  if (until) notes.push({ code: 'away-planned', until });
  const soon = dayStart(addDays(view.today, 7 * facts.group.lookAheadWeeks), zone);
  const from = told.away
    .filter((a) => a.from > (next?.time ?? now) && a.from < soon)
    .map((a) => a.start)
    .toSorted()[0];
  if (from !== undefined) notes.push({ code: 'away-coming', from });
  const word = next && told.notices.get(next.time);
  if (word && word.time < next.time) notes.push({ code: 'told-us', at: iso(word.time) });
  const isOpen = (['agreement', 'participation'] as const).some((of) => {
    // signed and waiting for a talk, or declined: an answer, not an open form
    const status = documents[of].agreements[0]?.status;
    return criteria[of].state === 'not-met' && status !== 'proposed' && status !== 'rejected';
  });
  if (isOpen) notes.push({ code: 'agreement-open' });
  return notes;
}

/** Early phase by the member's own count (S81), until the leader closes it; never a reason. */
export function promptsOf(view: View, attendance: AttendanceSummary | undefined): Readiness['prompts'] {
  const { from, to } = view.facts.group.earlyPhase;
  if (!attendance || attendance.attended < from || attendance.attended > to) return [];
  return tickedAt(view, 'early-phase') === -Infinity ? ['early-phase'] : [];
}
