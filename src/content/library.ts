/** The documents with their words: ours, and those a clinic brings. Loaded only when words are shown. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { parseDocument, type Clause, type MemberDocument } from './document.ts';
import { groupParticipationEn } from './group-participation-en.ts';
import { groupRulesEn } from './group-rules-en.ts';
import { versionOn } from './versions.ts';

export const builtInDocuments: readonly MemberDocument[] = [groupRulesEn, groupParticipationEn];

/**
 * The document of a language in force on a local day; without that language the first the group offers.
 * Throws PortalError `not-found` when the group's addresses lead to no document.
 */
export function documentOn(
  day: string,
  { urls, language = 'en', own = [] }: { urls: readonly string[]; language?: string; own?: readonly unknown[] },
): MemberDocument {
  const all = [...builtInDocuments, ...own.map(parseDocument)].filter((d) => urls.includes(d.url));
  const inLanguage = all.filter((d) => d.language.split('-')[0] === language.split('-')[0]);
  const found = versionOn(day, inLanguage) ?? versionOn(day, all);
  if (found === undefined)
    throw new PortalError('not-found', 'The group names a document that is not there.', ['documents']);
  return found;
}

/** Every clause that is shown, in document order. */
export function clausesOf(document: MemberDocument, { video }: { video: boolean }): Clause[] {
  return [...document.rules.flatMap((r) => r.clauses), ...document.clauses].filter(
    (c) => video || c.video === undefined,
  );
}
