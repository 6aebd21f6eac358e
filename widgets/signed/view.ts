/** What the card says, from what the portal answered: what is in force, what was on a day, each signing in a line. Pure. @module */
import { inForceOnDay } from '../../src/signed-day.ts';
import type { DocumentName, SignedDocument, SignedForm, SignedHistory } from '../../src/signed-types.ts';
import type { Glyph } from '../glyphs.ts';
import { daysFrom, zoneWords, type Days } from '../members/days.ts';
import { dayWords, shortDay, timeWords } from '../strings/common.ts';
import type { Words } from '../strings/signed.ts';

/** How days and instants are said, in the group's zone. */
export interface Saying {
  words: Words;
  days: Days;
  locale: string;
  timeZone: string;
  /** "24 Nov" of an instant, with the year where it isn't this one. */
  short: (instant: string) => string;
  /** "Tuesday 24 November" */
  weekday: (instant: string) => string;
  /** "Tuesday 24 November, 2:31 pm" */
  full: (instant: string) => string;
  /** "2:31 pm" */
  time: (instant: string) => string;
  /** "Eastern Time" */
  zone: string;
}

export function sayingOf({ group, today }: SignedHistory, words: Words): Saying {
  const { timeZone } = group;
  const locale = words.language;
  const dated = (said: string, instant: string): string => {
    const year = dayIn(instant, timeZone).slice(0, 4);
    return year === today.slice(0, 4) ? said : `${said} ${year}`;
  };
  const time = (instant: string): string => timeWords(instant, timeZone, locale);
  const weekday = (instant: string): string => dated(dayWords(instant, timeZone, locale), instant);
  return {
    words,
    locale,
    timeZone,
    days: daysFrom(today, locale),
    short: (instant) => dated(shortDay(instant, timeZone, locale), instant),
    weekday,
    full: (instant) => `${weekday(instant)}, ${time(instant)}`,
    time,
    zone: zoneWords(timeZone, locale),
  };
}

export interface Lead {
  glyph: Glyph;
  tone: 'c-accent' | 'c-heed' | 'quiet';
  text: string;
  under: string[];
}

const order: readonly DocumentName[] = ['rules', 'participation'];

/** The newest row of a document, and the row that is in force. */
const rowsOf = ({ signings }: SignedHistory, document: DocumentName): SignedDocument[] =>
  signings.flatMap(({ documents }) => documents.filter((one) => one.document === document));

/** The answer the card was opened for. What can't be told is never guessed. */
export function leadOf(history: SignedHistory, saying: Saying): Lead {
  const { words } = saying;
  const { now, signings } = history;
  if (now.missing.length > 0)
    return {
      glyph: 'unknown',
      tone: 'quiet',
      text: words.cantTell,
      under: [...gapWords(now.missing, words), words.notGuessed],
    };
  const held = order.filter((document) => now.inForce.some((one) => one.document === document));
  const others = order
    .filter((document) => !held.includes(document))
    .flatMap((document) => {
      const [newest] = rowsOf(history, document);
      return newest ? [words.standing(document, stateWords(newest, saying))] : [];
    });
  if (held.length > 0) {
    const since = [...new Set(held.flatMap((document) => sinceOf(history, document, saying)))];
    const exception = held.some((d) => rowsOf(history, d).some((one) => one.state === 'in-force' && one.exception));
    return {
      glyph: 'met',
      tone: 'c-accent',
      text: words.inForce(held),
      under: [
        ...(since.length === 1
          ? since
          : held.flatMap((d) => sinceOf(history, d, saying).map((s) => words.standing(d, s)))),
        ...(exception ? [words.withException] : []),
        ...others,
      ],
    };
  }
  if (signings.length === 0) return { glyph: 'open', tone: 'quiet', text: words.never, under: [words.neverHere] };
  return { glyph: 'lapsed', tone: 'c-heed', text: words.nothing, under: others };
}

function sinceOf(history: SignedHistory, document: DocumentName, { words, days }: Saying): string[] {
  const from = rowsOf(history, document).find(({ state }) => state === 'in-force')?.from;
  return from === undefined ? [] : [words.since(days.short(from))];
}

/** "withdrawn 3 Nov" */
export function stateWords({ state, ended, to }: SignedDocument, { words, days, short }: Saying): string {
  const said = words.states[state];
  if (ended && (state === 'withdrawn' || state === 'replaced' || state === 'guardian-ended'))
    return words.stateOn(said, short(ended.when));
  if (to !== undefined && (state === 'expired' || state === 'superseded'))
    return `${said}, ${words.lastDay(days.short(to))}`;
  return said;
}

