import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { NewMark } from '../../src/portal-types.ts';
import { failedPart } from '../failed.ts';
import { tokens } from '../tokens.ts';
import type { Typed } from './after.ts';
import { choose, everyoneHere, membersOf, noneHeld, without, type Drafts } from './drafts.ts';
import { attendanceStyles } from './group-attendance.styles.ts';
import { moved } from './keys.ts';
import { afterSaving } from './merge.ts';
import { OpenSheet, type Opened } from './open-sheet.ts';
import type { RowActions } from './row.ts';
import { countOf, isWrong, whyNot } from './said.ts';
import { markedIn, sendingOf } from './sending.ts';
import { skeleton } from './skeleton.ts';

/**
 * Takes attendance of one session: one press for everyone who was here, exceptions by hand, one save that files
 * every member's own chart. Nothing is prefilled, nothing is saved before the server says so, and nothing
 * typed is lost when a save fails. What other screens record appears by itself; a save can be taken back for ten minutes.
 *
 * @tag group-attendance
 * @fires group-attendance-saved - The server answered; `detail` is `{ group, start, saved, unchanged, failed }`, counts of rows.
 * @fires group-member-requested - Somebody who is not on the list is to be added to the group; `detail.group` is its key.
 * @fires group-error-raised - Opening or saving failed as a whole; `detail.code` is a PortalError code.
 * @csspart card - The whole sheet.
 * @csspart save - The button that saves.
 * @cssprop [--group-surface=#fff] - Background of the sheet.
 * @cssprop [--group-sunken=#f5f7f6] - Behind the choices of a row.
 * @cssprop [--group-ink=#1b2320] - Text.
 * @cssprop [--group-quiet=#55605b] - Text one step quieter.
 * @cssprop [--group-line=#dde3e0] - Lines and the card's border.
 * @cssprop [--group-edge=#7d8882] - Edges of controls.
 * @cssprop [--group-accent=#0a5c55] - The filled button, and exceptions.
 * @cssprop [--group-on-accent=#fff] - Text on the filled button.
 * @cssprop [--group-radius=10px] - Corners of the card.
 * @cssprop [--group-font=inherit] - Font family.
 */
export class GroupAttendance extends OpenSheet {
  static override styles: CSSResultGroup = [tokens, attendanceStyles];

  /** Marks before the last press that marked many, for Undo. */
  #before: Drafts | undefined;

  @query('.soft') private everyone!: HTMLElement;

  @state() private later: typeof import('./after.ts') | undefined;
  @state() private panels: { times?: boolean; lines?: boolean } = {};
  @state() private typed: Typed = {};

  protected settled(): void {
    this.panels = this.typed = {};
    this.#change(new Map());
  }

