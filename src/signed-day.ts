/** "What was in force on this day?", answered from a history that was read (domain.md 4.4). Pure. @module */
import { PortalError } from '../fhir-mappings/errors.ts';
import type { InForceAnswer, SignedHistory } from './signed-types.ts';

/**
 * What was in force at some time of a local day; the same answer as readiness would give.
 * @param day calendar date in the group's zone, `2026-10-06`
 * @throws PortalError `invalid` naming `day`
 */
export function inForceOnDay(
  { timeline, missing }: Pick<SignedHistory, 'timeline' | 'missing'>,
  day: string,
): InForceAnswer {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00Z`) : NaN;
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
    throw new PortalError('invalid', 'This is no day.', ['day']);
  const found = timeline.findLast(({ from }) => from <= day);
  if (found === undefined) return { inForce: [], missing };
  const { from: _from, ...answer } = found;
  return answer;
}
