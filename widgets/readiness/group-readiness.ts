import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import type { MemberPreparation, Portal } from '../../src/portal-types.ts';
import { lines } from '../lines.ts';
import { ReadingWidget, type Answer } from '../reading-widget.ts';
import { common, failureWords } from '../strings/common.ts';
import { words } from '../strings/readiness.ts';
import { tokens } from '../tokens.ts';
import { attendancePart, gapPart, leadPart, notesPart, skeleton, stepsPart } from './parts.ts';
import { readinessStyles } from './group-readiness.styles.ts';
import { viewOf, type View } from './view.ts';

type Subject = readonly [Portal | undefined, string, string | undefined];

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
export class GroupReadiness extends ReadingWidget<Subject, MemberPreparation> {
  static override styles: CSSResultGroup = [tokens, lines, readinessStyles];

  @query('#title') private heading!: HTMLElement;

  protected get subject(): Subject {
    return [this.connection, this.group, this.patient ?? this.connection?.patient];
  }

  protected ask([portal, group, patient]: Subject, signal: AbortSignal): Promise<MemberPreparation> | undefined {
    return group && patient ? portal?.readiness({ group, patient }, { signal }) : undefined;
  }

  protected settled(...both: [Answer<MemberPreparation> | undefined, Answer<MemberPreparation> | undefined]): void {
    const [old, now] = both.map((one) => one && this.#view(one));
    if (old && now) {
      const { lead, gap } = now;
      if (lead.text !== old.lead.text) this.news = lead.text;
      else if (this.trying) this.news = gap || lead.glyph === 'unknown' ? words.stillCantTell : words.readNow;
    }
    // The pressed button may be gone with the fault: focus must not fall out of the card.
    if (!this.shadowRoot?.activeElement?.matches('.again')) return;
    void this.updateComplete.then(() => this.shadowRoot?.activeElement ?? this.heading.focus());
  }

  #view(answer: Answer<MemberPreparation>): View {
    if ('value' in answer) return viewOf(answer.value, this.locale);
    const under = failureWords[answer.code] ?? '';
    return {
      title: words.title(),
      lead: { glyph: 'unknown', tone: 'quiet', text: common.cantTell, under },
      steps: [],
      openAgreement: false,
      notes: [],
    };
  }

  #open = (): void => this.emit('group-agreement-requested', { group: this.group });

  #card({ title, lead, steps, openAgreement, notes, gap, attendance }: View): TemplateResult {
    const again = html`<button
      class="again"
      type="button"
      aria-disabled=${this.trying ? 'true' : nothing}
      @click=${this.again}
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
    const [portal, group, patient] = this.subject;
    const missing = !portal ? common.noConnection : !group ? common.noGroup : !patient ? words.noMember : '';
    const answer = this.current;
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
