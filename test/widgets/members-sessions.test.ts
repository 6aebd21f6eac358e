import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError, type ErrorCode } from '../../fhir-mappings/errors.ts';
import type { GroupSession, SessionChange } from '../../src/book-types.ts';
import type { Portal, User } from '../../src/portal-types.ts';
import type { GroupMembers } from '../../widgets/members/group-members.ts';
import { bornWords, instantAt, zoneWords } from '../../widgets/members/days.ts';
import { schedule } from './pages/members-book.ts';
import { accessible, bookPortal, button, change, field, focused, mount, status, text } from './pages/members-page.ts';

afterEach(() => render(nothing, document.body));

const refuses = (code: ErrorCode, fields: string[] = []) => new PortalError(code, '', fields);
const done = (rest: Partial<SessionChange> = {}): SessionChange => ({ changed: 8, unchanged: 0, failed: [], ...rest });
const cancels = () => vi.fn<Portal['cancelSessions']>(() => Promise.resolve(done()));
const moves = () => vi.fn<Portal['moveSession']>(() => Promise.resolve(done()));
const today = 'Tuesday 24 November';
const start = '2026-11-24T18:00:00-05:00';
const send = (name: string) => page.getByRole('form').getByRole('button', { name, exact: true });
/** What the record answers after the first read. */
const then = (sessions: GroupSession[]) =>
  vi.fn<Portal['schedule']>().mockResolvedValueOnce(schedule).mockResolvedValue(sessions);
const rows = (element: GroupMembers, list: string) =>
  [...element.renderRoot.querySelectorAll(`[aria-labelledby=${list}] .who`)].map((row) =>
    [...row.querySelectorAll('p')].map((p) => p.textContent?.replaceAll(/\s+/g, ' ').trim()).join(' | '),
  );

test('the coming six weeks and the last two, each with day, time, state and how many are expected', async () => {
  const read = vi.fn<Portal['schedule']>(() => Promise.resolve(schedule));
  const element = await mount(bookPortal({ schedule: read }));
  await expect.poll(() => rows(element, 'coming')).toHaveLength(5);
  expect(read.mock.calls.map(([query]) => query)).toEqual([
    { group: 'tuesday', from: '2026-09-22', until: '2027-01-05' },
  ]);
  expect(rows(element, 'coming')).toEqual([
    'Tuesday 24 November | 6:00 to 7:30 pm · 8 expected',
    'Wednesday 2 December | 6:00 to 7:30 pm · 8 expected | Moved from Tuesday 1 December, 6:00 pm',
    'Tuesday 8 December | 6:00 to 7:30 pm · 1 expected',
    'Tuesday 15 December | 6:00 to 7:30 pm · 7 expected',
    'Tuesday 22 December | 6:00 to 7:30 pm · Cancelled',
  ]);
  expect(rows(element, 'earlier')).toEqual([
    'Tuesday 10 November | 6:00 to 7:30 pm · 8 were expected',
    'Tuesday 17 November | 6:00 to 7:30 pm · Cancelled',
  ]);
  await expect.element(page.getByRole('list', { name: 'Next six weeks' }).getByRole('listitem')).toHaveLength(5);
  await expect.element(button('Change Tuesday 22 December')).toBeVisible();
  await expect.element(button('Change Tuesday 17 November')).not.toBeInTheDocument();
  await expect.element(button('Change Tuesday 10 November')).not.toBeInTheDocument();
  await accessible();
});

