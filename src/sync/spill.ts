/**
 * What a file says, sorted by patient with memory that does not grow with the file: above some megabytes it goes to
 * files, each with all of some patients' rows (a Grace hash partition), in a folder only the owner can read.
 * @module
 */
import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Fact, Mentioned } from './row.ts';

/** A fact, or a session that is only mentioned. */
export type Spilled = Fact | Mentioned;
export const isFact = (one: Spilled): one is Fact => 'outcome' in one;

export interface Spill {
  add(one: Spilled): void;
  /** Each part holds everything of its patients. */
  parts(): Iterable<Spilled[]>;
  discard(): void;
}

const partCount = 256;
/** `room`: bytes a part may hold in memory, 4 MB for all. `together`: characters that are looked at at once. */
const usual = { room: 16_384, together: 1_000_000 };

/** Which of n parts a patient is in: the same on every machine, for shards too. FNV-1a, 32 bits, of the UTF-16 units. */
export function partOf(patient: string, n: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < patient.length; i++) hash = Math.imul(hash ^ patient.charCodeAt(i), 0x01000193);
  // identifiers that differ in their last digit only would go to neighbouring parts
  hash ^= hash >>> 15;
  return (hash >>> 0) % n;
}

/** Small parts are looked at together: else a server would be asked for few people at a time. */
export function createSpill(folder: string, { room, together } = usual): Spill {
  // bytes outside the heap: rows that wait are nothing the garbage collector looks at
  const kept = Buffer.allocUnsafe(partCount * room);
  const sizes = new Uint32Array(partCount);
  let onDisk = false;
  const file = (part: number) => join(folder, `part-${part}.ndjson`);
  const inMemory = (part: number) => kept.subarray(part * room, part * room + (sizes[part] ?? 0));
  const append = (part: number, bytes: Buffer | string) => {
    if (!onDisk) mkdirSync(folder, { recursive: true, mode: 0o700 });
    onDisk = true;
    appendFileSync(file(part), bytes, { mode: 0o600 });
  };
  return {
    add(one) {
      const line = `${JSON.stringify(one)}\n`;
      const size = Buffer.byteLength(line);
      const part = partOf(one.patient, partCount);
      if ((sizes[part] ?? 0) + size > room) {
        append(part, inMemory(part));
        sizes[part] = 0;
      }
      if (size > room) append(part, line);
      else sizes[part] = (sizes[part] ?? 0) + kept.write(line, part * room + (sizes[part] ?? 0));
    },
    *parts() {
      let text = '';
      for (let part = 0; part < partCount; part++) {
        text += (onDisk ? readIfThere(file(part)) : '') + inMemory(part).toString();
        if (text.length < together && part < partCount - 1) continue;
        if (text !== '')
          yield text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line) as Spilled);
        text = '';
      }
    },
    discard() {
      sizes.fill(0);
      if (onDisk) rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
