/** What readiness is computed from, and what comes out (design 5). @module */
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import type { Note } from '../../fhir-mappings/records/note.ts';
import type { Preparation as PreparationRecord } from '../../fhir-mappings/records/preparation.ts';
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import type { GroupDefinition } from '../groups.ts';
import type { AttendanceSummary, SessionOutcome } from './summary.ts';

/** Why a read can't be relied on. */
export type Gap = 'failed' | 'partial' | 'not-authorized' | 'contradictory';

/** What one search gave. Without `gap` it is complete, and a missing record really is missing. */
export interface Known<T> {
  items: readonly Stored<T>[];
  gap?: Gap;
}

/** A record with the resources it came from, as evidence: `Consent/abc`. */
export interface Stored<T> {
  record: T;
  evidence: string;
  /** On an agreement: the answers still hash to what was signed. */
  unchanged?: boolean;
  /** On an agreement: the document we know under its address and version has other words than those that were signed. */
  otherWords?: boolean;
}

/** A published version of a document; versions are shared by its languages. */
export interface DocumentVersion {
  version: string;
  effective: string;
  change: 'material' | 'editorial';
}

/** How the member needs to be talked to, as far as it was recorded (R8). */
export interface Need {
  /** BCP 47. */
  language?: string;
  interpreter?: true;
  /** How the form has to be given. */
  format?: Agreement['mode'];
}

/** What the record says about the person, in all groups. */
export interface Person {
  /** Whole dates only: a year alone can't say when somebody comes of age. */
  birthDate?: string;
  need?: Need;
}

/** A finished Encounter of ours: the member took part in the session of that seat (domain.md 4.4 order of evidence, 2). */
export interface Visit {
  membership: string;
  seat: string;
}

/** Everything known about one member in one group. */
export interface MemberFacts {
  group: GroupDefinition;
  /** Hash of the GroupDefinition, echoed in the answer. */
  settings: string;
  rules: readonly DocumentVersion[];
  participation: readonly DocumentVersion[];
  /** Versions of the preparation pack. */
  pack: readonly DocumentVersion[];
  /** Language (BCP 47) of each document, by its address. */
  languages: Readonly<Record<string, string>>;
  memberships: Known<Membership>;
  agreements: Known<Agreement>;
  preparations: Known<PreparationRecord>;
  notes: Known<Note>;
  /** One, or none with nothing on record. */
  person: Known<Person>;
  /** Absent when this caller may not read attendance. */
  seats?: Known<Seat>;
  attendance?: Known<Attendance>;
  /** Read with attendance: its gap is one of attendance. */
  visits?: Known<Visit>;
  /** Sessions the group's schedule has for this membership on days without a seat or a record of theirs. */
  schedule?: readonly { start: string; end: string }[];
}

export const criteria = [
  'introduction',
  'questions',
  'agreement',
  'commitment',
  'contact',
  'display-name',
  'signer',
  'communication',
  'video',
  'participation',
] as const;
export type Criterion = (typeof criteria)[number];

export type Preparation = 'unknown' | 'not-applicable' | 'lapsed' | 'ready' | 'in-progress' | 'not-started';

/** Attention reasons in the order of domain.md 4.3. */
export const reasonCodes = [
  'attended-without-agreement',
  'rule-declined',
  'wants-to-talk',
  'new-version-due',
  'expiring-soon',
  'signer-changes-soon',
  'signer-changed',
  'two-unannounced',
  'two-in-a-row',
  'not-back-yet',
  'planned-absence-undiscussed',
  'contact-undiscussed',
  'leaving-undiscussed',
  'late-start-of-preparation',
  'signed-copy-problem',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

export interface CriterionResult {
  state: 'met' | 'not-met' | 'unknown' | 'not-required';
  note?: 'after-start' | 'exception' | 'in-grace' | 'not-yet-asked' | 'new-version';
  /** Instant since which it is so, where there is one. */
  since?: string;
  evidence: string[];
}

export interface Reason {
  code: ReasonCode;
  owner: 'leader' | 'intake';
  since: string;
  /** Starts of the sessions it is about. */
  sessions?: string[];
  /** Clause ids it is about. */
  clauses?: string[];
  evidence: string[];
}

export interface Readiness {
  preparation: Preparation;
  /** One word for lists (domain.md 4.2). */
  state: Preparation | 'needs-attention';
  /** When unknown: which fact, and why. */
  missing: { fact: string; why: Gap }[];
  membership: 'none' | 'planned' | 'active' | 'on-hold' | 'ended';
  lapse?: {
    of: 'agreement' | 'participation';
    why: 'withdrawn' | 'expired' | 'superseded' | 'guardian-ended';
    since: string;
  };
  criteria: Record<Criterion, CriterionResult>;
  reasons: Reason[];
  notes: (
    | { code: 'first-session' }
    | { code: 'back-after-absence'; weeks: number }
    | { code: 'away-planned'; until: string }
    | { code: 'away-coming'; from: string }
    | { code: 'told-us'; at: string }
    | { code: 'agreement-open' }
  )[];
  prompts: 'early-phase'[];
  /** Absent when this caller may not read attendance. */
  attendance?: AttendanceSummary;
  /** Week of a commitment that is counted in weeks, from 1; while the membership runs (domain.md 4.6, E11). */
  commitmentWeek?: number;
  /** The sessions the summary is of, oldest first. */
  sessions?: SessionOutcome[];
  asOf: string;
  /** Version of the rules in force at `asOf`. */
  rulesVersion?: string;
  settings: string;
}
