/** Every screen of the form, put there at once: what holds for each of them. */
import { html, nothing, render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import '../../widgets/agreement/define.ts';
import type { GroupAgreement } from '../../widgets/agreement/group-agreement.ts';
import { fakePortal } from '../support/fake-portal.ts';
import { accessible } from './agreement-page.ts';
import { screens } from './pages/agreement-screens.ts';
import { showScreen } from './pages/agreement-show.ts';

afterEach(async () => {
  document.documentElement.style.colorScheme = '';
  await page.viewport(414, 896);
  render(nothing, document.body);
});

async function show(name: string): Promise<GroupAgreement> {
  const portal = fakePortal({
    openSigning: () => new Promise(() => {}),
    handOver: () => Promise.resolve({ link: 'https://clinic.example/sign/7f3a91c05d2e4b68' }),
  });
  render(
    html`<main>
      <h1>Intake</h1>
      <group-agreement group="tuesday" .portal=${portal}></group-agreement>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-agreement');
  const shown = screens()[name];
  if (!element || !shown) throw new Error('not drawn');
  await showScreen(element, shown.session);
  return element;
}

/** Where a finger or a pointer has to land: a label is part of its box. */
function targets({ renderRoot }: GroupAgreement): [string, number, number][] {
  return [...renderRoot.querySelectorAll<HTMLElement>('button, input, canvas')]
    .filter((target) => target.checkVisibility())
    .map((target) => {
      const area = target.matches('[type=radio], [type=checkbox]') ? (target.closest('label') ?? target) : target;
      const { width, height } = area.getBoundingClientRect();
      return [target.closest('label')?.innerText ?? target.innerText, Math.round(width), Math.round(height)];
    });
}

const all = Object.entries(screens()).map(([name, { of }]) => [name, of] as const);

test.each(all)(
  '%s: at 320 px nothing is wider than the screen, and targets are large enough for the %s',
  async (name, of) => {
    await page.viewport(320, 640);
    const element = await show(name);
    expect(document.documentElement.scrollWidth).toBe(320);
    const card = element.renderRoot.querySelector('.card');
    expect(card?.scrollWidth).toBe(card?.clientWidth);
    expect(targets(element).length).toBeGreaterThan(0);
    const least = of === 'member' ? 44 : 24;
    expect(targets(element).filter(([, width, height]) => width < least || height < least)).toEqual([]);
  },
);

test.each(all)('%s: axe finds nothing, in dark either', async (name) => {
  const element = await show(name);
  expect(element.renderRoot.querySelector('.card')).not.toBeNull();
  await accessible();
  document.documentElement.style.colorScheme = 'dark';
  await accessible();
});

test.each(all)('%s: one heading takes the focus, every control has a name', async (name) => {
  const element = await show(name);
  const { renderRoot } = element;
  expect(renderRoot.querySelectorAll('#heading').length).toBe(name === 'not opened' ? 0 : 1);
  const controls = page.elementLocator(element);
  const nameless = ['button', 'radio', 'checkbox', 'textbox'].flatMap((role) =>
    controls.getByRole(role, { name: /^$/ }).elements(),
  );
  expect(nameless).toEqual([]);
  // radios without a question are answers to nothing
  const loose = [...renderRoot.querySelectorAll('[type=radio]')].filter(
    (one) => !one.closest('fieldset, [role=radiogroup]'),
  );
  expect(loose).toEqual([]);
});

test.each(all)('%s: the accessibility tree is the one that was read through', async (name) => {
  const element = await show(name);
  const card = element.renderRoot.querySelector('.card') as HTMLElement;
  // the code to scan is fetched: it is there before the tree is read
  const isAway = name === 'away';
  await expect.poll(() => !isAway || card.querySelector('svg.code') !== null).toBe(true);
  expect(card).toMatchAriaSnapshot();
});
