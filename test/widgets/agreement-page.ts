/** The signing form on a page, and a person who walks through it. @module */
import axe from 'axe-core';
import { html, render } from 'lit';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { Portal, SigningForm, SigningResult } from '../../src/portal-types.ts';
import '../../widgets/agreement/define.ts';
import type { GroupAgreement } from '../../widgets/agreement/group-agreement.ts';
import { fakePortal } from '../support/fake-portal.ts';
import { signingForm } from './agreement-form.ts';

export const button = (name: string) => page.getByRole('button', { name, exact: true });
export const heading = async (name: string) => {
  await expect.element(page.getByRole('heading', { name })).toBeVisible();
};
export const result = (form: SigningForm): SigningResult => ({
  signing: form.signing,
  signed: '2026-11-24T23:00:00Z',
  rules: 'active',
  participation: 'active',
});
export const portalWith = (methods: Partial<Portal> = {}) =>
  fakePortal({
    openSigning: () => Promise.resolve(signingForm()),
    sign: (form) => Promise.resolve(result(form)),
    ...methods,
  });

export function mount(
  portal: Portal | undefined,
  { keepOverReload = false, handedOver }: Partial<Pick<GroupAgreement, 'keepOverReload' | 'handedOver'>> = {},
): GroupAgreement {
  render(
    html`<main>
      <h1>Intake</h1>
      <group-agreement
        group="tuesday"
        ?keep-over-reload=${keepOverReload}
        .handedOver=${handedOver}
        .portal=${portal}
      ></group-agreement>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-agreement');
  if (!element) throw new Error('not drawn');
  return element;
}

/** The portal of a form that is opened with these changes; the same form each time. */
export function portalFor(changes: Partial<SigningForm>, methods: Partial<Portal> = {}) {
  const form = signingForm(changes);
  return portalWith({ openSigning: () => Promise.resolve(form), ...methods });
}

/** A label or a sentence, exactly. */
export const words = (text: string | RegExp) => page.getByText(text, { exact: true });
export const radio = (name: string) => page.getByRole('radio', { name, exact: true });
/** Everything that can be read on the form now. */
export const read = ({ renderRoot }: GroupAgreement): string =>
  [...renderRoot.querySelectorAll('.card')].map((card) => (card as HTMLElement).innerText).join('\n');
/** Typed text is no text of the page. */
export const typed = ({ renderRoot }: GroupAgreement): string[] =>
  [...renderRoot.querySelectorAll('input')].map(({ value }) => value).filter((value) => value !== 'on' && value !== '');

export async function accessible(): Promise<void> {
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

/** Staff settle that the member signs, and hand over the screen. */
export async function handOver(): Promise<void> {
  await page.getByText('The member', { exact: true }).click();
  await page.getByText('Two identifiers checked').click();
  await button('Hand over this screen').click();
}

export async function start(): Promise<void> {
  await handOver();
  await button('Next').click();
}

export async function say(word: string): Promise<void> {
  await page.getByText(word, { exact: true }).click();
  await button('Next').click();
}

export async function walkToReview(
  answers: { private?: string; avoid?: string; consent?: string } = {},
): Promise<void> {
  await start();
  await say(answers.private ?? 'Yes');
  await button('I read this').click();
  await say(answers.avoid ?? 'Yes');
  await button('I read this').click();
  await say(answers.consent ?? 'Yes');
}

export async function sign(): Promise<void> {
  await button('Next').click();
  await page.getByRole('checkbox').click();
  await page.getByLabelText('Your full name').fill('Sam R.');
  await button('Sign and save').click();
}
