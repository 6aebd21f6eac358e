/** `<group-members>` on a page, and somebody who keeps the group's book. @module */
import axe from 'axe-core';
import { html, render } from 'lit';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { IntakeList, MemberList } from '../../../src/book-types.ts';
import type { Portal } from '../../../src/portal-types.ts';
import '../../../widgets/members/define.ts';
import type { GroupMembers } from '../../../widgets/members/group-members.ts';
import { fakePortal } from '../../support/fake-portal.ts';
import { memberList, patientOf, schedule } from './members-book.ts';

/** Answers with the synthetic list and schedule unless told otherwise. */
export const bookPortal = (methods: Partial<Portal> = {}) =>
  fakePortal({
    members: () => Promise.resolve(memberList()),
    schedule: () => Promise.resolve(schedule),
    patientOfRow: (list: MemberList | IntakeList, row: string) => patientOf(list as MemberList, row),
    ...methods,
  });

export async function mount(
  portal: Portal = bookPortal(),
  pickPatient?: () => Promise<string | undefined>,
): Promise<GroupMembers> {
  render(
    html`<main>
      <h1>Groups</h1>
      <group-members group="tuesday" .portal=${portal} .pickPatient=${pickPatient}></group-members>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-members');
  if (!element) throw new Error('not drawn');
  await expect.element(page.getByRole('heading', { level: 2, name: 'Members · Tuesday group' })).toBeVisible();
  return element;
}

export const button = (name: string) => page.getByRole('button', { name, exact: true });
export const field = (label: string) => page.getByLabelText(label, { exact: true });
/** Opens a row or a session, and one of its changes. */
export async function change(name: string, action: string): Promise<void> {
  await button(`Change ${name}`).click();
  await button(action).click();
}
export const text = (element: GroupMembers, selector: string) =>
  element.renderRoot.querySelector(selector)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
export const status = (element: GroupMembers) => text(element, '[role=status]');
/** Words of what has the focus: those of its label where it has one. */
export const focused = (element: GroupMembers) => {
  const active = element.shadowRoot?.activeElement as HTMLInputElement | null | undefined;
  return (active?.labels?.[0] ?? active)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
};
/** Each list with its rows, as somebody reads them. */
export const lists = (element: GroupMembers) =>
  Object.fromEntries(
    [...element.renderRoot.querySelectorAll('[part=members] ul')].map((list) => [
      element.shadowRoot?.getElementById(list.getAttribute('aria-labelledby') ?? '')?.textContent,
      [...list.querySelectorAll('.who')].map((row) =>
        [...row.querySelectorAll('p')].map((p) => p.textContent?.replaceAll(/\s+/g, ' ').trim()).join(' | '),
      ),
    ]),
  );
export async function accessible(): Promise<void> {
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}
