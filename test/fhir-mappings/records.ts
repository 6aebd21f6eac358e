/** One synthetic member's records, each the source of an example resource. @module */
import { sid } from '../../fhir-mappings/codes.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Agreement, AgreementPart } from '../../fhir-mappings/records/agreement.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import type { Note } from '../../fhir-mappings/records/note.ts';
import type { Preparation } from '../../fhir-mappings/records/preparation.ts';
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import type { SignedCopy } from '../../fhir-mappings/records/signed-copy.ts';
import type { Snapshot } from '../../fhir-mappings/records/snapshot.ts';
import type { Signing } from '../../fhir-mappings/records/signing.ts';

export const labels = labelsFor({ substanceUse: false, redisclosureAllowed: false });

const S = '7f6c2c0e-6f0b-4c56-9a44-2f4f5c1f9b10';
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const keyed = (kind: Parameters<typeof sid.keyed>[0], value: string) => ({ system: sid.keyed(kind, 'k1'), value });
const onTuesday = 'w9h0FkOSGiAiPgJV0hZxWjcMvNGpCc2xvNeKSVGGXkU';
const questionnaire = 'https://fhir-group-therapy.example/fhir/Questionnaire';

export const seat: Seat = {
  patient: 'Patient/p1',
  leaders: ['Practitioner/l1'],
  service: 'HealthcareService/g1',
  start: '2026-12-01T18:00:00-05:00',
  end: '2026-12-01T19:30:00-05:00',
  status: 'booked',
  identity: keyed('seat', 'lh2ZCMysXjiR5LHOAoiqeEzzXjncnNGBJBCSYSFVt60'),
};

export const membership: Membership = {
  patient: 'Patient/p1',
  group: 'tuesday',
  service: 'HealthcareService/g1',
  displayName: 'Sam',
  start: '2026-12-01',
  status: 'active',
  history: [],
  leader: 'Practitioner/l1',
  organization: 'Organization/clinic',
  identity: keyed('membership', 'FUNabAxtb6Zj0mKaF6Z34anvYE6U_SPmZZbF6cffnpg'),
};
export const onHold: Membership = {
  ...membership,
  status: 'on-hold',
  history: [
    { status: 'active', start: '2026-12-01', end: '2026-12-20' },
    { status: 'on-hold', start: '2026-12-21' },
  ],
};

const absent: Attendance = {
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  start: '2026-12-08T18:00:00-05:00',
  outcome: 'absent-with-notice',
  leaders: ['Practitioner/l1'],
  recordedBy: 'Practitioner/l1',
  recordedAt: '2026-12-01T19:41:00.000-05:00',
  status: 'final',
  identity: { attendance: keyed('attendance', 'ZFumi60ZPfa-782BWv4-0ZYjpDh1EG4a7JykDUaDm3A') },
};
const late: Attendance = {
  ...absent,
  start: '2026-12-01T18:00:00-05:00',
  seat: 'Appointment/s1',
  outcome: 'present-late',
  observed: { start: '2026-12-01T18:12:00-05:00', end: '2026-12-01T19:30:00-05:00' },
  minutesLate: 12,
  organization: 'Organization/clinic',
  identity: {
    attendance: keyed('attendance', onTuesday),
    encounter: keyed('encounter', 'xG_UKFK56k4c2HhubI61aJnFhoht--scGbKsBzqStII'),
  },
  encounter: 'Encounter/e1',
};
const {
  observed: _observed,
  minutesLate: _minutes,
  ...arrivalUnknown
} = { ...late, outcome: 'present-arrival-unknown' as const };
const { minutesLate: _late, ...leftEarly } = {
  ...late,
  outcome: 'present' as const,
  departure: 'left-early' as const,
  observed: { start: '2026-12-01T18:00:00-05:00', end: '2026-12-01T18:50:00-05:00' },
};
export const attendances = {
  'observation-attendance-late': late,
  'observation-attendance-arrival-unknown': arrivalUnknown,
  'observation-attendance-left-early': leftEarly,
  'observation-attendance-told-us': absent,
  'observation-attendance-cancelled': {
    ...absent,
    outcome: 'session-cancelled' as const,
    start: '2026-12-15T18:00:00-05:00',
    identity: { attendance: keyed('attendance', 'bxJ31LlmMZph4EnvHb6fu87er7SqrrMW4mZWEHr3N-M') },
  },
} satisfies Record<string, Attendance>;

