/** Every system, code and extension we write. Local codes are published in `conformance/`. @module */
import type { Coding } from 'fhir/r4.js';

/** Canonical base: a reserved name nobody can register, until the owner sets a real one (design 3b). */
export const base = 'https://fhir-group-therapy.example/fhir';
export const codeSystem = `${base}/CodeSystem/group-therapy`;
/** System of the group's key in `EpisodeOfCare.type`. */
export const groupSystem = `${base}/group`;
/** System of the ids of clauses in a document that a clinic brings. */
export const clauseSystem = `${base}/clause`;

/** Identifier systems. `kind` of a keyed one is followed by the key's id. */
export const sid = {
  group: `${base}/sid/group`,
  signing: `${base}/sid/signing`,
  /** Answers to a form that nobody has signed yet. */
  draft: `${base}/sid/draft`,
  /** A RelatedPerson written with a signing, who had no resource before. */
  signer: `${base}/sid/signer`,
  change: `${base}/sid/change`,
  preparation: `${base}/sid/preparation`,
  note: `${base}/sid/note`,
  /** Where an identifier goes when its resource is entered in error (design 4.2d). */
  void: `${base}/sid/void`,
  signedCopy: `${base}/sid/signed-copy`,
  /** Number or id an interpreter's service gives: the one identifier-only reference the guard lets pass. */
  interpreter: `${base}/sid/interpreter`,
  consent: (kind: AgreementKind) => `${base}/sid/consent-${kind}`,
  answers: (kind: AgreementKind) => `${base}/sid/answers-${kind}`,
  keyed: (kind: 'membership' | 'seat' | 'attendance' | 'encounter', keyId: string) => `${base}/sid/${kind}/${keyId}`,
};

const structure = (name: string) => `${base}/StructureDefinition/${name}`;
export const extension = {
  therapyGroup: structure('therapy-group'),
  displayName: structure('display-name'),
  groupMembership: structure('group-membership'),
  groupProgramme: structure('group-programme'),
  exception: structure('exception'),
  consentEnded: structure('consent-ended'),
  signerBasis: structure('signer-basis'),
  signedHash: structure('signed-hash'),
  entered: structure('entered'),
  identityCheck: structure('identity-check'),
  copyGiven: structure('copy-given'),
  signatureWay: structure('signature-way'),
  interpreter: structure('interpreter'),
  textHash: structure('text-hash'),
  changeReason: structure('change-reason'),
  movedFrom: structure('moved-from'),
  timeZone: structure('time-zone'),
  episodeOfCare: 'http://hl7.org/fhir/StructureDefinition/workflow-episodeOfCare',
  absentReason: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
  completionMode: 'http://hl7.org/fhir/StructureDefinition/questionnaireresponse-completionMode',
};

/** The two documents a member signs; also the local Consent categories. */
export const agreementKinds = ['group-rules', 'group-participation'] as const;
export type AgreementKind = (typeof agreementKinds)[number];

/** What a member can answer; `read` acknowledges information. */
export const answerCodes = ['yes', 'no', 'talk', 'read'] as const;
export type Answer = (typeof answerCodes)[number];

/** Outcomes that are recorded. `not-recorded` (design 5) is the absence of a record. */
export const recordedOutcomes = [
  'present',
  'present-late',
  'present-arrival-unknown',
  'absent-with-notice',
  'absent-without-notice',
  'absent-notice-unknown',
  'turned-away',
  'session-cancelled',
  'excused-by-clinic',
] as const;
export type RecordedOutcome = (typeof recordedOutcomes)[number];

/** Outcomes of somebody who took part: only these have an Encounter. */
export const attendedOutcomes: readonly RecordedOutcome[] = ['present', 'present-late', 'present-arrival-unknown'];

/** Systems that reading looks at. */
export const scopeSystem = 'http://terminology.hl7.org/CodeSystem/consentscope';
export const cancellationSystem = 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason';

/** Modes of answering, as `questionnaireresponse-completionMode` says them. */
export const completionModes = {
  screen: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode',
    code: 'ELECTRONIC',
    display: 'electronic data',
  },
  paper: {
    system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode',
    code: 'WRITTEN',
    display: 'written',
  },
  spoken: { system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationMode', code: 'VERBAL', display: 'verbal' },
} as const satisfies Record<string, Coding>;
export type CompletionMode = keyof typeof completionModes;

/** A code of our own system. */
export const local = (code: string, display?: string): Coding =>
  display === undefined ? { system: codeSystem, code } : { system: codeSystem, code, display };

export { hl7 } from './hl7-codes.ts';
export { localCodes, type LocalCode } from './local-codes.ts';
