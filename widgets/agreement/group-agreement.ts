import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { PortalWidget } from '../portal-widget.ts';
import { agreementWords as words } from '../strings/agreement.ts';
import { calm, tokens } from '../tokens.ts';
import { clauseScreen, consentScreen, introScreen } from './reading.ts';
import { reviewScreen } from './review.ts';
import {
  filling,
  inputOf,
  isSaving,
  missingToSign,
  starting,
  type Acts,
  type Filling,
  type Session,
} from './session.ts';
import { savedScreen, signScreen } from './sign.ts';
import { openingScreen, startScreen, unconnectedScreen, unopenedScreen } from './start.ts';
import { answer, back, change, next, place, toTalkAbout, type Walk } from './steps.ts';
import { signingStyles } from './styles-signing.ts';
import { styles } from './styles.ts';

const unansweredRadio = '.missing ~ .choices input';

/**
 * The member signs the group rules and the consent to take part, one thing at a time, after staff said how they
 * know who is signing. Nothing is chosen for the member, and nothing is called saved before the server answered.
 *
 * @tag group-agreement
 * @fires group-agreement-signed - The server has the signed documents and they were read back.
 * @fires group-agreement-closed - The member pressed Done after signing; the form is back at its start, cleared.
 * @fires group-error-raised - Opening or saving failed; the form says so as well and keeps what was typed.
 * @csspart card - The frame around every screen.
 * @csspart action - The one filled button of a screen.
 * @cssprop [--group-font=inherit] - Font family.
 * @cssprop [--group-accent=light-dark(#0a5c55, #84d3c8)] - Filled button, chosen answer, progress.
 * @cssprop [--group-on-accent=light-dark(#fff, #06231f)] - Text on the filled button.
 * @cssprop [--group-surface=light-dark(#fff, #161d1a)] - The page of the form.
 * @cssprop [--group-ink=light-dark(#1b2320, #edf2ef)] - Text.
 */
export class GroupAgreement extends PortalWidget {
  static override styles: CSSResultGroup = [tokens, calm, styles, signingStyles];

  /** Portal, group and patient that the session belongs to. */
  #opened: readonly unknown[] = [];
  #opening: AbortController | undefined;
  /** What gets the focus once it is drawn. Empty on first load: a widget must not take the host page's focus. */
  #focus = '';

