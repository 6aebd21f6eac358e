import { adoptStyles, html, nothing, type CSSResultGroup, type CSSResultOrNative, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Portal } from '../../src/portal-types.ts';
import type { SigningQuery, SigningSetup } from '../../src/signing-types.ts';
import { PortalWidget } from '../portal-widget.ts';
import { commonSpeech } from '../strings/common.ts';
import { calm, tokens } from '../tokens.ts';
import type { Flow } from './flow.ts';
import type { Host } from './host.ts';
import type { Session } from './session.ts';

/**
 * The signed agreement to the group rules and the consent to take part. Staff settle who signs, how that is known, in
 * which language and how; the member reads and answers one thing at a time; then it is signed, and staff close it.
 * Nothing is chosen for the member, and nothing is called saved before the server answered.
 *
 * While the member holds the screen the element shows nothing of a chart and comes back only through the portal's
 * `confirmStaff`; locking the device is the host's and the tablet's job (docs/signing.md).
 *
 * @tag group-agreement
 * @fires group-screen-handed-over - The member has this screen now: the host hides everything else.
 * @fires group-screen-returned - Staff took the screen back.
 * @fires group-agreement-signed - The server has the signed documents and they were read back.
 * @fires group-agreement-closed - It is over: staff pressed Done, or the member did on their own device. Nothing is left here.
 * @fires group-error-raised - Opening or saving failed; the form says so as well and keeps what was typed.
 * @csspart card - The frame around every screen.
 * @csspart action - The filled button of a screen, and the equal ways to sign.
 * @cssprop [--group-font=inherit] - Font family.
 * @cssprop [--group-accent=light-dark(#0a5c55, #84d3c8)] - Filled button, chosen answer, progress.
 * @cssprop [--group-on-accent=light-dark(#fff, #06231f)] - Text on the filled button.
 * @cssprop [--group-surface=light-dark(#fff, #161d1a)] - The page of the form.
 * @cssprop [--group-ink=light-dark(#1b2320, #edf2ef)] - Text.
 */
export class GroupAgreement extends PortalWidget {
  protected readonly speech = commonSpeech;

  static override styles: CSSResultGroup = [tokens, calm];

  /**
   * On the member's own device: what staff settled, as the portal's `handOver` was given it, with the signing it belongs
   * to. The form then begins with the member.
   */
  @property({ attribute: false }) handedOver: { signing: string; language: string; setup: SigningSetup } | undefined;

  /**
   * Keeps unfinished work over a reload, encrypted on this device (docs/security.md says what that protects and what
   * not). Not for shared tablets.
   */
  @property({ type: Boolean, attribute: 'keep-over-reload' }) keepOverReload = false;

  /** Of the element and of the parts that were loaded. */
  readonly #styles: CSSResultOrNative[] = [...GroupAgreement.elementStyles];
  /** Portal, group, patient and hand-over that the session belongs to. */
  #opened: readonly unknown[] = [];
  /** The portal while the member holds the screen: the page's own is gone then. */
  #held: Portal | undefined;
  /** What gets the focus once it is drawn. Empty on first load: a widget must not take the host page's focus. */
  #focus = '';

  @state() private session: Session = { stage: 'opening' };
  @state() private flow: Flow | undefined;

  protected override get connection(): Portal | undefined {
    return this.#held ?? super.connection;
  }

  constructor() {
    super();
    this.addEventListener('group-screen-handed-over', () => (this.#held = super.connection));
    this.addEventListener('group-screen-returned', () => (this.#held = undefined));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
    void this.#load();
  }

  async #load(): Promise<void> {
    if (this.flow) return;
    try {
      const { createFlow, flowStyles } = await import('./flow.ts');
      await this.updateComplete;
      this.#adopt(flowStyles);
      this.flow ??= createFlow(this.#host());
    } catch {
      this.session = { stage: 'unopened', code: 'offline' };
    }
  }

  #adopt(styles: CSSResultGroup[]): void {
    const flat = styles.flat() as CSSResultOrNative[];
    this.#styles.push(...flat.filter((one) => !this.#styles.includes(one)));
    adoptStyles(this.renderRoot as ShadowRoot, this.#styles);
  }

  #host(): Host {
    // oxlint-disable-next-line typescript/no-this-alias -- getters of the plain object below
    const element = this;
    return {
      get portal() {
        return element.connection;
      },
      get query() {
        return element.#query;
      },
      get setup() {
        return element.handedOver?.setup;
      },
      get language() {
        return element.closest('[lang]')?.getAttribute('lang') ?? element.ownerDocument.documentElement.lang;
      },
      get session() {
        return element.session;
      },
      set session(session) {
        element.session = session;
      },
      get keepOverReload() {
        return element.keepOverReload;
      },
      redraw: () => element.requestUpdate(),
      adopt: (styles) => element.#adopt(styles),
      focus: (selector) => (element.#focus = selector),
      emit: (name, detail) => element.emit(name, detail),
      failed: (error) => element.failed(error),
    };
  }

  get #query(): SigningQuery | undefined {
    if (!this.group) return undefined;
    const { signing, language } = this.handedOver ?? {};
    return {
      group: this.group,
      ...(this.patient !== undefined && { patient: this.patient }),
      ...(signing !== undefined && { signing }),
      ...(language !== undefined && { language }),
    };
  }

  /** What one person said and typed must not wait in a tablet's memory for the next person. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.flow?.close();
    this.#opened = [];
    this.#held = undefined;
    this.#focus = '';
    this.session = { stage: 'opening' };
  }

  /** Another portal, group or patient: the old session is dropped before anything of it can be drawn or sent. */
  override willUpdate(): void {
    const now = [this.connection, this.group, this.patient ?? this.connection?.patient, this.handedOver, this.flow];
    if (!this.isConnected || now.every((value, i) => value === this.#opened[i])) return;
    this.#opened = now;
    this.#focus = '';
    this.flow?.open();
  }

  override updated(): void {
    this.flow?.drawn(this);
    const target = this.#focus && this.renderRoot.querySelector<HTMLElement>(this.#focus);
    if (!target) return;
    this.#focus = '';
    target.focus();
  }

  override render(): TemplateResult {
    const { session, flow } = this;
    const busy = session.stage === 'filling' && session.sent !== undefined && session.sent.code === undefined;
    return html`<div
      class="card"
      part="card"
      lang=${flow?.words().language ?? this.locale}
      dir=${flow?.words().direction ?? 'ltr'}
      aria-busy=${busy || nothing}
    >
      ${flow ? flow.screen() : html`<span class="visually-hidden">${this.words.loading}</span>`}
      <p class="visually-hidden" role="status">${flow?.status() ?? ''}</p>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-agreement': GroupAgreement;
  }
}
