import axe from 'axe-core';
import { html, render } from 'lit';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { attachPad, type Pad } from '../../widgets/agreement/pad.ts';
import { inkOf, pngWithin } from '../../widgets/agreement/picture.ts';
import { deviceStyles } from '../../widgets/agreement/styles-devices.ts';
import { deviceWords } from '../../widgets/strings/devices.ts';
import { tokens } from '../../widgets/tokens.ts';
import { darkShare, fileOf, pixelsOf } from './pages/pixels.ts';
import { stroke, type Place, type Session } from './pages/pointer.ts';

let pad: Pad | undefined;
afterEach(() => {
  pad?.detach();
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A field as the form shows it, in a shadow root and dark mode. */
function field(width = 400): {
  canvas: HTMLCanvasElement;
  box: HTMLElement;
  onChange: ReturnType<typeof vi.fn<() => void>>;
} {
  const box = document.createElement('div');
  box.style.inlineSize = `${width}px`;
  box.style.colorScheme = 'dark';
  const root = box.attachShadow({ mode: 'open' });
  render(
    html`<style>
        ${tokens}${deviceStyles}
      </style>
      <div class="paper"><canvas role="img" tabindex="0" aria-label=${deviceWords('en').draw}></canvas></div>`,
    root,
  );
  document.body.append(box);
  const canvas = root.querySelector('canvas');
  if (!canvas) throw new Error('not drawn');
  const onChange = vi.fn<() => void>();
  pad = attachPad(canvas, { onChange });
  return { canvas, box, onChange };
}
const zigzag: readonly Place[] = [0, 1, 2, 3, 4, 5].map((i) => [60 + 40 * i, i % 2 ? 30 : 100]);
const screenOf = (canvas: HTMLCanvasElement) => {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  return context.getImageData(0, 0, canvas.width, canvas.height);
};
/** Columns with ink, from the left. */
const darkColumns = ({ data, width }: ImageData): number[] => [
  ...new Set(
    Array.from({ length: data.length / 4 }, (_, i) => i)
      .filter((i) => (data[4 * i] ?? 255) < 128 && (data[4 * i + 3] ?? 0) > 128)
      .map((i) => i % width)
      .toSorted((a, b) => a - b),
  ),
];

test.each(['mouse', 'pen', 'touch'] as const)('a %s draws, and each stroke is told once', async (hand) => {
  const { canvas, onChange } = field();
  expect(darkShare(screenOf(canvas))).toBe(0);
  await stroke(canvas, zigzag, hand);
  await expect.poll(() => onChange).toHaveBeenCalledTimes(1);
  expect(pad?.isMark()).toBe(true);
  expect(darkShare(screenOf(canvas))).toBeGreaterThan(0.005);
});

test('a stroke is on the screen to its end, as it is in the picture; a quick one of two points as well', async () => {
  const { canvas } = field();
  await stroke(canvas, zigzag);
  expect(darkColumns(screenOf(canvas)).at(-1)).toBeGreaterThan(254);
  pad?.clear();
  await stroke(canvas, [
    [60, 60],
    [200, 60],
  ]);
  expect(darkColumns(screenOf(canvas)).length).toBeGreaterThan(130);
  expect(darkColumns(await pixelsOf(fileOf(pad?.png() ?? ''))).length).toBeGreaterThan(260);
});

test('a finger on the field draws and does not scroll the page', async () => {
  const { canvas } = field();
  document.body.style.blockSize = '4000px';
  await stroke(
    canvas,
    [
      [100, 120],
      [110, 80],
      [120, 20],
    ],
    'touch',
  );
  expect(window.scrollY).toBe(0);
  expect(pad?.isMark()).toBe(true);
  document.body.style.blockSize = '';
});

test.each([
  ['nothing', []],
  ['one dot', [[50, 50]]],
  [
    'a line of a slipping hand',
    [
      [50, 50],
      [58, 52],
      [66, 52],
    ],
  ],
  ['a scribble no larger than a fingertip', [0, 1, 2, 3, 4, 5, 6].map((i): Place => [50 + 12 * (i % 2), 50])],
] as const)('%s is no mark and gives no picture', async (_, places) => {
  const { canvas } = field();
  await stroke(canvas, places);
  expect(pad?.isMark()).toBe(false);
  expect(pad?.png()).toBeUndefined();
});

test('dots far apart, and a line no longer than a fingertip is wide, are no mark', async () => {
  const { canvas } = field();
  await stroke(canvas, [[50, 50]]);
  await stroke(canvas, [[150, 50]]);
  expect(pad?.isMark()).toBe(false);
  pad?.clear();
  await stroke(canvas, [
    [50, 50],
    [65, 50],
    [80, 50],
  ]);
  expect(pad?.isMark()).toBe(false);
});

test('a cross is a mark', async () => {
  const { canvas } = field();
  await stroke(canvas, [
    [50, 50],
    [62, 62],
    [74, 74],
  ]);
  await stroke(canvas, [
    [74, 50],
    [62, 62],
    [50, 74],
  ]);
  expect(pad?.isMark()).toBe(true);
});

test('the picture is a small PNG, cut to the strokes, black on white', async () => {
  const { canvas } = field();
  await stroke(canvas, zigzag);
  const png = pad?.png() ?? '';
  expect(png).toMatch(/^iVBORw0KGgo[A-Za-z0-9+/]+=*$/);
  const file = fileOf(png);
  expect(file.size).toBeLessThan(100_000);
  const pixels = await pixelsOf(file);
  // 200 by 70 CSS pixels of strokes or a line’s width more, 16 around, twice as fine.
  expect(pixels.width).toBeGreaterThan(2 * (200 + 32));
  expect(pixels.width).toBeLessThan(2 * (206 + 32));
  expect(Math.abs(pixels.height - 2 * (73 + 32))).toBeLessThan(20);
  const columns = darkColumns(pixels);
  expect(columns[0]).toBeGreaterThanOrEqual(32);
  expect(columns[0]).toBeLessThan(36);
  expect(pixels.width - (columns.at(-1) ?? 0)).toBeLessThan(38);
  expect([...pixels.data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
  expect(darkShare(pixels)).toBeGreaterThan(0.01);
  expect(darkShare(pixels)).toBeLessThan(0.3);
});

test('a wide drawing is 1200 pixels at most', async () => {
  const { canvas } = field(900);
  await stroke(
    canvas,
    [0, 1, 2, 3, 4, 5, 6, 7, 8].map((i) => [30 + 100 * i, 60 + 40 * (i % 2)]),
  );
  const pixels = await pixelsOf(fileOf(pad?.png() ?? ''));
  expect(pixels.width).toBeLessThanOrEqual(1200);
  expect(pixels.width).toBeGreaterThan(900);
});

test('a quick hand’s wide curves are in the picture whole', async () => {
  const { canvas } = field(600);
  await stroke(canvas, [
    [300, 20],
    [30, 120],
    [560, 130],
    [40, 20],
    [550, 20],
    [300, 120],
  ]);
  const pixels = await pixelsOf(fileOf(pad?.png() ?? ''));
  const columns = darkColumns(pixels);
  expect(columns[0]).toBeGreaterThan(10);
  expect(columns.at(-1)).toBeLessThan(pixels.width - 10);
});

test('the drawing stays when the field becomes smaller and larger again', async () => {
  const { canvas, box } = field();
  await stroke(canvas, zigzag);
  for (const width of [200, 380]) {
    box.style.inlineSize = `${width}px`;
    await expect.poll(() => canvas.width).toBe((width - 2) * devicePixelRatio);
    const screen = screenOf(canvas);
    expect(darkShare(screen)).toBeGreaterThan(0.004);
    expect(darkColumns(screen).at(-1)).toBeLessThan(canvas.width - 1);
    expect(pad?.isMark()).toBe(true);
  }
  const pixels = await pixelsOf(fileOf(pad?.png() ?? ''));
  expect(pixels.width / pixels.height).toBeGreaterThan(1.5);
  expect(darkShare(pixels)).toBeGreaterThan(0.01);
});

test('on a screen twice as fine, or zoomed, it is drawn in its pixels, where the hand was', async () => {
  const { canvas } = field();
  vi.stubGlobal('devicePixelRatio', 1);
  await stroke(canvas, zigzag);
  vi.stubGlobal('devicePixelRatio', 2);
  window.dispatchEvent(new Event('resize'));
  expect(canvas.width).toBe(2 * canvas.clientWidth);
  const columns = darkColumns(screenOf(canvas));
  expect(columns[0]).toBeGreaterThan(2 * 54);
  expect(columns[0]).toBeLessThan(2 * 66);
  expect(columns.at(-1)).toBeGreaterThan(2 * 254);
  expect(columns.at(-1)).toBeLessThan(2 * 266);
});

test('a field that is hidden for a while keeps its drawing', async () => {
  const { canvas, box } = field();
  await stroke(canvas, zigzag);
  const before = pad?.png();
  box.style.display = 'none';
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  box.style.display = '';
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  expect(pad?.png()).toBe(before);
  expect(darkShare(screenOf(canvas))).toBeGreaterThan(0.005);
});

test('clear empties it, and a detached field hears and holds nothing', async () => {
  const { canvas, onChange } = field();
  await stroke(canvas, zigzag);
  pad?.clear();
  expect(onChange).toHaveBeenCalledTimes(2);
  expect(pad?.isMark()).toBe(false);
  expect(darkShare(screenOf(canvas))).toBe(0);
  await stroke(canvas, zigzag);
  pad?.detach();
  expect(darkShare(screenOf(canvas))).toBe(0);
  await stroke(canvas, zigzag);
  expect(onChange).toHaveBeenCalledTimes(3);
  expect(pad?.isMark()).toBe(false);
});

test('it has a name, the keyboard reaches it with a ring around, in forced colours too', async () => {
  const { canvas } = field();
  await expect.element(page.getByRole('img', { name: 'Draw your name or any mark here' })).toBeVisible();
  await userEvent.keyboard('{Tab}');
  expect(canvas.matches(':focus-visible')).toBe(true);
  const ring = () => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(canvas.parentElement ?? canvas);
    return [outlineStyle, outlineWidth, outlineColor].join(' ');
  };
  expect(ring()).toBe('solid 3px rgb(132, 211, 200)');
  expect((await axe.run(document.body, { rules: outer })).violations).toEqual([]);
  const forced = (value: string) =>
    (cdp() as unknown as Session).send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value }] });
  onTestFinished(async () => {
    await forced('none');
  });
  await forced('active');
  const probe = Object.assign(document.createElement('p'), { style: 'color:Highlight' });
  canvas.parentElement?.append(probe);
  expect(ring()).toBe(`solid 3px ${getComputedStyle(probe).color}`);
  await stroke(canvas, zigzag);
  expect(darkShare(await pixelsOf(fileOf(pad?.png() ?? '')))).toBeGreaterThan(0.01);
});
/** What a whole page has; this is a part of one. */
const outer = Object.fromEntries(
  ['region', 'page-has-heading-one', 'landmark-one-main'].map((rule) => [rule, { enabled: false }]),
);

