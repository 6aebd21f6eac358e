import { expect, test } from 'vitest';
import { lengthOf } from '../../widgets/preparation/leader-session.ts';
import { isName } from '../../widgets/preparation/name.ts';
import {
  afterCards,
  again,
  back,
  begin,
  cardSteps,
  isDone,
  mark,
  next,
  place,
  resume,
  stepsOf,
  toTalkAbout,
  type Walk,
} from '../../widgets/preparation/steps.ts';
import { wordOf } from '../../widgets/preparation/word.ts';
import { opened, pack } from './pages/preparation-page.ts';

const kinds = (steps: ReturnType<typeof stepsOf>) => steps.map(({ kind }) => kind);
const steps = stepsOf(opened());
const marks = { helps: 'read', works: 'talk', fears: 'read' } as const;

test('the way: start, a card for each section, one question, then only what was never told, thanks', () => {
  expect(kinds(steps)).toEqual(['start', 'card', 'card', 'card', 'questions', 'word', 'name', 'thanks']);
  const told = opened({ contact: { way: 'phone', message: true }, displayName: 'Sam' });
  expect(kinds(stepsOf(told))).toEqual(['start', 'card', 'card', 'card', 'questions', 'thanks']);
  expect(kinds(cardSteps(pack, false))).toEqual(['card', 'card', 'card', 'questions']);
});

test('goes on at the first card without a mark, else at the question; the same inside another form', () => {
  const at = (of: typeof steps, said: Walk['marks']) => resume(of, begin({ marks: said })).at;
  expect([at(steps, {}), at(steps, { helps: 'read' }), at(steps, { works: 'read' }), at(steps, marks)]).toEqual([
    1, 2, 1, 4,
  ]);
  expect([at(cardSteps(pack, false), {}), at(cardSteps(pack, false), marks)]).toEqual([0, 3]);
});

test('a mark goes on, back keeps it, and reading again begins with none', () => {
  const one = mark(steps, { at: 1, marks: {} }, 'helps', 'talk');
  expect(one).toEqual({ at: 2, marks: { helps: 'talk' } });
  expect(back(one)).toEqual({ at: 1, marks: { helps: 'talk' } });
  expect(back({ at: 0, marks: {} }).at).toBe(0);
  expect(next(steps, { at: 7, marks: {} }).at).toBe(7);
  expect(again(steps)).toEqual({ at: 1, marks: {} });
  expect(afterCards(steps, begin({ marks })).at).toBe(5);
});

test('the place counts cards only', () => {
  const places = steps.map((_, at) => place(steps, { at, marks: {} })?.part);
  expect(places).toEqual([undefined, 1, 2, 3, undefined, undefined, undefined, undefined]);
  expect(place(steps, { at: 1, marks: {} })?.of).toBe(3);
});

test('done is a completed pack with every card marked; what to talk about is in the order of the pack', () => {
  expect(isDone(steps, begin({ marks }), '2026-11-01T15:00:00Z')).toBe(true);
  expect(isDone(steps, begin({ marks }), undefined)).toBe(false);
  expect(isDone(steps, begin({ marks: { helps: 'read' } }), '2026-11-01T15:00:00Z')).toBe(false);
  expect(toTalkAbout(pack, begin({ marks: { fears: 'talk', helps: 'talk', works: 'read' } }))).toEqual([
    'Does group help?',
    'Things people fear',
  ]);
});

test('what is typed or chosen is a whole answer or none', () => {
  expect(wordOf({})).toEqual({ missing: 'way' });
  expect(wordOf({ way: 'text' })).toEqual({ missing: 'message' });
  expect(wordOf({ way: 'text', message: 'no' })).toEqual({ way: 'text', message: false });
  expect([isName({ text: ' ' }), isName({ text: 'שרה' }), isName({ text: 'x'.repeat(61) })]).toEqual([
    false,
    true,
    false,
  ]);
  const length = (text: string) => lengthOf({ text, unit: 'weeks' });
  expect([length(' '), length('0'), length('521'), length('1.5'), length('-3')]).toEqual([
    undefined,
    'wrong',
    'wrong',
    'wrong',
    'wrong',
  ]);
  expect(length(' 12 ')).toEqual({ value: 12, unit: 'weeks' });
});
