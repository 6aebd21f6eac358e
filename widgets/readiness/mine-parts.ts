/** What a member's and a guardian's view share: the top line, what is left, what did not load. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../glyphs.ts';
import { preparationWords } from '../strings/preparation.ts';
import type { OwnView, OwnWords } from './mine-view.ts';

export interface Again {
  trying: boolean;
  again: () => void;
}
type Words = OwnWords & { language: string; tryAgain: string; trying: string; openForm: string; steps: string };

export const againButton = (words: Words, { trying, again }: Again): TemplateResult =>
  html`<button class="again" type="button" aria-disabled=${trying ? 'true' : nothing} @click=${again}>
    ${trying ? words.trying : words.tryAgain}
  </button>`;

/** Where it stands and what is left, with the one button that opens the form. */
export function topPart(view: OwnView, words: Words, { open, ...again }: Again & { open: () => void }): TemplateResult {
  return html`<div class="pad">
    <h2 class="title" id="title" tabindex="-1">${view.title}</h2>
    <div class="line top">
      ${glyph(view.glyph, `big ${view.tone === 'quiet' ? 'quiet' : `c-${view.tone}`}`)}
      <p class="lead" part="lead">${view.lead}</p>
      ${view.under ? html`<p class="quiet">${view.under}</p>` : nothing}
    </div>
    ${view.notes.map((text) => html`<p class="said">${text}</p>`)}
    ${
      view.steps.length
        ? html`<ul class="steps" role="list" aria-label=${words.steps}>
            ${view.steps.map(
              ({ text, turn }) =>
                html`<li class="line">
                  ${glyph(turn === 'yours' ? 'open' : 'talk', 'quiet')}
                  <p><span class="visually-hidden">${words[turn]}: </span>${text}</p>
                </li>`,
            )}
          </ul>`
        : nothing
    }
    ${
      view.form
        ? html`<p class="act"><button type="button" class="main" @click=${open}>${words.openForm}</button></p>`
        : nothing
    }
    ${view.glyph === 'unknown' ? html`<p class="act">${againButton(words, again)}</p>` : nothing}
  </div>`;
}

/** Signed out is the one failure they can do something about. */
export function failedPart(code: string, words: Words, again: Again): TemplateResult {
  const signedOut = code === 'not-authorized' ? preparationWords(words.language).failure[code] : undefined;
  return html`<div class="pad">
    <div class="line">
      ${glyph('unknown', 'big quiet')}
      <h2 class="lead" id="title" tabindex="-1">${words.cantTell}</h2>
      <p class="quiet">${signedOut ?? words.cantTellHint}</p>
      <p class="first act">${againButton(words, again)}</p>
    </div>
  </div>`;
}
