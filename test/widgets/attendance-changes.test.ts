import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import { accessible, button, choose, footer, mount, savesAll, saving, sent, status } from './pages/attendance-page.ts';
import { at, sheet } from './pages/attendance-sheets.ts';

afterEach(() => render(nothing, document.body));

type Heard = Portal & { saved(): void };
const reads = (portal: Portal | undefined, next: ReturnType<typeof sheet> | PortalError): void => {
  const openSheet = vi.spyOn(portal as Portal, 'openSheet');
  if (next instanceof PortalError) openSheet.mockRejectedValue(next);
  else openSheet.mockResolvedValue(next);
  (portal as Heard).saved();
};
/** Without some rows; the others keep their keys. */
const without = (names: readonly string[], ...gone: string[]) => {
  const all = sheet(names);
  return { ...all, rows: all.rows.filter(({ name }) => !gone.includes(name)) };
};
const names = ['Alex', 'Bo', 'Dee'];

test('somebody marked who left the list is named, in words that stay; the other marks are saved', async () => {
  const save = savesAll();
  const element = await mount(sheet(names), save);
  await choose('Alex', 'Late');
  await choose('Bo', 'Here');
  reads(element.portal, without(names, 'Bo'));
  const words = 'No longer on the list, and not recorded: Bo';
  await expect.poll(() => status(element)).toBe(words);
  expect(element.renderRoot.querySelector('footer')?.textContent).toContain(words);
  expect(footer(element)).toBe('1 of 2 marked');
  await accessible();
  await button('Save 1 chart').click();
  await expect.poll(() => sent(save)).toEqual({ 'row-0': { outcome: 'present-late' } });
});

test('one who left while another joined is news too', async () => {
  const element = await mount(sheet(names));
  const joined = without([...names, 'Jo'], 'Bo');
  reads(element.portal, joined);
  await expect.poll(() => status(element)).toBe('The list changed. What you marked is still here.');
  expect(footer(element)).toBe('0 of 3 marked');
});

test('a session that was moved or called off is said once, in words that stay, and is no failure of the record', async () => {
  const raised = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-error-raised', raised, { once: true });
  const save = vi.fn<Portal['saveSheet']>(() => Promise.reject(new PortalError('not-found', '')));
  const element = await mount(sheet(names), save);
  await choose('Alex', 'Late');
  reads(element.portal, new PortalError('not-found', ''));
  const words = 'This session was moved or called off. Nothing more is saved here.';
  await expect.poll(() => status(element)).toBe(words);
  await expect.poll(() => element.renderRoot.querySelector('.fault')?.textContent).toContain(words);
  await accessible();
  await button('Save 1 chart').click();
  await expect.poll(() => save.mock.calls.length).toBe(1);
  await expect.poll(() => element.renderRoot.querySelector('.fault')?.textContent).toContain(words);
  expect(element.renderRoot.textContent).not.toContain('no longer in the record');
  // held after all
  reads(element.portal, sheet(names));
  await expect.element(page.getByText(words)).not.toBeInTheDocument();
  expect(footer(element)).toBe('1 of 3 marked');
});

test('a row that could not be saved because they left says so, not that the record lost something', async () => {
  await mount(
    sheet(names),
    saving(([first, ...rest]) => ({ saved: rest, failed: [{ row: first ?? '', code: 'not-found' }] })),
  );
  await button('Everyone expected was here').click();
  await button('Save 3 charts').click();
  await expect.element(page.getByText('Alex: No longer on the list of this session.')).toBeVisible();
  await accessible();
});

test('times set on another screen are shown and never sent back; times typed here are sent once', async () => {
  const save = savesAll();
  const held = { start: '2026-11-24T18:10:00-05:00' };
  const recorded = { Alex: { recorded: { outcome: 'present' as const, at } } };
  const element = await mount(sheet(names, recorded), save);
  await button('Real times').click();
  reads(element.portal, { ...sheet(names, recorded), held });
  await expect.element(page.getByLabelText('Began at')).toHaveValue('18:10');
  await expect.element(button('Saved')).toBeVisible();
  await page.getByLabelText('Began at').fill('18:15');
  await button('Save 1 chart').click();
  await expect.poll(() => sent(save)).toEqual({ 'row-0': { outcome: 'present' } });
  await expect.element(button('Saved')).toBeVisible();
});

test('somebody who is not on the list has nothing recorded: the host is asked to show where members are added', async () => {
  const asked = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-member-requested', asked, { once: true });
  const element = await mount(sheet(names));
  await page.getByText('Somebody else is here').click();
  await expect.element(page.getByText(/Whoever is not on the list has nothing recorded here/)).toBeVisible();
  await expect.element(page.getByText('A trainee or a visitor is never on the list.')).toBeVisible();
  await accessible();
  await button('Add to the group').click();
  expect(asked.mock.calls[0]?.[0]).toMatchObject({ detail: { group: 'tuesday' }, bubbles: true, composed: true });
  // and once added they have a row, while marks stay
  await choose('Alex', 'Late');
  reads(element.portal, sheet([...names, 'Jo']));
  await expect.poll(() => footer(element)).toBe('1 of 4 marked');
});
