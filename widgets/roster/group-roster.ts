import { adoptStyles, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { IntakeList } from '../../src/book-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import type { SessionRoster } from '../../src/roster-types.ts';
import { lines } from '../lines.ts';
import { ReadingWidget, type Answer } from '../reading-widget.ts';
import { rosterSpeech, type RosterWords } from '../strings/roster.ts';
import { tokens } from '../tokens.ts';
import { rosterStyles } from './group-roster.styles.ts';
import type { LeaderList, LeaderPart } from './host.ts';
import { headPart, listPart, skeleton } from './parts.ts';
import { viewOf, type PersonView } from './view.ts';

type Subject = readonly [Portal | undefined, string, number, string, string, string];
type Lists = IntakeList | SessionRoster;
const leaderPart = (): Promise<LeaderPart> => import('./leader.ts');

/**
 * With `mode="intake"`: who has something to sign or to give before a session today, and in the coming days, of all groups
 * this user may see. Nothing of attendance. With `mode="leader"`: one session of one group as its leaders need it before
 * it begins: who comes, what to know, what to raise; it reads itself again while the page is looked at, and the key H
 * hides it while the focus is in it. Who can't be told stays on the list and is said to be so. Reads again after anything
 * of its portal was saved.
 *
 * @tag group-roster
 * @attr {string} group - Key of one group; for intake all groups of this user without it.
 * @fires group-agreement-requested - "Open the form" was pressed; `detail` is `{ group, patient }`.
 * @fires group-preparation-saved - A leader noted something or closed what was raised; it was read back.
 * @fires group-error-raised - The portal could not answer; `detail.code` is a PortalError code.
 * @csspart card - The whole list.
 * @csspart lead - The top line.
 * @csspart action - The one filled button of a note.
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
export class GroupRoster extends ReadingWidget<Subject, Lists, RosterWords> {
  static override styles: CSSResultGroup = [tokens, lines, rosterStyles];

  protected readonly speech = rosterSpeech;

  @query('#title') private heading!: HTMLElement;

  /** Which list: `intake` or `leader`. */
  @property() mode = 'intake';

  /** Start of the session, for leaders: an instant; without it the one that runs or comes next. */
  @property() start = '';

  /** How many days after today are looked at, 0 to 31. */
  @property({ type: Number }) days = 7;

  @state() private leader: LeaderList | undefined;
  @state() private unloaded = false;
  /** What the leader's list belongs to. */
  #opened: Subject | undefined;
  /** What gets the focus once it is drawn. */
  #focus: readonly string[] = [];

  protected get subject(): Subject {
    return [this.connection, this.group, this.days, this.mode, this.start, this.locale];
  }

  protected ask([portal, group, days, mode, start]: Subject, signal: AbortSignal): Promise<Lists> | undefined {
    if (mode === 'leader') return group ? portal?.roster({ group, ...(start && { start }) }, { signal }) : undefined;
    return mode === 'intake' ? portal?.intakeList({ days, ...(group && { group }) }, { signal }) : undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#let();
  }

  /** Another portal, group or session: nothing of the list before is kept. */
  override willUpdate(): void {
    const now = this.subject;
    if (!this.isConnected || this.#opened?.every((part, i) => part === now[i])) return;
    this.#let();
    this.#opened = now;
    if (this.mode === 'leader' && this.connection) void this.#load(this.connection, now);
  }

  protected override updated(): void {
    super.updated();
    const find = (selector: string) => this.renderRoot.querySelector<HTMLElement>(selector) ?? [];
    const [target] = this.#focus.flatMap(find);
    if (!target) return;
    this.#focus = [];
    target.focus();
  }

  #let(): void {
    this.leader?.close();
    this.leader = this.#opened = undefined;
    this.unloaded = false;
    this.news = '';
    this.#focus = [];
  }

  async #load(portal: Portal, subject: Subject): Promise<void> {
    const isMine = () => subject === this.#opened;
    try {
      const { open, speech, styles } = await leaderPart();
      await speech.ready(this.locale);
      if (!isMine()) return;
      adoptStyles(this.renderRoot as ShadowRoot, [tokens, lines, rosterStyles, ...styles].flat() as CSSStyleSheet[]);
      this.leader = open({
        portal,
        locale: () => this.locale,
        draw: () => this.requestUpdate(),
        read: () => isMine() && this.reread(),
        focus: (...selectors) => (this.#focus = selectors),
        say: (text) => (this.news = text),
        failed: (error) => this.failed(error),
        emit: (name, detail) => this.emit(name, detail),
      });
      const answer = this.current as Answer<SessionRoster> | undefined;
      if (answer) this.leader.settled(undefined, answer);
    } catch {
      // a part of our own code that doesn't come
      if (isMine()) this.unloaded = true;
    }
  }

  protected settled(before: Answer<Lists> | undefined, now: Answer<Lists> | undefined): void {
    if (this.mode === 'leader') {
      if (this.shadowRoot?.activeElement)
        void this.updateComplete.then(() => !this.shadowRoot?.activeElement && this.heading.focus());
      return this.leader?.settled(
        before as Answer<SessionRoster> | undefined,
        now as Answer<SessionRoster> | undefined,
      );
    }
    const { words } = this;
    const [old, latest] = [before, now].map((one) => one && this.#view(one as Answer<IntakeList>));
    const changed = JSON.stringify(old) !== JSON.stringify(latest);
    if (old && latest) {
      const said = old.lead.text === latest.lead.text ? words.changed : `${words.today}: ${latest.lead.text}`;
      this.news = changed ? said : this.trying ? words.stillCantTell : '';
    }
    // The button that had the focus may be gone, or somebody else's now.
    if (!this.shadowRoot?.activeElement) return;
    void this.updateComplete.then(() => (changed || !this.shadowRoot?.activeElement) && this.heading.focus());
  }

  #view(answer: Answer<IntakeList>): ReturnType<typeof viewOf> {
    if ('value' in answer) return viewOf(answer.value, { words: this.words, locale: this.locale });
    const { words } = this;
    const lead = { text: words.cantTell, under: words.failures[answer.code] ?? '', unknown: true };
    return { lead, today: [], laterTitle: '', later: [], unread: [], again: true };
  }

  #open(list: IntakeList, { row, group }: PersonView): void {
    const patient = this.connection?.patientOfRow(list, row);
    if (patient !== undefined) this.emit('group-agreement-requested', { group, patient });
  }

  #body(answer: Answer<IntakeList>): TemplateResult {
    const { words } = this;
    const view = this.#view(answer);
    const again = html`<button type="button" aria-disabled=${this.trying ? 'true' : nothing} @click=${this.again}>
      ${this.trying ? words.trying : words.tryAgain}
    </button>`;
    return html`${headPart(view, again, words)}
    ${'value' in answer ? listPart(view, (person) => this.#open(answer.value, person), words) : nothing}`;
  }

  readonly #key = (event: KeyboardEvent): void => this.leader?.keydown(event);

  #leaders(): TemplateResult {
    if (this.unloaded) return html`<p class="pad quiet" id="title">${this.words.cantTell}</p>`;
    return this.leader?.render(this.current as Answer<SessionRoster> | undefined) ?? skeleton(this.words.loading);
  }

  override render(): TemplateResult {
    const { words } = this;
    const leads = this.mode === 'leader';
    const known = leads || this.mode === 'intake';
    const unchosen = leads && !this.group ? words.noGroup : '';
    const missing = !this.connection ? words.noConnection : known ? unchosen : words.noMode;
    const answer = this.current as Answer<IntakeList> | undefined;
    return html`<section
        class="card"
        part="card"
        lang=${this.locale}
        aria-labelledby="title"
        aria-busy=${!missing && !answer ? 'true' : nothing}
        tabindex=${leads ? '-1' : nothing}
        @keydown=${leads ? this.#key : nothing}
      >
        ${
          missing
            ? html`<p class="pad quiet" id="title">${missing}</p>`
            : leads
              ? this.#leaders()
              : answer
                ? this.#body(answer)
                : skeleton(this.words.loading)
        }
      </section>
      <p class="visually-hidden" role="status">${this.news}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-roster': GroupRoster;
  }
}
