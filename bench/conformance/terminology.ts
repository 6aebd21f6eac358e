/** Our code system and the value sets over it, from the lists the records are checked with. @module */
import {
  agreementKinds,
  answerCodes,
  attendedOutcomes,
  clauseSystem,
  codeSystem,
  groupSystem,
  localCodes,
  type LocalCode,
  recordedOutcomes,
} from '../../fhir-mappings/codes.ts';
import { signerBases, type Agreement, type interpreter } from '../../fhir-mappings/records/agreement.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import { changeReasons } from '../../fhir-mappings/records/change.ts';
import {
  copyProblems,
  decisions,
  leaderOnlyKinds,
  noticeChannels,
  noticeFrom,
  type Note,
  type NoteOf,
} from '../../fhir-mappings/records/note.ts';
import { contactWays, type Preparation } from '../../fhir-mappings/records/preparation.ts';
import { copyWays, identityChecks, signatureWays } from '../../fhir-mappings/records/signing.ts';
import { criterionStates, snapshotStates } from '../../fhir-mappings/records/snapshot.ts';
import { criteria, reasonCodes } from '../../src/readiness/types.ts';
import { documentCodes } from './document-codes.ts';
import { head, type Conformance } from './shape.ts';

/** The members of a union that has no list of its own: a member added or taken away does not compile. */
const every = <T extends string>(codes: Record<T, true>): T[] => Object.keys(codes) as T[];

export const noteKinds = every<Note['kind']>({
  'commitment-talk': true,
  'talked-about': true,
  'followed-up': true,
  'absence-notice': true,
  'planned-absence': true,
  'outside-contact-reported': true,
  'thinking-of-leaving': true,
  'leader-decision': true,
  'asked-to-leave': true,
  'signed-copy-problem': true,
});

/** Name → what it is, and its codes. */
const valueSets: Record<string, [description: string, codes: readonly string[]]> = {
  'agreement-kinds': ['The documents a member signs; categories of a Consent.', agreementKinds],
  answers: ['What a member can answer to a clause; read acknowledges information.', answerCodes],
  'choice-answers': ['Answers to a clause that asks for one.', answerCodes.filter((code) => code !== 'read')],
  'session-outcomes': ['What happened for one member at one session.', recordedOutcomes],
  'attended-outcomes': ['Outcomes of a member who took part: only these have an Encounter.', attendedOutcomes],
  departures: [
    'How a member left who did not stay to the end.',
    every<NonNullable<Attendance['departure']>>({ 'left-early': true }),
  ],
  'note-kinds': ['Facts staff note about a member.', noteKinds],
  'leader-only-note-kinds': ['Notes kept where only the leaders of the group read.', leaderOnlyKinds],
  decisions: ['What a leader may decide about clauses answered no or talk.', decisions],
  'notice-channels': ['How a member told us that they will not come.', noticeChannels],
  'notice-reached': [
    'Whom the notice reached.',
    every<NoteOf<'absence-notice'>['reached']>({ talked: true, 'left-word': true }),
  ],
  'notice-from': ['Whose word a notice was; never who.', noticeFrom],
  'leaving-outcomes': [
    'What came of a thought of leaving.',
    every<NonNullable<NoteOf<'followed-up'>['leaving']>['outcome']>({ stays: true, leaves: true }),
  ],
  'copy-problems': ['What is wrong with a scanned copy.', copyProblems],
  'follow-up-reasons': [
    'Reasons and prompts that can be followed up.',
    [...reasonCodes, 'early-phase', 'asked-to-leave', 'no-word'],
  ],
  'identity-checks': ['How staff knew who was signing.', identityChecks],
  'copy-given': ['How the signer got a copy.', copyWays],
  'signature-ways': ['How a signature was given; all are equal.', signatureWays],
  'signer-bases': ['Why somebody other than an adult member may sign.', signerBases],
  'consent-end-reasons': [
    'Why a consent ended before its time.',
    every<NonNullable<Agreement['ended']>['why']>({ withdrawn: true, replaced: true, 'guardian-ended': true }),
  ],
  'change-reasons': ['Why a record was changed.', changeReasons],
  'interpreter-ways': ['How an interpreter took part.', interpreterWays()],
  'section-marks': [
    'What a member marked on a section of the preparation pack.',
    every<Preparation['sections'][number]['marks'][number]>({ read: true, talk: true }),
  ],
  'question-answers': [
    'Whether the member has questions.',
    every<NonNullable<Preparation['questions']>>({ 'no-questions': true, 'has-questions': true }),
  ],
  'contact-ways': ['How a member will tell us.', contactWays],
  'preparation-states': ['State of preparation: administrative, no clinical assessment.', snapshotStates],
  criteria: ['The criteria of preparation: components of its snapshot.', criteria],
  'criterion-states': ['State of one criterion of preparation.', criterionStates],
  'attendance-components': [
    'Components of an attendance observation.',
    ['scheduled-start', 'minutes-late', 'departure'],
  ],
};

function interpreterWays() {
  type Way = ReturnType<typeof interpreter.parse>['way'];
  return every<Way>({ 'in-person': true, video: true, phone: true });
}

/** The codes of one value set, by its id. */
export const codesOf = (valueSet: string): readonly string[] => valueSets[valueSet]?.[1] ?? [];

/** Every code of our system: those of the documents last. */
export const publishedCodes = (): LocalCode[] => [...localCodes, ...documentCodes()];

/** A system whose codes are each clinic's own. */
const ofTheClinic = (id: string, url: string, texts: { title: string; description: string }): Conformance => ({
  ...head('CodeSystem', id, { ...texts, url }),
  caseSensitive: true,
  content: 'not-present',
});

/** Same in R4 and R5. */
export const terminology = (): Conformance[] => [
  {
    ...head('CodeSystem', 'group-therapy', {
      title: 'Group therapy',
      description: 'Every code of its own that fhir-group-therapy writes.',
      url: codeSystem,
    }),
    caseSensitive: true,
    content: 'complete',
    count: publishedCodes().length,
    concept: publishedCodes(),
  },
  ofTheClinic('group', groupSystem, {
    title: 'Group keys',
    description: 'Keys of the groups of one clinic, in EpisodeOfCare.type: each clinic has its own, so none is listed.',
  }),
  ofTheClinic('clause', clauseSystem, {
    title: 'Clauses of a clinic’s own documents',
    description:
      'Ids of clauses and sections in documents that a clinic brings, where a note names them: its document defines them, so none is listed. Those of the documents that ship are in the code system “Group therapy”.',
  }),
  ...Object.entries(valueSets).map(([id, [description, codes]]) => ({
    ...head('ValueSet', id, { title: id.replaceAll('-', ' ').replace(/^./, (c) => c.toUpperCase()), description }),
    compose: { include: [{ system: codeSystem, concept: codes.map((code) => ({ code })) }] },
  })),
];
