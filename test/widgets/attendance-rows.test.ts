import { nothing, render } from 'lit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal, RowVersion } from '../../src/portal-types.ts';
import {
  accessible,
  button,
  choose,
  focused,
  footer,
  mount,
  row,
  savesAll,
  sent,
  status,
} from './pages/attendance-page.ts';
import { at, sheet } from './pages/attendance-sheets.ts';

afterEach(() => render(nothing, document.body));

const other = (group: string, name: string) =>
  page.getByRole('radiogroup', { name: group }).getByRole('radio', { name, exact: true }).click({ force: true });
const radio = (group: string, name: string) =>
  page.getByRole('radiogroup', { name: group }).getByRole('radio', { name });
const noting = { ...sheet(['Alex', 'Bo']), notesAskedToLeave: true as const };
const asked = 'Alex, asked to leave today: was a safe way home offered?';

describe('asked to leave today', () => {
  test('is two presses, says whether a way home was offered, and is sent with the mark', async () => {
    const save = savesAll();
    const element = await mount(noting, save);
    await choose('Alex', 'Other');
    await expect.element(radio(asked, 'Yes')).not.toBeChecked();
    await accessible();
    await other(asked, 'No');
    expect(footer(element)).toBe('1 of 2 marked');
    await accessible();
    await button('Save 1 chart').click();
    await expect.poll(() => footer(element)).toBe('1 of 2 recorded');
    const id = expect.stringMatching(/^[\da-f-]{36}$/);
    expect(sent(save)).toEqual({ 'row-0': { outcome: 'present', askedToLeave: { id, wayHomeOffered: false } } });
    await expect.element(page.getByText('Asked to leave today, no way home offered')).toBeVisible();
    await expect.element(row('Alex').getByRole('radio', { name: 'Here' })).toBeChecked();
  });

  test('goes with leaving early, and goes with nobody who was not there', async () => {
    const save = savesAll();
    await mount(noting, save);
    await choose('Alex', 'Other');
    await other(asked, 'Yes');
    await other('Alex, other: what happened?', 'Late, left early');
    await expect.element(radio(asked, 'Yes')).toBeChecked();
    await button('Save 1 chart').click();
    await expect
      .poll(() => sent(save)['row-0'])
      .toMatchObject({ outcome: 'present-late', leftEarly: true, askedToLeave: { wayHomeOffered: true } });
    await choose('Bo', 'Other');
    await other('Bo, asked to leave today: was a safe way home offered?', 'Yes');
    await other('Bo, other: what happened?', 'Could not join');
    await button('Save 1 chart').click();
    await expect.poll(() => sent(save, 1)).toEqual({ 'row-1': { outcome: 'turned-away' } });
  });

  test('said by mistake it is taken back by one press, with what is recorded left as it is', async () => {
    const save = savesAll();
    const recorded = { outcome: 'present-late', minutesLate: 12, at, wayHomeOffered: true } as const;
    await mount({ ...sheet(['Alex', 'Bo'], { Alex: { recorded } }), notesAskedToLeave: true }, save);
    await page.getByRole('button', { name: 'That was a mistake : Alex' }).click();
    await expect.element(page.getByText('Asked to leave: taken back when you save')).toBeVisible();
    await expect.element(row('Alex').getByRole('radio', { name: 'Late' })).toBeChecked();
    await accessible();
    await button('Save 1 chart').click();
    await expect
      .poll(() => sent(save))
      .toEqual({
        'row-0': { outcome: 'present-late', minutesLate: 12, notAsked: true },
      });
    await expect.element(page.getByText('Asked to leave')).not.toBeInTheDocument();
  });

  test('is offered only where the group notes it', async () => {
    await mount(sheet(['Alex']));
    await choose('Alex', 'Other');
    await expect.element(page.getByText('Asked to leave today')).not.toBeInTheDocument();
  });
});

const recordedAlex = (more: object = {}) =>
  sheet(['Alex', 'Bo'], { Alex: { recorded: { outcome: 'present-late', minutesLate: 12, at, ...more } } });
test('the tick of what is recorded is seen without pointing at it', async () => {
  await mount(recordedAlex());
  await userEvent.hover(document.body);
  const tick = await row('Alex').getByRole('button').first().findElement();
  expect(getComputedStyle(tick).opacity).toBe('1');
  await choose('Bo', 'Here');
  await userEvent.hover(button('Save 1 chart'));
  await userEvent.click(document.body, { position: { x: 1, y: 1 } });
  const back = await row('Bo').getByRole('button').first().findElement();
  expect(getComputedStyle(back).opacity).toBe('0');
});

const versions: RowVersion[] = [
  {
    said: { outcome: 'present-late', minutesLate: 12 },
    at: '2026-11-25T09:00:00-05:00',
    by: 'A. Okafor-Test',
    reason: 'correction',
  },
  { said: 'entered-in-error', at: '2026-11-24T19:50:00-05:00', reason: 'wrong-member' },
  { said: { outcome: 'absent-without-notice' }, at, by: 'A. Okafor-Test' },
];
const open = (name: string) => button(`recorded, more about the record of ${name}`);

