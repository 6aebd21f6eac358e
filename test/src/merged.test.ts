import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { mergedTests } from '../support/merged-tests.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

mergedTests(() => demo.fhirBase);
