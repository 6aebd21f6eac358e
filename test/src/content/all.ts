/** Every document that ships, by what it is for. @module */
import { groupParticipationEn } from '../../../src/content/group-participation-en.ts';
import { groupParticipationEs } from '../../../src/content/group-participation-es.ts';
import { groupPreparationEn } from '../../../src/content/group-preparation-en.ts';
import { groupPreparationEs } from '../../../src/content/group-preparation-es.ts';
import { groupRulesEn } from '../../../src/content/group-rules-en.ts';
import { groupRulesEs } from '../../../src/content/group-rules-es.ts';
import type { MemberDocument } from '../../../src/content/document.ts';

export const english = {
  rules: groupRulesEn,
  participation: groupParticipationEn,
  preparation: groupPreparationEn,
} satisfies Record<string, MemberDocument>;
export const spanish = {
  rules: groupRulesEs,
  participation: groupParticipationEs,
  preparation: groupPreparationEs,
} satisfies typeof english;

export const all: MemberDocument[] = [...Object.values(english), ...Object.values(spanish)];
/** For test titles: `[name, document]`. */
export const named = all.map((d): [string, MemberDocument] => [d.url.split('/').at(-1) ?? '', d]);

/** Every text a person may read, with where it stands. */
export function textsIn(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, path ? `${path}.${key}` : key));
}
