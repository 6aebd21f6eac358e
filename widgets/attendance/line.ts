/** One member's attendance as a line for their own note: no name, nobody else, and no time that nobody observed. Pure. @module */
import type { RecordedMark } from '../../src/portal-types.ts';
import { timeWords } from '../strings/common.ts';
import type { AfterWords } from '../strings/attendance-after.ts';

/** What the line may say of the session. */
export interface LineFacts {
  timeZone: string;
  locale: string;
  words: AfterWords['line'];
  /** How many were present; absent where the group's setting doesn't ask for it. Only in the line of somebody who was there. */
  present?: number;
}

/** Such as "Attended 6:10 to 7:30 pm, on time." or "Absent, told us ahead." */
export function lineOf({ outcome, minutesLate, leftEarly, observed }: RecordedMark, facts: LineFacts): string {
  const { timeZone, locale, words, present } = facts;
  const time = (instant: string | undefined): string => (instant ? timeWords(instant, timeZone, locale) : '');
  const attended = words.attended[outcome];
  if (attended === undefined) return words.absent[outcome] ?? '';
  const parts = [
    words.times(time(observed?.start), time(observed?.end)),
    minutesLate === undefined ? attended : words.late(minutesLate),
    leftEarly ? words.leftEarly : '',
  ].filter(Boolean);
  return [`${parts.join(', ')}.`, present === undefined ? '' : words.present(present)].filter(Boolean).join(' ');
}
