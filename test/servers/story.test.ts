import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { startDemo } from '../support/demo.ts';
import { story } from '../support/story.ts';
import { startHapi } from './hapi.ts';
import { seedHapi } from './seeded.ts';

// A server of its own: the portal's tests and the story both begin with a newcomer who has done nothing.
let hapi: Awaited<ReturnType<typeof startHapi>>;
let demo: Demo;
beforeAll(async () => {
  hapi = await startHapi();
  await seedHapi(hapi.base, '4.0');
  demo = await startDemo({ fhirBase: hapi.base });
});
afterAll(async () => {
  await demo.stop();
  await hapi.stop();
});

story(() => demo);
