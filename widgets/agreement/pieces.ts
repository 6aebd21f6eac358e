/** Pieces that several screens share. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { MemberDocument } from '../../src/content/document.ts';
import type { AgreementWords } from '../strings/agreement.ts';
import type { Screen } from './host.ts';
import { place, type Step, type Walk } from './steps.ts';

/** Where the member is; after Change, that only one answer is being changed. */
export function progress(steps: readonly Step[], walk: Walk, words: AgreementWords): TemplateResult | typeof nothing {
  if (walk.changing) return html`<p class="progress quiet">${words.changing}</p>`;
  const here = place(steps, walk);
  if (!here) return nothing;
  const segments = Array.from({ length: here.of }, (_, i) => html`<i class=${i < here.part ? 'on' : ''}></i>`);
  return html`<div class="progress quiet">
    <div class="segments" role="img" aria-label=${words.placeSpoken(here.part, here.of)}>${segments}</div>
    <span aria-hidden="true">${words.place(here.part, here.of)}</span>
  </div>`;
}

/**
 * Large radios, none chosen for the member. The group is the fieldset around them. `live`: a choice that was not taken up
 * (its language did not come) must not stay marked.
 */
export function radios<T extends string>(
  group: string,
  options: readonly (readonly [T, string])[],
  chosen: string | undefined,
  choose: (value: T) => void,
): TemplateResult {
  return html`<div class="choices">
    ${options.map(
      ([value, word]) =>
        html`<label class="choice">
          <input
            type="radio"
            name="choice-${group}"
            .checked=${live(chosen === value)}
            @change=${() => choose(value)}
          />
          ${word}
        </label>`,
    )}
  </div>`;
}

/** One question of staff’s; what is missing stands above its answers and is said with them. */
export function field(id: string, legend: string, fault: string, body: unknown): TemplateResult {
  return html`<fieldset aria-describedby=${fault ? `missing-${id}` : nothing}>
    <legend>${legend}</legend>
    ${fault ? html`<p class="missing" id="missing-${id}" tabindex="-1">${fault}</p>` : nothing} ${body}
  </fieldset>`;
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
export function versionOf({ title, version, language }: MemberDocument, words: AgreementWords): TemplateResult {
  return html`<span class="version"><b lang=${language} dir="auto">${title}</b>, ${words.version(version)}</span>`;
}

/**
 * Buttons, always in the same place; then the way out, and help in the same place (WCAG 3.2.6) in the document's own
 * words.
 */
export function foot(
  { acts, words }: Pick<Screen, 'acts' | 'words'>,
  {
    back,
    on,
    document,
    stop = true,
  }: { back?: () => void; on: TemplateResult; document?: MemberDocument; stop?: boolean },
): TemplateResult {
  return html`<div class="actions">
      ${back ? html`<button type="button" @click=${back}>${words.back}</button>` : nothing} ${on}
    </div>
    ${
      document
        ? html`<div class="help quiet">
            <p lang=${document.language} dir="auto">${document.statements.help}</p>
            ${stop ? html`<button type="button" class="bare" id="stop" @click=${acts.stop}>${words.stop}</button>` : nothing}
          </div>`
        : nothing
    }`;
}

/** The one filled button of a screen. */
export function mainButton(word: string, press: (event: MouseEvent) => void, busy = false): TemplateResult {
  return html`<button type="button" class="main" part="action" aria-disabled=${busy ? 'true' : nothing} @click=${press}>
    ${word}
  </button>`;
}
