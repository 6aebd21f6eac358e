/** Somebody is in the room and not on the list: added to the group, they get a row; otherwise nothing is written. @module */
import { html, type TemplateResult } from 'lit';
import { rowSpeech } from '../strings/attendance-rows.ts';

export function notListedPart(locale: string, add: () => void): TemplateResult {
  const words = rowSpeech.in(locale);
  return html`<details class="small">
    <summary>${words.someoneElse}</summary>
    <p>${words.notListed}</p>
    <p>${words.trainee}</p>
    <button type="button" @click=${add}>${words.addMember}</button>
  </details>`;
}
