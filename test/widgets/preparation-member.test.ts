import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import {
  accessible,
  button,
  focused,
  heading,
  mount,
  opened,
  pack,
  preparationPortal,
  spanish,
} from './pages/preparation-page.ts';

afterEach(() => render(nothing, document.body));

test('every screen is accessible, nothing is chosen for the member, and what was said is what is saved', async () => {
  const savePreparation = vi.fn<Portal['savePreparation']>(() => Promise.resolve());
  const saveContact = vi.fn<Portal['saveContact']>(() => Promise.resolve());
  const saveDisplayName = vi.fn<Portal['saveDisplayName']>(() => Promise.resolve({ shared: true }));
  const told = vi.fn<(event: Event) => void>();
  const element = mount(preparationPortal({ savePreparation, saveContact, saveDisplayName }));
  element.addEventListener('group-preparation-saved', told);
  const fresh = async () => {
    await accessible();
    expect(element.renderRoot.querySelectorAll(':checked')).toHaveLength(0);
  };
  await heading('What to expect');
  await fresh();
  await button('Start').click();
  await heading('Does group help?');
  await expect.element(page.getByText('1 of 3')).toBeVisible();
  await expect.element(page.getByText('If you need help now, call 988.')).toBeVisible();
  await fresh();
  await button('I read this').click();
  await heading('How group works');
  await button('I want to talk about this').click();
  await heading('Things people fear');
  await button('Back').click();
  await expect.element(page.getByText('You said you want to talk about this.')).toBeVisible();
  await button('I want to talk about this').click();
  await button('I read this').click();
  await heading('Do you have any questions?');
  await fresh();
  expect(told).not.toHaveBeenCalled();
  await button('I have questions').click();
  await heading('If you can’t come, how will you tell us?');
  expect(savePreparation.mock.calls.at(-1)?.[1]).toEqual({
    sections: { helps: 'read', works: 'talk', fears: 'read' },
    questions: 'has-questions',
    mode: 'screen',
    status: 'completed',
  });
  expect(savePreparation.mock.calls.slice(0, -1).every(([, said]) => said.status === 'in-progress')).toBe(true);
  expect(told.mock.calls.map(([event]) => (event as CustomEvent<object>).detail)).toEqual([{ group: 'tuesday' }]);
  await fresh();
  await button('Next').click();
  await expect.element(page.getByText('Choose one to go on. Each one is okay.')).toBeVisible();
  await accessible();
  await page.getByText('Text message').click();
  await button('Next').click();
  await expect.element(page.getByText('Choose yes or no to go on.')).toBeVisible();
  expect(saveContact).not.toHaveBeenCalled();
  await page.getByText('No', { exact: true }).click();
  await button('Next').click();
  await heading('What should we call you in group?');
  expect(saveContact.mock.calls.map(([query, way]) => [query, way])).toEqual([
    [{ group: 'tuesday' }, { way: 'text', message: false }],
  ]);
  await fresh();
  await button('Save this name').click();
  await accessible();
  await page.getByLabelText('Name for group').fill(' Zoë ');
  await button('Save this name').click();
  await heading('Thank you.');
  expect(saveDisplayName.mock.calls.map(([, name]) => name)).toEqual([' Zoë ']);
  await expect.element(page.getByText('Your leader will talk with you about:')).toBeVisible();
  expect([...element.renderRoot.querySelectorAll('.talk li')].map((li) => li.textContent)).toEqual([
    'How group works',
    'your questions',
  ]);
  // whoever shares the name is never said on the member's screen
  expect(element.renderRoot.textContent).not.toMatch(/another member|uses this name/i);
  await accessible();
});

