/** The engine: a file's rows, checked; with a server compared with the record; with a journal written to it. @module */
import { join } from 'node:path';
import type { GroupDefinition } from '../groups.ts';
import type { SyncConfig } from './config.ts';
import { inspect, type Inspected } from './inspect.ts';
import { emptyReport, noteLine, noteSkipped, sortLines, type Report } from './report.ts';
import type { RowReason } from './reasons.ts';
import { rowReader, type Cells, type Fact } from './row.ts';
import { eachRow, type Header } from './rows.ts';
import { settleRows } from './settle.ts';
import { createSpill, isFact, partOf, type Spill, type Spilled } from './spill.ts';

export interface FileSetting {
  file: string;
  config: SyncConfig;
  /** By the file's name of the group. */
  groups: ReadonlyMap<string, GroupDefinition>;
  /** Milliseconds. */
  now: number;
  /** Folder for what doesn't fit into memory. */
  scratch: string;
  /** This process's part of the patients: the i-th of n, from 1. */
  shard?: { i: number; n: number } | undefined;
  progress?: (done: { rows: number }) => void;
}

/** A file that was read and checked, its facts sorted by patient. */
export interface ReadFile {
  inspected: Inspected;
  header: Header;
  report: Report;
  spill: Spill;
  /** First and last start the file speaks of, milliseconds. */
  span: { from: number; until: number };
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
  const { file, config, groups, shard } = setting;
  const spill = createSpill(join(setting.scratch, 'parts'));
  const told = rowReader(config, groups, setting.now);
  const span = { from: Infinity, until: -Infinity };
  const keep = (one: Spilled) => {
    span.from = Math.min(span.from, one.start);
    span.until = Math.max(span.until, one.start);
    spill.add(one);
  };
  try {
    const { header } = await eachRow(file, config, inspected, (row) => {
      const cells: Cells = 'cells' in row ? row.cells : {};
      if (shard && partOf(cells.patient ?? '', shard.n) !== shard.i - 1) return;
      report.rows++;
      if (report.rows % 1000 === 0) setting.progress?.({ rows: report.rows });
      const result = 'broken' in row ? { reason: row.broken } : told(row);
      if ('fact' in result) return keep(result.fact);
      if (result.of) keep(result.of);
      if ('skipped' in result) noteSkipped(report, result.skipped);
      else aside({ line: row.line, reason: result.reason, cells });
    });
    return { inspected, header, report, spill, span };
  } catch (error) {
    spill.discard();
    throw error;
  }
}

/** One part of the file: facts to look at, and all sessions it speaks of. */
export interface Part {
  facts: Fact[];
  conflicting: Fact[];
  all: Spilled[];
}

/** The parts, each with all of its patients' rows, doubles counted. */
export function* partsOf({ spill, report }: Pick<ReadFile, 'spill' | 'report'>): Generator<Part> {
  for (const all of spill.parts()) {
    const { facts, duplicates, conflicting } = settleRows(all.filter(isFact));
    report.facts += facts.length;
    report.duplicates += duplicates.length;
    yield { facts, conflicting, all };
  }
}

/** `validate`: no network. */
export async function validate(setting: FileSetting): Promise<Report> {
  const report = emptyReport();
  const aside = ({ line, reason }: Aside) => noteLine(report.quarantined, reason, line);
  const read = await readFile(setting, await inspect(setting.file, setting.config), { report, aside });
  try {
    for (const { conflicting } of partsOf(read))
      for (const { line, cells } of conflicting) aside({ line, reason: 'duplicate-conflict', cells });
    sortLines(report);
    return report;
  } finally {
    read.spill.discard();
  }
}
