/** Trial page: every state of `<group-signed>` at once. `npx vite` and open it; see signed-states.ts. @module */
import { PortalError } from '../../../fhir-mappings/errors.ts';
import type { Portal } from '../../../src/portal-types.ts';
import { define } from '../../../widgets/define-tag.ts';
import { GroupSigned } from '../../../widgets/signed/group-signed.ts';
import { fakePortal } from '../../support/fake-portal.ts';
import { states } from './signed-states.ts';

define('group-signed', GroupSigned);
const main = document.querySelector('main');

function show(signings?: Portal['signings'], group = 'tuesday'): void {
  const widget = document.createElement('group-signed');
  widget.group = group;
  const voidSigning = () => Promise.resolve({ references: ['DocumentReference/12', 'Consent/34'], replaced: 2 });
  if (signings) widget.portal = fakePortal({ signings, voidSigning });
  main?.append(widget);
}

for (const answer of Object.values(states)) show(() => Promise.resolve(answer));
show(() => Promise.reject(new PortalError('offline', '')));
show(() => new Promise(() => {}));
show();
show(() => new Promise(() => {}), '');
