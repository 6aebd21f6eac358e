/**
 * Six things that can be hard. Source: domain.md S72–S95. Staying is invited, never pressed (S82), and bringing a thing to
 * group does not take the place of a complaint (S90). A clinic adds whom to call. Plans are tried in group first (S94, S95).
 * @module
 */
import { information, type Section } from '../information.ts';

export const stumblingBlocks: Section = {
  id: 'stumbling-blocks',
  title: 'When it gets hard',
  clauses: [
    information(
      'nervous',
      'feeling nervous',
      'It is normal to be nervous about group. Almost everyone is. One thing that helps is to say so early on. Talking can make things clear, and then you may feel less nervous.',
    ),
    information(
      'leaders-job',
      'the leader’s job',
      'The leader helps you all talk to one another and keep to what matters. It is not the leader’s job to give quick answers.',
    ),
    information(
      'talk-itself-helps',
      'how the talk itself helps',
      'Quick answers may be what you hope for. With time, you can learn to get help from the talk itself.',
    ),
    information(
      'feelings-fit-in',
      'what a feeling has to do with',
      'When a feeling is strong, try to say what it has to do with. It may be about someone in group or someone outside. It is okay to show what you feel.',
    ),
    information(
      'let-down',
      'feeling let down',
      'Many people feel unsure or let down after the first few sessions. This is common. It happens because group takes time to help. It helps to say so in group.',
    ),
    information(
      'stay-if-you-can',
      'thinking about stopping',
      'We hope you can give it some more time. Group can help a lot more later on. You can still leave at any time.',
    ),
    information(
      'anger',
      'feeling annoyed or angry',
      'At times you may feel let down, annoyed, or angry in group. Many of us find such feelings hard. Talking about them in a helpful way is part of the work.',
    ),
    information(
      'about-the-leader',
      'feelings about the leader',
      'You may feel this way about the leader. That matters just as much. It is okay to say it in group.',
    ),
    information(
      'complain',
      'who else to tell about a problem',
      'You do not have to bring a problem to group first. If you are not happy with your care, you can tell the clinic. You have a right to do that. Anyone who works here can tell you how.',
    ),
    information(
      'try-outside',
      'trying things outside',
      'Try to use what you learn in your life outside. Many people talk about a plan in group, try it, and then tell us how it went. Group often helps more that way.',
    ),
    information(
      'test-plan-first',
      'talking about a plan first',
      'Life outside is not like group. People there may not react the way we do here. So please talk about your plan in group first. If you might not be safe, talk with your leader before you try it.',
    ),
  ],
};
