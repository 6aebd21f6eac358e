import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { rosterStory } from '../support/roster-story.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

rosterStory(() => demo);
