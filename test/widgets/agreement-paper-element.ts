/** The paper screens in an element, as `<group-agreement>` has them: for tests and for looking at them. @module */
import { LitElement, html, type CSSResultGroup, type TemplateResult } from 'lit';
import type { SigningForm, SigningInput, SigningSetup } from '../../src/signing-types.ts';
import { paperScreen, printScreen } from '../../widgets/agreement/paper.ts';
import {
  beginPaper,
  missingIn,
  paperInput,
  readingScan,
  reopenedPaper,
  scanned,
  type PaperState,
} from '../../widgets/agreement/paper-state.ts';
import { paperStyles } from '../../widgets/agreement/paper-styles.ts';
import { fieldTarget, type PaperActs } from '../../widgets/agreement/paper-view.ts';
import { readScan } from '../../widgets/agreement/scan.ts';
import { signingStyles } from '../../widgets/agreement/styles-signing.ts';
import { styles } from '../../widgets/agreement/styles.ts';
import { calm, tokens } from '../../widgets/tokens.ts';
import { paperOf } from './agreement-paper-form.ts';

export class TestPaper extends LitElement {
  static override styles: CSSResultGroup = [tokens, calm, styles, signingStyles, paperStyles];
  form: SigningForm = paperOf();
  setup: SigningSetup = { signer: { as: 'member' }, identityCheck: 'two-identifiers', mode: 'paper' };
  state: PaperState = beginPaper('2026-11-20');
  locale = 'en';
  screen: 'print' | 'record' = 'record';
  sent: SigningInput[] = [];
  printed: boolean[] = [];
  #focus = '';

  show(state: PaperState): void {
    this.state = state;
    this.requestUpdate();
  }

  override updated(): void {
    if (this.#focus) this.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = '';
  }

  readonly acts: PaperActs = {
    change: (next) => this.show(next),
    version: (version) => {
      const { documents } = this.form;
      this.form = { ...this.form, documents: { ...documents, rules: { ...documents.rules, version } } };
      this.show(reopenedPaper(this.state));
    },
    scan: (file) => {
      this.show(readingScan(this.state, file));
      void readScan(file).then((result) => this.show(scanned(this.state, file, result)));
    },
    print: () => this.printed.push(this.state.large),
    record: () => {
      this.screen = 'record';
      this.requestUpdate();
    },
    save: () => {
      const input = paperInput(this.state, this.form, this.setup);
      if (input) {
        this.sent.push(input);
        return this.show({ ...this.state, sent: { input } });
      }
      const [first] = missingIn(this.state, this.form);
      this.#focus = first ? fieldTarget(first) : '';
      this.show({ ...this.state, tried: true });
    },
    back: () => {
      this.screen = 'print';
      this.requestUpdate();
    },
  };

  override render(): TemplateResult {
    const draw = this.screen === 'print' ? printScreen : paperScreen;
    const { signer } = this.setup;
    return html`<section class="card" lang=${this.locale}>
      ${draw(this.state, this.form, this.acts, { locale: this.locale, signer })}
    </section>`;
  }
}
customElements.define('test-paper', TestPaper);

declare global {
  interface HTMLElementTagNameMap {
    'test-paper': TestPaper;
  }
}
