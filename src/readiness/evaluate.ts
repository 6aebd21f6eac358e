/** Readiness of one member in one group, computed and never stored as truth (domain.md 4.2, design 5). @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { criteriaOf, isComplete } from './criteria.ts';
import { versionOn } from './in-force.ts';
import { reasonsOf } from './reasons.ts';
import { notesOf, promptsOf } from './roster-lines.ts';
import { summarizeAttendance } from './summary.ts';
import { iso, ms, offsetAt, weekOf } from './time.ts';
import type { MemberFacts, Preparation, Readiness } from './types.ts';
import { factNames, viewOf, type View } from './view.ts';

/**
 * Where a member's preparation stands at an instant, what to follow up, and what can't be told.
 * `preparation` and `reasons` are two answers; `state` is the one word for lists (domain.md 4.2).
 * @param at.asOf FHIR instant with offset or Z; facts dated later aren't there yet
 * @param at.timeZone IANA zone of the group: its days begin and end there
 * @throws PortalError `invalid` with `asOf`, `timeZone`, or `facts` for anything that is none
 */
export function evaluateReadiness(facts: MemberFacts, at: { asOf: string; timeZone: string }): Readiness {
  const { asOf, timeZone } = at;
  const now = typeof asOf === 'string' ? ms(asOf) : NaN;
  const fault = Number.isNaN(now) ? 'asOf' : Number.isNaN(offsetAt(now, timeZone)) ? 'timeZone' : undefined;
  if (fault) throw new PortalError('invalid', 'Some fields are not valid.', [fault]);
  try {
    return evaluated(facts, now, at);
  } catch (error) {
    if (error instanceof PortalError) throw error;
    // whoever calls without TypeScript: facts of another shape are no facts
    throw new PortalError('invalid', 'These are no facts of a member.', ['facts']);
  }
}

function evaluated(facts: MemberFacts, now: number, { asOf, timeZone }: { asOf: string; timeZone: string }): Readiness {
  const view = viewOf(facts, now, timeZone);
  const criteria = criteriaOf(view);
  const membership = view.episode?.state ?? 'none';
  const current = membership === 'active' || membership === 'planned';
  const missing = missingFrom(view, current);
  const lapse = lapseOf(view);
  const preparation = preparationOf(criteria, missing, current, lapse);
  const isTold = preparation !== 'unknown' && preparation !== 'not-applicable';
  const reasons = isTold ? reasonsOf(view, criteria) : [];
  const followUp = preparation !== 'lapsed' && reasons.length > 0;
  const attendance = view.sessions && summarizeAttendance(view.sessions);
  const rulesVersion = versionOn(view.today, facts.rules);
  return {
    preparation,
    state: missing.length > 0 ? 'unknown' : followUp ? 'needs-attention' : preparation,
    missing,
    membership,
    ...(lapse && preparation === 'lapsed' && { lapse }),
    criteria,
    reasons,
    notes: current ? notesOf(view, criteria, attendance) : [],
    prompts: current ? promptsOf(view, attendance) : [],
    ...(attendance && { attendance }),
    ...(facts.group.commitment.kind === 'weeks' &&
      view.episode &&
      (membership === 'active' || membership === 'on-hold') && {
        commitmentWeek: weekOf(view.episode.record.start, asOf, timeZone),
      }),
    ...(view.sessions && {
      sessions: view.sessions.map(({ time: _time, end: _end, evidence: _evidence, ...session }) => session),
    }),
    asOf,
    ...(rulesVersion && { rulesVersion }),
    settings: facts.settings,
  };
}

/** Facts that can't be relied on; without a membership no criterion is to be decided, so documents can't contradict it. */
function missingFrom({ gaps, documents }: View, current: boolean): Readiness['missing'] {
  const doubt = documents.agreement.doubt ?? documents.participation.doubt;
  return factNames.flatMap((fact) => {
    const why = gaps[fact] ?? (current && fact === 'agreements' && doubt);
    return why ? [{ fact, why }] : [];
  });
}

/** Rows 1, 2, 3, 5, 6, 7 of domain.md 4.2, top down. No reason touches it, and no missing attendance. */
function preparationOf(
  criteria: Readiness['criteria'],
  missing: Readiness['missing'],
  current: boolean,
  lapse: Readiness['lapse'],
): Preparation {
  if (missing.some(({ fact }) => fact !== 'seats' && fact !== 'attendance')) return 'unknown';
  if (!current) return 'not-applicable';
  if (lapse) return 'lapsed';
  if (isComplete(criteria)) return 'ready';
  // a name somebody chose is no step of preparation (R6)
  const isBegun = Object.entries(criteria).some(
    ([name, { evidence }]) => name !== 'display-name' && evidence.length > 0,
  );
  return isBegun ? 'in-progress' : 'not-started';
}

/** A document that was in force during this membership and isn't now: of a paper, never of a person (domain.md 4.2 row 3). */
function lapseOf({ documents, episode, now }: View): Readiness['lapse'] {
  for (const name of ['agreement', 'participation'] as const) {
    const { forces, by } = documents[name];
    const [last] = forces
      // signed for this membership, or for the programme and still in force when it began
      .filter((f) => f.agreement.covers.membership === episode?.evidence || f.until > (episode?.start ?? Infinity))
      .filter((f) => f.until <= now)
      .toSorted((a, b) => b.until - a.until);
    // where one of unknown end could matter the answer is `unknown` already
    if (last && by.length === 0) return { of: name, why: last.why, since: iso(last.until) };
  }
  return undefined;
}
