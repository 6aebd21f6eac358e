/** Who comes, and notes staff make. */
import { rosterTests } from '../support/roster-tests.ts';
import { onHapi } from './seeded.ts';

onHapi(rosterTests);
