/** Takes in the scan or photo of a signed paper: what it is by its bytes, small enough, without where it was taken. @module */
import type { PaperForm } from '../../src/signing-types.ts';

/** A file that may be kept. */
export interface Scan {
  contentType: PaperForm['scan']['contentType'];
  /** Base64 */
  data: string;
  /** Size before base64. */
  bytes: number;
}

/**
 * Why a file is not taken. `heic`: a photo as phones keep it, which few others can show; `type`: no PDF, JPEG or PNG;
 * `unreadable`: empty, cut off or broken; `size`: over 5 MiB, an image even after it was made smaller.
 */
export type ScanRefusal = 'heic' | 'type' | 'unreadable' | 'size';

/** 5 MiB, before base64. */
export const mostBytes = 5 * 1024 * 1024;
/** Longer edge of a kept image, pixels: 200 to the inch on Letter paper, enough to read handwriting. */
const longestEdge = 2200;
/** A PNG up to this many bytes stays one; a photo saved as PNG is smaller as JPEG. */
const smallPng = 1024 * 1024;
/** No camera's image is larger: refused before it fills the memory of a tablet. */
const mostImageBytes = 50 * 1024 * 1024;

/** The file as it may be sent, or why not. The name of the file is not looked at and goes nowhere. */
export async function readScan(file: Blob): Promise<Scan | { refused: ScanRefusal }> {
  try {
    const kind = kindOf(new Uint8Array(await file.slice(0, 1024).arrayBuffer()));
    if (kind === 'none') return { refused: 'unreadable' };
    if (kind === 'heic' || kind === 'type') return { refused: kind };
    if (kind === 'application/pdf') return await readPdf(file);
    return await readImage(file, kind);
  } catch {
    // a file that was moved or withdrawn meanwhile, a picture no decoder takes
    return { refused: 'unreadable' };
  }
}

/** Brands of ISO media files (ISO 23008-12) that hold HEVC images; `mif1` and `msf1` are what phones write for them. */
const heicBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1'];

function kindOf(start: Uint8Array): Scan['contentType'] | 'heic' | 'type' | 'none' {
  const text = latin(start);
  if (text.length === 0) return 'none';
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.slice(4, 8) === 'ftyp' && heicBrands.includes(text.slice(8, 12))) return 'heic';
  // readers of PDF look for its header in the first 1024 bytes (ISO 32000-1, annex H)
  return text.includes('%PDF-') ? 'application/pdf' : 'type';
}

/** A few bytes as text of the same length, to look for marks in. `latin1` of TextDecoder is another code page. */
const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

/** A PDF stays as it came, with what its scanner wrote into it; one without its end was cut off on the way. */
async function readPdf(file: Blob): Promise<Scan | { refused: ScanRefusal }> {
  if (file.size > mostBytes) return { refused: 'size' };
  const end = latin(new Uint8Array(await file.slice(-1024).arrayBuffer()));
  return end.includes('%%EOF') ? keep(file, 'application/pdf') : { refused: 'unreadable' };
}

/** Always drawn anew: turned upright, small, and without EXIF, which holds where and with whose phone it was taken. */
async function readImage(file: Blob, kind: 'image/jpeg' | 'image/png'): Promise<Scan | { refused: ScanRefusal }> {
  if (file.size > mostImageBytes) return { refused: 'size' };
  if (!isWhole(new Uint8Array(await file.arrayBuffer()), kind)) return { refused: 'unreadable' };
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const scale = Math.min(1, longestEdge / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const image = canvas.getContext('2d');
  if (!image) return { refused: 'unreadable' };
  image.imageSmoothingQuality = 'high';
  // JPEG knows no transparency: what is clear in a PNG would turn black
  image.fillStyle = '#fff';
  image.fillRect(0, 0, canvas.width, canvas.height);
  image.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const png = kind === 'image/png' && scale === 1 ? await encoded(canvas, 'image/png') : undefined;
  const small = png && png.size <= smallPng ? png : undefined;
  const kept = small ?? (await encoded(canvas, 'image/jpeg'));
  canvas.width = 0; // frees the pixels now
  return kept.size > mostBytes ? { refused: 'size' } : keep(kept, small ? 'image/png' : 'image/jpeg');
}

/** Browsers draw half a picture without a word, grey where the rest should be: the mark of its end must be there. */
function isWhole(bytes: Uint8Array, kind: 'image/jpeg' | 'image/png'): boolean {
  if (kind === 'image/png') return latin(bytes.subarray(-1024)).includes('IEND');
  // compressed data holds no marks of two bytes (ISO 10918-1 B.1.1.5): the last start of data has an end behind it
  return lastMark(bytes, 0xd9) > lastMark(bytes, 0xda);
}

function lastMark(bytes: Uint8Array, mark: number): number {
  let at = bytes.length - 1;
  while (at > 0 && !(bytes[at] === mark && bytes[at - 1] === 0xff)) at -= 1;
  return at;
}

function encoded(canvas: HTMLCanvasElement, type: 'image/jpeg' | 'image/png'): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('not encoded'))), type, 0.85);
  });
}

async function keep(blob: Blob, contentType: Scan['contentType']): Promise<Scan> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result as string));
    reader.addEventListener('error', () => reject(new Error('not read')));
    reader.readAsDataURL(blob);
  });
  return { contentType, data: address.slice(address.indexOf(',') + 1), bytes: blob.size };
}
