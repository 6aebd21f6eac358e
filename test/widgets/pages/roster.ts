/** Trial page: every state of `<group-roster>` at once. `npx vite` and open it; see roster-states.ts. @module */
import { PortalError } from '../../../fhir-mappings/errors.ts';
import type { Portal } from '../../../src/portal-types.ts';
import { define } from '../../../widgets/define-tag.ts';
import { GroupRoster } from '../../../widgets/roster/group-roster.ts';
import { fakePortal } from '../../support/fake-portal.ts';
import { leaderStates } from './roster-leader-states.ts';
import { states } from './roster-states.ts';

define('group-roster', GroupRoster);
const main = document.querySelector('main');

function show(intakeList?: Portal['intakeList'], mode = 'intake'): void {
  const widget = document.createElement('group-roster');
  widget.mode = mode;
  if (intakeList) widget.portal = fakePortal({ intakeList });
  main?.append(widget);
}

for (const answer of Object.values(states)) show(() => Promise.resolve(answer));
show(() => Promise.reject(new PortalError('not-allowed', '')));
show(() => new Promise(() => {}));
show();
show(() => new Promise(() => {}), 'attendance');

for (const list of Object.values(leaderStates)) {
  const widget = document.createElement('group-roster');
  widget.mode = 'leader';
  widget.group = 'tuesday';
  widget.portal = fakePortal({ roster: () => Promise.resolve(list), patientOfRow: (_list, row) => row });
  main?.append(widget);
}
