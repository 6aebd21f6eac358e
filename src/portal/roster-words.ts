/** The words of clauses that a list names. @module */
import type { MemberDocument } from '../content/document.ts';
import type { PortalContext } from './context.ts';
import type { Raised } from './roster-raise.ts';

/** Documents by key; undefined for one whose words are gone. */
export type Words = Map<string, MemberDocument | undefined>;

/** One key for one version. */
export const keyOf = ({ url, version }: { url: string; version: string }) => `${url}|${version}`;

/** The documents whose clauses are named; their words are loaded only when there are any. */
export async function wordsOf({ documents }: PortalContext, raised: readonly Raised[]): Promise<Words> {
  const versions = new Map(raised.flatMap(({ about }) => about.map(({ version }) => [keyOf(version), version])));
  if (versions.size === 0) return new Map();
  const { documentOf } = await import('../content/library.ts');
  const read = async ([key, version]: [string, { url: string; version: string }]) =>
    [key, await documentOf(version, documents)] as const;
  return new Map(await Promise.all([...versions].map(read)));
}

/** Titles of sections and phrases of clauses; those nobody has words for any more are left out. */
export function phrasesIn(
  document: MemberDocument | undefined,
  clauses: readonly string[],
): { text: string; language: string }[] {
  if (document === undefined) return [];
  return clauses.flatMap((id) => {
    const section = document.rules.find((rule) => rule.id === id)?.title;
    const all = [...document.rules.flatMap((rule) => rule.clauses), ...document.clauses];
    const text = section ?? all.find((clause) => clause.id === id)?.short;
    return text === undefined ? [] : [{ text, language: document.language }];
  });
}
