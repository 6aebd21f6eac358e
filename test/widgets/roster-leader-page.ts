/** Mounting the leader's list for its tests. @module */
import { html, render } from 'lit';
import { expect, vi } from 'vitest';
import type { Portal } from '../../src/portal-types.ts';
import type { SessionRoster } from '../../src/roster-types.ts';
import '../../widgets/portal/define.ts';
import '../../widgets/roster/define.ts';
import type { GroupRoster } from '../../widgets/roster/group-roster.ts';
import { fakePortal } from '../support/fake-portal.ts';

export type Read = Portal['roster'];

/** Answers in turn, the last again and again. */
export function answering(...lists: (SessionRoster | Error)[]) {
  let turn = 0;
  return vi.fn<Read>(() => {
    const one = lists[Math.min(turn++, lists.length - 1)];
    return one instanceof Error || one === undefined
      ? Promise.reject(one ?? new Error('nothing to answer'))
      : Promise.resolve(structuredClone(one));
  });
}

/** Whom a row is about: `row-Sam` is `Patient/Sam`. */
export const portalOf = (roster: Read, more: Partial<Portal> = {}) =>
  fakePortal({ roster, patientOfRow: (_list, row) => row.replace('row-', 'Patient/'), ...more });

export function mount(portal: Portal | undefined, { group = 'tuesday', start = '' } = {}): GroupRoster {
  render(
    html`<main>
      <h1>Tonight</h1>
      <button type="button" id="outside">Outside</button>
      <group-roster mode="leader" group=${group} start=${start} .portal=${portal}></group-roster>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-roster');
  if (!element) throw new Error('not drawn');
  return element;
}

const words = (part: Element | null | undefined) => part?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
export const text = (element: GroupRoster, selector: string) => words(element.renderRoot.querySelector(selector));
export const all = (element: GroupRoster, selector: string) =>
  [...element.renderRoot.querySelectorAll(selector)].map(words);
export const status = (element: GroupRoster) => text(element, '[role=status]');
export const part = (element: GroupRoster, selector: string): HTMLElement => {
  const found = element.renderRoot.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`no ${selector}`);
  return found;
};
/** The list is there. */
export async function drawn(element: GroupRoster): Promise<GroupRoster> {
  await expect.poll(() => element.renderRoot.querySelector('.counts, .pad')).not.toBeNull();
  await expect.poll(() => text(element, '#title')).not.toBe('Loading');
  return element;
}
