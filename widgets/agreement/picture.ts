/** A canvas as a small PNG, and whether it shows what was drawn on it. @module */

/** Base64 of the canvas as a PNG of no more bytes than `limit`: drawn smaller until it is. */
export function pngWithin(canvas: HTMLCanvasElement, limit: number): string {
  const data = canvas.toDataURL('image/png').replace(/^[^,]*,/, '');
  const bytes = Math.ceil((data.length * 3) / 4);
  if (bytes <= limit || canvas.width < 2 || canvas.height < 2) return data;
  const smaller = document.createElement('canvas');
  const factor = Math.min(0.9, Math.sqrt(limit / bytes));
  Object.assign(smaller, { width: Math.floor(canvas.width * factor), height: Math.floor(canvas.height * factor) });
  smaller.getContext('2d')?.drawImage(canvas, 0, 0, smaller.width, smaller.height);
  return pngWithin(smaller, limit);
}

/** In pixels of the canvas; the last ones are part of it. */
export interface Ink {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/**
 * Where a white canvas was drawn on. `undefined` where it does not read back as white edges with something dark inside:
 * browsers that guard against fingerprinting give a white sheet or noise, and that must not be filed as a signature.
 */
export function inkOf(canvas: HTMLCanvasElement): Ink | undefined {
  const { width, height } = canvas;
  const data = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
  const ink = { left: width, top: height, right: -1, bottom: -1 };
  let darkest = 255;
  for (let i = 0; i < data.length; i += 4) {
    const light = Math.min(data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0);
    if (light >= 250) continue;
    darkest = Math.min(darkest, light);
    const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
    ink.left = Math.min(ink.left, x);
    ink.right = Math.max(ink.right, x);
    ink.top = Math.min(ink.top, y);
    ink.bottom = Math.max(ink.bottom, y);
  }
  const edgesWhite = ink.left > 0 && ink.top > 0 && ink.right < width - 1 && ink.bottom < height - 1;
  return darkest < 96 && edgesWhite ? ink : undefined;
}

/** The part of a canvas with ink, with as many white pixels around as `margin`. */
export function cutTo({ left, top, right, bottom }: Ink, canvas: HTMLCanvasElement, margin: number): HTMLCanvasElement {
  const cut = document.createElement('canvas');
  Object.assign(cut, { width: right - left + 1 + 2 * margin, height: bottom - top + 1 + 2 * margin });
  const context = cut.getContext('2d');
  if (!context) return canvas;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, cut.width, cut.height);
  context.drawImage(canvas, margin - left, margin - top);
  return cut;
}
