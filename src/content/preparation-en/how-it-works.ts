/**
 * How an interpersonal group works. Source: domain.md S14–S21. It says "can", never "is": nobody's trouble is explained here.
 * A clinic adapts this section first: it does not fit a skills class or a teaching group (S14).
 * @module
 */
import { information, type Section } from '../information.ts';

export const howItWorks: Section = {
  id: 'how-it-works',
  title: 'How group works',
  clauses: [
    information(
      'other-people',
      'how we get along with others',
      'This kind of group is about how we get along with others. Many hard things in life can have to do with that.',
    ),
    information(
      'early-ways',
      'ways we learn early on',
      'When we grow up, we learn how to be close, how to talk, and how to work things out. You do not have to tell us about your past.',
    ),
    information(
      'pattern',
      'what a pattern is',
      'Many of us keep these ways as adults. Something we do again and again with people is called a pattern.',
    ),
    information(
      'meant-well',
      'old ways that stop working',
      'An old way may not work so well now, even when we mean well. Group is not about blame.',
    ),
    information(
      'notice-patterns',
      'finding out about your patterns',
      'In group you can find out about your own patterns. You can also learn how it is for others to be with you.',
    ),
    information(
      'feelings-and-people',
      'feelings and people',
      'Do you worry, feel sad, feel bad about yourself, or feel that something is missing? This can have to do with how things are going between you and people who matter to you. It can have other causes too.',
    ),
    information(
      'other-choices',
      'other choices',
      'Group is made to help with things like these. Other kinds of care can help in other ways. You have other choices. You can ask about them.',
    ),
  ],
};
