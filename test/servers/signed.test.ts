/** What becomes of what was signed, and preparation. */
import { preparationTests } from '../support/preparation-tests.ts';
import { signedTests } from '../support/signed-tests.ts';
import { onBothVersions } from './seeded.ts';

onBothVersions((base, version) => {
  signedTests(base, version);
  preparationTests(base);
});
