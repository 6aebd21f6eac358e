/** The group's book as widgets see it: who is in, from when, and which sessions are held. Never FHIR, never an id. @module */
import type { GroupSummary, Options } from './portal-types.ts';
import type { SessionRoster } from './roster-types.ts';

/** Where a membership stands on the day it is read. */
export type MemberPlace = 'now' | 'on-hold' | 'coming' | 'past';

/** How to reach a member, and whether a message may be left. */
export interface ContactWay {
  way: 'phone' | 'text' | 'email' | 'portal';
  message: boolean;
}

/** One membership. Days are local dates of the group, `YYYY-MM-DD`; last days are included. */
export interface GroupMember {
  /** Stable key within this list. */
  row: string;
  /** Name chosen for the group, else the usual or first given name. */
  name: string;
  /** Name on the record: staff must tell two people apart. */
  fullName: string;
  place: MemberPlace;
  start: string;
  end?: string;
  /** The hold that is now or the next to come; without `until` it is open. */
  hold?: { from: string; until?: string };
}

/** Everybody who is, was or will be in a group, as read on `day`. */
export interface MemberList {
  group: GroupSummary;
  day: string;
  /** The record holds the group itself: nobody can be added before. */
  created: boolean;
  /** By place (now, on hold, coming, past), then by name; past ones newest end first. */
  members: GroupMember[];
  /** This server, or what the token allows, can't keep our records: nothing can be added or changed here. */
  readOnly?: true;
  /** Other groups of this user a member can be moved to. */
  others: GroupSummary[];
}

/** Somebody found to be added, to be checked by two identifiers. */
export interface FoundPerson {
  /** `Patient/…`: a property, never put in an attribute or URL. */
  patient: string;
  fullName: string;
  /** `YYYY-MM-DD`, or as much of it as is known. */
  birthDate?: string;
}

/** Who is to be found: the host's picker gives a reference, a form an identifier. Never a name. */
export type PersonQuery = { patient: string } | { identifier: string };

export interface NewMember {
  patient: string;
  /** First day, `YYYY-MM-DD`. */
  start: string;
  /** 1–60 characters; absent when none was chosen yet. */
  displayName?: string;
  contact?: ContactWay;
}

/** A session of the group, whoever says so: its seats, or else the group's schedule. */
export interface GroupSession {
  /** Instants with the group's offset. */
  start: string;
  end: string;
  state: 'scheduled' | 'cancelled';
  /** Start it had before it was moved. */
  movedFrom?: string;
  /** Members expected: not on hold, not given back. */
  expected: number;
  /** Members with a record of it. */
  recorded: number;
}

/** What became of a change that touches each member's record by itself. Trying again writes only what is missing. */
export interface SessionChange {
  changed: number;
  unchanged: number;
  /** Error codes, one for each member whose record could not be changed. */
  failed: string[];
}

/** One member who has something to do with intake before a session. */
export interface IntakeRow {
  row: string;
  group: GroupSummary;
  name: string;
  fullName: string;
  /** Start of their next session. */
  session: string;
  /** Criteria of preparation that intake can close, in the order of the card; empty when it can't be told. */
  steps: ('introduction' | 'participation' | 'agreement' | 'contact')[];
  /** What is open could not be read. */
  unknown: boolean;
}

/** Who must sign, today first; `until` is the last day looked at. */
export interface IntakeList {
  day: string;
  until: string;
  today: IntakeRow[];
  later: IntakeRow[];
  /** Groups that could not be read; nothing is guessed about them. */
  unread: { group: GroupSummary; code: string }[];
}

