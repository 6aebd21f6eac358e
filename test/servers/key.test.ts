/** Another identity key for the whole store, which counts and changes everything in it. */
import { rekeyTests } from '../support/rekey-tests.ts';
import { onHapi } from './seeded.ts';

onHapi(rekeyTests, { seed: false });
