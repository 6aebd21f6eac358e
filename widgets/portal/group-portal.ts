import { provide } from '@lit/context';
import { css, html, LitElement, type CSSResultGroup, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Portal } from '../../src/portal-types.ts';
import { portalContext } from './context.ts';

/**
 * Gives the connection to every widget inside it. Draws nothing of its own.
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
  @provide({ context: portalContext })
  @property({ attribute: false })
  portal: Portal | undefined;

  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'group-portal': GroupPortal;
  }
}
