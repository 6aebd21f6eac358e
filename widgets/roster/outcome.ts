/** What came of a thought of leaving, asked when it was talked about: outcome and day, never why (domain.md 1.10). @module */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Leaving } from '../../fhir-mappings/records/note.ts';
import type { LeaderWords } from '../strings/roster-leader.ts';

/** Nothing is chosen beforehand. */
export interface Outcome {
  chosen?: 'stays' | 'leaves' | 'open';
  last?: string;
  wrong?: 'chosen' | 'last';
}

/** What is sent: nothing more where it is still open. `wrong` where something is missing. */
export function outcomeFrom(
  { chosen, last = '' }: Outcome,
  today: string,
): { leaving?: Leaving } | { wrong: 'chosen' | 'last' } {
  if (chosen === undefined) return { wrong: 'chosen' };
  if (chosen === 'open') return {};
  if (chosen === 'stays') return { leaving: { outcome: 'stays' } };
  return last < today ? { wrong: 'last' } : { leaving: { outcome: 'leaves', last } };
}

export interface OutcomeActs {
  change: (more: Outcome) => void;
  save: () => void;
  back: () => void;
}

/** Below the line it is about. */
export function outcomePart(
  { chosen, last, wrong }: Outcome,
  { words, name, today, sending }: { words: LeaderWords; name: string; today: string; sending: boolean },
  acts: OutcomeActs,
): TemplateResult {
  const said = words.outcome;
  const missing = (field: Outcome['wrong']): TemplateResult | typeof nothing =>
    wrong === field && field ? html`<p class="wrong small" id="wrong-outcome">${said.missing[field]}</p>` : nothing;
  return html`<form
    class="form outcome"
    novalidate
    @submit=${(event: Event) => {
      event.preventDefault();
      acts.save();
    }}
  >
    <fieldset id="outcome" tabindex="-1" aria-describedby=${wrong === 'chosen' ? 'wrong-outcome' : nothing}>
      <legend class="small">${said.title}<span class="visually-hidden"> ${name}</span></legend>
      <div class="options">
        ${(['stays', 'leaves', 'open'] as const).map(
          (one) =>
            html`<label>
              <input
                type="radio"
                name="outcome"
                .checked=${live(chosen === one)}
                @change=${() => acts.change({ chosen: one })}
              />
              ${said.outcomes[one]}
            </label>`,
        )}
      </div>
      ${missing('chosen')}
    </fieldset>
    ${
      chosen === 'leaves'
        ? html`<div class="field">
            <label class="small" for="last-session"><span>${said.last}</span></label>
            <input
              id="last-session"
              type="date"
              min=${today}
              aria-invalid=${wrong === 'last' ? 'true' : nothing}
              aria-describedby=${wrong === 'last' ? 'wrong-outcome' : 'last-hint'}
              .value=${live(last ?? '')}
              @change=${(event: Event) => acts.change({ last: (event.target as HTMLInputElement).value })}
            />
            <small class="quiet" id="last-hint">${said.lastHint}</small>
            ${missing('last')}
          </div>`
        : nothing
    }
    <div class="choices">
      <button class="main" part="action" type="submit" aria-disabled=${sending ? 'true' : nothing}>
        ${sending ? words.closing : words.person.save}
      </button>
      <button type="button" @click=${acts.back}>${words.person.back}</button>
    </div>
  </form>`;
}
