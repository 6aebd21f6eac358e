/** What the leader decided about clauses and sessions (design 3b), from wherever it was written. @module */
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Note, NoteOf } from '../../fhir-mappings/records/note.ts';
import { idOf, type Dated } from './records.ts';
import { ms } from './time.ts';

/** One decision; `exception` accepts the clauses as they were answered. */
export interface Decision extends Pick<NoteOf<'leader-decision'>, 'decision' | 'clauses' | 'response'> {
  time: number;
}

/** From the notes, and from the Consents that carry the exception themselves. */
export function decisionsIn(notes: readonly Dated<Note>[], agreements: readonly Dated<Agreement>[]): Decision[] {
  return [
    ...notes.filter((n) => n.kind === 'leader-decision'),
    ...agreements.flatMap(({ exception: x, response }): Decision[] =>
      x ? [{ decision: 'exception', clauses: x.clauses, response, time: ms(x.decidedOn) }] : [],
    ),
  ];
}

/** True when the leader decided about this clause of this response by then, whatever the decision (domain.md 4.3 `rule-declined`). */
export const isDecided = (decisions: readonly Decision[], response: string, clause: string, now: number): boolean =>
  decisions.some(
    (d) => d.time <= now && idOf(d.response) === idOf(response) && (!d.clauses || d.clauses.includes(clause)),
  );
