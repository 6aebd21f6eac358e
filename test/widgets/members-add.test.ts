import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError, type ErrorCode } from '../../fhir-mappings/errors.ts';
import type { FoundPerson, GroupMember } from '../../src/book-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import { memberList, people } from './pages/members-book.ts';
import { accessible, bookPortal, button, field, focused, mount, status } from './pages/members-page.ts';

afterEach(() => render(nothing, document.body));

const jo: FoundPerson = { patient: 'Patient/jo', fullName: 'Jo Castellan-Test', birthDate: '1990-05-03' };
const added: GroupMember = { row: '', name: 'Jo', fullName: jo.fullName, place: 'now', start: '2026-11-24' };
const finds = () => vi.fn<Portal['findPerson']>(() => Promise.resolve(jo));
const adds = () => vi.fn<Portal['addMember']>(() => Promise.resolve(added));
const refuses = (code: ErrorCode, fields: string[] = []) => new PortalError(code, '', fields);
const add = () => button('Add to Tuesday group');
const described = async (label: string, words: string | RegExp) => {
  await expect.element(field(label)).toHaveAccessibleDescription(words);
};

async function find(number = 'T-1009'): Promise<void> {
  await button('Add a member').click();
  await field('Record number').fill(number);
  await button('Find').click();
}
async function toDetails(): Promise<void> {
  await find();
  await button('Yes').click();
}

test('adds by record number: two identifiers are checked, then one press saves with the group’s today', async () => {
  const findPerson = finds();
  const addMember = adds();
  const members = vi.fn<Portal['members']>().mockResolvedValueOnce(memberList());
  members.mockResolvedValue(memberList([...Object.values(people), added]));
  const told = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-member-added', told, { once: true });
  const element = await mount(bookPortal({ findPerson, addMember, members }));
  await button('Add a member').click();
  expect(focused(element)).toBe('Record number');
  await accessible();
  await userEvent.keyboard(' T-1009 {Enter}');
  await expect.element(page.getByRole('heading', { name: 'Is this the person?' })).toBeVisible();
  expect(findPerson.mock.calls.map(([query]) => query)).toEqual([{ identifier: 'T-1009' }]);
  await expect.element(page.getByRole('definition').nth(0)).toHaveTextContent('Jo Castellan-Test');
  await expect.element(page.getByRole('definition').nth(1)).toHaveTextContent('3 May 1990');
  expect(focused(element)).toBe('Is this the person?');
  await accessible();
  await button('Yes').click();
  await expect.element(field('First day')).toHaveValue('2026-11-24');
  expect(focused(element)).toBe('First day');
  await expect.element(page.getByText('Jo Castellan-Test, born 3 May 1990')).toBeVisible();
  await accessible();
  await add().click();
  await expect.element(page.getByText('Members now · 5')).toBeVisible();
  expect(addMember.mock.calls.map(([query, member]) => [query, member])).toEqual([
    [{ group: 'tuesday' }, { patient: 'Patient/jo', start: '2026-11-24' }],
  ]);
  expect(members).toHaveBeenCalledTimes(2);
  expect(told.mock.calls[0]?.[0]).toMatchObject({ detail: { group: 'tuesday' }, bubbles: true, composed: true });
  expect(status(element)).toBe('Saved. Jo is on the list of Tuesday group');
  await expect.poll(() => focused(element)).toBe('Add a member');
});

