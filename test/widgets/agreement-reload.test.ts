import { render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Portal } from '../../src/portal-types.ts';
import { openOutbox, clearOutbox } from '../../widgets/agreement/outbox.ts';
import type { GroupAgreement } from '../../widgets/agreement/group-agreement.ts';
import { signingForm } from './agreement-form.ts';
import { button, handOver, heading, mount, portalWith, say } from './agreement-page.ts';

afterEach(async () => {
  render(null, document.body);
  await clearOutbox();
});

/** A form for whoever is asked for. */
const portal = (more: Partial<Portal> = {}): Portal =>
  portalWith({
    openSigning: ({ patient = '', signing }) =>
      Promise.resolve(signingForm({ patient, memberName: patient, ...(signing && { signing }) })),
    ...more,
  });

const keptFor = (patient: string): Promise<unknown> =>
  openOutbox(JSON.stringify(['Practitioner/l1', patient, 'tuesday'])).load();

/** One question of the first member answered, and kept. */
async function answered(): Promise<GroupAgreement> {
  const element = mount(portal());
  element.keepOverReload = true;
  element.patient = 'Patient/a';
  await handOver();
  await button('Next').click();
  await say('No');
  await expect.element(button('I read this')).toBeVisible();
  await expect.poll(() => keptFor('Patient/a')).toBeTruthy();
  return element;
}

test('kept over a reload: the same form, at the same place, with what was answered', async () => {
  await answered();
  render(null, document.body);
  const again = mount(portal());
  again.keepOverReload = true;
  again.patient = 'Patient/a';
  await expect.element(button('I read this')).toBeVisible();
  await button('Back').click();
  await expect.element(page.getByRole('radio', { name: 'No', exact: true })).toBeChecked();
});

test('another member’s form begins with nothing of the one before, and clears what was kept of it', async () => {
  const element = await answered();
  element.patient = 'Patient/b';
  await heading('Patient/b');
  await expect.element(page.getByText('Who signs?')).toBeVisible();
  await expect.poll(() => keptFor('Patient/a')).toBe(undefined);
});

test('signed out on the member’s own device, nothing stays', async () => {
  const element = mount(portal());
  Object.assign(element, {
    keepOverReload: true,
    patient: 'Patient/a',
    handedOver: {
      signing: signingForm().signing,
      language: 'en',
      setup: { signer: { as: 'member' }, identityCheck: 'known-to-staff', mode: 'screen' },
    },
  });
  await button('Next').click();
  await say('No');
  await expect.poll(() => keptFor('Patient/a')).toBeTruthy();
  element.portal = undefined;
  await expect.element(page.getByText('This part of the page is not connected to the record.')).toBeVisible();
  await expect.poll(() => keptFor('Patient/a')).toBe(undefined);
});
