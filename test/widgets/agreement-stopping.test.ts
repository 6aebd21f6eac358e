import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal, SigningDraft } from '../../src/portal-types.ts';
import { signingForm } from './agreement-form.ts';
import {
  accessible,
  button,
  heading,
  mount,
  portalFor,
  portalWith,
  radio,
  read,
  say,
  start,
  words,
} from './agreement-page.ts';

afterEach(() => render(nothing, document.body));

const kept: SigningDraft = {
  saved: '2026-11-20T19:10:00Z',
  revision: '1',
  language: 'en',
  version: '2026.1',
  answers: {},
};

async function answerOne(): Promise<void> {
  await start();
  await say('No');
  await heading('Leaders keep what you say private too.');
  await button('Stop for now').click();
  await heading('Do you want to stop for now?');
}

test('going on loses nothing', async () => {
  mount(portalFor({}));
  await answerOne();
  await accessible();
  await button('Go on').click();
  await heading('Leaders keep what you say private too.');
  await button('Back').click();
  await expect.element(radio('No')).toBeChecked();
});

test('keeping sends the answers so far and shows nothing of them any more', async () => {
  const saved = vi.fn<Portal['saveDraft']>(() => Promise.resolve(kept));
  const form = signingForm();
  const element = mount(portalWith({ openSigning: () => Promise.resolve(form), saveDraft: saved }));
  await answerOne();
  await button('Keep my answers for another day').click();
  await expect.element(words('Your answers are kept. Nothing is signed.')).toBeVisible();
  expect(saved.mock.calls).toEqual([
    [form, { answers: { rules: { private: 'no' }, participation: {} }, signer: { as: 'member' } }],
  ]);
  expect(read(element)).not.toMatch(/Rivera|private|Tuesday/);
  await accessible();
});

test('stopping and keeping nothing sends nothing', async () => {
  const saved = vi.fn<Portal['saveDraft']>(() => Promise.resolve(kept));
  const element = mount(portalFor({}, { saveDraft: saved }));
  await answerOne();
  await button('Stop and keep nothing').click();
  await expect.element(words('Nothing was kept. Nothing is signed.')).toBeVisible();
  expect(saved).not.toHaveBeenCalled();
  expect(read(element)).not.toMatch(/Rivera|private|Tuesday/);
});

test('a keep that fails says so and keeps everything on the screen', async () => {
  mount(portalFor({}, { saveDraft: () => Promise.reject(new PortalError('offline', '')) }));
  await answerOne();
  await button('Keep my answers for another day').click();
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('The record can’t be reached right now. Your answers could not be kept.');
  await accessible();
  await button('Go on').click();
  await heading('Leaders keep what you say private too.');
  await button('Back').click();
  await expect.element(radio('No')).toBeChecked();
});

test('two presses on Keep send it once', async () => {
  const answer = Promise.withResolvers<SigningDraft>();
  const saved = vi.fn<Portal['saveDraft']>(() => answer.promise);
  mount(portalFor({}, { saveDraft: saved }));
  await answerOne();
  await button('Keep my answers for another day').dblClick();
  await expect.element(button('Saving…')).toHaveAttribute('aria-disabled', 'true');
  answer.resolve(kept);
  await heading('Thank you.');
  expect(saved).toHaveBeenCalledTimes(1);
});

test('only staff get on: refused it stays, confirmed the host is told and the desk is there', async () => {
  let isStaff = false;
  const confirmStaff = vi.fn<NonNullable<Portal['confirmStaff']>>(() => Promise.resolve(isStaff));
  const element = mount(portalFor({}, { confirmStaff }));
  const events: string[] = [];
  for (const name of ['group-screen-handed-over', 'group-screen-returned'] as const)
    element.addEventListener(name, () => events.push(name));
  await answerOne();
  await button('Stop and keep nothing').click();
  await button('Staff: take the screen back').click();
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('The screen stays with the member until staff confirm.');
  await accessible();
  expect(read(element)).not.toContain('Rivera');
  expect(events).toEqual(['group-screen-handed-over']);
  isStaff = true;
  await button('Staff: take the screen back').click();
  await heading('Synthetic Rivera-Test');
  expect(events).toEqual(['group-screen-handed-over', 'group-screen-returned']);
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
});

test('a confirmation that breaks is no confirmation', async () => {
  const element = mount(portalFor({}, { confirmStaff: () => Promise.reject(new Error('closed')) }));
  await answerOne();
  await button('Stop and keep nothing').click();
  await button('Staff: take the screen back').click();
  await expect.element(page.getByRole('alert')).toBeVisible();
  expect(read(element)).not.toContain('Rivera');
});
