/** The folder a sync keeps: journals, quarantine, what ran before. Health data, for its owner alone (mode 0600). @module */
import { randomBytes } from 'node:crypto';
import {
  accessSync,
  appendFileSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PortalError } from '../../fhir-mappings/errors.ts';

/** One run that ended. */
export interface Past {
  run: string;
  /** Instant. */
  at: string;
  rows: number;
  exit: number;
}

export interface State {
  folder: string;
  runFolder(run: string): string;
  /** Oldest first. */
  history(): Past[];
  ended(past: Past): void;
  /** Runs there is a journal of, oldest first. */
  runs(): string[];
  /** The newest of them; undefined without any. */
  latest(): string | undefined;
  has(run: string): boolean;
  /** An id for a run, and its folder. Later than every other's, also where clocks went back. */
  begin(now: Date): string;
  /** For monitoring: replaced whole, never half-written. */
  status(value: object): void;
  /** Deletes what is older than it is to be kept, and what runs that were killed left of their files. */
  tidy(now: Date, days: number): void;
}

const owner = { mode: 0o600 };

const parts = 'parts-';

/** A folder in this one, for what doesn't fit into memory: nobody else's, and none that a killed process left. */
export const newParts = (folder: string): string => join(folder, `${parts}${randomBytes(6).toString('hex')}`);

const partsIn = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => (name.startsWith(parts) ? [join(folder, name)] : []));

/** Throws PortalError `not-allowed` (`stateFolder`) for one that can't be used. */
export function openState(folder: string): State {
  try {
    mkdirSync(join(folder, 'runs'), { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new PortalError('not-allowed', 'The state folder can’t be made, or can’t be written to.', ['stateFolder']);
  }
  const runs = () =>
    readdirSync(join(folder, 'runs'))
      .filter((name) => runName.test(name))
      .toSorted();
  return {
    folder,
    runFolder: (run) => join(folder, 'runs', run),
    history: () => linesIn<Past>(join(folder, 'history.ndjson')),
    ended: (past) => appendFileSync(join(folder, 'history.ndjson'), `${JSON.stringify(past)}\n`, owner),
    runs,
    latest: () => runs().at(-1),
    begin(now) {
      const latest = runs().at(-1) ?? '';
      let id = runId(now);
      for (let time = now.getTime(); id <= latest; time += 1000) id = runId(new Date(time + 1000));
      mkdirSync(join(folder, 'runs', id), { mode: 0o700 });
      return id;
    },
    has: (run) => runName.test(run) && existsSync(join(folder, 'runs', run)),
    status: (value) => writeWhole(join(folder, 'status.json'), `${JSON.stringify(value, null, 2)}\n`),
    tidy(now, days) {
      const oldest = runId(new Date(now.getTime() - days * day)).slice(0, 16);
      for (const run of runs()) {
        if (run < oldest) rmSync(join(folder, 'runs', run), { recursive: true });
        // who was killed could not
        else for (const path of partsIn(join(folder, 'runs', run))) rmSync(path, { recursive: true });
      }
      // a dry run may go on beside a run, and is over within a day
      for (const path of partsIn(folder))
        if (statSync(path).mtimeMs < now.getTime() - day) rmSync(path, { recursive: true });
    },
  };
}

const day = 24 * 60 * 60_000;
const runName = /^\d{8}T\d{6}Z-[0-9a-f]{4}$/;

/** `20261126T020000Z-9f3c`: sorts by time. */
const runId = (now: Date): string =>
  `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z-${randomBytes(2).toString('hex')}`;

/** The lines of a file of JSON; one that was cut off when the process died is no line. */
export function linesIn<T>(path: string): T[] {
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as T];
      } catch {
        return [];
      }
    });
}

export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, owner);
  renameSync(`${path}.new`, path);
}

/** Under half of the median of the last seven whole files (domain.md 3.3); never on the first. */
export function isShort(rows: number, history: readonly Past[]): boolean {
  const last = history
    .filter(({ exit }) => exit === 0 || exit === 1)
    .slice(-7)
    .map((past) => past.rows)
    .toSorted((a, b) => a - b);
  if (last.length === 0) return false;
  const middle = last.length / 2;
  const median = ((last[Math.ceil(middle) - 1] ?? 0) + (last[Math.floor(middle)] ?? 0)) / 2;
  return rows < median / 2;
}
