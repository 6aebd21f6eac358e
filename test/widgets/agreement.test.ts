import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Portal, SigningForm, SigningInput } from '../../src/portal-types.ts';
import { participation, rules, signingForm } from './agreement-form.ts';
import {
  accessible,
  button,
  handOver,
  heading,
  mount,
  portalWith,
  result,
  say,
  sign,
  start,
  walkToReview,
} from './agreement-page.ts';

afterEach(() => render(nothing, document.body));

test('every screen is accessible, and nothing is chosen or ticked before the person does it', async () => {
  const element = mount(portalWith());
  const fresh = async () => {
    await accessible();
    expect(element.renderRoot.querySelectorAll(':checked')).toHaveLength(0);
  };
  await heading('Synthetic Rivera-Test');
  await fresh();
  await button('Hand over this screen').click();
  await expect.element(page.getByText('Choose how you know who is signing.')).toBeVisible();
  await accessible();
  await page.getByText('The member', { exact: true }).click();
  await page.getByText('Known to staff').click();
  await button('Hand over this screen').click();
  await heading('Group rules');
  await fresh();
  await button('Next').click();
  await heading('Keep what you hear in group private.');
  await fresh();
  await say('Yes');
  await heading('Leaders keep what you say private too.');
  await fresh();
  await button('I read this').click();
  await fresh();
  await say('Yes');
  await button('I read this').click();
  await heading('Taking part in group');
  await fresh();
  await say('No');
  await heading('Check your answers');
  await accessible();
  await button('Next').click();
  await heading('Sign');
  // the field to type in is there at once; the other two ways stand beside it
  expect([...element.renderRoot.querySelectorAll<HTMLInputElement>(':checked')].map((one) => one.name)).toEqual([
    'choice-way',
  ]);
  await accessible();
  await button('Sign and save').click();
  await accessible();
  await page.getByRole('checkbox').click();
  await page.getByLabelText('Your full name').fill('Sam R.');
  await button('Sign and save').click();
  await heading('Thank you.');
  await accessible();
  await button('Staff: take the screen back').click();
  await heading('Synthetic Rivera-Test');
  await fresh();
});

test('the keyboard alone is enough, and each screen takes the focus to its heading', async () => {
  const signed = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  const element = mount(portalWith({ sign: signed }));
  await heading('Synthetic Rivera-Test');
  const focused = () => element.shadowRoot?.activeElement as HTMLElement | null;
  const words = () =>
    (focused() instanceof HTMLInputElement ? (focused() as HTMLInputElement).labels?.[0] : focused())?.innerText.trim();
  const tabTo = async (word: string) => {
    for (let presses = 0; presses < 30 && words() !== word; presses++) await userEvent.keyboard('{Tab}');
    expect(words()).toBe(word);
  };
  const onHeading = async (text: string) => {
    await expect.poll(() => focused()?.innerText).toBe(text);
  };
  const press = async (word: string, key = '{Enter}') => {
    await tabTo(word);
    await userEvent.keyboard(key);
  };
  await press('The member', ' ');
  await press('Two identifiers checked', ' ');
  await press('Hand over this screen');
  await onHeading('Group rules');
  await press('Next');
  await onHeading('Keep what you hear in group private.');
  await tabTo('Yes');
  await userEvent.keyboard('{Enter}'); // on a radio: neither an answer nor a step
  expect(words()).toBe('Yes');
  await userEvent.keyboard(' {ArrowDown}{ArrowDown}');
  expect(words()).toBe('I want to talk about this');
  await press('Next');
  await press('I read this');
  await onHeading('We ask members not to meet outside of group.');
  await press('Yes', ' ');
  await press('Next');
  await press('I read this');
  await onHeading('Taking part in group');
  await press('Yes', ' ');
  await press('Next');
  await onHeading('Check your answers');
  await press('Next');
  await onHeading('Sign');
  await userEvent.keyboard('{Tab} {Tab}{Tab}Sam R.');
  await press('Sign and save');
  await onHeading('Thank you.');
  const input: SigningInput = {
    answers: {
      rules: { private: 'talk', limits: 'read', avoid: 'yes', pace: 'read' },
      participation: { feelings: 'read', stopping: 'read', 'take-part': 'yes' },
    },
    signer: { as: 'member' },
    mode: 'screen',
    mark: { by: 'typing' },
    name: 'Sam R.',
    electronic: true,
    identityCheck: 'two-identifiers',
  };
  expect(signed.mock.calls.map(([, sent]) => sent)).toEqual([input]);
  await press('Staff: take the screen back');
  await onHeading('Synthetic Rivera-Test');
  await press('Done');
  await onHeading('Synthetic Rivera-Test');
});

