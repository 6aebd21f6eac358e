/** What the leader has marked and not yet saved, beside what is recorded. Pure: every change gives a new map. @module */
import type { RecordedOutcome } from '../../fhir-mappings/codes.ts';
import { attendedOutcomes } from '../../fhir-mappings/codes.ts';
import type { Mark, NewMark, RecordedMark, SheetRow } from '../../src/portal-types.ts';
import type { Clock } from './clock.ts';

export type Choice = 'here' | 'late' | 'away' | 'other';
/** What stands behind the fourth choice. */
export const others = ['left-early', 'late-left-early', 'turned-away', 'excused-by-clinic'] as const;
export type Other = (typeof others)[number];

/** A row as marked: away or other alone, or minutes that are no minutes, aren't a mark yet. */
export interface Draft {
  outcome: RecordedOutcome | 'absent' | 'other';
  leftEarly?: boolean;
  /** As typed. */
  minutes?: string;
  /** What was typed are no minutes. */
  wrong?: boolean;
  /** When they came, as typed in the place of minutes; when they left. */
  came?: Clock | undefined;
  left?: Clock | undefined;
  /** They were asked to leave. */
  asked?: NewMark['askedToLeave'];
  /** What is noted of it is a mistake. */
  notAsked?: true;
  /** Why the record is changed, where it isn't just corrected. */
  why?: 'wrong-member' | undefined;
}

export type Drafts = ReadonlyMap<string, Draft>;
export type Recorded = ReadonlyMap<string, RecordedMark>;

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
  other: 'other',
  'turned-away': 'other',
  'excused-by-clinic': 'other',
};

/** Which of the four a row shows; none for the outcomes they don't name. */
export const choiceOf = (draft: Pick<Draft, 'outcome' | 'leftEarly' | 'asked'> | undefined): Choice | undefined =>
  draft && (draft.leftEarly || draft.asked ? 'other' : choices[draft.outcome]);

const first: Record<Choice, Draft['outcome']> = {
  here: 'present',
  late: 'present-late',
  away: 'absent',
  other: 'other',
};

/** What of the fourth choice a row shows. */
export const otherOf = ({ outcome, leftEarly }: Draft): Other | undefined =>
  leftEarly
    ? outcome === 'present-late'
      ? 'late-left-early'
      : 'left-early'
    : others.find((other) => other === outcome);

/** The draft that one of them stands for. */
export function draftOf(other: Other): Draft {
  if (other === 'left-early') return { outcome: 'present', leftEarly: true };
  return other === 'late-left-early' ? { outcome: 'present-late', leftEarly: true } : { outcome: other };
}

/** Chooses for a row; what is recorded needs no draft, so choosing it again takes the draft back. */
export function choose(
  drafts: Drafts,
  recorded: Recorded,
  { row, told }: Pick<SheetRow, 'row' | 'told'>,
  choice: Choice,
): Drafts {
  if (choiceOf(recorded.get(row)) === choice) return without(drafts, row);
  // who told us before the start is asked for no more
  const outcome = choice === 'away' && told ? 'absent-with-notice' : first[choice];
  return new Map(drafts).set(row, { outcome });
}

/** The row is as it is in the record again, or unmarked. */
export function without(drafts: Drafts, row: string): Drafts {
  const rest = new Map(drafts);
  rest.delete(row);
  return rest;
}

/** The mark a draft comes to; undefined while it isn't complete. */
export function markOf(draft: Draft, there?: Mark): NewMark | undefined {
  const { outcome, minutes, wrong, leftEarly, left, asked, notAsked, why } = draft;
  if (outcome === 'absent' || outcome === 'other' || wrong || draft.came?.fault || left?.fault) return undefined;
  const stayed = there?.leftEarly && attendedOutcomes.includes(outcome);
  return {
    outcome,
    ...(outcome === 'present-late' && minutes && { minutesLate: Number(minutes) }),
    ...(leftEarly ? { leftEarly, ...(left?.at && { left: left.at }) } : stayed && { leftEarly: false }),
    ...(asked && { askedToLeave: asked }),
    ...(notAsked && there && { notAsked }),
    ...(why && there && { why }),
  };
}

/** What a row shows: its draft, else the record. */
export function shown(drafts: Drafts, recorded: Recorded, row: string): Draft | undefined {
  const mark = recorded.get(row);
  const minutes = mark?.minutesLate === undefined ? {} : { minutes: String(mark.minutesLate) };
  const left = mark?.leftEarly ? { leftEarly: true, ...(mark.left && { left: { clock: '', at: mark.left } }) } : {};
  return drafts.get(row) ?? (mark && { outcome: mark.outcome, ...minutes, ...left });
}

/** Complete marks that differ from the record: what a save would send. */
export function toSend(drafts: Drafts, recorded: Recorded): Map<string, NewMark> {
  const marks = [...drafts].map(([row, draft]) => [row, markOf(draft, recorded.get(row))] as const);
  return new Map(
    marks.filter((entry): entry is [string, NewMark] => !!entry[1] && !same(entry[1], recorded.get(entry[0]))),
  );
}

/**
 * Every row without a mark becomes present, or absent with notice where they told us; a row someone began stays as it is,
 * and so does one whose appointment was given back: nobody knows whether they told us.
 */
export function everyoneHere(rows: readonly SheetRow[], drafts: Drafts, recorded: Recorded): Drafts {
  const open = membersOf(rows).filter(({ row, givenBack }) => !shown(drafts, recorded, row) && !givenBack);
  const expected = ({ row, told }: SheetRow): [string, Draft] => [
    row,
    { outcome: told ? 'absent-with-notice' : 'present' },
  ];
  return open.length ? new Map([...drafts, ...open.map(expected)]) : drafts;
}

/** The whole session did not take place, whatever was marked: no other outcome is kept for it (domain.md G9). */
export const noneHeld = (rows: readonly SheetRow[]): Drafts =>
  new Map(membersOf(rows).map(({ row }) => [row, { outcome: 'session-cancelled' }]));

/** The same said of a row, whoever said it and when; of leaving only what `a` says. */
export const same = (a: NewMark, b: RecordedMark | undefined): boolean =>
  a.outcome === b?.outcome &&
  a.minutesLate === b.minutesLate &&
  !a.leftEarly === !b.leftEarly &&
  (!a.left || Date.parse(a.left) === Date.parse(b.left ?? '')) &&
  (!a.notAsked || b.wayHomeOffered === undefined) &&
  (!a.askedToLeave || a.askedToLeave.wayHomeOffered === b.wayHomeOffered);
