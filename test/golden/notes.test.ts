/** Cases of domain.md 6 about what leaders note: through the portal, on a real FHIR server, looked at from outside. */
import type { FhirResource } from 'fhir/r4.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toJSONSchema } from 'zod/mini';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { Demo } from '../../demo/server.ts';
import { note as noteSchema } from '../../fhir-mappings/records/note.ts';
import type { NewNote } from '../../src/preparation-types.ts';
import { comingStart, portalOn, seededAt, startDemo } from '../support/demo.ts';
import { patientsIn, searchAll, token } from '../support/outside.ts';

const group = 'tuesday';
const groups = groupDefinitions.map((g) => (g.key === group ? { ...g, recordAskedToLeave: true } : g));
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

const leader = (now: string) =>
  portalOn(demo.fhirBase, 'leader', { groups, notes: { base: demo.fhirBase }, now: () => new Date(now) });
const during = '2026-12-01T18:20:00-05:00';
const note = (
  now: string,
  patient: string,
  one: Omit<Extract<NewNote, { kind: 'asked-to-leave' }>, 'id'> | { kind: 'outside-contact-reported' },
) => leader(now).addNote({ group, patient: `Patient/${patient}` }, { id: crypto.randomUUID(), ...one });
const asked = { kind: 'asked-to-leave', session: comingStart, wayHomeOffered: true } as const;
const raised = async (now: string, name: string) =>
  (await leader(now).roster({ group })).people.find((p) => p.name === name)?.raise.map(({ code }) => code);
const about = async (patient: string): Promise<FhirResource[]> => [
  ...(await searchAll(demo.fhirBase, 'Observation', { patient: `Patient/${patient}` })),
  ...(await searchAll(demo.fhirBase, 'Provenance', { patient: `Patient/${patient}` })),
  ...(await searchAll(demo.fhirBase, 'QuestionnaireResponse', { patient: `Patient/${patient}` })),
];

test('G18 asked to leave: when, that session, the way home; no substance, cause or description has a place', async () => {
  for (const field of ['substance', 'cause', 'description', 'note', 'text'])
    await expect(note(during, 'p5', { ...asked, [field]: 'x' })).rejects.toMatchObject({
      code: 'invalid',
      fields: [field],
    });
  await note(during, 'p5', asked);
  const [kept, ...more] = await searchAll(demo.fhirBase, 'Observation', {
    patient: 'Patient/p5',
    code: token('asked-to-leave'),
  });
  expect(more).toEqual([]);
  const parts = kept?.component?.map(({ code, ...value }) => [code.coding?.[0]?.code, Object.values(value)[0]]);
  expect(parts).toEqual([
    ['scheduled-start', comingStart],
    ['way-home-offered', true],
  ]);
  expect(Object.keys(kept ?? {}).toSorted((a, b) => a.localeCompare(b))).toEqual([
    'category',
    'code',
    'component',
    'effectiveDateTime',
    'extension',
    'id',
    'identifier',
    'meta',
    'performer',
    'resourceType',
    'status',
    'subject',
  ]);
});

test('G18 the next day: a prompt to follow up, for leaders alone, gone once followed up', async () => {
  const next = '2026-12-02T09:00:00-05:00';
  expect(await raised('2026-12-01T18:25:00-05:00', 'Max')).toEqual([]);
  expect(await raised(next, 'Max')).toEqual(['asked-to-leave']);
  const staff = portalOn(demo.fhirBase, 'staff', { groups, notes: { base: demo.fhirBase }, now: () => new Date(next) });
  const seen = await staff.readiness({ group, patient: 'Patient/p5' });
  expect(JSON.stringify(seen)).not.toContain('asked-to-leave');
  const portal = leader(next);
  const list = await portal.roster({ group });
  const max = list.people.find((p) => p.name === 'Max');
  await portal.closeItem(list, max?.row ?? '', max?.raise[0]?.item ?? '');
  expect(await raised(next, 'Max')).toEqual([]);
});

test('G19 the other member’s record is unchanged; two disclosures on one day share nothing but the leader', async () => {
  const [before, other] = [await about('p2'), await about('p7')];
  await note('2026-11-05T12:00:00-05:00', 'p1', { kind: 'outside-contact-reported' });
  expect(await about('p2')).toEqual(before);
  await note('2026-11-05T12:00:00-05:00', 'p2', { kind: 'outside-contact-reported' });
  expect(await about('p7')).toEqual(other);
  const read = async (patient: string) =>
    (
      await searchAll(demo.fhirBase, 'Observation', {
        patient: `Patient/${patient}`,
        code: token('outside-contact-reported'),
      })
    )[0];
  const [one, two] = [await read('p1'), await read('p2')];
  expect([one && patientsIn(one), two && patientsIn(two)]).toEqual([['Patient/p1'], ['Patient/p2']]);
  const values = (o: typeof one) =>
    new Set(JSON.stringify({ ...o, meta: undefined }).match(/"[^"]*\/[A-Za-z0-9.-]+"|"[0-9a-f-]{36}"/g) ?? []);
  const shared = [...values(one)].filter((value) => values(two).has(value) && !value.includes('://'));
  expect(shared).toEqual(['"Practitioner/l1"']);
});

interface Schema {
  type?: string;
  pattern?: string;
  enum?: string[];
  const?: string;
  anyOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
}

/** Fields of a schema that take these words. */
function takes(schema: Schema, words: string, path = ''): string[] {
  const { anyOf = [], allOf = [], items, properties = {} } = schema;
  const patterns = [schema, ...allOf].flatMap(({ pattern }) => pattern ?? []);
  const isOpen =
    schema.type === 'string' &&
    schema.enum === undefined &&
    schema.const === undefined &&
    patterns.every((pattern) => new RegExp(pattern, 'u').test(words));
  return [
    ...(isOpen ? [path] : []),
    ...anyOf.flatMap((one) => takes(one, words, path)),
    ...(items ? takes(items, words, `${path}[]`) : []),
    ...Object.entries(properties).flatMap(([name, one]) => takes(one, words, `${path}.${name}`)),
  ];
}

test('G19 no kind of note has a place for words: who it was can not be written, so no text is matched with a list', () => {
  const schema = toJSONSchema(noteSchema) as Schema;
  expect(schema.anyOf?.length).toBeGreaterThan(10);
  for (const words of ['Saw Bo at the market.', 'Zoë Núñez', 'Bo, Dee']) expect(takes(schema, words)).toEqual([]);
  // the same look finds a field for words, were there one
  expect(takes({ anyOf: [{ properties: { text: { type: 'string' } } }] }, 'Saw Bo')).toEqual(['.text']);
});