/** What the portal does for the group's book: all methods reject with PortalError. */
export interface GroupBook {
  /**
   * Everybody who is, was or will be in the group. Its leaders and intake. Reads memberships and names, all or none of them.
   * Errors: `not-found` (group), `not-allowed` (user), and those of reading.
   */
  members(query: { group: string }, options?: Options): Promise<MemberList>;
  /**
   * Writes the group itself from its definition: once, or again when the definition changed. Its leaders and intake.
   * Writes one HealthcareService; what the clinic added to it stays.
   * Errors: `invalid` (`timeZone`: the record holds the group in another zone), `conflict`, `unsupported`.
   */
  createGroup(query: { group: string }, options?: Options): Promise<'created' | 'changed' | 'unchanged'>;
  /**
   * Finds somebody to be added, by the host's reference or by a number (`PortalOptions.patientIdentifier`), never by name.
   * Intake and leaders. Errors at `patient` or `identifier`: `not-found` for nobody, `conflict` for several, `invalid` for
   * one who was merged into another record or has died.
   */
  findPerson(query: PersonQuery, options?: Options): Promise<FoundPerson>;
  /**
   * A new membership from a day on; somebody who was in the group before gets another one. Sent twice it adds nothing.
   * Writes one EpisodeOfCare, with `contact` a QuestionnaireResponse, and a Provenance, in one transaction; then, in a group
   * with a schedule, what was cancelled or moved for all before.
   * Errors: `invalid` (`patient`: in the group already, merged, died; `start`: a member on that day, or no date;
   * `displayName`), `not-found` (`patient`, `group`: not in the record yet), `conflict`.
   */
  addMember(query: { group: string }, member: NewMember, options?: Options): Promise<GroupMember>;
  /**
   * Puts on hold from a day until a last day, or until further notice. One update (If-Match) with its Provenance.
   * Errors: `invalid` (`from`, `until`: no date, in the wrong order, outside the membership, over another hold; `row`),
   * `conflict` when somebody changed the membership since the list was read.
   */
  holdMember(
    list: MemberList,
    row: string,
    hold: { from: string; until?: string },
    options?: Options,
  ): Promise<GroupMember>;
  /** Back from a day on: the hold ends the day before, or never was. Writes and errors as `holdMember`, at `on`. */
  resumeMember(list: MemberList, row: string, on: { on: string }, options?: Options): Promise<GroupMember>;
  /**
   * Ends a membership with that day, which is a day of membership unless it is today. No reason is asked for, and none is
   * kept. A day before the first, of one that has not begun: it never was, and is entered in error. Writes and errors as `holdMember`, at `on`.
   */
  endMember(list: MemberList, row: string, on: { on: string }, options?: Options): Promise<GroupMember>;
  /**
   * Ends here the day before and begins there, in one transaction; what was signed goes along only where it covers the
   * programme. Errors: those of `endMember` at `start`, those of `addMember` at `group`.
   */
  moveMember(
    list: MemberList,
    row: string,
    to: { group: string; start: string },
    options?: Options,
  ): Promise<GroupMember>;
  /**
   * Sessions from a local day to a local day (400 at most), oldest first, cancelled and moved ones too: as seats say, else
   * the group's schedule. Its leaders and intake, who are told nothing of attendance.
   * Errors: `invalid` (`from`, `until`, `schedule.rule`), `not-found` (group), `not-allowed` (user).
   */
  schedule(query: { group: string; from: string; until: string }, options?: Options): Promise<GroupSession[]>;
  /**
   * Not held, for all: one session, whatever was recorded, or those from a day to a day (92 at most) that were not held yet.
   * Its leaders. Per member one small transaction: a seat of ours is given back, else an Observation `session-cancelled`
   * is written; each with a Provenance. A member who failed stands in the result; calling again does only the rest.
   * Errors: `not-found` (`start`), `invalid` (`start`, `from`, `until`), `not-allowed` (user).
   */
  cancelSessions(
    query: { group: string } & ({ start: string } | { from: string; until: string }),
    options?: Options,
  ): Promise<SessionChange>;
  /**
   * Holds a session after all that was cancelled for all: seats are booked again, records of the cancellation entered in
   * error, each with a Provenance. Its leaders. Calling again does only the rest.
   * Errors: `not-found` (`start`), `invalid` (`start`: no instant), `not-allowed` (user).
   */
  restoreSession(query: { group: string; start: string }, options?: Options): Promise<SessionChange>;
  /**
   * Another time for all; each seat and word about it goes along. Its leaders. Per member one small transaction: the
   * Appointment's times with the first start, or a new one where there was no seat; calling again does only the rest.
   * Errors: `invalid` (`start`: held, cancelled, no instant; `to`: another session is then, more than 28 days from the
   * first time, no instant), `not-found` (`start`), `unsupported` for seats of the EHR's own.
   */
  moveSession(query: { group: string; start: string; to: string }, options?: Options): Promise<SessionChange>;
  /**
   * Members of all groups of this user, or of one, with something to do with intake today and in the coming days (7 unless
   * said, 31 at most). No attendance. Intake and leaders. A group that can't be read stands in `unread`.
   * Errors: `invalid` (`days`), `not-allowed` (user).
   */
  intakeList(query?: { group?: string; days?: number }, options?: Options): Promise<IntakeList>;
  /** Whom a row is about, `Patient/…`, to open their form. `invalid` (`row`) for a list of another portal. */
  patientOfRow(list: IntakeList | MemberList | SessionRoster, row: string): string;
}
