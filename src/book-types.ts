/** The group's book as widgets see it: who is in, from when, and which sessions are held. Never FHIR, never an id. @module */
import type { GroupSummary } from './portal-types.ts';

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
