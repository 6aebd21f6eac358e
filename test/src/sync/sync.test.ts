import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../../demo/server.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { syncTests } from '../../support/sync-tests.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

syncTests(() => demo.fhirBase);
