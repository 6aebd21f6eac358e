import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createIdle, type Idle } from '../../widgets/agreement/idle.ts';

const minute = 60_000;
let said: string[] = [];
let idle: Idle;
let form: HTMLElement;
let button: HTMLButtonElement;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  said = [];
  idle = createIdle({
    onWarn: () => said.push('warn'),
    onClear: () => said.push('clear'),
    onActive: () => said.push('active'),
  });
  form = document.createElement('div');
  button = document.createElement('button');
  form.attachShadow({ mode: 'open' }).append(button);
  document.body.append(form);
});
afterEach(() => {
  idle.stop();
  form.remove();
  vi.useRealTimers();
});

const act = (type: string, init: EventInit & Record<string, unknown> = {}): Event => {
  const all = { bubbles: true, composed: true, cancelable: true, ...init };
  const event = type.startsWith('pointer') ? new PointerEvent(type, all) : new KeyboardEvent(type, all);
  button.dispatchEvent(event);
  return event;
};
/** Time passes and no timer runs: the tablet sleeps. */
const sleep = (ms: number) => vi.setSystemTime(Date.now() + ms);

test('five minutes without anything: a warning; one more: cleared, and that was all', () => {
  idle.start(form);
  vi.advanceTimersByTime(5 * minute - 1);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['warn']);
  vi.advanceTimersByTime(minute - 1);
  expect(said).toEqual(['warn']);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['warn', 'clear']);
  vi.advanceTimersByTime(60 * minute);
  act('pointerdown');
  expect(said).toEqual(['warn', 'clear']);
});

test.each(['pointerdown', 'keydown', 'wheel', 'input', 'click'])('%s inside the form is being there', (type) => {
  idle.start(form);
  vi.advanceTimersByTime(4 * minute);
  act(type);
  vi.advanceTimersByTime(5 * minute - 1);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['warn']);
  act(type);
  expect(said).toEqual(['warn', 'active']);
});

test('somebody who answers the warning every time is never cleared', () => {
  idle.start(form);
  for (let time = 1; time <= 12; time++) {
    vi.advanceTimersByTime(5 * minute + 59_999);
    if (time % 2) idle.stay();
    else act('keydown');
  }
  expect(said).toEqual(Array.from({ length: 12 }, () => ['warn', 'active']).flat());
});

test('a mouse that lies still while the page moves under it, and a key something lies on, are nobody', () => {
  idle.start(form);
  act('pointermove', { screenX: 10, screenY: 10 });
  vi.advanceTimersByTime(5 * minute);
  act('pointermove', { screenX: 10, screenY: 10 });
  act('keydown', { repeat: true });
  expect(said).toEqual(['warn']);
  act('pointermove', { screenX: 11, screenY: 10 });
  expect(said).toEqual(['warn', 'active']);
});

test('who wakes a tablet after the time presses nothing of the form that was open', () => {
  const pressed = vi.fn<() => void>();
  button.addEventListener('pointerdown', pressed);
  idle.start(form);
  sleep(6 * minute);
  const touch = act('pointerdown');
  expect(said).toEqual(['clear']);
  expect(pressed).not.toHaveBeenCalled();
  expect(touch.defaultPrevented).toBe(true);
  act('pointerdown');
  expect(pressed).toHaveBeenCalledTimes(1);
});

test.each([
  ['visibilitychange', () => document],
  ['resume', () => document],
  ['pageshow', () => window],
])('waking by %s looks at the clock', (type, target) => {
  idle.start(form);
  sleep(3 * minute);
  target().dispatchEvent(new Event(type));
  expect(said).toEqual([]);
  sleep(2 * minute);
  target().dispatchEvent(new Event(type));
  expect(said).toEqual(['warn']);
  sleep(10 * minute);
  target().dispatchEvent(new Event(type));
  expect(said).toEqual(['warn', 'clear']);
});

test('a warning that comes late, after a sleep, still leaves twenty seconds', () => {
  idle.start(form);
  sleep(5 * minute + 55_000);
  document.dispatchEvent(new Event('visibilitychange'));
  expect(said).toEqual(['warn']);
  vi.advanceTimersByTime(19_999);
  expect(said).toEqual(['warn']);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['warn', 'clear']);
});

test('a clock that is set back only makes it longer', () => {
  idle.start(form);
  vi.advanceTimersByTime(4 * minute);
  sleep(-60 * minute);
  vi.advanceTimersByTime(minute);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(5 * minute);
  expect(said).toEqual(['warn']);
});

test('stopped, or out of the document, it says nothing and keeps no timer', () => {
  idle.start(form);
  idle.stop();
  vi.advanceTimersByTime(60 * minute);
  idle.start(form);
  form.remove();
  vi.advanceTimersByTime(60 * minute);
  document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  idle.stay();
  expect(said).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a warning that stops it, as when saving starts, is the last word', () => {
  const stops = createIdle({
    onWarn: () => {
      said.push('warn');
      stops.stop();
    },
    onClear: () => said.push('clear'),
    onActive: () => said.push('active'),
  });
  stops.start(form);
  vi.advanceTimersByTime(5 * minute);
  expect(vi.getTimerCount()).toBe(0);
  vi.advanceTimersByTime(60 * minute);
  expect(said).toEqual(['warn']);
});

test.each([
  [{ after: 0 }, 'after'],
  [{ after: Number.NaN }, 'after'],
  [{ warn: 19_999 }, 'warn'],
])('times that leave nobody the time are refused: %o', (times, name) => {
  const silent = { onWarn: () => {}, onClear: () => {}, onActive: () => {} };
  expect(() => createIdle({ ...times, ...silent })).toThrow(new RangeError(name));
});
