/** The leader's list reads itself again: when, what it says of it, and what stays when it can't. */
import { nothing, render } from 'lit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { newsOf, raiseOf } from '../../widgets/roster/leader-view.ts';
import { startPolling, type Poll } from '../../widgets/poll.ts';
import { words } from '../../widgets/strings/roster-leader.ts';
import { bo, leaderStates, person, roster, sam } from './pages/roster-leader-states.ts';
import { all, answering, drawn, mount, portalOf, status, text } from './roster-leader-page.ts';

const usual = leaderStates['usual'] ?? roster([]);
const before = roster([bo, person('Sam')]);
const after = roster([bo, sam], { asOf: '2026-11-24T17:53:00-05:00' });

const look = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  render(nothing, document.body);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a call that the desk logs is there without reload, and said politely with who is still expected', async () => {
  const read = answering(before, after);
  const element = await drawn(mount(portalOf(read)));
  expect(status(element)).toBe('');
  // waiting for something in a test passes a little of the time
  vi.advanceTimersByTime(15_000);
  expect(read).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(5_000);
  await expect
    .poll(() => text(element, '.counts'))
    .toBe('2 on the list · 1 expected · 1 told us away · 1 first session');
  expect(status(element)).toBe('Sam told us they can’t come. 1 expected.');
  expect(element.renderRoot.querySelector('[role=status]')?.getAttribute('aria-live')).toBeNull();
});

test('nothing new is not said, and takes the focus from nothing', async () => {
  const read = answering(before, { ...before, asOf: after.asOf });
  const element = await drawn(mount(portalOf(read)));
  const button = element.renderRoot.querySelector<HTMLElement>('.name');
  button?.focus();
  vi.advanceTimersByTime(20_000);
  await expect.poll(() => text(element, '.ends p')).toBe('Read 5:53 pm');
  expect(status(element)).toBe('');
  expect(element.shadowRoot?.activeElement).toBe(button);
});

test('a read that fails leaves the list, and says since when; the next one mends it', async () => {
  const read = answering(before, new PortalError('timeout', ''), after);
  const element = await drawn(mount(portalOf(read)));
  vi.advanceTimersByTime(20_000);
  await expect.poll(() => text(element, '.ends p')).toBe('Not updated since 5:52 pm.');
  expect(all(element, '.who')).toHaveLength(2);
  vi.advanceTimersByTime(35_000);
  expect(read).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(5_000);
  await expect.poll(() => text(element, '.ends p')).toBe('Read 5:53 pm');
  expect(status(element)).toBe('Sam told us they can’t come. 1 expected.');
});

test.each(['not-authorized', 'not-allowed'] as const)('%s: nothing of the list stays on the screen', async (code) => {
  const element = await drawn(mount(portalOf(answering(before, new PortalError(code, '')))));
  vi.advanceTimersByTime(20_000);
  await expect.poll(() => all(element, '.who')).toEqual([]);
  expect(element.renderRoot.textContent).not.toMatch(/Bo|Sam/);
  expect(text(element, '#title')).toBe('The list did not open.');
});

test('after anything of the portal was saved it is read at once', async () => {
  const portal = portalOf(answering(before, after));
  const element = await drawn(mount(portal));
  portal.saved();
  await expect.poll(() => text(element, '.counts')).toContain('1 told us away');
});

test('a list that was left reads no more; another session is another list', async () => {
  const read = answering(usual);
  const element = await drawn(mount(portalOf(read)));
  element.start = '2026-12-01T18:00:00-05:00';
  await expect.poll(() => read.mock.calls.length).toBe(2);
  await drawn(element);
  element.remove();
  vi.advanceTimersByTime(600_000);
  expect(read).toHaveBeenCalledTimes(2);
});

let poll: Poll;
const polling = () => {
  const read = vi.fn<() => void>();
  poll = startPolling(read);
  return read;
};

test('the wait grows while nothing is new, more so while nothing comes, and is short again after news', () => {
  const read = polling();
  vi.advanceTimersByTime(600_000);
  expect(read).not.toHaveBeenCalled();
  const waits = (what: Parameters<Poll['heard']>[0], ms: number) => {
    read.mockClear();
    poll.heard(what);
    vi.advanceTimersByTime(ms - 1);
    expect([what, ms, read.mock.calls.length]).toEqual([what, ms, 0]);
    vi.advanceTimersByTime(1);
    expect([what, ms, read.mock.calls.length]).toEqual([what, ms, 1]);
  };
  waits('changed', 20_000);
  for (const ms of [30_000, 45_000, 67_500, 101_250, 120_000, 120_000]) waits('same', ms);
  for (const ms of [240_000, 300_000, 300_000]) waits('failed', ms);
  waits('changed', 20_000);
  poll.stop();
});

test('nobody looks: nothing is asked; whoever comes back gets an answer at once, and once', () => {
  const read = polling();
  poll.heard('changed');
  look(true);
  vi.advanceTimersByTime(600_000);
  expect(read).not.toHaveBeenCalled();
  look(false);
  expect(read).toHaveBeenCalledTimes(1);
  // the answer is still on its way
  look(true);
  look(false);
  expect(read).toHaveBeenCalledTimes(1);
  poll.heard('same');
  poll.stop();
  vi.advanceTimersByTime(600_000);
  look(false);
  expect(read).toHaveBeenCalledTimes(1);
});

test.each([
  [
    'two who told us',
    roster([sam, { ...sam, row: 'row-Ty', name: 'Ty' }]),
    'Sam and Ty told us they can’t come. 0 expected.',
  ],
  ['somebody who joined', roster([person('Sam'), person('Ty'), bo]), 'The list has changed.'],
  [
    'something raised',
    roster([person('Sam', { raise: [{ item: 'i', code: 'early-phase' }] }), person('Ty')]),
    'The list has changed.',
  ],
  ['a later reading of the same', roster([person('Sam'), person('Ty')], { asOf: after.asOf }), ''],
])('said of %s', (_name, now, said) => {
  expect(newsOf(roster([person('Sam'), person('Ty')]), now, { words, locale: 'en' })).toBe(said);
});

test.each([
  [3, 'Ty: came 1 Sep, 2 Sep and 3 Sep without agreement; you decide'],
  [98, 'Ty: came 98 times without agreement; you decide'],
])('%i sessions are said in one line', (count, said) => {
  const sessions = Array.from({ length: count }, (_, i) => new Date(Date.UTC(2026, 8, 1 + i, 22)).toISOString());
  const ty = person('Ty', { raise: [{ item: 'item-0', code: 'attended-without-agreement', sessions }] });
  expect(raiseOf(roster([ty]), { words, locale: 'en' }).map(({ name, text: line }) => `${name}: ${line}`)).toEqual([
    said,
  ]);
});
