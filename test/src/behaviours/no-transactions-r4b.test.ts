import { afterAll, beforeAll, describe } from 'vitest';
import { behaviours } from '../../../demo/fhir/behaviours.ts';
import type { Demo } from '../../../demo/server.ts';
import { speaking } from '../../support/behaving.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { syncTests } from '../../support/sync-tests.ts';

describe('an import into R4B, on a server like no-transactions', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ now: seededAt, behaviour: speaking('4.3.0', behaviours['no-transactions']) });
  });
  afterAll(() => demo.stop());
  syncTests(() => demo.fhirBase);
});
