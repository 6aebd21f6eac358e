import { expect, test } from 'vitest';
import { mostBytes, readScan, type Scan } from '../../widgets/agreement/scan.ts';

type Bytes = Uint8Array<ArrayBuffer>;
const bytesOf = (text: string): Bytes => Uint8Array.from(text, (c) => c.charCodeAt(0));
const latin = (bytes: Bytes) => Array.from(bytes, (code) => String.fromCharCode(code)).join('');
const joined = (...parts: Bytes[]) => new File(parts, 'Rivera-Test.bin');
const kept = (scan: Scan) => bytesOf(atob(scan.data));

const pdf = (size = 400, end = '\nstartxref\n9\n%%EOF\n'): File =>
  joined(bytesOf('%PDF-1.7\n'), new Uint8Array(size), bytesOf(end));

/** A picture drawn here: its left half black, so that turning it shows. */
async function picture(width: number, height: number, type: string, noise = false): Promise<Bytes> {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#000';
  context.fillRect(0, 0, width / 2, height);
  if (noise) {
    const image = context.getImageData(0, 0, width, height);
    for (let i = 0; i < image.data.length; i += 4)
      for (let c = 0; c < 3; c += 1) image.data[i + c] = Math.random() * 256;
    context.putImageData(image, 0, 0);
  }
  const blob = await new Promise<Blob | null>((done) => {
    canvas.toBlob(done, type, 0.9);
  });
  if (!blob) throw new Error('not encoded');
  return new Uint8Array(await blob.arrayBuffer());
}

/** EXIF as a phone writes it: turned a quarter to the right, and a place. */
function withExif(jpeg: Bytes): Bytes[] {
  const tiff = `II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0GPS 41.88N 87.63W`;
  const body = `Exif\0\0${tiff}`;
  const length = body.length + 2;
  return [jpeg.slice(0, 2), bytesOf(`\xff\xe1${String.fromCharCode(length >> 8, length & 255)}${body}`), jpeg.slice(2)];
}

async function sizeOf(scan: Scan): Promise<[number, number]> {
  const bitmap = await createImageBitmap(new Blob([kept(scan)], { type: scan.contentType }));
  return [bitmap.width, bitmap.height];
}

async function taken(file: Blob): Promise<Scan> {
  const result = await readScan(file);
  if ('refused' in result) throw new Error(result.refused);
  return result;
}

test('a PDF is kept as it came, byte for byte', async () => {
  const file = pdf();
  const scan = await taken(file);
  expect(scan).toMatchObject({ contentType: 'application/pdf', bytes: file.size });
  expect(kept(scan)).toEqual(new Uint8Array(await file.arrayBuffer()));
});

test('a photo loses place and phone, and is turned upright', async () => {
  const file = joined(...withExif(await picture(400, 300, 'image/jpeg')));
  expect(latin(new Uint8Array(await file.arrayBuffer()))).toContain('GPS 41.88N');
  const scan = await taken(file);
  expect(scan.contentType).toBe('image/jpeg');
  expect(latin(kept(scan))).not.toMatch(/Exif|GPS/);
  expect(await sizeOf(scan)).toEqual([300, 400]);
  expect(scan.bytes).toBe(kept(scan).length);
});

test.each([
  ['image/jpeg', 4400, 1100, [2200, 550]],
  ['image/png', 1000, 3300, [667, 2200]],
] as const)('a large %s is made smaller, to 2200 pixels at most', async (type, width, height, size) => {
  const scan = await taken(joined(await picture(width, height, type)));
  expect(scan.contentType).toBe('image/jpeg');
  expect(await sizeOf(scan)).toEqual(size);
});

test('a small PNG stays one, without what was written into it', async () => {
  const png = await picture(300, 200, 'image/png');
  // a text chunk after the header chunk, which ends at byte 33; decoders pass over its wrong checksum
  const text = bytesOf('\0\0\0\x0ctEXtAuthor\0Sam R\0\0\0\0');
  const scan = await taken(joined(png.slice(0, 33), text, png.slice(33)));
  expect(scan.contentType).toBe('image/png');
  expect(latin(kept(scan))).not.toContain('Author');
  expect(await sizeOf(scan)).toEqual([300, 200]);
});

test('a photo saved as PNG becomes a JPEG', async () => {
  const scan = await taken(joined(await picture(900, 900, 'image/png', true)));
  expect(scan.contentType).toBe('image/jpeg');
});

test.each([
  ['a phone photo in HEIC', 'heic', () => joined(bytesOf('\0\0\0\x18ftypheic\0\0\0\0mif1heic'))],
  ['HEIF of several images', 'heic', () => joined(bytesOf('\0\0\0\x18ftypmsf1\0\0\0\0msf1hevc'))],
  ['a film', 'type', () => joined(bytesOf('\0\0\0\x18ftypisom\0\0\0\0isommp42'))],
  ['a page of HTML called a PDF', 'type', () => new File(['<html>'], 'x.pdf', { type: 'application/pdf' })],
  ['a GIF called a JPEG', 'type', () => new File(['GIF89a'], 'x.jpg', { type: 'image/jpeg' })],
  ['nothing', 'unreadable', () => joined()],
  ['a PDF that was cut off', 'unreadable', () => pdf(4000, '')],
  ['a PDF over 5 MiB', 'size', () => pdf(6 * 1024 * 1024)],
  ['a PDF one byte over', 'size', () => pdf(mostBytes - 9 - 19 + 1)],
  ['a JPEG that is only a header', 'unreadable', () => joined(bytesOf('\xff\xd8\xff\xe0\0\x10JFIF'))],
  ['noise with the marks of a JPEG', 'unreadable', () => joined(bytesOf('\xff\xd8\xff\xda noise \xff\xd9'))],
  ['noise with the marks of a PNG', 'unreadable', () => joined(bytesOf('\x89PNG\r\n\x1a\n noise IEND'))],
] as const)('%s is refused: %s', async (_what, refused, file) => {
  expect(await readScan(file())).toEqual({ refused });
});

test('a PDF of exactly 5 MiB is taken', async () => {
  expect(await taken(pdf(mostBytes - 9 - 19))).toMatchObject({ bytes: mostBytes });
});

test.each(['image/jpeg', 'image/png'])(
  'a %s that was cut off is refused, though a browser would draw half of it',
  async (type) => {
    const whole = await picture(900, 900, type);
    expect(await readScan(joined(whole.slice(0, whole.length * 0.6)))).toEqual({ refused: 'unreadable' });
  },
);

test('what comes after the end of a JPEG is dropped', async () => {
  const scan = await taken(joined(await picture(90, 90, 'image/jpeg'), bytesOf('MotionPhoto of somebody')));
  expect(latin(kept(scan))).not.toContain('MotionPhoto');
});

test('a file that cannot be read any more is refused', async () => {
  const gone = joined(await picture(90, 90, 'image/jpeg'));
  Object.defineProperty(gone, 'slice', { value: () => ({ arrayBuffer: () => Promise.reject(new DOMException()) }) });
  expect(await readScan(gone)).toEqual({ refused: 'unreadable' });
});
