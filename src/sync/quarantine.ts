/** Rows put aside, as a file that can be fixed in a spreadsheet and fed back. Only the configured columns are in it. @module */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { SyncConfig } from './config.ts';
import { reasonColumn } from './rows.ts';
import type { RowReason } from './reasons.ts';
import type { Cells, Field } from './row.ts';

export interface Quarantine {
  add(line: number, reason: RowReason, cells: Cells): void;
  /** Returns how many rows it holds; without any there is no file. */
  close(): number;
}

export const quarantineName = 'quarantine.csv';

export function openQuarantine(runFolder: string, { columns }: SyncConfig, delimiter: string): Quarantine {
  const path = join(runFolder, quarantineName);
  const fields = Object.entries(columns) as [Field, string][];
  const file = openSync(path, 'w', 0o600);
  let count = 0;
  // formulas get a mark in front that keeps a spreadsheet from running them; it is taken off when the file comes back
  const put = (cells: string[]) => writeSync(file, stringify([cells], { delimiter, escape_formulas: true }));
  // the mark of UTF-8, for spreadsheets
  writeSync(file, '\uFEFF');
  put([...fields.map(([, name]) => name), 'sync_line', reasonColumn]);
  return {
    add(line, reason, cells) {
      count++;
      put([...fields.map(([field]) => cells[field] ?? ''), String(line), reason]);
    },
    close() {
      closeSync(file);
      if (count === 0) rmSync(path);
      return count;
    },
  };
}
