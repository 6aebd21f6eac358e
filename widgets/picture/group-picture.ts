import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { GroupPicture } from '../../src/picture-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import { glyph } from '../glyphs.ts';
import { lines } from '../lines.ts';
import { ReadingWidget, type Answer } from '../reading-widget.ts';
import { gridSpeech, type GridWords } from '../strings/grid.ts';
import { tokens } from '../tokens.ts';

type Subject = readonly [Portal | undefined, string, string];

/** An answer with what draws it. */
interface Shown {
  picture: GroupPicture;
  grid: typeof import('./grid.ts');
}

/**
 * The last twelve sessions of a group as a neutral grid, for its leaders alone: people by name, what happened in shapes and
 * words, how many were here. No order of merit, no sum, no percent. What can't be read is said, never guessed. Reads again
 * after anything of its portal was saved.
 *
 * @tag group-picture
 * @fires group-error-raised - The portal could not answer; `detail.code` is a PortalError code.
 * @csspart card - The whole card.
 * @csspart lead - The top line.
 * @cssprop [--group-surface=#fff] - Background of the card.
 * @cssprop [--group-ink=#1b2320] - Text and marks.
 * @cssprop [--group-quiet=#55605b] - Text one step quieter.
 * @cssprop [--group-line=#dde3e0] - Lines and the card's border.
 * @cssprop [--group-edge=#7d8882] - Edges of buttons.
 * @cssprop [--group-accent=#0a5c55] - The ring around what has the focus.
 * @cssprop [--group-radius=10px] - Corners of the card.
 * @cssprop [--group-font=inherit] - Font family.
 */
export class GroupPictureElement extends ReadingWidget<Subject, Shown, GridWords> {
  protected readonly speech = gridSpeech;

  static override styles: CSSResultGroup = [tokens, lines];

  protected get subject(): Subject {
    return [this.connection, this.group, this.locale];
  }

  protected ask([portal, group]: Subject, signal: AbortSignal): Promise<Shown> | undefined {
    return portal && group ? this.#ask(portal.picture({ group }, { signal })) : undefined;
  }

  async #ask(reading: Promise<GroupPicture>): Promise<Shown> {
    // what is drawn with is waited for first: a failed read is said in its words
    reading.catch(() => {});
    const grid = await import('./grid.ts').catch(() => {
      // the browser's error would hold an address
      throw new PortalError('offline', 'A part of this page did not load.');
    });
    await grid.pictureSpeech.ready(this.locale);
    const { adoptedStyleSheets: sheets } = this.renderRoot as ShadowRoot;
    if (grid.gridStyles.styleSheet && !sheets.includes(grid.gridStyles.styleSheet))
      sheets.push(grid.gridStyles.styleSheet);
    return { picture: await reading, grid };
  }

  protected settled(_before: Answer<Shown> | undefined, now: Answer<Shown> | undefined): void {
    if (this.trying && now) this.news = this.#isUnknown(now) ? this.words.stillCantTell : this.words.readNow;
    if (!this.shadowRoot?.activeElement?.matches('.again')) return;
    void this.updateComplete.then(
      () => this.shadowRoot?.activeElement ?? this.renderRoot.querySelector<HTMLElement>('#title')?.focus(),
    );
  }

  /** What is newest is seen first. */
  #scrolled: Element | null = null;
  protected override updated(): void {
    super.updated();
    const box = this.renderRoot.querySelector('.scroll');
    if (box === this.#scrolled) return;
    this.#scrolled = box;
    box?.scrollTo({ left: getComputedStyle(box).direction === 'rtl' ? -box.scrollWidth : box.scrollWidth });
  }

  #isUnknown(answer: Answer<Shown>): boolean {
    return !('value' in answer) || answer.value.picture.rows.some(({ unknown }) => unknown);
  }

  #card(answer: Answer<Shown>): TemplateResult {
    const { words } = this;
    const shown = 'value' in answer ? answer.value : undefined;
    const count = shown?.picture.sessions.length ?? 0;
    const isUnknown = this.#isUnknown(answer);
    const lead = !shown ? words.cantTell : count ? words.lead(count) : words.none;
    const under =
      'code' in answer ? words.failures[answer.code] : isUnknown ? words.someUnknown : count ? '' : words.noneHint;
    return html`<div class="pad">
        <h2 class="title" id="title" tabindex="-1">${words.title(shown?.picture.group.name)}</h2>
        <div class="line top ${isUnknown ? '' : 'bare'}">
          ${isUnknown ? glyph('unknown', 'big quiet') : nothing}
          <p class="lead" part="lead">${lead}</p>
          ${under ? html`<p class="quiet small">${under}</p>` : nothing}
          ${
            isUnknown
              ? html`<p>
                  <button
                    class="again"
                    type="button"
                    aria-disabled=${this.trying ? 'true' : nothing}
                    @click=${this.again}
                  >
                    ${this.trying ? words.trying : words.tryAgain}
                  </button>
                </p>`
              : nothing
          }
        </div>
      </div>
      ${shown && count ? shown.grid.gridPart(shown.picture, { words, locale: this.locale }) : nothing}`;
  }

  override render(): TemplateResult {
    const { words } = this;
    const [portal, group] = this.subject;
    const missing = !portal ? words.noConnection : !group ? words.noGroup : '';
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
              : html`<div class="pad">
                  <p class="visually-hidden" id="title">${words.loading}</p>
                  <div class="bone title">&nbsp;</div>
                </div>`
        }
      </section>
      <p class="visually-hidden" role="status">${this.news}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-picture': GroupPictureElement;
  }
}
