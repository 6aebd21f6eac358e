/** The sheet on a page, and a leader who takes attendance. @module */
import axe from 'axe-core';
import { html, render } from 'lit';
import { expect, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { AttendanceSheet, Mark, Portal, SheetResult } from '../../../src/portal-types.ts';
import '../../../widgets/attendance/define.ts';
import type { GroupAttendance } from '../../../widgets/attendance/group-attendance.ts';
import { fakePortal } from '../../support/fake-portal.ts';
import { sheet, start } from './attendance-sheets.ts';

export type Save = Portal['saveSheet'];
export const saving = (answer: (rows: string[]) => Partial<SheetResult>) =>
  vi.fn<Save>((_sheet, marks) =>
    Promise.resolve({ saved: [], unchanged: [], failed: [], ...answer([...marks.keys()]) }),
  );
export const savesAll = () => saving((saved) => ({ saved }));

export async function mount(opened: AttendanceSheet = sheet(), saveSheet: Save = savesAll()): Promise<GroupAttendance> {
  const portal = fakePortal({ openSheet: () => Promise.resolve(opened), saveSheet });
  render(
    html`<main>
      <h1>Groups</h1>
      <group-attendance group="tuesday" start=${start} .portal=${portal}></group-attendance>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-attendance');
  if (!element) throw new Error('not drawn');
  await expect.element(page.getByRole('heading', { name: 'Tuesday group' })).toBeVisible();
  return element;
}

export const button = (name: string) => page.getByRole('button', { name, exact: true });
export const row = (name: string) => page.getByRole('radiogroup', { name, exact: true });
export const choose = (name: string, choice: string) =>
  row(name).getByRole('radio', { name: choice, exact: true }).click({ force: true });
export const notice = (name: string, word: string) =>
  page
    .getByRole('radiogroup', { name: `${name}, away: did they tell us?` })
    .getByRole('radio', { name: word, exact: true })
    .click({ force: true });
export const footer = (element: GroupAttendance) =>
  element.renderRoot.querySelector('.count')?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
export const status = (element: GroupAttendance) =>
  element.renderRoot.querySelector('[role=status]')?.textContent ?? '';
/** "Alex: Here" for a radio, else the words of the control with focus. */
export const focused = (element: GroupAttendance) => {
  const active = element.shadowRoot?.activeElement;
  const words = active?.closest('label')?.textContent ?? active?.textContent ?? '';
  return [active?.closest('.who')?.querySelector('legend')?.textContent, words]
    .map((s) => s?.trim())
    .filter(Boolean)
    .join(': ');
};
export const sent = (save: Save, nth = 0) =>
  Object.fromEntries((vi.mocked(save).mock.calls[nth]?.[1] ?? new Map<string, Mark>()) as Map<string, Mark>);
export async function accessible(): Promise<void> {
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}
