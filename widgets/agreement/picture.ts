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

/**
 * The canvas reads back as a white margin with something dark inside. Browsers that guard against fingerprinting give a
 * white sheet or noise instead, and that must not be filed as somebody's signature.
 */
export function darkOnWhite(canvas: HTMLCanvasElement): boolean {
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  if (!pixels) return false;
  const isWhite = (pixel: number): boolean => [0, 1, 2].every((channel) => (pixels[4 * pixel + channel] ?? 0) >= 250);
  const topEdge = Array.from({ length: canvas.width }, (_, pixel) => pixel);
  return topEdge.every(isWhite) && pixels.some((value, i) => i % 4 === 0 && value < 96);
}
