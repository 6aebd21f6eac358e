/** What a save sends. Pure. @module */
import { attendedOutcomes } from '../../fhir-mappings/codes.ts';
import type { AttendanceSheet, HeldTimes, Mark } from '../../src/portal-types.ts';
import { markOf, membersOf, toSend } from './drafts.ts';
import type { Marks } from './merge.ts';

/** With other times than the record has, what is recorded of those who were there is sent again. */
export function retimedOf(
  { recorded, theirs }: Marks,
  sheet: AttendanceSheet,
  held: HeldTimes | undefined,
): Map<string, Mark> {
  const had = sheet.held ?? {};
  if (!held || (isSame(held.start, had.start) && isSame(held.end, had.end))) return new Map();
  return new Map(
    [...recorded].flatMap(([row, { outcome, minutesLate, leftEarly }]) =>
      attendedOutcomes.includes(outcome) && !theirs.has(row)
        ? [[row, { outcome, ...(minutesLate && { minutesLate }), ...(leftEarly && { leftEarly }) }] as const]
        : [],
    ),
  );
}

/** Complete marks that differ from the record, but for rows where the leader has yet to choose. */
export function sendingOf(marks: Marks, sheet: AttendanceSheet, held: HeldTimes | undefined): Map<string, Mark> {
  const own = [...toSend(marks.drafts, marks.recorded)].filter(([row]) => !marks.theirs.has(row));
  return new Map([...retimedOf(marks, sheet, held), ...own]);
}

/** Rows that have a mark, or a record, of members. */
export const markedIn = ({ drafts, recorded, theirs }: Marks, { rows }: AttendanceSheet): number =>
  membersOf(rows).filter(({ row }) => {
    const draft = drafts.get(row);
    return draft ? markOf(draft) && !theirs.has(row) : recorded.has(row);
  }).length;

const isSame = (a: string | undefined, b: string | undefined): boolean => (a && Date.parse(a)) === (b && Date.parse(b));