test('Next without an answer says what to do, goes to the answers and loses nothing', async () => {
  const element = mount(portalWith());
  await start();
  await button('Next').click();
  await expect
    .element(page.getByRole('group', { name: /Keep what you hear/ }))
    .toHaveAccessibleDescription(/Choose one answer/);
  expect(element.shadowRoot?.activeElement?.matches('[type=radio]')).toBe(true);
  await say('No');
  await button('Back').click();
  await expect.element(page.getByRole('radio', { name: 'No' })).toBeChecked();
});

test('the second half of a double click does not say "I read this"', async () => {
  const element = mount(portalWith());
  await start();
  await say('Yes');
  await heading('Leaders keep what you say private too.');
  button('I read this')
    .element()
    .dispatchEvent(new MouseEvent('click', { detail: 2, bubbles: true }));
  await element.updateComplete;
  expect(button('I read this').elements()).toHaveLength(1);
  await heading('Leaders keep what you say private too.');
});

test('a no and a talk are shown kindly, sent as they are, and named after saving', async () => {
  const signed = vi.fn<Portal['sign']>((form) => Promise.resolve({ ...result(form), rules: 'proposed' }));
  mount(portalWith({ sign: signed }));
  await walkToReview({ private: 'No', avoid: 'I want to talk about this' });
  await expect.element(page.getByText(/^You can still sign/)).toBeVisible();
  await expect.element(page.getByRole('alert')).not.toBeInTheDocument();
  await sign();
  await heading('Thank you.');
  await expect.element(page.getByText('Your answers are saved.')).toBeVisible();
  expect(
    page
      .getByRole('listitem')
      .elements()
      .map((item) => item.textContent),
  ).toEqual(['keep what you hear private', 'contact outside group']);
  expect(signed.mock.calls[0]?.[1].answers.rules).toMatchObject({ private: 'no', avoid: 'talk' });
});

test('Change opens one question and comes back to the same row of the review', async () => {
  const element = mount(portalWith());
  await walkToReview();
  await page.getByRole('button', { name: 'Change contact outside group' }).click();
  await page.getByText('I want to talk about this').click();
  await button('Back to my answers').click();
  await heading('Check your answers');
  const row = page.getByRole('button', { name: 'Change contact outside group' });
  await expect.element(row).toHaveAccessibleDescription('I want to talk about this');
  expect(element.shadowRoot?.activeElement).toBe(row.element());
});

test('the name and the tick are asked for in words, and any name is taken as typed', async () => {
  const signed = vi.fn<Portal['sign']>((form) => Promise.resolve(result(form)));
  mount(portalWith({ sign: signed }));
  await walkToReview();
  await button('Next').click();
  await button('Sign and save').click();
  await expect.element(page.getByRole('checkbox')).toHaveAccessibleDescription(/tick this box/);
  await page.getByRole('checkbox').click();
  await button('Sign and save').click();
  await expect.element(page.getByLabelText('Your full name')).toHaveAccessibleDescription(/Type your name here/);
  expect(signed).not.toHaveBeenCalled();
  await page.getByLabelText('Your full name').fill(' Sam  R ');
  await button('Sign and save').click();
  await heading('Thank you.');
  expect(signed.mock.calls[0]?.[1].name).toBe(' Sam  R ');
});

test('words carry the language of their document, and so do the controls', async () => {
  const spanish: SigningForm = signingForm({ documents: { rules: { ...rules, language: 'es' }, participation } });
  mount(portalWith({ openSigning: () => Promise.resolve(spanish) }));
  await handOver();
  await button('Siguiente').click();
  const question = page.getByRole('heading', { name: /Keep what you hear/ });
  await expect.element(question).toHaveAttribute('lang', 'es');
  await expect.element(page.getByRole('radio', { name: 'Quiero hablar de esto' })).not.toBeChecked();
});
