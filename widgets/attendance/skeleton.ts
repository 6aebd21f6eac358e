/** What stands there until a sheet is open. @module */
import { html, type TemplateResult } from 'lit';

/** As high as a sheet of eight. */
export function skeleton(loading: string): TemplateResult {
  const row = html`<li class="row">
    <span class="who grow"><span class="bone"></span></span><span class="bone pick"></span>
  </li>`;
  return html`<div class="pad">
      <p class="visually-hidden" id="title">${loading}</p>
      <div class="bone lead"></div>
      <div class="bone"></div>
      <div class="all"><div class="bone pick"></div></div>
    </div>
    <ul aria-hidden="true">
      ${Array.from({ length: 8 }, () => row)}
    </ul>`;
}
