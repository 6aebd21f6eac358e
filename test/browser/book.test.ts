import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { bookStory } from '../support/book-story.ts';
import { startDemo } from '../support/demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ empty: true });
});
afterAll(() => demo.stop());

bookStory(() => demo);
