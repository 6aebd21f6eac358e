/** Rules and clauses ↔ QuestionnaireResponse items: linkId = rule id, inside it the clause id, with the words shown. @module */
import type { QuestionnaireResponseItem } from 'fhir/r4.js';
import { codeSystem, local } from '../codes.ts';
import type { AgreementPart } from '../records/agreement.ts';

type Clause = Extract<AgreementPart, { answer: unknown }>;

/** One item per rule with its clauses, one per clause that stands alone. */
export function answerItems(parts: readonly AgreementPart[]): QuestionnaireResponseItem[] {
  const clauseItem = ({ id, text, answer }: Clause): QuestionnaireResponseItem => ({
    linkId: id,
    text,
    answer: [{ valueCoding: local(answer) }],
  });
  return parts.map((part) =>
    'clauses' in part ? { linkId: part.id, text: part.text, item: part.clauses.map(clauseItem) } : clauseItem(part),
  );
}

/** The way back; the record's schema then checks it. A clause without answer stays one without: the schema refuses it. */
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
