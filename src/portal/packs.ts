/** The preparation packs a group offers, with their words. A draft that nobody reviewed is named and never shown. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { MemberDocument } from '../content/document.ts';
import { openDocument } from '../content/library.ts';
import type { GroupDefinition } from '../groups.ts';
import type { DocumentLanguage } from '../signing-types.ts';

export interface ChosenPack {
  pack: MemberDocument;
  /** Each language once. */
  languages: DocumentLanguage[];
  /** The first language that was wanted isn't the one of the pack. */
  instead: boolean;
}

/**
 * The pack in the first wanted language that somebody reviewed, else the group's first such. Words people prepare by are
 * read like words they sign: a machine's draft could say something else (domain.md 2.4).
 * Throws `not-found` (`documents`) when no words of the group's are reviewed, and what `openDocument` throws.
 */
export async function choosePack(
  day: string,
  { documents }: GroupDefinition,
  { wanted, own }: { wanted: readonly (string | undefined)[]; own: readonly unknown[] },
): Promise<ChosenPack> {
  const found = await Promise.all(documents.preparation.map((url) => inForce(day, url, own)));
  const byLanguage = new Map<string, MemberDocument>();
  for (const document of found) {
    if (document === undefined) continue;
    const there = byLanguage.get(primary(document.language));
    // of two in one language the first, unless only the second was reviewed
    if (there === undefined || (there.review === null && document.review !== null))
      byLanguage.set(primary(document.language), document);
  }
  const shown = [...byLanguage.values()].filter(({ review }) => review !== null);
  const languages = wanted.flatMap((language) => language ?? []);
  const pack =
    languages.flatMap((language) => shown.find((d) => primary(d.language) === primary(language)) ?? [])[0] ?? shown[0];
  if (pack === undefined)
    throw new PortalError('not-found', 'The group has no words that somebody reviewed.', ['documents']);
  const [first] = languages;
  return {
    pack,
    languages: [...byLanguage.values()].map(({ language, version, review }) => ({
      language,
      version,
      review: review ?? 'draft',
    })),
    instead: first !== undefined && primary(first) !== primary(pack.language),
  };
}

const primary = (language: string) => language.split('-')[0]?.toLowerCase() ?? '';

/** An address that leads nowhere today offers no language; the others still do. */
async function inForce(day: string, url: string, own: readonly unknown[]): Promise<MemberDocument | undefined> {
  try {
    return await openDocument(day, 'preparation', { urls: [url], own });
  } catch (error) {
    if (isPortalError(error) && error.code === 'not-found') return undefined;
    throw error;
  }
}
