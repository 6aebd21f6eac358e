/** Reasons to follow up (domain.md 4.3). @module */
import { answersOf } from '../../fhir-mappings/records/agreement.ts';
import { isComplete, questionsOf } from './criteria.ts';
import { freeClause, standingAt, type Force } from './in-force.ts';
import { evidenceOf } from './records.ts';
import type { Session } from './sessions.ts';
import { isAttended, isHeld, recentOf, trailingAbsences } from './summary.ts';
import { addDays, dayStart, hour, iso, ms } from './time.ts';
import type { Readiness, Reason, ReasonCode } from './types.ts';
import { notesOfKind, talkedAt, type View } from './view.ts';

/** All open reasons, in the order of domain.md 4.3. Those about sessions need sessions this caller may know. */
export function reasonsOf(view: View, criteria: Readiness['criteria']): Reason[] {
  const { documents, facts, now, zone, sessions = [] } = view;
  const both = Object.values(documents);
  const answers = answersIn(view);
  // a "no" waits for the leader's decision, never for a tick (design 3); leaving is free, so no "no" to it counts
  const declined = answers.filter((a) => a.answer === 'no' && a.clause !== freeClause && !a.decided);
  const talks = [...answers.filter((a) => a.answer === 'talk'), ...questionsOf(view)].filter((a) => !a.talked);
  const expiring = (f: Force) => dayStart(addDays(f.expires, -facts.group.expiringSoonDays), zone);
  const missed = recentOf(sessions).filter((s) => s.outcome === 'absent-without-notice');
  const { absences } = trailingAbsences(sessions, true);
  const isNews = absences.some(isAfter(view, 'two-in-a-row'));
  // the answers no longer hash to what was signed: "changed after signing" (design 3)
  const changed = both.flatMap((d) => d.agreements).filter((a) => a.unchanged === false && a.status !== 'inactive');
  return [
    ...gather('attended-without-agreement', 'leader', withoutAgreement(view, sessions).map(held)),
    ...gather('rule-declined', 'leader', declined),
    ...gather('wants-to-talk', 'leader', talks),
    ...gather(
      'new-version-due',
      'intake',
      both.flatMap(({ by }) => due(by, now, (f) => f.superseded)),
    ),
    ...gather(
      'expiring-soon',
      'intake',
      both.flatMap(({ by }) => due(by, now, expiring)),
    ),
    ...gather('two-unannounced', 'leader', missed.filter(isAfter(view, 'two-unannounced')).map(held), 1),
    ...gather('two-in-a-row', 'leader', isNews ? absences.map(held) : [], 1),
    ...gather('late-start-of-preparation', 'intake', lateStart(view, criteria)),
    ...gather(
      'signed-copy-problem',
      'intake',
      changed.map(({ signed: since, evidence }) => ({ since, evidence })),
    ),
  ];
}

/** One thing that gives a reason. */
interface Finding {
  since: string;
  session?: string;
  clause?: string;
  evidence: string;
}

const held = ({ start, evidence }: Session): Finding => ({ since: start, session: start, evidence });

/** Gathers findings into one reason, since the nth of them in time; none when there are fewer. */
function gather(code: ReasonCode, owner: Reason['owner'], findings: readonly Finding[], nth = 0): Reason[] {
  const first = findings.toSorted((a, b) => ms(a.since) - ms(b.since))[nth];
  if (!first) return [];
  const each = (key: 'session' | 'clause') => [...new Set(findings.flatMap((f) => f[key] ?? []))];
  const [sessions, clauses] = [each('session'), each('clause')];
  return [
    {
      code,
      owner,
      since: first.since,
      ...(sessions[0] && { sessions }),
      ...(clauses[0] && { clauses }),
      evidence: evidenceOf(findings),
    },
  ];
}

/** What was answered in the newest signing of each document; one that was withdrawn or replaced asks for nothing any more. */
const answersIn = (view: View) =>
  Object.values(view.documents)
    .flatMap((d) => d.agreements.slice(0, 1))
    .filter((a) => a.status !== 'inactive')
    .flatMap((a) =>
      Object.entries(answersOf(a)).map(([clause, answer]) => ({
        clause,
        answer,
        since: a.signed,
        evidence: a.evidence,
        decided: a.exception?.clauses.includes(clause) && ms(a.exception.decidedOn) <= view.now,
        talked: talkedAt(view, a.response, clause),
      })),
    );

/** A document that will stop being in force on a known day, unless another one in force outlives it. */
function due(by: readonly Force[], now: number, when: (f: Force) => number): Finding[] {
  const last = Math.max(...by.map(when));
  return last <= now ? by.map(({ evidence }) => ({ since: iso(last), evidence })) : [];
}

/** True for sessions after the leader last ticked "followed up" for the reason. */
function isAfter(view: View, reason: ReasonCode) {
  const tick = notesOfKind(view, 'followed-up').find((n) => n.reason === reason);
  return ({ time }: Session) => !tick || time > tick.time;
}

/** Attended since the group uses this product, while one of the two documents was surely not in force. */
function withoutAgreement({ documents, facts, zone }: View, sessions: readonly Session[]): Session[] {
  const first = dayStart(facts.group.agreementsRequiredFrom, zone);
  const isMissing = (time: number) =>
    Object.values(documents).some(({ forces }) => {
      const { by, doubt } = standingAt(forces, time);
      return by.length === 0 && !doubt;
    });
  return sessions.filter((s) => isAttended(s) && s.time >= first && isMissing(s.time));
}

/**
 * Within 48 h of the member's first session with a criterion open: looks at criteria, never at the state (domain.md 4.3).
 * A session the clinic cancelled or excused was none (E20: starts next time).
 */
function lateStart({ scheduled, gaps, now }: View, criteria: Readiness['criteria']): Finding[] {
  const first = scheduled.find(isHeld);
  if (!first || gaps.seats || isComplete(criteria)) return [];
  const since = first.time - 48 * hour;
  return since <= now && now < first.time ? [{ ...held(first), since: iso(since) }] : [];
}