test('a session that was cancelled can be held after all, and the question says for whom', async () => {
  const restoreSession = vi.fn<Portal['restoreSession']>(() => Promise.resolve(done()));
  const held = schedule.map((s) => (s.start.startsWith('2026-12-22') ? { ...s, state: 'scheduled' as const } : s));
  const element = await mount(bookPortal({ restoreSession, schedule: then(held) }));
  await expect.poll(() => rows(element, 'coming')).toHaveLength(5);
  await button('Change Tuesday 22 December').click();
  await expect.element(button('Cancel this session')).not.toBeInTheDocument();
  await button('Hold it after all').click();
  await expect.element(page.getByText('Hold this session after all, for everybody?')).toBeVisible();
  await accessible();
  await send('Hold it after all').click();
  await expect
    .poll(() => restoreSession.mock.calls.map(([query]) => query))
    .toEqual([{ group: 'tuesday', start: '2026-12-22T18:00:00-05:00' }]);
  await expect.poll(() => rows(element, 'coming').at(-1)).toMatch(/expected$/);
});

test('intake sees the sessions and changes none of them', async () => {
  const user: User = { reference: 'Practitioner/i1', display: 'P. Lindqvist-Test', role: 'intake' };
  const element = await mount(bookPortal({ user }));
  await expect.poll(() => rows(element, 'coming')).toHaveLength(5);
  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect.element(sessions.getByRole('button')).not.toBeInTheDocument();
  await accessible();
});

test('no session is a calm sentence', async () => {
  await mount(bookPortal({ schedule: () => Promise.resolve([]) }));
  await expect.element(page.getByText('No sessions in the next six weeks.')).toBeVisible();
  await expect.element(page.getByText('Before today')).not.toBeInTheDocument();
});

test('sessions that can’t be read say so by themselves, and are read on the second try', async () => {
  const read = vi.fn<Portal['schedule']>(() => Promise.resolve(schedule)).mockRejectedValueOnce(refuses('offline'));
  const element = await mount(bookPortal({ schedule: read }));
  await expect.element(page.getByText('Sessions: can’t tell right now')).toBeVisible();
  await expect.element(page.getByText('Members now · 4')).toBeVisible();
  await accessible();
  await button('Try again').click();
  await expect.poll(() => rows(element, 'coming')).toHaveLength(5);
  expect(focused(element)).toBe('Sessions');
});

test('sessions that can’t be read again stay, and say that they may be old', async () => {
  const read = vi.fn<Portal['schedule']>().mockResolvedValueOnce(schedule).mockRejectedValueOnce(refuses('timeout'));
  const portal = bookPortal({ schedule: read });
  const element = await mount(portal);
  await expect.poll(() => rows(element, 'coming')).toHaveLength(5);
  portal.saved();
  await expect
    .poll(() => text(element, '[part=sessions] .note'))
    .toMatch('The sessions could not be read again, so these may not be the newest.');
  expect(rows(element, 'coming')).toHaveLength(5);
  await accessible();
});

test('cancelling asks once, in place, then the session says that it is cancelled', async () => {
  const cancelSessions = cancels();
  const after = schedule.map((each) => (each.start === start ? { ...each, state: 'cancelled' as const } : each));
  const element = await mount(bookPortal({ cancelSessions, schedule: then(after) }));
  await button(`Change ${today}`).click();
  await accessible();
  await button('Cancel this session').click();
  await expect.element(page.getByText('Cancel for all 8 members?')).toBeVisible();
  expect(focused(element)).toBe('Cancel for all 8 members?');
  expect(cancelSessions).not.toHaveBeenCalled();
  await accessible();
  await send('Cancel this session').click();
  await expect.poll(() => status(element)).toBe('Cancelled for all 8 members.');
  expect(cancelSessions.mock.calls.map(([query]) => query)).toEqual([{ group: 'tuesday', start }]);
  expect(rows(element, 'coming')[0]).toBe('Tuesday 24 November | 6:00 to 7:30 pm · Cancelled');
  expect(focused(element)).toMatch(/^Tuesday 24 November/);
  await accessible();
});

test('Keep it keeps the session, with the focus on its row', async () => {
  const cancelSessions = cancels();
  const element = await mount(bookPortal({ cancelSessions }));
  await change('Tuesday 8 December', 'Cancel this session');
  await expect.element(page.getByText('Cancel for 1 member?')).toBeVisible();
  await button('Keep it').click();
  await expect.poll(() => focused(element)).toMatch(/^Tuesday 8 December/);
  expect(cancelSessions).not.toHaveBeenCalled();
});