const clause = (id: string, k: string, answer: 'yes' | 'no' | 'talk' | 'read' = 'yes') => ({
  id,
  text: `${k} as shown`,
  answer,
});
const rulesParts = (avoid: 'yes' | 'talk'): AgreementPart[] => [
  { id: 'confidentiality', text: 'Privacy', clauses: [clause('private', 'K1'), clause('limits', 'K2', 'read')] },
  {
    id: 'attendance',
    text: 'Coming to group',
    clauses: [clause('come', 'K3'), clause('on-time', 'K4'), clause('tell-us', 'K5'), clause('plan', 'K6')],
  },
  {
    id: 'commitment',
    text: 'Giving it time',
    clauses: [clause('talk-about-stay', 'K7'), clause('leaving', 'K8', 'read')],
  },
  { id: 'alcohol-drugs', text: 'Alcohol and drugs', clauses: [clause('sober', 'K9')] },
  {
    id: 'outside-contact',
    text: 'Contact outside group',
    clauses: [clause('avoid', 'K10', avoid), clause('report', 'K10')],
  },
  clause('name', 'K11', 'read'),
  clause('pace', 'K12', 'read'),
];

export const rules: Agreement = {
  kind: 'group-rules',
  signing: S,
  patient: 'Patient/p1',
  covers: { membership: 'EpisodeOfCare/m1' },
  signer: { reference: 'Patient/p1', name: 'Sam Rivera-Test', role: 'self' },
  document: { url: `${questionnaire}/group-rules-en`, version: '2026.11' },
  textHash: 'ni:///sha-256;yeZ3h2leosI1n3pwAWBtDW_VUm8XBMFs6hHUPnYO8xc',
  parts: rulesParts('yes'),
  mode: 'screen',
  signed: '2026-11-20T14:31:07-05:00',
  author: 'Patient/p1',
  signedHash: 'ni:///sha-256;VfPkvBNc3-u9WdHhz2qVQ6GfJ5PfutRcLv3myq9aWng',
  status: 'active',
  period: { start: '2026-11-20', end: '2027-11-19' },
  organization: 'Organization/clinic',
  response: 'QuestionnaireResponse/answers',
};
const { period: _period, ...withoutPeriod } = rules;
const toTalk: Agreement = {
  ...withoutPeriod,
  signing: uuid(14),
  parts: rulesParts('talk'),
  signedHash: 'ni:///sha-256;RhCTBSJ6leSdTu8xZiU1U4Q0-PvXd83wY3fApIEkamA',
  status: 'proposed',
  response: 'QuestionnaireResponse/answers-to-talk',
};
const guardian: Agreement = {
  ...rules,
  signing: uuid(20),
  signer: { reference: 'RelatedPerson/rp1', name: 'Lee Rivera-Test', role: 'parent' },
  author: 'RelatedPerson/rp1',
  signedHash: 'ni:///sha-256;0DYHu7jucKkTES8biluwwjXC0f9r39RQ2et7hJRH_-0',
  response: 'QuestionnaireResponse/answers-guardian',
};
export const participation: Agreement = {
  ...rules,
  kind: 'group-participation',
  document: { url: `${questionnaire}/group-participation-en`, version: '2026.11' },
  textHash: 'ni:///sha-256;O6ZpBILxgkfCJKqCJ8Awyu3TOf5K07qNGOyqCEUhP2A',
  parts: [{ id: 'take-part', text: 'P1 to P7 as shown', answer: 'yes' }],
  signedHash: 'ni:///sha-256;IIS-XK-4FJnkPCVAduICyS6fVwkPfi9ACeXrC1it1M8',
  response: 'QuestionnaireResponse/answers-participation',
};

