import { html, nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import { fakePortal } from '../support/fake-portal.ts';
import {
  accessible,
  button,
  choose,
  focused,
  footer,
  mount,
  notice,
  row,
  savesAll,
  sent,
  status,
} from './pages/attendance-page.ts';
import { at, sheet, start } from './pages/attendance-sheets.ts';

afterEach(() => render(nothing, document.body));

test('opens with group, day and time in words, and nothing prefilled', async () => {
  const element = await mount();
  await expect.element(page.getByText('Tuesday 24 November, 6:00 to 7:30 pm')).toBeVisible();
  expect(element.renderRoot.querySelectorAll(':checked')).toHaveLength(0);
  expect(footer(element)).toBe('0 of 8 marked');
  await expect.element(page.getByRole('listitem')).toHaveLength(8);
  await accessible();
});

test('names of controls come from the row’s place, never from an id or a name', async () => {
  const element = await mount();
  await choose('Max', 'Away');
  await notice('Max', 'No word');
  const names = [...element.renderRoot.querySelectorAll<HTMLInputElement>('[type=radio]')].map(({ name }) => name);
  expect(names.every((name) => /^(mark|notice)-\d$/.test(name))).toBe(true);
  expect(element.outerHTML).not.toMatch(/Max|row-/);
});

test('the keyboard alone does the same: Tab from row to row, arrows inside', async () => {
  const save = savesAll();
  const element = await mount(sheet(), save);
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await userEvent.tab(); // Not held
  await userEvent.tab(); // Real times
  await userEvent.tab(); // Undo
  for (const name of ['Alex', 'Bo', 'Dee']) {
    await userEvent.tab();
    expect(focused(element)).toBe(`${name}: Here`);
  }
  await userEvent.keyboard('{ArrowRight}');
  await userEvent.tab(); // Undo is gone, minutes are there
  await userEvent.keyboard('7');
  await userEvent.tab(); // or a time
  await userEvent.tab(); // Jo
  await userEvent.tab(); // Max
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await userEvent.tab();
  await userEvent.keyboard(' {ArrowRight}');
  for (let i = 0; i < 4; i++) await userEvent.tab();
  expect(focused(element)).toBe('Save 8 charts');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => footer(element)).toBe('8 of 8 recorded');
  expect(sent(save)).toMatchObject({
    'row-2': { outcome: 'present-late', minutesLate: 7 },
    'row-4': { outcome: 'absent-without-notice' },
    'row-7': { outcome: 'present' },
  });
  expect(focused(element)).toBe('Saved');
});

test('away alone is no mark, and Save says who isn’t finished', async () => {
  const save = savesAll();
  const element = await mount(sheet(['Alex', 'Bo']), save);
  await choose('Bo', 'Away');
  await expect.element(page.getByText('Choose one to finish')).toBeVisible();
  expect(footer(element)).toBe('0 of 2 marked');
  await accessible();
  await button('Save').click({ force: true });
  await expect.element(page.getByText('Not finished: Bo').first()).toBeVisible();
  expect(status(element)).toBe('Not finished: Bo');
  expect(save).not.toHaveBeenCalled();
  await notice('Bo', 'Don’t know');
  expect(footer(element)).toBe('1 of 2 marked');
  await button('Save 1 chart').click();
  await expect.poll(() => sent(save)).toEqual({ 'row-1': { outcome: 'absent-notice-unknown' } });
});

test('pressing Save with nothing marked says what to do', async () => {
  const save = savesAll();
  const element = await mount(sheet(), save);
  const saveButton = button('Save');
  await expect.element(saveButton).toHaveAttribute('aria-disabled', 'true');
  await expect.element(saveButton).toHaveAccessibleDescription('Nothing to save yet. Mark who was here first.');
  await saveButton.click({ force: true });
  expect(status(element)).toBe('Nothing to save yet. Mark who was here first.');
  expect(save).not.toHaveBeenCalled();
});

test('minutes are whole, 1 to 120 or nothing; what was typed stays', async () => {
  const element = await mount(sheet(['Alex']));
  await choose('Alex', 'Late');
  await expect.element(page.getByText('More than 5 minutes ·')).toBeVisible();
  const minutes = page.getByRole('spinbutton', { name: 'give minutes' });
  for (const typed of ['0', '121', '1.5', '-3']) {
    await minutes.fill(typed);
    await expect.element(page.getByText('Whole minutes from 1 to 120, or leave it empty')).toBeVisible();
    await expect.element(minutes).toHaveValue(Number(typed));
    expect(footer(element)).toBe('0 of 1 marked');
  }
  await accessible();
  await minutes.fill('120');
  expect(footer(element)).toBe('1 of 1 marked');
  await minutes.fill('');
  expect(footer(element)).toBe('1 of 1 marked');
});

