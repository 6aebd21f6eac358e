/**
 * Our own drawings: how change can happen in three steps (domain.md S53), and what is known of somebody and by whom in four
 * boxes (S64). The words in them say the same, and are read in order.
 * @module
 */
import { html, svg, type TemplateResult } from 'lit';

const shapes = [
  svg`<path d="M8 9h24v17H18l-7 6v-6H8z"/><path d="M14 15h12M14 20h8"/>`,
  svg`<circle cx="15" cy="14" r="5.5"/><circle cx="28" cy="16" r="4.5"/><path d="M5 33c1-8 19-8 20 0M26 24c5-2 9 2 9 7"/>`,
  svg`<circle cx="20" cy="17" r="9"/><path d="M16 30h8M17 34h6M16 17l3 3 6-6"/>`,
];

/** `labels`: one for each step. */
export const threeSteps = (labels: readonly string[]): TemplateResult =>
  html`<ol class="three">
    ${labels.map(
      (label, i) =>
        html`<li>
          <svg class="glyph" viewBox="0 0 40 40" aria-hidden="true">${shapes[i]}</svg><span>${label}</span>
        </li>`,
    )}
  </ol>`;

/** Two heads, the person's own and somebody else's: full where it is known to them. */
const heads = (own: boolean, others: boolean) => svg`<rect x="2" y="4" width="36" height="32" rx="4"/>
  <circle class=${own ? 'full' : ''} cx="13" cy="15" r="5"/><path class=${own ? 'full' : ''} d="M6 31c1-9 13-9 14 0z"/>
  <circle class=${others ? 'full' : ''} cx="28" cy="16" r="4"/><path class=${others ? 'full' : ''} d="M22 31c1-8 11-8 12 0z"/>`;
const boxes = [heads(true, true), heads(true, false), heads(false, true), heads(false, false)];

/** `labels`: one for each box, known to both first, known to nobody last. */
export const fourBoxes = (labels: readonly string[]): TemplateResult =>
  html`<ul class="three four" role="list">
    ${labels.map(
      (label, i) =>
        html`<li><svg class="glyph" viewBox="0 0 40 40" aria-hidden="true">${boxes[i]}</svg><span>${label}</span></li>`,
    )}
  </ul>`;
