/** HAPI of both versions, one after the other, newly started for a test file whose stories begin where nobody has done anything. @module */
import { afterAll, beforeAll, describe } from 'vitest';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { seedResources } from '../../demo/seed/seed.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import { seededAt } from '../support/demo.ts';
import { type Hapi, startHapi } from './hapi.ts';

const versions = [
  ['4.0', 'R4'],
  ['5.0', 'R5'],
] as const;
type Version = (typeof versions)[number][0];

/** Fills a server with the demo's people and their past, as of `seededAt`. */
export async function seedHapi(base: string, version: Version): Promise<void> {
  await seedServer(base, await seedResources(seededAt, await publicIdentityKey(), await mappingsFor(version)));
}

/** Registers `tests` for a server of each version, or of R4 alone; `seed` false leaves it empty. */
export function onBothVersions(
  tests: (base: () => string, version: Version) => void,
  { seed = true, r5 = true } = {},
): void {
  describe.each(versions.filter(([version]) => r5 || version === '4.0'))('HAPI, FHIR %s', (version, fhirVersion) => {
    let hapi: Hapi;
    beforeAll(async () => {
      hapi = await startHapi({ fhirVersion });
      if (seed) await seedHapi(hapi.base, version);
    });
    afterAll(() => hapi.stop());
    tests(() => hapi.base, version);
  });
}
