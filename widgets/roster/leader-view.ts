/** What the leader's list says, from what the portal answered. Pure. @module */
import type { RaiseItem, RosterLine, RosterPerson, SessionRoster } from '../../src/roster-types.ts';
import { dayWords, shortDay, timeWords } from '../strings/common.ts';
import type { LeaderWords } from '../strings/roster-leader.ts';
import type { ListGlyph } from './leader-glyphs.ts';

/** The words, and the language of dates. */
export interface Saying {
  words: LeaderWords;
  locale: string;
}

/** How a line is marked: to act on, to know, or quietly. */
export type Tone = 'heed' | 'accent' | 'quiet';

export interface LineView {
  text: string;
  glyph: ListGlyph;
  tone: Tone;
}

/** "8 on the list": the number stands out. */
export interface CountView {
  n: number;
  text: string;
}

/** One thing to raise. `phrases` stand in the text, each in its own language. */
export interface RaiseView {
  row: string;
  name: string;
  item: string;
  text: string;
  language?: string;
  glyph: ListGlyph;
  closes?: NonNullable<RaiseItem['closes']>;
  /** Closing it asks what came of it. */
  asks?: true;
  /** Somebody calls them. */
  calls?: true;
}

/** "Today 6:00 pm" or "Tuesday 1 December, 6:00 pm". */
export function whenWords({ start, asOf, group: { timeZone } }: SessionRoster, { words, locale }: Saying): string {
  const day = (instant: string) => dayOf(instant, timeZone);
  const time = timeWords(start, timeZone, locale);
  return day(start) === day(asOf) ? `${words.today} ${time}` : `${dayWords(start, timeZone, locale)}, ${time}`;
}

/** Local date of an instant. */
export const dayOf = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(new Date(instant));

/** Zeros are left out, but for who is on the list. */
export function countsOf(
  { counts: { listed, expected, away, first } }: SessionRoster,
  words: LeaderWords,
): (CountView | string)[] {
  const all: (CountView | string)[] = [{ n: listed, text: words.counts.listed }];
  if (listed === 0) return all;
  all.push(expected === undefined ? words.counts.untold : { n: expected, text: words.counts.expected });
  if (away > 0) all.push({ n: away, text: words.counts.away });
  if (first > 0) all.push({ n: first, text: words.counts.first(first) });
  return all;
}

export const nameOf = ({ name }: Pick<RosterPerson, 'name'>, words: LeaderWords): string => name || words.noName;

/** Beside a name. Empty: there is nothing to know. */
export function linesOf(person: RosterPerson, roster: SessionRoster, saying: Saying): LineView[] {
  const { words } = saying;
  const { line } = words;
  const has = (code: RaiseItem['code']) => person.raise.some((item) => item.code === code);
  return [
    ...(person.unknown ? [{ text: words.cantTell, glyph: 'unknown' as const, tone: 'quiet' as const }] : []),
    ...person.lines.map((one) => lineOf(one, roster, saying)),
    ...(has('wants-to-talk') ? [{ text: line['wants-to-talk'], glyph: 'talk' as const, tone: 'heed' as const }] : []),
    ...(has('early-phase') ? [{ text: line['early-phase'], glyph: 'talk' as const, tone: 'quiet' as const }] : []),
    ...(person.shared ? [{ text: words.twoNames, glyph: 'followup' as const, tone: 'quiet' as const }] : []),
  ];
}

