/** When a group meets, as its definition says it. Checked without the recurrence library, which few pages load. @module */
import * as z from 'zod/mini';
import { date } from '../../fhir-mappings/records/primitives.ts';

const weekday = '(?:MO|TU|WE|TH|FR|SA|SU)';
const list = (item: string) => `${item}(?:,${item})*`;
// at least a day between two dates: a year has 366 at most, whatever the other parts say
const ruleParts = [
  'INTERVAL=[1-9]\\d?',
  'COUNT=[1-9]\\d{0,3}',
  'UNTIL=\\d{8}(?:T\\d{6}Z?)?',
  `WKST=${weekday}`,
  `BYDAY=${list(`(?:[+-]?[1-9]\\d?)?${weekday}`)}`,
  `BYMONTHDAY=${list('-?(?:[12]\\d|3[01]|[1-9])')}`,
  `BYMONTH=${list('(?:1[0-2]|[1-9])')}`,
  `BYSETPOS=${list('-?[1-9]\\d{0,2}')}`,
];
const rule = new RegExp(`^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;(?:${ruleParts.join('|')}))*$`);

/**
 * What RFC 5545 3.3.10 forbids between the parts of a rule. Beyond it, weekdays of one rule are all numbered or none is,
 * and numbered ones stand without BYMONTHDAY: recurrence libraries disagree about such rules.
 */
function goTogether(text: string): boolean {
  const parts = text.split(';');
  const given = new Map(parts.map((part) => part.split('=') as [string, string]));
  const frequency = given.get('FREQ') ?? '';
  const days = given.get('BYDAY')?.split(',') ?? [];
  const numbered = days.filter((day) => day.length > 2).length;
  const byMonthDay = given.has('BYMONTHDAY');
  return (
    given.size === parts.length &&
    !(given.has('COUNT') && given.has('UNTIL')) &&
    !(byMonthDay && frequency === 'WEEKLY') &&
    (!given.has('BYSETPOS') || days.length > 0 || byMonthDay || given.has('BYMONTH')) &&
    (numbered === 0 || (numbered === days.length && !byMonthDay && /^[MY]/.test(frequency)))
  );
}

export const scheduleDefinition = z.strictObject({
  /** RFC 5545 RRULE that begins with FREQ, of days: no hours, minutes or seconds. */
  rule: z.string().check(z.regex(rule), z.refine(goTogether, 'parts that do not go together')),
  /** Local date and time in the group's zone; the rule's dates have this time. */
  firstStart: z.string().check(
    z.regex(/^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d$/),
    z.refine((start) => z.safeParse(date, start.slice(0, 10)).success, 'not a plausible date'),
  ),
  minutes: z.int().check(z.minimum(10), z.maximum(600)),
  /** Local dates without a session. */
  except: z._default(z.array(date), []),
});