test('a browser that gives noise or a white sheet for a picture gives no signature', async () => {
  const { canvas } = field();
  await stroke(canvas, zigzag);
  const read = vi.spyOn(CanvasRenderingContext2D.prototype, 'getImageData');
  for (const value of [() => 255, (i: number) => (i * 7919) % 256]) {
    read.mockImplementation((_x, _y, width, height) => {
      const image = new ImageData(width, height);
      image.data.set(Uint8ClampedArray.from(image.data, (_, i) => value(i)));
      return image;
    });
    expect(pad?.isMark()).toBe(true);
    expect(pad?.png()).toBeUndefined();
  }
});

test('a picture too large to send is drawn smaller until it is not', async () => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 1200, height: 900 });
  const context = canvas.getContext('2d');
  const noise = new ImageData(1200, 900);
  for (let i = 0, seed = 1; i < noise.data.length; i++) {
    seed = (seed * 48_271) % 2_147_483_647;
    noise.data[i] = i % 4 === 3 ? 255 : seed % 256;
  }
  context?.putImageData(noise, 0, 0);
  expect(fileOf(pngWithin(canvas, Infinity)).size).toBeGreaterThan(2 * 1024 * 1024);
  const small = fileOf(pngWithin(canvas, 1024 * 1024));
  expect(small.size).toBeLessThanOrEqual(1024 * 1024);
  const { width, height } = await pixelsOf(small);
  expect(width / height).toBeCloseTo(4 / 3, 1);
  expect(width).toBeGreaterThan(400);
  expect(inkOf(canvas)).toBeUndefined();
});
