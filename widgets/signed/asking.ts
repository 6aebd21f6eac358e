/** The small questions of withdrawing and voiding: choices of one, what is wrong, the buttons. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../glyphs.ts';
import type { Words } from '../strings/signed.ts';

/** A question of which one answer is chosen. */
export interface Choice<T extends string> {
  id: string;
  legend: string;
  options: readonly (readonly [value: T, label: string, hint?: string])[];
  chosen: T | undefined;
  error?: string;
  choose: (value: T) => void;
}

export function choicePart<T extends string>({
  id,
  legend,
  options,
  chosen,
  error,
  choose,
}: Choice<T>): TemplateResult {
  return html`<fieldset aria-describedby=${error ? `${id}-error` : nothing}>
    <legend>${legend}</legend>
    ${options.map(([value, label, hint]) => {
      const one = `${id}-${value}`;
      return html`<div class="choice">
        <input
          type="radio"
          id=${one}
          name=${id}
          aria-describedby=${hint ? `${one}-hint` : nothing}
          .checked=${chosen === value}
          @change=${() => choose(value)}
        />
        <label for=${one}>${label}</label>
        ${hint ? html`<p class="small quiet" id="${one}-hint">${hint}</p>` : nothing}
      </div>`;
    })}
    ${error ? html`<p class="small c-heed" id="${id}-error">${error}</p>` : nothing}
  </fieldset>`;
}

/** What sends it and the way out; while it is sent both wait. */
export function buttonsPart(
  words: Words,
  { label, busy, cancel }: { label: string; busy: boolean; cancel: () => void },
): TemplateResult {
  const idle = busy ? 'true' : nothing;
  return html`<div class="actions">
    <button class="main" type="submit" aria-disabled=${idle}>${busy ? words.saving : label}</button>
    <button class="bare" type="button" aria-disabled=${idle} @click=${() => busy || cancel()}>${words.cancel}</button>
  </div>`;
}

/** Ours to say in red: what happened, and what is safe. */
export function faultPart(words: Words, code: string): TemplateResult | typeof nothing {
  if (!code) return nothing;
  const unsure = ['offline', 'timeout', 'partial'].includes(code);
  return html`<div class="note fault" role="alert">
    ${glyph('lapsed', 'c-fault')}
    <p><b>${unsure ? words.notConfirmed : words.notRecorded}</b> ${words.failures[code]} ${words.retry}</p>
  </div>`;
}
