/** A time of today as somebody types it, as an instant in the group's zone. Pure. @module */
import type { SessionRoster } from '../../src/roster-types.ts';

/**
 * The last moment at which a clock in the group's zone showed `HH:MM` on the day the list was read; undefined for what is
 * no time, and for one that has not come. On the repeated hour of a clock change that is the later of the two that has come.
 */
export function timeOfDay(
  text: string,
  { asOf, group: { timeZone } }: Pick<SessionRoster, 'asOf' | 'group'>,
): string | undefined {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(text)) return undefined;
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const shown = (time: number) => clock.format(time);
  const now = Math.floor(Date.parse(asOf) / 60_000) * 60_000;
  const wanted = `${shown(now).slice(0, -5)}${text}`;
  for (let time = now; time > now - 26 * 3_600_000; time -= 60_000)
    if (shown(time) === wanted) return new Date(time).toISOString();
  return undefined;
}
