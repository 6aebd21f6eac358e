/** The sheet as templates: head, rows, what went wrong, footer. Loaded while the sheet is read. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { AttendanceSheet, HeldTimes, SessionInfo } from '../../src/portal-types.ts';
import { glyph } from '../glyphs.ts';
import type { AttendanceWords } from '../strings/attendance.ts';
import { rowSpeech } from '../strings/attendance-rows.ts';
import { dayWords, timeWords } from '../strings/common.ts';
import { afterStyles } from './after.styles.ts';
import { eveningOf } from './clock.ts';
import { membersOf, shown } from './drafts.ts';
import type { Marks } from './merge.ts';
import { notListedPart } from './not-listed.ts';
import type { RowPanel } from './row-panel.ts';
import { rowPart, type RowActions } from './row.ts';
import { markedIn } from './sending.ts';
import { sheetStyles } from './sheet.styles.ts';
import { momentWords, toldWords } from './told.ts';

export interface SheetView extends Marks {
  sheet: AttendanceSheet;
  locale: string;
  words: AttendanceWords;
  /** When it really began and ended, as said here. */
  held: HeldTimes | undefined;
  /** What is opened below one row. */
  panel: RowPanel | undefined;
}

export interface FootView extends SheetView {
  saving: boolean;
  hint: string;
  fault: string;
  /** A save that can still be taken back. */
  canUndo: boolean;
  /** Rows a save would send. */
  sending: number;
}

export { notListedPart, rowSpeech };
export const styles = [sheetStyles, afterStyles];

type Part = TemplateResult | typeof nothing;

/** Which group and which session, in large type; the two presses that mark many. */
export function head(
  { sheet, locale, words }: SheetView,
  actions: {
    everyone: () => void;
    notHeld: () => void;
    undo: (() => void) | undefined;
    times: () => void;
    timesOpen: boolean;
  },
  times: Part,
): TemplateResult {
  const { name, timeZone } = sheet.group;
  const time = (instant: string): string => timeWords(instant, timeZone, locale);
  return html`<div class="pad">
    <h2 class="lead" id="title">${name}</h2>
    <p class="quiet day">${words.times(dayWords(sheet.start, timeZone, locale), time(sheet.start), time(sheet.end))}</p>
    ${
      membersOf(sheet.rows).length
        ? html`<div class="all">
            <button class="soft" type="button" @click=${actions.everyone}>${words.everyone}</button>
            <button type="button" @click=${actions.notHeld}>${words.notHeld}</button>
            <button
              class="bare"
              type="button"
              aria-expanded=${actions.timesOpen ? 'true' : 'false'}
              @click=${actions.times}
            >
              ${words.realTimes}
            </button>
            ${
              actions.undo
                ? html`<button class="bare" type="button" @click=${actions.undo}>${words.undo}</button>`
                : nothing
            }
          </div>`
        : nothing
    }
    ${times}
  </div>`;
}

/** Sessions that are over for a day and not recorded: the leader's, never a member's matter (domain.md 4.3). */
export function overdue(
  { group, start }: { group: { timeZone: string }; start: string },
  sessions: readonly SessionInfo[],
  { locale, words }: { locale: string; words: AttendanceWords },
  open: (start: string) => void,
): Part {
  const others = sessions.filter((one) => Date.parse(one.start) !== Date.parse(start));
  if (!others.length) return nothing;
  return html`<p class="pad small overdue">
    ${glyph('open', 'c-heed')} ${words.overdue}
    ${others.map(
      (one) =>
        html`<button class="bare" type="button" @click=${() => open(one.start)}>
          ${dayWords(one.start, group.timeZone, locale)}
        </button>`,
    )}
  </p>`;
}

export function list(
  { sheet, drafts, recorded, refused, theirs, locale, words, held, panel }: SheetView,
  actions: RowActions,
): TemplateResult {
  const evening = eveningOf(sheet, held);
  const more = rowSpeech.in(locale);
  const at = { start: sheet.start, timeZone: sheet.group.timeZone, locale, words };
  if (!sheet.rows.length) return html`<p class="pad quiet nobody">${words.nobody}</p>`;
  return html`<ul role="list" aria-label=${words.members}>
    ${sheet.rows.map((row, index) => {
      const mark = recorded.get(row.row);
      const changed = drafts.has(row.row);
      return rowPart(
        {
          words,
          more,
          row,
          index,
          shown: shown(drafts, recorded, row.row),
          was: mark && changed && !theirs.has(row.row) ? words.outcome[mark.outcome] : '',
          recorded: !!mark && !changed,
          failed: changed ? outcomeOf(refused.get(row.row), words) : '',
          theirs: theirs.get(row.row),
          evening,
          notesAsked: !!sheet.notesAskedToLeave,
          wayHome: drafts.get(row.row)?.asked ? undefined : mark?.wayHomeOffered,
          panel: panel?.row === row.row ? panel : undefined,
          told: toldWords(row, at),
          when: (instant) => momentWords(instant, at),
        },
        actions,
      );
    })}
  </ul>`;
}

