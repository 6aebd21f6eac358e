/** The page on the member's own device: opens the one form its link is for, once. @module */
import './bundle/widgets.js';
import { createPortal } from './bundle/portal.js';
import { el, widget } from './dom.js';

const main = document.querySelector('#main');

async function open() {
  const token = location.hash.slice(1);
  // the address keeps nothing that opens anything
  history.replaceState(null, '', location.pathname);
  const [config, answer] = await Promise.all([
    fetch('/config.json').then((response) => response.json()),
    fetch('/hand-over', { method: 'POST', body: JSON.stringify({ token }) }),
  ]);
  if (!answer.ok) throw new Error('This link was used already.');
  /** @type {import('../../src/portal-types.ts').HandOverRequest} */
  const { group, patient, signing, language, setup } = await answer.json();
  const { signer } = setup;
  const user =
    signer.as === 'representative'
      ? { reference: signer.reference, display: 'Signed in by link', role: 'guardian' }
      : { reference: patient, display: 'Signed in by link', role: 'member' };
  document.querySelector('#portal').portal = createPortal({
    store: { base: config.fhirBase },
    groups: config.groups,
    documents: config.documents,
    patient,
    user,
  });
  const form = widget('group-agreement', { group }, { handedOver: { signing, language, setup } });
  main.replaceChildren(form);
  main.addEventListener('group-agreement-closed', () =>
    main.replaceChildren(el('p', { className: 'card' }, 'You can close this page now.')),
  );
}

open().catch(() =>
  main.replaceChildren(
    el('p', { className: 'card', role: 'alert' }, 'This link does not work any more. Ask the clinic for a new one.'),
  ),
);
