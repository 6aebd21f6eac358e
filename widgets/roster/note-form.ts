/** The form of one note: choices and dates, no field for words (domain.md 1.10). @module */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { LeaderWords } from '../strings/roster-leader.ts';
import { leaderKinds, type Draft, type Field } from './note-draft.ts';

type Part = TemplateResult | typeof nothing;

export interface FormState {
  wrong: readonly Field[];
  sending?: true;
  /** Code of why it was not saved. */
  code?: string;
}

export interface FormActs {
  words: LeaderWords;
  change: (more: Partial<Draft>, field: Field) => void;
  save: () => void;
  back: () => void;
}

export function noteForm(draft: Draft, state: FormState, acts: FormActs): TemplateResult {
  const { words } = acts;
  const said = words.person;
  const submit = (event: Event): void => {
    event.preventDefault();
    acts.save();
  };
  return html`<form class="form" novalidate aria-labelledby="note" @submit=${submit}>
    <p id="note" tabindex="-1"><b>${said.kinds[draft.kind]}</b></p>
    ${fieldsOf(draft, state, acts)}
    ${leaderKinds.includes(draft.kind) ? html`<p class="small quiet">${said.leaders}</p>` : nothing}
    ${
      state.code === undefined
        ? nothing
        : html`<p class="wrong" id="note-failed" tabindex="-1">
            <b>${said.notSaved}</b> ${words.failure[state.code] ?? ''}
          </p>`
    }
    <div class="choices">
      <button type="submit" class="main" part="action" aria-disabled=${state.sending ? 'true' : nothing}>
        ${state.sending ? said.saving : said.save}
      </button>
      <button type="button" @click=${acts.back}>${said.back}</button>
    </div>
  </form>`;
}

function fieldsOf(draft: Draft, state: FormState, acts: FormActs): Part {
  const said = acts.words.person;
  const pick = (field: 'channel' | 'reached' | 'from', legend: string, options: Record<string, string>) =>
    radios(field, legend, Object.entries(options), state, {
      words: acts.words,
      chosen: draft[field],
      choose: (value) => acts.change({ [field]: value }, field),
    });
  switch (draft.kind) {
    case 'absence-notice':
      return html`${pick('channel', said.channel, said.channels)} ${pick('reached', said.reached, said.reachedBy)}
      ${pick('from', said.from, said.froms)} ${timePart(draft, state, acts)}`;
    case 'planned-absence':
      return html`<div class="days">
        ${dayPart('start', said.firstDay, draft, state, acts)} ${dayPart('end', said.lastDay, draft, state, acts)}
      </div>`;
    case 'commitment-talk':
      return lengthPart(draft, state, acts);
    case 'asked-to-leave':
      return html`${radios('wayHome', said.wayHome, Object.entries(said.wayHomeAnswers), state, {
        words: acts.words,
        chosen: draft.wayHome === undefined ? undefined : draft.wayHome ? 'yes' : 'no',
        choose: (value) => acts.change({ wayHome: value === 'yes' }, 'wayHome'),
      })}
      ${timePart(draft, state, acts)}`;
    case 'outside-contact-reported':
      return html`<p>${said.contactHint}</p>`;
    default:
      return html`<p>${said.leavingHint}</p>`;
  }
}

function wrongPart(field: Field, { wrong }: FormState, { person: { missing } }: LeaderWords): Part {
  if (!wrong.includes(field)) return nothing;
  const text = field === 'time' ? missing.at : field === 'from' ? missing.reached : missing[field];
  return html`<p class="wrong small" id="wrong-${field}">${text}</p>`;
}
const described = (field: Field, { wrong }: FormState) => (wrong.includes(field) ? `wrong-${field}` : nothing);

function radios(
  field: Field,
  legend: string,
  options: [string, string][],
  state: FormState,
  { words, chosen, choose }: { words: LeaderWords; chosen: string | undefined; choose: (value: string) => void },
): TemplateResult {
  return html`<fieldset id="note-${field}" tabindex="-1" aria-describedby=${described(field, state)}>
    <legend class="small">${legend}</legend>
    <div class="options">
      ${options.map(
        ([value, text]) =>
          html`<label>
            <input
              type="radio"
              name=${field}
              .value=${value}
              .checked=${live(chosen === value)}
              @change=${() => choose(value)}
            />
            ${text}
          </label>`,
      )}
    </div>
    ${wrongPart(field, state, words)}
  </fieldset>`;
}

const valueOf = (event: Event): string => (event.target as HTMLInputElement).value;

function timePart(draft: Draft, state: FormState, acts: FormActs): TemplateResult {
  const said = acts.words.person;
  return html`<label class="field">
    <span class="small">${said.when}</span>
    <input
      id="note-time"
      type="time"
      aria-invalid=${state.wrong.includes('time') ? 'true' : nothing}
      aria-describedby=${state.wrong.includes('time') ? 'wrong-time' : 'time-hint'}
      .value=${draft.time ?? ''}
      @change=${(event: Event) => acts.change({ time: valueOf(event) }, 'time')}
    />
    <small class="quiet" id="time-hint">${said.whenHint}</small>
    ${wrongPart('time', state, acts.words)}
  </label>`;
}

function dayPart(
  field: 'start' | 'end',
  label: string,
  draft: Draft,
  state: FormState,
  acts: FormActs,
): TemplateResult {
  return html`<label>
    <span class="small">${label}</span>
    <input
      id="note-${field}"
      type="date"
      min=${field === 'end' ? draft.start || nothing : nothing}
      aria-invalid=${state.wrong.includes(field) ? 'true' : nothing}
      aria-describedby=${described(field, state)}
      .value=${draft[field] ?? ''}
      @change=${(event: Event) => acts.change({ [field]: valueOf(event) }, field)}
    />
    ${wrongPart(field, state, acts.words)}
  </label>`;
}

function lengthPart(draft: Draft, state: FormState, acts: FormActs): TemplateResult {
  const said = acts.words.person;
  return html`<label class="field">
      <span class="small">${said.howLong}</span>
      <input
        id="note-length"
        type="text"
        inputmode="numeric"
        maxlength="3"
        autocomplete="off"
        aria-invalid=${state.wrong.includes('length') ? 'true' : nothing}
        aria-describedby=${described('length', state)}
        .value=${draft.length ?? ''}
        @input=${(event: Event) => acts.change({ length: valueOf(event) }, 'length')}
      />
    </label>
    <div class="options" role="radiogroup" aria-label=${said.howLong}>
      ${(['sessions', 'weeks'] as const).map(
        (unit) =>
          html`<label>
            <input
              type="radio"
              name="unit"
              .checked=${live((draft.unit ?? 'sessions') === unit)}
              @change=${() => acts.change({ unit }, 'length')}
            />
            ${said.units[unit]}
          </label>`,
      )}
    </div>
    ${wrongPart('length', state, acts.words)}`;
}
