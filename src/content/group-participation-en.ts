/** Consent to take part, English: sample words. A clinic must approve or replace them before first use. @module */
import type { MemberDocument } from './document.ts';
import { participationEn } from './versions.ts';

export const groupParticipationEn: MemberDocument = {
  ...participationEn,
  language: 'en',
  title: 'Taking part in group',
  intro: 'This part is about taking part in group. It is apart from the rules. You answer it once.',
  rules: [],
  clauses: [
    {
      id: 'purpose',
      short: 'what the group is for',
      kind: 'information',
      text: 'My leader told me what this group is for.',
    },
    {
      id: 'feelings',
      short: 'what group can bring up',
      kind: 'information',
      text: 'Group can help. It can also bring up hard feelings. I can tell my leader if that happens.',
    },
    {
      id: 'choices',
      short: 'other choices',
      kind: 'information',
      text: 'I have other choices. I can ask about them.',
    },
    {
      id: 'stopping',
      short: 'stopping',
      kind: 'information',
      text: 'I can stop at any time. I can ask what stopping means for my other care here.',
    },
    {
      id: 'record',
      short: 'what is written down',
      kind: 'information',
      text: 'The clinic writes down when I come and what I agreed to. It is part of my health record. People who take care of me can read it. I can ask to see it.',
    },
    {
      id: 'others-asking',
      short: 'when others ask',
      kind: 'information',
      text: 'A court, a job, or someone else may ask if I come. The clinic follows the law about what it may tell them. I can ask what that means for me.',
    },
    {
      id: 'take-part',
      short: 'taking part in this group',
      kind: 'choice',
      text: 'I would like to take part in this group. I could ask questions first.',
    },
  ],
  statements: {
    sign: 'I read this, or someone read it to me. I could ask questions. I can change my mind later by telling the clinic.',
    electronic: 'I agree to sign on this screen. I know I can use paper if I want. I can get a free copy.',
    help: 'You can stop and come back. You can ask a person. No one checks this form right away. If you need help now, call or text 988. If you are in danger, call 911.',
  },
  review: 'original',
  template: true,
};
