import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type CSSResultGroup, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Portal } from '../../src/portal-types.ts';
import { portalContext } from './context.ts';

/**
 * Gives the connection to every widget inside it. Draws nothing of its own.
 *
 * While a member holds the screen (`group-screen-handed-over` until `group-screen-returned`) the widgets inside lose it,
 * and with it everything they had read: no other chart stays behind the form, not even in memory. A page that removes the
 * form meanwhile gives nothing back by that: it sends `group-screen-returned` to this element once staff are there.
 *
 * @tag group-portal
 * @slot - The page's own content, with widgets anywhere in it.
 */
export class GroupPortal extends LitElement {
  static override styles: CSSResultGroup = css`
    :host {
      display: contents;
    }
  `;

  /** What `createPortal` returned. A property only: it holds the way to the record. */
  @property({ attribute: false }) portal: Portal | undefined;

  readonly #given = new ContextProvider(this, { context: portalContext });
  #handedOver = false;

  constructor() {
    super();
    const set = (handedOver: boolean) => () => {
      this.#handedOver = handedOver;
      this.#give();
    };
    this.addEventListener('group-screen-handed-over', set(true));
    this.addEventListener('group-screen-returned', set(false));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('portal')) this.#give();
  }

  #give(): void {
    this.#given.setValue(this.#handedOver ? undefined : this.portal);
  }

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-portal': GroupPortal;
  }
}
