/** One member's row: three real radios, and what follows from them. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { RecordedOutcome } from '../../fhir-mappings/codes.ts';
import type { RecordedMark, SheetRow } from '../../src/portal-types.ts';
import type { AttendanceWords } from '../strings/attendance.ts';
import { choiceOf, draftOf, otherOf, others, type Choice, type Draft } from './drafts.ts';

export interface RowView {
  words: AttendanceWords;
  row: SheetRow;
  /** Place in the sheet: names of controls come from it, never from an id. */
  index: number;
  shown: Draft | undefined;
  /** Words of the record where the draft would change it. */
  was: string;
  /** In the record as shown. */
  recorded: boolean;
  /** Words for a row the last save could not save, else empty. */
  failed: string;
  /** Somebody else recorded this while it was marked here. */
  theirs: RecordedMark | undefined;
  lateAfterMinutes: number;
  /** Words for what they told us, else empty. */
  told: string;
  /** Words for a moment of the record. */
  when: (instant: string) => string;
}

export interface RowActions {
  choose(row: SheetRow, choice: Choice): void;
  mark(row: string, draft: Draft): void;
  /** The leader looked at what somebody else recorded. */
  settle(row: string, keep: 'theirs' | 'mine'): void;
  minutes(row: string, input: HTMLInputElement): void;
  clear(row: string): void;
}

type Part = TemplateResult | typeof nothing;

const option = (name: string, label: string | TemplateResult, checked: boolean, choose: () => void): TemplateResult =>
  html`<label>
    <input type="radio" name=${name} .checked=${checked} @change=${choose} />
    <span>${label}</span>
  </label>`;

export function rowPart(view: RowView, actions: RowActions): TemplateResult {
  const { words, row, index, shown, was, failed } = view;
  const name = html`<bdi>${row.name}</bdi>`;
  if (row.notMember || row.conflict) {
    const why = row.conflict ? words.conflict : words.notMember;
    return html`<li class="who"><b>${name}</b> <span class="small quiet">${why}</span></li>`;
  }
  const choice = choiceOf(shown);
  const clear = (event: KeyboardEvent): void => {
    const radio = (event.target as HTMLInputElement).type === 'radio';
    if (radio && (event.key === 'Delete' || event.key === 'Backspace')) actions.clear(row.row);
  };
  return html`<li @keydown=${clear}>
    <fieldset class="who" role="radiogroup">
      <legend>
        ${name}
        ${shown && !choice ? html`<span class="small">${words.outcome[shown.outcome as RecordedOutcome]}</span>` : nothing}
      </legend>
      ${slot(view, actions)}
      <span class="pick">
        ${(['here', 'late', 'away'] as const).map((each) =>
          option(`mark-${index}`, words.choice[each], choice === each, () => actions.choose(row, each)),
        )}
        ${option(`mark-${index}`, dots(words.choice.other), choice === 'other', () => actions.choose(row, 'other'))}
      </span>
    </fieldset>
    ${view.told ? html`<p class="more small quiet">${view.told}</p>` : nothing} ${follows(choice, view, actions)}
    ${meeting(view, actions)} ${was ? html`<p class="more small quiet">${words.recordedAs(was)}</p>` : nothing}
    ${failed ? html`<p class="more small c-fault">${failed}</p>` : nothing}
  </li>`;
}

// no span: that is how a choice is drawn
const dots = (spoken: string): TemplateResult =>
  html`<i aria-hidden="true">…</i><i class="visually-hidden">${spoken}</i>`;

function follows(choice: Choice | undefined, view: RowView, actions: RowActions): Part {
  if (choice === 'late') return late(view, actions);
  if (choice === 'other') return other(view, actions);
  // who told us is asked nothing more
  return choice === 'away' && !(view.row.told && view.shown?.outcome === 'absent-with-notice')
    ? away(view, actions)
    : nothing;
}

/** Two leaders, two values: both in words, neither is lost, and one press chooses. */
function meeting({ words, row, theirs, when }: RowView, actions: RowActions): Part {
  if (!theirs) return nothing;
  return html`<div class="more small">
    <p class="c-heed">${words.theirs(theirs.by ?? '', words.said(theirs), when(theirs.at))}</p>
    <button type="button" @click=${() => actions.settle(row.row, 'theirs')}>${words.keepTheirs}</button>
    <button type="button" @click=${() => actions.settle(row.row, 'mine')}>${words.recordMine}</button>
  </div>`;
}

function other({ words, row, index, shown }: RowView, actions: RowActions): TemplateResult {
  return html`<div class="more">
    ${shown?.outcome === 'other' ? html`<span class="small c-heed">${words.tellUs}</span>` : nothing}
    <fieldset role="radiogroup">
      <legend class="visually-hidden">${words.whatElse(row.name)}</legend>
      <span class="pick wrap">
        ${others.map((each) =>
          option(`other-${index}`, words.other[each], !!shown && otherOf(shown) === each, () =>
            actions.mark(row.row, draftOf(each)),
          ),
        )}
      </span>
    </fieldset>
  </div>`;
}

/** A tick where the record has the row; where it was marked, the way back. Delete does the same, so Tab goes row to row. */
function slot({ words, row, shown, recorded }: RowView, actions: RowActions): TemplateResult {
  if (recorded) {
    return html`<span class="slot c-accent"
      ><svg class="glyph" viewBox="0 0 20 20" aria-hidden="true"><path d="M5.5 10.4l3 3 6-6.8" /></svg
      ><span class="visually-hidden">${words.recordedRow}</span></span
    >`;
  }
  if (!shown) return html`<span class="slot"></span>`;
  return html`<button
    class="slot bare"
    type="button"
    tabindex="-1"
    aria-keyshortcuts="Delete"
    title=${words.clearKey}
    @click=${() => actions.clear(row.row)}
  >
    <svg class="glyph" viewBox="0 0 20 20" aria-hidden="true"><path d="M6 6l8 8M14 6l-8 8" /></svg>
    <span class="visually-hidden">${words.clear(row.name)}</span>
  </button>`;
}

function late({ words, row, index, shown, lateAfterMinutes }: RowView, actions: RowActions): TemplateResult {
  const wrong = shown?.wrong ?? false;
  return html`<div class="more small quiet">
    <span>${words.moreThan(lateAfterMinutes)}</span>
    <label for="minutes-${index}">${words.giveMinutes}</label>
    <input
      id="minutes-${index}"
      type="number"
      inputmode="numeric"
      min="1"
      max="120"
      step="1"
      aria-invalid=${wrong ? 'true' : nothing}
      aria-describedby=${wrong ? `wrong-${index}` : nothing}
      .value=${shown?.minutes ?? ''}
      @input=${(event: Event) => actions.minutes(row.row, event.target as HTMLInputElement)}
    />
    ${wrong ? html`<span class="c-heed" id="wrong-${index}">${words.wrongMinutes}</span>` : nothing}
  </div>`;
}

function away({ words, row, index, shown }: RowView, actions: RowActions): TemplateResult {
  const outcomes = ['absent-with-notice', 'absent-without-notice', 'absent-notice-unknown'] as const;
  return html`<div class="more">
    ${shown?.outcome === 'absent' ? html`<span class="small c-heed">${words.tellUs}</span>` : nothing}
    <fieldset role="radiogroup">
      <legend class="visually-hidden">${words.didTheyTell(row.name)}</legend>
      <span class="pick">
        ${outcomes.map((each) =>
          option(`notice-${index}`, words.notice[each], shown?.outcome === each, () =>
            actions.mark(row.row, { outcome: each }),
          ),
        )}
      </span>
    </fieldset>
  </div>`;
}
