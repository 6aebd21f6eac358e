/** The group's attendance as its leaders see it: sessions, people by name, what happened. Never FHIR, never an id. @module */
import type { GroupSummary, Options } from './portal-types.ts';
import type { Outcome } from './readiness/summary.ts';

/** One member's row. */
export interface PictureRow {
  /** Display name only. */
  name: string;
  /** One for each session; absent where they were not in the group then. */
  outcomes: (Outcome | undefined)[];
  /** Something of theirs could not be read: nothing of the row is guessed, and `outcomes` is empty. */
  unknown?: true;
}

/** The last sessions of a group, over those who are in it now. Assembled when it is read, never written anywhere. */
export interface GroupPicture {
  group: GroupSummary;
  /** Instant it was read. */
  asOf: string;
  /**
   * Oldest first, those that are over or recorded. `here` of `listed`: present, of those on the list then (members of now,
   * not on hold, a session cancelled for somebody left out); absent while any row is unknown.
   */
  sessions: { start: string; here?: number; listed?: number }[];
  /** By name: no order of merit, no sums. */
  rows: PictureRow[];
}

export interface PictureDesk {
  /**
   * The last twelve sessions of the members of now. The group's leaders. Writes nothing.
   * Errors: `not-found` (`group`), `not-allowed` (`user`).
   */
  picture(query: { group: string }, options?: Options): Promise<GroupPicture>;
}
