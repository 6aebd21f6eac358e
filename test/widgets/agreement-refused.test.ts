import { nothing, render } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal, SigningQuery } from '../../src/portal-types.ts';
import type { GroupAgreement } from '../../widgets/agreement/group-agreement.ts';
import { signingForm } from './agreement-form.ts';
import {
  accessible,
  button,
  heading,
  mount,
  portalFor,
  portalWith,
  read,
  result,
  say,
  sign,
  walkToReview,
  words,
} from './agreement-page.ts';

const minute = 60_000;
const form = signingForm();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(() => {
  render(nothing, document.body);
  vi.useRealTimers();
});

/** Somebody signed, and these were the answers to it, one after the other. */
async function signedWith(codes: PortalError['code'][], methods: Partial<Portal> = {}): Promise<GroupAgreement> {
  let at = 0;
  const element = mount(
    portalWith({
      openSigning: () => Promise.resolve(form),
      sign: () => Promise.reject(new PortalError(codes[at++] ?? 'offline', '')),
      ...methods,
    }),
  );
  await walkToReview({ private: 'I want to talk about this' });
  await sign();
  await expect.element(button('Try again')).toBeVisible();
  return element;
}

async function wait(element: GroupAgreement, ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  await element.updateComplete;
}

test('refused, the answers can be kept without a signature; going on is trying again', async () => {
  const saveDraft = vi.fn<Portal['saveDraft']>(() =>
    Promise.resolve({ saved: '2026-11-24T23:00:00Z', revision: '1', language: 'en', version: '2026.1', answers: {} }),
  );
  await signedWith(['rejected'], { saveDraft });
  await button('Stop for now').click();
  await button('Go on').click();
  await expect.element(button('Try again')).toBeVisible();
  await button('Stop for now').click();
  vi.useRealTimers(); // axe waits
  await accessible();
  await button('Keep my answers for another day').click();
  await expect.element(words('Your answers are kept. Nothing is signed.')).toBeVisible();
  expect(saveDraft.mock.calls[0]?.[1].answers.rules).toMatchObject({ private: 'talk' });
});

test('no answer, then a refusal: it may be signed, so nothing is kept as unsigned, and staff look it up', async () => {
  const findSigned = vi.fn<Portal['findSigned']>((signed) => Promise.resolve(result(signed)));
  const element = await signedWith(['timeout', 'not-allowed'], { findSigned });
  await button('Try again').click();
  await expect.element(page.getByRole('alert').getByText(/We are not sure yet if it was saved/)).toBeVisible();
  await button('Stop for now').click();
  await expect.element(button('Keep my answers for another day')).not.toBeInTheDocument();
  vi.useRealTimers(); // axe waits
  await accessible();
  await button('Stop. Staff will look it up.').click();
  await expect.element(words('We do not know yet if it was saved. Staff will look it up.')).toBeVisible();
  expect(read(element)).not.toMatch(/Rivera|private too/);
  await button('Staff: take the screen back').click();
  await heading('Synthetic Rivera-Test');
  await expect.element(button('Done')).toBeVisible();
  expect(findSigned.mock.calls[0]?.[0].signing).toBe(form.signing);
});

test('refused after the server had taken it, it may be signed', async () => {
  mount(
    portalWith({
      openSigning: () => Promise.resolve(form),
      sign: () => Promise.reject(new PortalError('not-allowed', '', ['signing'])),
    }),
  );
  await walkToReview();
  await sign();
  await expect.element(page.getByRole('alert').getByText(/We are not sure yet if it was saved/)).toBeVisible();
  await button('Stop for now').click();
  await expect.element(button('Keep my answers for another day')).not.toBeInTheDocument();
});

test('read aloud and without an answer, staff look it up as well', async () => {
  const findSigned = vi.fn<Portal['findSigned']>((signed) => Promise.resolve(result(signed)));
  mount(
    portalWith({
      openSigning: () => Promise.resolve(form),
      sign: () => Promise.reject(new PortalError('timeout', '')),
      findSigned,
    }),
  );
  await page.getByText('The member', { exact: true }).click();
  await page.getByText('Two identifiers checked').click();
  await button('Read it to them, here or by phone').click();
  await button('Next').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('Next').click();
  await page.getByLabelText('Their full name, as they say it').fill('Sam R.');
  await button('They agreed: save').click();
  await button('Stop for now').click();
  await button('Stop. Staff will look it up.').click();
  await button('Done').click();
  await vi.waitFor(() => expect(findSigned).toHaveBeenCalledTimes(1));
  await heading('Synthetic Rivera-Test');
  // nobody here saw a phone call
  await expect.element(page.getByRole('checkbox')).not.toBeInTheDocument();
});

test('looked up and not there, the same signing is opened again', async () => {
  const opened: SigningQuery[] = [];
  await signedWith(['offline'], {
    findSigned: () => Promise.resolve(undefined),
    openSigning: (query) => {
      opened.push(query);
      return Promise.resolve(form);
    },
  });
  await button('Stop for now').click();
  await button('Stop. Staff will look it up.').click();
  await button('Staff: take the screen back').click();
  await expect.element(button('Hand over this screen')).toBeVisible();
  expect(opened.at(-1)?.signing).toBe(form.signing);
});

test('after a refusal nobody comes: it warns, and clears as any form', async () => {
  const element = await signedWith(['rejected']);
  await wait(element, 5 * minute + 1000);
  await heading('Are you still there?');
  await button('I am still here').click();
  await expect.element(button('Try again')).toBeVisible();
  await wait(element, 5 * minute + 1000);
  await wait(element, minute);
  await expect.element(words('The screen was cleared. Nothing was kept and nothing is signed.')).toBeVisible();
});

test('without an answer it clears too, and says that nobody knows yet', async () => {
  const element = await signedWith(['timeout']);
  await wait(element, 5 * minute + 1000);
  await wait(element, minute);
  await expect.element(words('We do not know yet if it was saved. Staff will look it up.')).toBeVisible();
});

test('a drawing whose screen was left is still what is sent', async () => {
  const sent = vi.fn<Portal['sign']>(() => Promise.reject(new PortalError('rejected', '')));
  mount(portalFor({}, { sign: sent }));
  await walkToReview();
  await button('Next').click();
  await page.getByRole('checkbox').click();
  await page.getByRole('radio', { name: 'Draw my name' }).click();
  const field = page.getByRole('img', { name: 'Draw your name here' });
  await field.dropTo(field, { sourcePosition: { x: 20, y: 60 }, targetPosition: { x: 200, y: 90 }, steps: 8 });
  await button('Sign and save').click();
  await button('Stop for now').click();
  await button('Go on').click();
  await expect.element(field).not.toBeInTheDocument();
  await button('Try again').click();
  await vi.waitFor(() => expect(sent).toHaveBeenCalledTimes(2));
  expect(sent.mock.calls[1]?.[1]).toBe(sent.mock.calls[0]?.[1]);
});

test('what the leader will talk about does not stay on a screen nobody looks at', async () => {
  const element = mount(portalFor({}, { sign: (signed) => Promise.resolve({ ...result(signed), rules: 'proposed' }) }));
  await walkToReview({ private: 'I want to talk about this' });
  await sign();
  await expect.element(words('keep what you hear private')).toBeVisible();
  await wait(element, 6 * minute + 1000);
  await expect.element(words('keep what you hear private')).not.toBeInTheDocument();
  await heading('Thank you.');
  await button('Staff: take the screen back').click();
  await expect.element(words('keep what you hear private')).toBeVisible();
});
