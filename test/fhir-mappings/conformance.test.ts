import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { conformanceFiles, signedDocuments } from '../../bench/conformance/all.ts';
import type { Conformance } from '../../bench/conformance/shape.ts';
import { base, clauseSystem, codeSystem, extension, groupSystem, localCodes } from '../../fhir-mappings/codes.ts';
import { shippedClauses } from '../../fhir-mappings/r4/note-parts.ts';
import { noteFromFhir, noteToFhir } from '../../fhir-mappings/r4/note.ts';
import { groupParticipationEs } from '../../src/content/group-participation-es.ts';
import { groupPreparationEn } from '../../src/content/group-preparation-en.ts';
import { groupPreparationEs } from '../../src/content/group-preparation-es.ts';
import { groupRulesEs } from '../../src/content/group-rules-es.ts';
import { clausesOf } from '../../src/content/library.ts';
import { preparationSections } from '../../src/content/versions.ts';
import { labels } from './records.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const folder = path('../../fhir-mappings/conformance/');
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Conformance;
const versions = ['r4', 'r5'] as const;
const published = Object.fromEntries(
  versions.flatMap((version) =>
    readdirSync(`${folder}${version}`).map((name) => [`${version}/${name}`, json(`${folder}${version}/${name}`)]),
  ),
);
const codes = (published['r4/CodeSystem-group-therapy.json']?.['concept'] ?? []) as (typeof localCodes)[number][];
const defined = new Set(codes.map(({ code }) => code));

/** Every object in a resource, itself included. */
function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const children = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? children : [value as Record<string, unknown>, ...children];
}

/** Codes of our system that a resource uses. */
const ourCodesIn = (resource: unknown): string[] =>
  objectsIn(resource)
    .filter(({ system, code }) => system === codeSystem && typeof code === 'string')
    .map(({ code }) => code as string);

test('the published files are what the code generates (npm run conformance)', () => {
  expect(published).toEqual(conformanceFiles());
});

test('every code we write is published once, with a definition', () => {
  expect(codes).toEqual(expect.arrayContaining([...localCodes]));
  expect(defined.size).toBe(codes.length);
  expect(codes.filter(({ display, definition }) => !display || !definition)).toEqual([]);
});

test.each(versions)('the systems whose codes are the clinic’s are published in %s without codes', (version) => {
  for (const [id, url] of [
    ['group', groupSystem],
    ['clause', clauseSystem],
  ] as const) {
    const system = published[`${version}/CodeSystem-${id}.json`];
    expect([system?.url, system?.['content'], system?.['concept']]).toEqual([url, 'not-present', undefined]);
  }
});

const signedOnes = [...signedDocuments, groupRulesEs, groupParticipationEs];
const packs = [groupPreparationEn, groupPreparationEs];

test('every clause and every section of the documents that ship is defined', () => {
  const ids = [...signedOnes, ...packs].flatMap((document) => [
    ...document.rules.map(({ id }) => id),
    ...clausesOf(document, { video: true }).map(({ id }) => id),
  ]);
  expect(ids.length).toBeGreaterThan(0);
  expect(ids.filter((id) => !defined.has(id))).toEqual([]);
});

test('what a note can name is what members answer: signed clauses, and the pack’s sections and questions', () => {
  const ids = [
    ...signedOnes.flatMap((document) => clausesOf(document, { video: true }).map(({ id }) => id)),
    ...packs.flatMap((document) => document.rules.map(({ id }) => id)),
    'questions',
  ];
  expect([...shippedClauses].toSorted()).toEqual([...new Set(ids)].toSorted());
});

const note = {
  id: '00000000-0000-4000-8000-000000000017',
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  at: '2026-11-24T10:04:00-05:00',
  by: 'Practitioner/l1',
  response: 'QuestionnaireResponse/answers',
  // two are the clinic's own, and one of those is called like a code of ours that is no clause
  clauses: ['avoid', 'snacks', 'helps', 'phone'],
} as const;
test.each([
  { ...note, clauses: [...note.clauses], kind: 'talked-about' as const },
  { ...note, clauses: [...note.clauses], kind: 'leader-decision' as const, decision: 'exception' as const },
])('$kind: an id that a clinic brings is in a system of its own, never a code of ours', (record) => {
  const { component = [], ...observation } = noteToFhir(record, { labels });
  const ids = component.flatMap(({ valueCodeableConcept }) => valueCodeableConcept?.coding ?? []);
  expect(ids).toEqual([
    { system: codeSystem, code: 'avoid' },
    { system: clauseSystem, code: 'snacks' },
    { system: codeSystem, code: 'helps' },
    { system: clauseSystem, code: 'phone' },
  ]);
  expect(noteFromFhir({ ...observation, component })).toEqual(record);
  // earlier ones all stand in ours
  for (const system of [codeSystem, clauseSystem]) {
    const same = ids.map(({ code = '' }, i) => ({
      ...component[i],
      valueCodeableConcept: { coding: [{ system, code }] },
    }));
    expect(noteFromFhir({ ...observation, component: same })).toEqual(record);
  }
});

