/** A list that did not open: what, why, and the one thing to do. Shared by the tags that show a list. @module */
import { html, type TemplateResult } from 'lit';
import { glyph } from './glyphs.ts';
import type { Common } from './strings/common.ts';

export function failedPart(
  title: string,
  code: string,
  { again, words }: { again: () => void; words: Common },
): TemplateResult {
  return html`<div class="pad row">
    ${glyph('unknown', 'quiet')}
    <div class="grow">
      <h2 class="lead" id="title" tabindex="-1">${title}</h2>
      <p class="quiet">${words.failures[code]}</p>
      <p class="act all"><button type="button" @click=${again}>${words.tryAgain}</button></p>
    </div>
  </div>`;
}
