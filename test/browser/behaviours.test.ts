/** In a browser, on the embedded server doing as other servers are documented to: the whole story. */
import { afterAll, beforeAll, describe } from 'vitest';
import { behaviours } from '../../demo/fhir/behaviours.ts';
import type { Demo } from '../../demo/server.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { story } from '../support/story.ts';

describe.each([
  // one condition on a tag is refused, and never sent again
  ['google', 1],
  ['azure', 0],
  ['no-transactions', 0],
] as const)('on a server like %s', (name, refused) => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ now: seededAt, behaviour: behaviours[name] });
  });
  afterAll(() => demo.stop());
  story(() => demo, refused);
});
