/** Which clauses of the documents somebody sees, in which order, under which number. Holds no words, so it is small. @module */
import type { Clause, MemberDocument } from './document.ts';

/** Every clause that is shown, in document order. */
export function clausesOf(document: MemberDocument, { video }: { video: boolean }): Clause[] {
  return [...document.rules.flatMap((r) => r.clauses), ...document.clauses].filter(
    (c) => video || c.video === undefined,
  );
}

/** The two documents of one form. */
export interface ShownForm {
  documents: Record<'rules' | 'participation', MemberDocument>;
  video: boolean;
}

/** Each clause that is shown, with its number: through both documents, the same on paper and on the screen of staff. */
export function numbersOf({ documents, video }: ShownForm): Map<Clause, number> {
  const clauses = [documents.rules, documents.participation].flatMap((d) => clausesOf(d, { video }));
  return new Map(clauses.map((clause, i) => [clause, i + 1]));
}
