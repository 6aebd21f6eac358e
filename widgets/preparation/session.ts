/** Everything the member's screens hold, in one object: letting go of it clears it all. @module */
import type { OpenedPreparation, SectionMark } from '../../src/preparation-types.ts';
import type { PreparationWords } from '../strings/preparation.ts';
import type { NameState } from './name.ts';
import { begin, place, stepsOf, type Step, type Walk } from './steps.ts';
import type { WordState } from './word.ts';

/** What became of what was said: nothing is called saved before the server answered. */
export type Saving = 'nothing' | 'saving' | 'saved' | { code: string };

export interface Walking {
  stage: 'walking';
  opened: OpenedPreparation;
  words: PreparationWords;
  steps: readonly Step[];
  walk: Walk;
  /** What was marked on this screen, this time. */
  said: Record<string, SectionMark>;
  saving: Saving;
  /** The last answer is being completed. */
  finishing: boolean;
  word: WordState;
  /** The pack was to be printed, and its part of the code did not come. */
  unprinted?: boolean;
  name: NameState;
}

export type Session = { stage: 'opening' } | { stage: 'unopened'; code: string } | Walking;

/** A pack that was just opened. */
export const walking = (opened: OpenedPreparation, words: PreparationWords): Walking => ({
  stage: 'walking',
  opened,
  words,
  steps: stepsOf(opened),
  walk: begin(opened),
  said: {},
  saving: 'nothing',
  finishing: false,
  word: {},
  name: { text: '' },
});

/** Where the member is, and that something is not saved: said politely. */
export function statusOf({ saving, steps, walk, words }: Walking): string {
  const here = place(steps, walk);
  const unsaved = typeof saving === 'object' ? words.unsaved : '';
  return [here && words.placeSpoken(here.part, here.of), unsaved].filter(Boolean).join('. ');
}
