/** Reasons to follow up (domain.md 4.3); those about sessions are in session-reasons.ts. @module */
import { answersOf } from '../../fhir-mappings/records/agreement.ts';
import { notesTalkedAbout } from './away.ts';
import { questionsOf } from './criteria.ts';
import { isDecided } from './decisions.ts';
import { freeClause, type Force } from './in-force.ts';
import { evidenceOf, idOf } from './records.ts';
import {
  lateStart,
  notBackYet,
  twoInARow,
  twoUnannounced,
  undiscussedAway,
  withoutAgreement,
} from './session-reasons.ts';
import { addDays, dayStart, iso, ms } from './time.ts';
import type { Readiness, Reason, ReasonCode } from './types.ts';
import { notesOfKind, talkedAt, tickedAt, type View } from './view.ts';

/** All open reasons, in the order of domain.md 4.3. Those about sessions need sessions this caller may know. */
export function reasonsOf(view: View, criteria: Readiness['criteria']): Reason[] {
  const { documents, facts, zone, sessions = [] } = view;
  const both = Object.values(documents);
  const { expiringSoonDays, signerChangesSoonDays } = facts.group;
  const answers = answersIn(view);
  // a "no" waits for the leader's decision, never for a tick (design 3); leaving is free, so no "no" to it counts
  const declined = answers.filter((a) => a.answer === 'no' && a.clause !== freeClause && !a.decided);
  const talks = [...answers.filter((a) => a.answer === 'talk'), ...questionsOf(view)].filter((a) => !a.talked);
  /** Documents in force that something will happen to, or has: unless another one in force outlives it. */
  const due = (when: (f: Force) => number, before: (f: Force) => number = () => Infinity): Finding[] =>
    both.flatMap(({ by }) => {
      const last = Math.max(...by.map(when));
      const isDue = last <= view.now && view.now < Math.max(...by.map(before));
      return isDue ? by.map(({ evidence }) => ({ since: iso(last), evidence })) : [];
    });
  const adult =
    (days = 0) =>
    ({ adultOn }: Force) =>
      adultOn ? dayStart(addDays(adultOn, -days), zone) : Infinity;
  const all: [ReasonCode, Reason['owner'], Finding[], nth?: number][] = [
    ['attended-without-agreement', 'leader', withoutAgreement(view, sessions)],
    ['rule-declined', 'leader', declined],
    ['wants-to-talk', 'leader', talks],
    ['new-version-due', 'intake', due((f) => f.superseded)],
    ['expiring-soon', 'intake', due((f) => dayStart(addDays(f.expires, -expiringSoonDays), zone))],
    ['signer-changes-soon', 'intake', due(adult(signerChangesSoonDays), adult())],
    ['signer-changed', 'intake', due(adult())],
    // since the absence that made it so many
    ['two-unannounced', 'leader', twoUnannounced(view, sessions), facts.group.unannounced.absences - 1],
    ['two-in-a-row', 'leader', twoInARow(view, sessions), facts.group.absencesInARow - 1],
    ['not-back-yet', 'leader', notBackYet(view, sessions)],
    ['planned-absence-undiscussed', 'leader', undiscussedAway(view)],
    ['contact-undiscussed', 'leader', undiscussed(view, 'outside-contact-reported', 'contact-undiscussed')],
    ['leaving-undiscussed', 'leader', undiscussed(view, 'thinking-of-leaving', 'leaving-undiscussed')],
    ['late-start-of-preparation', 'intake', lateStart(view, criteria)],
    ['signed-copy-problem', 'intake', copyProblems(view)],
  ];
  return all.flatMap(([code, owner, findings, nth]) => gather(code, owner, findings, nth));
}

/** One thing that gives a reason. */
export interface Finding {
  since: string;
  session?: string;
  clause?: string;
  evidence: string;
}

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
        decided: isDecided(view.decisions, a.response, clause, view.now),
        talked: talkedAt(view, a.response, clause),
      })),
    );

/** Told to the leader and not talked about in group yet: by a tick of either kind. */
function undiscussed(
  view: View,
  kind: 'outside-contact-reported' | 'thinking-of-leaving',
  code: ReasonCode,
): Finding[] {
  const discussed = notesTalkedAbout(view.own);
  const tick = tickedAt(view, code);
  return notesOfKind(view, kind)
    .filter((n) => n.time > tick && !discussed.has(idOf(n.evidence)))
    .map(({ at: since, evidence }) => ({ since, evidence }));
}

/**
 * A paper form with a fault, until intake ticked it off or it was signed anew; and answers that no longer hash to what was
 * signed: "changed after signing" (design 3), which only a new signing mends.
 */
function copyProblems(view: View): Finding[] {
  const { agreements } = view.documents.agreement;
  const mended = Math.max(tickedAt(view, 'signed-copy-problem'), agreements[0]?.time ?? -Infinity);
  const changed = Object.values(view.documents)
    .flatMap((d) => d.agreements)
    .filter((a) => a.unchanged === false && a.status !== 'inactive');
  return [
    ...notesOfKind(view, 'signed-copy-problem')
      .filter((n) => n.time > mended)
      .map(({ at: since, evidence }) => ({ since, evidence })),
    ...changed.map(({ signed: since, evidence }) => ({ since, evidence })),
  ];
}