  #change(drafts: Drafts, news = ''): void {
    this.#before = undefined;
    this.marks = { ...this.marks, drafts };
    this.fault = this.hint = '';
    this.news = news;
  }

  #many(drafts: Drafts, news: string): void {
    const before = this.marks.drafts;
    if (drafts === before) return void (this.news = this.words.allMarked);
    this.#change(drafts, news);
    this.#before = before;
  }

  #actions: RowActions = {
    choose: (row, choice) => this.#change(choose(this.marks.drafts, this.marks.recorded, row, choice)),
    mark: (row, draft) => this.#change(new Map(this.marks.drafts).set(row, draft)),
    look: (row) => void this.look(row),
    clear: (row) => {
      this.#change(without(this.marks.drafts, row));
      const held = this.shadowRoot?.activeElement as HTMLElement | null | undefined;
      held?.closest('li')?.querySelector('input')?.focus();
    },
    settle: (row, keep) => {
      const theirs = new Map(this.marks.theirs);
      theirs.delete(row);
      this.marks = { ...this.marks, theirs };
      this.#change(keep === 'theirs' ? without(this.marks.drafts, row) : this.marks.drafts);
    },
  };

  #everyone = (): void => {
    const sheet = this.sheet;
    if (!sheet) return;
    const drafts = everyoneHere(sheet.rows, this.marks.drafts, this.marks.recorded);
    const marked = markedIn({ ...this.marks, drafts }, sheet);
    this.#many(drafts, this.words.marked(marked, membersOf(sheet.rows).length).join(' '));
  };

  #notHeld = (): void => {
    if (this.sheet) this.#many(noneHeld(this.sheet.rows), this.words.noneHeld);
  };

  #undo = (): void => {
    this.#change(this.#before ?? this.marks.drafts, this.words.undone);
    this.everyone.focus();
  };

  #open = async (panel: 'times' | 'lines'): Promise<void> => {
    const later = await import('./after.ts');
    await later.afterSpeech.ready(this.locale);
    this.later = later;
    // the line says what is in the record, times included
    if (panel === 'lines') await this.read();
    this.panels = { ...this.panels, [panel]: !this.panels[panel] };
  };

  #time = (side: 'start' | 'end', clock: string, nth?: 0 | 1): void => {
    const { sheet, later } = this;
    if (!sheet || !later) return;
    const { typed, held } = later.heldFrom({ ...later.typedOf(sheet), ...this.typed, [side]: { clock, nth } }, sheet);
    this.typed = typed;
    this.held = held;
    this.fault = this.hint = '';
    this.marks = { ...this.marks, drafts: later.recounted(this.marks.drafts, sheet, held) };
  };

  get #sending(): Map<string, NewMark> {
    const { marks, sheet } = this;
    return sheet ? sendingOf(marks, this.later?.retimedOf(marks, sheet, this.held)) : new Map();
  }

  #save = (): void => {
    if (this.saving) return;
    const marks = this.#sending;
    if (marks.size && !isWrong(this.typed)) return void this.#send(marks);
    const { locale, sheet, typed, words } = this;
    if (sheet) this.hint = this.news = whyNot(this.marks, sheet, { typed, locale, words });
  };

  /** Only the rows the last save could not save. */
  #resend = (): void => {
    const marks = [...this.#sending].filter(([row]) => this.marks.refused.has(row));
    if (!this.saving) void this.#send(new Map(marks), this.undoable);
  };

  async #send(marks: Map<string, NewMark>, also: readonly string[] = []): Promise<void> {
    const { sheet, connection: portal } = this;
    if (!sheet || !portal) return;
    const sent = this.marks.drafts;
    this.saving = true;
    this.fault = this.hint = '';
    this.news = this.words.saving;
    try {
      const { held } = this;
      const result = await portal.saveSheet(sheet, marks, { ...(held && { held }) });
      if (sheet === this.sheet) {
        // until it is read again: this device's clock says nothing of when it was entered
        this.marks = afterSaving(this.marks, result, { marks, sent, at: sheet.end });
        if (held && !result.failed.length) sheet.held = held;
        this.#before = undefined;
        this.saving = false;
        this.undoFor([...also, ...result.saved]);
        this.hint = result.unchanged.length ? this.words.already(result.unchanged.length) : '';
        const count = countOf(this.marks, result, { sheet, sent: marks, words: this.words });
        this.news = [count, this.hint].filter(Boolean).join('. ');
      }
      this.emit('group-attendance-saved', {
        group: sheet.group.key,
        start: sheet.start,
        saved: result.saved.length,
        unchanged: result.unchanged.length,
        failed: result.failed.length,
      });
    } catch (error) {
      const code = this.failed(error);
      if (sheet !== this.sheet) return;
      this.fault = code;
      this.news = this.words.notSaved;
      this.saving = false;
    }
  }

  #takeBack = async (): Promise<void> => {
    await this.undoSave();
    await this.updateComplete;
    this.everyone.focus();
  };

  #body({ sheet, parts }: Extract<Opened, { parts: unknown }>): TemplateResult {
    const { fault, footer, head, list, notListedPart, overdue } = parts;
    const { later, locale, marks, panels, saving, hint, words } = this;
    const view = { sheet, locale, words, ...marks, held: this.held, panel: this.panel };
    const foot = {
      ...view,
      saving,
      hint,
      fault: this.fault,
      canUndo: this.undoable.length > 0,
      sending: this.#sending.size,
    };
    const actions = {
      everyone: this.#everyone,
      notHeld: this.#notHeld,
      undo: this.#before && this.#undo,
      times: () => void this.#open('times'),
      timesOpen: !!panels.times,
    };
    const shown = (panel: 'times' | 'lines') => (panels[panel] ? later : undefined);
    const times = shown('times')?.timesPart(sheet, this.typed, { locale, change: this.#time });
    const said = (news: string): void => void (this.news = news);
    return html`${head(view, actions, times ?? nothing)}
      ${overdue(sheet, this.sessions, view, (start) => (this.start = start))} ${list(view, this.#actions)}
      <footer>
        ${fault(foot, { resend: this.#resend, again: this.again })}
        ${footer(foot, { save: this.#save, undo: () => void this.#takeBack(), lines: () => void this.#open('lines') })}
      </footer>
      ${shown('lines')?.linesPart(sheet, marks.recorded, { locale, said }) ?? nothing}
      ${notListedPart(locale, () => this.emit('group-member-requested', { group: this.group }))}`;
  }

  override render(): TemplateResult {
    const { again, words } = this;
    const [portal, group, start] = this.subject;
    const missing = !portal ? words.noConnection : !group ? words.noGroup : start ? '' : words.noSession;
    const opened = this.current;
    return html`<section
        class="card"
        part="card"
        lang=${this.locale}
        aria-labelledby="title"
        aria-busy=${!missing && !opened ? 'true' : nothing}
        @keydown=${moved}
      >
        ${
          missing
            ? html`<p class="pad quiet" id="title">${missing}</p>`
            : !opened
              ? skeleton(words.loading)
              : 'sheet' in opened
                ? this.#body(opened)
                : failedPart(words.cantOpen, opened.code, { again, words })
        }
      </section>
      <p class="visually-hidden" role="status">${this.news}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-attendance': GroupAttendance;
  }
}
