import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import { startDemo } from '../support/demo.ts';
import { leaderClinic } from '../support/leader-clinic.ts';
import { leaderStory } from '../support/leader-story.ts';
import { notesStory } from '../support/notes-story.ts';
import { presenceStory } from '../support/presence-story.ts';
import { startHapi } from './hapi.ts';

let hapi: Awaited<ReturnType<typeof startHapi>>;
let demo: Demo;
beforeAll(async () => {
  hapi = await startHapi();
  await seedServer(hapi.base, await leaderClinic());
  demo = await startDemo({ fhirBase: hapi.base });
});
afterAll(async () => {
  await demo.stop();
  await hapi.stop();
});

leaderStory(() => demo);
presenceStory(() => demo);
notesStory(() => demo);
