/** An export imported, again, corrected, taken back. */
import { syncTests } from '../support/sync-tests.ts';
import { onBothVersions } from './seeded.ts';

onBothVersions(syncTests);
