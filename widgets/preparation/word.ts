/** How the member will tell us, and whether we may leave a message: a screen of its own. No element, no portal. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { ContactWay } from '../../src/book-types.ts';
import type { PreparationWords } from '../strings/preparation.ts';
import { foot, once, type CardState } from './cards.ts';

/** What was chosen so far: nothing is chosen for the member. */
export interface WordState {
  way?: ContactWay['way'];
  message?: 'yes' | 'no';
  /** What Next was pressed without. */
  missing?: 'way' | 'message';
  busy?: boolean;
}

export interface WordActs {
  choose: (chosen: Pick<WordState, 'way' | 'message'>) => void;
  next: () => void;
  /** Going on without saying. */
  skip: () => void;
}

/** What can be saved, or what is missing. */
export function wordOf({ way, message }: WordState): ContactWay | { missing: 'way' | 'message' } {
  if (way === undefined) return { missing: 'way' };
  return message === undefined ? { missing: 'message' } : { way, message: message === 'yes' };
}

/** `state` is that of the cards around it. */
export function wordScreen(state: CardState, word: WordState, acts: WordActs): TemplateResult {
  const { words } = state;
  const { busy } = word;
  return html`<div class="body">
      ${choice('way', words.word, words.ways, { word, words, heading: true }, (way) => acts.choose({ way }))}
      ${choice('message', words.message, words.messages, { word, words }, (message) => acts.choose({ message }))}
    </div>
    ${foot(
      state,
      undefined,
      html`<button
          type="button"
          aria-disabled=${busy ? 'true' : nothing}
          @click=${once(() => (busy ? undefined : acts.skip()))}
        >
          ${words.notNow}
        </button>
        <button
          type="button"
          class="main"
          part="action"
          aria-disabled=${busy ? 'true' : nothing}
          @click=${once(() => (busy ? undefined : acts.next()))}
        >
          ${words.next}
        </button>`,
    )}`;
}

function choice<T extends string>(
  name: 'way' | 'message',
  title: string,
  options: Record<T, string>,
  { word, words, heading }: { word: WordState; words: PreparationWords; heading?: boolean },
  choose: (value: T) => void,
): TemplateResult {
  const missing = word.missing === name;
  const missingWords = name === 'way' ? words.wayMissing : words.messageMissing;
  const described = [heading && 'hint', missing && `${name}-missing`].filter(Boolean).join(' ');
  return html`<fieldset aria-describedby=${described || nothing}>
    <legend>
      ${
        heading
          ? html`<h2 class="ask" id="heading" tabindex="-1">${title}</h2>`
          : html`<h3 class="second">${title}</h3>`
      }
    </legend>
    ${heading ? html`<p class="quiet" id="hint">${words.wordHint}</p>` : nothing}
    ${missing ? html`<p class="missing" id="${name}-missing">${missingWords}</p>` : nothing}
    <div class="choices">
      ${(Object.keys(options) as T[]).map(
        (value) =>
          html`<label class="choice">
            <input type="radio" name=${name} .checked=${word[name] === value} @change=${() => choose(value)} />
            ${options[value]}
          </label>`,
      )}
    </div>
  </fieldset>`;
}
