import { initialState, Task } from '@lit/task';
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { IntakeList } from '../../src/book-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import { PortalWidget } from '../portal-widget.ts';
import { common, failureWords } from '../strings/common.ts';
import { words } from '../strings/roster.ts';
import { tokens } from '../tokens.ts';
import { rosterStyles } from './group-roster.styles.ts';
import { headPart, listPart, skeleton } from './parts.ts';
import { viewOf, type PersonView } from './view.ts';

type Subject = readonly [Portal | undefined, string, number, string];
type Answer = { subject: Subject } & ({ list: IntakeList } | { code: string });

/**
 * Who has something to sign or to give before a session today, and in the coming days: for intake, of all groups this
 * user may see. Nothing of attendance. Who can't be told stays on the list and is said to be so. Reads again after
 * anything of its portal was saved.
 *
 * @tag group-roster
 * @attr {string} group - Key of one group; without it all groups of this user.
 * @fires group-agreement-requested - "Open the form" was pressed; `detail` is `{ group, patient }`.
 * @fires group-error-raised - The portal could not answer; `detail.code` is a PortalError code.
 * @csspart card - The whole list.
 * @csspart lead - The top line.
 * @cssprop [--group-surface=#fff] - Background of the list.
 * @cssprop [--group-sunken=#f5f7f6] - Behind the headings of sessions.
 * @cssprop [--group-ink=#1b2320] - Text.
 * @cssprop [--group-quiet=#55605b] - Text one step quieter.
 * @cssprop [--group-line=#dde3e0] - Lines and the list's border.
 * @cssprop [--group-edge=#7d8882] - Edges of buttons.
 * @cssprop [--group-accent=#0a5c55] - The ring around what has the focus.
 * @cssprop [--group-radius=10px] - Corners of the list.
 * @cssprop [--group-font=inherit] - Font family.
 */
export class GroupRoster extends PortalWidget {
  static override styles: CSSResultGroup = [tokens, rosterStyles];

  #answer: Answer | undefined;
  #heard: Portal | undefined;
  #unhear: (() => void) | undefined;

  #task = new Task(this, {
    task: async ([portal, group, days, mode]: Subject, { signal }): Promise<Answer | typeof initialState> => {
      if (!portal || mode !== 'intake') return initialState;
      const subject: Subject = [portal, group, days, mode];
      const asked = { days, ...(group && { group }) };
      try {
        return { subject, list: await portal.intakeList(asked, { signal }) };
      } catch (error) {
        signal.throwIfAborted();
        return { subject, code: this.failed(error) };
      }
    },
    args: () => this.#subject,
    onComplete: (answer) => this.#settle(answer),
  });

  @query('#title') private heading!: HTMLElement;

  /** Said politely when the list changed. */
  @state() private news = '';
  @state() private trying = false;

  /** Which list: `intake`, the only one there is. */
  @property() mode = 'intake';

  /** How many days after today are looked at, 0 to 31. */
  @property({ type: Number }) days = 7;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#task.run();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#hear(undefined);
    this.#task.abort();
  }

  protected override updated(): void {
    if (this.isConnected && this.connection !== this.#heard) this.#hear(this.connection);
  }

  get #subject(): Subject {
    return [this.connection, this.group, this.days, this.mode];
  }

  #hear(portal: Portal | undefined): void {
    this.#unhear?.();
    this.#heard = portal;
    this.#unhear = portal?.onSaved(() => {
      this.news = '';
      void this.#task.run();
    });
  }

  /** A list read by another user, or of another group, is never shown. */
  #current(): Answer | undefined {
    return this.#answer?.subject.every((part, i) => Object.is(part, this.#subject[i])) ? this.#answer : undefined;
  }

  #settle(answer: Answer): void {
    const before = this.#current();
    this.#answer = answer;
    const [old, now] = [before, this.#current()].map((one) => one && this.#view(one));
    const changed = JSON.stringify(old) !== JSON.stringify(now);
    if (old && now) {
      const said = old.lead.text === now.lead.text ? words.changed : `${words.today}: ${now.lead.text}`;
      this.news = changed ? said : this.trying ? words.stillCantTell : '';
    }
    const held = this.shadowRoot?.activeElement;
    this.trying = false;
    // The button that had the focus may be gone, or somebody else's now.
    if (held) void this.updateComplete.then(() => (changed || !this.shadowRoot?.activeElement) && this.heading.focus());
  }

  #view(answer: Answer): ReturnType<typeof viewOf> {
    if ('list' in answer) return viewOf(answer.list, this.locale);
    const lead = { text: common.cantTell, under: failureWords[answer.code] ?? '', unknown: true };
    return { lead, today: [], laterTitle: '', later: [], unread: [], again: true };
  }

  #again = (): void => {
    if (this.trying) return;
    this.trying = true;
    this.news = '';
    void this.#task.run();
  };

  #open(list: IntakeList, { row, group }: PersonView): void {
    const patient = this.connection?.patientOfRow(list, row);
    if (patient !== undefined) this.emit('group-agreement-requested', { group, patient });
  }

  #body(answer: Answer): TemplateResult {
    const view = this.#view(answer);
    const again = html`<button type="button" aria-disabled=${this.trying ? 'true' : nothing} @click=${this.#again}>
      ${this.trying ? words.trying : common.tryAgain}
    </button>`;
    return html`${headPart(view, again)}
    ${'list' in answer ? listPart(view, (person) => this.#open(answer.list, person)) : nothing}`;
  }

  override render(): TemplateResult {
    const missing = !this.connection ? common.noConnection : this.mode === 'intake' ? '' : words.noMode;
    const answer = this.#current();
    return html`<section
        class="card"
        part="card"
        lang=${this.locale}
        aria-labelledby="title"
        aria-busy=${!missing && !answer ? 'true' : nothing}
      >
        ${missing ? html`<p class="pad quiet" id="title">${missing}</p>` : answer ? this.#body(answer) : skeleton()}
      </section>
      <p class="visually-hidden" role="status">${this.news}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-roster': GroupRoster;
  }
}
