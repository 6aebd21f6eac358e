/** Another identity key for a whole store, on servers of their own: it counts and changes everything there is. */
import { afterAll, beforeAll, describe } from 'vitest';
import { rekeyTests } from '../support/rekey-tests.ts';
import { type Hapi, startHapi } from './hapi.ts';

describe.each([
  ['4.0', 'R4'],
  ['5.0', 'R5'],
] as const)('HAPI, FHIR %s', (version, fhirVersion) => {
  let hapi: Hapi;
  beforeAll(async () => {
    hapi = await startHapi({ fhirVersion });
  });
  afterAll(() => hapi.stop());
  rekeyTests(() => hapi.base, version);
});
