import { nothing, render } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { GroupAgreement } from '../../widgets/agreement/group-agreement.ts';
import { signingForm } from './agreement-form.ts';
import {
  accessible,
  button,
  handOver,
  heading,
  mount,
  portalWith,
  radio,
  read,
  say,
  typed,
  words,
} from './agreement-page.ts';
import { opened } from './pages/preparation-page.ts';

const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  render(nothing, document.body);
  vi.useRealTimers();
});

/** Time in which nobody does anything; what it leads to is drawn. */
async function wait(element: GroupAgreement, ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  await element.updateComplete;
}

async function answered(): Promise<GroupAgreement> {
  const element = mount(portalWith({ openSigning: () => Promise.resolve(signingForm()) }));
  await handOver();
  await button('Next').click();
  await say('I want to talk about this');
  await heading('Leaders keep what you say private too.');
  return element;
}

test('after five minutes it asks in words, and any key keeps everything', async () => {
  const element = await answered();
  await wait(element, 5 * minute + 1000);
  await heading('Are you still there?');
  expect(element.shadowRoot?.activeElement?.textContent).toBe('Are you still there?');
  expect(read(element)).not.toMatch(/Leaders keep/);
  await userEvent.keyboard('a');
  await heading('Leaders keep what you say private too.');
  await button('Back').click();
  await expect.element(radio('I want to talk about this')).toBeChecked();
});

test('the button says that somebody is there, and presses nothing of the screen that comes from under it', async () => {
  const element = await answered();
  await wait(element, 5 * minute + 1000);
  await button('I am still here').click();
  // "I read this" stands where the button was
  await heading('Leaders keep what you say private too.');
  await element.updateComplete;
  await expect.element(button('I read this')).toBeVisible();
});

test('a touch beside the button is somebody too', async () => {
  const element = await answered();
  await wait(element, 5 * minute + 1000);
  await words('This screen clears itself soon, so that no one else sees your answers.').click();
  await heading('Leaders keep what you say private too.');
  await expect.element(button('I am still here')).not.toBeInTheDocument();
});

test('the warning and the cleared screen are accessible', async () => {
  const element = await answered();
  await wait(element, 5 * minute + 1000);
  await heading('Are you still there?');
  vi.useRealTimers(); // axe waits
  await accessible();
  expect(element.renderRoot.querySelector('[role=alertdialog]')?.getAttribute('aria-describedby')).toBe('idle-hint');
});

test('after one more minute nothing of the person is left, and only staff get on', async () => {
  const element = await answered();
  await wait(element, 5 * minute + 1000);
  await wait(element, minute);
  await expect.element(words('The screen was cleared. Nothing was kept and nothing is signed.')).toBeVisible();
  expect(element.renderRoot.textContent).not.toMatch(/Rivera|Tuesday|private too|talk about/);
  expect([...element.renderRoot.querySelectorAll(':checked')]).toEqual([]);
  expect(typed(element)).toEqual([]);
  await button('Staff: take the screen back').click();
  await heading('Synthetic Rivera-Test');
  expect([...element.renderRoot.querySelectorAll(':checked')]).toEqual([]);
});

test('what was drawn is drawn again after the warning: no signature that nobody sees is sent', async () => {
  const element = mount(portalWith({ openSigning: () => Promise.resolve(signingForm()) }));
  await handOver();
  await button('Next').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('Next').click();
  await page.getByRole('checkbox').click();
  await radio('Draw my name').click();
  const field = page.getByRole('img', { name: 'Draw your name here' });
  await field.dropTo(field, { sourcePosition: { x: 20, y: 60 }, targetPosition: { x: 200, y: 90 }, steps: 8 });
  await wait(element, 5 * minute + 1000);
  await button('I am still here').click();
  await heading('Sign');
  await button('Sign and save').click();
  await expect.element(words('Draw your name here, or choose another way to sign.')).toBeVisible();
});

test('among the cards of the introduction it warns as well before it clears', async () => {
  const { displayName: _name, contact: _contact, ...form } = signingForm({ introduced: false });
  const element = mount(
    portalWith({
      openSigning: () => Promise.resolve(form),
      openPreparation: () => Promise.resolve(opened()),
      savePreparation: () => Promise.resolve(),
    }),
  );
  await handOver();
  await button('Start').click();
  await button('I read this').click();
  await heading('How group works');
  await wait(element, 5 * minute + 1000);
  await heading('Are you still there?');
  await button('I am still here').click();
  await heading('How group works');
  await wait(element, 5 * minute + 1000);
  await wait(element, minute);
  await heading('Thank you.');
  expect(element.renderRoot.textContent).not.toMatch(/How group works|Rivera/);
});

test('the member’s own device is theirs: nothing is cleared there', async () => {
  const element = mount(
    portalWith({
      openSigning: () => Promise.resolve(signingForm()),
      user: { reference: 'Patient/p1', display: 'Synthetic Rivera-Test', role: 'member' },
    }),
  );
  await heading('Group rules');
  await wait(element, 60 * minute);
  await heading('Group rules');
  expect(read(element)).not.toContain('Are you still there?');
});
