/** What the pack is for. Source: domain.md S1–S6. @module */
import { information, type Section } from '../information.ts';

export const introduction: Section = {
  id: 'introduction',
  title: 'Before you start',
  clauses: [
    information(
      'why-read',
      'why you get this',
      'Group often goes better for people who know what to expect. So every new member gets this before the first session.',
    ),
    information(
      'from-each-other',
      'help from each other',
      'In one-to-one therapy, help comes from your therapist. In group, a lot of the help comes from the other members too.',
    ),
    information(
      'ask',
      'asking about any part',
      'You can ask about any part of this. You can say, “I want to talk about this.” Your leader is glad to talk with you before you start.',
    ),
    information(
      'bring-up',
      'bringing this up in group',
      'You can also bring any of this up in group. The first few sessions are a good time for that.',
    ),
  ],
};