function lineOf(line: RosterLine, { start, group: { timeZone } }: SessionRoster, { words, locale }: Saying): LineView {
  const said = words.line;
  switch (line.code) {
    case 'told-us':
      return { text: said.toldUs(timeWords(line.at, timeZone, locale)), glyph: 'phone', tone: 'quiet' };
    case 'away-planned':
      return { text: said.awayUntil(dateWords(line.until, locale)), glyph: 'calendar', tone: 'quiet' };
    case 'away-coming':
      return { text: said.awayFrom(dateWords(line.from, locale)), glyph: 'calendar', tone: 'quiet' };
    case 'back-after-absence':
      return { text: said.backAfter(line.weeks), glyph: 'back', tone: 'accent' };
    case 'first-session':
      return { text: said['first-session'], glyph: 'plus', tone: 'accent' };
    case 'leaving':
      return line.last === dayOf(start, timeZone)
        ? { text: said.lastToday, glyph: 'talk', tone: 'accent' }
        : { text: said.lastSession(dateWords(line.last, locale)), glyph: 'calendar', tone: 'quiet' };
    case 'seat-given-back':
      return { text: said['seat-given-back'], glyph: 'calendar', tone: 'quiet' };
    default:
      return { text: said[line.code], glyph: 'followup', tone: 'heed' };
  }
}

/** "8 Dec" of a date without a time. */
const dateWords = (date: string, locale: string): string => shortDay(`${date}T12:00:00Z`, 'UTC', locale);

const listed = (parts: readonly string[], locale: string): string =>
  new Intl.ListFormat(/^en\b/i.test(locale) ? 'en-GB' : locale).format(parts);

/** All there is to raise, person by person in the order of the list. */
export function raiseOf(roster: SessionRoster, saying: Saying): RaiseView[] {
  const { words } = saying;
  return roster.people.flatMap((person) =>
    person.raise.flatMap((item): RaiseView[] => {
      const said = words.raised[item.code];
      if (said === undefined) return [];
      const language = item.phrases?.[0]?.language;
      return [
        {
          row: person.row,
          name: nameOf(person, words),
          item: item.item,
          text: said(aboutOf(item, roster, saying)) + (item.inARow ? words.inARow : ''),
          ...(language !== undefined && { language }),
          glyph: glyphs[item.code] ?? 'followup',
          ...(item.closes && { closes: item.closes }),
          ...(item.code === 'leaving-undiscussed' && { asks: true as const }),
          ...(calls.includes(item.code) && { calls: true as const }),
        },
      ];
    }),
  );
}

const calls: readonly RaiseItem['code'][] = ['no-word', 'two-unannounced'];

const glyphs: Partial<Record<RaiseItem['code'], ListGlyph>> = {
  'wants-to-talk': 'talk',
  'contact-undiscussed': 'talk',
  'leaving-undiscussed': 'talk',
  'early-phase': 'talk',
  'planned-absence-undiscussed': 'calendar',
  'no-word': 'phone',
  'two-unannounced': 'phone',
};

function aboutOf({ phrases, away, sessions }: RaiseItem, { group }: SessionRoster, { words, locale }: Saying): string {
  if (phrases)
    return listed(
      phrases.map(({ text }) => text),
      locale,
    );
  if (away) {
    const [first, last] = [dateWords(away.start, locale), dateWords(away.end, locale)];
    return first === last ? first : `${first} – ${last}`;
  }
  // a hundred dates are no line
  if (sessions && sessions.length > 3) return words.times(sessions.length);
  return listed(
    (sessions ?? []).map((start) => shortDay(start, group.timeZone, locale)),
    locale,
  );
}

/** What is said politely when another answer comes: who told us, else that something changed; nothing when nothing did. */
export function newsOf(old: SessionRoster, now: SessionRoster, { words, locale }: Saying): string {
  const saying = ({ asOf: _asOf, ...rest }: SessionRoster) => JSON.stringify(rest);
  if (saying(old) === saying(now)) return '';
  const isTold = ({ lines }: RosterPerson) => lines.some(({ code }) => code === 'told-us');
  const before = new Set(old.people.filter(isTold).map(({ name }) => name));
  const newly = now.people
    .filter((person) => isTold(person) && !before.has(person.name))
    .map((person) => nameOf(person, words));
  if (newly.length === 0) return words.newly.changed;
  const { expected } = now.counts;
  return [
    words.newly.toldUs(listed(newly, locale)),
    ...(expected === undefined ? [] : [words.newly.expected(expected)]),
  ].join(' ');
}
