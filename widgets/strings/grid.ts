/** Words of `<group-picture>`, for the group's leaders. @module */
import { common } from './common.ts';
import { speech, type Speech } from './speech.ts';

export const gridWords = {
  ...common,
  title: (group?: string): string => (group ? `Attendance · ${group}` : 'Attendance'),
  lead: (n: number): string => (n === 1 ? 'The last session' : `The last ${n} sessions`),
  none: 'No sessions yet',
  noneHint: 'They will be shown here once they are over.',
  member: 'Member',
  here: 'Here, of those on the list',
  presence: (here: number, listed: number): string => `${here} of ${listed}`,
  spokenPresence: (here: number, listed: number): string => `${here} of ${listed} here`,
  notIn: 'not in the group',
  unknown: 'can’t tell right now',
  someUnknown: 'Some of it didn’t load. Nothing here is guessed.',
  by: 'By name. What is not recorded is no absence.',
  scroll: 'Attendance table',
  stillCantTell: 'Still can’t tell.',
  readNow: 'Everything is read now.',
  trying: 'Trying again',
};
export type GridWords = typeof gridWords;

export const gridSpeech: Speech<GridWords> = speech(gridWords, async () => (await import('./grid-es.ts')).es);
