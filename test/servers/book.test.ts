import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { bookStory } from '../support/book-story.ts';
import { startDemo } from '../support/demo.ts';
import { startHapi } from './hapi.ts';

// A server of its own: the story begins where no group is.
let hapi: Awaited<ReturnType<typeof startHapi>>;
let demo: Demo;
beforeAll(async () => {
  hapi = await startHapi();
  demo = await startDemo({ fhirBase: hapi.base, seed: true, empty: true });
});
afterAll(async () => {
  await demo.stop();
  await hapi.stop();
});

bookStory(() => demo);
