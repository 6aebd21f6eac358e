/**
 * Five things people hear or fear. Source: domain.md S22–S40. "Rare", never "cannot happen" (S34); fears are called
 * common and never counted (S39); nothing here asks for details (S25, S29).
 * @module
 */
import { information, type Section } from '../information.ts';

export const myths: Section = {
  id: 'myths',
  title: 'Things people hear or fear',
  clauses: [
    information(
      'second-best',
      'the idea that group is second best',
      'Some people think that group costs less and so helps less. It is true that one group can help many people. But for most people it works about as well as other talk therapy.',
    ),
    information(
      'tell-all',
      'the fear of having to tell everything',
      'You do not have to tell everything about your life. You decide how much to share and when. You can find out what feels okay for you.',
    ),
    information(
      'own-pace',
      'the pace of a group',
      'Each group goes at its own pace. It gets easier to talk as people come to know and trust each other.',
    ),
    information(
      'few-details',
      'leaving out details',
      'In group we talk about what goes on between people and what it means to us. Often no one needs the details. You do not have to share your last name, your home, or your job.',
    ),
    information(
      'feel-worse',
      'the fear of feeling worse',
      'You may fear that you will feel worse when you hear what is hard for others. Many people do. But most find that it helps to talk. If you do feel worse, please tell your leader.',
    ),
    information(
      'not-alone',
      'not being the only one',
      'It can be a comfort to hear that others have been through something similar.',
    ),
    information(
      'help-others',
      'helping others',
      'Many people did not expect that they could help someone else. Then they find that they can.',
    ),
    information(
      'films',
      'groups in films',
      'In films, people in a group lose control, or do harm because they are angry. In real life this is rare.',
    ),
    information(
      'leader-pays-attention',
      'how the leader pays attention',
      'It is the leader’s job to pay attention to how group is going. When it is slow, the leader helps people talk. When it gets tense, the leader helps it calm down.',
    ),
    information(
      'fears',
      'fears about the others',
      'You may fear that people will leave you out, or that they will think badly of you. You may fear that you will lose yourself, or go along with things you do not want.',
    ),
    information(
      'fears-are-common',
      'how common these fears are',
      'Almost everyone has fears like these in a new group. That is okay. You still decide how much you say and do.',
    ),
    information(
      'name-fears-early',
      'talking about fears early on',
      'It helps to talk about a fear early on. Then the group can understand it and help with it.',
    ),
  ],
};
