/** Somebody is in the room and not on the list: added to the group, they get a row; otherwise nothing is written. @module */
import { html, type TemplateResult } from 'lit';
import { words } from '../strings/attendance.ts';
import { notListed } from '../strings/not-listed.ts';

export const notListedPart = (add: () => void): TemplateResult =>
  html`<details class="small">
    <summary>${notListed.someoneElse}</summary>
    <p>${notListed.notListed}</p>
    <p>${notListed.trainee}</p>
    <button type="button" @click=${add}>${words.addMember}</button>
  </details>`;
