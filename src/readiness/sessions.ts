/** A membership's sessions, from seats and attendance records (domain.md 4.4 order of evidence, 4.6 universe). @module */
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import { within, type Episode } from './membership.ts';
import { newestFirst } from './records.ts';
import type { SessionOutcome } from './summary.ts';
import { ms } from './time.ts';
import type { MemberFacts } from './types.ts';

/** A session with what says so. It counts from `end` on: that of the seat, or the start when it was recorded (E6). */
export interface Session extends SessionOutcome {
  time: number;
  end: number;
  evidence: string;
}

/** A seat that was never anybody's, or was given back: without a record it says nothing (domain.md 4.4 "Ignore"). */
const ignored: readonly Seat['status'][] = ['entered-in-error', 'cancelled', 'proposed', 'waitlist'];

/**
 * Everything scheduled or recorded for the membership, oldest first, one per instant since summaries refuse doubles (E13).
 * A record always wins over its seat, and the newer of two records: that they disagree is a data task (domain.md 4.2).
 */
export function sessionsOf(episode: Episode, facts: MemberFacts): Session[] {
  const found = new Map<number, Session>();
  const add = (session: Session) => {
    const { time } = session;
    if (episode.start <= time && time < episode.end && !found.has(time)) found.set(time, session);
  };
  const records = newestFirst(facts.attendance?.items ?? [], 'recordedAt').filter(
    (a) => a.membership === episode.evidence && a.status !== 'entered-in-error',
  );
  for (const { start, outcome, departure, evidence } of records) {
    const time = ms(start);
    add({ start, outcome, ...(departure && { departure }), time, end: time, evidence });
  }
  for (const { start, end, time, evidence, ...seat } of newestFirst(facts.seats?.items ?? [], 'start')) {
    // by reference too: a session that was moved keeps its seat
    const isRecorded = records.some((a) => a.seat === evidence);
    if (isRecorded || seat.service !== episode.record.service || ignored.includes(seat.status)) continue;
    const outcome = within(episode.holds, time) ? 'excused-by-clinic' : 'not-recorded';
    add({ start, outcome, time, end: ms(end), evidence });
  }
  return [...found.values()].toSorted((a, b) => a.time - b.time);
}
