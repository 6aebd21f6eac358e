/** Whether group helps. Source: domain.md S7–S13; "most people" and no promise: 2.1 and 5.1. @module */
import { information, type Section } from '../information.ts';

export const helps: Section = {
  id: 'helps',
  title: 'Does group help?',
  clauses: [
    information(
      'long-use',
      'how long group has been used',
      'People have used group therapy for decades. In many clinics it is a normal part of care.',
    ),
    information(
      'part-of-care',
      'group and other care',
      'For some people, group is their main care or their only care. Other people also see a therapist of their own, take medicine, or do other things. You can ask what fits you.',
    ),
    information(
      'studies',
      'what studies show',
      'Studies show that group can help. For most people it works about as well as one-to-one therapy. No one can promise how it will be for you.',
    ),
    information(
      'takes-time',
      'the time group needs',
      'A new group has to form first. It takes a while until people know each other. So the first few sessions do not show how much group can help you.',
    ),
    information(
      'groups-you-know',
      'groups you may know',
      'You may have been in a group at school, at work, in a club, or in a place of worship. Group therapy is like that in many ways.',
    ),
    information(
      'leader-keeps-on-track',
      'what is different here',
      'One thing is different. The leader’s job is to keep group working on what people came for. The leader also makes sure there is room for everyone.',
    ),
  ],
};
