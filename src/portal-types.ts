/** What widgets see: people, sheets and forms in plain words, never FHIR. @module */
import type { RecordedOutcome } from '../fhir-mappings/codes.ts';
import type { ChangeReason } from '../fhir-mappings/records/change.ts';
import type { NoticeChannel } from '../fhir-mappings/records/note.ts';
import type { GroupBook } from './book-types.ts';
import type { PictureDesk } from './picture-types.ts';
import type { PreparationDesk } from './preparation-types.ts';
import type { Readiness } from './readiness/types.ts';
import type { RosterDesk } from './roster-types.ts';
import type { SignedPortal } from './signed-types.ts';
import type { SigningDesk } from './signing-types.ts';

export type * from './signing-types.ts';

export type Role = 'leader' | 'intake' | 'staff' | 'member' | 'guardian';

/** Who uses the product and records. */
export interface User {
  /** `Practitioner/…`, `PractitionerRole/…`, `Patient/…` or `RelatedPerson/…` */
  reference: string;
  display: string;
  role: Role;
}

/** What a screen needs to know of a group. */
export interface GroupSummary {
  key: string;
  name: string;
  timeZone: string;
  leaders: string[];
  /** How members reach them, where the clinic says it. */
  contact?: { phone?: string | undefined; email?: string | undefined };
  /** What a member agrees to stay for, where it is counted. */
  commitment?: { kind: 'sessions' | 'weeks'; count: number };
}

/** One member's preparation in one group, for `<group-readiness>`. */
export interface MemberPreparation {
  group: GroupSummary;
  readiness: Readiness;
  /** The server tells no FHIR version that we know: it is read, never written, and something may always be missing. */
  unknownVersion?: true;
  /** Plain facts for the line under each row; only those this caller may see. */
  details: {
    /** When the documents were signed (instants), whatever is in force now. */
    agreementSigned?: string;
    participationSigned?: string;
    /** On paper without a date: when it was signed nobody knows, and the instant above is when it was entered. */
    undated?: Partial<Record<'agreement' | 'participation', true>>;
    /** What another system recorded in the place of one of ours: never counted, nothing of it verified. `day` is YYYY-MM-DD. */
    onFile?: Partial<Record<'agreement' | 'participation', { day?: string }>>;
    /** When the introduction was gone through, and how. */
    introduction?: { at: string; mode: 'screen' | 'paper' | 'spoken' };
    contact?: { way: 'phone' | 'text' | 'email' | 'portal'; message: boolean };
    commitment?: { at: string };
    /** Short phrases of the clauses the member wants to talk about, or said no to. Leaders and intake only. */
    talk?: string[];
    no?: string[];
    /** Start of the next session, when one is scheduled. */
    nextSession?: string;
  };
}

/** What was taken back. */
export interface Withdrawal {
  /** Instant from which nothing of it is in force. */
  when: string;
  /** Signings that stood until then. */
  documents: number;
}

/** A session that has, or had, seats. */
export interface SessionInfo {
  start: string;
  end: string;
  /** Seats that are held and recorded. */
  seats: number;
  recorded: number;
  /** Over for a day or more, with somebody not recorded yet. */
  overdue?: true;
}

export interface SheetRow {
  /** Stable key of the row within this sheet: not an id of anything. */
  row: string;
  /** Display name only. */
  name: string;
  /** Already in the record. */
  recorded?: RecordedMark;
  /** They told us before the start: when, how, and for a planned absence its last day, `YYYY-MM-DD`. */
  told?: { at: string; channel?: NoticeChannel; until?: string };
  /** Their appointment was given back, and nobody says when: not expected, nothing more is known. */
  givenBack?: true;
  /** A seat without membership. */
  notMember?: true;
  /** Recorded twice and differently, where `voidRow` clears it to be recorded anew; or not to be read, and then never written. */
  conflict?: true;
}

/** One session's sheet, as opened. */
export interface AttendanceSheet {
  group: GroupSummary;
  start: string;
  end: string;
  /** Grace before an arrival is late, minutes. */
  lateAfterMinutes: number;
  /** When it really began and ended, as the record has it. */
  held?: HeldTimes;
  /** A setting of the group: the line for a note says how many were there. */
  countsPresent?: true;
  /** That somebody was asked to leave can be noted here: the group does, and there is a place that only leaders read. */
  notesAskedToLeave?: true;
  rows: SheetRow[];
}

/** Instants at which a session really began and ended, where the leader says so: never copied from the schedule. */
export interface HeldTimes {
  start?: string | undefined;
  end?: string | undefined;
}

