import { nothing, render } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Portal } from '../../src/portal-types.ts';
import { clearOutbox } from '../../widgets/agreement/outbox.ts';
import { rules, signingForm } from './agreement-form.ts';
import { button, heading, mount, portalWith, say, start } from './agreement-page.ts';

beforeEach(clearOutbox);
afterEach(() => render(nothing, document.body));

/** The same member's form each time, in the words of one version. */
const openingIn = (version: () => string): Portal['openSigning'] =>
  vi.fn<Portal['openSigning']>(({ signing, patient }) => {
    const documents = { ...signingForm().documents, rules: { ...rules, version: version() } };
    const other = patient !== undefined && { patient, memberName: 'Synthetic Other-Test' };
    return Promise.resolve(signingForm({ documents, ...other, ...(signing !== undefined && { signing }) }));
  });

const kept = (portal: Portal) => {
  const element = mount(portal);
  element.keepOverReload = true;
  return element;
};

test('after a reload the member goes on where they were, in the same signing', async () => {
  const openSigning = openingIn(() => '2026.1');
  kept(portalWith({ openSigning }));
  await start();
  await say('No');
  await expect.element(button('I read this')).toBeVisible();
  render(nothing, document.body);
  kept(portalWith({ openSigning }));
  await expect.element(button('I read this')).toBeVisible();
  await button('Back').click();
  await expect.element(page.getByLabelText('No')).toBeChecked();
});

test('another patient gets nothing of what was kept for the one before', async () => {
  const openSigning = openingIn(() => '2026.1');
  const element = kept(portalWith({ openSigning }));
  await start();
  await say('No');
  await expect.element(button('I read this')).toBeVisible();
  element.patient = 'Patient/p2';
  await heading('Synthetic Other-Test');
  await expect.element(page.getByText('Who signs?')).toBeVisible();
});

test('answers to words that changed meanwhile are not carried over to the new ones', async () => {
  let version = '2026.1';
  const openSigning = openingIn(() => version);
  kept(portalWith({ openSigning }));
  await start();
  await say('No');
  await expect.element(button('I read this')).toBeVisible();
  render(nothing, document.body);
  version = '2026.2';
  kept(portalWith({ openSigning }));
  await expect
    .element(page.getByText('The words of this form have just changed. Please read the new ones.'))
    .toBeVisible();
  await button('Next').click();
  await expect.element(page.getByLabelText('No')).not.toBeChecked();
});
