import { afterAll, beforeAll } from 'vitest';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { seedResources } from '../../demo/seed/seed.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import type { Demo } from '../../demo/server.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { story } from '../support/story.ts';
import { startHapi } from './hapi.ts';

// A server of its own: the portal's tests and the story both begin with a newcomer who has done nothing.
let hapi: Awaited<ReturnType<typeof startHapi>>;
let demo: Demo;
beforeAll(async () => {
  hapi = await startHapi();
  await seedServer(hapi.base, await seedResources(seededAt, await publicIdentityKey()));
  demo = await startDemo({ fhirBase: hapi.base });
});
afterAll(async () => {
  await demo.stop();
  await hapi.stop();
});

story(() => demo);
