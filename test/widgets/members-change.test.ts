import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError, type ErrorCode } from '../../fhir-mappings/errors.ts';
import type { GroupMember, MemberList } from '../../src/book-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import { memberList, people } from './pages/members-book.ts';
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

type Method = 'holdMember' | 'resumeMember' | 'endMember' | 'moveMember';
type Change = (list: MemberList, row: string, values: object) => Promise<GroupMember>;
const changes = () => vi.fn<Change>((list) => Promise.resolve(list.members[0] as GroupMember));
const refuses = (code: ErrorCode, fields: string[] = []) => new PortalError(code, '', fields);
/** The button of the form that is open. */
const send = (name: string) => page.getByRole('form').getByRole('button', { name, exact: true });
const portalWith = (method: Method, call: Change, rest: Partial<Portal> = {}) =>
  bookPortal({ [method]: call, ...rest });

test.each<[string, string, Method, Record<string, string>, string, string, object, string]>([
  [
    'Alex',
    'Put on hold',
    'holdMember',
    {},
    'Put on hold',
    'row-0',
    { from: '2026-11-24' },
    'On hold from 24 Nov until further notice',
  ],
  [
    'Alex',
    'Put on hold',
    'holdMember',
    { 'First day on hold': '2026-12-01', 'Last day on hold': '2026-12-14' },
    'Put on hold',
    'row-0',
    { from: '2026-12-01', until: '2026-12-14' },
    'On hold from 1 Dec until 14 Dec',
  ],
  [
    'Max',
    'Back from hold',
    'resumeMember',
    {},
    'Back from hold',
    'row-4',
    { on: '2026-11-24' },
    'Back from hold on 24 Nov',
  ],
  [
    'Dee',
    'Back from hold',
    'resumeMember',
    {},
    'Back from hold',
    'row-2',
    { on: '2026-12-01' },
    'Back from hold on 1 Dec',
  ],
  ['Bo', 'End membership', 'endMember', {}, 'End membership', 'row-1', { on: '2026-11-24' }, 'Last day 24 Nov'],
  ['Noor', 'End membership', 'endMember', {}, 'End membership', 'row-5', { on: '2026-12-01' }, 'Last day 1 Dec'],
  [
    'Sam',
    'Move to another group',
    'moveMember',
    { 'First day there': '2026-12-03' },
    'Move',
    'row-3',
    { group: 'thursday', start: '2026-12-03' },
    'Move to Thursday evening group, first day 3 Dec',
  ],
])('%s, %s: %s is called with what was filled in', async (name, action, method, typed, press, row, sent, said) => {
  const call = changes();
  const members = vi.fn<Portal['members']>(() => Promise.resolve(memberList()));
  const told = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-member-changed', told, { once: true });
  const portal = portalWith(method, call, { members });
  call.mockImplementation((list) => {
    portal.saved(); // as the portal does: the list is read once all the same
    return Promise.resolve(list.members[0] as GroupMember);
  });
  const element = await mount(portal);
  await change(name, action);
  await expect.element(page.getByRole('form', { name: `${action}: ${name}` })).toBeVisible();
  await accessible();
  for (const [label, value] of Object.entries(typed)) await field(label).fill(value);
  await send(press).click();
  await expect.poll(() => status(element)).toBe(`Saved. ${name}: ${said}`);
  expect(call.mock.calls.map(([, at, values]) => [at, values])).toEqual([[row, sent]]);
  expect(members).toHaveBeenCalledTimes(2);
  expect(told.mock.calls[0]?.[0]).toMatchObject({ detail: { group: 'tuesday' }, bubbles: true, composed: true });
  expect(focused(element)).toBe(`Change ${name}`);
});

test('no reason is asked for when somebody leaves: one day is all there is', async () => {
  const element = await mount();
  await change('Alex', 'End membership');
  const controls = [...element.renderRoot.querySelectorAll('form :is(input, select, textarea)')];
  expect(controls.map((each) => each.id)).toEqual(['row-on']);
  await expect.element(field('Last day')).toHaveAccessibleDescription('No reason is kept.');
});

