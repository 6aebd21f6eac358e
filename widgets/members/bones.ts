/** What is there before the book is: the bones of a list. @module */
import { html, type TemplateResult } from 'lit';

/** As high as a list of eight. */
export function skeleton(loading: string): TemplateResult {
  const row = html`<li>
    <div class="who"><span class="bone grow"></span></div>
  </li>`;
  return html`<div class="pad head">
      <p class="visually-hidden" id="title">${loading}</p>
      <div class="bone lead"></div>
    </div>
    <ul class="part" aria-hidden="true">
      ${Array.from({ length: 8 }, () => row)}
    </ul>`;
}
