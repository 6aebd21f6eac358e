import { html, nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import type { SignedHistory } from '../../src/signed-types.ts';
import '../../widgets/portal/define.ts';
import { fakePortal } from '../support/fake-portal.ts';
import { history, states } from './pages/signed-states.ts';
import { accessible, answering, button, focused, lead, mount, openAll, status, text } from './signed-page.ts';

afterEach(() => {
  render(nothing, document.body);
  document.documentElement.lang = 'en';
});
const state = (name: string) => states[name] as SignedHistory;

test.each(Object.entries(states))('%s is accessible, closed and open', async (_name, answer) => {
  const element = mount(answering(answer));
  await expect.element(page.getByRole('heading', { level: 2 })).toHaveTextContent('Signed documents · Tuesday group');
  await accessible();
  openAll(element);
  await accessible();
});

test.each([
  ['in force', 'Group rules and consent to take part are in force', 'since 25 Aug'],
  ['rules withdrawn', 'Consent to take part is in force', 'since 25 Aug Group rules: withdrawn 3 Nov'],
  ['nothing in force', 'Nothing is in force now', 'Group rules: withdrawn 3 Nov Consent to take part: withdrawn 3 Nov'],
  ['never signed', 'Nothing is signed yet', 'Signed forms will be listed here.'],
  ['can’t tell', 'Can’t tell right now', 'Part of the signed documents is missing. What is in force is not guessed.'],
])('%s: the top line answers what is in force now', async (name, words, under) => {
  const element = mount(answering(state(name)));
  await lead(element, words);
  const said = [...element.renderRoot.querySelectorAll('.top .small')].map((p) => p.textContent?.trim());
  expect(said.join(' ')).toBe(under);
});

test('nothing is shown before the answer, nor of another member while theirs is read', async () => {
  let answer: (value: SignedHistory) => void = () => {};
  const signings = vi.fn<Portal['signings']>(({ patient }) =>
    patient === 'Patient/p1' ? new Promise((resolve) => (answer = resolve)) : new Promise(() => {}),
  );
  const element = mount(fakePortal({ signings }));
  await expect.poll(() => text(element, '.card')).toBe('Loading');
  expect(element.renderRoot.querySelector('section')?.getAttribute('aria-busy')).toBe('true');
  answer(history());
  await lead(element, 'Group rules and consent to take part are in force');
  element.patient = 'Patient/p2';
  await expect.poll(() => text(element, '.card')).toBe('Loading');
  expect(signings.mock.calls.map(([query]) => query)).toEqual([
    { group: 'tuesday', patient: 'Patient/p1' },
    { group: 'tuesday', patient: 'Patient/p2' },
  ]);
  expect(signings.mock.calls[0]?.[1]?.signal?.aborted).toBe(false);
  expect(element.renderRoot.querySelectorAll('details')).toHaveLength(0);
});

test('what is there while it is read is as high as the card that comes', async () => {
  let answer: (value: SignedHistory) => void = () => {};
  const element = mount(fakePortal({ signings: () => new Promise((resolve) => (answer = resolve)) }));
  document.querySelector('main')?.style.setProperty('width', '420px');
  await expect.poll(() => text(element, '.card')).toBe('Loading');
  const before = element.offsetHeight;
  answer(history());
  await lead(element, 'Group rules and consent to take part are in force');
  expect(Math.abs(element.offsetHeight - before)).toBeLessThan(24);
});

test('a portal that can’t answer is said with its reason, and tried again', async () => {
  const raised = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-error-raised', raised, { once: true });
  const signings = vi.fn<Portal['signings']>().mockRejectedValue(new PortalError('timeout', ''));
  const element = mount(fakePortal({ signings }));
  await lead(element, 'Can’t tell right now');
  expect(text(element, '.small')).toBe('The record is taking too long to answer.');
  expect(raised.mock.calls[0]?.[0]).toMatchObject({ detail: { code: 'timeout' } });
  await accessible();
  await button('Try again').click();
  await expect.poll(() => status(element)).toBe('Still can’t tell.');
  signings.mockResolvedValue(history());
  await button('Try again').click();
  await lead(element, 'Group rules and consent to take part are in force');
  await expect.poll(() => focused(element)?.id).toBe('title');
});

test('what was in force on a day is answered for that day, with the hour it ended', async () => {
  const element = mount(answering(state('rules withdrawn')));
  await lead(element, 'Consent to take part is in force');
  const day = page.getByLabelText('What was in force on…');
  expect(text(element, 'output')).toBe('');
  await day.fill('2026-11-24');
  expect(text(element, 'output')).toBe('Tuesday 24 November: consent to take part (version 2026.1).');
  await day.fill('2026-11-03');
  expect(text(element, 'output')).toBe(
    'Tuesday 3 November: group rules (version 2026.1, until 2:10 pm) and consent to take part (version 2026.1).',
  );
  await day.fill('2026-08-25');
  expect(text(element, 'output')).toContain('group rules (version 2026.1, from 2:31 pm)');
  await day.fill('2026-08-24');
  expect(text(element, 'output')).toBe('Monday 24 August: nothing was in force.');
});

test('a day that can’t be told is said so, never "nothing"', async () => {
  const element = mount(answering(state('can’t tell')));
  await lead(element, 'Can’t tell right now');
  await page.getByLabelText('What was in force on…').fill('2026-11-24');
  expect(text(element, 'output')).toBe('Tuesday 24 November: can’t tell right now.');
});

test('a signing opens by keyboard and says who signed, how, and what was answered', async () => {
  const element = mount(answering(state('for a teen, through an interpreter, with an exception')));
  await lead(element, 'Group rules are in force');
  for (let i = 0; i < 10 && focused(element)?.localName !== 'summary'; i++) await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  const facts = () =>
    [...element.renderRoot.querySelectorAll('.facts > div')].map((row) =>
      row.textContent?.replaceAll(/\s+/g, ' ').trim(),
    );
  await expect.poll(() => element.renderRoot.querySelector('details')?.open).toBe(true);
  expect(facts()).toEqual([
    'Signed Tuesday 25 August, 2:31 pm (Eastern Time)',
    'Signed by Kim Brooks-Test, for the member (parent)',
    'How Spoken, and written down by staff',
    'How we knew who signed Staff checked two identifiers',
    'Interpreter INT-204, by video',
    'Witness A. Okafor-Test',
    'Recorded by P. Lindqvist-Test, Wednesday 2 September, 9:00 am',
  ]);
  const opened = text(element, '.opened');
  expect(opened).toContain('The member signed beside them.');
  expect(opened).toContain('Covers every group of the programme');
  expect(opened).toContain(
    'Leader’s decision 26 Aug: start all the same, with contact outside group and bringing it up',
  );
  expect(opened).toContain('Taking part in group Waiting for a talk');
  await page.getByText('Answers').first().click();
  await expect.element(page.getByText('I want to talk about this')).toBeVisible();
});

test('a withdrawal recorded later says when, whose word it was, and who wrote it down', async () => {
  const element = mount(answering(state('rules withdrawn')));
  await lead(element, 'Consent to take part is in force');
  openAll(element);
  const opened = text(element, '.document');
  expect(opened).toContain('In force 25 Aug to 3 Nov');
  expect(opened).toContain('Withdrawn Tuesday 3 November, 2:10 pm, on the member’s word');
  expect(opened).toContain('Recorded 4 Nov by P. Lindqvist-Test');
});

test('what was entered in error says so and holds no name, no answer and no copy', async () => {
  const element = mount(answering(state('a long life')));
  await lead(element, 'Group rules and consent to take part are in force');
  const rows = [...element.renderRoot.querySelectorAll('.signing')];
  expect(rows.map((row) => row.querySelector('summary')?.textContent?.replaceAll(/\s+/g, ' ').trim())).toEqual([
    '25 Aug Group rules and consent to take part: in force',
    '24 Aug Group rules and consent to take part: entered in error',
    '25 Aug 2025 Group rules and consent to take part: signed again since 25 Aug',
  ]);
  const words = rows[1]?.textContent ?? '';
  expect(words).toContain('It belongs on another person’s chart.');
  expect(words).toContain('The content of the copy was removed.');
  expect(words).not.toContain('Bo');
  expect(rows[1]?.querySelector('button')).toBeNull();
});

test('a paper has a day and no hour, or no date at all, and each says when it was entered', async () => {
  const element = mount(answering(state('papers, one without a date')));
  await lead(element, 'Group rules and consent to take part are in force');
  openAll(element);
  const rows = [...element.renderRoot.querySelectorAll('.signing')].map((row) =>
    row.textContent?.replaceAll(/\s+/g, ' ').trim(),
  );
  expect(rows[0]).toMatch(/^Entered 9 Sep Group rules: in force Signed The paper has no date\./);
  expect(rows[0]).toContain('Recorded by P. Lindqvist-Test, Wednesday 9 September, 11:00 am');
  expect(rows[1]).toMatch(/^25 Aug .*Signed Tuesday 25 August Signed by/);
  expect(rows[1]).toContain('Recorded by P. Lindqvist-Test, Wednesday 26 August, 9:00 am');
  expect(rows[1]).toContain('Group rules: closed by the leader’s decision');
  await page.getByLabelText('What was in force on…').fill('2026-08-25');
  expect(text(element, 'output')).toBe('Tuesday 25 August: consent to take part (version 2026.1).');
});

test('names and copies that did not load are said beside what is in force', async () => {
  const element = mount(answering(state('names and copies unread')));
  await lead(element, 'Group rules and consent to take part are in force');
  expect(text(element, '.top')).toContain('The names of who recorded what didn’t load.');
  openAll(element);
  expect(text(element, '.opened')).toContain('Can’t tell whether a copy is on file.');
  await expect.element(button('Try again')).toBeVisible();
});

test('other staff have nothing to press, and what is on file elsewhere is said not to count', async () => {
  const element = mount(answering(state('other staff')));
  await lead(element, 'Group rules and consent to take part are in force');
  openAll(element);
  expect(element.renderRoot.querySelectorAll('button')).toHaveLength(0);
  expect(text(element, '.top')).toContain(
    'Consent to take part: on file from another system, 2 Mar 2025. Not counted.',
  );
  expect(text(element, '.opened')).toContain('This account may not open copies.');
});

test.each([
  ['no portal', undefined, 'tuesday', 'This part of the page is not connected to the record.'],
  ['no group', fakePortal({}), '', 'No group is chosen here.'],
  ['no member', fakePortal({ patient: undefined }), 'tuesday', 'Open a member’s chart to see what they signed.'],
])('%s is a calm sentence', async (_name, portal, group, sentence) => {
  const element = mount(portal, group);
  await expect.poll(() => text(element, '.card')).toBe(sentence);
  await accessible();
});

test('a page in Spanish has the whole card in Spanish', async () => {
  document.documentElement.lang = 'es';
  const element = mount(answering(state('rules withdrawn')));
  await lead(element, 'El consentimiento para participar está vigente');
  expect(element.renderRoot.querySelector('section')?.lang).toBe('es');
  openAll(element);
  const words = text(element, '.card');
  expect(words).toContain('Documentos firmados');
  expect(words).toContain('Reglas del grupo: retirado el 3 nov');
  expect(words).not.toMatch(/\b(signed|withdrawn|version|force|copy)\b/i);
  await accessible();
});

test('finds the portal of its page', async () => {
  render(
    html`<group-portal .portal=${answering(history())}><group-signed group="tuesday"></group-signed></group-portal>`,
    document.body,
  );
  await expect.element(page.getByText('Group rules and consent to take part are in force')).toBeVisible();
});

test.each([320, 768])('nothing is cut off or scrolls sideways at %i px, in either direction', async (width) => {
  await page.viewport(width, 800);
  for (const dir of ['ltr', 'rtl'])
    for (const name of ['a long life', 'for a teen, through an interpreter, with an exception']) {
      document.documentElement.dir = dir;
      const element = mount(answering(state(name)));
      await expect.poll(() => element.renderRoot.querySelectorAll('details').length).toBeGreaterThan(0);
      openAll(element);
      await button('Withdraw…').click();
      await page.getByLabelText('Earlier, and recorded now').click();
      await button(/Entered in error… signed 25 Aug$/).click();
      const card = element.renderRoot.querySelector('.card');
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      expect(card?.scrollWidth).toBe(card?.clientWidth);
      render(nothing, document.body);
    }
  document.documentElement.dir = '';
  await page.viewport(414, 896);
});
