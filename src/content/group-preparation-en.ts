/**
 * What a new member reads or hears before the first session, English: our own words, grade 6 or below.
 * It is written for interpersonal groups. A clinic with another kind of group (skills, teaching, substance use, young people)
 * brings its own pack: how-it-works, other-ways, rule-time and rule-contact are what differs most (domain.md 1, kind G).
 * Section and clause ids are stable: responses use them.
 * @module
 */
import type { MemberDocument } from './document.ts';
import { gettingTheMost } from './preparation-en/getting-the-most.ts';
import { helps } from './preparation-en/helps.ts';
import { howItWorks } from './preparation-en/how-it-works.ts';
import { introduction } from './preparation-en/introduction.ts';
import { myths } from './preparation-en/myths.ts';
import { rules } from './preparation-en/rules.ts';
import { stumblingBlocks } from './preparation-en/stumbling-blocks.ts';
import { preparationEn } from './versions.ts';

export const groupPreparationEn: MemberDocument = {
  ...preparationEn,
  language: 'en',
  title: 'What to expect in group',
  intro:
    'This says what group is like and how it can help. Take your time. You can stop and come back. You can ask about any part.',
  rules: [introduction, helps, howItWorks, myths, gettingTheMost, stumblingBlocks, rules],
  clauses: [],
  statements: {
    sign: 'I read this, or someone read it to me. I could ask questions.',
    electronic: 'I know I can use paper if I want. I can get a free copy.',
    help: 'You can stop and come back. You can ask a person. No one checks this form right away. If you need help now, call or text 988. If you are in danger, call 911.',
  },
  review: 'original',
};
