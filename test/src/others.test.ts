/** What other systems wrote stands in the same chart: shown as on file or ignored, never counted, never an exception. */
import { readdirSync, readFileSync } from 'node:fs';
import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { readersFor } from '../../fhir-mappings/mappings.ts';
import { factsFrom, type MemberRead } from '../../src/portal/facts.ts';
import { othersOnFile } from '../../src/portal/others.ts';
import { evaluateReadiness } from '../../src/readiness/evaluate.ts';
import { group } from './readiness/facts.ts';

const folder = new URL('../fhir-mappings/foreign/', import.meta.url);
const all = readdirSync(folder).map(
  (file): FhirResource => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as FhirResource,
);
const base = 'https://fhir.example/r4';
const patient: FhirResource = { resourceType: 'Patient', id: 'p1', birthDate: '1990-01-01' };
const whole = (...resources: FhirResource[]) => ({ resources, complete: true, dropped: 0 });
/** A chart of nothing else than the given resources. */
const chart = (resources: readonly FhirResource[]): MemberRead => {
  const of = (type: string) => whole(...resources.filter((r) => r.resourceType === type));
  return {
    memberships: of('EpisodeOfCare'),
    consents: of('Consent'),
    responses: of('QuestionnaireResponse'),
    observations: of('Observation'),
    person: whole(patient),
    attendance: { seats: of('Appointment'), encounters: of('Encounter') },
  };
};
const context = { asOf: '2026-11-24T12:00:00-05:00', timeZone: group().timeZone };

test.each(['4.0', '5.0'] as const)('a chart full of them reads as an empty one (R%s)', async (version) => {
  const readers = await readersFor(version);
  const read = async (resources: readonly FhirResource[]) =>
    evaluateReadiness(await factsFrom(group(), chart(resources), { base, readers, documents: [] }), context);
  expect(all.length).toBeGreaterThan(25);
  expect(await read(all)).toEqual(await read([]));
});

test('a consent of another system in one of our categories is on file, with its day', async () => {
  const readers = await readersFor('4.0');
  const named = (name: string) =>
    JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as Extract<
      FhirResource,
      { resourceType: 'Consent' }
    >;
  const found = (...names: string[]) => othersOnFile(whole(...names.map(named)), readers);
  expect(found('consent-signed-by-staff')).toEqual({ onFile: { agreement: { day: '2026-11-20' } } });
  expect(found('consent-entered-in-error', 'consent-optin')).toEqual({});
  expect(othersOnFile(undefined, readers)).toEqual({});
  const odd = { resourceType: 'Consent', category: 7, status: 'active' } as unknown as FhirResource;
  expect(othersOnFile(whole(odd), readers)).toEqual({});
});