/** Example Consent, its example response, the record. */
export const agreements: readonly (readonly [consent: string, response: string, record: Agreement])[] = [
  ['consent-agreement', 'questionnaireresponse-answers', rules],
  ['consent-agreement-to-talk', 'questionnaireresponse-answers-to-talk', toTalk],
  [
    'consent-agreement-with-exception',
    'questionnaireresponse-answers-to-talk',
    {
      ...toTalk,
      status: 'active',
      period: { start: '2026-11-20', end: '2027-11-19' },
      exception: { clauses: ['avoid'], decidedOn: '2026-11-24T10:05:00-05:00', decidedBy: 'Practitioner/l1' },
    },
  ],
  [
    'consent-agreement-withdrawn',
    'questionnaireresponse-answers',
    {
      ...rules,
      status: 'inactive',
      period: { start: '2026-11-20', end: '2027-01-12' },
      ended: { when: '2027-01-12T09:10:00-05:00', why: 'withdrawn' },
    },
  ],
  ['consent-agreement-guardian', 'questionnaireresponse-answers-guardian', guardian],
  ['consent-participation', 'questionnaireresponse-answers-participation', participation],
];

export const signing: Signing = {
  signing: S,
  patient: 'Patient/p1',
  targets: [
    'QuestionnaireResponse/answers',
    'QuestionnaireResponse/answers-participation',
    'DocumentReference/signed-copy',
    'Consent/agreement',
    'Consent/participation',
  ],
  signed: '2026-11-20T14:31:07-05:00',
  recorded: '2026-11-20T14:31:45-05:00',
  documents: [rules.document, participation.document],
  signer: { reference: 'Patient/p1', name: 'Sam Rivera-Test' },
  identityCheck: 'two-identifiers',
  copyGiven: 'printed',
  verifier: 'Practitioner/i1',
  witness: 'Practitioner/i1',
  recorder: 'Practitioner/i1',
  organization: 'Organization/clinic',
  mark: { format: 'text/plain', data: 'U2FtIFJpdmVyYS1UZXN0' },
};

/** A parent signs, the teen assents. */
export const guardianSigning: Signing = {
  signing: uuid(20),
  patient: 'Patient/p1',
  targets: ['QuestionnaireResponse/answers-guardian', 'Consent/agreement-guardian'],
  signed: signing.signed,
  recorded: signing.recorded,
  documents: [rules.document],
  signer: { reference: 'RelatedPerson/rp1', name: 'Lee Rivera-Test' },
  identityCheck: 'two-identifiers',
  copyGiven: 'printed',
  verifier: 'Practitioner/i1',
  assent: { mark: { format: 'text/plain', data: 'U2FtIFJpdmVyYS1UZXN0' } },
  recorder: 'Practitioner/i1',
  organization: 'Organization/clinic',
  mark: { format: 'text/plain', data: 'TGVlIFJpdmVyYS1UZXN0' },
};

export const signedCopy: SignedCopy = {
  signing: S,
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  response: 'QuestionnaireResponse/answers',
  author: 'Patient/p1',
  organization: 'Organization/clinic',
  created: '2026-11-20T14:31:07-05:00',
  recorded: '2026-11-20T14:31:45-05:00',
  status: 'current',
  contentType: 'text/html',
  language: 'en',
  data: 'PCFkb2N0eXBlIGh0bWw+PHRpdGxlPlNpZ25lZCBjb3B5PC90aXRsZT48cD5leGFtcGxlPC9wPg==',
  size: 55,
  hash: 'ni:///sha-256;n2B6FcyjFDFJJLCY7sC_Q3NTaT7gKnNHGmuvcp2E6E0',
};

