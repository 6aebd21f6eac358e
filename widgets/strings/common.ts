/** English words shared by widgets: failures, and dates in words. @module */
import { speech, type Speech } from './speech.ts';

/** What happened and what to do, per PortalError code. Staff read these. */
export const failureWords: Record<string, string> = {
  offline: 'The record can’t be reached right now.',
  timeout: 'The record is taking too long to answer.',
  'not-authorized': 'Your session has ended. Sign in again, then try again.',
  'not-allowed': 'Your account may not do this.',
  'not-found': 'This is no longer in the record.',
  conflict: 'Someone else changed this at the same time.',
  rejected: 'The record did not accept this.',
  partial: 'The record has a part of this and refused the rest.',
  unreadable: 'The record sent something we can’t read.',
  invalid: 'Something on this page is not right yet.',
  unsupported: 'This record system can’t keep this.',
  'would-reveal': 'Stopped: this would have shown another person’s details.',
  'foreign-origin': 'Stopped: the record pointed to another system.',
};

export const common = {
  language: 'en',
  tryAgain: 'Try again',
  cantTell: 'Can’t tell right now',
  noGroup: 'No group is chosen here.',
  noConnection: 'This part of the page is not connected to the record.',
  loading: 'Loading',
  failures: failureWords,
};
export type Common = typeof common;

export const commonSpeech: Speech<Common> = speech(common, async () => (await import('./common-es.ts')).commonEs);

/** "6:10" before "7:30 pm", "11:15 am" before "12:45 pm": the half of the day is said once. */
export function sharing(start: string, end: string): string {
  const half = /\s.*$/u.exec(start)?.[0] ?? '';
  return half && end.endsWith(half) ? start.slice(0, -half.length) : start;
}

/** "Tuesday 24 November, 6:00 pm" in the group's time zone. The comma-free form keeps en-GB order with am/pm. */
export function dayWords(instant: string, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(dated(locale), { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(
    new Date(instant),
  );
}

/** "6:00 pm" */
export function timeWords(instant: string, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(dated(locale), { hour: 'numeric', minute: '2-digit', hour12: true, timeZone }).format(
    new Date(instant),
  );
}

/** "24 Nov" */
export function shortDay(instant: string, timeZone: string, locale: string): string {
  const day = new Intl.DateTimeFormat(dated(locale), { day: 'numeric', timeZone }).format(new Date(instant));
  const words = new Intl.DateTimeFormat(dated(locale), { day: 'numeric', month: 'short', timeZone });
  return /^en\b/i.test(locale) ? `${day} ${shortMonth(instant, timeZone, locale)}` : words.format(new Date(instant));
}

/** "15 Dec 2025" of a date without a time (`YYYY-MM-DD`). */
export function fullDay(date: string, locale: string): string {
  const day = `${date.slice(0, 10)}T12:00:00Z`;
  const words = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  if (!/^en\b/i.test(locale)) return new Intl.DateTimeFormat(locale, words).format(new Date(day));
  return `${Number(date.slice(8, 10))} ${shortMonth(day, 'UTC', locale)} ${date.slice(0, 4)}`;
}

/** "Sep": British English says "Sept", four letters among three. */
export function shortMonth(instant: string, timeZone: string, locale: string): string {
  const language = /^en\b/i.test(locale) ? 'en-US' : locale;
  return new Intl.DateTimeFormat(language, { month: 'short', timeZone }).format(new Date(instant));
}

/** Day before month, as domain.md 5.1 writes dates; other languages keep their own order. */
const dated = (locale: string) => (/^en\b/i.test(locale) ? 'en-GB' : locale);
