/** Words of `<group-preparation mode="staff">`: the introduction gone through together, or on paper. @module */
import type { Worry } from '../../src/content/worries.ts';
import { common } from './common.ts';
import { staffEs, topicsEs } from './preparation-staff-es.ts';

const en = {
  ...common,
  title: (group: string): string => `Introduction · ${group}`,
  how: 'How is the introduction given?',
  howHint: 'Everybody has it before they start. Nothing is chosen ahead.',
  together: 'Go through it together now',
  togetherHint: 'You read each card with them, and press what they say.',
  paper: 'They read it on paper',
  paperHint: 'You record what they say of the paper they have.',
  print: 'Print the paper',
  notPrinted: 'The paper did not print.',
  before: (day: string): string => `Gone through before, ${day}.`,
  paperTitle: 'What they say of the paper',
  day: 'Day they read it',
  dayHint: 'As far as it is known. Without a day it counts from today.',
  dayWrong: 'Choose a whole day that is not to come, and on which these words were in use.',
  all: 'They read all of it, or it was read to them',
  allMissing: 'It counts as given once all of it was read.',
  talk: 'They want to talk about',
  questions: 'Do they have questions?',
  answers: { 'no-questions': 'No questions right now', 'has-questions': 'Yes, the leader talks with them' },
  questionsMissing: 'Ask them, and choose what they say.',
  record: 'Record it',
  saving: 'Saving…',
  back: 'Back',
  saved: 'Recorded.',
  savedHint: { paper: 'Read on paper.', spoken: 'Gone through together.' },
  savedDay: (day: string): string => `Read on paper, ${day}. Entered today.`,
  shared: 'Two members use this name. Ask them in private.',
  notSaved: 'Not recorded.',
  notOpened: 'This did not open.',
  opening: 'Opening…',
  again: 'Do it again',
};

/** Worries a member ticked, as their leader reads them. */
const topicsEn = {
  title: 'Topics welcome early on',
  worry: {
    'left-out': 'being left out',
    judged: 'being judged',
    'losing-myself': 'going along with things they do not want',
  } satisfies Record<Worry, string>,
  hint: 'They ticked these themselves and can take them back. Nearly everyone has one.',
};

export type PreparationStaffWords = typeof en;
export type Topics = typeof topicsEn;

const isSpanish = (language: string): boolean => /^es\b/i.test(language);

/** The words for a page in that language: Spanish where it is Spanish, else English. */
export const staffWords = (language: string): PreparationStaffWords => (isSpanish(language) ? staffEs : en);
export const topics = (language: string): Topics => (isSpanish(language) ? topicsEs : topicsEn);
