import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Portal } from '../../src/portal-types.ts';
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
  sign,
  say,
  words,
} from './agreement-page.ts';
import { opened, pack } from './pages/preparation-page.ts';

afterEach(() => render(nothing, document.body));

/** Nothing of the introduction is told yet. */
function newMember(methods: Partial<Portal> = {}) {
  const { displayName: _name, contact: _contact, ...form } = signingForm({ introduced: false });
  return portalWith({
    openSigning: () => Promise.resolve(form),
    openPreparation: () => Promise.resolve(opened()),
    savePreparation: () => Promise.resolve(),
    saveContact: () => Promise.resolve(),
    saveDisplayName: () => Promise.resolve({ shared: false }),
    ...methods,
  });
}

/** From the first screen of the introduction. */
async function begin(): Promise<void> {
  await heading('What to expect');
  await accessible();
  await button('Start').click();
}

async function readCards(): Promise<void> {
  await begin();
  for (const { title } of pack.rules) {
    await heading(title);
    await accessible();
    await button('I read this').click();
  }
  await button('No questions right now').click();
}

test('who is new is told first: the cards, how to leave word, the name; then come the rules', async () => {
  const saved = vi.fn<Portal['savePreparation']>(() => Promise.resolve());
  const contact = vi.fn<Portal['saveContact']>(() => Promise.resolve());
  const named = vi.fn<Portal['saveDisplayName']>(() => Promise.resolve({ shared: true }));
  const element = mount(newMember({ savePreparation: saved, saveContact: contact, saveDisplayName: named }));
  await handOver();
  await readCards();
  await heading('If you can’t come, how will you tell us?');
  await accessible();
  await radio('I will call').click();
  await radio('No').click();
  await button('Next').click();
  await heading('What should we call you in group?');
  await accessible();
  await page.getByLabelText('Name for group').fill('Sam');
  await button('Save this name').click();
  await heading('Group rules');
  expect(saved.mock.lastCall?.[1]).toMatchObject({ status: 'completed', questions: 'no-questions', mode: 'screen' });
  expect(contact.mock.lastCall?.[1]).toMatchObject({ way: 'phone', message: false });
  expect(named).toHaveBeenCalledTimes(1);
  // that another member has the name is for staff alone (G11)
  const same = /same name/;
  expect(read(element)).not.toMatch(same);
  await button('Next').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await sign();
  await heading('Thank you.');
  expect(read(element)).not.toMatch(same);
  await button('Staff: take the screen back').click();
  await expect.element(words(/^Another member of this group uses the same name/)).toBeVisible();
});

test('stopping among the cards keeps what was said and gives the screen to staff', async () => {
  const element = mount(newMember());
  await handOver();
  await begin();
  await button('I read this').click();
  await button('Stop for now').click();
  await expect.element(words('Your answers are kept. Nothing is signed.')).toBeVisible();
  await expect.element(button('Staff: take the screen back')).toBeVisible();
  expect(read(element)).not.toMatch(/Rivera|Tuesday|fear/);
});

test('who was told everything is not told again', async () => {
  const asked = vi.fn<Portal['openPreparation']>(() => Promise.resolve(opened()));
  mount(portalWith({ openPreparation: asked }));
  await handOver();
  await heading('Group rules');
  expect(asked).not.toHaveBeenCalled();
});
