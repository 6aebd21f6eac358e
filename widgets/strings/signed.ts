/** English words of `<group-signed>`: facts in the past tense, no blame for a no or a change of mind (domain.md 4.7). @module */
import type { DocumentName, SignedState } from '../../src/signed-types.ts';
import { common, failureWords } from './common.ts';

type Signer = 'member' | 'minor' | 'representative';

/** Each document by the name it has in a sentence. */
const name: Record<DocumentName, string> = { rules: 'group rules', participation: 'consent to take part' };
const list = new Intl.ListFormat('en-GB');
const first = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const en = {
  language: 'en',
  title: (group: string): string => `Signed documents · ${group}`,
  loading: common.loading,
  tryAgain: common.tryAgain,
  trying: 'Trying again',
  stillCantTell: 'Still can’t tell.',
  readNow: 'Everything is read now.',
  failures: failureWords,

  name,
  names: (documents: readonly DocumentName[]): string => list.format(documents.map((one) => name[one])),
  inForce: (documents: readonly DocumentName[]): string =>
    `${first(list.format(documents.map((one) => name[one])))} ${
      documents.length > 1 || documents[0] === 'rules' ? 'are' : 'is'
    } in force`,
  nothing: 'Nothing is in force now',
  never: 'Nothing is signed yet',
  neverHere: 'Signed forms will be listed here.',
  cantTell: common.cantTell,
  notGuessed: 'What is in force is not guessed.',
  fact: {
    memberships: 'membership',
    agreements: 'signed documents',
    notes: 'leader’s decisions',
    person: 'person’s details',
    changes: 'names of who recorded what',
    copies: 'signed copies',
  } as Record<string, string>,
  gap: {
    failed: (facts: string): string => `The ${facts} didn’t load.`,
    partial: (facts: string): string => `Part of the ${facts} is missing.`,
    'not-authorized': (facts: string): string => `This account may not read the ${facts}.`,
    contradictory: (facts: string): string => `The ${facts} say two things.`,
  },
  standing: (document: DocumentName, state: string): string => `${first(name[document])}: ${state}`,
  together: (documents: readonly DocumentName[], state: string): string =>
    `${first(list.format(documents.map((one) => name[one])))}: ${state}`,
  lastDay: (day: string): string => `last day ${day}`,
  withException: 'Some of it by the leader’s decision.',
  since: (day: string): string => `since ${day}`,
  from: (day: string): string => `In force from ${day}`,
  span: (from: string, to: string): string => (from === to ? `In force on ${from}` : `In force ${from} to ${to}`),
  onFile: (document: DocumentName, day: string): string =>
    `${first(name[document])}: on file from another system${day ? `, ${day}` : ''}. Not counted.`,

  dayLabel: 'What was in force on…',
  dayAnswer: (day: string, documents: readonly string[]): string =>
    documents.length > 0 ? `${day}: ${list.format(documents)}.` : `${day}: nothing was in force.`,
  dayDocument: (document: DocumentName, version: string, part: string): string =>
    `${name[document]} (version ${version}${part ? `, ${part}` : ''})`,
  dayUntil: (time: string): string => `until ${time}`,
  dayFrom: (time: string): string => `from ${time}`,
  dayCantTell: (day: string): string => `${day}: can’t tell right now.`,
  noDay: 'Choose a whole day.',

  history: 'All that was signed',
  states: {
    'in-force': 'in force',
    waiting: 'waiting for a talk',
    refused: 'said no',
    'not-this-group': 'closed by the leader’s decision',
    withdrawn: 'withdrawn',
    replaced: 'signed again since',
    superseded: 'a newer version took its place',
    expired: 'ran out',
    'guardian-ended': 'guardian’s signature no longer enough',
    'changed-after-signing': 'changed after signing, not counted',
    'other-words': 'signed in other words than this version has now, can’t tell',
    'entered-in-error': 'entered in error',
    unclear: 'ended, and no date was written',
    'not-yet': 'not in force yet',
    'earlier-membership': 'from an earlier time in the group',
    'not-counted': 'not counted in this group',
  } satisfies Record<SignedState, string>,
  stateOn: (state: string, day: string): string => `${state} ${day}`,

  signed: 'Signed',
  signedBy: 'Signed by',
  signer: {
    member: (who: string): string => who,
    minor: (who: string, basis: string): string => `${who} (${basis})`,
    representative: (who: string, basis: string): string => `${who}, for the member (${basis})`,
  } satisfies Record<Signer, (who: string, basis: string) => string>,
  minor: 'a minor, on their own consent',
  assent: 'The member signed beside them.',
  recordedBy: 'Recorded by',
  recordedOn: 'Recorded on',
  by: (who: string, when: string): string => (who ? `${who}, ${when}` : when),
  noDate: 'The paper has no date.',
  entered: (day: string): string => `Entered ${day}`,
  instant: (when: string, zone: string): string => `${when} (${zone})`,
  version: (version: string, language: string): string =>
    language ? `Version ${version} · ${language}` : `Version ${version}`,
  programme: 'Covers every group of the programme',
  ended: {
    member: 'on the member’s word',
    representative: 'on the word of who signed for the member',
    staff: 'on staff’s word',
  },
  withdrawnAt: (when: string, whose: string): string => `Withdrawn ${when}${whose ? `, ${whose}` : ''}`,
  replacedAt: (when: string): string => `Signed again ${when}`,
  recordedLater: (who: string, when: string): string => `Recorded ${when}${who ? ` by ${who}` : ''}`,
  exception: (day: string, clauses: string): string =>
    `Leader’s decision ${day}: start all the same${clauses ? `, with ${clauses}` : ''}`,
  answers: 'Answers',
  voidedAs: {
    'wrong-member': 'It belongs on another person’s chart.',
    correction: 'It was put right.',
  },
  voidedAt: (when: string, who: string): string => `Entered in error ${when}${who ? ` by ${who}` : ''}.`,

  copy: 'Copy',
  noCopy: {
    removed: 'The content of the copy was removed.',
    none: 'No copy is on file.',
    unknown: 'Can’t tell whether a copy is on file.',
    hidden: 'This account may not open copies.',
  },
  showCopy: 'Show the copy',
  hideCopy: 'Hide the copy',
  printCopy: 'Print',
  downloadCopy: 'Download',
  ofSigning: (day: string): string => ` signed ${day}`,
  opening: 'Opening the copy',
  copyOpen: 'The copy is open.',
  copyFault: 'The copy did not open.',
  copyBroken: 'The copy is not what was filed. Don’t hand it out; tell the records office.',
  openPdf: 'Open the PDF in a new tab',
  copyTitle: (day: string): string => `Signed copy of ${day}`,

  withdraw: 'Withdraw…',
  withdrawTitle: 'Withdraw',
  which: 'Which?',
  only: (document: DocumentName): string => `${first(name[document])} will no longer be in force.`,
  both: 'Both',
  option: (document: DocumentName): string => first(name[document]),
  whose: 'Whose word is it?',
  theMember: 'The member’s',
  theRepresentative: (who: string): string => `${who}’s`,
  when: 'When?',
  now: 'Now',
  earlier: 'Earlier, and recorded now',
  date: 'Day',
  time: 'Time',
  kept: 'What was signed and recorded until then stays in the record.',
  record: 'Record the withdrawal',
  cancel: 'Cancel',
  saving: 'Saving',
  missingWhen: 'Choose the day and the time.',
  wrongWhen: 'Choose a time after it was signed and not ahead of now.',
  notInForce: 'It was not in force any more.',
  withdrawn: (documents: readonly DocumentName[]): string =>
    `Recorded: ${list.format(documents.map((one) => name[one]))} withdrawn.`,
  notRecorded: 'Not recorded.',
  notConfirmed: 'We can’t tell whether it was recorded.',
  partly: (document: DocumentName): string => `${first(name[document])}: recorded.`,
  retry: 'You can try again: nothing is recorded twice.',

  void: 'Entered in error…',
  voidTitle: 'Enter this signing in error',
  voidAll: 'Both documents signed together are marked as entered in error and no longer count.',
  why: 'Why?',
  wrongMember: 'It is on the wrong person’s chart',
  wrongMemberHint: 'The content of its copy is removed here. That can’t be undone.',
  correction: 'Something in it is wrong, such as who signed',
  correctionHint: 'The copy stays, marked as in error. Then have it signed again.',
  missingReason: 'Choose one.',
  mark: 'Mark as entered in error',
  marked: 'Marked as entered in error.',
  office: 'For the records office: old versions, copies and exports of these still hold what was here.',
  older: 'It had ended what was signed before. That stands again, as it would without this signing.',
};

export type Words = typeof en;

/** Words of a language; Spanish is fetched when a page is in Spanish. */
export async function wordsIn(locale: string): Promise<Words> {
  return /^es\b/i.test(locale) ? (await import('./signed-es.ts')).es : en;
}
