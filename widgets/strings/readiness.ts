/** English words of `<group-readiness>`: state, reason, date, whose turn; no adjective about a person (domain.md 4.7). @module */
import type { Gap, Readiness, ReasonCode } from '../../src/readiness/types.ts';
import { common } from './common.ts';
import { speech, type Speech } from './speech.ts';

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
const absences = (n: number): string => {
  const word = numbers[n] ?? String(n);
  return `${word[0]?.toUpperCase()}${word.slice(1)} ${n === 1 ? 'absence' : 'absences'}`;
};

export const words = {
  ...common,
  title: (group?: string): string => (group ? `Preparation · ${group}` : 'Preparation'),
  noMember: 'Open a member’s chart to see their preparation.',

  ready: 'Preparation complete',
  stepsLeft: (n: number): string => (n ? counted(n, 'step left', 'steps left') : 'Preparation under way'),
  notStarted: 'Preparation not started',
  notApplicable: 'Not currently in this group',
  membership: { 'on-hold': 'On hold', ended: 'Membership ended', none: '', planned: '', active: '' } satisfies Record<
    Readiness['membership'],
    string
  >,
  signedBoth: (day: string): string => `Agreement and consent to take part signed ${day}`,
  signedApart: (agreement: string, consent: string): string =>
    `Agreement signed ${agreement}, consent to take part ${consent}`,
  signedAgreement: (day: string): string => `Agreement signed ${day}`,
  signedConsent: (day: string): string => `Consent to take part signed ${day}`,
  exception: 'Started with an exception the leader decided',
  session: (first: boolean, when: string): string => `${first ? 'First' : 'Next'} session ${when}`,
  openAgreement: 'Open the agreement',
  unknownVersion:
    'This server’s FHIR version is not one this product knows. It is read but never written, and what is missing is not guessed.',

  lapsed: { agreement: 'Agreement no longer in force', participation: 'Consent to take part no longer in force' },
  lapse: {
    withdrawn: (day: string): string => `Withdrawn ${day} · leader to talk`,
    expired: (day: string): string => `Ended ${day} · intake to renew`,
    superseded: (day: string): string => `Newer version needed since ${day} · intake to sign with them`,
    'guardian-ended': (day: string): string => `Guardian’s signature ended ${day} · intake to sign with them`,
  } satisfies Record<NonNullable<Readiness['lapse']>['why'], (day: string) => string>,

  row: {
    introduction: 'Introduction',
    participation: 'Consent to take part',
    agreement: 'Group rules',
    commitment: 'Talk about how long to stay',
    contact: 'How to tell us',
  },
  /** Said after a row's name, where the eye has the glyph. */
  step: { met: 'done', open: 'open', talk: 'to talk about', unknown: 'can’t tell', lapsed: '', followup: '' },
  owner: { leader: 'leader', intake: 'intake' },
  leaderToTalk: 'leader to talk',
  mode: { screen: 'read on screen', paper: 'read on paper', spoken: 'gone through together' },
  questions: 'questions to talk about',
  signed: 'signed',
  /** After “signed”, in the place of the day. */
  undated: (entered: string): string => `on paper without a date, entered ${entered}`,
  notInForce: 'not in force',
  onFile: (day?: string): string => `on file from another system${day ? `, ${day}` : ''}, not verified by this clinic`,
  talked: 'talked about',
  note: {
    'after-start': 'after the first session',
    'not-yet-asked': 'not yet asked',
    'new-version': 'new version to read',
  } as Record<string, string>,
  wantsToTalk: (about: string): string => `wants to talk about ${about}`,
  saidNo: (about: string): string => `said no to ${about}`,
  signer: 'signer’s right to sign not on file',
  communication: 'translation or interpreter to arrange',
  video: 'video rules to answer',
  way: { phone: 'phone', text: 'text message', email: 'email', portal: 'patient portal' },
  message: (fine: boolean): string => (fine ? 'message is fine' : 'no messages'),

  absences: (n: number, noWord: boolean, inARow: boolean): string =>
    `${absences(n)}${noWord ? ', no word' : ''}${noWord && inARow ? ',' : ''}${inARow ? ' in a row' : ''}`,
  /** Used when the phrases of the clauses aren't shown to this caller. */
  something: 'something',
  aRule: 'a rule',
  reason: {
    'attended-without-agreement': 'Attended without agreement or consent in force',
    'new-version-due': 'New version of the rules to sign',
    'expiring-soon': 'Agreement ends soon',
    'signer-changes-soon': 'Becomes an adult soon: own signature needed',
    'signer-changed': 'Now an adult: own signature needed',
    'not-back-yet': 'Not back yet after time away',
    'planned-absence-undiscussed': 'Time away planned, not yet talked about in group',
    'contact-undiscussed': 'Contact outside group, not yet talked about',
    'leaving-undiscussed': 'Thinking of leaving, not yet talked about',
    'late-start-of-preparation': 'First session is near, preparation not complete',
    'signed-copy-problem': 'Signed copy needs another look',
  } satisfies Partial<Record<ReasonCode, string>> as Partial<Record<ReasonCode, string>>,
  wouldLikeToTalk: (about: string): string => `Would like to talk about ${about}`,
  saidNoTo: (about: string): string => `Said no to ${about}`,
  since: (day: string): string => `since ${day}`,

  attendance: 'Attendance',

  cantTellOf: (what: string): string => `${what}: can’t tell right now`,
  followUps: 'To follow up',
  followUp: 'What to follow up',
  both: 'Follow-up and attendance',
  notGuessed: 'Nothing here is guessed.',
  stillCantTell: 'Still can’t tell.',
  readNow: 'Everything is read now.',
  trying: 'Trying again',
  fact: {
    memberships: 'membership',
    agreements: 'agreements',
    preparations: 'introduction',
    notes: 'staff notes',
    seats: 'schedule',
    attendance: 'attendance records',
    person: 'personal details',
  } as Record<string, string>,
  otherFact: 'record',
  gap: {
    failed: (facts: string): string => `The ${facts} didn’t load.`,
    partial: (facts: string): string => `Only part of the ${facts} loaded.`,
    'not-authorized': (facts: string): string => `Your account may not read the ${facts}.`,
    contradictory: (facts: string): string => `What is on file about the ${facts} disagrees.`,
  } satisfies Record<Gap, (facts: string) => string>,
};
export type ReadinessWords = typeof words;

export const readinessSpeech: Speech<ReadinessWords> = speech(
  words,
  async () => (await import('./readiness-es.ts')).es,
);
