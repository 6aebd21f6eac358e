/**
 * Codes beside codes.ts: values of extensions of type `code`, reasons, and the ids of what our documents hold,
 * which stand in the components `clause` and `reason` of notes.
 * @module
 */
import { localCodes, type LocalCode } from '../../fhir-mappings/codes.ts';
import { groupPreparationEn } from '../../src/content/group-preparation-en.ts';
import { builtInDocuments } from '../../src/content/library.ts';

const values: Record<string, readonly [display: string, definition: string]> = {
  parent: ['Parent', 'A parent signs for a minor'],
  'court-order': ['Court order', 'Somebody signs whom a court named'],
  'health-care-proxy': ['Health care proxy', 'Somebody signs whom the member named for health care'],
  'minors-own-consent': ['Minor’s own consent', 'A minor signs alone, where the law lets them'],
  other: ['Other', 'Somebody signs on another basis'],
  withdrawn: ['Withdrawn', 'The signer took it back'],
  replaced: ['Replaced', 'A newer signing took its place'],
  'guardian-ended': ['Guardian’s authority ended', 'Who signed no longer signs for the member'],
  'new-version-due': ['New version due', 'A new version of a document is to be signed'],
  'expiring-soon': ['Ends soon', 'A signed document will soon be no longer in force'],
  'signer-changes-soon': ['Signer changes soon', 'The member will soon sign for themselves'],
  'signer-changed': ['Signer changed', 'The member signs for themselves now'],
  'planned-absence-undiscussed': ['Time away not talked about', 'A planned absence has not been talked about in group'],
  'contact-undiscussed': ['Contact not talked about', 'A contact outside group has not been talked about in group'],
  'leaving-undiscussed': ['Leaving not talked about', 'A thought of leaving has not been talked about in group'],
  'late-start-of-preparation': ['Preparation began late', 'Preparation began after the first session'],
};

/** Those of them that codes.ts does not have. */
export function moreCodes(): LocalCode[] {
  const known = new Set(localCodes.map(({ code }) => code));
  const parts = [...builtInDocuments, groupPreparationEn].flatMap((document) => [
    ...document.rules.map(({ id, title }) => ({ code: id, display: title, definition: `Part of “${document.title}”` })),
    ...[...document.rules.flatMap((r) => r.clauses), ...document.clauses].map(({ id, short }) => ({
      code: id,
      display: short,
      definition: `Clause of “${document.title}”`,
    })),
  ]);
  const all = [
    ...Object.entries(values).map(([code, [display, definition]]) => ({ code, display, definition })),
    ...parts,
  ];
  return all.filter(({ code }) => !known.has(code) && known.add(code));
}
