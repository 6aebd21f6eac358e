/** Words for who acts for a member: what is left of getting ready, and nothing of what the member says or when they come. @module */
import type { Readiness, ReasonCode } from '../../src/readiness/types.ts';

const list = new Intl.ListFormat('en-GB');

const en = {
  language: 'en',
  title: (group: string): string => `Getting ready for ${group}`,
  ready: 'All is ready for group',
  left: (n: number): string => (n === 1 ? 'One thing is left' : `${n} things are left`),
  waiting: 'Almost done',
  waitingHint: 'The rest is for the leader to do.',
  lapsed: 'What was signed is not in force now',
  lapse: {
    withdrawn: (day: string): string => `It was taken back on ${day}. It can be signed again.`,
    expired: (day: string): string => `It ended on ${day}. It can be signed again.`,
    superseded: (day: string): string => `There are new words since ${day}. Please read them.`,
    'guardian-ended': (): string => 'They are an adult now. They can sign in their own name.',
  } satisfies Record<NonNullable<Readiness['lapse']>['why'], (day: string) => string>,
  notIn: { 'on-hold': 'They are on a break from this group', ended: 'They are not in this group now' },
  cantTell: 'We can’t tell right now',
  cantTellHint: 'Some of this did not load. Nothing here is guessed.',
  tryAgain: 'Try again',
  trying: 'Trying again',
  readNow: 'Everything is here now.',

  steps: 'What is left',
  yours: 'you or them',
  leaders: 'the leader',
  step: {
    introduction: 'What to expect in group is still to be read.',
    newVersion: 'Some of what to expect in group is new, and still to be read.',
    questions: 'The leader talks with them about their questions.',
    participation: 'The form about taking part is not in force yet.',
    agreement: 'The group rules are not in force yet.',
    talk: (): string => 'The leader will get in touch.',
    signer: 'We need to check who can sign.',
    communication: 'We will find an interpreter, or words in your language.',
    video: 'The rules for video are still to be answered.',
    commitment: 'The leader talks with them about how long they plan to stay.',
    contact: 'Tell us how we hear of it when they can’t come.',
  },
  openForm: 'Read and answer',
  note: {
    'new-version-due': 'There are new words for the group rules. Please read them soon.',
    'expiring-soon': 'What was signed ends soon. It can be signed again.',
    'signer-changes-soon': 'They will be an adult soon. Then they sign in their own name.',
    'signer-changed': 'They are an adult now. They can sign in their own name.',
    'signed-copy-problem': 'We need to look at the signed form again.',
  } as Partial<Record<ReasonCode, string>>,

  private: 'This page does not show when they come or what they say. They can tell you if they want to.',
  reach: (leaders: readonly string[]): string => `Their leader: ${list.format(leaders)}`,
  phone: 'Phone',
  email: 'Email',
  signed: 'What I signed',
  notLoaded: 'This part did not load. Please try again.',
};

export type GuardianWords = typeof en;
export { en };
