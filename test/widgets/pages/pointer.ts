/** Real strokes of a mouse, pen or finger on an element, through the browser's own input: trusted events. @module */
import { cdp } from 'vitest/browser';

export type Hand = 'mouse' | 'pen' | 'touch';
export type Place = readonly [x: number, y: number];

/** The browser’s own protocol; vitest gives it no type of its methods. */
export interface Session {
  send(method: string, params: object): Promise<unknown>;
}

/** Draws one stroke through places in CSS pixels from the element's corner. */
export async function stroke(element: Element, places: readonly Place[], hand: Hand = 'mouse'): Promise<void> {
  const at = places.map((place) => onScreen(element, place));
  const [first, ...rest] = at;
  const end = at.at(-1);
  if (!first || !end) return;
  await act(hand, 'down', first);
  for (const place of rest) {
    await act(hand, 'move', place);
    await new Promise((resolve) => setTimeout(resolve, 20)); // the pad looks at a move every 16 ms
  }
  await act(hand, 'up', end);
}

async function act(hand: Hand, what: 'down' | 'move' | 'up', { x, y }: { x: number; y: number }): Promise<void> {
  const session = cdp() as unknown as Session;
  if (hand === 'touch') {
    const type = { down: 'touchStart', move: 'touchMove', up: 'touchEnd' }[what];
    await session.send('Input.dispatchTouchEvent', { type, touchPoints: what === 'up' ? [] : [{ x, y }] });
    return;
  }
  const type = { down: 'mousePressed', move: 'mouseMoved', up: 'mouseReleased' }[what];
  const buttons = what === 'up' ? 0 : 1;
  await session.send('Input.dispatchMouseEvent', {
    type,
    x,
    y,
    button: 'left',
    buttons,
    clickCount: 1,
    pointerType: hand,
  });
}

/** Tests run in a frame, which may be scaled. */
function onScreen(element: Element, [x, y]: Place): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  const frame = window.frameElement?.getBoundingClientRect();
  const scale = frame ? frame.width / window.innerWidth : 1;
  return { x: (frame?.x ?? 0) + (box.x + x) * scale, y: (frame?.y ?? 0) + (box.y + y) * scale };
}
