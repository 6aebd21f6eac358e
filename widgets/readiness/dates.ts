/** Dates as the card says them: in the group's time zone, the year only when it isn't the current one. @module */
import { dayWords, shortDay, shortMonth, timeWords } from '../strings/common.ts';

export interface Dates {
  /** "contact outside group and coming on time" */
  list(items: Iterable<string>): string;
  /** "12 Nov" */
  short(instant: string): string;
  /** "3 November" */
  long(instant: string): string;
  /** "10 and 17 November" */
  several(instants: readonly string[]): string;
  /** "Tuesday 1 December, 6:00 pm" */
  moment(instant: string): string;
  /** "Tuesday 10 November" */
  weekday(instant: string): string;
  /** "Nov" */
  month(instant: string): string;
}

/** `asOf` is the instant the answer was computed for: no clock is read here. */
export function datesIn(timeZone: string, locale: string, asOf: string): Dates {
  const language = /^en\b/i.test(locale) ? 'en-GB' : locale;
  const part = (instant: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(language, { ...options, timeZone }).format(new Date(instant));
  const year = (instant: string): string => part(instant, { year: 'numeric' });
  const dated = (words: string, instant: string): string =>
    year(instant) === year(asOf) ? words : `${words} ${year(instant)}`;
  const list = (items: Iterable<string>): string => new Intl.ListFormat(language).format(items);
  const month = (instant: string): string => dated(part(instant, { month: 'long' }), instant);

  return {
    list,
    short: (instant) => dated(shortDay(instant, timeZone, locale), instant),
    long: (instant) => dated(part(instant, { day: 'numeric', month: 'long' }), instant),
    several(instants) {
      const months = Map.groupBy(instants.toSorted(byInstant), month);
      const parts = [...months].map(([name, days]) => `${list(days.map((d) => part(d, { day: 'numeric' })))} ${name}`);
      return parts.length === instants.length ? list(parts) : parts.join(', ');
    },
    moment: (instant) => `${dayWords(instant, timeZone, locale)}, ${timeWords(instant, timeZone, locale)}`,
    weekday: (instant) => dated(dayWords(instant, timeZone, locale), instant),
    month: (instant) => shortMonth(instant, timeZone, locale),
  };
}

/** Offsets differ between records, so instants are compared, not texts. */
export const byInstant = (a: string, b: string): number => Date.parse(a) - Date.parse(b);
