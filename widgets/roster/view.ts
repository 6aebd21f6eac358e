/** What the list says, from what the portal answered: one lead line, then people by session. Pure. @module */
import type { IntakeList, IntakeRow } from '../../src/book-types.ts';
import { dayWords, timeWords } from '../strings/common.ts';
import type { RosterWords } from '../strings/roster.ts';

export interface PersonView {
  /** Key of the row on its list. */
  row: string;
  /** Key of the group. */
  group: string;
  name: string;
  /** Empty where the name says it all. */
  fullName: string;
  /** What is open, in words. */
  open: string;
  unknown: boolean;
  /** There is something to sign. */
  signs: boolean;
}

export interface SessionView {
  /** "6:00 pm · Tuesday group" */
  heading: string;
  people: PersonView[];
}

export interface RosterView {
  /** `unknown` when today can't be told at all. */
  lead: { text: string; under: string; unknown: boolean };
  today: SessionView[];
  laterTitle: string;
  later: SessionView[];
  /** Groups that could not be read. */
  unread: { text: string; under: string }[];
  /** Something could not be read, so it may be asked for again. */
  again: boolean;
}

export interface Saying {
  words: RosterWords;
  locale: string;
}

/** Nobody is only said to have nothing open when everything of today was read. */
export function viewOf({ day, until, today, later, unread }: IntakeList, { words, locale }: Saying): RosterView {
  const told = today.filter((row) => row.steps.length > 0).length;
  const untold = today.length - told;
  const unknown = told === 0 && untold + unread.length > 0;
  return {
    lead: {
      text: told > 0 ? words.people(told) : unknown ? words.cantTell : words.nobody,
      under: untold > 0 ? words.untold(untold, told > 0) : '',
      unknown,
    },
    today: sessions(today, ({ session, group }) => timeWords(session, group.timeZone, locale), words),
    laterTitle: words.later((Date.parse(until) - Date.parse(day)) / 86_400_000),
    later: sessions(
      later,
      ({ session, group: { timeZone } }) => {
        return `${dayWords(session, timeZone, locale)}, ${timeWords(session, timeZone, locale)}`;
      },
      words,
    ),
    unread: unread.map(({ group, code }) => ({ text: words.unread(group.name), under: words.why[code] ?? '' })),
    again: unread.length > 0 || [...today, ...later].some((row) => row.unknown),
  };
}

function sessions(rows: readonly IntakeRow[], when: (row: IntakeRow) => string, words: RosterWords): SessionView[] {
  const groups = Map.groupBy(rows, ({ session, group }) => `${Date.parse(session)} ${group.key}`);
  return [...groups.values()].map((own) => {
    const [first] = own as [IntakeRow, ...IntakeRow[]];
    return { heading: `${when(first)} · ${first.group.name}`, people: own.map((row) => person(row, words)) };
  });
}

function person({ row, group, name, fullName, steps, unknown }: IntakeRow, words: RosterWords): PersonView {
  const shown = name || fullName || words.noName;
  return {
    row,
    group: group.key,
    name: shown,
    fullName: fullName === shown ? '' : fullName,
    open: openWords(steps, unknown, words),
    unknown,
    signs: steps.includes('agreement') || steps.includes('participation'),
  };
}

/** "Introduction · Group rules and consent to take part to sign": what is signed on one form is said together. */
function openWords(steps: IntakeRow['steps'], unknown: boolean, words: RosterWords): string {
  if (steps.length === 0) return words.cantTell;
  const both = steps.includes('agreement') && steps.includes('participation');
  const said = steps.flatMap((step) => {
    if (!both) return [words.step[step]];
    return step === 'participation' ? [words.both] : step === 'agreement' ? [] : [words.step[step]];
  });
  return [...said, ...(unknown ? [words.restUntold] : [])].join(' · ');
}