test('every value set holds only codes that are defined', () => {
  const sets = Object.values(published).filter(({ resourceType }) => resourceType === 'ValueSet');
  const unknown = sets.flatMap(({ id, compose }) =>
    (compose as { include: { concept: { code: string }[] }[] }).include
      .flatMap((i) => i.concept.map(({ code }) => code))
      .filter((code) => !defined.has(code))
      .map((code) => `${id}: ${code}`),
  );
  expect(sets.length).toBeGreaterThan(0);
  expect(unknown).toEqual([]);
});

test.each(versions)('every extension of ours has a definition in %s, on a resource type', (version) => {
  for (const url of Object.values(extension).filter((address) => address.startsWith(base))) {
    const structure = published[`${version}/StructureDefinition-${url.split('/').at(-1)}.json`];
    expect(structure?.url).toBe(url);
    const context = structure?.['context'] as { type: string; expression: string }[];
    for (const { type, expression } of context) {
      expect(type).toBe('element');
      expect([
        'Appointment',
        'Consent',
        'EpisodeOfCare',
        'HealthcareService',
        'Provenance',
        'Provenance.signature',
        'QuestionnaireResponse',
        'QuestionnaireResponse.authored',
      ]).toContain(expression);
    }
  }
});

test.each(versions.filter((version) => existsSync(path(`examples/${version}`))))(
  'every code and extension of ours in the %s examples is published',
  (version) => {
    const files = readdirSync(path(`examples/${version}`));
    const extensions = new Set(Object.values(published).map(({ url }) => url));
    const unknown = files.flatMap((name) => {
      const example = json(path(`examples/${version}/${name}`));
      const urls = objectsIn(example).flatMap(({ url }) => (typeof url === 'string' ? [url] : []));
      return [
        ...ourCodesIn(example).filter((code) => !defined.has(code)),
        ...urls.filter((url) => url.startsWith(`${base}/StructureDefinition/`) && !extensions.has(url)),
      ].map((what) => `${name}: ${what}`);
    });
    expect(files.length).toBeGreaterThan(0);
    expect(unknown).toEqual([]);
  },
);

test('every binding and every profile of an extension leads to something published', () => {
  const addresses = new Set(Object.values(published).map(({ url }) => url));
  const cited = Object.values(published).flatMap((resource) =>
    objectsIn(resource['differential']).flatMap(({ valueSet, profile }) => [valueSet, profile].flat()),
  );
  const ours = cited.filter((address): address is string => typeof address === 'string' && address.startsWith(base));
  expect(ours.length).toBeGreaterThan(0);
  expect(ours.filter((address) => !addresses.has(address))).toEqual([]);
});

interface Item {
  linkId: string;
  text?: string;
  item?: Item[];
}
const linkIds = (items: readonly Item[]): string[] => items.flatMap((i) => [i.linkId, ...linkIds(i.item ?? [])]);
const questionnaire = (version: string, id: string) => published[`${version}/Questionnaire-${id}.json`];

test.each(versions.flatMap((version) => signedDocuments.map((document) => [version, document.url, document] as const)))(
  'the %s Questionnaire of %s has the ids and the words of the document, in its order',
  (version, url, document) => {
    const found = questionnaire(version, url.split('/').at(-1) ?? '');
    const items = found?.['item'] as Item[];
    const rules = document.rules.flatMap((r) => [r.id, ...r.clauses.map((c) => c.id)]);
    expect([found?.url, found?.['version']]).toEqual([document.url, document.version]);
    expect(linkIds(items)).toEqual([...rules, ...document.clauses.map((c) => c.id)]);
    const texts = objectsIn(items).flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
    for (const clause of clausesOf(document, { video: true })) expect(texts).toContain(clause.text);
  },
);

test.each(versions)(
  'the %s Questionnaire of the preparation pack has its sections with their words, then what is asked',
  (version) => {
    const items = questionnaire(version, 'group-preparation-en')?.['item'] as Item[];
    expect(items.map((i) => i.linkId)).toEqual([...preparationSections, 'questions', 'contact']);
    const sections = items.slice(0, preparationSections.length);
    expect(sections.map((i) => [i.linkId, i.item?.map((c) => [c.linkId, c.text])])).toEqual(
      groupPreparationEn.rules.map((r) => [r.id, r.clauses.map((c) => [c.id, c.text])]),
    );
    const ids = linkIds(items);
    expect(new Set(ids).size).toBe(ids.length);
  },
);
