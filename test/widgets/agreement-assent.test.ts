import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Portal, SigningInput } from '../../src/portal-types.ts';
import {
  accessible,
  button,
  heading,
  mount,
  portalFor,
  radio,
  read,
  result,
  say,
  typed,
  words,
} from './agreement-page.ts';

afterEach(() => render(nothing, document.body));

const ask = 'Now it is your turn';

/** A parent signs for a minor: to the screen that is the minor's own. */
async function walkToAssent(methods: Partial<Portal> = {}) {
  const sent = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  const element = mount(portalFor({ age: 'minor' }, { sign: sent, ...methods }));
  await radio('Somebody who may sign for the member').click();
  await radio('Parent').click();
  await radio('Known to staff').click();
  await button('Hand over this screen').click();
  await button('Next').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('I read this').click();
  await say('Yes');
  await button('Next').click();
  await heading(ask);
  return { element, input: (): SigningInput | undefined => sent.mock.calls[0]?.[1] };
}

async function signAsParent(): Promise<void> {
  await page.getByRole('checkbox').click();
  await page.getByLabelText('Your full name').fill('Ana M.');
  await button('Sign and save').click();
  await heading('Thank you.');
}

test('the minor is asked alone, before the guardian signs, with nothing chosen', async () => {
  const { element, input } = await walkToAssent();
  await expect
    .element(words(/^This part is for/))
    .toHaveTextContent('This part is for Synthetic Rivera-Test alone. Only your leader sees your answer.');
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
  await accessible();
  await button('Next').click();
  await heading(ask);
  await expect.element(words('Choose one answer to go on. Each one is okay.')).toBeVisible();
  await radio('Yes').click();
  await button('Next').click();
  await expect
    .element(page.getByLabelText('Your name', { exact: true }))
    .toHaveAccessibleDescription(/^Type your name here/);
  await accessible();
  await page.getByLabelText('Your name', { exact: true }).fill('Tai');
  await button('Next').click();
  await heading('Sign');
  expect(read(element)).not.toContain('Tai');
  await signAsParent();
  expect(input()?.assent).toEqual({ answer: 'yes', name: 'Tai' });
  expect(read(element)).not.toContain('Tai');
});

test.each(['No', 'I want to talk about this'])('“%s” goes to the leader without a name', async (answer) => {
  const { element, input } = await walkToAssent();
  await radio('Yes').click();
  await page.getByLabelText('Your name', { exact: true }).fill('Tai');
  await radio(answer).click();
  await button('Next').click();
  await signAsParent();
  expect(input()?.assent).toEqual({ answer: answer === 'No' ? 'no' : 'talk', name: '' });
  // neither the guardian's last screen nor the staff's shows it
  expect(read(element)).not.toMatch(/talk/i);
  await button('Staff: take the screen back').click();
  await expect.element(words('Nothing else is open.')).toBeVisible();
});

test('“They are not here now” signs without an assent', async () => {
  const { input } = await walkToAssent();
  await radio('They are not here now').click();
  await button('Next').click();
  await signAsParent();
  expect(input()?.assent).toBeUndefined();
});

test('going back from the signature shows that there is an answer, and never which', async () => {
  const { element, input } = await walkToAssent();
  await radio('I want to talk about this').click();
  await button('Next').click();
  await heading('Sign');
  await button('Back').click();
  await heading(ask);
  await expect.element(words('This part is answered. Nobody sees the answer here.')).toBeVisible();
  await accessible();
  expect(page.getByRole('radio').elements()).toHaveLength(0);
  expect(read(element)).not.toMatch(/talk about/);
  await button('Back').click();
  await heading('Check your answers');
  expect(read(element)).not.toMatch(/talk/);
  await button('Next').click();
  await button('Next').click();
  await signAsParent();
  expect(input()?.assent).toEqual({ answer: 'talk', name: '' });
});

test('left by Back, an answer is not shown to whoever comes to it next', async () => {
  const { element, input } = await walkToAssent();
  await radio('Yes').click();
  await page.getByLabelText('Your name', { exact: true }).fill('Tai');
  await button('Back').click();
  await button('Next').click();
  await heading(ask);
  expect(page.getByRole('radio').elements()).toHaveLength(0);
  expect(typed(element)).toEqual([]);
  await button('Next').click();
  await signAsParent();
  expect(input()?.assent).toEqual({ answer: 'yes', name: 'Tai' });
});

test('half an answer that is left is dropped, and answering again begins with nothing', async () => {
  const { input } = await walkToAssent();
  await radio('Yes').click();
  await button('Back').click();
  await button('Next').click();
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
  await radio('No').click();
  await button('Next').click();
  await button('Back').click();
  await button('Answer it again').click();
  expect(page.getByRole('radio', { checked: true }).elements()).toHaveLength(0);
  await radio('I want to talk about this').click();
  await button('Next').click();
  await signAsParent();
  expect(input()?.assent?.answer).toBe('talk');
});