test('everything that can be given is sent: day, name, how to reach them and whether a message is fine', async () => {
  const addMember = adds();
  const element = await mount(bookPortal({ findPerson: finds(), addMember }));
  await toDetails();
  await expect.element(page.getByRole('radiogroup')).not.toBeInTheDocument();
  await field('First day').fill('2026-12-01');
  await described('Name in the group (optional)', 'What should the group call them?');
  await field('Name in the group (optional)').fill('  Jo-Jo ');
  await field('How to reach them (optional)').selectOptions('Text message');
  await add().click();
  await expect
    .element(page.getByRole('radiogroup', { name: 'Is it fine to leave a message?' }))
    .toHaveAccessibleDescription(/Choose yes or no/);
  expect(element.renderRoot.querySelectorAll(':checked[type=radio]')).toHaveLength(0);
  expect(focused(element)).toBe('Yes');
  expect(addMember).not.toHaveBeenCalled();
  await accessible();
  await page.getByRole('radio', { name: 'No' }).click();
  await add().click();
  await expect
    .poll(() => addMember.mock.calls[0]?.[1])
    .toEqual({
      patient: 'Patient/jo',
      start: '2026-12-01',
      displayName: 'Jo-Jo',
      contact: { way: 'text', message: false },
    });
});

test('No goes back to the number as typed, to be mended; nobody is added', async () => {
  const addMember = adds();
  const element = await mount(bookPortal({ findPerson: finds(), addMember }));
  await find('T-1008');
  await button('No').click();
  await expect.element(field('Record number')).toHaveValue('T-1008');
  expect(focused(element)).toBe('Record number');
  await button('Close').click();
  await expect.poll(() => focused(element)).toBe('Add a member');
  expect(addMember).not.toHaveBeenCalled();
});

test('the host’s picker finds somebody; cancelling it changes nothing', async () => {
  const picks = vi.fn<() => Promise<string | undefined>>().mockResolvedValueOnce(undefined);
  picks.mockRejectedValueOnce(new PortalError('offline', ''));
  picks.mockResolvedValue('Patient/jo');
  const findPerson = finds();
  const element = await mount(bookPortal({ findPerson }), picks);
  await button('Add a member').click();
  expect(focused(element)).toBe('Choose from the record');
  await accessible();
  await button('Choose from the record').click();
  await expect.poll(() => picks.mock.calls.length).toBe(1);
  await expect.poll(() => focused(element)).toBe('Choose from the record');
  expect(findPerson).not.toHaveBeenCalled();
  await button('Choose from the record').click();
  await expect
    .element(page.getByText('The record can’t be reached right now. What you entered is still here.'))
    .toBeVisible();
  await button('Choose from the record').click();
  await expect.element(page.getByRole('heading', { name: 'Is this the person?' })).toBeVisible();
  expect(findPerson.mock.calls.map(([query]) => query)).toEqual([{ patient: 'Patient/jo' }]);
});

test('somebody picked after the form was closed is not looked up', async () => {
  let pick: (patient: string) => void = () => {};
  const findPerson = finds();
  await mount(bookPortal({ findPerson }), () => new Promise((resolve) => (pick = resolve)));
  await button('Add a member').click();
  await button('Choose from the record').click();
  await button('Close').click();
  await button('Add a member').click();
  pick('Patient/jo');
  await field('Record number').fill('T-1009');
  await button('Find').click();
  await expect.element(page.getByRole('heading', { name: 'Is this the person?' })).toBeVisible();
  expect(findPerson.mock.calls.map(([query]) => query)).toEqual([{ identifier: 'T-1009' }]);
});

test('what is still being saved for one group says and focuses nothing in the next', async () => {
  let answer: (member: GroupMember) => void = () => {};
  const told = vi.fn<(event: Event) => void>();
  document.body.addEventListener('group-member-added', told, { once: true });
  const addMember = adds().mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
  const element = await mount(bookPortal({ findPerson: finds(), addMember }));
  await toDetails();
  await add().click();
  element.group = 'thursday';
  await expect.element(button('Add a member')).toBeVisible();
  answer(added);
  await expect.poll(() => told.mock.calls.length).toBe(1);
  expect(told.mock.calls[0]?.[0]).toMatchObject({ detail: { group: 'tuesday' } });
  await element.updateComplete;
  expect(element.shadowRoot?.activeElement).toBeNull();
  expect(status(element)).toBe('');
});

