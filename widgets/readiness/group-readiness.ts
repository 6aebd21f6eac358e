import { initialState, Task } from '@lit/task';
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import type { MemberPreparation, Portal } from '../../src/portal-types.ts';
import { PortalWidget } from '../portal-widget.ts';
import { common, failureWords } from '../strings/common.ts';
import { words } from '../strings/readiness.ts';
import { tokens } from '../tokens.ts';
import { attendancePart, gapPart, leadPart, notesPart, skeleton, stepsPart } from './parts.ts';
import { readinessStyles } from './group-readiness.styles.ts';
import { viewOf, type View } from './view.ts';

type Subject = readonly [Portal | undefined, string, string | undefined];
type Answer = { subject: Subject } & ({ preparation: MemberPreparation } | { code: string });

/**
 * Answers, in words, whether one member's preparation is complete, what is left and whose turn it is,
 * what to follow up, and how attendance has gone. Never a score; what can't be read is said, never guessed.
 * Reads again after anything of its portal was saved.
 *
 * @tag group-readiness
 * @fires group-agreement-requested - "Open the agreement" was pressed; `detail.group` is the group's key.
 * @fires group-error-raised - The portal could not answer; `detail.code` is a PortalError code.
 * @csspart card - The whole card.
 * @csspart lead - The top line.
 * @cssprop [--group-surface=#fff] - Background of the card.
 * @cssprop [--group-ink=#1b2320] - Text.
 * @cssprop [--group-quiet=#55605b] - Text one step quieter.
 * @cssprop [--group-line=#dde3e0] - Lines and the card's border.
 * @cssprop [--group-accent=#0a5c55] - What is done, and buttons.
 * @cssprop [--group-radius=10px] - Corners of the card.
 * @cssprop [--group-font=inherit] - Font family.
 */
export class GroupReadiness extends PortalWidget {
  static override styles: CSSResultGroup = [tokens, readinessStyles];

  #answer: Answer | undefined;
  #heard: Portal | undefined;
  #unhear: (() => void) | undefined;

  #task = new Task(this, {
    task: async ([portal, group, patient]: Subject, { signal }): Promise<Answer | typeof initialState> => {
      if (!portal || !group || !patient) return initialState;
      const subject: Subject = [portal, group, patient];
      try {
        return { subject, preparation: await portal.readiness({ group, patient }, { signal }) };
      } catch (error) {
        signal.throwIfAborted();
        return { subject, code: this.failed(error) };
      }
    },
    args: () => this.#subject,
    onComplete: (answer) => this.#settle(answer),
  });

  @query('#title') private heading!: HTMLElement;

  /** Said politely when the top line changed. */
  @state() private news = '';
  @state() private trying = false;

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
    return [this.connection, this.group, this.patient ?? this.connection?.patient];
  }

  #hear(portal: Portal | undefined): void {
    this.#unhear?.();
    this.#heard = portal;
    this.#unhear = portal?.onSaved(() => void this.#task.run());
  }

  /** An answer about somebody else than now asked for is never shown, nor compared with. */
  #current(): Answer | undefined {
    return this.#answer?.subject.every((part, i) => part === this.#subject[i]) ? this.#answer : undefined;
  }

  #settle(answer: Answer): void {
    const before = this.#current();
    this.#answer = answer;
    const after = this.#current();
    if (before && after) {
      const { lead, gap } = this.#view(after);
      if (lead.text !== this.#view(before).lead.text) this.news = lead.text;
      else if (this.trying) this.news = gap || lead.glyph === 'unknown' ? words.stillCantTell : words.readNow;
    }
    const held = this.shadowRoot?.activeElement?.matches('.again');
    this.trying = false;
    // The pressed button may be gone with the fault: focus must not fall out of the card.
    if (held) void this.updateComplete.then(() => this.shadowRoot?.activeElement ?? this.heading.focus());
  }

  #view(answer: Answer): View {
    if ('preparation' in answer) return viewOf(answer.preparation, this.locale);
    const under = failureWords[answer.code] ?? '';
    return {
      title: words.title(),
      lead: { glyph: 'unknown', tone: 'quiet', text: common.cantTell, under },
      steps: [],
      openAgreement: false,
      notes: [],
    };
  }

  #again = (): void => {
    if (this.trying) return;
    this.trying = true;
    this.news = '';
    void this.#task.run();
  };

  #open = (): void => this.emit('group-agreement-requested', { group: this.group });

  #card({ title, lead, steps, openAgreement, notes, gap, attendance }: View): TemplateResult {
    const again = html`<button
      class="again"
      type="button"
      aria-disabled=${this.trying ? 'true' : nothing}
      @click=${this.#again}
    >
      ${this.trying ? words.trying : common.tryAgain}
    </button>`;
    return html`<div class="pad">
        <h2 class="title" id="title" tabindex="-1">${title}</h2>
        ${leadPart(lead)} ${stepsPart(steps)}
        ${
          openAgreement
            ? html`<p class="act"><button type="button" @click=${this.#open}>${words.openAgreement}</button></p>`
            : nothing
        }
        ${lead.glyph === 'unknown' ? html`<p class="act">${again}</p>` : nothing}
      </div>
      ${notesPart(notes)} ${gap ? gapPart(gap, again) : nothing} ${attendance ? attendancePart(attendance) : nothing}`;
  }

  override render(): TemplateResult {
    const [portal, group, patient] = this.#subject;
    const missing = !portal ? common.noConnection : !group ? common.noGroup : !patient ? words.noMember : '';
    const answer = this.#current();
    return html`<section
        class="card"
        part="card"
        lang=${this.locale}
        aria-labelledby="title"
        aria-busy=${!missing && !answer ? 'true' : nothing}
      >
        ${
          missing
            ? html`<p class="pad quiet" id="title">${missing}</p>`
            : answer
              ? this.#card(this.#view(answer))
              : skeleton()
        }
      </section>
      <p class="visually-hidden" role="status">${this.news}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-readiness': GroupReadiness;
  }
}
