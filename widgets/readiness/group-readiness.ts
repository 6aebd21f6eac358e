import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { MemberPreparation, Portal, Role } from '../../src/portal-types.ts';
import { lines } from '../lines.ts';
import { ReadingWidget, type Answer } from '../reading-widget.ts';
import { readinessSpeech, type ReadinessWords } from '../strings/readiness.ts';
import { tokens } from '../tokens.ts';
import type { Mine, MineHost, openOwn } from './mine.ts';
import { gapPart, leadPart, notesPart, skeleton, stepsPart } from './parts.ts';
import { readinessStyles } from './group-readiness.styles.ts';
import { viewOf, type View } from './view.ts';

type Subject = readonly [Portal | undefined, string, string | undefined, string];

/** Who is no staff has a view of their own, fetched for them. */
type OwnPart = () => Promise<{ openOwn: typeof openOwn }>;
const ownParts: Partial<Record<Role, OwnPart>> = {
  member: () => import('./mine.ts'),
  guardian: () => import('./guardian.ts'),
};

/** An answer with what draws it: attendance is left out where its part of the code did not come. */
interface Shown {
  preparation: MemberPreparation;
  picture?: typeof import('./picture.ts');
}

/**
 * Answers, in words, whether one member's preparation is complete, what is left and whose turn it is,
 * what to follow up, and how attendance has gone. Never a score; what can't be read is said, never guessed. To a member it
 * is their own view, in English and Spanish: what is left, the next session, "I can't come", what they signed, "I changed my mind";
 * to a guardian what is left and what they signed, and nothing of sessions or answers.
 * Reads again after anything of its portal was saved.
 *
 * @tag group-readiness
 * @fires group-agreement-requested - "Open the agreement" was pressed ("Read and answer" by a member); `detail.group` is the group's key.
 * @fires group-preparation-saved - A member changed how they let us know; `detail.group` is the group's key.
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
export class GroupReadiness extends ReadingWidget<Subject, Shown, ReadinessWords> {
  protected readonly speech = readinessSpeech;
  static override styles: CSSResultGroup = [tokens, lines, readinessStyles];

  /** The member's own view, and whom it is of. */
  #mine: { view: Mine; subject: Subject; closing: AbortController } | undefined;
  /** What gets the focus once it is drawn. */
  #focus = '';

  protected get subject(): Subject {
    return [this.connection, this.group, this.patient ?? this.connection?.patient, this.locale];
  }

  protected ask(subject: Subject, signal: AbortSignal): Promise<Shown> | undefined {
    const [portal, group, patient] = subject;
    return portal && group && patient ? this.#ask(portal, { group, patient }, { subject, signal }) : undefined;
  }

  async #ask(
    portal: Portal,
    query: { group: string; patient: string },
    { subject, signal }: { subject: Subject; signal: AbortSignal },
  ): Promise<Shown> {
    const reading = portal.readiness(query, { signal });
    // what is drawn with is waited for first: a failed read is said in its words
    reading.catch(() => {});
    const own = ownParts[portal.user.role];
    if (own) await this.#openMine(own, { portal, query }, subject);
    else this.#close();
    const picture = await import('./picture.ts').catch(() => undefined);
    await picture?.pictureSpeech.ready(this.locale);
    return { preparation: await reading, ...(picture && { picture }) };
  }

  async #openMine(load: OwnPart, of: Pick<MineHost, 'portal' | 'query'>, subject: Subject): Promise<void> {
    if (this.#mine?.subject.every((part, i) => Object.is(part, subject[i]))) return;
    this.#close();
    const closing = new AbortController();
    const { openOwn } = await load().catch(() => {
      // the browser's error would hold an address
      throw new PortalError('offline', 'A part of this page did not load.');
    });
    const isOpen = (): boolean => this.#mine?.closing === closing;
    const view = await openOwn(
      {
        ...of,
        signal: closing.signal,
        draw: () => this.requestUpdate(),
        say: (text) => {
          if (isOpen()) this.news = text;
        },
        focus: (selector) => {
          if (isOpen()) this.#focus = selector;
        },
        failed: (error) => this.failed(error),
        emit: (name, detail) => this.emit(name, detail),
      },
      this.locale,
    );
    if (!subject.every((part, i) => Object.is(part, this.subject[i]))) return;
    this.#mine = { view, subject, closing };
    const { adoptedStyleSheets: sheets } = this.renderRoot as ShadowRoot;
    if (view.styles.styleSheet && !sheets.includes(view.styles.styleSheet)) sheets.push(view.styles.styleSheet);
  }

  /** What somebody typed does not wait in memory for the next person at this screen. */
  #close(): void {
    this.#mine?.closing.abort();
    this.#mine?.view.close();
    this.#focus = '';
    const sheet = this.#mine?.view.styles.styleSheet;
    const root = this.renderRoot as ShadowRoot;
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet);
    this.#mine = undefined;
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

  /** The top line, and whether something can't be told. */
  #told(answer: Answer<Shown>): { text: string; unknown: boolean } {
    const mine = this.#mine?.view;
    if (mine) {
      const known = 'value' in answer && answer.value.preparation.readiness.missing.length === 0;
      return { text: 'value' in answer ? mine.lead(answer.value.preparation) : mine.words.cantTell, unknown: !known };
    }
    const { lead, gap } = this.#view(answer);
    return { text: lead.text, unknown: gap !== undefined || lead.glyph === 'unknown' };
  }

  protected settled(...both: [Answer<Shown> | undefined, Answer<Shown> | undefined]): void {
    const [old, now] = both.map((one) => one && this.#told(one));
    if (old && now) {
      const mine = this.#mine?.view.words;
      const { readNow, stillCantTell } = mine ? { ...mine, stillCantTell: mine.cantTell } : this.words;
      if (now.text !== old.text) this.news = now.text;
      else if (this.trying) this.news = now.unknown ? stillCantTell : readNow;
    }
    // The pressed button may be gone with the fault: focus must not fall out of the card.
    if (!this.shadowRoot?.activeElement?.matches('.again')) return;
    void this.updateComplete.then(
      () => this.shadowRoot?.activeElement ?? this.renderRoot.querySelector<HTMLElement>('#title')?.focus(),
    );
  }

  #view(answer: Answer<Shown>): View {
    const { words } = this;
    if ('value' in answer) return viewOf(answer.value.preparation, words, this.locale);
    const under = words.failures[answer.code] ?? '';
    return {
      title: words.title(),
      lead: { glyph: 'unknown', tone: 'quiet', text: words.cantTell, under },
      steps: [],
      openAgreement: false,
      notes: [],
    };
  }

  #open = (): void => this.emit('group-agreement-requested', { group: this.group });

  #print = (preparation: MemberPreparation): void => {
    void import('./print.ts').then(
      ({ printAttendance, pictureSpeech }) => printAttendance(preparation, this.locale, pictureSpeech.in(this.locale)),
      () => (this.news = this.words.failures['offline'] ?? ''),
    );
  };

  #picture({ preparation, picture }: Shown, again: TemplateResult): TemplateResult | typeof nothing {
    if (!picture) {
      const { words } = this;
      const text = words.cantTellOf(words.attendance);
      return gapPart({ glyph: 'unknown', tone: 'quiet', text, under: words.failures['offline'] ?? '' }, again);
    }
    const words = picture.pictureSpeech.in(this.locale);
    const view = picture.pictureOf(preparation, this.locale, words);
    return view ? picture.picturePart(view, words, { print: () => this.#print(preparation) }) : nothing;
  }

  #card(answer: Answer<Shown>): TemplateResult {
    const mine = this.#mine?.view;
    const retry = { trying: this.trying, again: this.again };
    if (mine) return 'value' in answer ? mine.render(answer.value.preparation, retry) : mine.failed(answer.code, retry);
    const { words } = this;
    const { title, lead, steps, openAgreement, notes, gap } = this.#view(answer);
    const again = html`<button
      class="again"
      type="button"
      aria-disabled=${this.trying ? 'true' : nothing}
      @click=${this.again}
    >
      ${this.trying ? words.trying : words.tryAgain}
    </button>`;
    return html`<div class="pad">
        <h2 class="title" id="title" tabindex="-1">${title}</h2>
        ${leadPart(lead)} ${stepsPart(steps, words)}
        ${
          openAgreement
            ? html`<p class="act"><button type="button" @click=${this.#open}>${words.openAgreement}</button></p>`
            : nothing
        }
        ${lead.glyph === 'unknown' ? html`<p class="act">${again}</p>` : nothing}
      </div>
      ${notesPart(notes, words)} ${gap ? gapPart(gap, again) : nothing}
      ${'value' in answer ? this.#picture(answer.value, again) : nothing}`;
  }

  override render(): TemplateResult {
    const { words } = this;
    const [portal, group, patient] = this.subject;
    const missing = !portal ? words.noConnection : !group ? words.noGroup : !patient ? words.noMember : '';
    const answer = this.current;
    return html`<section
        class="card"
        part="card"
        lang=${this.locale}
        aria-labelledby="title"
        aria-busy=${!missing && !answer ? 'true' : nothing}
      >
        ${missing ? html`<p class="pad quiet" id="title">${missing}</p>` : answer ? this.#card(answer) : skeleton(words.loading)}
      </section>
      <p class="visually-hidden" role="status">${this.news}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-readiness': GroupReadiness;
  }
}
