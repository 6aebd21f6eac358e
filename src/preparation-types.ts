/** Preparation and the leader's part in it, as widgets see them: what is read, noted and decided. Never FHIR, never an id. @module */
import type { ContactWay } from './book-types.ts';
import type { MemberDocument } from './content/document.ts';
import type { Worry } from './content/worries.ts';
import type { GroupSummary, Options } from './portal-types.ts';
import type { DocumentLanguage } from './signing-types.ts';

/** Whose preparation; without a patient that of the open chart. */
export interface MemberQuery {
  group: string;
  patient?: string;
}

/** What a member says of one section: there is no "no" to what is only read. */
export type SectionMark = 'read' | 'talk';
/** The answer after the last section. */
export type QuestionsAnswer = 'no-questions' | 'has-questions';

/** The preparation pack, opened for one member. Its `id` makes saving it twice harmless. */
export interface OpenedPreparation {
  /** UUID of this response; that of the unfinished one, where there is one in this language. */
  id: string;
  group: GroupSummary;
  /** The pack; `statements.help` is the line that stands below every screen. */
  pack: MemberDocument;
  /** Languages the group offers, those nobody reviewed among them: those are never shown. */
  languages: DocumentLanguage[];
  /** The language that was asked for has no reviewed words: this is another one. */
  instead?: true;
  /** Newest mark of each section, over all responses to the pack that count here. */
  marks: Record<string, SectionMark>;
  questions?: QuestionsAnswer;
  /** An older version was gone through: of what changed since, nothing counts as read. */
  renewed?: true;
  /** Instant at which the whole pack was gone through. */
  completed?: string;
  /** Worries the member ticked; for the member alone. Not `kept`: no place was named that only the group's leaders read. */
  worries?: { kept: boolean; ticked: Worry[] };
  /** How the member leaves word, and the name they chose, where already told. */
  contact?: ContactWay;
  displayName?: string;
}

/** What was said so far. Sections that are not named keep what was saved before. */
export interface PreparationInput {
  sections: Record<string, SectionMark>;
  questions?: QuestionsAnswer;
  contact?: ContactWay;
  /** `spoken`: somebody read it aloud. */
  mode: 'screen' | 'paper' | 'spoken';
  /** With `paper`: day they read it, `YYYY-MM-DD`; without one it counts from when it is entered. */
  paperDay?: string;
  /** `in-progress` can be gone on with; `completed` is never changed again. */
  status: 'in-progress' | 'completed';
}

/** One thing the member left open in a document. */
export interface OpenClause {
  /** Id of the clause, of the section, or `questions` for the answer after the last section. */
  clause: string;
  /** Phrase for a list; absent for `questions`. */
  short?: string;
  /** The exact words; absent for sections and `questions`. */
  text?: string;
  answer: 'no' | 'talk';
  /** Instant it was talked about, and what the leader decided. */
  talked?: string;
  decided?: 'exception' | 'sign-again';
}

/** A document with clauses that are not answered yes, or a pack with sections to talk about. */
export interface OpenDocument {
  /** Stable key within what was opened. */
  key: string;
  document: 'rules' | 'participation' | 'preparation';
  /** BCP 47 language of the words. */
  language: string;
  /** Instant it was signed or said. */
  signed: string;
  clauses: OpenClause[];
  /** What the leader may decide about it, as it stands. */
  decisions: ('exception' | 'sign-again' | 'not-this-group')[];
}

/** What waits for the leader, as opened. */
export interface OpenDecisions {
  group: GroupSummary;
  /** Name used in the group. */
  name: string;
  /** Another current member uses this name; absent where it can't be told. */
  shared?: boolean;
  /** Worries the member ticked, welcome as topics early on; where there is a place for them. */
  worries?: Worry[];
  /** The commitment talk, where there was one. */
  commitment?: { at: string; expectedLength?: ExpectedLength };
  documents: OpenDocument[];
  /** Attended while something signed was missing, and not decided. Absent where attendance can't be told. */
  sessions?: { key: string; start: string }[];
}

/** How long a member plans to stay. */
export interface ExpectedLength {
  value: number;
  unit: 'weeks' | 'sessions';
}

/** A fact that a leader notes. `id`: a UUID made when the form opened. */
export type NewNote = { id: string } & (
  | {
      kind: 'commitment-talk';
      /** Instant of the talk, now unless said. */
      at?: string;
      expectedLength?: ExpectedLength;
    }
  /** Clauses of one document, or sections of the pack. */
  | { kind: 'talked-about'; of: OpenDecisions; document: string; clauses: string[] }
  /** A reason of the readiness answer that a tick closes (those about absences, contact, leaving and paper), the prompt `early-phase`, `asked-to-leave`, or `no-word`: a call after a session. */
  | { kind: 'followed-up'; reason: string }
  /** They told us that they can't come: to which session, how, and whether somebody talked with them. Never why. */
  | {
      kind: 'absence-notice';
      /** Instant the word came, now unless said. */
      at?: string;
      /** Start of the session, as the group's list has it. */
      session: string;
      channel: 'phone' | 'message' | 'in-person' | 'text' | 'email' | 'portal';
      reached: 'talked' | 'left-word';
      /** Whose word it was, where that is known; never who somebody else is. */
      from?: 'member' | 'somebody-else';
    }
  /** First and last day away, `YYYY-MM-DD`. Never why, nor where. */
  | { kind: 'planned-absence'; at?: string; away: { start: string; end: string } }
  /** That it was reported, and when: never with whom, nor what. Kept where only leaders read. */
  | { kind: 'outside-contact-reported' | 'thinking-of-leaving'; at?: string }
  /** Asked to leave that session: whether a safe way home was offered. Never why. Where the group notes it; kept where only leaders read. */
  | { kind: 'asked-to-leave'; at?: string; session: string; wayHomeOffered: boolean }
);

