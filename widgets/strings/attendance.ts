/** English words of `<group-attendance>` (domain.md 4.7: absent, no word; never no-show). @module */
import type { RecordedOutcome } from '../../fhir-mappings/codes.ts';
import type { Mark } from '../../src/portal-types.ts';
import { common, sharing } from './common.ts';
import { speech, type Speech } from './speech.ts';

const charts = (n: number): string => (n === 1 ? '1 chart' : `${n} charts`);
const count = (n: number, of: number): string => `${n} of ${of}`;

export const words = {
  ...common,
  noSession: 'Choose a session to take attendance.',
  nobody: 'Nobody is on the list for this session.',
  cantOpen: 'The list did not open',

  /** "Tuesday 24 November, 6:00 to 7:30 pm" */
  times(day: string, start: string, end: string): string {
    return `${day}, ${sharing(start, end)} to ${end}`;
  },
  everyone: 'Everyone expected was here',
  notHeld: 'Not held',
  undo: 'Undo',
  members: 'Members',

  choice: { here: 'Here', late: 'Late', away: 'Away', other: 'Other' },
  other: {
    'left-early': 'Left early',
    'late-left-early': 'Late, left early',
    'turned-away': 'Could not join',
    'excused-by-clinic': 'Excused',
  },
  whatElse: (name: string): string => `${name}, other: what happened?`,
  notice: {
    'absent-with-notice': 'Told us',
    'absent-without-notice': 'No word',
    'absent-notice-unknown': 'Don’t know',
  },
  didTheyTell: (name: string): string => `${name}, away: did they tell us?`,
  tellUs: 'Choose one to finish',
  moreThan: (minutes: number): string => `More than ${minutes} minutes ·`,
  giveMinutes: 'give minutes',
  wrongMinutes: 'Whole minutes from 1 to 120, or leave it empty',
  /** Recorded outcomes that the three choices don't name. */
  outcome: {
    present: 'here',
    'present-late': 'late',
    'present-arrival-unknown': 'Here, arrival unknown',
    'absent-with-notice': 'away, told us',
    'absent-without-notice': 'away, no word',
    'absent-notice-unknown': 'away, not known if they told us',
    'turned-away': 'Came, could not join',
    'session-cancelled': 'Not held',
    'excused-by-clinic': 'Excused by clinic',
  } satisfies Record<RecordedOutcome, string>,
  recordedAs: (outcome: string): string => `Recorded as ${outcome.toLowerCase()}`,
  /** What a mark says, in the middle of a sentence. */
  said: ({ outcome, minutesLate, leftEarly }: Mark): string =>
    [
      minutesLate === undefined ? words.outcome[outcome].toLowerCase() : `${minutesLate} min late`,
      leftEarly ? 'left early' : '',
    ]
      .filter(Boolean)
      .join(', '),
  theirs: (by: string, said: string, when: string): string => `${by || 'Somebody else'} recorded ${said}, ${when}.`,
  keepTheirs: 'Keep theirs',
  recordMine: 'Record mine',
  meanwhile: (n: number): string => `${n} recorded on another screen`,
  listChanged: 'The list changed. What you marked is still here.',
  offList: (names: string): string => `No longer on the list, and not recorded: ${names}`,
  gone: 'This session was moved or called off. Nothing more is saved here.',
  toldUs: (when: string, how: string): string => `Told us ${when}${how ? `, ${how}` : ''}`,
  toldUntil: (day: string): string => `Told us: away until ${day}`,
  today: (time: string): string => `today ${time}`,
  on: (day: string, time: string): string => `${day}, ${time}`,
  how: {
    phone: 'by phone',
    message: 'by message',
    'in-person': 'in person',
    text: 'by text',
    email: 'by email',
    portal: 'in the portal',
  },
  givenBack: 'Appointment given back. Did they tell us?',
  enteredOn: (when: string): string => `Entered ${when}.`,
  undone10: 'Undo the save',
  takenBack: (n: number): string => `${charts(n)} taken back`,
  notTakenBack: (n: number): string => `${charts(n)} not taken back: changed since, or not reached`,
  undoing: 'Taking back',
  realTimes: 'Real times',
  wrongTimes: 'Look at the times first.',
  lines: 'Lines for notes',
  overdue: 'Not recorded yet:',
  settleFirst: (names: string): string => `Choose first for ${names}: theirs or yours`,
  recordedRow: 'recorded',
  notMember: 'Has a seat, not a member of this group',
  conflict: 'The record says two things, or can’t be read: can’t tell',
  clear: (name: string): string => `Clear ${name}`,
  clearKey: 'Delete key',

  marked: (n: number, of: number): [string, string] => [count(n, of), 'marked'],
  recorded: (n: number, of: number): [string, string] => [count(n, of), 'recorded'],
  allMarked: 'Every row has a mark already',
  noneHeld: 'All rows are marked as not held',
  undone: 'Undone',
  already: (n: number): string => `${n} ${n === 1 ? 'was' : 'were'} already recorded so.`,
  unfinished: (names: string): string => `Not finished: ${names}`,

  save: (n: number): string => (n ? `Save ${charts(n)}` : 'Save'),
  saving: 'Saving',
  saved: 'Saved',
  nothingMarked: 'Nothing to save yet. Mark who was here first.',
  nothingNew: 'Everything marked is already saved.',

  notSaved: 'Not saved',
  /** No answer came, so it may have been saved all the same. */
  notConfirmed: 'Not confirmed as saved',
  kept: 'What you marked is still here.',
  harmless: 'Saving again is safe.',
  someFailed: (n: number, of: number): string => `${count(n, of)} not saved`,
  readAgain: 'Show what is recorded',
};
export type AttendanceWords = typeof words;

export const attendanceSpeech: Speech<AttendanceWords> = speech(
  words,
  async () => (await import('./attendance-es.ts')).es,
);
