/** The portal against real servers of both versions: the same tests as on the embedded one. */
import { beforeAll, describe, inject } from 'vitest';
import { membersTests } from '../support/members-tests.ts';
import { portalTests } from '../support/portal-tests.ts';
import { sequencesTest } from '../support/sequences.ts';
import { sessionsTests } from '../support/sessions-tests.ts';
import { seedHapi } from './seeded.ts';

describe.each([
  ['4.0', inject('fhirBase')],
  ['5.0', inject('fhirBaseR5')],
] as const)('HAPI, FHIR %s', (version, base) => {
  beforeAll(() => seedHapi(base, version));
  portalTests(() => base, version);
  membersTests(() => base);
  sessionsTests(() => base, version);
  sequencesTest(() => base, 15);
});
