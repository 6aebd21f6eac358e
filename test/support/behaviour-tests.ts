/** What the portal and the sync promise, on the embedded server doing as another one is documented to. @module */
import { afterAll, beforeAll, describe } from 'vitest';
import { behaviours } from '../../demo/fhir/behaviours.ts';
import type { Demo } from '../../demo/server.ts';
import { seededAt, startDemo } from './demo.ts';
import { portalTests } from './portal-tests.ts';
import { signingTests } from './signing-tests.ts';
import { syncTests } from './sync-tests.ts';

export function behaviourTests(name: keyof typeof behaviours): void {
  for (const tests of [portalTests, signingTests, syncTests])
    describe(`on a server like ${name}`, () => {
      let demo: Demo;
      beforeAll(async () => {
        demo = await startDemo({ now: seededAt, behaviour: behaviours[name] });
      });
      afterAll(() => demo.stop());
      tests(() => demo.fhirBase);
    });
}
