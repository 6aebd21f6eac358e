import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, test } from 'vitest';
import { wavesOf } from '../../../src/client/waves.ts';
import type { Entry } from '../../../src/client/written.ts';

const create = (type: string, name: string, ...to: string[]): Entry => ({
  resource: {
    resourceType: type,
    ...(type === 'Provenance'
      ? { target: to.map((reference) => ({ reference })) }
      : { subject: to.map((reference) => ({ reference })) }),
  } as unknown as FhirResource,
  fullUrl: `urn:uuid:${name}`,
  condition: { param: type === 'Provenance' ? '_tag' : 'identifier', system: 's', value: name },
});
const update = (type: string, id: string): Entry => ({
  resource: { resourceType: type, id } as FhirResource,
  ifMatch: '1',
});
const names = (entries: Entry[]) => {
  const { waves, early } = wavesOf(entries);
  const name = (i: number) => entries[i]?.fullUrl?.slice(9) ?? entries[i]?.resource.id;
  return { waves: waves.map((wave) => wave.map(name)), early: early.map(name) };
};

describe('the waves', () => {
  test('of a signing: who signs, the answers and the copy, the Provenance, and last the Consents; then what they replace', () => {
    expect(
      names([
        create('QuestionnaireResponse', 'rules', 'urn:uuid:parent'),
        create('QuestionnaireResponse', 'part'),
        create('Consent', 'c1', 'urn:uuid:rules'),
        create('Consent', 'c2', 'urn:uuid:part', 'urn:uuid:copy'),
        create('DocumentReference', 'copy'),
        create('Provenance', 'signing', 'urn:uuid:rules', 'urn:uuid:c1', 'urn:uuid:c2'),
        create('RelatedPerson', 'parent'),
        update('Consent', 'older'),
      ]),
    ).toEqual({
      waves: [['part', 'copy', 'parent'], ['rules'], ['signing'], ['c1', 'c2'], ['older']],
      early: ['signing'],
    });
  });

  test('of a correction: the new visit, the visit that was not, the word about it, the seat, and who changed it', () => {
    expect(
      names([
        create('Encounter', 'visit'),
        update('Encounter', 'gone'),
        update('Observation', 'word'),
        update('Appointment', 'seat'),
        create('Provenance', 'change', 'urn:uuid:visit', 'Observation/word'),
      ]),
    ).toEqual({ waves: [['visit'], ['gone'], ['word'], ['seat'], ['change']], early: [] });
  });

  test('of two that refer to each other end', () => {
    expect(names([create('Observation', 'a', 'urn:uuid:b'), create('Observation', 'b', 'urn:uuid:a')]).waves).toEqual([
      ['a', 'b'],
    ]);
  });
});
