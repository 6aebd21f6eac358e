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
  /** What the last run noted about the line. */
  noted: string[];
}

/** @returns undefined when no row ends on that line */
export async function explain(setting: SyncSetting, file: string, line: number): Promise<Explained | undefined> {
  const { config } = setting;
  const now = (setting.now ?? (() => new Date()))().getTime();
  const tell = rowReader(config, groupsOf(config, setting.groups), now);
  let found: Omit<Explained, 'noted'> | undefined;
  await eachRow(file, config, await inspect(file, config), (row) => {
    if (row.line !== line) return;
    found = 'broken' in row ? { cells: {}, told: { reason: row.broken } } : { cells: row.cells, told: tell(row) };
  });
  if (found === undefined) return undefined;
  const state = openState(setting.stateFolder);
  const latest = state.latest();
  const journal = latest === undefined ? [] : readJournal(state.runFolder(latest));
  const noted = journal.flatMap((one) => {
    if (one.t === 'row' && one.line === line) return [one.code];
    return one.t === 'will' && one.line === line ? [one.do] : [];
  });
  return { ...found, noted: [...new Set(noted)] };
}

/** A sentence about a code. */
export const sentenceOf = (code: string): string =>
  code in rowReasons ? `${code}: ${rowReasons[code as RowReason]}` : code;