test('the keyboard alone is enough, and each screen takes the focus to its heading; a double press says nothing to the next card', async () => {
  const element = mount(preparationPortal());
  await heading('What to expect');
  expect(focused(element)).toBe('');
  const press = async (word: string) => {
    for (let presses = 0; presses < 20 && focused(element) !== word; presses++) await userEvent.keyboard('{Tab}');
    expect(focused(element)).toBe(word);
    await userEvent.keyboard('{Enter}');
  };
  await press('Start');
  await expect.poll(() => focused(element)).toBe('Does group help?');
  await press('I read this');
  await expect.poll(() => focused(element)).toBe('How group works');
  await press('Back');
  await expect.poll(() => focused(element)).toBe('Does group help?');
  await button('I read this').dblClick();
  await heading('How group works');
  await button('I read this').click();
  await button('I read this').click();
  await expect.poll(() => focused(element)).toBe('Do you have any questions?');
  await press('No questions right now');
  await expect.poll(() => focused(element)).toBe('If you can’t come, how will you tell us?');
  await press('Not now');
  await expect.poll(() => focused(element)).toBe('What should we call you in group?');
  await press('Not now');
  await expect.poll(() => focused(element)).toBe('Thank you.');
});

test('goes on where it stopped; what is told already is not asked again', async () => {
  const contact = { way: 'phone', message: true } as const;
  const marks = { helps: 'read', works: 'talk' } as const;
  mount(preparationPortal({ openPreparation: () => Promise.resolve(opened({ marks, contact, displayName: 'Sam' })) }));
  await expect.element(page.getByText('You can go on where you stopped.')).toBeVisible();
  await button('Go on').click();
  await expect.element(page.getByText('3 of 3')).toBeVisible();
  await button('I read this').click();
  await button('No questions right now').click();
  await heading('Thank you.');
  await expect.element(page.getByText('How group works')).toBeVisible();
});

test('gone through before: it can be read again, and only what was never told is asked', async () => {
  const marks = { helps: 'read', works: 'read', fears: 'read' } as const;
  const before = opened({ marks, completed: '2026-11-01T15:00:00Z', displayName: 'Sam' });
  const savePreparation = vi.fn<Portal['savePreparation']>(() => Promise.resolve());
  mount(preparationPortal({ openPreparation: () => Promise.resolve(before), savePreparation }));
  await button('Go on').click();
  await heading('If you can’t come, how will you tell us?');
  mount(undefined);
  mount(preparationPortal({ openPreparation: () => Promise.resolve(before), savePreparation }));
  await button('Read it again').click();
  await expect.element(page.getByText('1 of 3')).toBeVisible();
  for (const _ of pack.rules) await button('I read this').click();
  await button('No questions right now').click();
  await expect.poll(() => savePreparation.mock.lastCall?.[1].status).toBe('completed');
  expect(Object.keys(savePreparation.mock.lastCall?.[1].sections ?? {})).toEqual(['helps', 'works', 'fears']);
});

test('nothing is called saved before the server answered; what failed is kept and sent with the next', async () => {
  let answer: (value?: void) => void = () => undefined;
  const savePreparation = vi
    .fn<Portal['savePreparation']>()
    .mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
    .mockRejectedValueOnce(new PortalError('offline', ''))
    .mockResolvedValue(undefined);
  const element = mount(preparationPortal({ savePreparation }));
  const raised = vi.fn<(event: Event) => void>();
  element.addEventListener('group-error-raised', raised);
  await button('Start').click();
  await button('I read this').click();
  await expect.element(page.getByText('Saving…')).toBeVisible();
  await button('I want to talk about this').click();
  expect(savePreparation).toHaveBeenCalledTimes(1);
  expect(element.renderRoot.textContent).not.toContain('Saved.');
  answer();
  await expect.element(page.getByText('Not saved yet.').first()).toBeVisible();
  await accessible();
  expect(raised).toHaveBeenCalledTimes(1);
  await button('Try again').click();
  await expect.element(page.getByText('Saved. You can stop and come back.')).toBeVisible();
  expect(savePreparation.mock.lastCall?.[1].sections).toEqual({ helps: 'read', works: 'talk' });
});