const unsure = (code: string): boolean => ['offline', 'timeout', 'partial'].includes(code);
const outcomeOf = (code: string | undefined, words: AttendanceWords): string =>
  code === undefined ? '' : unsure(code) ? words.notConfirmed : words.notSaved;

/** Ours to say in red: what happened, what is safe, the one thing to do next. */
export function fault(
  { sheet, drafts, refused, fault: code, words, locale }: FootView,
  actions: { resend: () => void; again: () => void },
): Part {
  if (code) {
    return html`<div class="note fault">
      ${glyph('lapsed', 'c-fault')}
      <p>
        ${
          code === 'not-found'
            ? html`<b>${words.gone}</b>`
            : html`<b>${words.notSaved}.</b> ${words.failures[code]} ${words.kept}`
        }
      </p>
    </div>`;
  }
  const failed = sheet.rows.flatMap(({ row, name }) => {
    const why = drafts.has(row) && refused.get(row);
    return why ? [{ name, why }] : [];
  });
  if (!failed.length) return nothing;
  const conflict = failed.some(({ why }) => why === 'conflict');
  return html`<div class="note fault">
    ${glyph('lapsed', 'c-fault')}
    <div class="grow">
      <p><b>${words.someFailed(failed.length, membersOf(sheet.rows).length)}</b></p>
      <ul role="list">
        ${failed.map(
          ({ name, why }) =>
            html`<li>
              <bdi>${name}</bdi>: ${why === 'not-found' ? rowSpeech.in(locale).off : words.failures[why]}
              ${unsure(why) ? words.harmless : nothing}
            </li>`,
        )}
      </ul>
      <button type="button" @click=${actions.resend}>${words.tryAgain}</button>
      ${
        conflict
          ? html`<button class="bare" type="button" @click=${actions.again}>${words.readAgain}</button>`
          : nothing
      }
    </div>
  </div>`;
}

/** Group and date stand beside the one filled button (domain.md 3.1). */
export function footer(view: FootView, actions: { save: () => void; undo: () => void; lines: () => void }): Part {
  const { sheet, drafts, recorded, saving, hint, locale, sending, words } = view;
  const members = membersOf(sheet.rows);
  const total = members.length;
  if (!total) return nothing;
  const marked = markedIn(view, sheet);
  const settled = drafts.size === 0 && recorded.size > 0 && !sending;
  const [count, what] = settled ? words.recorded(recorded.size, total) : words.marked(marked, total);
  const label = saving ? words.saving : settled ? words.saved : words.save(sending);
  const idle = saving || !sending;
  return html`<div class="foot">
    <div>
      <p class="count">
        ${settled && recorded.size === total ? glyph('met', 'c-accent') : nothing}
        <span><b>${count}</b> ${what}</span>
      </p>
      <p class="whole">
        <span>${sheet.group.name},</span> <span>${dayWords(sheet.start, sheet.group.timeZone, locale)}</span>
      </p>
      ${entered(view)} ${hint ? html`<p class="small">${hint}</p>` : nothing}
      <p hidden id="idle">${settled ? words.nothingNew : words.nothingMarked}</p>
    </div>
    <button
      class="main"
      part="save"
      type="button"
      aria-disabled=${idle ? 'true' : nothing}
      aria-describedby=${idle && !saving ? 'idle' : nothing}
      @click=${actions.save}
    >
      ${label}
    </button>
    ${
      settled
        ? html`<div class="after">
            ${
              view.canUndo
                ? html`<button class="bare" type="button" @click=${actions.undo}>${words.undone10}</button>`
                : nothing
            }
            <button class="bare" type="button" @click=${actions.lines}>${words.lines}</button>
          </div>`
        : nothing
    }
  </div>`;
}

/** Entered on another day than the session's: a paper sheet, typed in later. */
function entered({ sheet, recorded, locale, words }: SheetView): Part {
  const { timeZone } = sheet.group;
  const last = [...recorded.values()].map(({ at }) => at).toSorted((a, b) => Date.parse(b) - Date.parse(a))[0];
  const [day, own] = [last, sheet.start].map((instant) => (instant ? dayWords(instant, timeZone, locale) : ''));
  return day && day !== own ? html`<p class="small quiet">${words.enteredOn(day)}</p>` : nothing;
}
