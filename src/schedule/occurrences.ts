/** The sessions a group's schedule has (RFC 5545), as instants. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { GroupDefinition } from '../groups.ts';
import { instantIn } from '../portal/context.ts';
import { dayStart, hour, iso, offsetAt } from '../readiness/time.ts';

export interface Occurrence {
  /** FHIR instants with the group's offset. */
  start: string;
  end: string;
}

type Schedule = NonNullable<GroupDefinition['schedule']>;

/**
 * Sessions that start in the half-open span, oldest first; none for a group without a schedule.
 * The rule is worked out on the calendar, and each of its days is then set to the zone's clock: a time the clock jumps
 * over moves forward with it, one it shows twice is the first of the two (RFC 5545 3.3.5).
 * @param span milliseconds
 * @throws PortalError `invalid` with `schedule.rule` for a rule the library can't read, `offline` when it didn't load
 */
export async function occurrencesIn(
  { schedule, timeZone }: Pick<GroupDefinition, 'schedule' | 'timeZone'>,
  { from, until }: { from: number; until: number },
): Promise<Occurrence[]> {
  if (schedule === undefined) return [];
  const { firstStart, minutes, except } = schedule;
  const time = firstStart.slice(10);
  const starts = (await daysOf(schedule, timeZone, { from, until }))
    .filter((day) => !except.includes(day))
    .map((day) => instantOf(`${day}${time}`, timeZone))
    .filter((start) => from <= start && start < until);
  const at = (instant: number) => instantIn(timeZone, new Date(instant));
  // a set: the day that Apia left out falls on the next
  return [...new Set(starts)].map((start) => ({ start: at(start), end: at(start + minutes * 60_000) }));
}

/** First instant at which the zone's clock shows a local time: what `dayStart` does for midnight holds for any. */
const instantOf = (local: string, zone: string): number => dayStart(`${local}Z`, zone);

/** Local days of the rule around the span. The library counts in UTC: in a zone it leaves out a time the clock jumps over. */
async function daysOf(
  { rule, firstStart }: Schedule,
  zone: string,
  { from, until }: { from: number; until: number },
): Promise<string[]> {
  const { RRuleTemporal } = await import('rrule-temporal').catch(() => {
    throw new PortalError('offline', 'A part of this page did not load.');
  });
  try {
    const local = rule.replace(/UNTIL=([^;]+)/, (_, last: string) => `UNTIL=${localUntil(last, zone)}`);
    const rruleString = `DTSTART:${compact(Date.parse(`${firstStart}Z`))}\nRRULE:${local}`;
    // two days wider: no local time is further from UTC, not even where a day was left out
    const found = new RRuleTemporal({ rruleString }).between(
      new Date(from - 48 * hour),
      new Date(until + 48 * hour),
      true,
    );
    return found.map((one) => one.toString().slice(0, 10));
  } catch {
    throw new PortalError('invalid', 'The group’s schedule can’t be read.', ['schedule.rule']);
  }
}

/** UNTIL as a local time: a day is meant with its evening, and an instant is one in any zone. */
function localUntil(text: string, zone: string): string {
  if (!text.includes('T')) return `${text}T235959Z`;
  if (!text.endsWith('Z')) return `${text}Z`;
  const instant = Date.parse(text.replace(/^(.{4})(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  return compact(instant + offsetAt(instant, zone));
}

/** 20261201T180000Z */
const compact = (time: number): string => iso(time).replaceAll(/[-:]|\.\d+/g, '');
