/** Every way to sign, and the leader's decisions on what was answered: on people nobody has signed for before. */
import { decisionsTests } from '../support/decisions-tests.ts';
import { signingTests } from '../support/signing-tests.ts';
import { onHapi } from './seeded.ts';

onHapi((base, version) => {
  decisionsTests(base);
  signingTests(base, version);
});
