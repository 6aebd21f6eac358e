import { expect, test } from 'vitest';
import { splitFirstSentence } from '../../widgets/agreement/sentences.ts';
import {
  answer,
  back,
  begin,
  change,
  next,
  place,
  stepsOf,
  toTalkAbout,
  type Walk,
} from '../../widgets/agreement/steps.ts';
import { participation, rules } from './agreement-form.ts';

const documents = { rules, participation };
const adult = { signer: { as: 'member' } } as const;
const steps = stepsOf({ documents, video: false, age: 'adult' }, adult);
const kinds = (video: boolean) =>
  stepsOf({ documents, video, age: 'adult' }, adult).map(({ kind, parts }) =>
    kind === 'clause' ? parts[0]?.clause.id : kind,
  );

/** Goes on until a kind of step, saying yes to everything. */
function walkTo(kind: string, from: Walk = begin()): Walk {
  let walk = from;
  while (steps[walk.at]?.kind !== kind) {
    const step = steps[walk.at];
    for (const { clause } of step?.parts ?? []) {
      if (step && clause.kind === 'choice') walk = answer(walk, step.document, clause.id, 'yes');
    }
    walk = next(steps, walk);
  }
  return walk;
}

test('one screen for each clause, in document order, then consent, review and signature', () => {
  expect(kinds(false)).toEqual(['intro', 'private', 'limits', 'avoid', 'pace', 'consent', 'review', 'sign']);
});

test('the video clause is a screen only in groups that meet by video', () => {
  expect(kinds(true)).toEqual(['intro', 'private', 'limits', 'avoid', 'pace', 'video', 'consent', 'review', 'sign']);
});

test('at the start nothing is answered', () => {
  expect(begin()).toEqual({ at: 0, answers: { rules: {}, participation: {} }, changing: false, unanswered: undefined });
});

test('a question without an answer stays and is named, and the answer takes the name away', () => {
  const first = next(steps, begin());
  const stayed = next(steps, first);
  expect([stayed.at, stayed.unanswered]).toEqual([1, 'private']);
  expect(answer(stayed, 'rules', 'private', 'no').unanswered).toBeUndefined();
});

test('going on past information says that it was read', () => {
  const walk = walkTo('review');
  expect(walk.answers).toEqual({
    rules: { private: 'yes', limits: 'read', avoid: 'yes', pace: 'read' },
    participation: { feelings: 'read', stopping: 'read', 'take-part': 'yes' },
  });
});

test('the consent is not answered by the rules', () => {
  const walk = walkTo('consent');
  expect(walk.answers.participation).toEqual({});
  expect(next(steps, walk)).toMatchObject({ at: walk.at, unanswered: 'take-part' });
});

test('back keeps every answer and stops at the introduction', () => {
  const walk = walkTo('review');
  expect(back(walk)).toEqual({ ...walk, at: walk.at - 1 });
  expect(back(begin()).at).toBe(0);
});

test('after a change the review comes again, not the rest of the way', () => {
  const review = walkTo('review');
  const changing = answer(change(review, 1), 'rules', 'private', 'talk');
  const again = next(steps, changing);
  expect(again).toMatchObject({ at: review.at, changing: false });
  expect(again.answers.rules['private']).toBe('talk');
});

test('places are counted without the introduction, and not at all during a change', () => {
  expect(place(steps, begin())).toBeUndefined();
  expect(place(steps, next(steps, begin()))).toEqual({ part: 1, of: 7 });
  expect(place(steps, change(walkTo('review'), 1))).toBeUndefined();
});

test('what the leader will talk about is every no and every talk, of both documents', () => {
  const some = answer(answer(walkTo('review'), 'rules', 'avoid', 'talk'), 'participation', 'take-part', 'no');
  expect(toTalkAbout(steps, some.answers)).toEqual(['contact outside group', 'take part in this group']);
  expect(toTalkAbout(steps, walkTo('review').answers)).toEqual([]);
});

test.for([
  [
    'Come on time. We start on time. No one has to wait.',
    'en',
    'Come on time.',
    'We start on time. No one has to wait.',
  ],
  ['You decide how much to share.', 'en', 'You decide how much to share.', ''],
  ['Will you talk with us? It helps.', 'en', 'Will you talk with us?', 'It helps.'],
  ['请准时来。这样大家不用等。', 'zh', '请准时来。', '这样大家不用等。'],
])('the first sentence of "%s" stands alone and no word is lost', ([text = '', language = '', lead, rest]) => {
  expect(splitFirstSentence(text, language)).toEqual({ lead, rest });
});
