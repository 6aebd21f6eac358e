import { afterAll, beforeAll, inject } from 'vitest';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { seedResources } from '../../demo/seed/seed.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import type { Demo } from '../../demo/server.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { story } from '../support/story.ts';

let demo: Demo;
beforeAll(async () => {
  const fhirBase = inject('fhirBase');
  await seedServer(fhirBase, await seedResources(seededAt, await publicIdentityKey()));
  demo = await startDemo({ fhirBase });
});
afterAll(() => demo.stop());

story(() => demo);
