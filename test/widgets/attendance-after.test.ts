import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Portal, SheetResult } from '../../src/portal-types.ts';
import {
  accessible,
  button,
  choose,
  focused,
  footer,
  mount,
  row,
  savesAll,
  saving,
  sent,
  status,
} from './pages/attendance-page.ts';
import { at, eight, sheet, start } from './pages/attendance-sheets.ts';

afterEach(() => {
  vi.useRealTimers();
  render(nothing, document.body);
});

const told = { Sam: { told: { at: '2026-11-24T17:57:00-05:00', channel: 'phone' } } } as const;

test('one press marks the expected as here and who told us as away with notice; a seat given back stays unmarked', async () => {
  const save = savesAll();
  const element = await mount(sheet(eight, { ...told, Ty: { givenBack: true } }), save);
  await expect.element(page.getByText('Told us today 5:57 pm, by phone')).toBeVisible();
  expect(element.renderRoot.querySelectorAll(':checked')).toHaveLength(0);
  await button('Everyone expected was here').click();
  expect(status(element)).toBe('7 of 8 marked');
  await expect.element(row('Sam').getByRole('radio', { name: 'Away' })).toBeChecked();
  await expect.element(page.getByRole('radiogroup', { name: 'Sam, away: did they tell us?' })).not.toBeInTheDocument();
  await accessible();
  await button('Save 7 charts').click();
  await expect.poll(() => Object.keys(sent(save))).toHaveLength(7);
  expect(sent(save)['row-6']).toEqual({ outcome: 'absent-with-notice' });
});

test.each([
  ['Left early', { outcome: 'present', leftEarly: true }],
  ['Late, left early', { outcome: 'present-late', leftEarly: true }],
  ['Could not join', { outcome: 'turned-away' }],
  ['Excused', { outcome: 'excused-by-clinic' }],
])('two clicks: %s', async (word, mark) => {
  const save = savesAll();
  const element = await mount(sheet(['Alex', 'Bo']), save);
  await choose('Bo', 'Other');
  expect(footer(element)).toBe('0 of 2 marked');
  await page.getByRole('radio', { name: word, exact: true }).click({ force: true });
  await accessible();
  await button('Save 1 chart').click();
  await expect.poll(() => sent(save)).toEqual({ 'row-1': mark });
});

test('arrows up and down go from row to row in one column and mark nothing; left and right choose', async () => {
  const element = await mount(sheet(['Alex', 'Bo', 'Dee']));
  await choose('Alex', 'Late');
  await userEvent.keyboard('{ArrowDown}');
  expect(focused(element)).toBe('Bo: Late');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  expect(focused(element)).toBe('Dee: Late');
  expect(footer(element)).toBe('1 of 3 marked');
  await userEvent.keyboard('{ArrowUp}{ArrowLeft}');
  expect(focused(element)).toBe('Bo: Here');
  expect(footer(element)).toBe('2 of 3 marked');
});

const recordedNow = (mark: object) =>
  sheet(['Alex', 'Bo'], { Alex: { recorded: { outcome: 'present', at, ...mark } } });

test('another leader’s value is shown beside mine; nothing is sent until one is chosen, and then only mine', async () => {
  const there = { outcome: 'absent-with-notice', at, by: 'B. Lindqvist-Test' } as const;
  const save = saving(([first, ...rest]) => ({ saved: rest, failed: [{ row: first ?? '', code: 'conflict', there }] }));
  const element = await mount(sheet(['Alex', 'Bo']), save);
  await button('Everyone expected was here').click();
  await button('Save 2 charts').click();
  await expect.element(page.getByText('B. Lindqvist-Test recorded away, told us, 7:41 pm.')).toBeVisible();
  expect(footer(element)).toBe('1 of 2 marked');
  await expect.element(button('Try again')).not.toBeInTheDocument();
  await button('Save').click({ force: true });
  expect(status(element)).toBe('Choose first for Alex: theirs or yours');
  expect(save).toHaveBeenCalledTimes(1);
  await accessible();
  save.mockImplementation((_sheet, marks) => Promise.resolve({ saved: [...marks.keys()], unchanged: [], failed: [] }));
  await button('Record mine').click();
  await button('Save 1 chart').click();
  await expect.poll(() => footer(element)).toBe('2 of 2 recorded');
  expect(sent(save, 1)).toEqual({ 'row-0': { outcome: 'present' } });
});

