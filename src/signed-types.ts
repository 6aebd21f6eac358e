/** Life after signing as widgets see it: what was signed, what is in force, how it ended. Never FHIR. @module */
import type { Answer } from '../fhir-mappings/codes.ts';
import type { GroupSummary, MemberPreparation, Withdrawal } from './portal-types.ts';
import type { Readiness } from './readiness/types.ts';
import type { IdentityCheck, Interpreter, SignerBasis } from './signing-types.ts';

/** Which of the two documents. */
export type DocumentName = 'rules' | 'participation';

/** How one signed document stands now; only `in-force` counts. */
export type SignedState =
  | 'in-force'
  /** Signed, waiting for a talk. */
  | 'waiting'
  /** A no to the document as a whole. */
  | 'refused'
  /** The leader decided: not this group. */
  | 'not-this-group'
  | 'withdrawn'
  /** A newer signing took its place. */
  | 'replaced'
  /** A newer version of the text took its place. */
  | 'superseded'
  | 'expired'
  | 'guardian-ended'
  /** What is there now is not what was signed. */
  | 'changed-after-signing'
  /** The document known under its address and version has other words than those that were signed. */
  | 'other-words'
  | 'entered-in-error'
  /** It was ended, and nobody wrote when. */
  | 'unclear'
  /** It begins later. */
  | 'not-yet'
  /** It belongs to another time of this member in the group. */
  | 'earlier-membership'
  /** Signed, and never in force: a text or version the group doesn’t use, half a form, a parent’s word for an adult. */
  | 'not-counted';

/** Clauses of one rule with what was answered, in the words that were shown. */
export interface SignedPart {
  /** Of the rule; absent where clauses stand alone. */
  title?: string;
  clauses: { text: string; answer: Answer }[];
}

/** One document of a signing. */
export interface SignedDocument {
  document: DocumentName;
  /** Of the text in its own language, where its words are known. */
  title?: string;
  version: string;
  /** BCP 47, where known. */
  language?: string;
  /** Holds for every group of the programme. */
  programme?: true;
  state: SignedState;
  /** First and last day in force, YYYY-MM-DD in the group’s zone; absent when it never was. `to` may lie ahead. */
  from?: string;
  to?: string;
  /** Who ended it. `when` is an instant; whose word and who recorded it only where the change says so. */
  ended?: {
    when: string;
    why: 'withdrawn' | 'replaced' | 'guardian-ended';
    by?: 'member' | 'representative' | 'staff';
    /** Of staff, where it can be read. */
    recorder?: string;
    recorded?: string;
  };
  /** The leader’s decision to start all the same: instant; short phrases only for who may see answers. */
  exception?: { on: string; clauses?: string[] };
  /** Only for leaders, intake and the member (domain.md 4.8). */
  answers?: SignedPart[];
}

/** One signing: up to two documents, signed together by one person. */
export interface SignedForm {
  /** UUID of the signing: names the row in `signedCopy` and `voidSigning`. */
  signing: string;
  /** Instant; of a paper the local midnight of its day. */
  signed: string;
  /** A paper without a date: `signed` is when it was entered. */
  signedUnknown?: true;
  documents: SignedDocument[];
  /** Absent when it was entered in error: it may be somebody else’s. */
  signer?: { name: string; as: 'member' | 'minor' | 'representative'; basis?: SignerBasis };
  mode?: 'screen' | 'paper' | 'spoken';
  interpreter?: Interpreter;
  identityCheck?: IdentityCheck;
  /** A minor signed beside their representative. */
  assent?: true;
  /** Somebody saw the person sign; `name` where it can be read. */
  witness?: { name?: string };
  /** Staff who recorded it, where the name can be read; `at` is an instant. */
  recorder?: { name?: string; at: string };
  /** `hidden`: this user may not open copies. `unknown`: nobody could look. */
  copy: 'here' | 'removed' | 'none' | 'unknown' | 'hidden';
  /** Entered in error. */
  voided?: { at?: string; by?: string; reason?: VoidReason };
}

/** What was in force; `missing` says why the answer can’t be relied on. */
export interface InForceAnswer {
  inForce: { signing: string; document: DocumentName }[];
  /** The version of the rules that was current. */
  rulesVersion?: string;
  missing: Readiness['missing'];
}

/** Everything this member ever signed that is about one group. */
export interface SignedHistory {
  group: GroupSummary;
  /** Instant it was read for, and its day in the group’s zone. */
  asOf: string;
  today: string;
  /** What this user may do here. */
  may: ('withdraw' | 'void')[];
  /** Newest first. Empty is "nothing was signed" only when nothing is missing. */
  signings: SignedForm[];
  now: InForceAnswer;
  /** What was in force at some time of each day: an entry holds from its day until the next entry’s. Oldest first. */
  timeline: (InForceAnswer & { from: string })[];
  /** Reads that failed or came in part: `agreements`, `changes`, `copies` … */
  missing: Readiness['missing'];
  /** What another system recorded in the place of one of ours: never counted. */
  onFile?: NonNullable<MemberPreparation['details']['onFile']>;
}

/** The copy of one signing, as it was made; its bytes hash to what was recorded. */
export interface SignedCopyFile {
  contentType: 'text/html' | 'text/plain' | 'application/pdf' | 'image/jpeg' | 'image/png';
  /** BCP 47. */
  language?: string;
  /** Base64. */
  data: string;
  /** Names nobody: `signed-copy-2026-11-24.html`. */
  fileName: string;
}

export type VoidReason = 'wrong-member' | 'correction';

/** What became of a signing that was entered in error. */
export interface VoidedSigning {
  /** `Type/id` of all that was written with it: what the records office needs for old versions, copies and exports. */
  references: string[];
  /** Older documents that this signing had ended: they stand again, as they would without it. */
  replaced: number;
}

/** What is taken back. */
export interface WithdrawQuery {
  group: string;
  patient?: string;
  document: DocumentName;
  /** Instant it was taken back, when that is recorded later. Now without one. */
  when?: string;
  /** Whose word it is, where staff record it. The member’s without one. */
  by?: 'member' | 'representative';
}

/** Life after signing: part of the portal. */
export interface SignedPortal {
  /** Everything signed, newest first. A failed read stands in `missing`. */
  signings(query: { group: string; patient?: string }, options?: { signal?: AbortSignal }): Promise<SignedHistory>;
  /**
   * The copy of one signing. `not-found`: there is none, or its content was removed; `unreadable`: it is not what was
   * recorded. Leaders, intake, the member, and a representative who signed it.
   */
  signedCopy(
    query: { group: string; patient?: string },
    signing: string,
    options?: { signal?: AbortSignal },
  ): Promise<SignedCopyFile>;
  /**
   * Ends what was signed; `not-found` when nothing is in force, `invalid` naming `when` for one ahead or before the
   * signing, naming `by` when nobody but the member signed. Members, guardians, intake and leaders.
   */
  withdraw(query: WithdrawQuery, options?: { signal?: AbortSignal }): Promise<Withdrawal>;
  /**
   * Enters a whole signing in error; with `wrong-member` the content of its copy is removed. Intake and leaders. Sent
   * twice it adds nothing.
   */
  voidSigning(
    query: { group: string; patient?: string },
    signing: string,
    input: { reason: VoidReason },
    options?: { signal?: AbortSignal },
  ): Promise<VoidedSigning>;
}
