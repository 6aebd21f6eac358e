/** What staff see while there is no form: loading, can't open, not connected. @module */
import { html, type TemplateResult } from 'lit';
import type { Screen } from './host.ts';

/** As tall as the desk, so that nothing jumps. */
export function openingScreen({ staff }: Screen): TemplateResult {
  return html`<div class="staff">
    <span class="visually-hidden">${staff.loading}</span>
    ${['third', 'half', '', '', '', 'third'].map((size) => html`<div class="bone ${size}"></div>`)}
  </div>`;
}

export function unopenedScreen(code: string, { acts, staff, words }: Screen): TemplateResult {
  // a minor on their own account: the clinic records on which basis they sign
  if (code === 'ask-clinic') return html`<div class="staff"><p class="note calm">${staff.askClinic}</p></div>`;
  return html`<div class="staff">
    <p class="note fault" role="alert">${code === 'unsupported' ? staff.unsupported : words.failure[code]}</p>
    <div><button type="button" @click=${acts.reopen}>${words.tryAgain}</button></div>
  </div>`;
}

export function unconnectedScreen({ staff }: Screen): TemplateResult {
  return html`<div class="staff"><p class="quiet">${staff.noConnection}</p></div>`;
}
