/** The strip of the last sessions and its key, as data. @module */
import type { Outcome, SessionOutcome } from '../../src/readiness/summary.ts';
import { words } from '../strings/readiness.ts';
import { byInstant, type Dates } from './dates.ts';
import { alike, outcomes } from './marks.ts';

export interface StripMark {
  outcome: Outcome;
  /** "Tuesday 10 November: absent, no word" */
  spoken: string;
  /** "Nov" over the first mark of a month, else empty. */
  month: string;
}

/** The last `limit` sessions, oldest first. Two month labels never stand side by side; the first mark's gives way. */
export function strip(sessions: readonly SessionOutcome[], dates: Dates, limit = 12): StripMark[] {
  const shown = sessions.toSorted((a, b) => byInstant(a.start, b.start)).slice(-limit);
  const months = shown.map(({ start }) => dates.month(start));
  const labels: string[] = [];
  for (const [i, month] of months.entries()) {
    const crowded = i === 0 ? months.length > 1 && months[1] !== month : !!labels[i - 1];
    labels.push(month === months[i - 1] || crowded ? '' : month);
  }
  return shown.map(({ start, outcome }, i) => ({
    outcome,
    spoken: `${dates.weekday(start)}: ${spoken(outcome)}`,
    month: labels[i] ?? '',
  }));
}

/** What each shape on the strip means; only those that occur, one entry per shape. */
export function keyOf(marks: readonly StripMark[]): { outcome: Outcome; words: string }[] {
  const key: { outcome: Outcome; words: string }[] = [];
  for (const outcome of outcomes.filter((o) => marks.some((mark) => mark.outcome === o))) {
    const twin = key.find((entry) => alike(entry.outcome, outcome));
    if (twin) twin.words = words.either(twin.words, words.mark[outcome]);
    else key.push({ outcome, words: words.mark[outcome] });
  }
  return key;
}

const spoken = (outcome: Outcome): string =>
  outcome.startsWith('absent') ? words.absent(words.mark[outcome]) : words.mark[outcome];