/** One of the three things a leader can decide. None of them answers for the member. `id`: a UUID made when the form opened. */
export type LeaderDecision = { id: string; of: OpenDecisions } & (
  | { decision: 'exception' | 'sign-again'; document: string }
  | { decision: 'exception'; sessions: string[] }
  | { decision: 'not-this-group' }
);

/** What the portal does for preparation: all methods reject with PortalError. */
export interface PreparationDesk {
  /**
   * Opens the pack in a language that somebody reviewed: the one asked for, else the member's own, else the group's first.
   * Member, guardian, intake, leader. Writes nothing.
   * Errors: `not-found` (`group`; `patient`: not in the group; `documents`), `not-allowed` (`user`, `patient`), `unsupported`.
   */
  openPreparation(query: MemberQuery & { language?: string }, options?: Options): Promise<OpenedPreparation>;
  /**
   * Saves what was said so far, and reads it back. Writes one QuestionnaireResponse and its Provenance; the same again
   * writes nothing. With `completed`, unfinished ones in other languages are completed too.
   * Errors: `invalid` (`sections.<id>`: not of the pack, or not gone through yet; `paperDay`: to come, before these words
   * were in use, or not of paper; `opened`), `conflict` when it was gone on
   * with elsewhere, or is completed and was to be changed.
   */
  savePreparation(opened: OpenedPreparation, input: PreparationInput, options?: Options): Promise<void>;
  /**
   * The worries ticked now, in the place of those before: none takes all back. The member alone; kept where only the
   * group's leaders read. One QuestionnaireResponse and its Provenance there; the same again writes nothing.
   * Errors: `unsupported` (`notes`: no place that can keep it), `invalid` (`ticked`), `conflict`.
   */
  saveWorries(opened: OpenedPreparation, ticked: readonly string[], options?: Options): Promise<void>;
  /**
   * How the member will tell us that they can't come. Member, guardian, intake, leader. Writes one QuestionnaireResponse
   * and its Provenance; nothing when the same was said on this day. Errors: `invalid` (`way`, `message`), `not-found` (`patient`).
   */
  saveContact(query: MemberQuery, contact: ContactWay, options?: Options): Promise<void>;
  /**
   * The name the member chose for the group, exactly as typed (NFC). Member, intake, leader. One update of the membership
   * (If-Match) with its Provenance. `shared`, for leaders and intake only: another current member uses this name, to be
   * asked in private; nothing is ever added to a name. Absent where it can't be told.
   * Errors: `invalid` (`name`: not 1–60 characters), `conflict`, `not-found` (`patient`).
   */
  saveDisplayName(query: MemberQuery, name: string, options?: Options): Promise<{ shared?: boolean }>;
  /**
   * Notes a fact: the group's leaders; that somebody told us they can't come, intake too, and the member of themselves
   * (`channel: 'portal'`, `reached: 'left-word'`, a session of their own that is to come). Writes one Observation and its
   * Provenance; the same `id` again adds nothing. Facts for leaders alone go to `PortalOptions.notes`.
   * Errors: `invalid` (`at`: in the future; `reason`, `of`, `document`, `clauses`, `expectedLength.value`, `away.end`, …), `unsupported` (`notes`: no place
   * that can keep it; `recordAskedToLeave`), `not-found` (`session`), `conflict` when the `id` stands
   * for another note, `not-found` (`patient`).
   */
  addNote(query: MemberQuery, note: NewNote, options?: Options): Promise<void>;
  /**
   * False where nothing can be kept: the server is no record store, or the token may only read. Asked before a form opens
   * that needs nothing of the record, such as a note's. True where the server doesn't tell; saving asks it again.
   */
  keeps(options?: Options): Promise<boolean>;
  /**
   * What waits for the leader: clauses that are not answered yes, sections to talk about, sessions attended without
   * agreement. The group's leaders. All of it or none: rejects when something could not be read.
   */
  openDecisions(query: MemberQuery, options?: Options): Promise<OpenDecisions>;
  /**
   * Records a decision about what was opened, in one transaction with its Provenance, and reads it back. The group's leaders.
   * `exception`: the agreement holds as it was answered, the member's "no" stays; for sessions: noted as decided.
   * `sign-again`: noted; the member signs again themselves. `not-this-group`: the membership ends today, what waits is
   * rejected, and no reason is kept.
   * Errors: `invalid` (`decision`, `document`, `sessions`, `of`), `conflict` when it was changed since it was opened.
   */
  decide(query: MemberQuery, decision: LeaderDecision, options?: Options): Promise<void>;
}