test('made for some only: says for how many and why not, and Try again asks for the same again', async () => {
  const cancelSessions = cancels().mockResolvedValueOnce(done({ changed: 7, failed: ['offline'] }));
  cancelSessions.mockRejectedValueOnce(refuses('timeout'));
  cancelSessions.mockResolvedValue(done({ changed: 1, unchanged: 7 }));
  const element = await mount(bookPortal({ cancelSessions }));
  await change(today, 'Cancel this session');
  await send('Cancel this session').click();
  const said = '7 of 8 changed. 1 could not be saved: The record can’t be reached right now.';
  await expect.poll(() => text(element, '.note.fault')).toMatch(said);
  expect(status(element)).toBe(said);
  expect(focused(element)).toBe('Try again');
  await accessible();
  await button('Try again').click();
  await expect
    .element(page.getByText('Not confirmed as saved. The record is taking too long to answer.'))
    .toBeVisible();
  await button('Try again').click();
  await expect.poll(() => status(element)).toBe('Cancelled for all 8 members.');
  expect(cancelSessions.mock.calls.map(([query]) => query)).toEqual([1, 2, 3].map(() => ({ group: 'tuesday', start })));
  await expect.element(button('Try again')).not.toBeInTheDocument();
});

test('what is left of one change stays while another one is made', async () => {
  const cancelSessions = cancels().mockResolvedValueOnce(done({ changed: 6, failed: ['rejected', 'conflict'] }));
  const element = await mount(bookPortal({ cancelSessions }));
  await change(today, 'Cancel this session');
  await send('Cancel this session').click();
  await expect.poll(() => text(element, '.note.fault')).toMatch('6 of 8 changed. 2 could not be saved:');
  await change('Tuesday 15 December', 'Cancel this session');
  await send('Cancel this session').click();
  await expect.poll(() => status(element)).toBe('Cancelled for all 8 members.');
  expect(text(element, '.note.fault')).toMatch(
    'The record did not accept this. Someone else changed this at the same time.',
  );
});

test('a holiday: the days, then one question about all of it', async () => {
  const cancelSessions = cancels();
  const element = await mount(bookPortal({ cancelSessions }));
  await button('Cancel several').click();
  expect(focused(element)).toBe('First day without sessions');
  await accessible();
  await send('Go on').click();
  await expect.element(field('First day without sessions')).toHaveAccessibleDescription('Choose a day.');
  await field('First day without sessions').fill('2026-12-21');
  await field('Last day without sessions').fill('2027-01-03');
  await send('Go on').click();
  const question = 'Cancel every session from Monday 21 December until Sunday 3 January 2027, for all members?';
  await expect.poll(() => focused(element)).toBe(question);
  expect(cancelSessions).not.toHaveBeenCalled();
  await accessible();
  await button('Cancel these sessions').click();
  await expect.poll(() => status(element)).toBe('These sessions are cancelled.');
  expect(cancelSessions.mock.calls[0]?.[0]).toEqual({ group: 'tuesday', from: '2026-12-21', until: '2027-01-03' });
});

test('days on which there was nothing to cancel are not called cancelled', async () => {
  const cancelSessions = cancels().mockResolvedValue(done({ changed: 0 }));
  const element = await mount(bookPortal({ cancelSessions }));
  await button('Cancel several').click();
  await field('First day without sessions').fill('2026-12-21');
  await field('Last day without sessions').fill('2026-12-21');
  await send('Go on').click();
  await button('Cancel these sessions').click();
  await expect.poll(() => status(element)).toBe('There was no session to cancel on these days.');
});