test('rows already recorded show their record and are sent only when changed', async () => {
  const save = savesAll();
  const opened = sheet(['Alex', 'Bo', 'Dee', 'Jo'], {
    Alex: { recorded: { outcome: 'present-late', minutesLate: 12, at } },
    Bo: { recorded: { outcome: 'absent-with-notice', at } },
    Dee: { recorded: { outcome: 'turned-away', at } },
  });
  const element = await mount(opened, save);
  await expect.element(page.getByRole('spinbutton')).toHaveValue(12);
  await expect.element(page.getByRole('radio', { name: 'Told us' })).toBeChecked();
  await expect.element(page.getByRole('radio', { name: 'Could not join' })).toBeChecked();
  expect(footer(element)).toBe('3 of 4 recorded');
  await accessible();
  await button('Everyone expected was here').click();
  await button('Save 1 chart').click();
  await expect.poll(() => footer(element)).toBe('4 of 4 recorded');
  expect(sent(save)).toEqual({ 'row-3': { outcome: 'present' } });
});

test('a row is cleared by its button or the Delete key, and is then not saved', async () => {
  const save = savesAll();
  const element = await mount(sheet(['Alex', 'Bo', 'Dee']), save);
  await button('Everyone expected was here').click();
  await choose('Alex', 'Late');
  await button('Clear Alex').click({ force: true });
  expect(footer(element)).toBe('2 of 3 marked');
  await choose('Bo', 'Away');
  await userEvent.keyboard('{Delete}');
  expect(footer(element)).toBe('1 of 3 marked');
  expect(element.renderRoot.querySelectorAll(':checked')).toHaveLength(1);
  await button('Save 1 chart').click();
  await expect.poll(() => sent(save)).toEqual({ 'row-2': { outcome: 'present' } });
});

test('not held marks every row, and can be undone before it is saved', async () => {
  const save = savesAll();
  const element = await mount(sheet(['Alex', 'Bo']), save);
  await choose('Alex', 'Late');
  await button('Not held').click();
  expect(status(element)).toBe('All rows are marked as not held');
  await button('Undo').click();
  expect(focused(element)).toBe('Everyone expected was here');
  await expect.element(row('Alex').getByRole('radio', { name: 'Late' })).toBeChecked();
  await button('Not held').click();
  await button('Save 2 charts').click();
  await expect
    .poll(() => sent(save))
    .toEqual({
      'row-0': { outcome: 'session-cancelled' },
      'row-1': { outcome: 'session-cancelled' },
    });
});

test('a seat without membership is said and can’t be marked', async () => {
  const element = await mount(sheet(['Alex', 'Bo'], { Bo: { notMember: true } }));
  await expect.element(page.getByText('Has a seat, not a member of this group')).toBeVisible();
  await button('Everyone expected was here').click();
  expect(footer(element)).toBe('1 of 1 marked');
});

test('what the record says twice, or nobody can read, is said and can’t be marked', async () => {
  const element = await mount(sheet(['Alex', 'Bo'], { Bo: { conflict: true } }));
  await expect.element(page.getByText('The record says two things, or can’t be read: can’t tell')).toBeVisible();
  await button('Everyone expected was here').click();
  expect(footer(element)).toBe('1 of 1 marked');
});

test('a sheet that does not open says why and opens on the second try', async () => {
  const openSheet = vi
    .fn<Portal['openSheet']>()
    .mockRejectedValueOnce(new PortalError('not-allowed', ''))
    .mockResolvedValueOnce(sheet());
  const raised = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-error-raised', raised, { once: true });
  render(
    html`<main>
      <h1>Groups</h1>
      <group-attendance group="tuesday" start=${start} .portal=${fakePortal({ openSheet })}></group-attendance>
    </main>`,
    document.body,
  );
  await expect.element(page.getByText('Your account may not do this.')).toBeVisible();
  expect(raised.mock.calls[0]?.[0]).toMatchObject({ detail: { code: 'not-allowed' } });
  await accessible();
  await button('Try again').click();
  await expect.element(page.getByRole('heading', { name: 'Tuesday group' })).toBeVisible();
});

test.each([
  ['no portal', undefined, 'tuesday', start, 'This part of the page is not connected to the record.'],
  ['no group', fakePortal({}), '', start, 'No group is chosen here.'],
  ['no session', fakePortal({}), 'tuesday', '', 'Choose a session to take attendance.'],
  [
    'nobody listed',
    fakePortal({ openSheet: () => Promise.resolve(sheet([])) }),
    'tuesday',
    start,
    'Nobody is on the list for this session.',
  ],
])('%s is a calm sentence', async (_name, portal, group, begins, sentence) => {
  render(
    html`<main>
      <h1>Groups</h1>
      <group-attendance group=${group} start=${begins} .portal=${portal}></group-attendance>
    </main>`,
    document.body,
  );
  await expect.element(page.getByText(sentence)).toBeVisible();
  await accessible();
});

test('eight people fit 360 × 640 without scrolling; nothing scrolls sideways at 320, in either direction', async () => {
  document.body.style.margin = '0';
  await page.viewport(360, 640);
  const element = await mount();
  expect(element.offsetHeight).toBeLessThanOrEqual(640);
  await page.viewport(320, 800);
  for (const dir of ['ltr', 'rtl']) {
    document.documentElement.dir = dir;
    await choose('Max', 'Away');
    await choose('Dee', 'Late');
    const card = element.renderRoot.querySelector('.card');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    expect(card?.scrollWidth).toBe(card?.clientWidth);
  }
  document.documentElement.dir = '';
  document.body.style.margin = '';
  await page.viewport(414, 896);
});
