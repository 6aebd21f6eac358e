import { adoptStyles, html, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { PortalWidget } from '../portal-widget.ts';
import { commonSpeech } from '../strings/common.ts';
import { tokens } from '../tokens.ts';
import type { Screen, ScreenPart } from './host.ts';

/** Each screen is fetched when it is shown. */
const parts = {
  member: (): Promise<Pick<ScreenPart, 'open' | 'styles'>> => import('./member.ts'),
  staff: (): Promise<Pick<ScreenPart, 'open' | 'styles'>> => import('./staff.ts'),
  leader: (): Promise<Pick<ScreenPart, 'open' | 'styles'>> => import('./leader.ts'),
};

/**
 * The introduction a member goes through, one card at a time, in the language of the pack; or, with `mode="staff"`, gone
 * through together or recorded from paper; with `mode="leader"`, what
 * the leader talks about with them, notes and decides. Nothing is called saved before the server answered.
 *
 * @tag group-preparation
 * @fires group-preparation-saved - The pack was completed, or a name, a way to leave word or a note was saved, and read back.
 * @fires group-decision-recorded - The leader's decision was saved and read back.
 * @fires group-error-raised - Opening or saving failed; the screen says so as well and keeps what was said.
 * @csspart card - The frame around every screen.
 * @csspart action - The one filled button of a screen.
 * @cssprop [--group-font=inherit] - Font family.
 * @cssprop [--group-accent=light-dark(#0a5c55, #84d3c8)] - Filled button, chosen answer, progress.
 * @cssprop [--group-on-accent=light-dark(#fff, #06231f)] - Text on the filled button.
 * @cssprop [--group-surface=light-dark(#fff, #161d1a)] - The page of the form.
 * @cssprop [--group-ink=light-dark(#1b2320, #edf2ef)] - Text.
 */
export class GroupPreparation extends PortalWidget {
  protected readonly speech = commonSpeech;

  static override styles: CSSResultGroup = tokens;

  /** Whose screen it is: `member`; `staff`, who go through it with them or record what was on paper; `leader` for the group's leaders. */
  @property() mode: 'member' | 'staff' | 'leader' = 'member';

  @state() private screen: Screen | undefined;
  @state() private unloaded = false;

  /** Portal, group, patient and mode that the screen belongs to. */
  #opened: readonly unknown[] = [];
  #turn = 0;
  /** What gets the focus once it is drawn. Empty on first load: a widget must not take the host page's focus. */
  #focus = '';

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** What one person said must not wait in a tablet's memory for the next person. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
    this.#opened = [];
  }

  /** Another portal, group, patient or mode: the old screen is dropped before anything of it can be drawn or sent. */
  override willUpdate(_changed: PropertyValues): void {
    const now = [this.connection, this.group, this.patient ?? this.connection?.patient, this.mode];
    if (!this.isConnected || now.every((value, i) => value === this.#opened[i])) return;
    this.#opened = now;
    this.#close();
    void this.#open();
  }

  override updated(): void {
    const target = this.#focus && this.renderRoot.querySelector<HTMLElement>(this.#focus);
    if (!target) return;
    this.#focus = '';
    target.focus();
  }

  #close(): void {
    this.#turn++;
    this.#focus = '';
    this.screen?.close();
    this.screen = undefined;
    this.unloaded = false;
  }

  async #open(): Promise<void> {
    const portal = this.connection;
    if (!portal || !this.group) return;
    const mine = this.#turn;
    const query = { group: this.group, ...(this.patient === undefined ? {} : { patient: this.patient }) };
    try {
      const { open, styles } = await (Object.hasOwn(parts, this.mode) ? parts[this.mode] : parts.member)();
      if (mine !== this.#turn) return;
      const adopt = (all: CSSResultGroup[]): void =>
        adoptStyles(this.renderRoot as ShadowRoot, [tokens, ...all].flat() as CSSStyleSheet[]);
      adopt(styles);
      this.screen = open({
        portal,
        query,
        language: this.nearest || 'en',
        draw: () => mine === this.#turn && this.requestUpdate(),
        focus: (selector) => {
          if (mine === this.#turn) this.#focus = selector;
        },
        adopt: (all) => {
          if (mine === this.#turn) adopt(all);
        },
        failed: (error) => this.failed(error),
        emit: (name, detail) => this.emit(name, detail),
      });
    } catch {
      // a part of our own code that doesn't come
      if (mine === this.#turn) this.unloaded = true;
    }
  }

  readonly #again = (): void => {
    this.#close();
    void this.#open();
  };

  override render(): TemplateResult {
    const { screen } = this;
    return html`<div
      class="card"
      part="card"
      lang=${screen?.language() ?? this.locale}
      dir="ltr"
      aria-busy=${screen?.busy() ? 'true' : nothing}
    >
      ${screen?.render() ?? this.#waiting()}
      <p class="visually-hidden" role="status">${screen?.status() ?? ''}</p>
    </div>`;
  }

  #waiting(): TemplateResult {
    if (this.unloaded)
      return html`<div class="pad">
        <p>${this.words.cantTell}</p>
        <button type="button" @click=${this.#again}>${this.words.tryAgain}</button>
      </div>`;
    const words = !this.connection ? this.words.noConnection : !this.group ? this.words.noGroup : this.words.loading;
    return html`<p class="pad quiet">${words}</p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-preparation': GroupPreparation;
  }
}
