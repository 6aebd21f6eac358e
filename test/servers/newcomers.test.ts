/** A member who is merged, and who must sign: both begin with what nobody has done anything to. */
import { intakeTests } from '../support/intake-tests.ts';
import { mergedTests } from '../support/merged-tests.ts';
import { onHapi } from './seeded.ts';

onHapi((base) => {
  mergedTests(base);
  intakeTests(base);
});
