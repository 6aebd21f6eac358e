/** The list of one session as its leaders see it: who comes, what to know and what to raise. Never FHIR, never an id. @module */
import type { ContactWay } from './book-types.ts';
import type { GroupSummary, Options } from './portal-types.ts';
import type { Leaving } from '../fhir-mappings/records/note.ts';
import type { Readiness, ReasonCode } from './readiness/types.ts';

/** One thing to know of somebody before the session. */
export type RosterLine =
  | Readiness['notes'][number]
  /** Their own appointment was given back: they are not expected, and nothing more is known. */
  | { code: 'seat-given-back' }
  /** They decided to leave: the day of their last session, `YYYY-MM-DD`. For leaders alone, as the thought of it was. */
  | { code: 'leaving'; last: string }
  /** They hold an appointment and are no member. */
  | { code: 'not-a-member' };

/** What can be raised: a reason of the readiness answer, the early phase, or a follow-up of one session. */
export type RaiseCode = ReasonCode | 'early-phase' | 'no-word' | 'asked-to-leave';

/** One thing to raise with, or about, somebody. */
export interface RaiseItem {
  /** Stable key within its row. */
  item: string;
  code: RaiseCode;
  /** Phrases of the clauses or sections it is about, with their language. */
  phrases?: { text: string; language: string }[];
  /** First and last day of the absence that is planned, `YYYY-MM-DD`. */
  away?: { start: string; end: string };
  /** With `two-unannounced`: the same sessions are in a row, and closed with it. */
  inARow?: true;
  /** Instants of the sessions it is about. */
  sessions?: string[];
  /** What closes it; absent where it waits for a signature, a decision or the next session. */
  closes?: 'talked-about' | 'followed-up';
}

/** Somebody on the list. */
export interface RosterPerson {
  /** Stable key within this list: not an id of anything. */
  row: string;
  /** Display name only. */
  name: string;
  /** Somebody else on the list uses this name too. */
  shared?: true;
  /** In the order of what matters first. Empty: there is nothing to know. */
  lines: RosterLine[];
  raise: RaiseItem[];
  /** Something of theirs could not be read: no line about it is guessed. */
  unknown?: true;
}

/** Somebody who was on the list until lately. */
export interface RosterLeaver {
  name: string;
  /** Last day of the membership, `YYYY-MM-DD`. */
  last: string;
  /** Name of the group they are in now, where this user leads it too. */
  movedTo?: string;
}

/** The list of one session, as of its start: assembled when it is read, never written anywhere. */
export interface SessionRoster {
  group: GroupSummary;
  /** Instants with the group's offset. */
  start: string;
  end: string;
  /** Instant it was read. */
  asOf: string;
  place?: string;
  video?: true;
  /** Not held, for all. */
  cancelled?: true;
  /** By name. */
  people: RosterPerson[];
  /** `expected`: on the list and not told us away; absent while somebody's word could not be read. */
  counts: { listed: number; away: number; first: number; expected?: number };
  /** Ended in the two weeks before the session. */
  left: RosterLeaver[];
  /** This server can't keep our records: nothing can be noted or closed. */
  readOnly?: true;
  /** The host named a place that only the group's leaders read, and it takes them: facts meant for them can be kept. */
  keepsLeaderNotes: boolean;
  /** The group's setting: that somebody was asked to leave is noted. */
  recordsAskedToLeave: boolean;
}

/** How somebody is reached, read when it is asked for. */
export interface Reach {
  /** How they said they leave word, and whether a message is fine; absent when they have not said. */
  contact?: ContactWay;
  /** Phone numbers on the record, current ones first. */
  phones: string[];
}

/** What the portal does for the list of a session: its leaders. All methods reject with PortalError. */
export interface RosterDesk {
  /**
   * The list of a session: of the one that starts then, else of the one that runs or comes next (eight days ahead at most).
   * As of its start, whole or not at all; what can't be read of one member makes that member `unknown`. Writes nothing.
   * Errors: `not-found` (`group`; `start`: no session then, or none to come), `invalid` (`start`), `not-allowed` (`user`).
   */
  roster(query: { group: string; start?: string }, options?: Options): Promise<SessionRoster>;
  /**
   * Closes one thing to raise: "talked about" or "followed up". One Observation and its Provenance for each record it is
   * about; pressed again it adds nothing. `leaving`: what came of a thought of leaving; without it that is still open, and
   * the membership goes on either way until somebody ends it.
   * Errors: `invalid` (`row`, `item`; `leaving`: no such outcome, or of another item; `leaving.last`: over), `not-found`
   * (`patient`: no member any more).
   */
  closeItem(roster: SessionRoster, row: string, item: string, options?: Options & { leaving?: Leaving }): Promise<void>;
  /** Phone numbers and wishes of one person. Reads that person alone. Errors: `invalid` (`row`). */
  reach(roster: SessionRoster, row: string, options?: Options): Promise<Reach>;
}
