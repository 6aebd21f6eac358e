import { html, nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { MemberList } from '../../src/book-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import '../../widgets/portal/define.ts';
import { day, memberList, people } from './pages/members-book.ts';
import {
  accessible,
  bookPortal,
  button,
  change,
  field,
  focused,
  lists,
  mount,
  status,
  text,
} from './pages/members-page.ts';

afterEach(() => render(nothing, document.body));

const { alex, sam } = people;
const failing = (code: 'offline' | 'not-allowed') => () => Promise.reject(new PortalError(code, ''));

test('four lists with their counts: who is in, on hold, coming and past, and from when', async () => {
  const element = await mount();
  expect(lists(element)).toEqual({
    'Members now · 4': [
      'Alex Alexandra Rivera-Test | since 8 Sep',
      'Bo Bo Lindgren-Test | since 18 Nov 2025 · last day 15 Dec',
      'Dee Dolores Abernathy-Featherstonehaugh-Test | since 15 Sep · on hold from 1 Dec until 14 Dec',
      'Sam | since 6 Oct',
    ],
    'On hold · 1': ['Max Maximilian Okoye-Test | from 3 Nov until further notice'],
    'Coming · 1': ['Noor Noor Haddad-Test | from 1 Dec'],
    'Past · 1': ['Ty Tyrone Marsh-Test | 4 Feb 2025 to 5 May'],
  });
  await expect.element(page.getByRole('list', { name: 'Members now · 4' }).getByRole('listitem')).toHaveLength(4);
  await expect.element(page.getByText('Tyrone Marsh-Test')).not.toBeVisible();
  await page.getByText('Past · 1').click();
  await expect.element(page.getByText('Tyrone Marsh-Test')).toBeVisible();
  await accessible();
});

test('each row offers what fits where the member stands', async () => {
  await mount();
  const offers: Record<string, string[]> = {};
  for (const name of ['Alex', 'Dee', 'Max', 'Noor']) {
    await button(`Change ${name}`).click();
    const menu = page.getByRole('group', { name: `What to change for ${name}` });
    offers[name] = menu
      .getByRole('button')
      .elements()
      .map((each) => each.textContent.trim());
  }
  expect(offers).toEqual({
    Alex: ['Put on hold', 'End membership', 'Move to another group'],
    Dee: ['Back from hold', 'End membership', 'Move to another group'],
    Max: ['Back from hold', 'End membership', 'Move to another group'],
    Noor: ['End membership', 'Move to another group'],
  });
  await expect.element(button('Change Noor')).toHaveAttribute('aria-expanded', 'true');
  await accessible();
  await button('Change Noor').click();
  await expect.element(button('End membership')).not.toBeInTheDocument();
});

test('where nothing can be kept it says so, and offers nothing to fill in', async () => {
  const list = memberList(undefined, { readOnly: true });
  const element = await mount(bookPortal({ members: () => Promise.resolve(list) }));
  expect(text(element, '[part=members]')).toContain('This record system can’t keep this.');
  expect(text(element, '[part=members]')).toContain('Alex');
  for (const name of ['Add someone', 'Change Alex', 'Cancel several'])
    await expect.element(button(name)).not.toBeInTheDocument();
  expect(element.shadowRoot?.querySelectorAll('button')).toHaveLength(0);
  await accessible();
});

test('without another group there is no moving', async () => {
  await mount(bookPortal({ members: () => Promise.resolve(memberList([alex], { others: [] })) }));
  await button('Change Alex').click();
  await expect.element(button('End membership')).toBeVisible();
  await expect.element(button('Move to another group')).not.toBeInTheDocument();
});

test('no attribute, text or id holds a reference to a person', async () => {
  const element = await mount();
  await change('Alex', 'Move to another group');
  expect(element.outerHTML + element.shadowRoot?.innerHTML).not.toMatch(/Patient|row-0/);
});

test('finds the portal of its page', async () => {
  render(
    html`<group-portal .portal=${bookPortal()}><group-members group="tuesday"></group-members></group-portal>`,
    document.body,
  );
  await expect.element(page.getByText('Members now · 4')).toBeVisible();
});

test('a group the record does not hold yet is made with one press, then there is the list', async () => {
  let created = false;
  const createGroup = vi.fn<Portal['createGroup']>().mockRejectedValueOnce(new PortalError('offline', ''));
  createGroup.mockImplementation(() => {
    created = true;
    return Promise.resolve('created');
  });
  const scheduled = vi.fn<Portal['schedule']>(() => Promise.resolve([]));
  const members = () => Promise.resolve(memberList(created ? [sam] : [], { created }));
  const element = await mount(bookPortal({ members, createGroup, schedule: scheduled }));
  await expect
    .element(page.getByText('The record does not hold this group yet, so nobody can be added.'))
    .toBeVisible();
  await expect.element(button('Add a member')).not.toBeInTheDocument();
  await accessible();
  await button('Create the group in the record').click();
  await expect.element(page.getByText('Not confirmed as saved. The record can’t be reached right now.')).toBeVisible();
  await accessible();
  expect(scheduled).not.toHaveBeenCalled();
  await button('Create the group in the record').click();
  await expect.element(page.getByText('Members now · 1')).toBeVisible();
  expect(createGroup.mock.calls.map(([query]) => query)).toEqual([{ group: 'tuesday' }, { group: 'tuesday' }]);
  expect(status(element)).toBe('The group is in the record now');
  expect(focused(element)).toBe('Members · Tuesday group');
});

test('an empty group is calm and has the way to add somebody', async () => {
  await mount(bookPortal({ members: () => Promise.resolve(memberList([])), schedule: () => Promise.resolve([]) }));
  await expect.element(page.getByText('Nobody is in this group yet.')).toBeVisible();
  await expect.element(button('Add a member')).toBeVisible();
  await accessible();
});

test('members on hold only: nobody today, which is not the same as an empty group', async () => {
  const element = await mount(bookPortal({ members: () => Promise.resolve(memberList([people.max])) }));
  expect(text(element, '.nobody')).toBe('Nobody today.');
  await expect.element(page.getByText('Members now · 0')).toBeVisible();
});

test('a list that does not open says why, and opens on the second try', async () => {
  const members = vi.fn<Portal['members']>(() => Promise.resolve(memberList()));
  members.mockRejectedValueOnce(new PortalError('not-allowed', ''));
  const raised = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-error-raised', raised, { once: true });
  render(
    html`<main>
      <h1>Groups</h1>
      <group-members group="tuesday" .portal=${bookPortal({ members })}></group-members>
    </main>`,
    document.body,
  );
  await expect.element(page.getByText('Your account may not do this.')).toBeVisible();
  expect(raised.mock.calls[0]?.[0]).toMatchObject({ detail: { code: 'not-allowed' } });
  await accessible();
  await button('Try again').click();
  await expect.element(page.getByText('Members now · 4')).toBeVisible();
});

test('reads again after a save of its portal; a list that can’t be read again says that it may be old', async () => {
  const members = vi.fn<Portal['members']>().mockResolvedValueOnce(memberList([alex]));
  const portal = bookPortal({ members });
  const element = await mount(portal);
  members.mockResolvedValueOnce(memberList([alex, sam]));
  portal.saved();
  await expect.element(page.getByText('Members now · 2')).toBeVisible();
  members.mockImplementation(failing('offline'));
  portal.saved();
  await expect
    .element(
      page.getByText(
        'The list could not be read again, so this may not be the newest. The record can’t be reached right now.',
      ),
    )
    .toBeVisible();
  expect(Object.keys(lists(element))).toEqual(['Members now · 2']);
  await accessible();
  members.mockResolvedValue(memberList([sam]));
  await button('Try again').click();
  await expect.element(page.getByText('Members now · 1')).toBeVisible();
  await expect.element(page.getByText('The list could not be read again', { exact: false })).not.toBeInTheDocument();
});

test('another group is never shown with the list of the one before, and nothing goes on when it is gone', async () => {
  let answer: (list: MemberList) => void = () => {};
  const members = vi.fn<Portal['members']>(() => Promise.resolve(memberList()));
  const portal = bookPortal({ members });
  const element = await mount(portal);
  await change('Alex', 'End membership');
  members.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  element.group = 'thursday';
  await expect.poll(() => text(element, '[part=members]')).toBe('Loading');
  await expect.poll(() => members.mock.calls.at(-1)?.[0]).toEqual({ group: 'thursday' });
  await accessible();
  const signal = members.mock.calls.at(-1)?.[1]?.signal;
  element.remove();
  expect(signal?.aborted).toBe(true);
  answer(memberList());
  portal.saved();
  expect(members).toHaveBeenCalledTimes(2);
});

test.each([
  ['no portal', undefined, 'tuesday', 'This part of the page is not connected to the record.'],
  ['no group', bookPortal(), '', 'No group is chosen here.'],
])('%s is a calm sentence', async (_name, portal, group, sentence) => {
  render(
    html`<main>
      <h1>Groups</h1>
      <group-members group=${group} .portal=${portal}></group-members>
    </main>`,
    document.body,
  );
  await expect.element(page.getByText(sentence)).toBeVisible();
  await accessible();
});

test('the keyboard alone opens a row, ends a membership and comes back to the row', async () => {
  const endMember = vi.fn<Portal['endMember']>((list) =>
    Promise.resolve({ ...list.members[0], place: 'past' } as never),
  );
  const element = await mount(bookPortal({ endMember }));
  const tabTo = async (words: string) => {
    for (let presses = 0; presses < 12 && focused(element) !== words; presses++) await userEvent.tab();
    expect(focused(element)).toBe(words);
  };
  await tabTo('Change Alex');
  await userEvent.keyboard('{Enter}');
  await tabTo('End membership');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => focused(element)).toBe('Last day');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => endMember.mock.calls[0]?.[2]).toEqual({ on: day });
  await expect.poll(() => focused(element)).toBe('Change Alex');
  expect(status(element)).toBe('Saved. Alex: Last day 24 Nov');
});

test('nothing scrolls sideways at 320 in either direction, whatever is open', async () => {
  document.body.style.margin = '0';
  await page.viewport(320, 800);
  const person = {
    patient: 'Patient/new',
    fullName: 'Wolfeschlegelsteinhausenbergerdorff-Test',
    birthDate: '1990-05-03',
  };
  const element = await mount(bookPortal({ findPerson: () => Promise.resolve(person) }));
  await button('Add a member').click();
  await field('Record number').fill('12');
  await button('Find').click();
  await button('Yes').click();
  await page.getByText('Past · 1').click();
  await change('Max', 'Move to another group');
  await change('Tuesday 24 November', 'Move to another time');
  for (const dir of ['ltr', 'rtl']) {
    document.documentElement.dir = dir;
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    const wide = [...element.renderRoot.querySelectorAll<HTMLElement>('.card *:not(.visually-hidden)')].filter(
      (each) => {
        const { left, right } = each.getBoundingClientRect();
        return left < 0 || right > 320;
      },
    );
    expect(wide.map((each) => each.outerHTML)).toEqual([]);
  }
  document.documentElement.dir = '';
  document.body.style.margin = '';
  await page.viewport(414, 896);
});
