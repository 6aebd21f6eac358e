/** The documents that ship, without their words: all that readiness needs, and small. @module */
import { base } from '../../fhir-mappings/codes.ts';

const questionnaire = `${base}/Questionnaire`;
const first = { version: '2026.1', effective: '2026-01-01', change: 'material' } as const;

export const rulesEn = { url: `${questionnaire}/group-rules-en`, ...first };
export const participationEn = { url: `${questionnaire}/group-participation-en`, ...first };
export const preparationEn = { url: `${questionnaire}/group-preparation-en`, ...first };
export const rulesEs = { url: `${questionnaire}/group-rules-es`, ...first };
export const participationEs = { url: `${questionnaire}/group-participation-es`, ...first };
export const preparationEs = { url: `${questionnaire}/group-preparation-es`, ...first };

/** The five rules an agreement is about, whatever the clinic's own text says (design 3b). A clinic may add rules. */
export const fiveRules = ['confidentiality', 'attendance', 'commitment', 'alcohol-drugs', 'outside-contact'] as const;

/** Sections of the preparation pack, in reading order: the linkIds of its response. */
export const preparationSections = [
  'introduction',
  'helps',
  'how-it-works',
  'myths',
  'getting-the-most',
  'stumbling-blocks',
  'rules',
] as const;

/** Address, version and dates of one document. */
export interface PublishedVersion {
  url: string;
  version: string;
  /** First day in force, local to the group. */
  effective: string;
  change: 'material' | 'editorial';
}

export const builtInVersions: readonly PublishedVersion[] = [
  rulesEn,
  participationEn,
  preparationEn,
  rulesEs,
  participationEs,
  preparationEs,
];

/** How the hash of those that can be signed begins, without their words: enough to tell an edit. */
export const builtInHashes: readonly (readonly [PublishedVersion, string])[] = [
  [rulesEn, 'GwHBTl9f'],
  [participationEn, 'lXB0ZBIg'],
];

/** Versions behind a group's addresses, oldest first; languages share versions, so each counts once. */
export function versionsOf(urls: readonly string[], published: readonly PublishedVersion[]): PublishedVersion[] {
  const found = new Map(published.filter((d) => urls.includes(d.url)).map((d) => [d.version, d]));
  return [...found.values()].toSorted((a, b) => (a.effective < b.effective ? -1 : 1));
}

/** The version in force on a local day: the newest that is effective. */
export function versionOn<T extends PublishedVersion>(day: string, versions: readonly T[]): T | undefined {
  return versions.toSorted((a, b) => (a.effective < b.effective ? -1 : 1)).findLast((d) => d.effective <= day);
}
