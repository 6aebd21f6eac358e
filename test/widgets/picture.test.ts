import axe from 'axe-core';
import { html, nothing, render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { GroupPicture } from '../../src/picture-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import '../../widgets/picture/define.ts';
import { fakePortal, tuesday } from '../support/fake-portal.ts';
import { weekly } from './pages/readiness-states.ts';

afterEach(() => render(nothing, document.body));

const outcomes = (letters: string) => weekly(letters).map(({ outcome }) => outcome);
const starts = weekly('PPPPPPPPPPPP').map(({ start }) => start);
const whole: GroupPicture = {
  group: tuesday,
  asOf: '2026-11-25T10:00:00-05:00',
  sessions: starts.map((start, i) => ({ start, ...(i < 11 && { here: 2, listed: 3 }) })),
  rows: [
    { name: 'Alex', outcomes: outcomes('PPLNAXPPQPPM') },
    { name: 'محمد', outcomes: [...Array.from({ length: 4 }, () => undefined), ...outcomes('PPPPPPPP')] },
    { name: 'Zoë', outcomes: outcomes('PPPPPPPPPPPA') },
  ],
};

function mount(portal: Portal) {
  render(
    html`<main>
      <h1>Group</h1>
      <group-picture group="tuesday" .portal=${portal}></group-picture>
    </main>`,
    document.body,
  );
}
const answering = (answer: GroupPicture) => fakePortal({ picture: () => Promise.resolve(answer) });

test('a table that says in words what its shapes show, by name and by day', async () => {
  mount(answering(whole));
  await expect.element(page.getByText('The last 12 sessions')).toBeVisible();
  const alex = page.getByRole('row', { name: /^Alex/ });
  await expect.element(alex.getByRole('cell').nth(2)).toMatchTextContent('late');
  await expect.element(alex.getByRole('cell').nth(3)).toMatchTextContent('absent, told us');
  await expect
    .element(page.getByRole('row', { name: /^محمد/ }).getByRole('cell').first())
    .toMatchTextContent('not in the group');
  await expect.element(page.getByRole('columnheader', { name: '17 Nov' })).toBeVisible();
  await expect
    .element(
      page
        .getByRole('row', { name: /^Here, of those/ })
        .getByRole('cell')
        .first(),
    )
    .toMatchTextContent('2 of 3');
  await expect
    .element(
      page
        .getByRole('row', { name: /^Here, of those/ })
        .getByRole('cell')
        .last(),
    )
    .toMatchTextContent(/^$/);
  expect(document.querySelector('group-picture')?.shadowRoot?.textContent).not.toMatch(/%|best|worst|rank/i);
});

test.each([320, 1024])('accessible at %i px, and the page itself never scrolls sideways', async (width) => {
  await page.viewport(width, 800);
  mount(answering(whole));
  await expect.element(page.getByText('The last 12 sessions')).toBeVisible();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
  // what does not fit is reached by keyboard
  await userEvent.tab();
  const root = document.querySelector('group-picture')?.shadowRoot;
  expect(root?.activeElement?.className).toBe('scroll');
  await page.viewport(414, 896);
});

test('who can’t be told is said to be so, and asked for again', async () => {
  let answer: GroupPicture = {
    ...whole,
    sessions: starts.map((start) => ({ start })),
    rows: [{ name: 'Alex', outcomes: [], unknown: true }, ...whole.rows.slice(1)],
  };
  mount(fakePortal({ picture: () => Promise.resolve(answer) }));
  await expect.element(page.getByText('Some of it didn’t load. Nothing here is guessed.')).toBeVisible();
  await expect.element(page.getByRole('row', { name: /^Alex/ })).toMatchTextContent(/can’t tell right now/);
  expect(page.getByRole('row', { name: /^Here, of those/ }).query()).toBeNull();
  answer = whole;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByRole('status')).toMatchTextContent('Everything is read now.');
});

test.each([
  ['nobody came yet', () => Promise.resolve({ ...whole, sessions: [], rows: [] }), 'No sessions yet'],
  ['another role', () => Promise.reject(new PortalError('not-allowed', '')), 'Your account may not do this.'],
])('%s: a calm sentence', async (_name, picture, sentence) => {
  mount(fakePortal({ picture }));
  await expect.element(page.getByText(sentence)).toBeVisible();
});
