/** The member's own view, by hand in Chromium. */
import axe from 'axe-core';
import { html, nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { MemberPreparation, Portal } from '../../src/portal-types.ts';
import '../../widgets/readiness/define.ts';
import { mineOf, ownTime } from '../../widgets/readiness/mine-view.ts';
import { attendancePage } from '../../widgets/readiness/print.ts';
import { en } from '../../widgets/strings/mine.ts';
import { fakePortal } from '../support/fake-portal.ts';
import { attending, prepared, states } from './pages/readiness-states.ts';

afterEach(() => {
  render(nothing, document.body);
  document.documentElement.lang = 'en';
});

const next = '2026-12-01T18:00:00-05:00';
const mine = (answer: MemberPreparation, methods: Partial<Portal> = {}) =>
  fakePortal({
    user: { reference: 'Patient/p1', display: 'Sam', role: 'member' },
    readiness: () => Promise.resolve(answer),
    ...methods,
  });
const ready = prepared(attending('PPLPPNPA'), { agreementSigned: '2026-08-25T15:00:00Z', nextSession: next });
const open = prepared(
  {
    preparation: 'in-progress',
    criteria: { introduction: 'not-met', questions: 'not-met', agreement: 'not-met', commitment: 'not-met' },
  },
  { nextSession: next },
);

function mount(portal: Portal, lang = 'en') {
  document.documentElement.lang = lang;
  render(
    html`<main>
      <h1>My group</h1>
      <group-readiness group="tuesday" .portal=${portal}></group-readiness>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-readiness');
  if (!element) throw new Error('not drawn');
  return element;
}
const text = () => document.querySelector('group-readiness')?.shadowRoot?.querySelector('.card')?.textContent ?? '';
const button = (name: string) => page.getByRole('button', { name, exact: true });

test('it says in plain words what is left for them and what is their leader’s, when group is, and how it went', async () => {
  mount(mine(open));
  await expect.element(page.getByText('2 things to do')).toBeVisible();
  await expect
    .element(page.getByRole('list', { name: 'What is left' }))
    .toMatchTextContent(
      /you: Read what to expect in group\..*you: Read the group rules.*your leader: Talk with your leader about how long/s,
    );
  await expect.element(page.getByText('Tuesday 1 December, 6:00 pm (Eastern Time)')).toBeVisible();
  mount(mine(ready));
  await expect.element(page.getByText('You are all set for group')).toBeVisible();
  await expect.element(page.getByText('You came to 6 of 8 sessions')).toBeVisible();
  await expect
    .element(page.getByRole('list', { name: 'Sessions, oldest first' }))
    .toMatchTextContent(/no word from you/);
  // nothing of what staff see of it
  expect(text()).not.toMatch(/intake|leader to talk|follow|unannounced|prepar/i);
});

test.each(Object.entries(states).filter(([, { readiness }]) => readiness.preparation === 'unknown'))(
  '%s: nothing is guessed',
  (_name, answer) => {
    const view = mineOf(answer, en, 'America/New_York');
    expect(view).toMatchObject({ lead: en.cantTell, glyph: 'unknown', steps: [], notes: [], form: false });
    expect(view).not.toHaveProperty('next');
  },
);

test('words to be read again because some of them are new are called so', () => {
  const answer = prepared({ preparation: 'in-progress', criteria: { introduction: 'not-met' } });
  const first = () => mineOf(answer, en, 'UTC').steps[0]?.text;
  expect(first()).toBe(en.step.introduction);
  answer.readiness.criteria.introduction.note = 'new-version';
  expect(first()).toBe(en.step.newVersion);
});

test('only what is complete is called so, and staff’s own reasons never come to the member', () => {
  const views = Object.values(states).map(
    (answer) => [answer.readiness.preparation, mineOf(answer, en, 'UTC')] as const,
  );
  expect(views.filter(([, view]) => view.lead === en.ready).every(([preparation]) => preparation === 'ready')).toBe(
    true,
  );
  expect(JSON.stringify(views)).not.toMatch(/two-|undiscussed|owner|without agreement/);
});

test('“I can’t come”: this session, by keyboard, with no field for why', async () => {
  const addNote = vi.fn<Portal['addNote']>(() => Promise.resolve());
  const element = mount(mine(ready, { addNote }));
  await button('I can’t come').click();
  await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('away-title');
  expect(element.shadowRoot?.querySelectorAll('textarea, input[type=text], select').length).toBe(0);
  await expect.element(page.getByText(/call or text 988/)).toBeVisible();
  await button('Tell my leader').click();
  expect(addNote).not.toHaveBeenCalled();
  await expect.element(page.getByText('Choose one to go on.')).toBeVisible();
  await page.getByRole('radio', { name: /Just this session/ }).click();
  await userEvent.keyboard('{Enter}');
  await expect
    .element(page.getByText(/We will tell the group you will not be there\. We will not say why\./).first())
    .toBeVisible();
  expect(addNote.mock.calls[0]?.slice(0, 2)).toEqual([
    { group: 'tuesday', patient: 'Patient/p1' },
    {
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      kind: 'absence-notice',
      session: next,
      channel: 'portal',
      reached: 'left-word',
    },
  ]);
  await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('thanks');
});

test('where nothing can be kept it is said before anything is typed, also at how they let us know', async () => {
  const keeps = vi.fn<Portal['keeps']>(() => Promise.resolve(false));
  const element = mount(mine(ready, { keeps }));
  await button('I can’t come').click();
  const said = () => element.shadowRoot?.activeElement?.textContent?.trim();
  const words = 'This can’t be kept here. Please call us, or tell us when you see us.';
  await expect.poll(said).toBe(words);
  await button('I changed my mind').click();
  await button('Change how I let you know').click();
  await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('word-fault');
  expect(said()).toBe(words);
  expect(element.shadowRoot?.querySelectorAll('input, form')).toHaveLength(0);
});

test('“I can’t come” for days: what is wrong is said at the field, and a failure keeps what was chosen under the same id', async () => {
  const addNote = vi
    .fn<Portal['addNote']>()
    .mockRejectedValueOnce(new PortalError('offline', ''))
    .mockResolvedValueOnce(undefined);
  mount(mine(ready, { addNote }));
  await button('I can’t come').click();
  await page.getByRole('radio', { name: 'More days' }).click();
  await button('Tell my leader').click();
  await expect.element(page.getByLabelText('First day away')).toHaveAccessibleDescription('Choose the first day.');
  await page.getByLabelText('First day away').fill('2026-12-08');
  await page.getByLabelText('Last day away').fill('2026-12-01');
  await button('Tell my leader').click();
  await expect
    .element(page.getByLabelText('Last day away'))
    .toHaveAccessibleDescription('The last day comes before the first day.');
  await page.getByLabelText('Last day away').fill('2026-12-15');
  await button('Tell my leader').click();
  await expect
    .element(page.getByText('We can’t reach the record right now. What you said is still here.'))
    .toBeVisible();
  await button('Tell my leader').click();
  await expect.element(page.getByText(/Thank you\. We will tell the group/).first()).toBeVisible();
  const [first, second] = addNote.mock.calls.map(([, note]) => note);
  expect(first).toMatchObject({ kind: 'planned-absence', away: { start: '2026-12-08', end: '2026-12-15' } });
  expect(second).toEqual(first);
});

test('a double click tells it once', async () => {
  let done: () => void = () => {};
  const addNote = vi.fn<Portal['addNote']>(() => new Promise((resolve) => (done = resolve)));
  mount(mine(ready, { addNote }));
  await button('I can’t come').click();
  await page.getByRole('radio', { name: /Just this session/ }).click();
  await userEvent.dblClick(button('Tell my leader').element());
  done();
  await expect.element(page.getByText(/Thank you/).first()).toBeVisible();
  expect(addNote).toHaveBeenCalledTimes(1);
});

test('“I changed my mind”: whom to tell, how they let us know, and what they signed', async () => {
  const saveContact = vi.fn<Portal['saveContact']>(() => Promise.resolve());
  const signings = vi.fn<Portal['signings']>(() => new Promise(() => {}));
  const group = { ...ready.group, contact: { phone: '+1 212 555 0142', email: 'desk@clinic.example' } };
  const element = mount(mine({ ...ready, group }, { saveContact, signings }));
  await button('I changed my mind').click();
  await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('changed-title');
  await expect.element(page.getByRole('link', { name: '+1 212 555 0142' })).toHaveAttribute('href', 'tel:+12125550142');
  await button('Change how I let you know').click();
  await button('Save').click();
  await expect.element(page.getByText('Choose one to go on. Each one is okay.')).toBeVisible();
  await page.getByRole('radio', { name: 'Text message' }).click();
  await page.getByRole('radio', { name: 'Yes' }).click();
  await button('Save').click();
  await expect.element(page.getByText('Saved. This is how you will let us know.').first()).toBeVisible();
  expect(saveContact.mock.calls[0]?.slice(0, 2)).toEqual([
    { group: 'tuesday', patient: 'Patient/p1' },
    { way: 'text', message: true },
  ]);
  expect(signings).not.toHaveBeenCalled();
  await button('I changed my mind').click();
  await button('Take back what I signed').click();
  await expect.poll(() => signings.mock.calls[0]?.[0]).toEqual({ group: 'tuesday', patient: 'Patient/p1' });
  await button('I changed my mind').click();
  await expect.poll(() => element.shadowRoot?.querySelector('group-signed')).toBeNull();
});

test('what they signed opens in place, with nothing read of it before', async () => {
  const signings = vi.fn<Portal['signings']>(() => new Promise(() => {}));
  const element = mount(mine(ready, { signings }));
  await expect.element(button('What I signed')).toHaveAttribute('aria-expanded', 'false');
  expect(signings).not.toHaveBeenCalled();
  await button('What I signed').click();
  await expect.poll(() => element.shadowRoot?.querySelector('group-signed')?.patient).toBe('Patient/p1');
  await expect.poll(() => signings.mock.calls.length).toBe(1);
});

test('somebody else at this screen sees nothing of what was chosen', async () => {
  const element = mount(mine(ready));
  await button('I can’t come').click();
  await page.getByRole('radio', { name: /Just this session/ }).click();
  element.portal = mine(open);
  await expect.element(page.getByText('2 things to do')).toBeVisible();
  expect(element.shadowRoot?.querySelector('form')).toBeNull();
  element.portal = fakePortal({ readiness: () => Promise.resolve(states.complete) });
  await expect.element(page.getByText('Preparation complete')).toBeVisible();
  expect(text()).not.toMatch(/I can’t come/);
});

test('in Spanish all of it is, controls too', async () => {
  mount(mine(ready), 'es');
  await expect.element(page.getByText('Todo está listo para el grupo')).toBeVisible();
  await expect.element(page.getByText(/martes,? 1 de diciembre/)).toBeVisible();
  await button('No puedo venir').click();
  await expect.element(button('Avisar a mi líder')).toBeVisible();
  expect(text()).not.toMatch(/\b(you|the|when|session|leader)\b/i);
});

test.each([
  ['ready', ready],
  ['steps left', open],
  ['unknown', states.unknown],
  ['lapsed', states.lapsed],
  ['not in group', states['not in group']],
  ['attendance unread', states['attendance unread']],
])('%s is accessible, and fits 320 px, every panel open', async (_name, answer) => {
  await page.viewport(320, 800);
  const element = mount(mine(answer, { signings: () => new Promise(() => {}) }));
  await expect.poll(() => element.shadowRoot?.querySelector('.lead')).not.toBeNull();
  const away = element.shadowRoot?.querySelector<HTMLElement>('#cant-come');
  away?.click();
  element.shadowRoot?.querySelector<HTMLElement>('#changed')?.click();
  await element.updateComplete;
  element.shadowRoot?.querySelector<HTMLElement>('#change-word')?.click();
  await element.updateComplete;
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  for (const one of element.shadowRoot?.querySelectorAll('button, input[type=date], label.choice') ?? [])
    expect(one.getBoundingClientRect().height).toBeGreaterThanOrEqual(43.5);
  await page.viewport(414, 896);
});

test('G5 the member’s own clock: 17:00 in Phoenix for 18:00 in Denver, and nothing where both agree', () => {
  const zones = { there: 'America/Denver', here: 'America/Phoenix' };
  expect(ownTime('2026-10-30T00:00:00Z', zones, en)).toBe('That is 5:00 pm where you are.');
  expect(ownTime('2026-11-06T01:00:00Z', zones, en)).toBe('');
  expect(ownTime('2026-11-04T03:30:00Z', { there: 'America/New_York', here: 'Europe/London' }, en)).toBe(
    'That is 3:30 am, Wednesday 4 November where you are.',
  );
});

test('their attendance on paper: every session in words, the neutral group, nobody’s name', () => {
  const printed = attendancePage(ready, 'en', en.picture) ?? '';
  const rows = new DOMParser().parseFromString(printed, 'text/html');
  expect([...rows.querySelectorAll('tbody tr')].map((row) => row.textContent)).toHaveLength(8);
  expect(rows.querySelector('tbody tr:last-child')?.textContent).toBe(
    'Tuesday 17 November, 6:00 pmnot here, no word from you',
  );
  expect(rows.body.textContent).toContain('You came to 6 of 8 sessions · 75%');
  expect(rows.body.textContent).toContain('It is not a letter for a court, a job, or anyone else.');
  expect(rows.title).toBe('When you came');
  expect(printed).not.toMatch(/Okafor|Patient\/|<script/);
  expect(attendancePage(states['attendance unread'], 'en', en.picture)).toBeUndefined();
});
