/** One row of a file → what it says of one member at one session, or why it says nothing. Pure. @module */
import { attendedOutcomes, type RecordedOutcome } from '../../fhir-mappings/codes.ts';
import type { GroupDefinition } from '../groups.ts';
import { hour } from '../readiness/time.ts';
import type { SyncConfig } from './config.ts';
import { compile, dateTokens, dayIn, timeIn, timeTokens } from './formats.ts';
import { remembering, rememberingInstants } from './local-time.ts';
import type { RowReason, Skipped } from './reasons.ts';

/** The configured cells of a row; the others are dropped where they are read. */
export interface Row {
  /** Line of the file on which the row ends. */
  line: number;
  cells: Cells;
}
export type Field = 'patient' | 'group' | 'date' | 'time' | 'status' | 'arrival' | 'began' | 'evidence';
export type Cells = Partial<Record<Field, string>>;

/** What a row says. */
export interface Fact {
  line: number;
  /** Value of the patient's identifier. */
  patient: string;
  /** Key of the group. */
  group: string;
  /** Scheduled start, milliseconds. */
  start: number;
  outcome: RecordedOutcome;
  /** Whole minutes, rounded up; only with `present-late`. */
  minutesLate?: number;
  /** When the session really began, milliseconds; only where somebody's arrival is judged by it. */
  began?: number;
  cells: Cells;
}

/** A session the file speaks of without saying what happened: its record has not vanished. */
export type Mentioned = Pick<Fact, 'patient' | 'group' | 'start'>;

export type Told = { fact: Fact } | { skipped: Skipped; of: Mentioned } | { reason: RowReason; of?: Mentioned };

/** A spreadsheet's serial number where a date belongs. */
const serial = /^\d{5}(?:\.\d+)?$/;

/** Reader of a configuration's rows. `now` in milliseconds: what isn't over has not happened. */
export function rowReader(
  config: SyncConfig,
  groups: ReadonlyMap<string, GroupDefinition>,
  now: number,
): (row: Row) => Told {
  const dates = compile(config.dateFormat, dateTokens);
  const times = compile(config.timeFormat, timeTokens);
  if (!dates || !times) throw new TypeError('the configuration was not checked');
  const instantOf = rememberingInstants();
  const dayOf = remembering((cell: string) => dayIn(cell, dates));
  const timeOf = remembering((cell: string) => timeIn(cell, times));
  const { statuses, untouched } = config;

  function start(cells: Cells, zone: string): { at: number; day: string } | { reason: RowReason } {
    const day = dayOf(cells.date ?? '');
    if (day === undefined) return { reason: serial.test(cells.date ?? '') ? 'date-serial' : 'date-unreadable' };
    const time = timeOf(cells.time ?? '');
    if (time === undefined) return { reason: 'time-unreadable' };
    const found = instantOf(`${day}T${time.time}`, zone, time.offset);
    return 'reason' in found ? found : { at: found.instant, day };
  }

  /** A time around the session's: on its day, or after midnight of the next where it would be hours early (domain.md G6). */
  function around(cell: string, day: string, at: number, zone: string): number | undefined {
    const time = timeOf(cell);
    if (time === undefined) return undefined;
    const found = instantOf(`${day}T${time.time}`, zone, time.offset);
    if ('reason' in found) return undefined;
    if (found.instant >= at - 6 * hour) return found.instant;
    const next = new Date(Date.parse(`${day}T12:00:00Z`) + 24 * hour).toISOString().slice(0, 10);
    const late = instantOf(`${next}T${time.time}`, zone, time.offset);
    return 'instant' in late && late.instant < at + 6 * hour ? late.instant : undefined;
  }

  return ({ line, cells }) => {
    if (Object.values(cells).some((cell) => cell.includes('\0'))) return { reason: 'nul-byte' };
    const { patient = '', status = '' } = cells;
    if (patient === '') return { reason: 'patient-missing' };
    const group = groups.get(cells.group ?? '');
    if (group === undefined) return { reason: 'group-unknown' };
    const when = start(cells, group.timeZone);
    if ('reason' in when) return when;
    const of = { patient, group: group.key, start: when.at };
    const meaning = Object.hasOwn(statuses, status) ? statuses[status] : undefined;
    if (meaning === undefined) return { reason: 'status-unmapped', of };
    if (meaning === 'not-recorded') return { skipped: 'not-recorded', of };
    if (untouched?.statuses.includes(status) && !untouched.evidence.includes(cells.evidence ?? ''))
      return { skipped: 'no-evidence', of };
    // a session to come is nobody's attendance yet, whatever is booked or called off
    if (when.at > now) return { skipped: 'not-over', of };
    const fact = { line, ...of, cells };
    if (!cells.arrival || !attendedOutcomes.includes(meaning)) return { fact: { ...fact, outcome: meaning } };
    const arrived = around(cells.arrival, when.day, when.at, group.timeZone);
    if (arrived === undefined) return { reason: 'arrival-unreadable', of };
    const began = cells.began ? around(cells.began, when.day, when.at, group.timeZone) : when.at;
    if (began === undefined) return { reason: 'began-unreadable', of };
    const seen = { ...fact, ...(began !== when.at && { began }) };
    // exactly the grace is on time; minutes count from the later of both starts (domain.md 4.6, E16)
    const late = arrived - Math.max(when.at, began);
    if (late <= group.lateAfterMinutes * 60_000) return { fact: { ...seen, outcome: 'present' } };
    return { fact: { ...seen, outcome: 'present-late', minutesLate: Math.ceil(late / 60_000) } };
  };
}
