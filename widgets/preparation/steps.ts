/** The member's way through the preparation pack, without a screen: what comes next, what was said. Pure. @module */
import type { MemberDocument } from '../../src/content/document.ts';
import { worriesAfter } from '../../src/content/worries.ts';
import type { OpenedPreparation, QuestionsAnswer, SectionMark } from '../../src/preparation-types.ts';

/** One part of the pack. */
export type Section = MemberDocument['rules'][number];

/** One screen. */
export type Step =
  | { kind: 'card'; section: Section }
  | { kind: 'start' | 'worries' | 'questions' | 'word' | 'name' | 'thanks' };

/** Where the member is and what they said. */
export interface Walk {
  at: number;
  marks: Readonly<Record<string, SectionMark>>;
  questions?: QuestionsAnswer;
}

/** The cards, what worries the member after the one about it, and the one question after them. */
export const cardSteps = ({ rules }: MemberDocument, asksWorries: boolean): Step[] => [
  ...rules.flatMap((section): Step[] => [
    { kind: 'card', section },
    ...(asksWorries && section.id === worriesAfter ? [{ kind: 'worries' } as const] : []),
  ]),
  { kind: 'questions' },
];

/** All screens. How to leave word and the name are asked only where they were never told. */
export const stepsOf = ({ pack, contact, displayName, worries }: OpenedPreparation): Step[] => [
  { kind: 'start' },
  ...cardSteps(pack, worries !== undefined),
  ...(contact ? [] : [{ kind: 'word' } as const]),
  ...(displayName === undefined ? [{ kind: 'name' } as const] : []),
  { kind: 'thanks' },
];

/** What was said before is known; nothing is chosen for the member. */
export const begin = ({ marks, questions }: Pick<OpenedPreparation, 'marks' | 'questions'>): Walk => ({
  at: 0,
  marks,
  ...(questions && { questions }),
});

/** Every card was gone through and the pack was completed, this time or before. */
export const isDone = (steps: readonly Step[], { marks }: Walk, completed: string | undefined): boolean =>
  completed !== undefined && steps.every((step) => step.kind !== 'card' || marks[step.section.id] !== undefined);

/** The first card without a mark; with all of them marked the question after them. */
export function resume(steps: readonly Step[], walk: Walk): Walk {
  const open = steps.findIndex(({ kind, ...step }) =>
    kind === 'card' ? walk.marks[(step as { section: Section }).section.id] === undefined : kind === 'questions',
  );
  return { ...walk, at: Math.max(open, 0) };
}

/** All of it once more, from the first card: what was said before is not asked of anybody. */
export const again = (steps: readonly Step[]): Walk => ({
  at: Math.max(
    steps.findIndex(({ kind }) => kind === 'card'),
    0,
  ),
  marks: {},
});

/** The first screen after the cards and their question. */
export const afterCards = (steps: readonly Step[], walk: Walk): Walk => ({
  ...walk,
  at: steps.findLastIndex(({ kind }) => kind === 'questions') + 1,
});

/** "3 of 7", on cards only. */
export function place(steps: readonly Step[], { at }: Walk): { part: number; of: number } | undefined {
  const cards = steps.flatMap(({ kind }, i) => (kind === 'card' ? [i] : []));
  return cards.includes(at) ? { part: cards.indexOf(at) + 1, of: cards.length } : undefined;
}

/** One step on. */
export const next = (steps: readonly Step[], walk: Walk): Walk => ({
  ...walk,
  at: Math.min(walk.at + 1, steps.length - 1),
});

/** One step back. */
export const back = (walk: Walk): Walk => ({ ...walk, at: Math.max(walk.at - 1, 0) });

/** Marks a card, and goes on. */
export const mark = (steps: readonly Step[], walk: Walk, section: string, said: SectionMark): Walk =>
  next(steps, { ...walk, marks: { ...walk.marks, [section]: said } });

/** Titles of what the leader will talk about with the member, in order. */
export const toTalkAbout = ({ rules }: MemberDocument, { marks }: Walk): string[] =>
  rules.filter(({ id }) => marks[id] === 'talk').map(({ title }) => title);
