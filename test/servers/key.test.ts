/** Another identity key for the whole store, which counts and changes everything in it. */
import { rekeyTests } from '../support/rekey-tests.ts';
import { onBothVersions } from './seeded.ts';

onBothVersions(rekeyTests, { seed: false });
