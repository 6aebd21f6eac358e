/** A first look at a file's bytes: what it is, before a row of it is believed. Memory does not grow with the file. @module */
import { createHash } from 'node:crypto';
import { bytesOf } from './bytes.ts';
import type { SyncConfig } from './config.ts';
import { refused } from './reasons.ts';

export interface Inspected {
  /** Bytes. */
  size: number;
  /** Hex. */
  sha256: string;
  encoding: 'utf-8' | 'windows-1252';
  delimiter: string;
  /** Whether its last line ends as a line does. */
  endsLine: boolean;
}

/** A row with every cell a page long is below it; what is longer is no row. Bytes. */
export const longestLine = 1_000_000;
/** Delimiters that exports have, the commoner first. */
const delimiters = [',', ';', '\t', '|'] as const;

/** Reads it once. Throws PortalError `invalid` with the reason; a file that can't be read rejects with Node's own error. */
export async function inspect(path: string, { file }: Pick<SyncConfig, 'file'>): Promise<Inspected> {
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = file.encoding !== 'windows-1252';
  let [size, line, last, nuls] = [0, 0, 0, 0];
  let head = Buffer.alloc(0);
  for await (const chunk of bytesOf(path)) {
    if (size === 0 && isForeignText(chunk)) throw refused('encoding');
    // the mark of UTF-8 says more than a configuration: rows fed back have it
    if (size === 0 && hasMark(chunk)) isUtf8 = true;
    hash.update(chunk);
    size += chunk.length;
    if (head.length < longestLine) head = Buffer.concat([head, chunk]);
    nuls += countOf(chunk, 0);
    line = longestIn(chunk, line);
    last = chunk.at(-1) ?? last;
    if (isUtf8) isUtf8 = decodes(utf8, chunk);
    if (file.encoding === 'utf-8' && !isUtf8) throw refused(nuls > size / 100 ? 'binary' : 'encoding');
  }
  if (size === 0) throw refused('empty');
  // a stray NUL is one row's matter; one in a hundred bytes is no text
  if (nuls > size / 100) throw refused('binary');
  if (isUtf8) isUtf8 = decodes(utf8);
  if (file.encoding === 'utf-8' && !isUtf8) throw refused('encoding');
  const encoding = isUtf8 ? 'utf-8' : 'windows-1252';
  const delimiter = file.delimiter === 'auto' ? delimiterOf(head.toString('latin1')) : file.delimiter;
  return { size, sha256: hash.digest('hex'), encoding, delimiter, endsLine: last === 10 || last === 13 };
}

/** UTF-16, and the archives that spreadsheets are. */
const isForeignText = (head: Buffer) =>
  /^(?:fffe|feff|504b0304|d0cf11e0|1f8b|25504446)/.test(head.toString('hex', 0, 4));
const hasMark = (head: Buffer) => head.toString('hex', 0, 3) === 'efbbbf';

function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

function countOf(chunk: Buffer, byte: number): number {
  let count = 0;
  for (let at = chunk.indexOf(byte); at >= 0; at = chunk.indexOf(byte, at + 1)) count++;
  return count;
}

/** Bytes since the last line began; throws where a line is longer than any row. */
function longestIn(chunk: Buffer, before: number): number {
  let [from, line] = [0, before];
  for (let at = endOf(chunk, 0); at >= 0; at = endOf(chunk, from)) {
    if (line + at - from > longestLine) throw refused('line-too-long');
    [from, line] = [at + 1, 0];
  }
  if (line + chunk.length - from > longestLine) throw refused('line-too-long');
  return line + chunk.length - from;
}

const endOf = (chunk: Buffer, from: number): number => {
  const newline = chunk.indexOf(10, from);
  // files of one carriage return a line are old, not broken
  return newline >= 0 ? newline : chunk.indexOf(13, from);
};

/** The delimiter the first line has most of. */
function delimiterOf(head: string): string {
  const [line = ''] = head.split(/[\r\n]/, 1);
  const counts = delimiters.map((one) => line.split(one).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
}
