/** What waits for the leader in one member's record, by the same rule readiness follows. Pure. @module */
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import { questionsOf } from '../readiness/criteria.ts';
import { isDecided } from '../readiness/decisions.ts';
import { freeClause } from '../readiness/in-force.ts';
import { idOf, type Dated } from '../readiness/records.ts';
import { talkedAt, type Document, type View } from '../readiness/view.ts';
import type { OpenClause, OpenDocument } from '../preparation-types.ts';

/** One document that waits, with what a note or a decision about it refers to. */
export interface Waiting {
  document: OpenDocument['document'];
  version: { url: string; version: string };
  signed: string;
  /** `QuestionnaireResponse/…`, as the record says it. */
  response: string;
  /** `Consent/…` and what it says; a pack has none. */
  consent?: { evidence: string; agreement: Dated<Agreement> };
  /** `Consent/…` of this membership that the signing takes the place of once it is in force. */
  older: string[];
  clauses: Omit<OpenClause, 'short'>[];
  decisions: OpenDocument['decisions'];
}

/** Rules, consent to take part, then packs; those with nothing open are left out. */
export function waitingIn(view: View): Waiting[] {
  const { agreement, participation } = view.documents;
  return [...signed(view, 'rules', agreement), ...signed(view, 'participation', participation), ...packs(view)];
}

/** The newest signing; one that was withdrawn or replaced asks for nothing any more. */
function signed(
  view: View,
  document: 'rules' | 'participation',
  { agreements: [newest, ...before] }: Document,
): Waiting[] {
  if (newest === undefined || newest.status === 'inactive') return [];
  const clauses = newest.parts
    .flatMap((part) => ('clauses' in part ? part.clauses : [part]))
    .flatMap(({ id, text, answer }) => {
      // leaving is free: a no to it is no matter for anybody
      if ((answer !== 'no' && answer !== 'talk') || id === freeClause) return [];
      const talked = talkedAt(view, newest.response, id);
      const decided = decisionOn(view, newest.response, id);
      return [{ clause: id, text, answer, ...(talked !== undefined && { talked }), ...(decided && { decided }) }];
    });
  const isOpen = clauses.some(({ answer, talked, decided }) => (answer === 'talk' ? !talked : !decided));
  const isStill = newest.status === 'proposed' || newest.status === 'rejected';
  if (clauses.length === 0 || (!isOpen && !isStill)) return [];
  return [
    {
      document,
      version: newest.document,
      signed: newest.signed,
      response: newest.response,
      consent: { evidence: newest.evidence, agreement: newest },
      older: before
        .filter(({ status, covers }) => (status === 'active' || status === 'proposed') && !('programme' in covers))
        .map(({ evidence }) => evidence),
      clauses,
      decisions: decisionsOn(document, newest, clauses),
    },
  ];
}

/** The newest decision about one clause. */
function decisionOn({ decisions, now }: View, response: string, clause: string): OpenClause['decided'] {
  const [newest] = decisions.filter((d) => isDecided([d], response, clause, now)).toSorted((a, b) => b.time - a.time);
  return newest?.decision === 'exception' || newest?.decision === 'sign-again' ? newest.decision : undefined;
}

/**
 * Nobody takes part in treatment by somebody else's decision, so an exception is for the rules alone; and for those of this
 * group alone: one of a programme would hold in other leaders' groups. Answers that were changed after signing only a new
 * signing mends.
 */
function decisionsOn(
  document: 'rules' | 'participation',
  { covers, unchanged }: Dated<Agreement>,
  clauses: Waiting['clauses'],
): OpenDocument['decisions'] {
  if (clauses.every(({ decided }) => decided === 'exception')) return [];
  const excepts = document === 'rules' && !('programme' in covers) && unchanged !== false;
  const again = clauses.some(({ decided }) => decided !== 'sign-again');
  return [...(excepts ? ['exception' as const] : []), ...(again ? ['sign-again' as const] : []), 'not-this-group'];
}

/** Sections to talk about, by the response they were left in. */
function packs(view: View): Waiting[] {
  const open = questionsOf(view).filter(({ talked }) => talked === undefined);
  return [...Map.groupBy(open, ({ evidence }) => evidence)].flatMap(([response, questions]): Waiting[] => {
    const record = view.preparations.find(({ evidence }) => idOf(evidence) === idOf(response));
    if (record === undefined) return [];
    return [
      {
        document: 'preparation',
        version: record.document,
        signed: record.authored,
        response,
        older: [],
        clauses: questions.map(({ clause }) => ({ clause, answer: 'talk' as const })),
        decisions: [],
      },
    ];
  });
}
