/** What a save sends. Pure. @module */
import type { AttendanceSheet, NewMark } from '../../src/portal-types.ts';
import { markOf, membersOf, toSend } from './drafts.ts';
import type { Marks } from './merge.ts';

/** Complete marks that differ from the record, but for rows where the leader has yet to choose; and what is sent with them. */
export function sendingOf(marks: Marks, also: ReadonlyMap<string, NewMark> = new Map()): Map<string, NewMark> {
  const own = [...toSend(marks.drafts, marks.recorded)].filter(([row]) => !marks.theirs.has(row));
  return new Map([...also, ...own]);
}

/** Rows that have a mark, or a record, of members. */
export const markedIn = ({ drafts, recorded, theirs }: Marks, { rows }: AttendanceSheet): number =>
  membersOf(rows).filter(({ row }) => {
    const draft = drafts.get(row);
    return draft ? markOf(draft) && !theirs.has(row) : recorded.has(row);
  }).length;
