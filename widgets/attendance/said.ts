/** What is said of a save: why there is none, or what came of it. Pure. @module */
import type { AttendanceSheet, Mark, SheetResult } from '../../src/portal-types.ts';
import type { AttendanceWords } from '../strings/attendance.ts';
import type { Typed } from './after.ts';
import { membersOf } from './drafts.ts';
import type { Marks } from './merge.ts';

/** Why a press of Save sends nothing. */
export function whyNot(
  { drafts, recorded, theirs }: Marks,
  { rows }: AttendanceSheet,
  { typed, locale, words }: { typed: Typed; locale: string; words: AttendanceWords },
): string {
  const names = (marked: ReadonlyMap<string, unknown>): string =>
    new Intl.ListFormat(locale).format(rows.filter(({ row }) => marked.has(row)).map(({ name }) => name));
  if (isWrong(typed)) return words.wrongTimes;
  if (theirs.size) return words.settleFirst(names(theirs));
  if (drafts.size) return words.unfinished(names(drafts));
  return recorded.size ? words.nothingNew : words.nothingMarked;
}

export const isWrong = (typed: Typed): boolean => Object.values(typed).some(({ fault }) => fault);

/** "8 of 8 recorded", or how many were not saved. */
export function countOf(
  { recorded }: Marks,
  { failed }: SheetResult,
  { sheet, sent, words }: { sheet: AttendanceSheet; sent: ReadonlyMap<string, Mark>; words: AttendanceWords },
): string {
  return failed.length
    ? words.someFailed(failed.length, sent.size)
    : words.recorded(recorded.size, membersOf(sheet.rows).length).join(' ');
}