test('among several groups the one to move to is chosen', async () => {
  const call = changes();
  const others = ['thursday', 'skills'].map((key) => ({ ...memberList().group, key, name: `The ${key} group` }));
  await mount(
    portalWith('moveMember', call, { members: () => Promise.resolve(memberList([people.alex], { others })) }),
  );
  await change('Alex', 'Move to another group');
  await field('Move to').selectOptions('The skills group');
  await send('Move').click();
  await expect.poll(() => call.mock.calls[0]?.[2]).toEqual({ group: 'skills', start: '2026-11-24' });
});

test('somebody whose membership ended is found under Past, with the focus on their row', async () => {
  const members = vi.fn<Portal['members']>().mockResolvedValueOnce(memberList([people.alex, people.sam]));
  members.mockResolvedValue(memberList([people.sam, { ...people.alex, place: 'past', end: '2026-11-24' }]));
  const element = await mount(portalWith('endMember', changes(), { members }));
  await change('Alex', 'End membership');
  await send('End membership').click();
  await expect.poll(() => focused(element)).toBe('Start again Alex');
  expect(lists(element)['Past · 1']).toEqual(['Alex Alexandra Rivera-Test | 8 Sep to 24 Nov']);
  await expect.element(page.getByText('8 Sep to 24 Nov')).toBeVisible();
});

test.each<[Method, string, string, string, string, RegExp]>([
  [
    'holdMember',
    'Put on hold',
    'from',
    'First day on hold',
    'Put on hold',
    /^Choose a day while they are in the group/,
  ],
  [
    'holdMember',
    'Put on hold',
    'until',
    'Last day on hold',
    'Put on hold',
    /Choose a day that is not before the first/,
  ],
  ['endMember', 'End membership', 'on', 'Last day', 'End membership', /Choose a day from their first day on\./],
  ['moveMember', 'Move to another group', 'group', 'Move to', 'Move', /^They are in that group already/],
  [
    'moveMember',
    'Move to another group',
    'start',
    'First day there',
    'Move',
    /^Choose a day after their first day here/,
  ],
])('%s refused at %s%s says so at the field', async (method, action, name, label, press, words) => {
  const call = changes().mockRejectedValueOnce(refuses('invalid', [name]));
  const element = await mount(portalWith(method, call));
  await change('Alex', action);
  await send(press).click();
  await expect.element(field(label)).toHaveAccessibleDescription(words);
  await expect.element(field(label)).toHaveAttribute('aria-invalid', 'true');
  expect(focused(element)).toBe(label);
  await accessible();
  await send(press).click();
  await expect.poll(() => focused(element)).toBe('Change Alex');
});

test('a hold that is not there any more is said at the day', async () => {
  const call = changes().mockRejectedValueOnce(refuses('invalid', ['on']));
  await mount(portalWith('resumeMember', call));
  await change('Max', 'Back from hold');
  await send('Back from hold').click();
  await expect
    .element(field('First day back'))
    .toHaveAccessibleDescription('They are not on hold then. Choose another day.');
});

test('half a day is not a day, and what is there of it stays', async () => {
  const call = changes();
  const element = await mount(portalWith('holdMember', call));
  await change('Alex', 'Put on hold');
  (field('Last day on hold').element() as HTMLElement).focus();
  await userEvent.keyboard('12');
  await send('Put on hold').click();
  await expect.element(field('Last day on hold')).toHaveAccessibleDescription(/Choose a day\./);
  expect(focused(element)).toBe('Last day on hold');
  expect(element.renderRoot.querySelector<HTMLInputElement>('#row-until')?.validity.badInput).toBe(true);
  expect(call).not.toHaveBeenCalled();
});

test('a save without an answer keeps the form', async () => {
  const call = changes().mockRejectedValueOnce(refuses('offline'));
  await mount(portalWith('endMember', call));
  await change('Alex', 'End membership');
  await field('Last day').fill('2026-12-08');
  await send('End membership').click();
  await expect.element(page.getByText(/^Not confirmed as saved\. The record/)).toBeVisible();
  await expect.element(field('Last day')).toHaveValue('2026-12-08');
  await accessible();
});

/** Alex is put on hold by somebody else while the form is open; the rows are numbered anew. */
async function conflicting(call: Change, then: MemberList): Promise<ReturnType<typeof mount>> {
  const members = vi.fn<Portal['members']>().mockResolvedValueOnce(memberList());
  members.mockResolvedValue(then);
  const element = await mount(portalWith('endMember', call, { members }));
  await change('Alex', 'End membership');
  await field('Last day').fill('2026-12-08');
  await send('End membership').click();
  return element;
}
const theirs = () =>
  memberList([people.sam, { ...people.alex, place: 'on-hold', hold: { from: '2026-11-24', until: '2026-12-01' } }]);

