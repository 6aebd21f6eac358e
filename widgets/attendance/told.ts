/** What a row says of somebody's word ahead. @module */
import type { SheetRow } from '../../src/portal-types.ts';
import { dayWords, timeWords } from '../strings/common.ts';
import type { AttendanceWords } from '../strings/attendance.ts';

interface At {
  /** Start of the session. */
  start: string;
  timeZone: string;
  locale: string;
  words: AttendanceWords;
}

/** "today 5:57 pm" on the day of the session, else with its day. */
export function momentWords(instant: string, { start, timeZone, locale, words }: At): string {
  const [day, time] = [dayWords(instant, timeZone, locale), timeWords(instant, timeZone, locale)];
  return day === dayWords(start, timeZone, locale) ? time : words.on(day, time);
}

/** "Told us today 5:57 pm, by phone", "Told us: away until Tuesday 8 December"; empty where nothing is known. */
export function toldWords({ told, givenBack }: SheetRow, at: At): string {
  const { words } = at;
  if (!told) return givenBack ? words.givenBack : '';
  if (told.until) return words.toldUntil(dayWords(`${told.until}T12:00:00Z`, 'UTC', at.locale));
  const isToday = dayWords(told.at, at.timeZone, at.locale) === dayWords(at.start, at.timeZone, at.locale);
  const moment = momentWords(told.at, at);
  return words.toldUs(isToday ? words.today(moment) : moment, told.channel ? words.how[told.channel] : '');
}
