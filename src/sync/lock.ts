/** One run at a time in a folder: a file that only one process can make, taken over from one that died. @module */
import { closeSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { PortalError } from '../../fhir-mappings/errors.ts';

interface Holder {
  pid: number;
  host: string;
}

/** What this process has. */
const held = new Set<string>();

/** Returns the way to give it back. Throws PortalError `conflict` while another run has it. */
export function lock(folder: string): () => void {
  const path = join(folder, 'lock');
  const mine = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder);
  if (!make(path, mine)) {
    const holder = holderOf(path);
    if (holder === undefined || isAlive(holder, path)) throw busy();
    // moved away and not deleted: of two that find it dead, one moves it, and the other finds nothing to move
    const old = `${path}.${process.pid}`;
    try {
      renameSync(path, old);
    } catch {
      throw busy();
    }
    rmSync(old);
    if (!make(path, mine)) throw busy();
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

const busy = () => new PortalError('conflict', 'Another run has this folder.', ['stateFolder']);

function make(path: string, text: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, text);
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function holderOf(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** What runs on another machine can't be seen from here. A container that starts again gives the same numbers again. */
function isAlive({ pid, host }: Holder, path: string): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
