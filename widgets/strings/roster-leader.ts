/** English words of the leader's list: facts in the past tense, no adjective about a person (domain.md 3.1, 4.7). @module */
import type { Reach, RaiseCode } from '../../src/roster-types.ts';
import { common, failureWords } from './common.ts';
import { speech, type Speech } from './speech.ts';

export const words = {
  ...common,
  today: 'Today',
  video: 'video',
  openLink: 'Open the link',
  counts: {
    listed: 'on the list',
    expected: 'expected',
    away: 'told us away',
    first: (n: number): string => (n === 1 ? 'first session' : 'first sessions'),
    untold: 'how many are expected can’t be told',
  },
  nobody: 'Nobody is on the list.',
  cancelled: 'This session is not held.',
  noSession: 'No session is scheduled.',
  list: 'Members',

  line: {
    toldUs: (time: string): string => `Told us ${time}`,
    awayUntil: (day: string): string => `Away until ${day}`,
    awayFrom: (day: string): string => `Away from ${day}`,
    backAfter: (weeks: number): string => (weeks === 1 ? 'Back after 1 week' : `Back after ${weeks} weeks`),
    'first-session': 'First session',
    'agreement-open': 'Agreement not signed',
    'seat-given-back': 'Appointment given back',
    'not-a-member': 'Has an appointment, not in the group',
    'wants-to-talk': 'Wants to talk about a rule',
    'early-phase': 'Early phase',
    lastSession: (day: string): string => `Last session ${day}`,
    lastToday: 'Last session today',
  },
  twoNames: 'Two members use this name',
  noName: 'Name not read',

  raise: 'To raise today',
  raised: {
    'wants-to-talk': (what: string): string => `would like to talk about ${what || 'something'}`,
    'rule-declined': (what: string): string => `said no to ${what || 'a rule'}; you decide`,
    'planned-absence-undiscussed': (days: string): string => `away ${days}, not yet talked about in group`,
    'contact-undiscussed': (): string => 'contact outside group, not yet talked about',
    'leaving-undiscussed': (): string => 'thinking of leaving, not yet talked about',
    'early-phase': (): string => 'early phase: room for how it has been so far',
    'two-unannounced': (days: string): string => `no word ${days}`,
    'two-in-a-row': (days: string): string => `away in a row ${days}`,
    'not-back-yet': (): string => 'not back yet after time away',
    'no-word': (days: string): string => `no word ${days}`,
    'asked-to-leave': (days: string): string => `asked to leave ${days}, to follow up`,
    'attended-without-agreement': (days: string): string => `came ${days} without agreement; you decide`,
    'new-version-due': (): string => 'new version of the rules to sign',
    'signer-changed': (): string => 'now an adult: own signature needed',
  } satisfies Partial<Record<RaiseCode, (what: string) => string>> as Partial<
    Record<RaiseCode, (what: string) => string>
  >,
  times: (n: number): string => `${n} times`,
  inARow: ', in a row',
  closes: { 'talked-about': 'Talked about', 'followed-up': 'Followed up' },
  closesFor: (name: string): string => ` with ${name}`,
  call: 'Call',
  closing: 'Saving',
  closed: 'Saved.',
  notClosed: (name: string): string => `Not saved for ${name}.`,

  outcome: {
    title: 'What came of it?',
    outcomes: { stays: 'they stay', leaves: 'they leave after a last session', open: 'talked about, still open' },
    last: 'Day of the last session',
    lastHint: 'The group can say goodbye then. The membership ends when somebody ends it.',
    missing: { chosen: 'Choose one of the three.', last: 'Choose a day that is not over.' },
  },

  hide: 'Hide',
  show: 'Show',
  hidden: 'The list is hidden.',
  key: 'H',

  updated: (time: string): string => `Read ${time}`,
  notUpdated: (time: string): string => `Not updated since ${time}.`,
  print: 'Print a sheet',
  printHint: 'For an evening without network. Shred it after entry.',
  printFailed: 'The sheet did not print. Try again.',

  left: (name: string, day: string): string => `${name} left the group, last day ${day}`,
  moved: (name: string, group: string): string => `${name} moved to ${group}`,
  someoneElse: 'Somebody else is here',
  notListed:
    'Whoever is not on the list has nothing recorded here. Add them to the group first, or they start next time.',
  trainee: 'A trainee or a visitor is never on the list.',
  substitute:
    'Who stands in for a leader is named in the group’s settings for that day, and records under their own name.',

  newly: {
    toldUs: (names: string): string => `${names} told us they can’t come.`,
    expected: (n: number): string => `${n} expected.`,
    changed: 'The list has changed.',
  },
  cantOpen: 'The list did not open.',
  failure: { ...failureWords, 'not-found': 'The record does not hold this group or session yet.' } as Record<
    string,
    string
  >,

  person: {
    title: (name: string): string => `About ${name}`,
    noteTitle: 'Note a fact. No reasons, nobody else.',
    kinds: {
      'absence-notice': 'Told us they can’t come',
      'planned-absence': 'Away for some days',
      'commitment-talk': 'Talked about staying',
      'outside-contact-reported': 'Contact outside group',
      'thinking-of-leaving': 'Thinking of leaving',
      'asked-to-leave': 'Asked to leave today',
    },
    notKept: 'Contact outside group and thoughts of leaving are not kept here.',
    reach: 'How to reach them',
    reading: 'Reading',
    sign: 'Open the form to sign',
    save: 'Save',
    saving: 'Saving',
    saved: 'Saved.',
    notSaved: 'Not saved.',
    back: 'Back',
    channel: 'How did the word come?',
    channels: {
      phone: 'phone call',
      message: 'voice message',
      'in-person': 'in person',
      text: 'text message',
      email: 'email',
      portal: 'patient portal',
    },
    reached: 'Did somebody talk with them?',
    reachedBy: { talked: 'yes, talked', 'left-word': 'no, they left word' },
    when: 'When',
    whenHint: 'Time today, when the word came. Empty: now.',
    firstDay: 'First day away',
    lastDay: 'Last day away',
    howLong: 'How long do they plan to stay? May be left open.',
    units: { sessions: 'sessions', weeks: 'weeks' },
    wayHome: 'Was a safe way home offered?',
    wayHomeAnswers: { yes: 'yes', no: 'no' },
    contactHint: 'Keeps that it was reported, and when. There is no place for who or what.',
    leavingHint: 'Keeps that it was said, and when. There is no place for why.',
    leaders: 'Only the group’s leaders read this.',
    missing: {
      channel: 'Choose how the word came.',
      reached: 'Choose one of the two.',
      start: 'Choose a first day.',
      end: 'Choose a last day, not before the first.',
      over: 'These days are over.',
      at: 'This time has not come yet.',
      wayHome: 'Choose one of the two.',
      length: 'A whole number from 1 to 520, or nothing.',
    },
  },
  way: {
    phone: 'Leaves word by phone',
    text: 'Leaves word by text message',
    email: 'Leaves word by email',
    portal: 'Leaves word in the patient portal',
  } satisfies Record<NonNullable<Reach['contact']>['way'], string>,
  message: (fine: boolean): string => (fine ? 'a message is fine' : 'no messages'),
  noWay: 'How they leave word is not on file',
  noPhone: 'No phone number is on file.',

  sheet: {
    title: 'Session sheet',
    shred: 'Shred after entry',
    columns: ['Name', 'Here', 'Late', 'Told us', 'No word', 'Left early'],
    known: 'Known before',
    filled: 'Filled in by',
    on: 'on',
    started: 'Started at',
    ended: 'Ended at',
    hint: 'Mark one box for each person. Write no reasons. Nothing is marked yet.',
  },
};
export type LeaderWords = typeof words;

export const leaderSpeech: Speech<LeaderWords> = speech(words, async () => (await import('./roster-leader-es.ts')).es);
