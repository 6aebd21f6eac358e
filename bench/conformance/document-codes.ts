/** Codes that come from the documents that ship: the ids of their parts and clauses, with the documents' own words. @module */
import { localCodes, type LocalCode } from '../../fhir-mappings/codes.ts';
import { groupPreparationEn } from '../../src/content/group-preparation-en.ts';
import { builtInDocuments } from '../../src/content/library.ts';

/** Those that local-codes.ts doesn't have: some criteria are called like what they are about. */
export function documentCodes(): LocalCode[] {
  const known = new Set(localCodes.map(({ code }) => code));
  const all = [...builtInDocuments, groupPreparationEn].flatMap((document) => [
    ...document.rules.map(({ id, title }) => ({ code: id, display: title, definition: `Part of “${document.title}”` })),
    ...[...document.rules.flatMap((r) => r.clauses), ...document.clauses].map(({ id, short }) => ({
      code: id,
      display: short,
      definition: `Clause of “${document.title}”`,
    })),
  ]);
  return all.filter(({ code }) => !known.has(code) && known.add(code));
}
