import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { sequencesTest } from '../support/sequences.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

sequencesTest(() => demo.fhirBase, 60);
