/** What becomes of what was signed, and preparation. */
import { preparationTests } from '../support/preparation-tests.ts';
import { signedTests } from '../support/signed-tests.ts';
import { onHapi } from './seeded.ts';

onHapi((base, version) => {
  signedTests(base, version);
  preparationTests(base);
});
