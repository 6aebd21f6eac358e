/** Titles and short phrases of the documents that were signed, where their words are at hand. @module */
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { MemberDocument } from '../content/document.ts';
import { documentOf } from '../content/library.ts';
import type { PortalContext } from './context.ts';

/** Of one agreement: what is known of its text. Phrases by clause id, else the clause's own words. */
export type Words = (agreement: Agreement) => {
  title: string | undefined;
  language: string | undefined;
  phrases: ReadonlyMap<string, string>;
};

/** Loads each text once. A text that can't be had has no title; what was signed stays readable without it. */
export async function wordsOf({ documents }: PortalContext, agreements: readonly Agreement[]): Promise<Words> {
  const keyOf = ({ document: { url, version } }: Agreement) => JSON.stringify([url, version]);
  const texts = new Map<string, MemberDocument>();
  for (const agreement of new Map(agreements.map((one) => [keyOf(one), one])).values()) {
    try {
      const found = await documentOf(agreement.document, documents);
      if (found) texts.set(keyOf(agreement), found);
    } catch (error) {
      if (!isPortalError(error)) throw error;
    }
  }
  return (agreement) => {
    const text = texts.get(keyOf(agreement));
    const own = agreement.parts.flatMap((part) => ('clauses' in part ? part.clauses : [part]));
    const short = [...(text?.rules.flatMap((rule) => rule.clauses) ?? []), ...(text?.clauses ?? [])];
    return {
      title: text?.title,
      language: text?.language,
      phrases: new Map([...own.map((c) => [c.id, c.text] as const), ...short.map((c) => [c.id, c.short] as const)]),
    };
  };
}
