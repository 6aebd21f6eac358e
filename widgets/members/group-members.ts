import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import { failedPart } from '../failed.ts';
import { PortalWidget } from '../portal-widget.ts';
import { commonSpeech } from '../strings/common.ts';
import { tokens } from '../tokens.ts';
import { skeleton } from './bones.ts';
import type { Page } from './book.ts';
import { membersStyles } from './group-members.styles.ts';
import type { Opened } from './opened.ts';

/**
 * Who is in the group, from when, and which sessions are held. Intake and leaders add members and change when they are
 * in; leaders cancel and move sessions. Two identifiers are checked before somebody is added, no reason is asked for
 * when somebody leaves, and a change made elsewhere meanwhile is never overwritten unseen. Reads again after anything of
 * its portal was saved.
 *
 * @tag group-members
 * @fires group-member-added - Somebody is on the list now; `detail.group` is the group's key.
 * @fires group-member-changed - A membership was put on hold, resumed, ended or moved; `detail.group` is the group's key.
 * @fires group-error-raised - Reading or saving failed; `detail.code` is a PortalError code.
 * @csspart members - The card with the members.
 * @csspart sessions - The card with the sessions.
 * @cssprop [--group-surface=#fff] - Background of the cards.
 * @cssprop [--group-sunken=#f5f7f6] - Behind what is being filled in.
 * @cssprop [--group-ink=#1b2320] - Text.
 * @cssprop [--group-quiet=#55605b] - Text one step quieter.
 * @cssprop [--group-line=#dde3e0] - Lines and the cards' borders.
 * @cssprop [--group-edge=#7d8882] - Edges of controls.
 * @cssprop [--group-accent=#0a5c55] - Buttons.
 * @cssprop [--group-on-accent=#fff] - Text on the filled button.
 * @cssprop [--group-radius=10px] - Corners of the cards.
 * @cssprop [--group-font=inherit] - Font family.
 */
export class GroupMembers extends PortalWidget {
  protected readonly speech = commonSpeech;

  static override styles: CSSResultGroup = [tokens, membersStyles];

  #subject: readonly unknown[] = [];
  #opened: Opened | undefined;
  /** What gets the focus once it is drawn. */
  #focus = '';

  /** Said politely. */
  @state() private news = '';

  /** Why the book could not even be loaded, else empty. */
  @state() private code = '';

  /** The host's picker: gives `Patient/…`, or undefined when nobody was picked; rejects as `patientInStore` does. Without one people are found by record number. */
  @property({ attribute: false }) pickPatient: (() => Promise<string | undefined>) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** What was found and typed about somebody does not wait in memory for the next person at this screen. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  /** Another portal or group: nothing of the old one is drawn or sent any more. */
  override willUpdate(): void {
    const now = [this.connection, this.group, this.locale];
    if (!this.isConnected || now.every((value, i) => value === this.#subject[i])) return;
    this.#close();
    this.#subject = now;
    if (this.connection && this.group) void this.#open(this.connection);
  }

  override updated(): void {
    const target = this.#focus && this.renderRoot.querySelector<HTMLElement>(this.#focus);
    if (!target) return;
    this.#focus = '';
    target.closest('details')?.setAttribute('open', '');
    target.focus();
  }

  #close(): void {
    this.#opened?.close();
    this.#opened = undefined;
    this.#subject = [];
    this.#focus = this.news = this.code = '';
  }

  /** Most pages that have the tag never show it: what is in the book comes with the first group. */
  async #open(portal: Portal): Promise<void> {
    const subject = this.#subject;
    const { group } = this;
    this.code = '';
    const isOpen = (): boolean => this.#subject === subject;
    const page: Omit<Page, 'words'> = {
      locale: () => this.locale,
      draw: () => this.requestUpdate(),
      say: (said) => {
        if (isOpen()) this.news = said;
      },
      focus: (selector) => {
        if (isOpen()) this.#focus = selector;
      },
      failed: (error) => this.failed(error),
      saved: (what) => this.emit(`group-member-${what}`, { group }),
      picker: () => this.pickPatient,
    };
    try {
      const { bookStyles, membersSpeech, opened } = await import('./opened.ts');
      await membersSpeech.ready(this.locale);
      this.adopt(bookStyles);
      if (isOpen()) this.#opened = opened(portal, group, page);
    } catch {
      // the browser's error would hold an address
      if (isOpen()) this.code = this.failed(new PortalError('offline', 'A part of this page did not load.'));
    }
    this.requestUpdate();
  }

  #again = (): void => {
    if (this.connection) void this.#open(this.connection);
  };

  override render(): TemplateResult {
    const missing = !this.connection ? this.words.noConnection : this.group ? '' : this.words.noGroup;
    const isRead = !!this.code || !!this.#opened?.isRead();
    const sessions = this.#opened?.sessions();
    const members = this.code
      ? failedPart(this.words.cantTell, this.code, { again: this.#again, words: this.words })
      : (this.#opened?.members() ?? skeleton(this.words.loading));
    return html`<section
        class="card"
        part="members"
        lang=${this.locale}
        aria-labelledby="title"
        aria-busy=${missing || isRead ? nothing : 'true'}
      >
        ${missing ? html`<p class="pad quiet" id="title">${missing}</p>` : members}
      </section>
      ${
        sessions
          ? html`<section class="card" part="sessions" lang=${this.locale} aria-labelledby="sessions-title">
              ${sessions}
            </section>`
          : nothing
      }
      <p class="visually-hidden" role="status">${this.news}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-members': GroupMembers;
  }
}
