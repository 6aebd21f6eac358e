/** What a run sets out to write, on disk before it is sent: for going on after a crash, and for taking a run back. @module */
import { closeSync, existsSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Identifier } from '../../fhir-mappings/records/primitives.ts';
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import type { Mark } from '../portal-types.ts';
import type { Conflict, RowReason } from './reasons.ts';
import { linesIn } from './state.ts';

/** Patients and sessions appear only within keyed identifiers. */
export type JournalLine =
  | { t: 'begin'; run: string; at: string; file: string; sha256: string }
  /** About to be sent; whether it arrived, the record says. */
  | ({ t: 'will' } & Intent)
  | { t: 'did'; id: string }
  /** Taken back later, by `undo`. */
  | { t: 'undone'; id: string }
  | { t: 'row'; line: number; code: RowReason | Conflict }
  | { t: 'end'; exit: number };

export type SeatState = Pick<Seat, 'status' | 'cancelledBy'>;

export interface Intent {
  do: 'create' | 'correct';
  line: number;
  /** Identifier of the attendance record. */
  id: Identifier;
  now: Mark;
  was?: Mark;
  /** What a seat said before, where that was not only that it is booked: for a run that is taken back. */
  seat?: SeatState;
}

export interface Journal {
  write(line: JournalLine): void;
  /** What was written survives a power cut. */
  sync(): void;
  close(): void;
}

const name = 'journal.ndjson';

export function openJournal(runFolder: string): Journal {
  const path = join(runFolder, name);
  // a half-written last line of a process that was killed ends here
  const isNew = !existsSync(path);
  const file = openSync(path, 'a', 0o600);
  if (!isNew) writeSync(file, '\n');
  let isOpen = true;
  return {
    write(line) {
      // the number of a closed file is soon another file's, or a connection's
      if (!isOpen) throw new Error('The journal is closed.');
      writeSync(file, `${JSON.stringify(line)}\n`);
    },
    sync: () => fsyncSync(file),
    close() {
      isOpen = false;
      closeSync(file);
    },
  };
}

export const readJournal = (runFolder: string): JournalLine[] => linesIn<JournalLine>(join(runFolder, name));
