/** What a guardian sees in `<group-readiness>`. */
import axe from 'axe-core';
import { html, nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { MemberPreparation, Portal } from '../../src/portal-types.ts';
import '../../widgets/readiness/define.ts';
import { ownOf } from '../../widgets/readiness/mine-view.ts';
import { en } from '../../widgets/strings/guardian.ts';
import { fakePortal } from '../support/fake-portal.ts';
import { attending, prepared, states } from './pages/readiness-states.ts';

afterEach(() => {
  render(nothing, document.body);
  document.documentElement.lang = 'en';
});

const open = prepared({
  preparation: 'in-progress',
  criteria: { introduction: 'not-met', agreement: 'not-met', commitment: 'not-met' },
});

function mount(
  answer: MemberPreparation | PortalError,
  { lang = 'en', ...methods }: Partial<Portal> & { lang?: string } = {},
) {
  document.documentElement.lang = lang;
  const portal = fakePortal({
    user: { reference: 'RelatedPerson/rp1', display: 'M. Brooks-Test', role: 'guardian' },
    readiness: () => (answer instanceof PortalError ? Promise.reject(answer) : Promise.resolve(answer)),
    ...methods,
  });
  render(
    html`<main>
      <h1>Their group</h1>
      <group-readiness group="tuesday" .portal=${portal} .patient=${'Patient/p1'}></group-readiness>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-readiness');
  if (!element) throw new Error('not drawn');
  return element;
}
const text = () => document.querySelector('group-readiness')?.shadowRoot?.querySelector('.card')?.textContent ?? '';
const accessible = async () =>
  expect((await axe.run(document.body)).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);

test('it says in plain words what is left, and opens the form', async () => {
  const asked = vi.fn<(event: Event) => void>();
  mount(open).addEventListener('group-agreement-requested', asked);
  await expect.element(page.getByText('2 things are left')).toBeVisible();
  await expect
    .element(page.getByRole('list', { name: 'What is left' }))
    .toMatchTextContent(/still to be read.*rules are not in force.*the leader: The leader talks with them/s);
  await accessible();
  await page.getByRole('button', { name: 'Read and answer' }).click();
  expect(asked).toHaveBeenCalledTimes(1);
});

test('nothing of sessions, of a no or of a wish to talk, whatever an answer holds; and it says so', async () => {
  const answer = prepared(
    {
      ...attending('PPLPPNAA'),
      reasons: (['two-unannounced', 'wants-to-talk', 'rule-declined', 'expiring-soon'] as const).map((code) => ({
        code,
        owner: 'leader' as const,
        since: '2026-11-20T15:00:00Z',
        evidence: [],
      })),
    },
    { nextSession: '2026-12-01T18:00:00-05:00', talk: ['coming on time'] },
  );
  mount(answer);
  await expect
    .element(page.getByText('This page does not show when they come or what they say.', { exact: false }))
    .toBeVisible();
  await expect.element(page.getByText('What was signed ends soon. It can be signed again.')).toBeVisible();
  expect(text()).not.toMatch(/session|came|missed|talk|on time|December|no word|follow|intake/i);
});

test.each(Object.entries(states).filter(([, { readiness }]) => readiness.preparation !== 'ready'))(
  '%s: not called ready',
  (_name, answer) => {
    expect(ownOf(answer, en).lead).not.toBe(en.ready);
  },
);

test('what they signed is there on a press, and goes with another', async () => {
  const element = mount(prepared({}), {
    signings: () => Promise.reject(new PortalError('offline', '')),
  });
  const button = page.getByRole('button', { name: 'What I signed' });
  await button.click();
  await expect.poll(() => element.shadowRoot?.querySelector('group-signed')).not.toBeNull();
  await expect.element(button).toHaveAttribute('aria-expanded', 'true');
  await button.click();
  await expect.poll(() => element.shadowRoot?.querySelector('group-signed')).toBeNull();
});

test('in Spanish where the page is; what did not load is said, and never guessed', async () => {
  mount(open, { lang: 'es' });
  await expect.element(page.getByText('Faltan 2 cosas')).toBeVisible();
  await accessible();
  mount(new PortalError('offline', ''));
  await expect.element(page.getByText('We can’t tell right now')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});

test.each([320, 768])('nothing scrolls sideways at %i px', async (width) => {
  await page.viewport(width, 800);
  mount(open);
  await expect.element(page.getByText('2 things are left')).toBeVisible();
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  await page.viewport(414, 896);
});
