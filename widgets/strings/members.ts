/** English words of `<group-members>`. Staff read them: short, no blame, no reason asked for (domain.md 4.7). @module */
import type { GroupMember, GroupSession, MemberPlace, SessionChange } from '../../src/book-types.ts';
import type { Days } from '../members/days.ts';
import { common, sharing } from './common.ts';
import { speech, type Speech } from './speech.ts';

const everyone = (n: number): string => (n === 1 ? '1 member' : `all ${n} members`);
const all = ({ changed, unchanged }: SessionChange): string => everyone(changed + unchanged);

export const words = {
  ...common,
  title: (group: string): string => `Members · ${group}`,
  cantOpen: 'The list of members did not open',
  old: {
    members: 'The list could not be read again, so this may not be the newest.',
    sessions: 'The sessions could not be read again, so these may not be the newest.',
  },
  notCreated: 'The record does not hold this group yet, so nobody can be added.',
  create: 'Create the group in the record',
  created: 'The group is in the record now',
  nobody: 'Nobody is in this group yet.',
  nobodyNow: 'Nobody today.',
  list: (title: string, n: number): string => `${title} · ${n}`,
  place: { now: 'Members now', 'on-hold': 'On hold', coming: 'Coming', past: 'Past' } satisfies Record<
    MemberPlace,
    string
  >,

  /** "since 8 Sep · on hold from 1 Dec until 14 Dec" */
  when: ({ place, start, end, hold }: GroupMember, days: Days): string => {
    if (place === 'past') return `${days.short(start)} to ${days.short(end ?? start)}`;
    const away = hold && `from ${days.short(hold.from)} ${until(hold.until, days)}`;
    return [
      ...(place === 'now' ? [`since ${days.short(start)}`] : place === 'coming' ? [`from ${days.short(start)}`] : []),
      ...(away ? [place === 'on-hold' ? away : `on hold ${away}`] : []),
      ...(end === undefined ? [] : [`last day ${days.short(end)}`]),
    ].join(' · ');
  },
  change: 'Change',
  changeOf: (name: string): string => `Change ${name}`,
  actionsFor: (name: string): string => `What to change for ${name}`,
  action: {
    hold: 'Put on hold',
    resume: 'Back from hold',
    end: 'End membership',
    move: 'Move to another group',
    again: 'Start again',
  },
  /** On the button of its form. */
  save: { hold: 'Put on hold', resume: 'Back from hold', end: 'End membership', move: 'Move' },
  actionOn: (action: string, name: string): string => `${action}: ${name}`,
  /** "End membership, last day 24 Nov": what was asked for, beside what is there now. */
  wanted: {
    hold: ({ from = '', until: last }: Values, days: Days): string =>
      `On hold from ${days.short(from)} ${until(last, days)}`,
    resume: ({ on = '' }: Values, days: Days): string => `Back from hold on ${days.short(on)}`,
    end: ({ on = '' }: Values, days: Days): string => `Last day ${days.short(on)}`,
    move: ({ start = '' }: Values, days: Days, group: string): string =>
      `Move to ${group}, first day ${days.short(start)}`,
  },
  field: {
    hold: { from: 'First day on hold', until: 'Last day on hold' },
    resume: { on: 'First day back' },
    end: { on: 'Last day' },
    move: { group: 'Move to', start: 'First day there' },
  },
  untilHint: 'Leave empty while it is not known.',
  endHint: 'No reason is kept.',
  changed: (name: string, what: string): string => `Saved. ${name}: ${what}`,
  gone: (name: string): string => `${name} is no longer on this list as before. Nothing of yours was saved.`,
  meanwhile: 'Somebody else changed this meanwhile',
  now: 'Now',
  youWanted: 'You wanted',
  anyway: 'Do it anyway',
  leave: 'Leave it',

  add: 'Add a member',
  pick: 'Choose from the record',
  identifier: 'Record number',
  find: 'Find',
  isThis: 'Is this the person?',
  fullName: 'Full name',
  born: 'Born',
  /** "born 3 May 1990" */
  bornOn: (day: string): string => `born ${day}`,
  notKnown: 'not in the record',
  yes: 'Yes',
  no: 'No',
  addTo: (group: string): string => `Add to ${group}`,
  start: 'First day',
  displayName: 'Name in the group (optional)',
  displayNameHint: 'What should the group call them?',
  way: 'How to reach them (optional)',
  skip: 'Skip for now',
  ways: { phone: 'Phone', text: 'Text message', email: 'Email', portal: 'Patient portal' },
  message: 'Is it fine to leave a message?',
  added: (name: string, group: string): string => `Saved. ${name} is on the list of ${group}`,

  sessions: 'Sessions',
  coming: 'Next six weeks',
  earlier: 'Before today',
  noSessions: 'No sessions in the next six weeks.',
  cantTellSessions: 'Sessions: can’t tell right now',
  /** "6:00 to 7:30 pm" */
  hours: (start: string, end: string): string => `${sharing(start, end)} to ${end}`,
  cancelled: 'Cancelled',
  expected: ({ expected }: GroupSession, before: boolean): string =>
    before ? `${expected} ${expected === 1 ? 'was' : 'were'} expected` : `${expected} expected`,
  movedFrom: (when: string): string => `Moved from ${when}`,
  cancelOne: 'Cancel this session',
  cancelFor: ({ expected }: GroupSession): string =>
    expected ? `Cancel for ${everyone(expected)}?` : 'Cancel this session?',
  keepIt: 'Keep it',
  moveOne: 'Move to another time',
  to: 'New day',
  time: (zone: string): string => `Start (${zone})`,
  moveFor: ({ expected }: GroupSession): string => (expected ? `Move for ${everyone(expected)}` : 'Move the session'),
  restoreOne: 'Hold it after all',
  restoreFor: 'Hold this session after all, for everybody?',
  keepOff: 'Leave it cancelled',
  restoredFor: (change: SessionChange): string => `On again for ${all(change)}.`,
  cancelSeveral: 'Cancel several',
  from: 'First day without sessions',
  until: 'Last day without sessions',
  goOn: 'Go on',
  cancelRange: (from: string, last: string): string =>
    `Cancel every session from ${from} until ${last}, for all members?`,
  cancelThese: 'Cancel these sessions',
  keepThem: 'Keep them',
  sessionGone: 'This session is no longer on the list as before. Nothing of yours was saved.',
  cancelledFor: (change: SessionChange): string => `Cancelled for ${all(change)}.`,
  /** Counts are of members and sessions here, so none is said. */
  cancelledRange: ({ changed, unchanged }: SessionChange): string =>
    changed + unchanged ? 'These sessions are cancelled.' : 'There was no session to cancel on these days.',
  movedFor: (change: SessionChange): string => `Moved for ${all(change)}.`,
  /** "7 of 8 changed. 1 could not be saved:" */
  partly: ({ changed, unchanged, failed }: SessionChange): string => {
    const done = changed + unchanged;
    return `${done} of ${done + failed.length} changed. ${failed.length} could not be saved:`;
  },
  againIsSafe: 'Trying again changes only the rest.',

  close: 'Close',
  saving: 'Saving',
  looking: 'Looking',
  notSaved: 'Not saved.',
  /** No answer came, so it may have been saved all the same. */
  notConfirmed: 'Not confirmed as saved.',
  kept: 'What you entered is still here.',

  /** At a field left open. */
  missing: {
    identifier: 'Type the record number.',
    message: 'Choose yes or no. To leave both open, choose “Skip for now”.',
    time: 'Choose a time.',
  } as Record<string, string>,
  chooseDay: 'Choose a day.',
  /** At a field the record did not take. */
  wrong: {
    add: {
      patient: 'This person can’t be added: they are in the group already, or their record is no longer in use.',
      start: 'They were in the group on this day already. Choose a later one.',
      displayName: 'This name can’t be used. Use 1 to 60 letters.',
    },
    hold: {
      from: 'Choose a day while they are in the group and not on hold already.',
      until: 'Choose a day that is not before the first, and not after they leave.',
    },
    resume: { on: 'They are not on hold then. Choose another day.' },
    end: { on: 'Choose a day from their first day on.' },
    move: {
      group: 'They are in that group already, or the record does not hold it yet.',
      start: 'Choose a day after their first day here.',
    },
    session: {
      start: 'This session was held, cancelled or moved already.',
      to: 'There is another session then, or this time can’t be used. Choose another.',
      from: 'This day can’t be used. Choose another.',
      until: 'Choose the first day or a later one, within three months.',
    },
  },
  /** Why there is nobody to add, at what was asked. */
  unfound: {
    identifier: {
      'not-found': 'Nobody in the record has this number.',
      conflict: 'More than one record has this number, so nobody was chosen.',
      invalid: 'This number can’t be used: its record was merged with another, or the person has died.',
    },
    patient: {
      'not-found': 'This record is gone.',
      invalid: 'This record can’t be used: it was merged with another, or the person has died.',
    },
  } as Record<'identifier' | 'patient', Record<string, string>>,
};

type Values = Readonly<Record<string, string>>;

const until = (day: string | undefined, days: Days): string =>
  day ? `until ${days.short(day)}` : 'until further notice';
export type MembersWords = typeof words;

export const membersSpeech: Speech<MembersWords> = speech(words, async () => (await import('./members-es.ts')).es);