test('without a picker there is only the number', async () => {
  await mount();
  await button('Add a member').click();
  await expect.element(field('Record number')).toBeVisible();
  await expect.element(button('Choose from the record')).not.toBeInTheDocument();
});

test.each<[ErrorCode, string]>([
  ['not-found', 'Nobody in the record has this number.'],
  ['conflict', 'More than one record has this number, so nobody was chosen.'],
  ['invalid', 'This number can’t be used: its record was merged with another, or the person has died.'],
])('a number that finds nobody (%s) says so at the number', async (code, words) => {
  const findPerson = finds().mockRejectedValueOnce(refuses(code, ['identifier']));
  const element = await mount(bookPortal({ findPerson }));
  await find('T-1');
  await described('Record number', words);
  await expect.element(field('Record number')).toHaveAttribute('aria-invalid', 'true');
  await expect.element(field('Record number')).toHaveValue('T-1');
  expect(focused(element)).toBe('Record number');
  await accessible();
  await button('Find').click();
  await expect.element(page.getByRole('heading', { name: 'Is this the person?' })).toBeVisible();
});

test('a picked record that can’t be used is said at the picker', async () => {
  const findPerson = finds().mockRejectedValueOnce(refuses('invalid', ['patient']));
  const element = await mount(bookPortal({ findPerson }), () => Promise.resolve('Patient/gone'));
  await button('Add a member').click();
  await button('Choose from the record').click();
  await expect
    .element(button('Choose from the record'))
    .toHaveAccessibleDescription('This record can’t be used: it was merged with another, or the person has died.');
  expect(focused(element)).toBe('Choose from the record');
  await accessible();
});

test('somebody of an EHR’s charts whom the record has not is said at the picker', async () => {
  const findPerson = finds();
  const element = await mount(bookPortal({ findPerson }), () => Promise.reject(refuses('not-found', ['identifier'])));
  await button('Add a member').click();
  await button('Choose from the record').click();
  await expect
    .element(button('Choose from the record'))
    .toHaveAccessibleDescription('Nobody in the record has this number.');
  expect(focused(element)).toBe('Choose from the record');
  expect(findPerson).not.toHaveBeenCalled();
});

test('an empty number and a look-up without an answer keep what was typed', async () => {
  const findPerson = finds().mockRejectedValueOnce(refuses('timeout'));
  await mount(bookPortal({ findPerson }));
  await find(' ');
  await described('Record number', 'Type the record number.');
  expect(findPerson).not.toHaveBeenCalled();
  await field('Record number').fill('T-1009');
  await described('Record number', '');
  await button('Find').click();
  await expect
    .element(page.getByText('The record is taking too long to answer. What you entered is still here.'))
    .toBeVisible();
  await expect.element(field('Record number')).toHaveValue('T-1009');
  await accessible();
});

test.each([
  ['start', 'First day', 'They were in the group on this day already. Choose a later one.'],
  ['displayName', 'Name in the group (optional)', /This name can’t be used\. Use 1 to 60 letters\./],
])(
  '%s that the record does not take is said at its field, with everything typed still there',
  async (name, label, words) => {
    const addMember = adds().mockRejectedValueOnce(refuses('invalid', [name]));
    const element = await mount(bookPortal({ findPerson: finds(), addMember }));
    await toDetails();
    await field('First day').fill('2026-12-01');
    await field('Name in the group (optional)').fill('Jo-Jo');
    await add().click();
    await described(label, words);
    await expect.element(field(label)).toHaveAttribute('aria-invalid', 'true');
    expect(focused(element)).toBe(label);
    expect(status(element)).toBe('Not saved.');
    await expect.element(field('First day')).toHaveValue('2026-12-01');
    await expect.element(field('Name in the group (optional)')).toHaveValue('Jo-Jo');
    await accessible();
    await add().click();
    await expect.poll(() => addMember.mock.calls.length).toBe(2);
    expect(addMember.mock.calls[1]?.[1]).toEqual(addMember.mock.calls[0]?.[1]);
  },
);

