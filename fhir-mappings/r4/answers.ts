/** QuestionnaireResponse items → rules and clauses: linkId = rule id, inside it the clause id, with the words shown. @module */
import type { QuestionnaireResponseItem } from 'fhir/r4.js';
import { codeSystem } from '../codes.ts';

/** The record's schema then checks them. A clause without answer stays one without: the schema refuses it. */
export function partsFrom(items: readonly QuestionnaireResponseItem[] | undefined): unknown[] {
  return (items ?? []).map((item) =>
    item.item === undefined
      ? clauseFrom(item)
      : { id: item.linkId, text: item.text, clauses: item.item.map(clauseFrom) },
  );
}

function clauseFrom(item: QuestionnaireResponseItem): unknown {
  // exactly one answer of our own: two codings would let a reader pick
  const answer = item.answer?.length === 1 ? item.answer[0]?.valueCoding : undefined;
  return { id: item.linkId, text: item.text, answer: answer?.system === codeSystem ? answer.code : undefined };
}
