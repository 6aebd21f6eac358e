/** The clinic's own way of writing names and dates. @module */

/** "Tue 1 Dec, 6:00 pm", to be broken after the comma only. @param {string} instant @param {string} timeZone of the place where it happens, not of this screen */
export function dayAndTime(instant, timeZone) {
  const when = new Date(instant);
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone });
  const unbroken = (/** @type {string} */ text) => text.replaceAll(/\s/g, '\u00A0');
  return `${unbroken(day.format(when).replace(',', ''))}, ${unbroken(time(when, timeZone))}`;
}

/** @param {string} instant @param {string} timeZone */
export function longDayAndTime(instant, timeZone) {
  const when = new Date(instant);
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  return `${day.format(when).replace(',', '')}, ${time(when, timeZone)}`;
}

/** @param {Date} when @param {string} timeZone */
function time(when, timeZone) {
  return new Intl.DateTimeFormat('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true, timeZone }).format(when);
}

/** "14 March 1988", from a date without time: it must not move with the reader's time zone. @param {string} date */
export function birthDay(date) {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return date;
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
  return new Intl.DateTimeFormat('en-GB', /** @type {Intl.DateTimeFormatOptions} */ (format)).format(new Date(date));
}

/** First letters as people see them: a letter with its accents is one. @param {...string} names */
export function initials(...names) {
  const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return names.map((name) => [...letters.segment(name)][0]?.segment ?? '').join('');
}

/** For searching: "nunez" finds "Núñez". @param {string} text */
export function plain(text) {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase();
}
