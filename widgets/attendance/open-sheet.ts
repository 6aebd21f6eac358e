/** A sheet that is open: read once, then followed, for other screens fill it too. @module */
import { initialState, Task } from '@lit/task';
import { adoptStyles, type LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { AttendanceSheet, HeldTimes, Portal, SessionInfo, SheetRow } from '../../src/portal-types.ts';
import { startPolling, type Poll } from '../poll.ts';
import { PortalWidget } from '../portal-widget.ts';
import { attendanceSpeech, type AttendanceWords } from '../strings/attendance.ts';
import { recordedOf } from './drafts.ts';
import { afterReading, type Marks } from './merge.ts';
import type { RowPanel } from './row-panel.ts';

export type Subject = readonly [Portal | undefined, string, string];
type Parts = typeof import('./parts.ts');
export type Opened = { subject: Subject } & ({ sheet: AttendanceSheet; parts: Parts } | { code: string });

/** Code of a session that is no longer there. */
const gone = 'not-found';
const nothingMarked: Marks = { drafts: new Map(), recorded: new Map(), refused: new Map(), theirs: new Map() };

async function loadParts(language: string): Promise<Parts> {
  const parts = await import('./parts.ts').catch(() => {
    throw new PortalError('offline', 'A part of the sheet could not be loaded.');
  });
  await parts.rowSpeech.ready(language);
  return parts;
}

export abstract class OpenSheet extends PortalWidget<AttendanceWords> {
  protected readonly speech = attendanceSpeech;

  #opened: Opened | undefined;
  #poll: Poll | undefined;
  #unhear: (() => void) | undefined;
  #isReading = false;
  #undoEnds: ReturnType<typeof setTimeout> | undefined;

  #task = new Task(this, {
    task: async ([portal, group, start]: Subject, { signal }): Promise<Opened | typeof initialState> => {
      if (!portal || !group || !start) return initialState;
      const subject: Subject = [portal, group, start];
      try {
        const [sheet, parts] = await Promise.all([
          portal.openSheet({ group, start }, { signal }),
          loadParts(this.locale),
        ]);
        return { subject, sheet, parts };
      } catch (error) {
        signal.throwIfAborted();
        return { subject, code: this.failed(error) };
      }
    },
    args: () => this.subject,
    onComplete: (opened) => {
      this.#opened = opened;
      const recorded = 'sheet' in opened ? recordedOf(opened.sheet.rows) : new Map();
      this.marks = { ...nothingMarked, recorded };
      this.held = 'sheet' in opened ? opened.sheet.held : undefined;
      this.saving = false;
      this.sessions = this.undoable = [];
      this.news = '';
      this.panel = undefined;
      this.settled();
      this.#stop();
      if (!('sheet' in opened)) return;
      const { elementStyles } = this.constructor as typeof LitElement;
      adoptStyles(this.renderRoot as ShadowRoot, [...elementStyles, ...opened.parts.styles]);
      this.#follow();
    },
  });

  @state() protected marks: Marks = nothingMarked;
  /** Code of a save that failed as a whole. */
  @state() protected fault = '';
  /** Shown in the footer until the next change. */
  @state() protected hint = '';
  /** Rows of the last save, as long as they can be taken back. */
  @state() protected undoable: readonly string[] = [];
  @state() protected saving = false;
  /** Said politely. */
  @state() protected news = '';
  /** Others of the group that wait to be recorded. */
  @state() protected sessions: readonly SessionInfo[] = [];
  /** Opened below one row. */
  @state() protected panel: RowPanel | undefined;
  /** When it really began and ended, as the leader says or the record has it. */
  @state() protected held: HeldTimes | undefined;

  /** Start of the session: an instant such as `2026-11-24T18:00:00-05:00`. */
  @property() start = '';

  protected get subject(): Subject {
    return [this.connection, this.group, this.start];
  }

  /** Of what is asked for now, never of what was asked for before. */
  protected get current(): Opened | undefined {
    const opened = this.#opened;
    return opened?.subject.every((part, i) => part === this.subject[i]) ? opened : undefined;
  }

  protected get sheet(): AttendanceSheet | undefined {
    const { current } = this;
    return current && 'sheet' in current ? current.sheet : undefined;
  }

  /** Another sheet was opened, or none could be. */
  protected abstract settled(): void;

  protected again = (): void => void this.#task.run();

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.sheet) this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  #stop(): void {
    this.#poll?.stop();
    this.#unhear?.();
    this.#poll = this.#unhear = undefined;
  }

  /** The co-leader's screen, the desk that adds a walk-in: what they save appears here, and marks stay. */
  #follow(): void {
    const [portal, group] = this.subject;
    if (!portal || this.#poll) return;
    this.#poll = startPolling(() => void this.read());
    this.#poll.heard('changed');
    this.#unhear = portal.onSaved(() => void this.read());
    // which others wait is no reason to fail, nor to wait for
    portal.sessions({ group }).then(
      (all) => (this.sessions = all.filter((one) => one.overdue)),
      () => undefined,
    );
  }

  /** What is in the record of one row, below it; once more and it is closed. */
  protected look = async (row: SheetRow): Promise<void> => {
    const isOpen = this.panel?.row === row.row;
    this.panel = undefined;
    const [portal, sheet] = [this.connection, this.sheet];
    if (isOpen || !portal || !sheet) return;
    const { openRow, panelSpeech } = await import('./row-panel.ts');
    await panelSpeech.ready(this.locale);
    this.panel = openRow(row, {
      portal,
      sheet: () => this.sheet,
      locale: this.locale,
      draw: () => this.requestUpdate(),
      say: (text) => (this.news = text),
      failed: (error) => this.failed(error),
      done: async () => {
        this.panel = undefined;
        await this.read();
      },
      focus: async (selector) => {
        await this.updateComplete;
        this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
      },
    });
  };

  /** Reads what is recorded by now; a failure changes nothing, and is tried again later. */
  protected async read(): Promise<void> {
    const [portal, group, start] = this.subject;
    const { sheet } = this;
    if (!portal || !sheet || this.saving || this.#isReading) return;
    this.#isReading = true;
    try {
      const next = await portal.openSheet({ group, start, after: sheet });
      if (this.saving || sheet !== this.sheet) return;
      if (this.#opened && 'parts' in this.#opened) this.#opened = { ...this.#opened, sheet: next };
      // times that were typed here stay
      if (this.held === sheet.held) this.held = next.held;
      const { news, off, isOther, ...marks } = afterReading(this.marks, next, sheet);
      this.marks = marks;
      // what is gone from the record can't be taken back
      this.undoable = this.undoable.filter((row) => marks.recorded.has(row));
      if (this.fault === gone) this.fault = '';
      const { words } = this;
      if (off.length) this.hint = words.offList(new Intl.ListFormat(this.locale).format(off));
      if (news || isOther) this.news = off.length ? this.hint : isOther ? words.listChanged : words.meanwhile(news);
      this.#poll?.heard(news || isOther ? 'changed' : 'same');
    } catch (error) {
      // moved or called off: what is marked here can be saved nowhere
      if (isPortalError(error) && error.code === gone && sheet === this.sheet && this.fault !== gone) {
        this.fault = gone;
        this.news = this.words.gone;
      }
      this.#poll?.heard('failed');
    } finally {
      this.#isReading = false;
    }
  }

  /** For ten minutes: afterwards it's a correction like any other. */
  protected undoFor(rows: readonly string[]): void {
    this.undoable = rows;
    clearTimeout(this.#undoEnds);
    this.#undoEnds = setTimeout(() => (this.undoable = []), 10 * 60_000);
  }

  protected async undoSave(): Promise<void> {
    const [sheet, portal] = [this.sheet, this.connection];
    if (!sheet || !portal || this.saving) return;
    this.saving = true;
    this.news = this.words.undoing;
    try {
      const { saved, failed } = await portal.undoRows(sheet, this.undoable);
      this.saving = false;
      this.undoable = failed.map(({ row }) => row);
      await this.read();
      this.hint = failed.length ? this.words.notTakenBack(failed.length) : this.words.takenBack(saved.length);
    } catch (error) {
      this.fault = this.failed(error);
      this.saving = false;
    }
    this.news = this.hint || this.words.notSaved;
  }
}