export const snapshot: Snapshot = {
  id: uuid(13),
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  at: '2026-11-24T10:06:00-05:00',
  by: 'Organization/clinic',
  preparation: 'ready',
  criteria: ['introduction', 'questions', 'agreement', 'commitment', 'contact', 'participation'].map((code) => ({
    code,
    state: 'met',
  })),
  derivedFrom: ['QuestionnaireResponse/answers', 'QuestionnaireResponse/preparation'],
};

const sections = ['introduction', 'helps', 'how-it-works', 'myths', 'getting-the-most', 'stumbling-blocks', 'rules'];
export const preparation: Preparation = {
  id: uuid(7),
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  document: { url: `${questionnaire}/group-preparation-en`, version: '2026.11' },
  status: 'completed',
  authored: '2026-11-12T10:00:00-05:00',
  author: 'Patient/p1',
  source: 'Patient/p1',
  mode: 'screen',
  sections: sections.map((id) => ({ id, marks: id === 'stumbling-blocks' ? ['read', 'talk'] : ['read'] })),
  questions: 'no-questions',
  contact: { way: 'phone', message: true },
};

const note = { patient: 'Patient/p1', membership: 'EpisodeOfCare/m1', by: 'Practitioner/l1' };
export const notes = {
  'observation-commitment-talk': {
    ...note,
    kind: 'commitment-talk',
    id: uuid(10),
    at: '2026-11-24T10:00:00-05:00',
    expectedLength: { value: 26, unit: 'wk' },
  },
  'observation-talked-about-clause': {
    ...note,
    kind: 'talked-about',
    id: uuid(17),
    at: '2026-11-24T10:04:00-05:00',
    clauses: ['avoid'],
    response: 'QuestionnaireResponse/answers-to-talk',
  },
  'observation-followed-up': {
    ...note,
    kind: 'followed-up',
    id: uuid(12),
    at: '2026-12-16T09:00:00-05:00',
    reason: 'two-unannounced',
  },
  'observation-talked-about-absence': {
    ...note,
    kind: 'talked-about',
    id: uuid(16),
    at: '2026-12-01T19:25:00-05:00',
    note: 'Observation/planned-absence',
  },
  'observation-notice': {
    ...note,
    by: 'Practitioner/i1',
    kind: 'absence-notice',
    id: uuid(8),
    at: '2026-12-08T17:57:00-05:00',
    session: '2026-12-08T18:00:00-05:00',
    channel: 'phone',
    reached: 'left-word',
  },
  'observation-planned-absence': {
    ...note,
    kind: 'planned-absence',
    id: uuid(9),
    at: '2026-12-01T19:20:00-05:00',
    away: { start: '2026-12-22', end: '2027-01-05' },
  },
  'observation-decision': {
    ...note,
    kind: 'leader-decision',
    id: uuid(11),
    at: '2026-11-24T10:05:00-05:00',
    decision: 'exception',
    clauses: ['avoid'],
    response: 'QuestionnaireResponse/answers-to-talk',
  },
  'observation-outside-contact': {
    ...note,
    kind: 'outside-contact-reported',
    id: uuid(18),
    at: '2026-12-01T19:28:00-05:00',
  },
  'observation-thinking-of-leaving': {
    ...note,
    kind: 'thinking-of-leaving',
    id: uuid(19),
    at: '2026-12-01T19:29:00-05:00',
  },
} satisfies Record<string, Note>;

/** Kinds without an example of their own. */
export const otherNotes: Note[] = [
  {
    ...note,
    kind: 'asked-to-leave',
    id: uuid(30),
    at: '2026-12-01T18:20:00-05:00',
    session: seat.start,
    wayHomeOffered: true,
  },
  { ...note, kind: 'signed-copy-problem', id: uuid(31), at: '2026-12-01T10:00:00-05:00', problem: 'missing-page' },
  {
    ...note,
    kind: 'leader-decision',
    id: uuid(32),
    at: '2026-12-02T10:00:00-05:00',
    decision: 'exception',
    sessions: [seat.start],
  },
  { ...note, kind: 'commitment-talk', id: uuid(33), at: '2026-12-02T10:00:00-05:00' },
];
