/** English words of one row of `<group-attendance>`: what follows a choice, and who is not on the list. @module */
import type { RowFault } from '../attendance/clock.ts';
import { speech, type Speech } from './speech.ts';

export const words = {
  askCame: 'or a time',
  cameAt: 'came at',
  askLeft: 'When they left',
  leftAt: 'Left at',
  wrongClock: {
    start: 'A time from one hour before the session to its end',
    end: 'A time after they came, and before it ended',
    'on-time': 'That is on time: choose Here',
    before: 'They can’t leave before they came',
    stayed: 'It was over by then: they stayed',
    twice: 'The clock shows this time twice that night. Which one?',
    never: 'The clock skips this time that night',
  } satisfies Record<RowFault, string>,
  which: ['First, before the change', 'Second, after it'],
  whichOf: 'Which of the two',
  asked: 'Asked to leave today. Safe way home offered?',
  askedOf: (name: string): string => `${name}, asked to leave today: was a safe way home offered?`,
  yesNo: { yes: 'Yes', no: 'No' },
  wasAsked: (offered: boolean): string =>
    `Asked to leave today, ${offered ? 'safe way home offered' : 'no way home offered'}`,
  mistake: 'That was a mistake',
  notAsked: 'Asked to leave: taken back when you save',
  why: { '': 'Corrected', 'wrong-member': 'Another member’s' },
  whyOf: (name: string): string => `${name}: why is the record changed?`,
  look: (name: string): string => `recorded, more about the record of ${name}`,
  lookBoth: 'Look at both',
  addMember: 'Add to the group',
  off: 'No longer on the list of this session.',
  someoneElse: 'Somebody else is here',
  notListed:
    'Whoever is not on the list has nothing recorded here. Add them to the group first, or they start next time.',
  trainee: 'A trainee or a visitor is never on the list.',
};
export type RowWords = typeof words;

export const rowSpeech: Speech<RowWords> = speech(words, async () => (await import('./attendance-rows-es.ts')).es);
