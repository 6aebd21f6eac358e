import { nothing, render } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { accessible, button, choose, footer, mount, savesAll, sent, status } from './pages/attendance-page.ts';
import { sheet } from './pages/attendance-sheets.ts';

afterEach(() => render(nothing, document.body));

const other = (group: string, name: string) =>
  page.getByRole('radiogroup', { name: group }).getByRole('radio', { name, exact: true }).click({ force: true });

describe('times of one row', () => {
  test('an arrival is typed as a time, and becomes minutes; a wrong one is said at its field and nothing is saved', async () => {
    const save = savesAll();
    const element = await mount(sheet(['Alex', 'Bo']), save);
    await choose('Alex', 'Late');
    await button('or a time').click();
    const came = page.getByLabelText('came at');
    await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('came-0');
    for (const [typed, words] of [
      ['09:00', 'A time from one hour before the session to its end'],
      ['18:03', 'That is on time: choose Here'],
    ] as const) {
      await came.fill(typed);
      await expect.element(page.getByText(words)).toBeVisible();
      await accessible();
      await expect.element(came).toHaveValue(typed);
      await button('Save').click({ force: true });
      expect(status(element)).toBe('Not finished: Alex');
    }
    expect(save).not.toHaveBeenCalled();
    await came.fill('18:12');
    await expect.element(page.getByRole('spinbutton')).toHaveValue(12);
    await button('Save 1 chart').click();
    await expect.poll(() => sent(save)).toEqual({ 'row-0': { outcome: 'present-late', minutesLate: 12 } });
  });

  test('who left is asked when only on a press; before they came or after the end is no time to leave', async () => {
    const save = savesAll();
    await mount(sheet(['Alex']), save);
    await choose('Alex', 'Other');
    await other('Alex, other: what happened?', 'Late, left early');
    await page.getByRole('spinbutton').fill('40');
    await button('When they left').click();
    const left = page.getByLabelText('Left at');
    await left.fill('18:30');
    await expect.element(page.getByText('They can’t leave before they came')).toBeVisible();
    await accessible();
    await left.fill('19:30');
    await expect.element(page.getByText('It was over by then: they stayed')).toBeVisible();
    await left.fill('18:30');
    await page.getByRole('spinbutton').fill('10');
    await button('Save 1 chart').click();
    const mark = { outcome: 'present-late', minutesLate: 10, leftEarly: true, left: '2026-11-24T23:30:00.000Z' };
    await expect.poll(() => sent(save)).toEqual({ 'row-0': mark });
  });

  test('minutes typed as text are no minutes', async () => {
    const element = await mount(sheet(['Alex']));
    await choose('Alex', 'Late');
    await page.getByRole('spinbutton').click();
    await userEvent.keyboard('e');
    await expect.element(page.getByText('Whole minutes from 1 to 120, or leave it empty')).toBeVisible();
    expect(footer(element)).toBe('0 of 1 marked');
  });

  test('on the hour that a clock repeats it is asked which one', async () => {
    const save = savesAll();
    const night = { ...sheet(['Alex']), start: '2026-11-01T00:30:00-04:00', end: '2026-11-01T02:30:00-05:00' };
    await mount(night, save);
    await choose('Alex', 'Late');
    await button('or a time').click();
    await page.getByLabelText('came at').fill('01:15');
    await expect.element(page.getByText('The clock shows this time twice that night. Which one?')).toBeVisible();
    await accessible();
    await other('Which of the two', 'Second, after it');
    await button('Save 1 chart').click();
    await expect.poll(() => sent(save)).toEqual({ 'row-0': { outcome: 'present-late', minutesLate: 105 } });
    await button('Real times').click();
    await page.getByLabelText('Began at').fill('01:00');
    await other('Which of the two', 'First, before the change');
    await expect.element(page.getByText('Look at the times first.')).not.toBeInTheDocument();
    await expect.element(button('Save 1 chart')).toBeVisible();
  });
});
