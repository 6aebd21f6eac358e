/**
 * What needs a newly seeded server: another identity key for the whole store, which counts and changes everything; a
 * member who is merged; who must sign, and what becomes of what was signed, which begin with what nobody has done
 * anything to.
 */
import { afterAll, beforeAll, describe } from 'vitest';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { seedResources } from '../../demo/seed/seed.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import { seededAt } from '../support/demo.ts';
import { decisionsTests } from '../support/decisions-tests.ts';
import { intakeTests } from '../support/intake-tests.ts';
import { mergedTests } from '../support/merged-tests.ts';
import { preparationTests } from '../support/preparation-tests.ts';
import { rekeyTests } from '../support/rekey-tests.ts';
import { signedTests } from '../support/signed-tests.ts';
import { signingTests } from '../support/signing-tests.ts';
import { type Hapi, startHapi } from './hapi.ts';

const versions = [
  ['4.0', 'R4'],
  ['5.0', 'R5'],
] as const;

describe.each(versions)('HAPI, FHIR %s, another key', (version, fhirVersion) => {
  let hapi: Hapi;
  beforeAll(async () => {
    hapi = await startHapi({ fhirVersion });
  });
  afterAll(() => hapi.stop());
  rekeyTests(() => hapi.base, version);
});

describe.each(versions)('HAPI, FHIR %s, newly seeded', (version, fhirVersion) => {
  let hapi: Hapi;
  beforeAll(async () => {
    hapi = await startHapi({ fhirVersion });
    const mappings = await mappingsFor(version);
    await seedServer(hapi.base, await seedResources(seededAt, await publicIdentityKey(), mappings));
  });
  afterAll(() => hapi.stop());
  mergedTests(() => hapi.base);
  intakeTests(() => hapi.base);
});

describe.each(versions)('HAPI, FHIR %s, newly seeded: signed, preparation and decisions', (version, fhirVersion) => {
  let hapi: Hapi;
  beforeAll(async () => {
    hapi = await startHapi({ fhirVersion });
    const mappings = await mappingsFor(version);
    await seedServer(hapi.base, await seedResources(seededAt, await publicIdentityKey(), mappings));
  });
  afterAll(() => hapi.stop());
  signedTests(() => hapi.base, version);
  preparationTests(() => hapi.base);
  decisionsTests(() => hapi.base);
  signingTests(() => hapi.base, version);
});
