import axe from 'axe-core';
import { html, nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { MemberPreparation, Portal } from '../../src/portal-types.ts';
import '../../widgets/portal/define.ts';
import '../../widgets/readiness/define.ts';
import type { GroupReadiness } from '../../widgets/readiness/group-readiness.ts';
import { fakePortal } from '../support/fake-portal.ts';
import { attending, prepared, states } from './pages/readiness-states.ts';

afterEach(() => render(nothing, document.body));

const answering = (answer: MemberPreparation) => fakePortal({ readiness: () => Promise.resolve(answer) });

function mount(portal: Portal | undefined, group = 'tuesday'): GroupReadiness {
  render(
    html`<main>
      <h1>Chart</h1>
      <group-readiness group=${group} .portal=${portal}></group-readiness>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-readiness');
  if (!element) throw new Error('not drawn');
  return element;
}
const text = (element: GroupReadiness, selector: string) =>
  element.renderRoot.querySelector(selector)?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const top = (element: GroupReadiness) => ({
  toBe: async (words: string) => {
    await expect.poll(() => text(element, '.lead')).toBe(words);
  },
});
const status = (element: GroupReadiness) => text(element, '[role=status]');

test.each(Object.entries(states))('%s is accessible', async (_name, answer) => {
  const element = mount(answering(answer));
  await expect.element(page.getByRole('heading', { level: 2 })).toHaveTextContent('Preparation · Tuesday group');
  expect(element.renderRoot.querySelector('.lead')).not.toBeNull();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

test('asks about the property’s member, else the portal’s, and never puts one in the page', async () => {
  const readiness = vi.fn<Portal['readiness']>(() => Promise.resolve(states.complete));
  const element = mount(fakePortal({ readiness }));
  await top(element).toBe('Preparation complete');
  element.patient = 'Patient/p2';
  await expect
    .poll(() => readiness.mock.calls.map(([query]) => query))
    .toEqual([
      { group: 'tuesday', patient: 'Patient/p1' },
      { group: 'tuesday', patient: 'Patient/p2' },
    ]);
  expect(readiness.mock.calls[0]?.[1]?.signal).toBeInstanceOf(AbortSignal);
  expect(document.body.innerHTML + (element.shadowRoot?.innerHTML ?? '')).not.toContain('Patient/');
});

test('finds the portal of its page', async () => {
  render(
    html`<group-portal .portal=${answering(states.complete)}
      ><group-readiness group="tuesday"></group-readiness
    ></group-portal>`,
    document.body,
  );
  await expect.element(page.getByText('Preparation complete')).toBeVisible();
});

test('another member’s answer is never shown, not even while theirs is read', async () => {
  let answer: (value: MemberPreparation) => void = () => {};
  const late = new Promise<MemberPreparation>((resolve) => (answer = resolve));
  const signals: (AbortSignal | undefined)[] = [];
  const element = mount(
    fakePortal({
      readiness: ({ patient }, options) => {
        signals.push(options?.signal);
        if (patient === 'Patient/p1') return Promise.resolve(states.complete);
        return patient === 'Patient/p2' ? late : new Promise(() => {});
      },
    }),
  );
  await top(element).toBe('Preparation complete');
  element.patient = 'Patient/p2';
  await top(element).toBe('');
  element.patient = 'Patient/p3';
  await element.updateComplete;
  expect(signals[1]?.aborted).toBe(true);
  answer(states.lapsed);
  await new Promise((done) => setTimeout(done, 20));
  expect(text(element, '.card')).toBe('Loading');
});

test('the skeleton is as high as the card that comes', async () => {
  let answer: (value: MemberPreparation) => void = () => {};
  const element = mount(fakePortal({ readiness: () => new Promise((resolve) => (answer = resolve)) }));
  document.querySelector('main')?.style.setProperty('width', '420px');
  await expect.poll(() => text(element, '.card')).toBe('Loading');
  expect(element.renderRoot.querySelector('section')?.getAttribute('aria-busy')).toBe('true');
  const before = element.offsetHeight;
  answer(prepared(attending('PPLPPNPP'), { agreementSigned: '2026-08-25T15:00:00Z' }));
  await top(element).toBe('Preparation complete');
  expect(Math.abs(element.offsetHeight - before)).toBeLessThan(8);
});

test('reads again after a save: the old words stay until the new ones are there, and the change is said', async () => {
  let next: (value: MemberPreparation) => void = () => {};
  const readiness = vi.fn<Portal['readiness']>().mockResolvedValueOnce(states['steps left']);
  const portal = fakePortal({ readiness });
  const element = mount(portal);
  await top(element).toBe('2 steps left');
  expect(status(element)).toBe('');
  readiness.mockReturnValueOnce(new Promise((resolve) => (next = resolve)));
  portal.saved();
  await element.updateComplete;
  expect(text(element, '.lead')).toBe('2 steps left');
  next(states.complete);
  await top(element).toBe('Preparation complete');
  expect(status(element)).toBe('Preparation complete');
  readiness.mockResolvedValueOnce(states.complete);
  portal.saved();
  await expect.poll(() => readiness.mock.calls.length).toBe(3);
  element.remove();
  portal.saved();
  expect(readiness).toHaveBeenCalledTimes(3);
});

test('a re-read that fails leaves no old answer standing as if it were true', async () => {
  const readiness = vi
    .fn<Portal['readiness']>()
    .mockResolvedValueOnce(states.complete)
    .mockRejectedValueOnce(new PortalError('offline', ''));
  const portal = fakePortal({ readiness });
  const element = mount(portal);
  await top(element).toBe('Preparation complete');
  portal.saved();
  await top(element).toBe('Can’t tell right now');
  expect(text(element, '.card')).not.toContain('complete');
  expect(status(element)).toBe('Can’t tell right now');
});

test('a portal that can’t answer is said with its reason, told to the host, and tried again', async () => {
  const raised = vi.fn<(event: Event) => void>();
  const readiness = vi.fn<Portal['readiness']>().mockRejectedValue(new PortalError('timeout', ''));
  document.body.addEventListener('group-error-raised', raised, { once: true });
  const element = mount(fakePortal({ readiness }));
  await top(element).toBe('Can’t tell right now');
  expect(text(element, '.top .small')).toBe('The record is taking too long to answer.');
  expect(raised.mock.calls[0]?.[0]).toMatchObject({ detail: { code: 'timeout' }, bubbles: true, composed: true });
  const again = page.getByRole('button', { name: 'Try again' });
  await again.click();
  await expect.poll(() => status(element)).toBe('Still can’t tell.');
  readiness.mockResolvedValueOnce(states.complete);
  await again.click();
  await top(element).toBe('Preparation complete');
  await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('title');
});

test('attendance alone unread: preparation stays, one button asks again', async () => {
  const readiness = vi
    .fn<Portal['readiness']>()
    .mockResolvedValueOnce(states['attendance unread'])
    .mockResolvedValueOnce(states.complete);
  const element = mount(fakePortal({ readiness }));
  await top(element).toBe('Preparation complete');
  await expect.element(page.getByText('Attendance: can’t tell right now')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByText('Attended 12 of 12')).toBeVisible();
  expect(status(element)).toBe('Everything is read now.');
});

test('the agreement is asked of the host by keyboard too, with the group’s key and nothing of the member', async () => {
  const asked = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-agreement-requested', asked, { once: true });
  const element = mount(answering(states['steps left']));
  await top(element).toBe('2 steps left');
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  expect(asked.mock.calls[0]?.[0]).toMatchObject({ detail: { group: 'tuesday' }, bubbles: true, composed: true });
});

test('steps and sessions are lists whose items say in words what the shapes show', async () => {
  const element = mount(answering(states['steps left']));
  await top(element).toBe('2 steps left');
  await expect.element(page.getByRole('listitem').nth(2)).toMatchTextContent(/Group rules: to talk about/);
  element.portal = answering(states['follow up']);
  await top(element).toBe('Preparation complete');
  const sessions = page.getByRole('list', { name: 'Sessions, oldest first' });
  await expect
    .element(sessions.getByRole('listitem').last())
    .toMatchTextContent('Tuesday 17 November: absent, no word');
  await expect
    .element(page.getByRole('list', { name: 'To follow up' }))
    .toMatchTextContent(/Two absences, no word, in a row/);
});

test.each([
  ['no portal', undefined, 'tuesday', 'This part of the page is not connected to the record.'],
  ['no group', fakePortal({}), '', 'No group is chosen here.'],
  ['no member', fakePortal({ patient: undefined }), 'tuesday', 'Open a member’s chart to see their preparation.'],
])('%s is a calm sentence', async (_name, portal, group, sentence) => {
  const element = mount(portal, group);
  await expect.poll(() => text(element, '.card')).toBe(sentence);
  const { violations } = await axe.run(document.body);
  expect(violations).toEqual([]);
});

test('no sentence is in two languages', async () => {
  document.documentElement.lang = 'ar';
  const element = mount(answering(states.complete));
  await top(element).toBe('Preparation complete');
  expect(element.renderRoot.querySelector('section')?.lang).toBe('en');
  await expect.element(page.getByText('Agreement and consent to take part signed 25 Aug')).toBeVisible();
  document.documentElement.lang = 'en';
});

test.each([320, 768])('nothing is cut off or scrolls sideways at %i px, in either direction', async (width) => {
  await page.viewport(width, 800);
  for (const dir of ['ltr', 'rtl']) {
    document.documentElement.dir = dir;
    const element = mount(answering(states['many reasons']));
    await top(element).toBe('Preparation complete');
    const card = element.renderRoot.querySelector('.card');
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    expect(card?.scrollWidth).toBe(card?.clientWidth);
    render(nothing, document.body);
  }
  document.documentElement.dir = '';
  await page.viewport(414, 896);
});