test('theirs can be kept: nothing more is sent', async () => {
  const there = { outcome: 'absent-with-notice', at } as const;
  const element = await mount(
    sheet(['Alex']),
    saving(([first]) => ({ failed: [{ row: first ?? '', code: 'conflict', there }] })),
  );
  await choose('Alex', 'Here');
  await button('Save 1 chart').click();
  await expect.element(page.getByText('Somebody else recorded away, told us, 7:41 pm.')).toBeVisible();
  await button('Keep theirs').click();
  expect(footer(element)).toBe('1 of 1 recorded');
  await expect.element(row('Alex').getByRole('radio', { name: 'Away' })).toBeChecked();
});

test('what the co-leader saves on another screen fills in by itself, politely said; my marks stay', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const element = await mount(sheet(['Alex', 'Bo']));
  await choose('Bo', 'Late');
  const openSheet = vi.spyOn(element.portal as Portal, 'openSheet').mockResolvedValue(recordedNow({}));
  await vi.advanceTimersByTimeAsync(21_000);
  vi.useRealTimers();
  await expect.poll(() => status(element)).toBe('1 recorded on another screen');
  expect(openSheet.mock.calls[0]?.[0]).toMatchObject({ group: 'tuesday', start, after: { rows: { length: 2 } } });
  await expect.element(row('Alex').getByRole('radio', { name: 'Here' })).toBeChecked();
  await expect.element(row('Bo').getByRole('radio', { name: 'Late' })).toBeChecked();
  await expect.element(button('Save 1 chart')).toBeVisible();
});

test('somebody added to the group while the sheet is open appears, and marks stay', async () => {
  const element = await mount(sheet(['Alex', 'Bo']));
  await choose('Alex', 'Late');
  vi.spyOn(element.portal as Portal, 'openSheet').mockResolvedValue(sheet(['Alex', 'Bo', 'Dee']));
  (element.portal as Portal & { saved(): void }).saved();
  await expect.poll(() => status(element)).toBe('The list changed. What you marked is still here.');
  expect(footer(element)).toBe('1 of 3 marked');
  await choose('Dee', 'Here');
  expect(footer(element)).toBe('2 of 3 marked');
});

test('a save is taken back as a whole, rows tried again included, and the sheet is empty again', async () => {
  const save = saving((rows) => ({ saved: rows.slice(1), failed: [{ row: 'row-0', code: 'timeout' }] }));
  const element = await mount(sheet(['Alex', 'Bo']), save);
  await button('Everyone expected was here').click();
  await button('Save 2 charts').click();
  await expect.element(button('Try again')).toBeVisible();
  save.mockImplementation((_sheet, marks) => Promise.resolve({ saved: [...marks.keys()], unchanged: [], failed: [] }));
  await button('Try again').click();
  await expect.poll(() => footer(element)).toBe('2 of 2 recorded');
  const undo = vi
    .spyOn(element.portal as Portal, 'undoRows')
    .mockImplementation((_sheet, rows) => Promise.resolve({ saved: [...rows], unchanged: [], failed: [] }));
  await accessible();
  await button('Undo the save').click();
  await expect.poll(() => status(element)).toBe('2 charts taken back');
  expect(undo.mock.calls[0]?.[1]).toEqual(['row-1', 'row-0']);
  expect(footer(element)).toBe('0 of 2 marked');
  expect(focused(element)).toBe('Everyone expected was here');
  await expect.element(button('Undo the save')).not.toBeInTheDocument();
});

