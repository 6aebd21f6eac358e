import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query } from 'lit/decorators.js';
import type { IntakeList } from '../../src/book-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import { lines } from '../lines.ts';
import { ReadingWidget, type Answer } from '../reading-widget.ts';
import { common, failureWords } from '../strings/common.ts';
import { words } from '../strings/roster.ts';
import { tokens } from '../tokens.ts';
import { rosterStyles } from './group-roster.styles.ts';
import { headPart, listPart, skeleton } from './parts.ts';
import { viewOf, type PersonView } from './view.ts';

type Subject = readonly [Portal | undefined, string, number, string];

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
export class GroupRoster extends ReadingWidget<Subject, IntakeList> {
  static override styles: CSSResultGroup = [tokens, lines, rosterStyles];

  @query('#title') private heading!: HTMLElement;

  /** Which list: `intake`, the only one there is. */
  @property() mode = 'intake';

  /** How many days after today are looked at, 0 to 31. */
  @property({ type: Number }) days = 7;

  protected get subject(): Subject {
    return [this.connection, this.group, this.days, this.mode];
  }

  protected ask([portal, group, days, mode]: Subject, signal: AbortSignal): Promise<IntakeList> | undefined {
    return mode === 'intake' ? portal?.intakeList({ days, ...(group && { group }) }, { signal }) : undefined;
  }

  protected settled(...both: [Answer<IntakeList> | undefined, Answer<IntakeList> | undefined]): void {
    const [old, now] = both.map((one) => one && this.#view(one));
    const changed = JSON.stringify(old) !== JSON.stringify(now);
    if (old && now) {
      const said = old.lead.text === now.lead.text ? words.changed : `${words.today}: ${now.lead.text}`;
      this.news = changed ? said : this.trying ? words.stillCantTell : '';
    }
    // The button that had the focus may be gone, or somebody else's now.
    if (!this.shadowRoot?.activeElement) return;
    void this.updateComplete.then(() => (changed || !this.shadowRoot?.activeElement) && this.heading.focus());
  }

  #view(answer: Answer<IntakeList>): ReturnType<typeof viewOf> {
    if ('value' in answer) return viewOf(answer.value, this.locale);
    const lead = { text: common.cantTell, under: failureWords[answer.code] ?? '', unknown: true };
    return { lead, today: [], laterTitle: '', later: [], unread: [], again: true };
  }

  #open(list: IntakeList, { row, group }: PersonView): void {
    const patient = this.connection?.patientOfRow(list, row);
    if (patient !== undefined) this.emit('group-agreement-requested', { group, patient });
  }

  #body(answer: Answer<IntakeList>): TemplateResult {
    const view = this.#view(answer);
    const again = html`<button type="button" aria-disabled=${this.trying ? 'true' : nothing} @click=${this.again}>
      ${this.trying ? words.trying : common.tryAgain}
    </button>`;
    return html`${headPart(view, again)}
    ${'value' in answer ? listPart(view, (person) => this.#open(answer.value, person)) : nothing}`;
  }

  override render(): TemplateResult {
    const missing = !this.connection ? common.noConnection : this.mode === 'intake' ? '' : words.noMode;
    const answer = this.current;
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