test('completing that fails stays where it is, and goes on when it is tried again', async () => {
  const savePreparation = vi.fn<Portal['savePreparation']>(async (_, said) => {
    if (
      said.status === 'completed' &&
      savePreparation.mock.calls.filter(([, s]) => s.status === 'completed').length < 2
    )
      throw new PortalError('timeout', '');
  });
  const element = mount(preparationPortal({ savePreparation }));
  const told = vi.fn<(event: Event) => void>();
  element.addEventListener('group-preparation-saved', told);
  await button('Start').click();
  for (const _ of pack.rules) await button('I read this').click();
  await button('I have questions').click();
  await expect.element(page.getByText('This is taking too long.', { exact: false })).toBeVisible();
  await heading('Do you have any questions?');
  expect(told).not.toHaveBeenCalled();
  await button('Try again').click();
  await heading('If you can’t come, how will you tell us?');
  expect(savePreparation.mock.lastCall?.[1].questions).toBe('has-questions');
});

test('changed on another screen: it is opened again, in its language', async () => {
  const openPreparation = vi.fn<Portal['openPreparation']>(() => Promise.resolve(opened()));
  const savePreparation = () => Promise.reject(new PortalError('conflict', ''));
  mount(preparationPortal({ openPreparation, savePreparation }));
  await button('Start').click();
  await button('I read this').click();
  await button('Open it again').click();
  await heading('What to expect');
  expect(openPreparation.mock.calls.map(([query]) => query.language)).toEqual([undefined, 'en']);
});

test('the member’s words follow the pack; only reviewed languages are offered, each in its own name', async () => {
  const openPreparation = vi.fn<Portal['openPreparation']>(({ language }) =>
    Promise.resolve(opened(language === 'es' ? { pack: spanish } : {})),
  );
  const element = mount(preparationPortal({ openPreparation }));
  await heading('What to expect');
  expect([...element.renderRoot.querySelectorAll('.languages button')].map((b) => b.textContent?.trim())).toEqual([
    'Español',
  ]);
  await button('Español').click();
  await heading('Qué esperar');
  await expect.poll(() => focused(element)).toBe('Qué esperar');
  expect(element.renderRoot.querySelector('.card')?.getAttribute('lang')).toBe('es');
  await button('Empezar').click();
  await expect.element(button('Quiero hablar de esto')).toBeVisible();
  await accessible();
});

test('another member: nothing of the one before is drawn or sent, and a late answer is dropped', async () => {
  const element = mount(preparationPortal());
  await button('Start').click();
  await button('I want to talk about this').click();
  let arrive: (value: ReturnType<typeof opened>) => void = () => undefined;
  element.portal = preparationPortal({ openPreparation: () => new Promise((resolve) => (arrive = resolve)) });
  await expect.element(page.getByText('Opening…')).toBeVisible();
  const late = arrive;
  element.portal = preparationPortal({ openPreparation: () => Promise.reject(new PortalError('not-found', '')) });
  await heading('This did not open.');
  late(opened());
  await accessible();
  await heading('This did not open.');
  const openPreparation = vi.fn<Portal['openPreparation']>(() => Promise.reject(new PortalError('offline', '')));
  element.portal = preparationPortal({ openPreparation });
  await button('Try again').click();
  await expect
    .poll(() => openPreparation.mock.calls.map(([query]) => query))
    .toEqual([{ group: 'tuesday' }, { group: 'tuesday' }]);
  expect(element.renderRoot.textContent).not.toContain('Does group help?');
});

test('fits 320 px without sideways scroll, and puts nothing about a person in an attribute', async () => {
  await page.viewport(320, 700);
  const element = mount(preparationPortal());
  await button('Start').click();
  const fits = () => expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  fits();
  for (const _ of pack.rules) await button('I read this').click();
  await button('No questions right now').click();
  await heading('If you can’t come, how will you tell us?');
  fits();
  expect(element.outerHTML).not.toMatch(/Patient/);
  await page.viewport(768, 900);
});
