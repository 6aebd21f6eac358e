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

const inMemory = 2_000_000;
const partCount = 256;

/** Which of n parts a patient is in: the same on every machine, for shards too. FNV-1a, 32 bits, of the UTF-16 units. */
export function partOf(patient: string, n: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < patient.length; i++) hash = Math.imul(hash ^ patient.charCodeAt(i), 0x01000193);
  // identifiers that differ in their last digit only would go to neighbouring parts
  hash ^= hash >>> 15;
  return (hash >>> 0) % n;
}

/** @param most characters kept in memory */
export function createSpill(folder: string, most = inMemory): Spill {
  let kept: string[][] = Array.from({ length: partCount }, () => []);
  let size = 0;
  let onDisk = false;
  const file = (part: number) => join(folder, `part-${part}.ndjson`);
  const flush = () => {
    if (!onDisk) mkdirSync(folder, { recursive: true, mode: 0o700 });
    onDisk = true;
    for (const [part, lines] of kept.entries())
      if (lines.length > 0) appendFileSync(file(part), `${lines.join('\n')}\n`, { mode: 0o600 });
    kept = Array.from({ length: partCount }, () => []);
    size = 0;
  };
  return {
    add(one) {
      const line = JSON.stringify(one);
      kept[partOf(one.patient, partCount)]?.push(line);
      size += line.length;
      if (size > most) flush();
    },
    *parts() {
      const parsed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as Spilled);
      if (!onDisk) {
        // two identifiers of one patient meet in one part, as long as the file is of usual size
        yield parsed(kept.flat());
        return;
      }
      flush();
      for (let part = 0; part < partCount; part++) {
        const text = readIfThere(file(part));
        if (text !== '') yield parsed(text.trimEnd().split('\n'));
      }
    },
    discard() {
      kept = [];
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
