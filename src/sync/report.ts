/** What a run did: counts, line numbers and codes. No name, title, id or date of a file gets into it. @module */
import type { Inspected } from './inspect.ts';
import type { Conflict, RowReason, Skipped } from './reasons.ts';

export interface Report {
  /** What was read; undefined where that could not be told. */
  file?: Pick<Inspected, 'size' | 'encoding' | 'delimiter' | 'sha256'>;
  rows: number;
  /** Sessions of members that the file tells. */
  facts: number;
  duplicates: number;
  skipped: Partial<Record<Skipped, number>>;
  /** Lines of the file, by reason. */
  quarantined: Partial<Record<RowReason, number[]>>;
  conflicts: Partial<Record<Conflict, number[]>>;
  created: number;
  corrected: number;
  unchanged: number;
  /** Recorded by an earlier import, and no longer in the file: nothing is deleted. */
  missing: number;
  /** A dry run's first changes: line, what would be done, outcome before and after. */
  changes: Change[];
}

export interface Change {
  line: number;
  do: 'create' | 'correct';
  was?: string;
  now: string;
}

/** A diff longer than a screen or ten is for nobody to read; the counts are whole. */
const mostChanges = 200;
/** Lines printed of one reason; the quarantine file has all. */
const mostLines = 20;

export const emptyReport = (): Report => ({
  rows: 0,
  facts: 0,
  duplicates: 0,
  skipped: {},
  quarantined: {},
  conflicts: {},
  created: 0,
  corrected: 0,
  unchanged: 0,
  missing: 0,
  changes: [],
});

/** Puts a line under a code. */
export function noteLine<K extends string>(lines: Partial<Record<K, number[]>>, code: K, line: number): void {
  (lines[code] ??= []).push(line);
}

export const noteSkipped = ({ skipped }: Report, why: Skipped): number => (skipped[why] = (skipped[why] ?? 0) + 1);

export function noteChange({ changes }: Report, change: Change): void {
  if (changes.length < mostChanges) changes.push(change);
}

/** In the order of the file: patients are looked at in another. */
export function sortLines({ quarantined, conflicts, changes }: Report): void {
  for (const lines of [...Object.values(quarantined), ...Object.values(conflicts)]) lines.sort((a, b) => a - b);
  changes.sort((a, b) => a.line - b.line);
}

export const quarantinedRows = ({ quarantined }: Report): number =>
  Object.values(quarantined).reduce((sum, lines) => sum + lines.length, 0);

/** What is printed, a count a line. `tense`: a dry run says what would be. */
export function linesOf(report: Report, mode: 'validate' | 'dry-run' | 'run' | 'export'): string[] {
  const { file } = report;
  const lines = [`rows ${report.rows}`, `facts ${report.facts}`, `duplicates ${report.duplicates}`];
  if (file)
    lines.unshift(
      `file ${file.size} bytes, ${file.encoding}, delimiter ${JSON.stringify(file.delimiter)}, SHA-256 ${file.sha256}`,
    );
  for (const [why, count] of Object.entries(report.skipped)) lines.push(`skipped ${why} ${count}`);
  if (mode === 'export') lines.push(`exported ${report.created}`);
  else if (mode !== 'validate') {
    const would = mode === 'dry-run' ? 'would be ' : '';
    lines.push(`${would}created ${report.created}`, `${would}corrected ${report.corrected}`);
    lines.push(`unchanged ${report.unchanged}`, `missing from the file ${report.missing}`);
  }
  for (const [kind, by] of [
    ['conflict', report.conflicts],
    ['quarantined', report.quarantined],
  ] as const)
    for (const [code, at] of Object.entries(by)) lines.push(`${kind} ${code} ${at.length} (${lineList(at)})`);
  if (mode === 'dry-run')
    for (const { line, do: what, was, now } of report.changes)
      lines.push(`  line ${line}: ${what === 'create' ? '+' : '~'} ${was === undefined ? '' : `${was} -> `}${now}`);
  return lines;
}

function lineList(at: readonly number[]): string {
  const shown = at.slice(0, mostLines).join(', ');
  return `line${at.length === 1 ? '' : 's'} ${shown}${at.length > mostLines ? ', …' : ''}`;
}

const countsOf = (lines: Partial<Record<string, number[]>>) =>
  Object.fromEntries(Object.entries(lines).map(([code, at]) => [code, at?.length ?? 0]));

/** For monitoring. `ended` is an instant, `took` milliseconds. */
export function statusOf(
  { changes: _changes, quarantined, conflicts, ...counts }: Report,
  { run, exit, ended, took }: { run: string; exit: number; ended: string; took: number },
) {
  return {
    run,
    ended,
    exit,
    seconds: Math.round(took / 1000),
    ...counts,
    quarantined: countsOf(quarantined),
    conflicts: countsOf(conflicts),
  };
}
