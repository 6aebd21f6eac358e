/** Signed documents as they stand, and day by day: told from the same spans as readiness, never worked out twice. @module */
import { answersOf, type Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { InForceAnswer, SignedState } from '../signed-types.ts';
import { decisionsIn, type Decision } from './decisions.ts';
import { forceOf, type Force } from './in-force.ts';
import { inForceOn } from './in-force-on.ts';
import { idOf, newestFirst, type Dated } from './records.ts';
import { addDays, birthday, dayStart, localDate, ms } from './time.ts';
import type { MemberFacts } from './types.ts';
import { viewOf } from './view.ts';

/** One signed document with its state. */
export interface Standing {
  agreement: Dated<Agreement>;
  state: SignedState;
  /** First and last local day in force. */
  from?: string;
  to?: string;
  /** The leader's: when (instant), and the clauses that hold by it. */
  exception?: { on: string; clauses: string[] };
}

/** Every agreement among the facts, newest first, as it stands at an instant (milliseconds). */
export function standingsOf(facts: MemberFacts, now: number, zone: string): Standing[] {
  const { documents, notes } = viewOf(facts, now, zone);
  const inForce = new Set(Object.values(documents).flatMap(({ by }) => by.map(({ evidence }) => evidence)));
  const all = newestFirst(facts.agreements.items, 'signed');
  const decisions = decisionsIn(notes, all).filter(({ time }) => time <= now);
  return all.map((agreement) => {
    const [force] = forceOf(agreement, facts, { zone, decisions });
    const exception = exceptionOf(agreement, decisions);
    return {
      agreement,
      state: stateOf(agreement, force, { now, inForce }),
      ...(force && !force.doubt && { from: localDate(force.from, zone), to: localDate(force.until - 1, zone) }),
      ...(exception && { exception }),
    };
  });
}

function stateOf(
  agreement: Dated<Agreement>,
  force: Force | undefined,
  { now, inForce }: { now: number; inForce: ReadonlySet<string> },
): SignedState {
  const { status, unchanged, otherWords, ended, evidence } = agreement;
  if (status === 'entered-in-error') return status;
  if (unchanged === false) return 'changed-after-signing';
  if (otherWords) return 'other-words';
  if (inForce.has(evidence)) return 'in-force';
  if (force && !force.doubt) {
    const { from, until, why } = force;
    if (until <= now) return ended && ms(ended.when) === until ? ended.why : why;
    return from > now ? 'not-yet' : 'earlier-membership';
  }
  if (ended) return ended.why;
  // a no to the rules waits for a talk: only the leader closes it; a no to taking part is the member's own
  const isOwn = agreement.kind === 'group-participation' && Object.values(answersOf(agreement)).includes('no');
  const closed = isOwn ? 'refused' : 'not-this-group';
  const others = { inactive: 'unclear', proposed: 'waiting', rejected: closed, active: 'not-counted' } as const;
  return others[status];
}

/** The clauses the leader accepted as they were answered, and since when all of them are. */
function exceptionOf({ response, parts }: Agreement, decisions: readonly Decision[]): Standing['exception'] {
  const open = parts
    .flatMap((part) => ('clauses' in part ? part.clauses : [part]))
    .filter(({ answer }) => answer === 'no' || answer === 'talk');
  const accepted = open.flatMap(({ id }) => {
    const times = decisions
      .filter((d) => d.decision === 'exception' && d.clauses?.includes(id) && idOf(d.response) === idOf(response))
      .map(({ time }) => time);
    return times.length > 0 ? [{ id, time: Math.min(...times) }] : [];
  });
  if (accepted.length === 0) return undefined;
  const on = new Date(Math.max(...accepted.map(({ time }) => time))).toISOString();
  return { on, clauses: accepted.map(({ id }) => id) };
}

/**
 * What was in force on every day: each entry holds until the next one's day, the first from ever. Oldest first.
 * @param today local date, which is always asked about
 */
export function timelineOf(facts: MemberFacts, today: string, zone: string): (InForceAnswer & { from: string })[] {
  const days = changingDays(facts, today, zone);
  const signings = new Map(
    facts.agreements.items.map(({ record: { signing, kind }, evidence }) => [
      evidence,
      { signing, document: kind === 'group-rules' ? ('rules' as const) : ('participation' as const) },
    ]),
  );
  const entries: (InForceAnswer & { from: string })[] = [];
  let last = '';
  for (const [i, day] of days.entries()) {
    const { inForce, rulesVersion, missing } = inForceOn(facts, day, zone);
    const answer: InForceAnswer = {
      inForce: inForce.flatMap(({ evidence }) => signings.get(evidence) ?? []),
      ...(rulesVersion !== undefined && { rulesVersion }),
      missing,
    };
    const now = JSON.stringify(answer);
    if (now !== last) entries.push({ from: i === 0 ? '0001-01-01' : day, ...answer });
    last = now;
  }
  return entries;
}

/** Every local day on which the answer may differ from that of the day before, ascending; the first is before them all. */
function changingDays(facts: MemberFacts, today: string, zone: string): string[] {
  const { memberships, agreements, notes, rules, participation, person, group } = facts;
  const on = (instant: string) => localDate(ms(instant), zone);
  const born = person.items[0]?.record.birthDate;
  const told = [
    today,
    ...memberships.items.flatMap(({ record: { start, end, history } }) => [
      start,
      ...(end === undefined ? [] : [end]),
      ...history.flatMap((span) => (span.end === undefined ? [span.start] : [span.start, span.end])),
    ]),
    ...agreements.items.flatMap(({ record: { signed, ended, exception, period } }) => [
      on(signed),
      ...(ended ? [on(ended.when)] : []),
      ...(exception ? [on(exception.decidedOn)] : []),
      ...(period ? [period.start, period.end] : []),
    ]),
    ...notes.items.map(({ record }) => on(record.at)),
    ...[...rules, ...participation].map(({ effective }) => effective),
    ...(born === undefined ? [] : [birthday(born, group.ageOfMajority)]),
  ].filter((day) => !Number.isNaN(Date.parse(day)));
  const near = around(told);
  // where the spans themselves begin and end: grace and expiry are the rule's to know
  const edges = near.flatMap((day) =>
    Object.values(viewOf(facts, dayStart(addDays(day, 1), zone) - 1, zone).documents).flatMap(({ forces }) =>
      forces.flatMap(({ from, until }) => [from, until].map((time) => localDate(time, zone))),
    ),
  );
  return around([...told, ...edges]);
}

const around = (days: readonly string[]): string[] =>
  [...new Set(days.flatMap((day) => [addDays(day, -1), day, addDays(day, 1)]))].toSorted();
