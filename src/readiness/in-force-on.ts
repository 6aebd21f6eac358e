/** "What was in force on 6 October?": asked of any day, answered from the same spans as readiness (domain.md 4.4). @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { AgreementKind } from '../../fhir-mappings/codes.ts';
import { versionOn } from './in-force.ts';
import { addDays, dayStart, iso } from './time.ts';
import type { MemberFacts, Readiness } from './types.ts';
import { viewOf } from './view.ts';

/** One signed document and the time it was in force. */
export interface InForce {
  kind: AgreementKind;
  document: { url: string; version: string };
  /** `Consent/…` */
  evidence: string;
  /** Instants, half-open. */
  from: string;
  until: string;
  /** What ended it, or will. */
  why: NonNullable<Readiness['lapse']>['why'];
  /** Some clause holds by the leader's decision only. */
  exception?: true;
}

/** What was in force at some time of one local day. */
export interface DayInForce {
  /** Earliest first; empty is "nothing", but only when nothing is missing. */
  inForce: InForce[];
  /** The rules version that was current. */
  rulesVersion?: string;
  missing: Readiness['missing'];
}

/**
 * Signed documents of the membership of that day, with their spans.
 * @param date calendar date in the group's zone, `2026-10-06`
 * @throws PortalError `invalid` with `date`
 */
export function inForceOn(facts: MemberFacts, date: string, timeZone = facts.group.timeZone): DayInForce {
  const start = dayStart(date, timeZone);
  if (Number.isNaN(start)) throw new PortalError('invalid', 'Some fields are not valid.', ['date']);
  const end = dayStart(addDays(date, 1), timeZone);
  // as of its last instant: a signature or decision of that evening counts
  const { documents, gaps } = viewOf(facts, end - 1, timeZone);
  const both = Object.values(documents);
  const rulesVersion = versionOn(date, facts.rules);
  return {
    inForce: both
      .flatMap(({ forces }) => forces)
      .filter((f) => !f.doubt && f.from < end && f.until > start)
      .toSorted((a, b) => a.from - b.from)
      .map(({ agreement: { kind, document }, evidence, from, until, why, exception }) => ({
        kind,
        document,
        evidence,
        from: iso(from),
        until: iso(until),
        why,
        ...(exception && { exception }),
      })),
    ...(rulesVersion && { rulesVersion }),
    missing: (['memberships', 'agreements', 'notes', 'person'] as const).flatMap((fact) => {
      const why = gaps[fact] ?? (fact === 'agreements' ? both.find((d) => d.doubt)?.doubt : undefined);
      return why ? [{ fact, why }] : [];
    }),
  };
}
