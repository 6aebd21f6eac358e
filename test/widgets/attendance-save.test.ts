import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal, SheetResult } from '../../src/portal-types.ts';
import {
  accessible,
  button,
  choose,
  focused,
  footer,
  mount,
  notice,
  savesAll,
  saving,
  sent,
  status,
  type Save,
} from './pages/attendance-page.ts';
import { at, eight, sheet, start } from './pages/attendance-sheets.ts';

afterEach(() => render(nothing, document.body));

test('five presses file eight charts with two exceptions, and what was sent is what was marked', async () => {
  const save = savesAll();
  const saved = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-attendance-saved', saved, { once: true });
  const element = await mount(sheet(), save);
  await button('Everyone expected was here').click();
  await choose('Dee', 'Late');
  await choose('Max', 'Away');
  await notice('Max', 'No word');
  expect(footer(element)).toBe('8 of 8 marked');
  await accessible();
  await button('Save 8 charts').click();
  await expect.poll(() => footer(element)).toBe('8 of 8 recorded');
  expect(status(element)).toBe('8 of 8 recorded');
  await expect.element(button('Saved')).toHaveAttribute('aria-disabled', 'true');
  await accessible();
  const present = { outcome: 'present' };
  expect(sent(save)).toEqual({
    ...Object.fromEntries(eight.map((_, i) => [`row-${i}`, present])),
    'row-2': { outcome: 'present-late' },
    'row-4': { outcome: 'absent-without-notice' },
  });
  expect(saved.mock.calls[0]?.[0]).toMatchObject({
    detail: { group: 'tuesday', start, saved: 8, unchanged: 0, failed: 0 },
    bubbles: true,
    composed: true,
  });
  await choose('Bo', 'Late');
  await expect.element(page.getByText('Recorded as here')).toBeVisible();
  await button('Save 1 chart').click();
  await expect.poll(() => save.mock.calls.length).toBe(2);
  expect(sent(save, 1)).toEqual({ 'row-1': { outcome: 'present-late' } });
});

test('rows that failed are named with their reason, and Try again sends only these', async () => {
  const save = saving((rows) => ({
    saved: rows.filter((each) => each !== 'row-1' && each !== 'row-2'),
    failed: [
      { row: 'row-1', code: 'rejected' },
      { row: 'row-2', code: 'timeout' },
    ],
  }));
  const element = await mount(sheet(['Alex', 'Bo', 'Dee']), save);
  await button('Everyone expected was here').click();
  await choose('Dee', 'Late');
  await page.getByRole('spinbutton').fill('9');
  await button('Save 3 charts').click();
  await expect.element(page.getByText('Bo: The record did not accept this.')).toBeVisible();
  await expect
    .element(page.getByText('Dee: The record is taking too long to answer. Saving again is safe.'))
    .toBeVisible();
  expect(status(element)).toBe('2 of 3 not saved');
  await expect.element(page.getByText('Not confirmed as saved')).toBeVisible();
  await expect.element(page.getByRole('spinbutton')).toHaveValue(9);
  await accessible();
  save.mockImplementation((_sheet, marks) => Promise.resolve({ saved: [], unchanged: [...marks.keys()], failed: [] }));
  await button('Try again').click();
  await expect.poll(() => footer(element)).toBe('3 of 3 recorded');
  expect(sent(save, 1)).toEqual({
    'row-1': { outcome: 'present' },
    'row-2': { outcome: 'present-late', minutesLate: 9 },
  });
  expect(status(element)).toBe('3 of 3 recorded. 2 were already recorded so.');
});

test('a save that fails as a whole loses nothing and tells the host', async () => {
  const raised = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-error-raised', raised, { once: true });
  const save = vi.fn<Save>(() => Promise.reject(new PortalError('offline', '')));
  const element = await mount(sheet(['Alex', 'Bo']), save);
  await choose('Alex', 'Late');
  await page.getByRole('spinbutton').fill('8');
  await button('Save 1 chart').click();
  await expect
    .element(page.getByText('Not saved. The record can’t be reached right now. What you marked is still here.'))
    .toBeVisible();
  expect(status(element)).toBe('Not saved');
  expect(raised.mock.calls[0]?.[0]).toMatchObject({ detail: { code: 'offline' } });
  await expect.element(page.getByRole('spinbutton')).toHaveValue(8);
  expect(focused(element)).toBe('Save 1 chart');
  expect(footer(element)).toBe('1 of 2 marked');
  await accessible();
});

test('another leader’s record is never overwritten unseen: the sheet is read again', async () => {
  const save = saving(() => ({ failed: [{ row: 'row-0', code: 'conflict' }] }));
  const element = await mount(sheet(['Alex']), save);
  await choose('Alex', 'Here');
  await button('Save 1 chart').click();
  await expect.element(page.getByText('Alex: Someone else changed this at the same time.')).toBeVisible();
  const theirs = sheet(['Alex'], { Alex: { recorded: { outcome: 'absent-with-notice', at } } });
  vi.spyOn(element.portal as Portal, 'openSheet').mockResolvedValue(theirs);
  await button('Show what is recorded').click();
  await expect.poll(() => footer(element)).toBe('1 of 1 recorded');
  await expect.element(page.getByRole('radio', { name: 'Told us' })).toBeChecked();
});

test('a row changed while it is being saved keeps the newer mark', async () => {
  let answer: (result: SheetResult) => void = () => {};
  const save = vi.fn<Save>(() => new Promise((resolve) => (answer = resolve)));
  const element = await mount(sheet(['Alex']), save);
  await choose('Alex', 'Here');
  await button('Save 1 chart').click();
  await expect.element(button('Saving')).toHaveAttribute('aria-disabled', 'true');
  await button('Saving').click({ force: true });
  await choose('Alex', 'Late');
  answer({ saved: ['row-0'], unchanged: [], failed: [] });
  await expect.element(button('Save 1 chart')).toBeVisible();
  expect(save).toHaveBeenCalledTimes(1);
  await expect.element(page.getByText('Recorded as here')).toBeVisible();
  expect(footer(element)).toBe('1 of 1 marked');
});

test('another session starts empty, even while the last one is still being saved', async () => {
  let answer: (result: SheetResult) => void = () => {};
  const element = await mount(
    sheet(['Alex', 'Bo']),
    vi.fn<Save>(() => new Promise((resolve) => (answer = resolve))),
  );
  const saved = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-attendance-saved', saved, { once: true });
  await button('Everyone expected was here').click();
  await button('Save 2 charts').click();
  const next = { ...sheet(['Alex', 'Bo']), start: '2026-12-01T18:00:00-05:00' };
  vi.spyOn(element.portal as Portal, 'openSheet').mockResolvedValue(next);
  element.start = next.start;
  await expect.poll(() => footer(element)).toBe('0 of 2 marked');
  answer({ saved: ['row-0', 'row-1'], unchanged: [], failed: [] });
  await expect.poll(() => saved.mock.calls.length).toBe(1);
  expect(saved.mock.calls[0]?.[0]).toMatchObject({ detail: { start, saved: 2 } });
  expect(footer(element)).toBe('0 of 2 marked');
});
