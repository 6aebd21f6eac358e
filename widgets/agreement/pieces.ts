/** Pieces that several screens share. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { MemberDocument } from '../../src/content/document.ts';
import { agreementWords as words } from '../strings/agreement.ts';
import { place, type Step, type Walk } from './steps.ts';

/** Where the member is; after Change, that only one answer is being changed. */
export function progress(steps: readonly Step[], walk: Walk): TemplateResult | typeof nothing {
  if (walk.changing) return html`<p class="progress quiet">${words.changing}</p>`;
  const here = place(steps, walk);
  if (!here) return nothing;
  const segments = Array.from({ length: here.of }, (_, i) => html`<i class=${i < here.part ? 'on' : ''}></i>`);
  return html`<div class="progress quiet">
    <div class="segments" role="img" aria-label=${words.placeSpoken(here.part, here.of)}>${segments}</div>
    <span aria-hidden="true">${words.place(here.part, here.of)}</span>
  </div>`;
}

/** Large radios, none chosen for the member. The group is the fieldset around them. */
export function radios<T extends string>(
  group: number,
  options: readonly (readonly [T, string])[],
  chosen: string | undefined,
  choose: (value: T) => void,
): TemplateResult {
  return html`<div class="choices">
    ${options.map(
      ([value, word]) =>
        html`<label class="choice">
          <input type="radio" name="choice-${group}" .checked=${chosen === value} @change=${() => choose(value)} />
          ${word}
        </label>`,
    )}
  </div>`;
}

/** The small title above a question. */
export function eyebrow(title: string | undefined, document: MemberDocument): TemplateResult | typeof nothing {
  return title ? html`<span class="eyebrow" lang=${document.language} dir="auto">${title}</span>` : nothing;
}

/** Words of the document, in its language. */
export function paragraph(
  text: string,
  document: MemberDocument,
  id: string | typeof nothing = nothing,
): TemplateResult | typeof nothing {
  return text ? html`<p id=${id} lang=${document.language} dir="auto">${text}</p>` : nothing;
}

/** Which document, in which version: what a signature must say. */
export function versionOf({ title, version, language }: MemberDocument): TemplateResult {
  return html`<span class="version"><b lang=${language} dir="auto">${title}</b>, ${words.version(version)}</span>`;
}

/** Buttons, always in the same place, then help in the same place (WCAG 3.2.6) in the document's own words. */
export function foot(
  back: (() => void) | undefined,
  on: TemplateResult,
  document: MemberDocument | undefined,
): TemplateResult {
  return html`<div class="actions">
      ${back ? html`<button type="button" @click=${back}>${words.back}</button>` : nothing} ${on}
    </div>
    ${document ? html`<p class="help quiet" lang=${document.language} dir="auto">${document.statements.help}</p>` : nothing}`;
}

/** The one filled button of a screen. */
export function mainButton(word: string, press: (event: MouseEvent) => void, busy = false): TemplateResult {
  return html`<button type="button" class="main" part="action" aria-disabled=${busy ? 'true' : nothing} @click=${press}>
    ${word}
  </button>`;
}
