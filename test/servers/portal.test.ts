/** The portal: the same tests as on the embedded server. */
import { membersTests } from '../support/members-tests.ts';
import { portalTests } from '../support/portal-tests.ts';
import { sequencesTest } from '../support/sequences.ts';
import { sessionsTests } from '../support/sessions-tests.ts';
import { onHapi } from './seeded.ts';

onHapi((base, version) => {
  portalTests(base, version);
  membersTests(base);
  sessionsTests(base, version);
  sequencesTest(base, 15);
});
