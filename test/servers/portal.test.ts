/** The portal against real servers of both versions: the same tests as on the embedded one. */
import { beforeAll, describe, inject } from 'vitest';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { seedResources } from '../../demo/seed/seed.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import { seededAt } from '../support/demo.ts';
import { membersTests } from '../support/members-tests.ts';
import { portalTests } from '../support/portal-tests.ts';
import { sequencesTest } from '../support/sequences.ts';
import { sessionsTests } from '../support/sessions-tests.ts';

describe.each([
  ['4.0', inject('fhirBase')],
  ['5.0', inject('fhirBaseR5')],
] as const)('HAPI, FHIR %s', (version, base) => {
  beforeAll(async () => {
    const mappings = await mappingsFor(version);
    await seedServer(base, await seedResources(seededAt, await publicIdentityKey(), mappings));
  });
  portalTests(() => base, version);
  membersTests(() => base);
  sessionsTests(() => base, version);
  sequencesTest(() => base, 15);
});
