/** English words of `<group-roster>`: what is open, in the words of the form; no adjective about a person (domain.md 4.7). @module */
import type { IntakeRow } from '../../src/book-types.ts';
import { common, failureWords } from './common.ts';
import { speech, type Speech } from './speech.ts';

const people = (n: number, more = ''): string => (n === 1 ? `1${more} person` : `${n}${more} people`);

const words = {
  ...common,
  noMode: 'This page asks for a list that is not there.',
  today: 'To sign · today',
  later: (days: number): string => `In the next ${days} days`,
  people: (n: number): string => people(n),
  nobody: 'Nobody has anything to sign today.',
  untold: (n: number, more: boolean): string => `What is open for ${people(n, more ? ' more' : '')} could not be read.`,
  unread: (group: string): string => `${group}: can’t tell right now`,
  why: { ...failureWords, 'not-found': 'The record does not hold this group yet.' } as Record<string, string>,

  step: {
    introduction: 'Introduction',
    participation: 'Consent to take part to sign',
    agreement: 'Group rules to sign',
    contact: 'How to tell us',
  } satisfies Record<IntakeRow['steps'][number], string>,
  both: 'Group rules and consent to take part to sign',
  restUntold: 'the rest can’t be told right now',
  noName: 'Name not read',
  openForm: 'Open the form',
  formOf: (name: string): string => ` for ${name}`,

  trying: 'Trying again',
  stillCantTell: 'Still can’t tell.',
  changed: 'The list has changed.',
};
export type RosterWords = typeof words;

export const rosterSpeech: Speech<RosterWords> = speech(words, async () => (await import('./roster-es.ts')).es);
