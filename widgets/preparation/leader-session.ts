/** What the leader's screen holds, and what waits in it. Pure. @module */
import type { ExpectedLength, OpenDecisions, OpenDocument } from '../../src/preparation-types.ts';

/** What is asked about before it is done. */
export type Asking =
  | { about: 'document'; key: string; decision: OpenDocument['decisions'][number] }
  | { about: 'sessions' };

export interface Opened {
  stage: 'open';
  of: OpenDecisions;
  asking?: Asking | undefined;
  /** The commitment talk's length, as typed. */
  length: { text: string; unit: ExpectedLength['unit']; wrong?: boolean };
  /** What is being sent: its own key. */
  sending?: string | undefined;
  /** What the last sending failed with. */
  code?: string | undefined;
  /** Something was saved. */
  saved?: boolean | undefined;
}

export type LeaderSession =
  | { stage: 'opening' }
  | { stage: 'unopened'; code: string }
  | { stage: 'left'; group: string }
  | Opened;

/** A wish to talk that nobody closed yet. */
export interface Wish {
  key: string;
  document: OpenDocument;
  clause: string;
  short: string | undefined;
}

export const opened = (of: OpenDecisions, saved = false): Opened => ({
  stage: 'open',
  of,
  length: { text: '', unit: 'sessions' },
  ...(saved && { saved }),
});

/** Over all documents, in their order. */
export const wishesIn = ({ documents }: OpenDecisions): Wish[] =>
  documents.flatMap((document) =>
    document.clauses
      .filter(({ answer, talked }) => answer === 'talk' && talked === undefined)
      .map(({ clause, short }) => ({ key: `${document.key} ${clause}`, document, clause, short })),
  );

/** Documents with something to decide. */
export const toDecide = ({ documents }: OpenDecisions): OpenDocument[] =>
  documents.filter(({ decisions }) => decisions.length > 0);

/** The length as it is noted; undefined for none, `wrong` for what is no whole number from 1 to 520. */
export function lengthOf({ text, unit }: Opened['length']): ExpectedLength | undefined | 'wrong' {
  if (text.trim() === '') return undefined;
  const value = /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : 0;
  return value >= 1 && value <= 520 ? { value, unit } : 'wrong';
}
