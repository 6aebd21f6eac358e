import { initialState, Task } from '@lit/task';
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { AttendanceSheet, Mark, Portal, SheetResult } from '../../src/portal-types.ts';
import { failedPart } from '../failed.ts';
import { PortalWidget } from '../portal-widget.ts';
import { common } from '../strings/common.ts';
import { words } from '../strings/attendance.ts';
import { tokens } from '../tokens.ts';
import { choose, everyoneHere, membersOf, noneHeld, recordedOf, toSend, without } from './drafts.ts';
import type { Drafts, Recorded } from './drafts.ts';
import { attendanceStyles } from './group-attendance.styles.ts';
import { fault, footer, head, list, skeleton } from './parts.ts';
import type { RowActions } from './row.ts';

type Subject = readonly [Portal | undefined, string, string];
type Opened = { subject: Subject } & ({ sheet: AttendanceSheet } | { code: string });

/**
 * Takes attendance of one session: one press for everyone who was here, exceptions by hand, one save that files
 * every member's own chart. Nothing is prefilled, nothing is saved before the server says so, and nothing
 * typed is lost when a save fails.
 *
 * @tag group-attendance
 * @fires group-attendance-saved - The server answered; `detail` is `{ group, start, saved, unchanged, failed }`, counts of rows.
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
export class GroupAttendance extends PortalWidget {
  static override styles: CSSResultGroup = [tokens, attendanceStyles];

  #opened: Opened | undefined;
  /** Marks before the last press that marked many, for Undo. */
  #before: Drafts | undefined;

  #task = new Task(this, {
    task: async ([portal, group, start]: Subject, { signal }): Promise<Opened | typeof initialState> => {
      if (!portal || !group || !start) return initialState;
      const subject: Subject = [portal, group, start];
      try {
        return { subject, sheet: await portal.openSheet({ group, start }, { signal }) };
      } catch (error) {
        signal.throwIfAborted();
        return { subject, code: this.failed(error) };
      }
    },
    args: () => this.#subject,
    onComplete: (opened) => this.#settle(opened),
  });

  @query('.soft') private everyone!: HTMLElement;

  @state() private drafts: Drafts = new Map();
  @state() private recorded: Recorded = new Map();
  /** Rows the last save could not save, with the code of why. */
  @state() private refused: ReadonlyMap<string, string> = new Map();
  /** Code of a save that failed as a whole. */
  @state() private fault = '';
  @state() private saving = false;
  /** Shown in the footer until the next change. */
  @state() private hint = '';
  /** Said politely. */
  @state() private news = '';

  /** Start of the session: an instant such as `2026-11-24T18:00:00-05:00`. */
  @property() start = '';

  get #subject(): Subject {
    return [this.connection, this.group, this.start];
  }

  #settle(opened: Opened): void {
    this.#opened = opened;
    this.recorded = 'sheet' in opened ? recordedOf(opened.sheet.rows) : new Map();
    this.saving = false;
    this.refused = new Map();
    this.#change(new Map());
  }

  #change(drafts: Drafts, news = ''): void {
    this.#before = undefined;
    this.drafts = drafts;
    this.fault = this.hint = '';
    this.news = news;
  }

  #many(drafts: Drafts, news: string): void {
    const before = this.drafts;
    if (drafts === before) return void (this.news = words.allMarked);
    this.#change(drafts, news);
    this.#before = before;
  }

  #actions: RowActions = {
    choose: (row, choice) => this.#change(choose(this.drafts, this.recorded, row, choice)),
    notice: (row, outcome) => this.#change(new Map(this.drafts).set(row, { outcome })),
    minutes: (row, { value, validity }) => {
      // Half-typed text has no value: the last one stays bound, or the field would be wiped while typing.
      const minutes = validity.badInput ? (this.drafts.get(row)?.minutes ?? '') : value;
      this.#change(new Map(this.drafts).set(row, { outcome: 'present-late', minutes, wrong: !validity.valid }));
    },
    clear: (row) => {
      this.#change(without(this.drafts, row));
      const held = this.shadowRoot?.activeElement as HTMLElement | null | undefined;
      held?.closest('li')?.querySelector('input')?.focus();
    },
  };

  #everyone = (): void => {
    const sheet = this.#sheet;
    if (!sheet) return;
    const drafts = everyoneHere(sheet.rows, this.drafts, this.recorded);
    const total = membersOf(sheet.rows).length;
    this.#many(drafts, words.marked(total, total).join(' '));
  };

  #notHeld = (): void => {
    if (this.#sheet) this.#many(noneHeld(this.#sheet.rows), words.noneHeld);
  };

  #undo = (): void => {
    this.#change(this.#before ?? this.drafts, words.undone);
    this.everyone.focus();
  };

  #again = (): void => void this.#task.run();

  #save = (): void => {
    const marks = toSend(this.drafts, this.recorded);
    if (this.saving) return;
    if (marks.size) return void this.#send(marks);
    const open = this.#sheet?.rows.filter(({ row }) => this.drafts.has(row)).map(({ name }) => name) ?? [];
    const names = new Intl.ListFormat(this.locale).format(open);
    this.hint = open.length ? words.unfinished(names) : this.recorded.size ? words.nothingNew : words.nothingMarked;
    this.news = this.hint;
  };

  /** Only the rows the last save could not save. */
  #resend = (): void => {
    const marks = [...toSend(this.drafts, this.recorded)].filter(([row]) => this.refused.has(row));
    if (!this.saving) void this.#send(new Map(marks));
  };

  async #send(marks: Map<string, Mark>): Promise<void> {
    const sheet = this.#sheet;
    const portal = this.connection;
    if (!sheet || !portal) return;
    const sent = this.drafts;
    this.saving = true;
    this.fault = this.hint = '';
    this.news = words.saving;
    try {
      const result = await portal.saveSheet(sheet, marks);
      if (sheet === this.#sheet) this.#keep(result, marks, sent);
      this.emit('group-attendance-saved', {
        group: sheet.group.key,
        start: sheet.start,
        saved: result.saved.length,
        unchanged: result.unchanged.length,
        failed: result.failed.length,
      });
    } catch (error) {
      const code = this.failed(error);
      if (sheet !== this.#sheet) return;
      this.fault = code;
      this.news = words.notSaved;
      this.saving = false;
    }
  }

  /** What the server has is recorded; a row changed while it was being saved keeps its newer draft. */
  #keep({ saved, unchanged, failed }: SheetResult, marks: ReadonlyMap<string, Mark>, sent: Drafts): void {
    const done = [...saved, ...unchanged];
    this.recorded = new Map([...this.recorded, ...[...marks].filter(([row]) => done.includes(row))]);
    this.drafts = new Map([...this.drafts].filter(([row, draft]) => !done.includes(row) || sent.get(row) !== draft));
    this.refused = new Map(failed.map(({ row, code }) => [row, code]));
    this.#before = undefined;
    this.saving = false;
    this.hint = unchanged.length ? words.already(unchanged.length) : '';
    const total = membersOf(this.#sheet?.rows ?? []).length;
    const count = failed.length
      ? words.someFailed(failed.length, marks.size)
      : words.recorded(this.recorded.size, total).join(' ');
    this.news = [count, this.hint].filter(Boolean).join('. ');
  }

  get #sheet(): AttendanceSheet | undefined {
    const opened = this.#opened;
    const current = opened?.subject.every((part, i) => part === this.#subject[i]);
    return current && opened && 'sheet' in opened ? opened.sheet : undefined;
  }

  #body(sheet: AttendanceSheet): TemplateResult {
    const { drafts, recorded, refused } = this;
    const view = { sheet, drafts, recorded, refused, locale: this.locale };
    const foot = { ...view, saving: this.saving, hint: this.hint, fault: this.fault };
    return html`${head(view, {
        everyone: this.#everyone,
        notHeld: this.#notHeld,
        undo: this.#before && this.#undo,
      })}
      ${list(view, this.#actions)}
      <footer>${fault(foot, { resend: this.#resend, again: this.#again })} ${footer(foot, this.#save)}</footer>`;
  }

  override render(): TemplateResult {
    const [portal, group, start] = this.#subject;
    const missing = !portal ? common.noConnection : !group ? common.noGroup : start ? '' : words.noSession;
    const opened = this.#opened?.subject.every((part, i) => part === this.#subject[i]) ? this.#opened : undefined;
    return html`<section
        class="card"
        part="card"
        lang=${this.locale}
        aria-labelledby="title"
        aria-busy=${!missing && !opened ? 'true' : nothing}
      >
        ${
          missing
            ? html`<p class="pad quiet" id="title">${missing}</p>`
            : !opened
              ? skeleton()
              : 'sheet' in opened
                ? this.#body(opened.sheet)
                : failedPart(words.cantOpen, opened.code, this.#again)
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
