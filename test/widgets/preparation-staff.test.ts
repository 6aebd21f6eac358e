/** The introduction given by staff: gone through together, or on paper. */
import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import { accessible, button, heading, mount, opened, preparationPortal } from './pages/preparation-page.ts';

afterEach(() => render(nothing, document.body));

test('gone through together: the member’s own cards, recorded as spoken', async () => {
  const savePreparation = vi.fn<Portal['savePreparation']>(() => Promise.resolve());
  const told = vi.fn<(event: Event) => void>();
  const element = mount(
    preparationPortal({
      savePreparation,
      openPreparation: () => Promise.resolve(opened({ contact: { way: 'phone', message: true } })),
      saveDisplayName: () => Promise.resolve({ shared: true }),
    }),
    'staff',
  );
  element.addEventListener('group-preparation-saved', told);
  await heading('How is the introduction given?');
  await accessible();
  await button('Go through it together now').click();
  await heading('What to expect');
  await accessible();
  await button('Start').click();
  await button('I read this').click();
  await button('I want to talk about this').click();
  await button('I read this').click();
  await button('No questions right now').click();
  await page.getByLabelText('Name for group').fill('Sam');
  await button('Save this name').click();
  await heading('Recorded.');
  await accessible();
  await expect.element(page.getByText('Gone through together.')).toBeVisible();
  // said to staff, never on the member's screen
  await expect.element(page.getByText('Two members use this name. Ask them in private.')).toBeVisible();
  expect(savePreparation.mock.calls.at(-1)?.[1]).toEqual({
    sections: { helps: 'read', works: 'talk', fears: 'read' },
    questions: 'no-questions',
    mode: 'spoken',
    status: 'completed',
  });
  expect(told).toHaveBeenCalled();
});

test('on paper: nothing is chosen ahead, all of it or none, by keyboard', async () => {
  const savePreparation = vi.fn<Portal['savePreparation']>(() => Promise.resolve());
  const element = mount(preparationPortal({ savePreparation }), 'staff');
  await button('They read it on paper').click();
  await heading('What they say of the paper');
  await accessible();
  expect(element.renderRoot.querySelectorAll(':checked')).toHaveLength(0);
  await button('Record it').click();
  const all = page.getByRole('checkbox', { name: 'They read all of it, or it was read to them' });
  await expect.element(all).toHaveAccessibleDescription('It counts as given once all of it was read.');
  await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('all');
  await userEvent.keyboard(' ');
  await page.getByRole('checkbox', { name: 'How group works' }).click();
  await button('Record it').click();
  await expect.element(page.getByText('Ask them, and choose what they say.')).toBeVisible();
  expect(savePreparation).not.toHaveBeenCalled();
  await page.getByRole('radio', { name: 'No questions right now' }).click();
  await button('Record it').click();
  await heading('Recorded.');
  await expect.element(page.getByText('Read on paper.')).toBeVisible();
  expect(savePreparation.mock.calls.map(([, said]) => said)).toEqual([
    {
      sections: { helps: 'read', works: 'talk', fears: 'read' },
      questions: 'no-questions',
      mode: 'paper',
      status: 'completed',
    },
  ]);
});

test('paper has a day of its own; one that can’t be is said at the field, and nothing is lost', async () => {
  const savePreparation = vi
    .fn<Portal['savePreparation']>()
    .mockRejectedValueOnce(new PortalError('invalid', '', ['paperDay']))
    .mockResolvedValueOnce(undefined);
  const element = mount(preparationPortal({ savePreparation }), 'staff');
  await button('They read it on paper').click();
  await page.getByRole('checkbox', { name: /They read all of it/ }).click();
  const day = page.getByLabelText('Day they read it');
  await day.fill('2026-11-29');
  await page.getByRole('radio', { name: 'No questions right now' }).click();
  await button('Record it').click();
  await expect.element(page.getByText(/Choose a whole day/)).toBeVisible();
  await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('day');
  await accessible();
  await day.fill('2026-11-20');
  await button('Record it').click();
  await heading('Recorded.');
  await expect.element(page.getByText('Read on paper, 20 Nov 2026. Entered today.')).toBeVisible();
  expect(savePreparation.mock.calls.map(([, said]) => said.paperDay)).toEqual(['2026-11-29', '2026-11-20']);
});

test('what was not recorded is said, and kept to be sent again', async () => {
  const savePreparation = vi
    .fn<Portal['savePreparation']>()
    .mockRejectedValueOnce(new PortalError('offline', ''))
    .mockResolvedValueOnce(undefined);
  mount(preparationPortal({ savePreparation }), 'staff');
  await button('They read it on paper').click();
  await page.getByRole('checkbox', { name: /They read all of it/ }).click();
  await page.getByRole('radio', { name: 'No questions right now' }).click();
  await button('Record it').click();
  await expect.element(page.getByText('Not recorded.')).toBeVisible();
  await accessible();
  await button('Record it').click();
  await heading('Recorded.');
  expect(savePreparation.mock.calls[1]?.[1]).toEqual(savePreparation.mock.calls[0]?.[1]);
});

test('an account that may not give it is told so', async () => {
  const portal = preparationPortal({ openPreparation: () => Promise.reject(new PortalError('not-allowed', '')) });
  mount(portal, 'staff');
  await heading('This did not open.');
  await expect.element(page.getByText('Your account may not do this.')).toBeVisible();
});

test.each([320, 768])('nothing scrolls sideways at %i px', async (width) => {
  await page.viewport(width, 800);
  mount(preparationPortal(), 'staff');
  await heading('How is the introduction given?');
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  await button('They read it on paper').click();
  await heading('What they say of the paper');
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  await page.viewport(414, 896);
});