test('a change made meanwhile is shown beside what was wanted, and is not overwritten before somebody says so', async () => {
  const call = changes().mockRejectedValueOnce(refuses('conflict'));
  const list = theirs();
  const element = await conflicting(call, list);
  await expect.element(page.getByRole('heading', { name: 'Somebody else changed this meanwhile' })).toBeVisible();
  expect(text(element, 'dl')).toBe('Now On hold, from 24 Nov until 1 Dec You wanted Last day 8 Dec');
  expect(status(element)).toBe('Somebody else changed this meanwhile');
  expect(focused(element)).toBe('Somebody else changed this meanwhile');
  await accessible();
  await button('Do it anyway').click();
  await expect.poll(() => status(element)).toBe('Saved. Alex: Last day 8 Dec');
  expect(call.mock.calls[1]).toEqual([list, 'row-1', { on: '2026-12-08' }]);
});

test('Leave it leaves what somebody else did', async () => {
  const call = changes().mockRejectedValue(refuses('conflict'));
  const element = await conflicting(call, theirs());
  await button('Leave it').click();
  await expect.poll(() => focused(element)).toBe('Change Alex');
  expect(call).toHaveBeenCalledTimes(1);
  expect(lists(element)['On hold · 1']).toEqual(['Alex Alexandra Rivera-Test | from 24 Nov until 1 Dec']);
});

test('what does not fit any more after a conflict is said at its field', async () => {
  const call = changes().mockRejectedValueOnce(refuses('conflict'));
  call.mockRejectedValueOnce(refuses('invalid', ['on']));
  await conflicting(call, theirs());
  await button('Do it anyway').click();
  await expect.element(field('Last day')).toHaveAccessibleDescription(/Choose a day from their first day on\./);
  await expect.element(field('Last day')).toHaveValue('2026-12-08');
});

test('somebody who is gone from the list meanwhile: said, and nothing is saved', async () => {
  const call = changes().mockRejectedValue(refuses('conflict'));
  const element = await conflicting(call, memberList([people.sam]));
  await expect
    .element(page.getByText('Alex is no longer on this list as before. Nothing of yours was saved.').first())
    .toBeVisible();
  expect(focused(element)).toBe('Members · Tuesday group');
  await accessible();
});

test('a conflict that can’t be looked at keeps the form, and says that nothing was saved', async () => {
  const members = vi.fn<Portal['members']>().mockResolvedValueOnce(memberList()).mockRejectedValue(refuses('offline'));
  const element = await mount(portalWith('endMember', changes().mockRejectedValue(refuses('conflict')), { members }));
  await change('Alex', 'End membership');
  await field('Last day').fill('2026-12-08');
  await send('End membership').click();
  await expect
    .poll(() => text(element, '.panel .note'))
    .toBe('Not saved. Someone else changed this at the same time. What you entered is still here.');
  await expect.element(field('Last day')).toHaveValue('2026-12-08');
  await expect.element(button('Do it anyway')).not.toBeInTheDocument();
});

test('a list read meanwhile keeps the open form with the person it was opened for', async () => {
  const call = changes();
  const members = vi.fn<Portal['members']>().mockResolvedValueOnce(memberList());
  members.mockResolvedValue(
    memberList([{ ...people.alex, name: 'Aaron', fullName: 'Aaron Bell-Test' }, people.alex, people.sam]),
  );
  const portal = portalWith('endMember', call, { members });
  await mount(portal);
  await change('Alex', 'End membership');
  await field('Last day').fill('2026-12-08');
  portal.saved();
  await expect.element(page.getByText('Members now · 3')).toBeVisible();
  await expect.element(page.getByRole('form', { name: 'End membership: Alex' })).toBeVisible();
  await expect.element(field('Last day')).toHaveValue('2026-12-08');
  await send('End membership').click();
  await expect.poll(() => call.mock.calls.length).toBe(1);
  const [list, row] = call.mock.calls[0] ?? [];
  expect(list?.members.find((member) => member.row === row)?.name).toBe('Alex');
});
