/** A membership's sessions, from attendance, seats, the group's schedule and notes (domain.md 4.4, 4.6). @module */
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { Note } from '../../fhir-mappings/records/note.ts';
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import { awayAt, isToldBefore, type Told } from './away.ts';
import { within, type Episode } from './membership.ts';
import { newestFirst, type Dated } from './records.ts';
import { isAttended, type SessionOutcome } from './summary.ts';
import { ms } from './time.ts';
import type { MemberFacts } from './types.ts';

/** A session with what says so. It counts from `end` on: that of the seat, or the start when it was recorded (E6). */
export interface Session extends SessionOutcome {
  time: number;
  end: number;
  evidence: string;
}

/** Seats that were never anybody's (domain.md 4.4 "Ignore"). */
export const ignoredSeats: readonly Seat['status'][] = ['entered-in-error', 'proposed', 'waitlist'];

/**
 * Everything scheduled or recorded for the membership, oldest first, one per instant since summaries refuse doubles (E13).
 * Attendance as recorded wins over the visit's Encounter, that over the seat, the newer of two records over the older:
 * that they disagree is a data task (domain.md 4.2).
 * @param notes the membership's own, none later than `now`
 */
export function sessionsOf(
  episode: Episode,
  facts: MemberFacts,
  { now, told, notes }: { now: number; told: Told; notes: readonly Dated<Note>[] },
): Session[] {
  const found = new Map<number, Session>();
  const asked = new Set(
    facts.group.recordAskedToLeave ? notes.flatMap((n) => (n.kind === 'asked-to-leave' ? [ms(n.session)] : [])) : [],
  );
  const add = (session: Session) => {
    const { time } = session;
    if (time < episode.start || time >= episode.end || found.has(time)) return;
    const known = withWord(session, told);
    found.set(time, asked.has(time) && isAttended(known) ? { ...known, departure: 'asked-to-leave' } : known);
  };
  const records = newestFirst(facts.attendance?.items ?? [], 'recordedAt').filter(
    (a) => a.membership === episode.evidence && wasKnown(a, now),
  );
  for (const { start, outcome, departure, evidence } of records) {
    const time = ms(start);
    add({ start, outcome, ...(departure && { departure }), time, end: time, evidence });
  }
  // by reference too: a session that was moved keeps its seat
  const recorded = new Set(records.map((a) => a.seat));
  const visits = new Map(
    (facts.visits?.items ?? []).map(({ record, evidence }) => [`${record.membership} ${record.seat}`, evidence]),
  );
  const plan = (start: string, end: string, evidence: string) => {
    const time = ms(start);
    const outcome = within(episode.holds, time) ? 'excused-by-clinic' : 'not-recorded';
    add({ start, outcome, time, end: ms(end), evidence });
  };
  for (const { start, end, time, evidence, ...seat } of newestFirst(facts.seats?.items ?? [], 'start')) {
    if (recorded.has(evidence) || seat.service !== episode.record.service) continue;
    const visit = visits.get(`${episode.evidence} ${evidence}`);
    if (visit) add({ start, outcome: 'present-arrival-unknown', time, end: time, evidence: visit });
    // one given back says nothing without a record
    else if (seat.status !== 'cancelled' && !ignoredSeats.includes(seat.status)) plan(start, end, evidence);
  }
  // that the group meets then is known by who is in it
  for (const { start, end } of facts.schedule ?? []) plan(start, end, episode.evidence);
  return [...found.values()].toSorted((a, b) => a.time - b.time);
}

/** A correction has no time of its first entry, and recomputes everything from then on (domain.md 4.6): it was always so. */
const wasKnown = ({ status, time }: Dated<Attendance>, now: number) =>
  status === 'final' ? time <= now : status !== 'entered-in-error';

/** An absence told before the start is one, whatever a file or a hurried click says (domain.md 4.6, E15, E17). */
function withWord(session: Session, told: Told): Session {
  const { outcome, time } = session;
  if (!outcome.startsWith('absent-') || !(outcome === 'absent-with-notice' || isToldBefore(told, time))) return session;
  const covered = awayAt(told.away, time).some((a) => a.discussed);
  return { ...session, outcome: 'absent-with-notice', ...(covered && { discussedPlannedAbsence: true }) };
}
