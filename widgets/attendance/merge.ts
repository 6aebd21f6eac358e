/** What becomes of marks when the record answers, or says something new. Pure. @module */
import type { AttendanceSheet, NewMark, RecordedMark, SheetResult } from '../../src/portal-types.ts';
import { markOf, recordedOf, same, type Drafts, type Recorded } from './drafts.ts';

/** What is marked, what is recorded, and where the two don't meet. */
export interface Marks {
  drafts: Drafts;
  recorded: Recorded;
  /** Rows the last save could not save, with the code of why. */
  refused: ReadonlyMap<string, string>;
  /** Rows somebody else recorded while they were marked here: the leader chooses. */
  theirs: ReadonlyMap<string, RecordedMark>;
}

/** What the server has is recorded; a row changed while it was being saved keeps its newer draft. */
export function afterSaving(
  { drafts, recorded, theirs }: Marks,
  { saved, unchanged, failed }: SheetResult,
  { marks, sent, at }: { marks: ReadonlyMap<string, NewMark>; sent: Drafts; at: string },
): Marks {
  const done = new Set([...saved, ...unchanged]);
  const met = failed.flatMap(({ row, there }) => (there ? [[row, there] as const] : []));
  return {
    recorded: new Map([
      ...recorded,
      ...[...marks].flatMap(([row, mark]) => (done.has(row) ? [[row, recordOf(mark, at)] as const] : [])),
      ...met,
    ]),
    drafts: new Map([...drafts].filter(([row, draft]) => !done.has(row) || sent.get(row) !== draft)),
    refused: new Map(failed.flatMap(({ row, code, there }) => (there ? [] : [[row, code] as const]))),
    theirs: new Map([...[...theirs].filter(([row]) => !marks.has(row)), ...met]),
  };
}

const recordOf = ({ askedToLeave, notAsked: _not, why: _why, ...mark }: NewMark, at: string): RecordedMark => ({
  ...mark,
  ...(askedToLeave && { wayHomeOffered: askedToLeave.wayHomeOffered }),
  at,
});

/** What the record says now; marks stay, and where it says something else than them the leader chooses. */
export function afterReading(
  { drafts, recorded, refused, theirs }: Marks,
  sheet: AttendanceSheet,
  before: AttendanceSheet = sheet,
): Marks & { news: number; isOther: boolean; off: string[] } {
  const now = recordedOf(sheet.rows);
  const changed = [...now].filter(([row, mark]) => !same(mark, recorded.get(row)));
  const here = new Set(sheet.rows.map(({ row }) => row));
  const marked = (row: string): NewMark | undefined => {
    const draft = drafts.get(row);
    return draft && markOf(draft, now.get(row));
  };
  const isSame = ([row, mark]: readonly [string, RecordedMark]): boolean => {
    const mine = marked(row);
    return !!mine && same(mine, mark);
  };
  const agreed = new Set(changed.filter(isSame).map(([row]) => row));
  const differ = changed.filter(([row]) => drafts.has(row) && !agreed.has(row));
  return {
    recorded: now,
    drafts: new Map([...drafts].filter(([row]) => here.has(row) && !agreed.has(row))),
    refused: new Map([...refused].filter(([row]) => here.has(row) && !agreed.has(row))),
    theirs: new Map([...[...theirs].filter(([row]) => now.has(row)), ...differ]),
    news: changed.length,
    isOther: sheet.rows.length !== before.rows.length || before.rows.some(({ row }) => !here.has(row)),
    // marked, and no longer on the list
    off: before.rows.filter(({ row }) => drafts.has(row) && !here.has(row)).map(({ name }) => name),
  };
}
