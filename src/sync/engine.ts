/** The engine: a file's rows, checked; with a server compared with the record; with a journal written to it. @module */
import type { GroupDefinition } from '../groups.ts';
import type { SyncConfig } from './config.ts';
import { inspect, type Inspected } from './inspect.ts';
import { emptyReport, noteLine, noteSkipped, sortLines, type Report } from './report.ts';
import type { RowReason } from './reasons.ts';
import { rowReader, type Cells, type Fact, type Told } from './row.ts';
import { eachRow, type Header } from './rows.ts';
import { settleRows } from './settle.ts';
import { newParts } from './state.ts';
import { createSpill, isFact, partOf, type Spill, type Spilled } from './spill.ts';

/** One process's part of the patients: the i-th of n, from 1. */
export interface Shard {
  i: number;
  n: number;
}

export interface FileSetting {
  file: string;
  config: SyncConfig;
  /** By the file's name of the group. */
  groups: ReadonlyMap<string, GroupDefinition>;
  /** Milliseconds. */
  now: number;
  /** Folder for what doesn't fit into memory. */
  scratch: string;
  shard?: Shard | undefined;
  /** Keys of groups whose rows are left out, for nobody to see. */
  without?: ReadonlySet<string>;
  progress?: (done: { rows: number }) => void;
}

/** A file that was read and checked, its facts sorted by patient. */
export interface ReadFile {
  inspected: Inspected;
  header: Header;
  report: Report;
  spill: Spill;
  /** First and last start the file speaks of, other parts' too, milliseconds. */
  span: { from: number; until: number };
  /** Every identifier in the file, other parts' too. */
  named: ReadonlySet<string>;
  /** Those with a row that doesn't say of which session it is. */
  unplaced: ReadonlySet<string>;
}

/** A row that is put aside. */
export interface Aside {
  line: number;
  reason: RowReason;
  cells: Cells;
}

/** Reads and checks every row; nothing of it leaves this machine. Throws PortalError `invalid` with the reason. */
export async function readFile(
  setting: FileSetting,
  inspected: Inspected,
  { report, aside }: { report: Report; aside: (one: Aside) => void },
): Promise<ReadFile> {
  const { file, config, groups, shard, without } = setting;
  const { size, encoding, delimiter, sha256 } = inspected;
  report.file = { size, encoding, delimiter, sha256 };
  const spill = createSpill(newParts(setting.scratch));
  const told = rowReader(config, groups, setting.now);
  const span = { from: Infinity, until: -Infinity };
  const [named, unplaced] = [new Set<string>(), new Set<string>()];
  try {
    const { header } = await eachRow(file, config, inspected, (row) => {
      const cells: Cells = 'cells' in row ? row.cells : {};
      const isOwn = isIn(shard, cells.patient ?? '');
      if (isOwn) report.rows++;
      if (isOwn && report.rows % 1000 === 0) setting.progress?.({ rows: report.rows });
      if (without?.has(groups.get(cells.group ?? '')?.key ?? '')) {
        if (isOwn) noteSkipped(report, 'part-2');
        return;
      }
      if (cells.patient) named.add(cells.patient);
      const result: Told = 'broken' in row ? { reason: row.broken } : told(row);
      const one = spilledOf(result);
      if (one) {
        span.from = Math.min(span.from, one.start);
        span.until = Math.max(span.until, one.start);
      } else if (cells.patient) unplaced.add(cells.patient);
      if (!isOwn) return;
      if (one) spill.add(one);
      if ('fact' in result) return;
      if ('skipped' in result) noteSkipped(report, result.skipped);
      else aside({ line: row.line, reason: result.reason, cells });
    });
    return { inspected, header, report, spill, span, named, unplaced };
  } catch (error) {
    spill.discard();
    throw error;
  }
}

/** Whether somebody of this identifier is in the part; everybody is where there are no parts. */
export const isIn = (shard: Shard | undefined, patient: string): boolean =>
  shard === undefined || partOf(patient, shard.n) === shard.i - 1;

/**
 * Keeps the rows of these identifiers too, which another part read and counted: somebody has them beside one of ours, and
 * all rows of a person are looked at together.
 */
export async function keepToo(
  { file, config, groups, now }: FileSetting,
  read: ReadFile,
  identifiers: ReadonlySet<string>,
): Promise<void> {
  const told = rowReader(config, groups, now);
  await eachRow(file, config, read.inspected, (row) => {
    if (!('cells' in row) || !identifiers.has(row.cells.patient ?? '')) return;
    const one = spilledOf(told(row));
    if (one) read.spill.add(one);
  });
}

const spilledOf = (told: Told): Spilled | undefined => ('fact' in told ? told.fact : told.of);

/** What a part of the file says; doubles are counted. `who`: see `settleRows`. */
export function settlePart(
  part: readonly Spilled[],
  { report, aside }: { report: Report; aside: (one: Aside) => void },
  who?: (fact: Fact) => string,
): Fact[] {
  const { facts, duplicates, conflicting } = settleRows(part.filter(isFact), who);
  report.facts += facts.length;
  report.duplicates += duplicates.length;
  for (const { line, cells } of conflicting) aside({ line, reason: 'duplicate-conflict', cells });
  return facts;
}

/** `validate`: no network. */
export async function validate(setting: FileSetting): Promise<Report> {
  const report = emptyReport();
  const aside = ({ line, reason }: Aside) => noteLine(report.quarantined, reason, line);
  const read = await readFile(setting, await inspect(setting.file, setting.config), { report, aside });
  try {
    for (const part of read.spill.parts()) settlePart(part, { report, aside });
    sortLines(report);
    return report;
  } finally {
    read.spill.discard();
  }
}
