/** How the portal turns the Patient and Encounters into facts (src/portal/person.ts, facts.ts). */
import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { sid } from '../../../fhir-mappings/codes.ts';
import { readersFor } from '../../../fhir-mappings/mappings.ts';
import type { SearchResult } from '../../../src/client/search.ts';
import { factsFrom } from '../../../src/portal/facts.ts';
import { personFromFhir, visitFromFhir } from '../../../src/portal/person.ts';
import { group } from './facts.ts';

const base = 'https://fhir.example/r4';
const readers = await readersFor('4.0');
const speaks = (code: string, preferred?: boolean) => ({
  language: { coding: [{ system: 'urn:ietf:bcp:47', code }] },
  ...(preferred !== undefined && { preferred }),
});
const interpreter = [
  { url: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired', valueBoolean: true },
];

it.each<[string, object, object]>([
  ['nothing on file', {}, {}],
  ['a whole birth date', { birthDate: '2008-11-15' }, { birthDate: '2008-11-15' }],
  ['a year alone says no birthday', { birthDate: '2008' }, {}],
  ['the only language', { communication: [speaks('qu')] }, { need: { language: 'qu' } }],
  ['the preferred of several', { communication: [speaks('en'), speaks('es', true)] }, { need: { language: 'es' } }],
  ['several, none preferred: no need is guessed', { communication: [speaks('en'), speaks('es')] }, {}],
  ['a language without code', { communication: [{ language: { text: 'Quechua' } }] }, {}],
  ['an interpreter', { extension: interpreter }, { need: { interpreter: true } }],
  ['an interpreter who is not required', { extension: [{ ...interpreter[0], valueBoolean: false }] }, {}],
])('Patient: %s', (_, elements, expected) => {
  expect(personFromFhir({ resourceType: 'Patient', id: 'p1', ...elements })).toEqual(expected);
});

describe('Encounter', () => {
  const ours = {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'finished',
    identifier: [{ system: sid.keyed('encounter', 'k1'), value: 'x' }],
    episodeOfCare: [{ reference: 'EpisodeOfCare/m1' }],
    appointment: [{ reference: `${base}/Appointment/s1` }],
  };
  const foreign = { foreign: 'Encounter', why: expect.any(String) as string };
  it.each<[string, object, object]>([
    ['of ours, finished', {}, { membership: 'EpisodeOfCare/m1', seat: 'Appointment/s1' }],
    ['completed, as R5 says it', { status: 'completed' }, { membership: 'EpisodeOfCare/m1', seat: 'Appointment/s1' }],
    ['still running', { status: 'in-progress' }, foreign],
    ['entered in error', { status: 'entered-in-error' }, foreign],
    ['of another system', { identifier: [{ system: 'https://ehr.example', value: '1' }] }, foreign],
    ['given up its identifier', { identifier: [{ system: sid.void, value: 'x' }] }, foreign],
    ['of no membership', { episodeOfCare: [] }, foreign],
    ['at no seat: which session it was nobody can say', { appointment: [] }, foreign],
  ])('%s', (_, elements, expected) => expect(visitFromFhir({ ...ours, ...elements }, base)).toEqual(expected));
});

describe('what was not read completely', () => {
  const all = (...resources: FhirResource[]): SearchResult => ({ resources, complete: true, dropped: 0 });
  const part = (gap: 'failed' | 'partial'): SearchResult => ({ resources: [], complete: false, gap, dropped: 0 });
  const read = {
    memberships: all(),
    consents: all(),
    responses: all(),
    observations: all(),
    person: all({ resourceType: 'Patient', id: 'p1' }),
  };
  const facts = (over: Partial<Parameters<typeof factsFrom>[1]>) =>
    factsFrom(group(), { ...read, ...over }, { base, readers, documents: [] });
  it('is a gap of its own facts', async () => {
    const found = await facts({ observations: part('partial'), person: part('failed') });
    expect([found.notes.gap, found.person.gap, found.agreements.gap]).toEqual(['partial', 'failed', undefined]);
  });
  it('a search that finds no Patient has not seen everything', async () => {
    expect((await facts({ person: all() })).person).toEqual({ items: [], gap: 'partial' });
    expect((await facts({})).person).toEqual({ items: [{ record: {}, evidence: 'Patient/p1' }] });
  });
  it('without all responses no agreement can be told', async () => {
    expect((await facts({ responses: part('partial') })).agreements.gap).toBe('partial');
  });
  it('a search that was never answered has failed', async () => {
    const found = await facts({ attendance: { seats: all(), encounters: undefined } });
    expect([found.seats?.gap, found.attendance?.gap, found.visits?.gap]).toEqual([undefined, undefined, 'failed']);
  });
  it('attendance is left out for who may not read it', async () => {
    expect(await facts({})).not.toHaveProperty('attendance');
  });
  it('knows the language of our documents by their address, of a clinic’s by what it says', async () => {
    const spoken = {
      url: 'https://clinic.example/Questionnaire/x',
      version: '1',
      effective: '2026-01-01',
      change: 'material',
      language: 'qu',
    } as const;
    const { languages } = await factsFrom(group(), read, { base, readers, documents: [spoken] });
    expect(languages[spoken.url]).toBe('qu');
    expect(languages['https://fhir-group-therapy.example/fhir/Questionnaire/group-rules-es']).toBe('es');
  });
});
