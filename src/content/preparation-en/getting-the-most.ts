/**
 * Six pieces of advice. Source: domain.md S41–S71. All are offers: how much to share is the member's own (S28, S43), and
 * tone or face is what somebody "may notice", no duty (S61). Cutting in (S57) is left out: leaders and cultures differ, so
 * a clinic that wants it adds it. What else a group does (S68–S71) is said in general: a clinic names its own.
 * @module
 */
import { information, type Section } from '../information.ts';

export const gettingTheMost: Section = {
  id: 'getting-the-most',
  title: 'What you can do in group',
  clauses: [
    information(
      'take-part',
      'taking part',
      'The more you take part, the more group can do for you. You can go at your own pace.',
    ),
    information(
      'what-bothers-you',
      'what bothers you',
      'Think about what upsets you or bothers you. You could pick one thing to work on.',
    ),
    information(
      'honest',
      'saying what is true for you',
      'Try to say what is true for you. How open you are is up to you.',
    ),
    information(
      'use-the-time',
      'using the time',
      'Time in group is short. It helps to use it for things that matter to you, more than for small talk.',
    ),
    information(
      'listen',
      'listening well',
      'Listen to what people say, and try to work out what they mean. If you are not sure, you can ask.',
    ),
    information(
      'respond',
      'saying what it is like for you',
      'You can help others when you say how you understand them and how it makes you feel. Much of what comes up is a part of life for all of us.',
    ),
    information(
      'hear-about-you',
      'hearing about your own part',
      'Listen just as well when people talk about your part in group. We learn a lot from each other. That is a main way that group helps.',
    ),
    information(
      'practice',
      'practicing in group',
      'Group is a place to practice. You can try a new way to talk with people. Take small steps. You choose which ones.',
    ),
    information(
      'shared-work',
      'sharing the work',
      'We all share the work of making group good for everyone. You have a part in it too.',
    ),
    information(
      'how-change-happens',
      'how change can happen',
      'Change can happen in three steps. First, you say something in a new way. Next, the others tell you that it is fine. Then you learn from that.',
    ),
    information(
      'put-into-words',
      'putting feelings into words',
      'Now and then, stop and notice what you think and feel. Then try to put it into words for the group.',
    ),
    information(
      'more-than-polite',
      'more than being polite',
      'You do not have to act as if all is well. Group is for finding out what goes on between us and what it brings up in us. It is still a place to be kind.',
    ),
    information(
      'how-it-is-said',
      'how things are said',
      'It matters how we say a thing, and not just the words. You may notice that the words and the tone do not fit, with others or with you. You can ask about it.',
    ),
    information(
      'here-and-now',
      'what goes on in group',
      'Pay attention to what goes on in group, among you and with the leader. That can help you understand what goes on in your life outside.',
    ),
    information(
      'known-and-not-known',
      'what is known and not known',
      'Some things about you are known to you and to others. Some only you know. Some only other people notice. Some no one knows yet. In group, more can become known, as far as you want.',
    ),
    information(
      'sharing',
      'sharing',
      'There are three ways to do that. One is sharing. You say what you mostly keep to yourself, or what you think about someone in group.',
    ),
    information(
      'feedback',
      'feedback',
      'Another way is feedback. Others tell you what they notice about you. It may be new to you.',
    ),
    information(
      'insight',
      'insight',
      'The third way is insight. You think hard, and you come to understand yourself better.',
    ),
    information(
      'other-ways',
      'other things a group may do',
      'Some groups also have short talks, things to read, or things to try at home. Your leader can tell you what this group does. These can help a lot if you give them a real try. They are up to you.',
    ),
  ],
};
