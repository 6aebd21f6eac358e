import { render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Portal } from '../../src/portal-types.ts';
import { signingForm } from './agreement-form.ts';
import { button, heading, mount, portalWith, result, say } from './agreement-page.ts';

afterEach(() => render(null, document.body));

/** A parent signs; the minor's part is on the screen. */
async function toAssent(sign: Portal['sign']): Promise<void> {
  mount(portalWith({ openSigning: () => Promise.resolve(signingForm({ age: 'minor' })), sign }));
  await page.getByText('Somebody who may sign for the member', { exact: true }).click();
  await page.getByText('Parent', { exact: true }).click();
  await page.getByText('Two identifiers checked').click();
  await button('Hand over this screen').click();
  await button('Next').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('Next').click();
  await heading('Now it is your turn');
}

test('what the minor answered alone is not shown to the guardian who goes back, and is saved', async () => {
  const sign = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  await toAssent(sign);
  await say('I want to talk about this');
  await heading('Sign');
  await button('Back').click();
  await expect.element(page.getByText('This part is answered. Nobody sees the answer here.')).toBeVisible();
  await expect.element(page.getByRole('radio')).not.toBeInTheDocument();
  await button('Next').click();
  await heading('Sign');
  await page.getByRole('checkbox').click();
  await page.getByLabelText('Your full name').fill('Pat Brooks-Test');
  await button('Sign and save').click();
  await heading('Thank you.');
  expect(sign.mock.calls[0]?.[1].assent).toEqual({ answer: 'talk', name: '' });
});

test('who was not there is asked when they come', async () => {
  await toAssent((form) => Promise.resolve(result(form)));
  await say('They are not here now');
  await button('Back').click();
  await heading('Now it is your turn');
  await page.getByText('Yes', { exact: true }).click();
  await button('Next').click();
  await expect.element(page.getByLabelText('Your name')).toHaveAccessibleDescription(/Type your name here/);
});