  @state() private session: Session = { stage: 'opening' };

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  /** What one person said and typed must not wait in a tablet's memory for the next person. */
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#opening?.abort();
    this.#opened = [];
    this.#focus = '';
    this.session = { stage: 'opening' };
  }

  /** Another portal, group or patient: the old session is dropped before anything of it can be drawn or sent. */
  override willUpdate(): void {
    const now = [this.connection, this.group, this.patient ?? this.connection?.patient];
    if (!this.isConnected || now.every((value, i) => value === this.#opened[i])) return;
    this.#opened = now;
    this.#focus = '';
    void this.#open();
  }

  override updated(): void {
    const target = this.#focus && this.renderRoot.querySelector<HTMLElement>(this.#focus);
    if (!target) return;
    this.#focus = '';
    target.focus();
  }

  async #open(): Promise<void> {
    this.#opening?.abort();
    this.session = { stage: 'opening' };
    const portal = this.connection;
    if (!portal || !this.group) return;
    const { signal } = (this.#opening = new AbortController());
    const query = { group: this.group, ...(this.patient === undefined ? {} : { patient: this.patient }) };
    try {
      const form = await portal.openSigning(query, { signal });
      if (!signal.aborted) this.session = starting(form);
    } catch (error) {
      if (!signal.aborted) this.session = { stage: 'unopened', code: this.failed(error) };
    }
  }

  /** Sends the same form, so the same signing, and the same input each time: sending twice is then harmless. */
  async #send(session: Filling): Promise<void> {
    const portal = this.connection;
    if (!portal) return;
    const input = inputOf(session);
    const sending: Filling = { ...session, missing: undefined, sent: { input } };
    this.session = sending;
    try {
      const result = await portal.sign(session.form, input);
      if (this.session !== sending) return; // another patient meanwhile: nothing of this one may be shown
      this.#focus = '#heading';
      this.session = { stage: 'saved', rules: result.rules, talk: toTalkAbout(session.steps, session.walk.answers) };
      this.emit('group-agreement-signed', {
        group: session.form.group.key,
        signing: result.signing,
        rules: result.rules,
      });
    } catch (error) {
      if (this.session === sending) this.session = { ...sending, sent: { input, code: this.failed(error) } };
    }
  }

  #walk(move: (session: Filling) => Walk, focus = ''): void {
    const { session } = this;
    if (session.stage !== 'filling' || session.sent) return;
    const walk = move(session);
    this.#focus = walk.unanswered ? unansweredRadio : focus;
    this.session = { ...session, walk, missing: undefined };
  }

  readonly #acts: Acts = {
    close: () => {
      this.emit('group-agreement-closed', { group: this.group });
      this.#acts.reopen();
    },
    reopen: () => {
      this.#focus = '#heading';
      void this.#open();
    },
    identify: (identity) => {
      if (this.session.stage === 'starting') this.session = { ...this.session, identity, unanswered: false };
    },
    start: () => {
      const { session } = this;
      if (session.stage !== 'starting') return;
      this.#focus = session.identity ? '#heading' : unansweredRadio;
      this.session = session.identity ? filling(session.form, session.identity) : { ...session, unanswered: true };
    },
    answer: (document, clause, value) => this.#walk(({ walk }) => answer(walk, document, clause, value)),
    next: (event) => {
      // The second half of a double click: it must not say "I read this" to a screen nobody has seen.
      if (event.detail > 1) return;
      const { session } = this;
      const changed = session.stage === 'filling' && session.walk.changing ? `#change-${session.walk.at}` : '#heading';
      this.#walk(({ steps, walk }) => next(steps, walk), changed);
    },
    back: () => this.#walk(({ walk }) => back(walk), '#heading'),
    change: (step) => this.#walk(({ walk }) => change(walk, step), '#heading'),
    type: (name) => this.#sign({ name }),
    agreeElectronic: (electronic) => this.#sign({ electronic }),
    sign: () => {
      const { session } = this;
      if (session.stage !== 'filling' || isSaving(session)) return;
      const missing = missingToSign(session);
      this.#focus = missing ? `#${missing}` : '';
      if (missing) this.session = { ...session, missing };
      else void this.#send(session);
    },
  };

  #sign(typed: Partial<Pick<Filling, 'name' | 'electronic'>>): void {
    const { session } = this;
    if (session.stage === 'filling' && !session.sent) this.session = { ...session, ...typed, missing: undefined };
  }

  override render(): TemplateResult {
    const saving = isSaving(this.session);
    return html`<div
      class="card"
      part="card"
      lang=${words.language}
      dir=${words.direction}
      aria-busy=${saving || nothing}
    >
      ${this.#screen()}
      <p class="visually-hidden" role="status">${this.#status()}</p>
    </div>`;
  }

  /** Said aloud; the heading, which gets the focus, says the rest. */
  #status(): string {
    const { session } = this;
    if (session.stage !== 'filling') return '';
    if (isSaving(session)) return words.saving;
    const here = place(session.steps, session.walk);
    if (here) return words.placeSpoken(here.part, here.of);
    return session.walk.changing ? words.changing : '';
  }

  #screen(): unknown {
    const { session } = this;
    if (session.stage === 'opening') return this.connection && this.group ? openingScreen() : unconnectedScreen();
    if (session.stage === 'unopened') return unopenedScreen(session.code, this.#acts);
    if (session.stage === 'starting') return startScreen(session, this.#acts);
    if (session.stage === 'saved') return savedScreen(session, this.#acts);
    // A fresh screen for each step: nothing of the question before may carry over, not even to a screen reader.
    return keyed(session.walk.at, this.#step(session));
  }

  #step(session: Filling): TemplateResult | typeof nothing {
    const step = session.steps[session.walk.at];
    switch (step?.kind) {
      case 'intro':
        return introScreen(session, this.#acts);
      case 'clause':
        return step.parts[0] ? clauseScreen(session, step, step.parts[0], this.#acts) : nothing;
      case 'consent':
        return consentScreen(session, step, this.#acts);
      case 'review':
        return reviewScreen(session, this.#acts);
      case 'sign':
        return signScreen(session, this.#acts);
      default:
        return nothing;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-agreement': GroupAgreement;
  }
}
