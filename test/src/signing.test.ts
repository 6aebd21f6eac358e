import { afterAll, beforeAll } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { signingTests } from '../support/signing-tests.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

signingTests(() => demo.fhirBase);
