/** One member's row: three real radios, and what follows from them. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { RecordedOutcome } from '../../fhir-mappings/codes.ts';
import type { RecordedMark, SheetRow } from '../../src/portal-types.ts';
import type { AttendanceWords } from '../strings/attendance.ts';
import type { RowWords } from '../strings/attendance-rows.ts';
import type { Evening } from './clock.ts';
import { choiceOf, type Choice, type Draft } from './drafts.ts';
import { awayPart, changedPart, latePart, option, otherPart } from './more.ts';
import type { RowPanel } from './row-panel.ts';

export interface RowView {
  words: AttendanceWords;
  /** Of what follows a choice. */
  more: RowWords;
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
  evening: Evening;
  /** That somebody was asked to leave can be noted. */
  notesAsked: boolean;
  /** In the record: asked to leave, with or without a way home offered. */
  wayHome: boolean | undefined;
  /** Opened below the row. */
  panel: RowPanel | undefined;
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
  clear(row: string): void;
  /** Opens what is in the record of a row, or closes it. */
  look(row: SheetRow): void;
}

type Part = TemplateResult | typeof nothing;

export function rowPart(view: RowView, actions: RowActions): TemplateResult {
  const { words, more, row, index, shown, failed, panel } = view;
  const name = html`<bdi>${row.name}</bdi>`;
  if (row.notMember || row.conflict) {
    const why = row.conflict ? words.conflict : words.notMember;
    return html`<li>
      <div class="who">
        <b>${name}</b> <span class="small quiet">${why}</span>
        ${
          row.conflict
            ? html`<button
                class="bare small"
                type="button"
                aria-expanded=${panel ? 'true' : 'false'}
                @click=${() => actions.look(row)}
              >
                ${more.lookBoth}
              </button>`
            : nothing
        }
      </div>
      ${panel?.render()}
    </li>`;
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
    ${meeting(view, actions)} ${changedPart(view, actions)} ${wasAsked(view, actions)}
    ${failed ? html`<p class="more small c-fault">${failed}</p>` : nothing} ${panel?.render()}
  </li>`;
}

// no span: that is how a choice is drawn
const dots = (spoken: string): TemplateResult =>
  html`<i aria-hidden="true">…</i><i class="visually-hidden">${spoken}</i>`;

function follows(choice: Choice | undefined, view: RowView, actions: RowActions): Part {
  if (choice === 'late') return latePart(view, actions);
  if (choice === 'other') return otherPart(view, actions);
  // who told us is asked nothing more
  return choice === 'away' && !(view.row.told && view.shown?.outcome === 'absent-with-notice')
    ? awayPart(view, actions)
    : nothing;
}

/** What is noted of it; a mistake is said by one press, however long ago it was noted. */
function wasAsked({ more, row, shown: now, wayHome }: RowView, actions: RowActions): Part {
  if (wayHome === undefined || now === undefined) return nothing;
  if (now.notAsked) return html`<p class="more small quiet">${more.notAsked}</p>`;
  return html`<p class="more small quiet">${more.wasAsked(wayHome)}</p>
    <p class="more small">
      <button type="button" class="bare" @click=${() => actions.mark(row.row, { ...now, notAsked: true })}>
        ${more.mistake}<span class="visually-hidden">: ${row.name}</span>
      </button>
    </p>`;
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

/** A tick where the record has the row, which opens it; where it was marked, the way back. Delete does the same, so Tab goes row to row. */
function slot({ words, more, row, shown, recorded, panel }: RowView, actions: RowActions): TemplateResult {
  if (recorded) {
    return html`<button
      class="slot bare c-accent"
      type="button"
      aria-expanded=${panel ? 'true' : 'false'}
      @click=${() => actions.look(row)}
    >
      <svg class="glyph" viewBox="0 0 20 20" aria-hidden="true"><path d="M5.5 10.4l3 3 6-6.8" /></svg>
      <span class="visually-hidden">${more.look(row.name)}</span>
    </button>`;
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
