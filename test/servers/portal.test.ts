import { beforeAll, inject } from 'vitest';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { seedResources } from '../../demo/seed/seed.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import { seededAt } from '../support/demo.ts';
import { portalTests } from '../support/portal-tests.ts';

const base = inject('fhirBase');
beforeAll(async () => seedServer(base, await seedResources(seededAt, await publicIdentityKey())));

portalTests(() => base);