/** One sentence for each reason why something is missing. */
export function gapWords(missing: SignedHistory['missing'], words: Words): string[] {
  const list = new Intl.ListFormat(words.language === 'en' ? 'en-GB' : words.language);
  return [...Map.groupBy(missing, ({ why }) => why)].map(([why, facts]) =>
    words.gap[why](list.format(new Set(facts.map(({ fact }) => words.fact[fact] ?? fact)))),
  );
}

/** What did not come, beside what is in force: who recorded what, and copies. */
export const besideGaps = ({ missing }: SignedHistory, words: Words): string[] =>
  gapWords(
    missing.filter(({ fact }) => fact === 'changes' || fact === 'copies'),
    words,
  );

/** "Tuesday 3 November: group rules (version 2026.1, until 2:10 pm)." */
export function dayWordsOf(history: SignedHistory, day: string, saying: Saying): string {
  const { words, days } = saying;
  const said = days.weekday(day);
  const { inForce, missing } = inForceOnDay(history, day);
  if (missing.length > 0) return words.dayCantTell(said);
  const documents = inForce.flatMap(({ signing, document }) => {
    const form = history.signings.find((one) => one.signing === signing);
    const row = form?.documents.find((one) => one.document === document);
    return form && row ? [words.dayDocument(document, row.version, partOfDay(form, row, day, saying))] : [];
  });
  return words.dayAnswer(said, documents);
}

/** On the day it began or ended: from or until which hour. */
function partOfDay({ signed, mode }: SignedForm, row: SignedDocument, day: string, saying: Saying): string {
  const { words, time, timeZone } = saying;
  const on = (instant: string): boolean => dayIn(instant, timeZone) === day;
  // a paper says a day, no hour
  const begun = [...(mode === 'paper' ? [] : [signed]), ...(row.exception ? [row.exception.on] : [])].findLast(
    (instant) => on(instant),
  );
  const from = row.from === day && begun ? [words.dayFrom(time(begun))] : [];
  const until = row.to === day && row.ended && on(row.ended.when) ? [words.dayUntil(time(row.ended.when))] : [];
  return [...from, ...until].join(', ');
}

/** Local day of an instant, YYYY-MM-DD. */
const dayIn = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );

export interface RowLine {
  glyph: Glyph;
  tone: Lead['tone'];
  /** "24 Nov" */
  day: string;
  /** "Group rules and consent to take part: in force", or one line for each. */
  lines: string[];
}

export function rowLine({ signed, signedUnknown, documents }: SignedForm, saying: Saying): RowLine {
  const { words } = saying;
  const states = documents.map((one) => stateWords(one, saying));
  const all = new Set(states);
  const has = (state: SignedDocument['state']): boolean => documents.some((one) => one.state === state);
  // amber where somebody has something to do
  const [glyph, tone] = has('waiting')
    ? (['talk', 'c-heed'] as const)
    : has('in-force')
      ? (['met', 'c-accent'] as const)
      : ([has('other-words') ? 'unknown' : 'lapsed', 'quiet'] as const);
  return {
    glyph,
    tone,
    day: signedUnknown ? words.entered(saying.short(signed)) : saying.short(signed),
    lines:
      all.size === 1
        ? [
            words.together(
              documents.map(({ document }) => document),
              states[0] ?? '',
            ),
          ]
        : documents.map(({ document }, i) => words.standing(document, states[i] ?? '')),
  };
}

/** What can still be taken back: whatever nobody ended, refused or entered in error. All of it where it can't be told. */
export function standingIn(history: SignedHistory): DocumentName[] {
  if (history.now.missing.length > 0) return [...order];
  const over = ['refused', 'not-this-group', 'entered-in-error', 'unclear', 'earlier-membership'];
  return order.filter((document) => rowsOf(history, document).some((one) => !one.ended && !over.includes(one.state)));
}

/** Who signed what still stands for the member, if anybody did. */
export const representativeIn = ({ signings }: SignedHistory): string | undefined =>
  signings.find(
    ({ signer, documents }) =>
      signer?.as === 'representative' && documents.some((one) => one.state === 'in-force' || one.state === 'waiting'),
  )?.signer?.name;
