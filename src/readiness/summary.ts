/** The attendance summary: counts first, percents only from four (domain.md 4.6, design 5). @module */
import { attendedOutcomes, type RecordedOutcome } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { ms } from './time.ts';

/** What happened for one member at one session; `not-recorded`: it was held and nobody wrote it down. */
export type Outcome = RecordedOutcome | 'not-recorded';

/** One session of one membership, as the summary counts it. */
export interface SessionOutcome {
  /** FHIR instant with offset or Z: the scheduled start. */
  start: string;
  outcome: Outcome;
  /** Only with absent-with-notice: inside a planned absence the group talked about. Ignored with any other outcome. */
  discussedPlannedAbsence?: boolean;
  /** Changes no number. */
  departure?: 'left-early' | 'asked-to-leave';
}

/** percent is null when this ratio's own denominator is below 4; else a half-up whole number. */
export interface Ratio {
  numerator: number;
  denominator: number;
  percent: number | null;
}

/** `atLeast`: an unrecorded session lies behind the run. It may be true with count 0. */
export interface Run {
  count: number;
  atLeast: boolean;
}

/** Attendance in one membership. No number judges; sessions cancelled or excused are in none of them. */
export interface AttendanceSummary {
  recorded: number;
  attended: number;
  notRecorded: number;
  /** attended ÷ recorded */
  rate: Ratio;
  /** on time ÷ (on time + late): arrivals nobody saw are in neither number */
  punctuality: Ratio;
  /** told us ÷ (told us + no word) */
  notice: Ratio;
  /** recorded ÷ (recorded + not recorded) */
  completeness: Ratio;
  unannounced: number;
  /** Among the last 8 recorded. */
  unannouncedRecent: number;
  consecutiveAbsences: Run;
  /** The same, stepping over what a discussed planned absence covers. */
  uncoveredConsecutiveAbsences: Run;
  /** Sessions held so far, attended or not. */
  sessionsIntoCommitment: number;
  /** Number of the coming session for this member. */
  memberSessionNumber: number;
}

const outside: readonly Outcome[] = ['not-recorded', 'session-cancelled', 'excused-by-clinic'];

/** True for the outcomes of somebody who took part, however late or short. */
export const isAttended = ({ outcome }: SessionOutcome): boolean =>
  (attendedOutcomes as readonly Outcome[]).includes(outcome);

/** True when it counts as recorded: P, L, U, N, A, Q, T (domain.md 4.6). */
export const isRecorded = ({ outcome }: SessionOutcome): boolean => !outside.includes(outcome);

/** True when the session took place for this member: recorded, or still to be (domain.md 4.6 "sessions into commitment"). */
export const isHeld = (session: SessionOutcome): boolean => isRecorded(session) || session.outcome === 'not-recorded';

/** The last recorded of sessions in order: the window of "unannounced" (domain.md 4.3, 4.6). */
export const recentOf = <T extends SessionOutcome>(ordered: readonly T[], most = 8): T[] =>
  ordered.filter(isRecorded).slice(-most);

/**
 * Summarizes one membership's sessions that are over or recorded, in any order.
 * Throws PortalError `invalid` with fields like `sessions[1].start`, in input order, for a start
 * without offset and for a start at the same instant as an earlier item's (domain.md 4.6, E13, E14).
 */
export function summarizeAttendance(sessions: readonly SessionOutcome[]): AttendanceSummary {
  const ordered = inOrder(sessions);
  const count = (outcome: Outcome) => ordered.filter((s) => s.outcome === outcome).length;
  const recorded = ordered.filter(isRecorded).length;
  const attended = ordered.filter(isAttended).length;
  const notRecorded = count('not-recorded');
  const onTime = count('present');
  const told = count('absent-with-notice');
  const unannounced = count('absent-without-notice');
  return {
    recorded,
    attended,
    notRecorded,
    rate: ratio(attended, recorded),
    punctuality: ratio(onTime, onTime + count('present-late')),
    notice: ratio(told, told + unannounced),
    completeness: ratio(recorded, recorded + notRecorded),
    unannounced,
    unannouncedRecent: recentOf(ordered).filter((s) => s.outcome === 'absent-without-notice').length,
    consecutiveAbsences: runOf(trailingAbsences(ordered, false)),
    uncoveredConsecutiveAbsences: runOf(trailingAbsences(ordered, true)),
    sessionsIntoCommitment: recorded + notRecorded,
    memberSessionNumber: attended + 1,
  };
}

/**
 * The trailing run of absences over recorded sessions, oldest first (domain.md 4.6).
 * `uncovered` steps over told-us absences inside a discussed planned absence: they neither count nor end it.
 */
export function trailingAbsences<T extends SessionOutcome>(
  ordered: readonly T[],
  uncovered: boolean,
): { absences: T[]; atLeast: boolean } {
  const absences: T[] = [];
  let seen = false;
  for (const session of ordered.toReversed()) {
    if (session.outcome === 'not-recorded') {
      // at the end: not yet recorded; further back: the run may be longer than we know
      if (seen) return { absences: absences.toReversed(), atLeast: true };
    } else if (isRecorded(session)) {
      if (!session.outcome.startsWith('absent-')) break;
      seen = true;
      const covered = session.outcome === 'absent-with-notice' && session.discussedPlannedAbsence;
      if (!(uncovered && covered)) absences.push(session);
    }
  }
  return { absences: absences.toReversed(), atLeast: false };
}

const runOf = ({ absences, atLeast }: { absences: unknown[]; atLeast: boolean }): Run => ({
  count: absences.length,
  atLeast,
});

/** Half-up by integers: 1 of 8 is 13, and no float can turn 12.5 into 12. */
const ratio = (numerator: number, denominator: number): Ratio => ({
  numerator,
  denominator,
  percent: denominator < 4 ? null : Math.floor((200 * numerator + denominator) / (2 * denominator)),
});

/** By instant, not by text: 18:00-05:00 is 23:00Z. */
function inOrder(sessions: readonly SessionOutcome[]): SessionOutcome[] {
  const seen = new Set<number>();
  const faults = sessions.flatMap(({ start }, i) => {
    const time = ms(start);
    if (!Number.isNaN(time) && !seen.has(time)) return (seen.add(time), []);
    return [`sessions[${i}].start`];
  });
  if (faults.length > 0) throw new PortalError('invalid', 'Some fields are not valid.', faults);
  return sessions.toSorted((a, b) => ms(a.start) - ms(b.start));
}
