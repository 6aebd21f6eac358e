/** Forms as templates: fields with what is wrong with them, the buttons, what the record did not take. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../glyphs.ts';
import { notSaved, type Control, type Form } from './form.ts';

export interface Field {
  label: string;
  type?: 'date' | 'time' | 'text';
  hint?: string;
  maxLength?: number;
  /** `[value, word]`: a choice of one instead of an input. */
  options?: readonly (readonly [string, string])[];
  change: (control: Control) => void;
}

/** Words at a field that was left open or not taken; its control names them. */
export const errorPart = (form: Form, name: string): TemplateResult | typeof nothing =>
  form.errors[name] ? html`<p class="small c-heed" id="${form.id}-${name}-error">${form.errors[name]}</p>` : nothing;

/** A label, the control, its hint and what is wrong with it, each told to a screen reader with the control. */
export function fieldPart(form: Form, name: string, field: Field): TemplateResult {
  const id = `${form.id}-${name}`;
  const wrong = name in form.errors;
  const invalid = wrong ? 'true' : nothing;
  const value = form.values[name] ?? '';
  const described = [field.hint && `${id}-hint`, wrong && `${id}-error`].filter(Boolean).join(' ') || nothing;
  const change = (event: Event): void => field.change(event.target as Control);
  return html`<div class="field">
    <label for=${id}>${field.label}</label>
    ${
      field.options
        ? html`<select id=${id} aria-describedby=${described} aria-invalid=${invalid} @change=${change}>
            ${field.options.map(([key, word]) => html`<option value=${key} ?selected=${key === value}>${word}</option>`)}
          </select>`
        : html`<input
            id=${id}
            type=${field.type ?? 'date'}
            dir=${field.type === 'text' ? 'auto' : nothing}
            maxlength=${field.maxLength ?? nothing}
            autocomplete="off"
            spellcheck="false"
            aria-describedby=${described}
            aria-invalid=${invalid}
            .value=${value}
            @input=${change}
          />`
    }
    ${field.hint ? html`<p class="small quiet" id="${id}-hint">${field.hint}</p>` : nothing} ${errorPart(form, name)}
  </div>`;
}

export interface Buttons {
  /** On the one filled button. */
  label: string;
  busy?: string;
  close: () => void;
  closing?: string;
}

/** What sends the form, and the way out of it; while it is being sent both wait. */
export function buttonsPart(form: Form, { label, busy, close, closing }: Buttons): TemplateResult {
  const { words } = form;
  const idle = form.busy ? 'true' : nothing;
  return html`<div class="actions">
    <button class="main" type="submit" aria-disabled=${idle}>${form.busy ? (busy ?? words.saving) : label}</button>
    <button class="bare" type="button" aria-disabled=${idle} @click=${() => form.busy || close()}>
      ${closing ?? words.close}
    </button>
  </div>`;
}

/** Enter in a field sends as well; a form that is being sent does not send again. */
export const sending =
  (form: Form, send: () => void) =>
  (event: Event): void => {
    event.preventDefault();
    if (form.busy) return;
    // browsers tell of half a date only here: typing it is no input
    const controls = [...(event.target as HTMLFormElement).elements] as Control[];
    form.unfinished = controls.flatMap(({ id, validity }) => (validity.badInput ? [id.slice(form.id.length + 1)] : []));
    send();
  };

/** Ours to say in red: what happened, and that nothing typed is lost. */
export function faultPart(
  { fault, words }: Form,
  what: string = notSaved(fault, words),
  kept: string = words.kept,
): TemplateResult | typeof nothing {
  if (!fault) return nothing;
  return html`<div class="note fault">
    ${glyph('lapsed', 'c-fault')}
    <p>${what ? html`<b>${what}</b>` : nothing} ${words.failures[fault]} ${kept}</p>
  </div>`;
}
