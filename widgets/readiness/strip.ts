/** The strip of the last sessions and its key, as data. @module */
import type { Outcome, SessionOutcome } from '../../src/readiness/summary.ts';
import type { PictureWords } from '../strings/picture.ts';
import { byInstant, type Dates } from './dates.ts';
import { alike, outcomes } from './marks.ts';

export interface StripMark {
  outcome: Outcome;
  /** "Tuesday 10 November: absent, no word" */
  spoken: string;
  /** "Nov" over the first mark of a month, else empty. */
  month: string;
}

/** Month labels, one a month. Two never stand side by side; the first mark's gives way. */
export function monthLabels(starts: readonly string[], dates: Pick<Dates, 'month'>): string[] {
  const months = starts.map((start) => dates.month(start));
  const labels: string[] = [];
  for (const [i, month] of months.entries()) {
    const crowded = i === 0 ? months.length > 1 && months[1] !== month : !!labels[i - 1];
    labels.push(month === months[i - 1] || crowded ? '' : month);
  }
  return labels;
}

/** The last `limit` sessions, oldest first. */
export function strip(sessions: readonly SessionOutcome[], dates: Dates, words: PictureWords, limit = 12): StripMark[] {
  const shown = sessions.toSorted((a, b) => byInstant(a.start, b.start)).slice(-limit);
  const labels = monthLabels(
    shown.map(({ start }) => start),
    dates,
  );
  return shown.map(({ start, outcome }, i) => ({
    outcome,
    spoken: `${dates.weekday(start)}: ${spoken(outcome, words)}`,
    month: labels[i] ?? '',
  }));
}

/** What each shape on the strip means; only those that occur, one entry per shape. */
export function keyOf(
  marks: readonly Pick<StripMark, 'outcome'>[],
  words: PictureWords,
): { outcome: Outcome; words: string }[] {
  const key: { outcome: Outcome; words: string }[] = [];
  for (const outcome of outcomes.filter((o) => marks.some((mark) => mark.outcome === o))) {
    const twin = key.find((entry) => alike(entry.outcome, outcome));
    if (twin) twin.words = words.either(twin.words, words.mark[outcome]);
    else key.push({ outcome, words: words.mark[outcome] });
  }
  return key;
}

/** What happened, in words: "absent, no word". */
export const spoken = (outcome: Outcome, words: PictureWords): string =>
  outcome.startsWith('absent') ? words.absent(words.mark[outcome]) : words.mark[outcome];