describe('the record of a row', () => {
  test('tells what it said before, who said it, when and why, and is closed again', async () => {
    const element = await mount(recordedAlex());
    const rowHistory = vi.spyOn(element.portal as Portal, 'rowHistory').mockResolvedValue(versions);
    await open('Alex').click();
    await expect.element(page.getByRole('region', { name: 'The record of Alex' })).toBeVisible();
    await expect
      .poll(() => page.getByRole('list', { name: 'What it says, and said before' }).elements())
      .toHaveLength(1);
    const said = page
      .getByRole('list', { name: 'What it says, and said before' })
      .getByRole('listitem')
      .elements()
      .map((li) => li.textContent?.replaceAll(/\s+/g, ' ').trim());
    expect(said).toEqual([
      '12 min late Wednesday 25 November, 9:00 am · A. Okafor-Test · corrected',
      'Entered in error 7:50 pm · somebody else · was another member’s',
      'Away, no word 7:41 pm · A. Okafor-Test',
    ]);
    expect(rowHistory).toHaveBeenCalledExactlyOnceWith(expect.anything(), 'row-0');
    await accessible();
    await expect.element(open('Alex')).toHaveAttribute('aria-expanded', 'true');
    await open('Alex').click();
    await expect.element(page.getByRole('region', { name: 'The record of Alex' })).not.toBeInTheDocument();
  });

  test('that does not open says so, and the wrong member can still be taken out', async () => {
    const element = await mount(recordedAlex());
    vi.spyOn(element.portal as Portal, 'rowHistory').mockRejectedValue(new PortalError('timeout', ''));
    await open('Alex').click();
    await expect
      .element(page.getByText(/What it said before did not open\. The record is taking too long/))
      .toBeVisible();
    await accessible();
    await expect.element(button('Wrong member')).toBeVisible();
  });

  test('of the wrong member is entered in error after a second press, and the row is empty; keyboard alone', async () => {
    const element = await mount(recordedAlex());
    const portal = element.portal as Portal;
    vi.spyOn(portal, 'rowHistory').mockResolvedValue(versions.slice(2));
    const voidRow = vi.spyOn(portal, 'voidRow').mockResolvedValue();
    (open('Alex').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(button('Wrong member')).toBeVisible();
    (button('Wrong member').element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => focused(element)).toBe('Enter in error');
    expect(voidRow).not.toHaveBeenCalled();
    await accessible();
    vi.spyOn(portal, 'openSheet').mockResolvedValue(sheet(['Alex', 'Bo']));
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => status(element)).toBe('The record of Alex is entered in error. Mark the right member now.');
    expect(voidRow).toHaveBeenCalledExactlyOnceWith(expect.anything(), 'row-0');
    expect(footer(element)).toBe('0 of 2 marked');
    await expect.poll(() => focused(element)).toBe('Alex: Here');
  });

  test('that was entered in error is no longer part of a save to take back', async () => {
    const element = await mount(sheet(['Alex']), savesAll());
    const portal = element.portal as Portal;
    vi.spyOn(portal, 'rowHistory').mockResolvedValue([]);
    vi.spyOn(portal, 'voidRow').mockResolvedValue();
    await choose('Alex', 'Here');
    await button('Save 1 chart').click();
    await expect.element(button('Undo the save')).toBeVisible();
    await open('Alex').click();
    await button('Wrong member').click();
    await button('Enter in error').click();
    await expect.poll(() => footer(element)).toBe('0 of 1 marked');
    await choose('Alex', 'Late');
    await button('Save 1 chart').click();
    await expect.element(button('Undo the save')).toBeVisible();
    const undoRows = vi.spyOn(portal, 'undoRows').mockResolvedValue({ saved: ['row-0'], unchanged: [], failed: [] });
    await button('Undo the save').click();
    await expect.poll(() => undoRows.mock.calls[0]?.[1]).toEqual(['row-0']);
  });

  test('that somebody changed meanwhile is not taken out unseen', async () => {
    const element = await mount(recordedAlex());
    vi.spyOn(element.portal as Portal, 'rowHistory').mockResolvedValue(versions.slice(2));
    vi.spyOn(element.portal as Portal, 'voidRow').mockRejectedValue(new PortalError('conflict', ''));
    await open('Alex').click();
    await button('Wrong member').click();
    await button('Enter in error').click();
    await expect.element(page.getByText('Not saved. Someone else changed this at the same time.')).toBeVisible();
    await accessible();
    expect(footer(element)).toBe('1 of 2 recorded');
  });

  test('that says two things is looked at, and both are entered in error', async () => {
    const element = await mount(sheet(['Alex', 'Bo'], { Bo: { conflict: true } }));
    vi.spyOn(element.portal as Portal, 'rowHistory').mockResolvedValue(versions);
    const voidRow = vi.spyOn(element.portal as Portal, 'voidRow').mockResolvedValue();
    await button('Look at both').click();
    await button('Enter both in error').click();
    await accessible();
    vi.spyOn(element.portal as Portal, 'openSheet').mockResolvedValue(sheet(['Alex', 'Bo']));
    await button('Enter in error').click();
    await expect.poll(() => footer(element)).toBe('0 of 2 marked');
    expect(voidRow.mock.calls[0]?.[1]).toBe('row-1');
  });

  test('a change is a correction unless a press says that it was somebody else’s', async () => {
    const save = savesAll();
    await mount(recordedAlex(), save);
    await choose('Alex', 'Here');
    await expect.element(radio('Alex: why is the record changed?', 'Corrected')).toBeChecked();
    await accessible();
    await other('Alex: why is the record changed?', 'Another member’s');
    await button('Save 1 chart').click();
    await expect.poll(() => sent(save)).toEqual({ 'row-0': { outcome: 'present', why: 'wrong-member' } });
  });
});
