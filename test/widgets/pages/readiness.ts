/** Trial page: every state of `<group-readiness>` at once. `npx vite` and open it; see readiness-states.ts. @module */
import { PortalError } from '../../../fhir-mappings/errors.ts';
import type { Portal } from '../../../src/portal-types.ts';
import { define } from '../../../widgets/define-tag.ts';
import { GroupReadiness } from '../../../widgets/readiness/group-readiness.ts';
import { fakePortal } from '../../support/fake-portal.ts';
import { states } from './readiness-states.ts';

define('group-readiness', GroupReadiness);
const main = document.querySelector('main');

function show(readiness?: Portal['readiness'], group = 'tuesday'): void {
  const widget = document.createElement('group-readiness');
  widget.group = group;
  if (readiness) widget.portal = fakePortal({ readiness });
  main?.append(widget);
}

for (const answer of Object.values(states)) show(() => Promise.resolve(answer));
show(() => Promise.reject(new PortalError('offline', '')));
show(() => new Promise(() => {}));
show();
show(() => new Promise(() => {}), '');