test('somebody who is in the group already: said beside their name', async () => {
  const addMember = adds().mockRejectedValueOnce(refuses('invalid', ['patient']));
  const element = await mount(bookPortal({ findPerson: finds(), addMember }));
  await toDetails();
  await add().click();
  await expect.poll(() => focused(element)).toMatch(/^This person can’t be added: they are in the group already/);
  await accessible();
});

test('no day, or half a day, is asked for before anything is sent', async () => {
  const addMember = adds();
  const element = await mount(bookPortal({ findPerson: finds(), addMember }));
  await toDetails();
  await userEvent.keyboard('{Backspace}'); // the month is gone, the day and the year are still there
  await add().click();
  await described('First day', 'Choose a day.');
  expect(focused(element)).toBe('First day');
  await field('First day').fill('');
  await add().click();
  await described('First day', 'Choose a day.');
  expect(addMember).not.toHaveBeenCalled();
});

test('a save that fails loses nothing, and is not sent twice while it is being sent', async () => {
  let refuse: (error: Error) => void = () => {};
  const addMember = adds().mockReturnValueOnce(new Promise((_, reject) => (refuse = reject)));
  const element = await mount(bookPortal({ findPerson: finds(), addMember }));
  await toDetails();
  await field('Name in the group (optional)').fill('Jo-Jo');
  await add().click();
  await expect.element(button('Saving')).toHaveAttribute('aria-disabled', 'true');
  await button('Saving').click({ force: true });
  await button('Close').click({ force: true });
  expect(addMember).toHaveBeenCalledTimes(1);
  refuse(refuses('rejected'));
  await expect
    .element(page.getByText('Not saved. The record did not accept this. What you entered is still here.'))
    .toBeVisible();
  await expect.element(field('Name in the group (optional)')).toHaveValue('Jo-Jo');
  expect(status(element)).toBe('Not saved.');
  await accessible();
});

test.each([
  ['1990', '1990'],
  ['1990-05', 'May 1990'],
  [undefined, 'not in the record'],
])('a birth date known as %s is shown as %s', async (birthDate, words) => {
  const person = { patient: jo.patient, fullName: jo.fullName, ...(birthDate && { birthDate }) };
  await mount(bookPortal({ findPerson: () => Promise.resolve(person) }));
  await find();
  await expect.element(page.getByRole('definition').nth(1)).toHaveTextContent(words);
});

test('Start again: the person is found already, is checked like anybody, and keeps their name', async () => {
  const ty: FoundPerson = {
    patient: 'Patient/tyrone-marsh-test',
    fullName: 'Tyrone Marsh-Test',
    birthDate: '1984-01-09',
  };
  const findPerson = vi.fn<Portal['findPerson']>(() => Promise.resolve(ty));
  const addMember = adds();
  const element = await mount(bookPortal({ findPerson, addMember }));
  await page.getByText('Past · 1').click();
  await button('Start again Ty').click();
  await expect.poll(() => focused(element)).toBe('Is this the person?');
  expect(findPerson.mock.calls.map(([query]) => query)).toEqual([{ patient: ty.patient }]);
  await button('Yes').click();
  await expect.element(field('Name in the group (optional)')).toHaveValue('Ty');
  await add().click();
  await expect
    .poll(() => addMember.mock.calls[0]?.[1])
    .toEqual({ patient: ty.patient, start: '2026-11-24', displayName: 'Ty' });
});

test('Start again with a record that can’t be used says so, and another number can be typed', async () => {
  const findPerson = finds().mockRejectedValueOnce(refuses('invalid', ['patient']));
  const element = await mount(bookPortal({ findPerson }));
  await page.getByText('Past · 1').click();
  await button('Start again Ty').click();
  await expect
    .element(page.getByText('This record can’t be used: it was merged with another, or the person has died.'))
    .toBeVisible();
  expect(focused(element)).toBe('Record number');
  await accessible();
});
