/** `<group-signed>` on a page, and ways to look at it. @module */
import axe from 'axe-core';
import { html, render } from 'lit';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { Portal } from '../../src/portal-types.ts';
import type { SignedHistory } from '../../src/signed-types.ts';
import '../../widgets/signed/define.ts';
import type { GroupSigned } from '../../widgets/signed/group-signed.ts';
import { fakePortal } from '../support/fake-portal.ts';

export const answering = (answer: SignedHistory, methods: Partial<Portal> = {}) =>
  fakePortal({ signings: () => Promise.resolve(answer), ...methods });

export function mount(portal: Portal | undefined, group = 'tuesday'): GroupSigned {
  render(
    html`<main>
      <h1>Chart</h1>
      <group-signed group=${group} .portal=${portal}></group-signed>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-signed');
  if (!element) throw new Error('not drawn');
  return element;
}

export const text = (element: GroupSigned, selector: string) =>
  element.renderRoot.querySelector(selector)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
export const lead = async (element: GroupSigned, words: string) => {
  await expect.poll(() => text(element, '.lead')).toBe(words);
};
export const status = (element: GroupSigned) => text(element, '[role=status]');
export const focused = (element: GroupSigned) => element.shadowRoot?.activeElement;
export const button = (name: string | RegExp) => page.getByRole('button', { name });
/** Opens every signing, and their answers. */
export const openAll = (element: GroupSigned) => {
  for (const one of element.renderRoot.querySelectorAll('details')) one.open = true;
};
export async function accessible(): Promise<void> {
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}
