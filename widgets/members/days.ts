/** Days and times as they are shown and typed. @module */
import { instantIn } from '../../src/portal/context.ts';
import { dayStart } from '../../src/readiness/time.ts';
import { dayWords, shortDay } from '../strings/common.ts';

/** Local days in words, with the year where it isn't that of `today`. */
export interface Days {
  /** "24 Nov" */
  short: (day: string) => string;
  /** "Monday 21 December" */
  weekday: (day: string) => string;
}

/** A local day is the same day everywhere, so no zone may shift it. */
export function daysFrom(today: string, locale: string): Days {
  const dated = (words: string, day: string): string =>
    day.slice(0, 4) === today.slice(0, 4) ? words : `${words} ${day.slice(0, 4)}`;
  return {
    short: (day) => dated(shortDay(day, 'UTC', locale), day),
    weekday: (day) => dated(dayWords(day, 'UTC', locale), day),
  };
}

const language = (locale: string): string => (/^en\b/i.test(locale) ? 'en-GB' : locale);

/** "3 May 1990", or as much of it as is known. */
export function bornWords(born: string, locale: string): string {
  const [, month, day] = born.split('-');
  const known: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    ...(month && { month: 'long' }),
    ...(day && { day: 'numeric' }),
  };
  return new Intl.DateTimeFormat(language(locale), { ...known, timeZone: 'UTC' }).format(new Date(born));
}

/** "Eastern Time" */
export function zoneWords(timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/**
 * The instant of a local day and time, with the zone's own offset. Found as the start of a day is: the earlier one when
 * the clock shows it twice, moved on by the jump when the clock never shows it.
 */
export const instantAt = (day: string, time: string, timeZone: string): string =>
  instantIn(timeZone, new Date(dayStart(`${day}T${time}Z`, timeZone)));
