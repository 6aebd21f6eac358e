/** `explain`: one row of a file, for the eyes of who sits at the terminal. @module */
import { inspect } from './inspect.ts';
import { readJournal } from './journal.ts';
import { rowReasons, type RowReason } from './reasons.ts';
import { rowReader, type Cells, type Told } from './row.ts';
import { eachRow } from './rows.ts';
import { openState } from './state.ts';
import { groupsOf } from './config.ts';
import type { SyncSetting } from './work.ts';

export interface Explained {
  cells: Cells;
  /** What the row says, or why it says nothing. */
  told: Told;
  /** What the last run noted about the line, where it was of this file. */
  noted: string[];
}

/** @returns undefined when no row ends on that line */
export async function explain(setting: SyncSetting, file: string, line: number): Promise<Explained | undefined> {
  const { config } = setting;
  const now = (setting.now ?? (() => new Date()))().getTime();
  const tell = rowReader(config, groupsOf(config, setting.groups), now);
  let found: Omit<Explained, 'noted'> | undefined;
  const inspected = await inspect(file, config);
  await eachRow(file, config, inspected, (row) => {
    if (row.line !== line) return;
    found = 'broken' in row ? { cells: {}, told: { reason: row.broken } } : { cells: row.cells, told: tell(row) };
  });
  if (found === undefined) return undefined;
  const state = openState(setting.stateFolder);
  const latest = state.latest();
  const journal = latest === undefined ? [] : readJournal(state.runFolder(latest));
  // a line of another file is another row
  const isIts = journal.some((one) => one.t === 'begin' && one.sha256 === inspected.sha256);
  const noted = (isIts ? journal : []).flatMap((one) => {
    if (one.t === 'row' && one.line === line) return [one.code];
    return one.t === 'will' && one.line === line ? [one.do] : [];
  });
  return { ...found, noted: [...new Set(noted)] };
}

/** A sentence about a code. */
export const sentenceOf = (code: string): string =>
  code in rowReasons ? `${code}: ${rowReasons[code as RowReason]}` : code;
