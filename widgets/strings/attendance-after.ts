/** English words of `<group-attendance>` for what comes after the marks: the line for a note, the real times. @module */
import type { RecordedOutcome } from '../../fhir-mappings/codes.ts';
import { sharing } from './common.ts';
import { speech, type Speech } from './speech.ts';

/** Of one member's line: plain enough to be read aloud to them (domain.md 4.7). */
const line = {
  attended: {
    present: 'on time',
    'present-late': 'late',
    'present-arrival-unknown': '',
  } as Partial<Record<RecordedOutcome, string>>,
  absent: {
    'absent-with-notice': 'Absent, told us ahead.',
    'absent-without-notice': 'Absent, no word.',
    'absent-notice-unknown': 'Absent.',
    'turned-away': 'Came, could not join.',
    'session-cancelled': 'Session not held.',
    'excused-by-clinic': 'Excused by the clinic.',
  } as Partial<Record<RecordedOutcome, string>>,
  /** Either may be empty: nobody saw it. */
  times(start: string, end: string): string {
    if (start && end) return `Attended ${sharing(start, end)} to ${end}`;
    return start ? `Attended from ${start}` : end ? `Attended until ${end}` : 'Attended';
  },
  late: (minutes: number): string => `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} late`,
  leftEarly: 'left early',
  present: (n: number): string => `${n} ${n === 1 ? 'member' : 'members'} present.`,
};

const lines = {
  title: 'Lines for notes',
  about: 'One for each chart. No line names anybody.',
  copy: 'Copy',
  copyFor: (name: string): string => `Copy the line of ${name}`,
  copied: (name: string): string => `Copied the line of ${name}`,
  cantCopy: 'This browser does not copy. The line is selected: copy it with the keyboard.',
};

const held = {
  title: 'Real times',
  about: 'Only if it began or ended at another time. Empty: not known.',
  start: 'Began at',
  end: 'Ended at',
  wrong: {
    start: 'A time from one hour before the session to its end',
    end: 'A time after it began, four hours past its end at most',
    twice: 'The clock shows this time twice that night. Which one?',
    never: 'The clock skips this time that night.',
  },
};

export const en = { line, lines, held };
export type AfterWords = typeof en;

export const afterSpeech: Speech<AfterWords> = speech(en, async () => (await import('./attendance-after-es.ts')).es);
