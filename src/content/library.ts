/** The documents with their words: ours, and those a clinic brings. Loaded only when words are shown. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { niHash } from '../../fhir-mappings/hash.ts';
import { parseDocument, parseDocumentFor, type DocumentKind, type MemberDocument } from './document.ts';
import { groupParticipationEn } from './group-participation-en.ts';
import { groupRulesEn } from './group-rules-en.ts';
import {
  participationEn,
  participationEs,
  preparationEn,
  preparationEs,
  rulesEn,
  rulesEs,
  versionOn,
  type PublishedVersion,
} from './versions.ts';

export { clausesOf } from './shown.ts';

/** What ships with its words at hand: most groups sign in English. */
export const builtInDocuments: readonly MemberDocument[] = [groupRulesEn, groupParticipationEn];

/** A document before its words are there. */
interface Listed extends PublishedVersion {
  language: string;
  load: () => Promise<MemberDocument>;
}

/** English forms come with this file; packs and other languages are fetched when somebody chooses them. */
const shipped: readonly Listed[] = [
  { ...rulesEn, language: 'en', load: async () => groupRulesEn },
  { ...participationEn, language: 'en', load: async () => groupParticipationEn },
  {
    ...preparationEn,
    language: 'en',
    load: async () => (await import('./group-preparation-en.ts')).groupPreparationEn,
  },
  { ...rulesEs, language: 'es', load: async () => (await import('./group-rules-es.ts')).groupRulesEs },
  {
    ...participationEs,
    language: 'es',
    load: async () => (await import('./group-participation-es.ts')).groupParticipationEs,
  },
  {
    ...preparationEs,
    language: 'es',
    load: async () => (await import('./group-preparation-es.ts')).groupPreparationEs,
  },
];

/** What to look for: the addresses of a group's documents of one kind, and what the clinic brings (JSON, unchecked). */
export interface DocumentQuery {
  urls: readonly string[];
  /** BCP 47; only the language itself counts. English when not given. */
  language?: string;
  own?: readonly unknown[];
}

/**
 * The document of a language in force on a local day; without that language the first the group offers.
 * Throws PortalError `not-found` when the group's addresses lead to no document, `invalid` with the paths when a clinic's
 * own document does not fit its use or is another text under a known address and version, `offline` when words don't come.
 */
export async function openDocument(day: string, kind: DocumentKind, query: DocumentQuery): Promise<MemberDocument> {
  const { urls, own = [] } = query;
  const listed = shipped.filter((d) => urls.includes(d.url));
  const brought = own
    .map(parseDocument)
    .filter((d) => urls.includes(d.url))
    .map((d) => parseDocumentFor(kind, d));
  const clashing = listed.filter((d) => brought.some((b) => isSame(b, d)));
  await addDocuments(await Promise.all(clashing.map(wordsOf)), brought);
  // last, so that of two texts of one day the clinic's own is taken
  const all = [...listed, ...brought.map((d) => ({ ...d, load: async () => d }))];
  return wordsOf(choose(day, all, query));
}

/** The document of each language as in force on a local day, in the order of the group's addresses. Throws as openDocument does. */
export async function documentsIn(
  day: string,
  kind: DocumentKind,
  { urls, own = [] }: Omit<DocumentQuery, 'language'>,
): Promise<MemberDocument[]> {
  const found = await Promise.all(
    urls.map((url) =>
      openDocument(day, kind, { urls: [url], own }).catch((error: unknown) => {
        // a language whose first version is still to come is not offered yet
        if (isPortalError(error) && error.code === 'not-found') return undefined;
        throw error;
      }),
    ),
  );
  return found.filter((document) => document !== undefined);
}

/**
 * The known documents and those a clinic brings. The words of one address and version never change: bringing others
 * under it throws PortalError `invalid` naming `version`, or a signature could be read over words nobody saw.
 */
export async function addDocuments(
  known: readonly MemberDocument[],
  own: readonly unknown[],
): Promise<MemberDocument[]> {
  const all = [...known];
  for (const document of own.map(parseDocument)) {
    const there = all.find((d) => isSame(d, document));
    if (there === undefined) all.push(document);
    else if ((await niHash(there)) !== (await niHash(document))) {
      throw new PortalError('invalid', 'Another text has this address and version.', ['version']);
    }
  }
  return all;
}

/** The words of one version, such as the one somebody signed; undefined when nobody has them. Throws `offline`. */
export async function documentOf(version: Version, own: readonly unknown[] = []): Promise<MemberDocument | undefined> {
  const listed = shipped.find((d) => isSame(d, version));
  return listed ? wordsOf(listed) : own.map(parseDocument).find((d) => isSame(d, version));
}

type Version = Pick<PublishedVersion, 'url' | 'version'>;
const isSame = (a: Version, b: Version) => a.url === b.url && a.version === b.version;

function choose<T extends PublishedVersion & { language: string }>(
  day: string,
  all: readonly T[],
  { urls, language = 'en' }: DocumentQuery,
): T {
  const primary = (tag: string) => tag.split('-')[0];
  const isAsked = (d: T) => primary(d.language) === primary(language);
  const found =
    versionOn(
      day,
      all.filter((d) => urls.includes(d.url) && isAsked(d)),
    ) ??
    urls
      .map((url) =>
        versionOn(
          day,
          all.filter((d) => d.url === url),
        ),
      )
      .find((d) => d !== undefined);
  if (found === undefined)
    throw new PortalError('not-found', 'The group names a document that is not there.', ['documents']);
  return found;
}

/** The browser's error of a part that doesn't come would hold an address. */
async function wordsOf({ load }: Pick<Listed, 'load'>): Promise<MemberDocument> {
  try {
    return await load();
  } catch {
    throw new PortalError('offline', 'A part of this page did not load.');
  }
}
