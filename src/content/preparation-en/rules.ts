/**
 * The five rules in brief; the rules document has their full words and is what members agree to. Source: domain.md
 * S96–S123, O1, O2. The limits of privacy are said instead of a comfort nobody can promise (S99). How strict the advice on
 * contact is, and how long a group lasts (S108), are for the clinic to adapt.
 * @module
 */
import { information, type Section } from '../information.ts';

export const rules: Section = {
  id: 'rules',
  title: 'The five rules in brief',
  clauses: [
    information(
      'about-the-rules',
      'how the rules work',
      'Group has five rules. This page has them in brief. You will get a form with their full words. For each one you can say yes, no, or that you want to talk about it.',
    ),
    information(
      'rule-privacy',
      'privacy',
      'Keep what you hear in group private. You can tell people close to you about your own time here. Please do not share names or details about anyone else. You would want the same from them.',
    ),
    information(
      'rule-privacy-limits',
      'the limits of privacy',
      'Leaders keep what you say private too. Sometimes the law says they have to tell someone. Members make a promise to each other. We cannot be sure that each of them will keep it.',
    ),
    information(
      'rule-coming',
      'coming to group',
      'Please come to each session if you can, and come on time. Group works best when people are there. It is good for you and for the others.',
    ),
    information(
      'rule-telling-us',
      'telling us ahead',
      'If you cannot come, call us before group starts, or leave a message. Then no one has to wait. We will not say why. If you will be away for a while, tell the group ahead of time.',
    ),
    information(
      'rule-time',
      'giving it time',
      'It takes time to find out how much group can help you. Before you start, please talk with your leader about how long you plan to stay.',
    ),
    information(
      'rule-leaving',
      'leaving at any time',
      'You can leave group at any time. If you think about leaving, please talk about it in group first.',
    ),
    information(
      'rule-alcohol-drugs',
      'alcohol and drugs',
      'In group we talk about personal things. Alcohol and drugs make that harder. Please do not come to group after drinking or using drugs. We are not judging you.',
    ),
    information(
      'rule-medicine',
      'medicine, and leaving for the day',
      'Keep taking medicine the way your prescriber told you. That goes for medicine for opioid use too. If you are not able to take part that day, the leader may ask you to leave that session. We can help you find a safe way home.',
    ),
    information(
      'rule-contact',
      'contact outside group',
      'Group is care, and does not take the place of friends. We ask members not to meet, call, or message each other outside of group. Two people who are close may keep things from the rest of us. Then group can help less.',
    ),
    information(
      'rule-contact-happens',
      'contact if it happens',
      'If contact happens, we ask you to bring it up in group. Then we can all talk about what it changes. We will not ask you to write down who it was.',
    ),
  ],
};
