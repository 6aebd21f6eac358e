/** Who comes, and notes staff make. On R4 alone: minutes of CI are counted. */
import { rosterTests } from '../support/roster-tests.ts';
import { onBothVersions } from './seeded.ts';

onBothVersions(rosterTests, { r5: false });
