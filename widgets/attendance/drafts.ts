/** What the leader has marked and not yet saved, beside what is recorded. Pure: every change gives a new map. @module */
import type { RecordedOutcome } from '../../fhir-mappings/codes.ts';
import type { Mark, SheetRow } from '../../src/portal-types.ts';

export type Choice = 'here' | 'late' | 'away';

/** A row as marked: away alone, or minutes that are no minutes, aren't a mark yet. */
export interface Draft {
  outcome: RecordedOutcome | 'absent';
  /** As typed. */
  minutes?: string;
  /** What was typed are no minutes. */
  wrong?: boolean;
}

export type Drafts = ReadonlyMap<string, Draft>;
export type Recorded = ReadonlyMap<string, Mark>;

/** Rows that can be saved: a seat without membership has no chart to go to, and what the record says twice is settled first. */
export const membersOf = (rows: readonly SheetRow[]): SheetRow[] =>
  rows.filter((row) => !row.notMember && !row.conflict);

/** What the record already had when the sheet was opened. Nothing else is ever prefilled. */
export const recordedOf = (rows: readonly SheetRow[]): Recorded =>
  new Map(rows.flatMap(({ row, recorded }) => (recorded ? [[row, recorded] as const] : [])));

const choices: Partial<Record<Draft['outcome'], Choice>> = {
  present: 'here',
  'present-late': 'late',
  absent: 'away',
  'absent-with-notice': 'away',
  'absent-without-notice': 'away',
  'absent-notice-unknown': 'away',
};

/** Which of the three a row shows; none for the outcomes they don't name. */
export const choiceOf = (outcome: Draft['outcome'] | undefined): Choice | undefined => outcome && choices[outcome];

const first: Record<Choice, Draft['outcome']> = { here: 'present', late: 'present-late', away: 'absent' };

/** Chooses for a row; what is recorded needs no draft, so choosing it again takes the draft back. */
export function choose(drafts: Drafts, recorded: Recorded, row: string, choice: Choice): Drafts {
  const same = choiceOf(recorded.get(row)?.outcome) === choice;
  return same ? without(drafts, row) : new Map(drafts).set(row, { outcome: first[choice] });
}

/** The row is as it is in the record again, or unmarked. */
export function without(drafts: Drafts, row: string): Drafts {
  const rest = new Map(drafts);
  rest.delete(row);
  return rest;
}

/** The mark a draft comes to; undefined while it isn't complete. */
export function markOf({ outcome, minutes, wrong }: Draft): Mark | undefined {
  if (outcome === 'absent' || wrong) return undefined;
  return outcome === 'present-late' && minutes ? { outcome, minutesLate: Number(minutes) } : { outcome };
}

/** What a row shows: its draft, else the record. */
export function shown(drafts: Drafts, recorded: Recorded, row: string): Draft | undefined {
  const mark = recorded.get(row);
  const minutes = mark?.minutesLate === undefined ? {} : { minutes: String(mark.minutesLate) };
  return drafts.get(row) ?? (mark && { outcome: mark.outcome, ...minutes });
}

/** Complete marks that differ from the record: what a save would send. */
export function toSend(drafts: Drafts, recorded: Recorded): Map<string, Mark> {
  const marks = [...drafts].map(([row, draft]) => [row, markOf(draft)] as const);
  return new Map(
    marks.filter((entry): entry is [string, Mark] => !!entry[1] && !same(entry[1], recorded.get(entry[0]))),
  );
}

/** Every row without a mark becomes present; a row someone began stays as it is. */
export function everyoneHere(rows: readonly SheetRow[], drafts: Drafts, recorded: Recorded): Drafts {
  const open = membersOf(rows).filter(({ row }) => !shown(drafts, recorded, row));
  const present: Draft = { outcome: 'present' };
  return open.length ? new Map([...drafts, ...open.map(({ row }): [string, Draft] => [row, present])]) : drafts;
}

/** The whole session did not take place, whatever was marked: no other outcome is kept for it (domain.md G9). */
export const noneHeld = (rows: readonly SheetRow[]): Drafts =>
  new Map(membersOf(rows).map(({ row }) => [row, { outcome: 'session-cancelled' }]));

const same = (a: Mark, b: Mark | undefined): boolean => a.outcome === b?.outcome && a.minutesLate === b.minutesLate;