test('after ten minutes nothing offers to take a save back', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const element = await mount(sheet(['Alex']), savesAll());
  await choose('Alex', 'Here');
  await button('Save 1 chart').click();
  await expect.poll(() => footer(element)).toBe('1 of 1 recorded');
  vi.spyOn(element.portal as Portal, 'openSheet').mockResolvedValue(recordedNow({}));
  expect(element.renderRoot.textContent).toContain('Undo the save');
  await vi.advanceTimersByTimeAsync(600_001);
  await element.updateComplete;
  expect(element.renderRoot.textContent).not.toContain('Undo the save');
});

test('real times are sent with the marks, and of who is recorded; a wrong one is said at its field and stops the save', async () => {
  const save = savesAll();
  const element = await mount(recordedNow({}), save);
  await choose('Bo', 'Late');
  await button('Real times').click();
  const began = page.getByLabelText('Began at');
  await began.fill('09:00');
  await userEvent.tab();
  await expect.element(page.getByText('A time from one hour before the session to its end')).toBeVisible();
  await accessible();
  await button('Save 1 chart').click();
  expect(status(element)).toBe('Look at the times first.');
  expect(save).not.toHaveBeenCalled();
  await began.fill('18:10');
  await page.getByLabelText('Ended at').fill('18:50');
  await userEvent.tab();
  await button('Save 2 charts').click();
  await expect.poll(() => save.mock.calls.length).toBe(1);
  expect(sent(save)).toEqual({ 'row-0': { outcome: 'present' }, 'row-1': { outcome: 'present-late' } });
  expect(save.mock.calls[0]?.[2]).toEqual({
    held: { start: '2026-11-24T23:10:00.000Z', end: '2026-11-24T23:50:00.000Z' },
  });
});

test('a line for each note is copied without any name', async () => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
  const element = await mount(recordedNow({ outcome: 'present-late', minutesLate: 12 }));
  await expect.element(button('Lines for notes')).toBeVisible();
  await button('Lines for notes').click();
  await button('Copy the line of Alex').click();
  expect(writeText).toHaveBeenCalledExactlyOnceWith('Attended, 12 minutes late.');
  expect(status(element)).toBe('Copied the line of Alex');
  await accessible();
  writeText.mockRejectedValue(new Error('no'));
  await button('Copy the line of Alex').click();
  await expect.poll(() => status(element)).toMatch(/does not copy/);
});

test('sessions not recorded for a day are named, and open here', async () => {
  const element = await mount();
  const open = { start: '2026-11-17T18:00:00-05:00', end: '2026-11-17T19:30:00-05:00', seats: 8, recorded: 0 };
  vi.spyOn(element.portal as Portal, 'sessions').mockResolvedValue([
    { ...open, overdue: true },
    { ...open, start: '2026-11-10T18:00:00-05:00' },
  ]);
  element.start = '2026-12-01T18:00:00-05:00';
  await expect.element(button('Tuesday 17 November')).toBeVisible();
  expect(element.renderRoot.querySelectorAll('.overdue button')).toHaveLength(1);
  await accessible();
  await button('Tuesday 17 November').click();
  expect(element.start).toBe(open.start);
});

test('a sheet entered on another day says when', async () => {
  await mount(recordedNow({ at: '2026-11-25T09:00:00-05:00' }));
  await expect.element(page.getByText('Entered Wednesday 25 November.')).toBeVisible();
});

const slow = (): { save: Portal['saveSheet']; answer: (result: SheetResult) => void } => {
  let answer: (result: SheetResult) => void = () => {};
  return { save: () => new Promise((resolve) => (answer = resolve)), answer: (result) => answer(result) };
};

test('nothing is read while a save is on its way: its answer decides', async () => {
  const { save, answer } = slow();
  const element = await mount(sheet(['Alex']), save);
  await choose('Alex', 'Here');
  await button('Save 1 chart').click();
  const read = vi.spyOn(element.portal as Portal, 'openSheet');
  (element.portal as Portal & { saved(): void }).saved();
  answer({ saved: ['row-0'], unchanged: [], failed: [] });
  await expect.poll(() => footer(element)).toBe('1 of 1 recorded');
  expect(read).not.toHaveBeenCalled();
});
