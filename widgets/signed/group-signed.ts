import { css, html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { query } from 'lit/decorators.js';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import type { SignedHistory } from '../../src/signed-types.ts';
import { lines } from '../lines.ts';
import { ReadingWidget, type Answer } from '../reading-widget.ts';
import { firstSpeech, type FirstWords } from '../strings/signed-first.ts';
import { tokens } from '../tokens.ts';
import type { Opened } from './opened.ts';

type Subject = readonly [Portal | undefined, string, string | undefined, string];

/**
 * What one member signed for one group, and what is in force: now, and on any day. Opens a signing with its answers and its
 * copy, to be shown, printed or downloaded; records a withdrawal; enters a signing in error. What can't be read is said,
 * never guessed. In English and Spanish. Reads again after anything of its portal was saved.
 *
 * @tag group-signed
 * @fires group-agreement-withdrawn - Something signed was taken back; `detail.group` is the group's key.
 * @fires group-agreement-voided - A signing was entered in error; `detail.group` is the group's key.
 * @fires group-error-raised - The portal could not answer; `detail.code` is a PortalError code.
 * @csspart card - The whole card.
 * @csspart lead - The top line.
 * @cssprop [--group-surface=#fff] - Background of the card.
 * @cssprop [--group-sunken=#f5f7f6] - Behind the questions of withdrawing and of entering in error.
 * @cssprop [--group-ink=#1b2320] - Text.
 * @cssprop [--group-quiet=#55605b] - Text one step quieter.
 * @cssprop [--group-line=#dde3e0] - Lines and the card's border.
 * @cssprop [--group-edge=#7d8882] - Edges of buttons and fields.
 * @cssprop [--group-accent=#0a5c55] - What is in force, and the one filled button.
 * @cssprop [--group-on-accent=#fff] - Words on that button.
 * @cssprop [--group-radius=10px] - Corners of the card.
 * @cssprop [--group-font=inherit] - Font family.
 */
export class GroupSigned extends ReadingWidget<Subject, SignedHistory, FirstWords> {
  protected readonly speech = firstSpeech;

  static override styles: CSSResultGroup = [
    tokens,
    lines,
    css`
      .bones {
        block-size: 21rem;
      }
      .bones > .lead {
        margin-block: 12px;
        inline-size: 70%;
      }
    `,
  ];

  @query('#title') private heading!: HTMLElement;

  #opened: Opened | undefined;
  #subject: Subject | undefined;
  #closing: AbortController | undefined;
  /** What gets the focus once it is drawn. */
  #focus = '';

  get #language(): 'en' | 'es' {
    return /^es\b/i.test(this.locale) ? 'es' : 'en';
  }

  protected get subject(): Subject {
    return [this.connection, this.group, this.patient ?? this.connection?.patient, this.#language];
  }

  protected ask([portal, group, patient, language]: Subject, signal: AbortSignal): Promise<SignedHistory> | undefined {
    if (!portal || !group || !patient) return undefined;
    return this.#ask(portal, { group, patient }, { language, signal });
  }

  /** Most pages that have the tag never show it: what it is made of comes with the first member. */
  async #ask(
    portal: Portal,
    asked: { group: string; patient: string },
    { language, signal }: { language: string; signal: AbortSignal },
  ): Promise<SignedHistory> {
    const isOpen = this.#subject?.every((part, i) => Object.is(part, this.subject[i])) === true;
    if (!isOpen) this.#close();
    const reading = portal.signings(asked, { signal });
    // what is drawn with is waited for first: a failed read is said in its words
    reading.catch(() => {});
    if (!isOpen || !this.#opened) await this.#open(portal, asked, language);
    return reading;
  }

  async #open(portal: Portal, asked: { group: string; patient: string }, language: string): Promise<void> {
    const { subject } = this;
    const closing = new AbortController();
    this.#subject = subject;
    this.#closing = closing;
    const isOpen = (): boolean => this.#subject === subject;
    const { opened, signedStyles } = await import('./opened.ts').catch(() => {
      // the browser's error would hold an address
      throw new PortalError('offline', 'A part of this page did not load.');
    });
    const { adoptedStyleSheets: sheets } = this.renderRoot as ShadowRoot;
    if (signedStyles.styleSheet && !sheets.includes(signedStyles.styleSheet)) sheets.push(signedStyles.styleSheet);
    const made = await opened(
      {
        portal,
        query: asked,
        signal: closing.signal,
        draw: () => this.requestUpdate(),
        say: (text) => {
          if (isOpen()) this.news = text;
        },
        focus: (selector) => {
          if (isOpen()) this.#focus = selector;
        },
        failed: (error) => this.failed(error),
        tell: (event) => this.emit(event, { group: asked.group }),
      },
      language,
    );
    if (isOpen()) this.#opened = made;
    else made.close();
  }

  /** What was opened of somebody does not wait in memory for the next person at this screen. */
  #close(): void {
    this.#closing?.abort();
    this.#opened?.close();
    this.#opened = undefined;
    this.#subject = undefined;
    this.#focus = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override updated(): void {
    super.updated();
    const target = this.#focus && this.renderRoot.querySelector<HTMLElement>(this.#focus);
    if (!target) return;
    this.#focus = '';
    target.focus();
  }

  protected settled(...both: [Answer<SignedHistory> | undefined, Answer<SignedHistory> | undefined]): void {
    const words = this.#opened?.words;
    const [old, now] = both.map((one) => one && this.#lead(one));
    if (old !== undefined && now !== undefined && words) {
      if (now !== old) this.news = now;
      else if (this.trying) this.news = now === words.cantTell ? words.stillCantTell : words.readNow;
    }
    // The pressed button may be gone with the fault: focus must not fall out of the card.
    if (!this.shadowRoot?.activeElement?.matches('.again')) return;
    void this.updateComplete.then(() => this.shadowRoot?.activeElement ?? this.heading.focus());
  }

  #lead(answer: Answer<SignedHistory>): string {
    const made = this.#opened;
    return ('value' in answer ? made?.lead(answer.value) : made?.words.cantTell) ?? this.words.cantTell;
  }

  #card(answer: Answer<SignedHistory>): TemplateResult {
    const retry = { trying: this.trying, again: this.again };
    if (!this.#opened)
      return html`<div class="pad">
        <h2 class="lead" id="title" tabindex="-1">${this.words.cantTell}</h2>
        <p class="quiet">${'code' in answer ? this.words.failures[answer.code] : ''}</p>
        <button class="again" type="button" @click=${this.again}>${this.words.tryAgain}</button>
      </div>`;
    return 'value' in answer ? this.#opened.render(answer.value, retry) : this.#opened.failed(answer.code, retry);
  }

  override render(): TemplateResult {
    const [portal, group, patient] = this.subject;
    const { words } = this;
    const missing = !portal ? words.noConnection : !group ? words.noGroup : !patient ? words.noMember : '';
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
              ? this.#card(answer)
              : html`<div class="pad bones">
                  <p class="visually-hidden" id="title">${words.loading}</p>
                  <div class="bone title">&nbsp;</div>
                  <div class="bone lead">&nbsp;</div>
                  <div class="bone">&nbsp;</div>
                </div>`
        }
      </section>
      <p class="visually-hidden" role="status">${this.news}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-signed': GroupSigned;
  }
}
