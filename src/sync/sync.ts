/** `dry-run`, `run` and `resume`: a file into the record. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { inspect } from './inspect.ts';
import { readJournal } from './journal.ts';
import { lock } from './lock.ts';
import { refused } from './reasons.ts';
import { openState, type State } from './state.ts';
import { work, type Ended, type SyncSetting } from './work.ts';

/** Reads the server, writes nothing. Rejects as `run` does. */
export const dryRun = (setting: SyncSetting, file: string): Promise<Ended> => work(setting, file);

/**
 * Imports the file. Rejects with PortalError: `invalid` when the file is refused (its first field is the reason),
 * `conflict` while another run goes on, else of the server; then `resume` does the rest.
 */
export async function run(setting: SyncSetting, file: string): Promise<Ended> {
  const state = openState(setting.stateFolder);
  const unlock = lock(setting.stateFolder);
  try {
    const now = (setting.now ?? (() => new Date()))();
    state.tidy(now, setting.config.retentionDays);
    return await work(setting, file, { state, run: state.begin(now), isNew: true });
  } finally {
    unlock();
  }
}

/** Goes on with the last run that did not end. `not-found` when there is none; `invalid` when its file is another one now. */
export async function resume(setting: SyncSetting): Promise<Ended> {
  const state = openState(setting.stateFolder);
  const unlock = lock(setting.stateFolder);
  try {
    const begin = openRun(state);
    if ((await inspect(begin.file, setting.config)).sha256 !== begin.sha256) throw refused('other-file');
    return await work(setting, begin.file, { state, run: begin.run, isNew: false });
  } finally {
    unlock();
  }
}

function openRun(state: State) {
  for (const id of state.runs().toReversed()) {
    const lines = readJournal(state.runFolder(id));
    const [begin, end] = [lines.find((line) => line.t === 'begin'), lines.find((line) => line.t === 'end')];
    if (begin && end === undefined) return begin;
    // of a file that was refused there is nothing to go on with, and the run before it may have been cut off
    if (begin && end?.exit !== 3) break;
  }
  throw new PortalError('not-found', 'There is no run that did not end.', ['stateFolder']);
}
