/** Sessions that count back from now: twelve past ones and two to come, in the group's zone. @module */
import { instantIn } from '../../src/portal/context.ts';
import { addDays, dayStart, hour, localDate, ms } from '../../src/readiness/time.ts';
import { weekly, type GroupKey } from './clinic.ts';

export interface SessionTime {
  /** FHIR instants with the zone's offset. */
  start: string;
  end: string;
}

const minute = 60_000;

/** Oldest first. A session belongs to the past when it is over. */
export function sessionsAround(key: GroupKey, zone: string, now: Date): { past: SessionTime[]; coming: SessionTime[] } {
  const { day, hour: at, minutes } = weekly[key];
  const today = localDate(now.getTime(), zone);
  const weekday = new Date(today).getUTCDay();
  const all = Array.from({ length: 17 }, (_, week) => {
    const date = addDays(today, ((day - weekday + 7) % 7) + (week - 14) * 7);
    // no clock change falls on a Tuesday or Thursday evening, so hours after midnight are wall-clock hours
    const start = dayStart(date, zone) + at * hour;
    return {
      start: instantIn(zone, new Date(start)),
      end: instantIn(zone, new Date(start + minutes * minute)),
    };
  });
  const past = all.filter((s) => ms(s.end) <= now.getTime());
  const coming = all.filter((s) => ms(s.end) > now.getTime());
  return { past: past.slice(-12), coming: coming.slice(0, 2) };
}
