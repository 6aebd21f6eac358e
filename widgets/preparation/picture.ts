/** How change can happen, in three steps (domain.md S53). The words beside it say the same, and are read in order. @module */
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