test.each([
  ['from', 'First day without sessions', 'This day can’t be used. Choose another.'],
  ['until', 'Last day without sessions', 'Choose the first day or a later one, within three months.'],
])('days that are refused at %s: back to them, as they were filled in', async (name, label, words) => {
  const cancelSessions = cancels().mockRejectedValueOnce(refuses('invalid', [name]));
  const element = await mount(bookPortal({ cancelSessions }));
  await button('Cancel several').click();
  await field('First day without sessions').fill('2026-12-21');
  await field('Last day without sessions').fill('2026-12-14');
  await send('Go on').click();
  await button('Cancel these sessions').click();
  await expect.element(field(label)).toHaveAccessibleDescription(words);
  await expect.element(field('Last day without sessions')).toHaveValue('2026-12-14');
  expect(focused(element)).toBe(label);
  await accessible();
});

test('a session is moved to a day and time of the group’s own zone, by keyboard alone', async () => {
  const moveSession = moves();
  const moved = { ...(schedule[3] as GroupSession), start: '2026-11-25T17:30:00-05:00', movedFrom: start };
  const element = await mount(bookPortal({ moveSession, schedule: then([moved]) }));
  button(`Change ${today}`).element().focus();
  await userEvent.keyboard('{Enter}{Tab}{Enter}');
  await expect.poll(() => focused(element)).toBe('New day');
  await expect.element(field('New day')).toHaveValue('2026-11-24');
  await expect.element(field('Start (Eastern Time)')).toHaveValue('18:00');
  await accessible();
  await userEvent.keyboard('11252026');
  field('Start (Eastern Time)').element().focus();
  await userEvent.keyboard('0530PM{Enter}');
  await expect.poll(() => status(element)).toBe('Moved for all 8 members.');
  expect(moveSession.mock.calls.map(([query]) => query)).toEqual([
    { group: 'tuesday', start, to: '2026-11-25T17:30:00-05:00' },
  ]);
  expect(focused(element)).toMatch(/^Wednesday 25 November/);
});

test.each<[ErrorCode, string, string]>([
  ['invalid', 'to', 'There is another session then, or this time can’t be used. Choose another.'],
  ['invalid', 'start', 'This session was held, cancelled or moved already.'],
  ['not-found', 'start', 'This session was held, cancelled or moved already.'],
])('a move refused as %s at %s says so there', async (code, name, words) => {
  const moveSession = moves().mockRejectedValueOnce(refuses(code, [name]));
  const element = await mount(bookPortal({ moveSession }));
  await change(today, 'Move to another time');
  await field('Start (Eastern Time)').fill('19:00');
  await send('Move for all 8 members').click();
  await expect.element(page.getByText(words)).toBeVisible();
  expect(focused(element)).toBe(name === 'to' ? 'New day' : words);
  await expect.element(field('Start (Eastern Time)')).toHaveValue('19:00');
  await accessible();
});

test('a session that was moved by somebody else while it was open: said, and nothing is saved', async () => {
  const portal = bookPortal({ schedule: then(schedule.filter((each) => each.start !== start)) });
  const element = await mount(portal);
  await change(today, 'Move to another time');
  portal.saved();
  await expect
    .poll(() => status(element))
    .toBe('This session is no longer on the list as before. Nothing of yours was saved.');
  expect(focused(element)).toBe('Sessions');
});

test.each([
  ['2026-11-24', '18:00', 'America/New_York', '2026-11-24T18:00:00-05:00'],
  ['2026-07-07', '18:00', 'America/New_York', '2026-07-07T18:00:00-04:00'],
  ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T03:30:00-04:00'], // never shown by a clock
  ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T01:30:00-04:00'], // shown twice
  ['2026-11-24', '09:15', 'Asia/Kolkata', '2026-11-24T09:15:00+05:30'],
  ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T02:30:00+02:00'],
])('%s %s in %s is %s', (day, time, zone, instant) => {
  expect(instantAt(day, time, zone)).toBe(instant);
});

test('zones and birth dates in words', () => {
  expect(zoneWords('America/Chicago', 'en-US')).toBe('Central Time');
  expect(bornWords('1990-05-03', 'en-US')).toBe('3 May 1990');
});
