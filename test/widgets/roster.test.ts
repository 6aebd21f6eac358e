import axe from 'axe-core';
import { html, nothing, render } from 'lit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { IntakeList } from '../../src/book-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import '../../widgets/portal/define.ts';
import '../../widgets/roster/define.ts';
import type { GroupRoster } from '../../widgets/roster/group-roster.ts';
import { fakePortal } from '../support/fake-portal.ts';
import { list, row, states, thursday } from './pages/roster-states.ts';

afterEach(() => render(nothing, document.body));

type Read = Portal['intakeList'];
/** Whom a row is about: `row-Sam` is `Patient/Sam`. */
const portalOf = (intakeList: Read) =>
  fakePortal({ intakeList, patientOfRow: (_list, key) => key.replace('row-', 'Patient/') });
const answering = (...lists: IntakeList[]) => {
  const read = vi.fn<Read>();
  for (const one of lists) read.mockResolvedValueOnce(one);
  return read;
};

function mount(portal: Portal | undefined): GroupRoster {
  render(
    html`<main>
      <h1>Desk</h1>
      <group-roster .portal=${portal}></group-roster>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-roster');
  if (!element) throw new Error('not drawn');
  return element;
}
const words = (part: Element | null | undefined) => part?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '';
const text = (element: GroupRoster, selector: string) => words(element.renderRoot.querySelector(selector));
const all = (element: GroupRoster, selector: string) => [...element.renderRoot.querySelectorAll(selector)].map(words);
const status = (element: GroupRoster) => text(element, '[role=status]');
async function lead(element: GroupRoster, said: string): Promise<void> {
  await expect.poll(() => text(element, '.lead')).toBe(said);
}
const drawn = async (element: GroupRoster) => {
  await expect.poll(() => text(element, '.lead')).not.toBe('');
};
const opened = () => {
  const heard = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-agreement-requested', heard, { once: true });
  return heard;
};
async function accessible(): Promise<void> {
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}

test.each(Object.entries(states))('%s is accessible', async (_name, answer) => {
  const element = mount(portalOf(answering(answer)));
  await drawn(element);
  await expect.element(page.getByRole('heading', { name: 'To sign · today', level: 2 })).toBeVisible();
  await accessible();
});

describe('what it says', () => {
  test('today’s people by session, then the later ones by day', async () => {
    const element = mount(portalOf(answering(states['usual'] ?? list())));
    await lead(element, '3 people');
    expect(all(element, 'h2, h3')).toEqual([
      'To sign · today',
      '6:00 pm · Tuesday group',
      'In the next 7 days',
      'Thursday 26 November, 5:30 pm · Thursday evening group',
      'Tuesday 1 December, 6:00 pm · Tuesday group',
    ]);
    expect(all(element, 'li')).toEqual([
      'Bo Bo Lindgren-Test Open the form for Bo Lindgren-Test Introduction · Group rules and consent to take part to sign · How to tell us',
      'Sam Sam Santos-Test Open the form for Sam Santos-Test Group rules and consent to take part to sign',
      'Noor Noor Haddad-Test How to tell us',
      'Zoë Zoë Núñez-Test Open the form for Zoë Núñez-Test Group rules to sign',
      'Kit Kit Barros-Test Open the form for Kit Barros-Test Consent to take part to sign',
    ]);
    expect(element.renderRoot.querySelector('.glyph')).toBeNull();
    await expect.element(page.getByRole('list', { name: '6:00 pm · Tuesday group' })).toBeVisible();
  });

  test('nobody is one sentence, and how far ahead is looked is said', async () => {
    const element = mount(portalOf(answering(list({ ...states['nobody today'], until: '2026-12-08' }))));
    await lead(element, 'Nobody has anything to sign today.');
    expect(all(element, 'h2')).toEqual(['To sign · today', 'In the next 14 days']);
    expect(all(element, 'li')).toHaveLength(1);
  });

  test('who can’t be told stays on the list, without a form to open, and is not counted as done', async () => {
    const element = mount(portalOf(answering(states['some can’t be told'] ?? list())));
    await lead(element, '1 person');
    expect(text(element, '.top .small')).toBe('What is open for 1 more person could not be read.');
    expect(all(element, 'li').slice(1)).toEqual([
      'Ty Ty Brooks-Test Can’t tell right now',
      'Zoë Zoë Núñez-Test Introduction · the rest can’t be told right now',
    ]);
    expect(all(element, 'button')).toEqual(['Try again', 'Open the form for Bo Lindgren-Test']);
  });

  test.each([
    ['nobody can be told', 'What is open for 2 people could not be read.', []],
    [
      'all groups unread',
      '',
      [
        'Tuesday group: can’t tell right now The record can’t be reached right now.',
        'Thursday evening group: can’t tell right now The record does not hold this group yet.',
      ],
    ],
  ])('%s: never "nobody"', async (name, under, unread) => {
    const element = mount(portalOf(answering(states[name] ?? list())));
    await lead(element, 'Can’t tell right now');
    expect(text(element, '.top .small')).toBe(under);
    expect(all(element, '.unread li')).toEqual(unread);
    expect(all(element, 'button')).toEqual(['Try again']);
  });

  test('a person without any name can be seen to be one', async () => {
    const element = mount(portalOf(answering(list({ today: [row('', { fullName: '' })] }))));
    await lead(element, '1 person');
    expect(text(element, '.name')).toBe('Name not read');
  });

  test('the same name twice is said once', async () => {
    const element = mount(portalOf(answering(list({ today: [row('Sam', { fullName: 'Sam' })] }))));
    await lead(element, '1 person');
    expect(all(element, 'li p')).toEqual(['Sam', 'Group rules and consent to take part to sign']);
  });

  test.each([
    ['no portal', undefined, 'intake', 'This part of the page is not connected to the record.'],
    ['another list', fakePortal({}), 'attendance', 'This page asks for a list that is not there.'],
  ])('%s is a calm sentence', async (_name, portal, mode, sentence) => {
    const element = mount(portal);
    element.mode = mode;
    await expect.poll(() => text(element, '.card')).toBe(sentence);
    await accessible();
  });

  test('no sentence is in two languages', async () => {
    document.documentElement.lang = 'ar';
    const element = mount(portalOf(answering(states['usual'] ?? list())));
    await lead(element, '3 people');
    expect(element.renderRoot.querySelector('section')?.lang).toBe('en');
    document.documentElement.lang = 'en';
  });
});

describe('what it asks for', () => {
  test('all groups and seven days, or what the page says; another question is never answered with the old list', async () => {
    const read = answering(states['usual'] ?? list(), list());
    const element = mount(portalOf(read));
    await lead(element, '3 people');
    read.mockReturnValueOnce(new Promise(() => {}));
    element.setAttribute('days', '14');
    element.setAttribute('group', 'tuesday');
    await lead(element, 'Nobody has anything to sign today.');
    expect(read.mock.calls.map(([query]) => query)).toEqual([{ days: 7 }, { days: 14, group: 'tuesday' }]);
    expect(read.mock.calls[0]?.[1]?.signal).toBeInstanceOf(AbortSignal);
    element.group = 'thursday';
    await expect.poll(() => text(element, '.card')).toBe('Loading');
    expect(element.renderRoot.querySelector('section')?.getAttribute('aria-busy')).toBe('true');
  });

  test('finds the portal of its page', async () => {
    render(
      html`<group-portal .portal=${portalOf(answering(list()))}><group-roster></group-roster></group-portal>`,
      document.body,
    );
    await expect.element(page.getByText('Nobody has anything to sign today.')).toBeVisible();
  });

  test('the form is asked of the host by keyboard too, for whom only in the event', async () => {
    const heard = opened();
    const element = mount(portalOf(answering(states['usual'] ?? list())));
    await lead(element, '3 people');
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(heard.mock.calls[0]?.[0]).toMatchObject({
      detail: { group: 'tuesday', patient: 'Patient/Sam' },
      bubbles: true,
      composed: true,
    });
    expect(document.body.innerHTML + (element.shadowRoot?.innerHTML ?? '')).not.toMatch(/Patient\/|row-/);
  });

  test('a later row is of its own group', async () => {
    const heard = opened();
    await lead(mount(portalOf(answering(states['nobody today'] ?? list()))), 'Nobody has anything to sign today.');
    await page.getByRole('button', { name: 'Open the form for Zoë Núñez-Test' }).click();
    expect(heard.mock.calls[0]?.[0]).toMatchObject({ detail: { group: 'thursday', patient: 'Patient/Zoë' } });
  });
});

describe('when it reads again', () => {
  test('after a save: the old list stays until the new one is there, and the change is said', async () => {
    const two = list({ today: [row('Bo'), row('Sam')] });
    const read = answering(two);
    const portal = portalOf(read);
    const element = mount(portal);
    await lead(element, '2 people');
    expect(status(element)).toBe('');
    let next: (value: IntakeList) => void = () => {};
    read.mockReturnValueOnce(new Promise((resolve) => (next = resolve)));
    portal.saved();
    await element.updateComplete;
    expect(text(element, '.lead')).toBe('2 people');
    next(list({ today: [row('Sam')] }));
    await lead(element, '1 person');
    expect(status(element)).toBe('To sign · today: 1 person');
    read.mockResolvedValueOnce(list({ today: [row('Sam', { steps: ['contact'] })] }));
    portal.saved();
    await expect.poll(() => status(element)).toBe('The list has changed.');
    read.mockResolvedValueOnce(list({ today: [row('Sam', { steps: ['contact'] })] }));
    portal.saved();
    await expect.poll(() => read.mock.calls.length).toBe(4);
    await expect.poll(() => status(element)).toBe('');
    element.remove();
    portal.saved();
    expect(read).toHaveBeenCalledTimes(4);
  });

  test('a button that had the focus never opens the form of whoever took its place', async () => {
    const read = answering(list({ today: [row('Bo'), row('Sam')] }), list({ today: [row('Sam')] }));
    const portal = portalOf(read);
    const element = mount(portal);
    await lead(element, '2 people');
    await userEvent.tab();
    expect(words(element.shadowRoot?.activeElement)).toBe('Open the form for Bo Santos-Test');
    portal.saved();
    await lead(element, '1 person');
    await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('title');
    await userEvent.tab();
    expect(words(element.shadowRoot?.activeElement)).toBe('Open the form for Sam Santos-Test');
    read.mockResolvedValueOnce(list({ today: [row('Sam')] }));
    portal.saved();
    await expect.poll(() => read.mock.calls.length).toBe(3);
    await element.updateComplete;
    expect(words(element.shadowRoot?.activeElement)).toBe('Open the form for Sam Santos-Test');
  });

  test('a portal that can’t answer is said with its reason, told to the host, and tried again', async () => {
    const raised = vi.fn<(event: Event) => void>();
    const read = vi.fn<Read>().mockRejectedValue(new PortalError('timeout', ''));
    document.body.addEventListener('group-error-raised', raised, { once: true });
    const element = mount(portalOf(read));
    await lead(element, 'Can’t tell right now');
    expect(text(element, '.top .small')).toBe('The record is taking too long to answer.');
    expect(raised.mock.calls[0]?.[0]).toMatchObject({ detail: { code: 'timeout' }, bubbles: true, composed: true });
    const again = page.getByRole('button', { name: 'Try again' });
    await again.click();
    await expect.poll(() => status(element)).toBe('Still can’t tell.');
    expect(words(element.shadowRoot?.activeElement)).toBe('Try again');
    read.mockResolvedValueOnce(states['nobody'] ?? list());
    await again.click();
    await lead(element, 'Nobody has anything to sign today.');
    expect(status(element)).toBe('To sign · today: Nobody has anything to sign today.');
    await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('title');
  });

  test('while it tries, pressing again asks no second time', async () => {
    const read = answering(list({ unread: [{ group: thursday, code: 'offline' }] }));
    const element = mount(portalOf(read));
    await lead(element, 'Can’t tell right now');
    read.mockReturnValueOnce(new Promise(() => {}));
    await page.getByRole('button', { name: 'Try again' }).click();
    const trying = page.getByRole('button', { name: 'Trying again' });
    await expect.element(trying).toHaveAttribute('aria-disabled', 'true');
    await trying.click({ force: true });
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('a re-read that fails leaves no old list standing as if it were true', async () => {
    const read = answering(states['usual'] ?? list());
    const portal = portalOf(read);
    const element = mount(portal);
    await lead(element, '3 people');
    read.mockRejectedValueOnce(new PortalError('offline', ''));
    portal.saved();
    await lead(element, 'Can’t tell right now');
    expect(all(element, 'li')).toEqual([]);
  });
});

test.each([320, 768])('nothing is cut off or scrolls sideways at %i px, in either direction', async (width) => {
  await page.viewport(width, 800);
  for (const dir of ['ltr', 'rtl']) {
    for (const name of ['usual', 'long names', 'all groups unread', 'some can’t be told']) {
      document.documentElement.dir = dir;
      const element = mount(portalOf(answering(states[name] ?? list())));
      await drawn(element);
      const card = element.renderRoot.querySelector('.card');
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
      expect(card?.scrollWidth).toBe(card?.clientWidth);
      for (const button of element.renderRoot.querySelectorAll('button')) {
        expect(button.scrollWidth).toBeLessThanOrEqual(button.clientWidth);
        expect(button.offsetHeight).toBeGreaterThanOrEqual(36);
      }
      render(nothing, document.body);
    }
  }
  document.documentElement.dir = '';
  await page.viewport(414, 896);
});
