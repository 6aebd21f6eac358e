/** The rows of a file, as a stream: what isn't configured is dropped where it is read. @module */
import { pipeline } from 'node:stream/promises';
import { CsvError, parse, type Info } from 'csv-parse';
import { bytesOf } from './bytes.ts';
import type { SyncConfig } from './config.ts';
import { longestLine, type Inspected } from './inspect.ts';
import { refused, type RowReason } from './reasons.ts';
import type { Cells, Field, Row } from './row.ts';

/** Column by which a quarantine file is known; it and its cells came from us. */
export const reasonColumn = 'sync_reason';

export interface Header {
  /** Where each configured field stands. */
  places: [Field, number][];
  width: number;
  /** Rows that were put aside, and fed back. */
  isQuarantine: boolean;
}

export type Read = Row | { line: number; broken: RowReason };

interface Parsed {
  record: string[];
  info: Info;
}

/**
 * Calls `take` for every row, in order, with back-pressure. Throws PortalError `invalid` with the reason.
 * Cells are trimmed and in NFC; leading zeros stay, for nothing is read as a number.
 */
export async function eachRow(
  path: string,
  { columns }: Pick<SyncConfig, 'columns'>,
  { encoding, delimiter, endsLine }: Inspected,
  take: (read: Read) => void | Promise<void>,
): Promise<{ rows: number; header: Header }> {
  let header: Header | undefined;
  let rows = 0;
  let broken: number | undefined;
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestLine,
    // a quote inside an unquoted cell is a word in quotes, not a fault
    relax_quotes: true,
  });
  async function* decoded() {
    const decoder = new TextDecoder(encoding);
    for await (const chunk of bytesOf(path)) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  }
  const reading = pipeline(decoded, parser, async (records: AsyncIterable<Parsed>) => {
    for await (const { record, info } of records) {
      if (header === undefined) {
        header = headerOf(record, columns);
        continue;
      }
      rows++;
      broken = record.length === header.width ? undefined : info.lines;
      if (broken === undefined) await take({ line: info.lines, cells: cellsOf(record, header) });
      else await take({ line: info.lines, broken: 'row-broken' });
    }
  });
  try {
    await reading;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused(error.code === 'CSV_MAX_RECORD_SIZE' ? 'line-too-long' : 'half-written');
  }
  if (header === undefined) throw refused('empty');
  if (rows === 0) throw refused('no-rows');
  if (broken !== undefined && !endsLine) throw refused('half-written');
  return { rows, header };
}

/** The names in the header. */
export async function headerIn(path: string, { encoding, delimiter }: Inspected): Promise<string[]> {
  const parser = parse({ bom: true, delimiter, to: 1, relax_quotes: true });
  for await (const chunk of bytesOf(path)) {
    parser.write(new TextDecoder(encoding).decode(chunk));
    break;
  }
  parser.end();
  for await (const record of parser as AsyncIterable<string[]>) return record.map((name) => name.trim());
  return [];
}

function headerOf(record: readonly string[], columns: SyncConfig['columns']): Header {
  const names = record.map((name) => name.trim());
  const all = Object.entries(columns) as [Field, string][];
  const missing = all.filter(([, name]) => !names.includes(name));
  if (missing.length > 0)
    throw refused(
      'column-missing',
      missing.map(([field]) => `columns.${field}`),
    );
  const places = all.map(([field, name]): [Field, number] => {
    const place = names.indexOf(name);
    if (names.lastIndexOf(name) !== place) throw refused('column-twice', [`columns.${field}`]);
    return [field, place];
  });
  return { places, width: record.length, isQuarantine: names.includes(reasonColumn) };
}

function cellsOf(record: readonly string[], { places, isQuarantine }: Header): Cells {
  const cells: Cells = {};
  for (const [field, place] of places) {
    const cell = (record[place] ?? '').trim().normalize('NFC');
    // the mark that kept a spreadsheet from running a cell of ours
    cells[field] = isQuarantine ? cell.replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, '') : cell;
  }
  return cells;
}