export interface Mark {
  outcome: RecordedOutcome;
  /** Whole minutes after it began; only with `present-late`. */
  minutesLate?: number;
  /** Only of somebody present. Not said: what the record says of it stays. */
  leftEarly?: boolean;
  /** Instant they left, where somebody saw it: after they came, before it ended. Only with `leftEarly`. */
  left?: string;
}

/** A mark in the record. */
export interface RecordedMark extends Mark {
  /** Instant it was entered: not the session's. */
  at: string;
  /** Who recorded it, where that is a leader of the group. */
  by?: string;
  /** Times that somebody observed or confirmed. */
  observed?: HeldTimes;
  /** They were asked to leave that session: whether a safe way home was offered. No more of it is kept. */
  wayHomeOffered?: boolean;
}

/** A mark to be saved. */
export interface NewMark extends Mark {
  /** Why it takes the place of what was recorded; `correction` unless said. Of a row without a record it means nothing. */
  why?: CorrectionReason;
  /**
   * Only of somebody present, on a sheet with `notesAskedToLeave`: noted where only leaders read, before the mark is saved.
   * `id`: a UUID made when it was said, under which it is sent as often as it takes.
   */
  askedToLeave?: { id: string; wayHomeOffered: boolean };
  /** They were not asked to leave, whatever was noted of this session: that is entered in error, at any time later. */
  notAsked?: true;
}

/** It was recorded wrong, or of somebody else. */
export type CorrectionReason = Extract<ChangeReason, 'correction' | 'wrong-member'>;

/** What the record of one row said at one time. */
export interface RowVersion {
  /** `not-kept`: the server tells of the change and keeps no older versions. */
  said: Omit<RecordedMark, 'at' | 'by'> | 'entered-in-error' | 'not-kept';
  /** Instant it was entered. */
  at: string;
  /** Who entered it, where that is a leader of the group. */
  by?: string;
  /** Absent for the first word, and where none was given. */
  reason?: ChangeReason;
}

/** What became of each row that was sent. */
export interface SheetResult {
  saved: string[];
  /** Rows already recorded exactly so: nothing was written. */
  unchanged: string[];
  /** With `conflict`, `there` is what somebody else recorded meanwhile: it was not touched. */
  failed: { row: string; code: string; there?: RecordedMark }[];
}

export interface Options {
  signal?: AbortSignal;
}

/** The connection widgets talk to: one method per thing a person does. All reject with PortalError. */
export interface Portal extends GroupBook, PictureDesk, PreparationDesk, RosterDesk, SigningDesk, SignedPortal {
  readonly user: User;
  /** The member whose chart is open, `Patient/…`. */
  readonly patient: string | undefined;
  groups(options?: Options): Promise<GroupSummary[]>;
  /**
   * Never rejects for a failed read: the answer then says `unknown`, and what is missing. `not-allowed` (`patient`) to a
   * guardian of somebody else.
   */
  readiness(query: { group: string; patient?: string }, options?: Options): Promise<MemberPreparation>;
  /** Sessions of a group around now, newest first. */
  sessions(query: { group: string }, options?: Options): Promise<SessionInfo[]>;
  /** `after`: the sheet it follows, whose rows keep their keys. */
  openSheet(
    query: { group: string; start: string; after?: AttendanceSheet },
    options?: Options,
  ): Promise<AttendanceSheet>;
  /**
   * One small transaction per member: never half of a member where the server takes them (docs/servers.md). A row that failed with `there` was told so: sent again on
   * the same sheet it takes that value's place.
   * @param options `held`: when the session really began and ended. Errors: `invalid` (`held.start`, `held.end`; `left`:
   * no time between their arrival and the end), `not-found` (`start`: moved or called off meanwhile); of a row `not-found`:
   * no longer on the list
   */
  saveSheet(
    sheet: AttendanceSheet,
    marks: ReadonlyMap<string, NewMark>,
    options?: Options & { held?: HeldTimes | undefined },
  ): Promise<SheetResult>;
  /**
   * Takes back what this sheet saved of these rows in the last 10 minutes: a new record is entered in error, a corrected
   * one says again what it said. Nothing is deleted. A row somebody changed since fails with `conflict`.
   */
  undoRows(sheet: AttendanceSheet, rows: readonly string[], options?: Options): Promise<SheetResult>;
  /** Enters one row's record in error, with its visit: it was somebody else's. The row can be recorded anew. */
  voidRow(sheet: AttendanceSheet, row: string, options?: Options): Promise<void>;
  /**
   * Everything the record of one row ever said at this session, newest first, with who said it, when and why. The group's
   * leaders. Reads that member alone. Errors: `invalid` (`row`), `unreadable`.
   */
  rowHistory(sheet: AttendanceSheet, row: string, options?: Options): Promise<RowVersion[]>;
  /** Called after something of this portal was saved; returns the way to stop. */
  onSaved(listener: () => void): () => void;
}
