import { describe, expect, test } from 'vitest';
import { capabilitiesOf } from '../../../src/client/capabilities.ts';
import { writePlan } from '../../../src/client/plan.ts';
import type { ResourceType } from '../../../src/client/resources.ts';

const all = ['create', 'update', 'search-type', 'read'] as const;
const types = [
  'EpisodeOfCare',
  'Observation',
  'QuestionnaireResponse',
  'Consent',
  'DocumentReference',
  'Provenance',
  'Encounter',
  'Appointment',
] as const;

interface Server {
  interactions?: string[];
  without?: Partial<Record<ResourceType, readonly string[]>>;
  fhirVersion?: string;
  conditionalCreate?: boolean;
  /** Search parameters it lists: without any it says nothing of them. */
  searchParams?: Partial<Record<ResourceType, readonly string[]>>;
}
const told = ({
  interactions = ['transaction', 'batch'],
  without = {},
  fhirVersion = '4.0.1',
  conditionalCreate = true,
  searchParams = {},
}: Server = {}) =>
  capabilitiesOf(
    JSON.parse(
      JSON.stringify({
        resourceType: 'CapabilityStatement',
        fhirVersion,
        rest: [
          {
            mode: 'server',
            interaction: interactions.map((code) => ({ code })),
            resource: types.map((type) => ({
              type,
              conditionalCreate,
              searchParam: searchParams[type]?.map((name) => ({ name, type: 'token' })),
              interaction: all.filter((code) => !without[type]?.includes(code)).map((code) => ({ code })),
            })),
          },
        ],
      }),
    ),
  );
const plan = (server?: Server, scope?: string, ...refused: string[]) =>
  writePlan(told(server), scope, new Set(refused));

describe('the write plan', () => {
  test.each<[string, string[], string[], string]>([
    ['takes transactions', ['transaction', 'batch'], [], 'transaction'],
    ['takes batches', ['batch'], [], 'batch'],
    ['takes neither', [], [], 'single'],
    ['refused a transaction', ['transaction'], ['transaction'], 'batch'],
    ['refused both', ['transaction', 'batch'], ['transaction', 'batch'], 'single'],
  ])('of a server that %s', (_name, interactions, refused, form) => {
    expect(plan({ interactions }, undefined, ...refused).form).toBe(form);
  });

  test.each(['4.0.1', '4.3.0', '5.0.0'])('knows FHIR %s', (fhirVersion) => {
    expect(plan({ fhirVersion }).missing).toEqual([]);
  });

  test('of a version nobody knows: nothing is written', () => {
    expect(plan({ fhirVersion: '6.0.0' }).missing).toEqual(['fhirVersion']);
  });

  test.each(['EpisodeOfCare', 'Observation', 'QuestionnaireResponse', 'Consent', 'DocumentReference'] as const)(
    'a server that creates no %s is no record store',
    (type) => {
      expect(plan({ without: { [type]: ['create'] } })).toMatchObject({ missing: [type], carried: [] });
    },
  );

  test.each(['EpisodeOfCare', 'Observation', 'QuestionnaireResponse', 'Consent', 'DocumentReference'] as const)(
    'a server that finds no %s by its identifier is no record store',
    (type) => {
      const made = plan({ searchParams: { [type]: ['patient', 'date'] } });
      expect([made.missing, made.conditional(type, 'identifier'), made.finds(type), made.finds('Patient')]).toEqual([
        [`${type}.identifier`],
        false,
        false,
        true,
      ]);
      expect(plan({ searchParams: { [type]: ['identifier'] } }).missing).toEqual([]);
      expect(plan({}, undefined, `${type}.identifier`).missing).toEqual([`${type}.identifier`]);
    },
  );

  test.each(['Appointment', 'Encounter'] as const)(
    'a server that finds no %s by its identifier gets no new one',
    (type) => {
      const made = plan({ searchParams: { [type]: ['patient'] } });
      expect([made.missing, made.carried, made.takes(type, 'create'), made.takes(type, 'update')]).toEqual([
        [],
        [type],
        false,
        true,
      ]);
    },
  );

  test.each(['Appointment', 'Encounter', 'Provenance'] as const)('a server that creates no %s is one', (type) => {
    const made = plan({ without: { [type]: ['create'] } });
    expect(made).toMatchObject({ missing: [], carried: [type] });
    expect([made.takes(type, 'create'), made.takes('Consent', 'create')]).toEqual([false, true]);
  });

  test('what the token does not allow is not there', () => {
    expect(plan({}, 'user/*.cruds').missing).toEqual([]);
    expect(plan({}, 'user/*.cruds user/Consent.rs').missing).toEqual([]);
    expect(
      plan({}, 'user/*.rs user/Observation.cus user/EpisodeOfCare.cus user/QuestionnaireResponse.cus'),
    ).toMatchObject({
      missing: ['Consent', 'DocumentReference'],
      carried: ['Appointment', 'Encounter', 'Provenance'],
    });
  });

  test('what was refused once is left out from then on', () => {
    expect(plan({}, undefined, 'Provenance.create').carried).toEqual(['Provenance']);
  });

  test('a create is conditional where the server says so, on a tag until it refuses one', () => {
    expect(plan().conditional('Provenance', '_tag')).toBe(true);
    expect(plan({}, undefined, '_tag').conditional('Provenance', '_tag')).toBe(false);
    expect(plan({}, undefined, '_tag').conditional('Consent', 'identifier')).toBe(true);
    expect(plan({ conditionalCreate: false }).conditional('Consent', 'identifier')).toBe(false);
  });
});
