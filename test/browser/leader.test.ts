import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { startDemo } from '../support/demo.ts';
import { leaderClinic } from '../support/leader-clinic.ts';
import { leaderStory } from '../support/leader-story.ts';
import { notesStory } from '../support/notes-story.ts';
import { presenceStory } from '../support/presence-story.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ record: await leaderClinic() });
});
afterAll(() => demo.stop());

leaderStory(() => demo);
presenceStory(() => demo);
notesStory(() => demo);
