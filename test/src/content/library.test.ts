import { expect, test } from 'vitest';
import { reviewedDocumentsEs, reviewedRulesEs } from '../../../demo/seed/reviewed-es.ts';
import type { MemberDocument } from '../../../src/content/document.ts';
import { addDocuments, clausesOf, documentOf, openDocument } from '../../../src/content/library.ts';
import { participationEs, preparationEn, preparationEs, rulesEn, rulesEs } from '../../../src/content/versions.ts';
import { all, english, spanish } from './all.ts';

const day = '2026-11-20';
const known = [english.rules, english.participation];
const urls = [rulesEn.url, rulesEs.url];
const newer = (over: Partial<MemberDocument> = {}): MemberDocument => ({
  ...english.rules,
  url: 'https://clinic.example/rules',
  version: '2026.2',
  effective: '2026-11-21',
  ...over,
});

test('every document that ships can be opened by its address, and is the very one', async () => {
  const kinds = ['rules', 'participation', 'preparation', 'rules', 'participation', 'preparation'] as const;
  for (const [i, document] of all.entries()) {
    expect(await openDocument(day, kinds[i] ?? 'rules', { urls: [document.url] })).toBe(document);
    expect(await documentOf(document)).toBe(document);
  }
});

test.each([
  ['English when no language is asked for', undefined, english.rules],
  ['the language asked for', 'es', spanish.rules],
  ['a language with its region', 'es-MX', spanish.rules],
  ['without the language, the first the group offers', 'so', english.rules],
])('a group that offers two languages gives %s', async (_name, language, document) => {
  const query = { urls, ...(language !== undefined && { language }) };
  expect(await openDocument(day, 'rules', query)).toBe(document);
  const first = await openDocument(day, 'rules', { ...query, urls: urls.toReversed(), language: 'so' });
  expect(first).toBe(spanish.rules);
});

test('a clinic’s own text is in force from its day, in the group’s language', async () => {
  const query = { urls: [rulesEn.url, 'https://clinic.example/rules'], own: [newer()] };
  expect(await openDocument('2026-11-20', 'rules', query)).toBe(english.rules);
  expect(await openDocument('2026-11-21', 'rules', query)).toEqual(newer());
  const sameDay = { ...query, own: [newer({ effective: rulesEn.effective })] };
  expect(await openDocument(day, 'rules', sameDay)).toMatchObject({ version: '2026.2' });
});

test('a reviewed translation of the clinic’s is found by its address', async () => {
  const query = { urls: [rulesEn.url, reviewedRulesEs.url], language: 'es', own: reviewedDocumentsEs };
  expect(await openDocument(day, 'rules', query)).toEqual(reviewedRulesEs);
  expect(await documentOf(reviewedRulesEs, reviewedDocumentsEs)).toEqual(reviewedRulesEs);
});

test('addresses that lead nowhere, or to a day before the first version, are not found', async () => {
  const missing = { code: 'not-found', fields: ['documents'] };
  await expect(openDocument(day, 'rules', { urls: ['https://clinic.example/none'] })).rejects.toMatchObject(missing);
  await expect(openDocument('2025-12-31', 'rules', { urls })).rejects.toMatchObject(missing);
  expect(await documentOf({ url: rulesEn.url, version: '2019.1' })).toBeUndefined();
});

test('a text that does not fit its use is refused with the path', async () => {
  const own = [{ ...newer(), rules: english.rules.rules.slice(1) }];
  const query = { urls: ['https://clinic.example/rules'], own };
  await expect(openDocument(day, 'rules', query)).rejects.toMatchObject({
    code: 'invalid',
    fields: ['rules.confidentiality'],
  });
  const participation = openDocument(day, 'participation', {
    urls: [rulesEs.url, participationEs.url],
    own: [spanish.rules],
  });
  await expect(participation).rejects.toMatchObject({ code: 'invalid' });
});

const changed = { ...spanish.preparation, title: 'Otro título' };
test('other words under a known address and version are refused', async () => {
  const refused = { code: 'invalid', fields: ['version'] };
  await expect(addDocuments(known, [{ ...english.rules, title: 'Rules' }])).rejects.toMatchObject(refused);
  await expect(addDocuments([], [newer(), newer({ intro: 'Please read.' })])).rejects.toMatchObject(refused);
  // also those whose words were never asked for until now
  const opened = openDocument(day, 'preparation', { urls: [preparationEn.url, preparationEs.url], own: [changed] });
  await expect(opened).rejects.toMatchObject(refused);
  await expect(openDocument(day, 'rules', { urls, own: [changed] })).resolves.toBe(english.rules);
});

test('the same words again add nothing; a new version or address adds a document', async () => {
  const reordered: unknown = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(english.rules).toReversed())));
  expect(await addDocuments(known, [reordered, english.participation])).toEqual(known);
  const added = await addDocuments(known, [newer(), newer(), newer({ version: '2026.3' }), reviewedRulesEs]);
  expect(added.slice(known.length)).toEqual([newer(), newer({ version: '2026.3' }), reviewedRulesEs]);
  await expect(addDocuments([], [newer(), { ...newer(), url: 'x' }])).rejects.toMatchObject({
    code: 'invalid',
    fields: ['url'],
  });
});

test('clauses for video are shown to groups that meet by video only', () => {
  const ids = (video: boolean) => clausesOf(english.rules, { video }).map((c) => c.id);
  expect(ids(true).filter((id) => !ids(false).includes(id))).toEqual(['video']);
});
