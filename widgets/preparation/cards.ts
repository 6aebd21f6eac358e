/** The cards and the question after them, as templates of what was said and what can be done. No element, no portal. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { MemberDocument } from '../../src/content/document.ts';
import type { QuestionsAnswer, SectionMark } from '../../src/preparation-types.ts';
import type { PreparationWords } from '../strings/preparation.ts';
import { fourBoxes, threeSteps } from './picture.ts';
import { place, type Section, type Step, type Walk } from './steps.ts';

/** What the cards show. */
export interface CardState {
  pack: MemberDocument;
  steps: readonly Step[];
  walk: Walk;
  words: PreparationWords;
  /** Being completed: nothing can be pressed. */
  busy?: boolean;
  /** Having it read aloud, where this device can. */
  aloud?: TemplateResult | typeof nothing;
  /** Beside Back: what became of the last save. */
  foot?: TemplateResult | typeof nothing;
}

/** What the cards ask of whoever shows them. */
export interface CardActs {
  mark: (section: string, mark: SectionMark) => void;
  answer: (questions: QuestionsAnswer) => void;
  back: () => void;
}

/** The second half of a double click must not say "I read this" to a card nobody has seen. */
export const once =
  (act: () => void) =>
  (event: MouseEvent): void => {
    if (event.detail < 2) act();
  };

/** One part of the pack: title, words, and the two things that can be said of it. There is no "no". */
export function cardScreen(state: CardState, section: Section, acts: CardActs): TemplateResult {
  const { pack, walk, words } = state;
  const said = walk.marks[section.id];
  return html`${progress(state)}
    <div class="body">
      <h2 class="ask" id="heading" tabindex="-1" lang=${pack.language} dir="auto">${section.title}</h2>
      ${state.aloud ?? nothing}
      ${section.clauses.map(
        ({ id, text }) =>
          html`<p lang=${pack.language} dir="auto">${text}</p>
            ${id === 'how-change-happens' ? threeSteps(words.threeSteps) : nothing}
            ${id === 'known-and-not-known' ? fourBoxes(words.fourBoxes) : nothing}`,
      )}
      ${said ? html`<p class="quiet said">${words.marked[said]}</p>` : nothing}
      <div class="marks">
        <button type="button" class="main" part="action" @click=${once(() => acts.mark(section.id, 'read'))}>
          ${words.mark.read}
        </button>
        <button type="button" @click=${once(() => acts.mark(section.id, 'talk'))}>${words.mark.talk}</button>
      </div>
    </div>
    ${foot(state, acts.back)}`;
}

/** After the last card. Both answers are equals. */
export function questionsScreen(state: CardState, acts: CardActs): TemplateResult {
  const { words, busy } = state;
  return html`<div class="body">
      <h2 class="ask" id="heading" tabindex="-1">${words.questions}</h2>
      <p class="quiet">${words.questionsHint}</p>
      <div class="marks equal">
        ${(['no-questions', 'has-questions'] as const).map(
          (answer) =>
            html`<button
              type="button"
              aria-disabled=${busy ? 'true' : nothing}
              @click=${once(() => (busy ? undefined : acts.answer(answer)))}
            >
              ${words.questionsAnswers[answer]}
            </button>`,
        )}
      </div>
    </div>
    ${foot(state, busy ? undefined : acts.back)}`;
}

/** Where the member is. */
export function progress({ steps, walk, words }: CardState): TemplateResult | typeof nothing {
  const here = place(steps, walk);
  if (!here) return nothing;
  const segments = Array.from({ length: here.of }, (_, i) => html`<i class=${i < here.part ? 'on' : ''}></i>`);
  return html`<div class="progress quiet">
    <div class="segments" role="img" aria-label=${words.placeSpoken(here.part, here.of)}>${segments}</div>
    <span aria-hidden="true">${words.place(here.part, here.of)}</span>
  </div>`;
}

/** Back, what was saved, then help in the same place on every screen (WCAG 3.2.6) in the pack's own words. */
export function foot(
  { pack, words, foot: more = nothing }: Pick<CardState, 'pack' | 'words' | 'foot'>,
  goBack: (() => void) | undefined,
  on: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`<div class="actions">
      ${goBack ? html`<button type="button" @click=${goBack}>${words.back}</button>` : nothing} ${more} ${on}
    </div>
    <p class="help quiet" lang=${pack.language} dir="auto">${pack.statements.help}</p>`;
}
