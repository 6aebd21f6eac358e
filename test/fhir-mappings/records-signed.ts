/** The synthetic member's agreements, signings and signed copy, each the source of an example resource. @module */
import type { Change } from '../../fhir-mappings/records/change.ts';
import type { Agreement, AgreementPart } from '../../fhir-mappings/records/agreement.ts';
import type { Draft } from '../../fhir-mappings/records/draft.ts';
import type { SignedCopy } from '../../fhir-mappings/records/signed-copy.ts';
import type { Signing } from '../../fhir-mappings/records/signing.ts';

const S = '7f6c2c0e-6f0b-4c56-9a44-2f4f5c1f9b10';
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const questionnaire = 'https://fhir-group-therapy.example/fhir/Questionnaire';

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
const interpreter = { id: '4711', way: 'phone' as const };
const interpreted: Agreement = {
  ...rules,
  signing: uuid(21),
  mode: 'spoken',
  interpreter,
  signedHash: 'ni:///sha-256;IuL72TL9gyWZO7jep_7h_ZKQ0Bp7qgld4bp0LFbCLZA',
  response: 'QuestionnaireResponse/answers-interpreted',
};
/** Typed in by intake from a paper that has no date: it holds from then on. */
const undated: Agreement = {
  ...rules,
  signing: uuid(23),
  mode: 'paper',
  signed: '2026-11-27T09:12:00-05:00',
  signedUnknown: true,
  author: 'Practitioner/i1',
  signedHash: 'ni:///sha-256;nvYwFAthVyXKIp7xHHsrfK2cUELXyiq-W6YpEFTxErQ',
  period: { start: '2026-11-27', end: '2027-11-26' },
  response: 'QuestionnaireResponse/answers-paper',
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

/** Two clauses of one rule and one that stands alone are answered so far. */
export const draft: Draft = {
  id: uuid(22),
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  document: rules.document,
  saved: '2026-11-20T14:28:40-05:00',
  author: 'Patient/p1',
  source: 'Patient/p1',
  parts: [
    { id: 'confidentiality', text: 'Privacy', clauses: [clause('private', 'K1'), clause('limits', 'K2', 'read')] },
    clause('name', 'K11', 'read'),
  ],
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
  ['consent-agreement-interpreted', 'questionnaireresponse-answers-interpreted', interpreted],
  ['consent-agreement-paper', 'questionnaireresponse-answers-paper', undated],
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
  mark: { format: 'text/plain', data: 'U2FtIFJpdmVyYS1UZXN0', by: 'typing' },
};

export const interpretedSigning: Signing = {
  ...signing,
  signing: uuid(21),
  targets: ['QuestionnaireResponse/answers-interpreted', 'Consent/agreement-interpreted'],
  documents: [rules.document],
  interpreter,
};

/** A paper without a date: nobody saw when it was signed. */
export const undatedSigning: Signing = {
  signing: uuid(23),
  patient: 'Patient/p1',
  targets: ['QuestionnaireResponse/answers-paper', 'DocumentReference/signed-copy-scan', 'Consent/agreement-paper'],
  signed: undated.signed,
  signedUnknown: true,
  recorded: undated.signed,
  documents: [rules.document],
  signer: signing.signer,
  identityCheck: 'known-to-staff',
  verifier: 'Practitioner/i1',
  recorder: 'Practitioner/i1',
  organization: 'Organization/clinic',
  mark: { ...signing.mark, by: 'paper' },
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
  assent: { mark: { format: 'text/plain', data: 'U2FtIFJpdmVyYS1UZXN0', by: 'typing' } },
  recorder: 'Practitioner/i1',
  organization: 'Organization/clinic',
  mark: { format: 'text/plain', data: 'TGVlIFJpdmVyYS1UZXN0', by: 'button' },
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

/** The scan of a paper, as it came: in no language, for nobody read it. */
export const scan: SignedCopy = {
  signing: uuid(23),
  patient: 'Patient/p1',
  membership: 'EpisodeOfCare/m1',
  response: 'QuestionnaireResponse/answers-paper',
  author: 'Practitioner/i1',
  organization: 'Organization/clinic',
  created: undated.signed,
  recorded: undated.signed,
  status: 'current',
  contentType: 'application/pdf',
  data: 'JVBERi0xLjQKJSVFT0YK',
  size: 15,
  hash: 'ni:///sha-256;FLzQkLrzHtumTpy9jN_BX5QzRKpyyzZ1rY6Rv8vOA60',
};

const { data: _data, ...withoutContent } = signedCopy;
/** The content of a copy that lay in the wrong chart is removed. */
export const removedCopy: SignedCopy = { ...withoutContent, status: 'entered-in-error' };

/** A member took a consent back; intake typed it. */
export const withdrawal: Change = {
  id: '5b0f4c3e-2d9a-4a77-8f61-0c9b7a4d2e10',
  patient: 'Patient/p1',
  activity: 'update',
  targets: ['Consent/agreement'],
  at: '2027-01-12T09:10:00-05:00',
  author: 'Patient/p1',
  recorder: 'Practitioner/i1',
  organization: 'Organization/clinic',
  reason: 'withdrawn',
};
