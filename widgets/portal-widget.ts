/** The base class: finds the portal, names the group and the member, sends events. @module */
import { consume } from '@lit/context';
import { LitElement } from 'lit';
import { property, state } from 'lit/decorators.js';
import { isPortalError } from '../fhir-mappings/errors.ts';
import type { Portal } from '../src/portal-types.ts';
import type { GroupEvents } from './events.ts';
import { portalContext } from './portal/context.ts';
import type { Common } from './strings/common.ts';
import type { Speech } from './strings/speech.ts';

export abstract class PortalWidget<Words extends Common = Common> extends LitElement {
  /** Key of the group, such as `tuesday`. */
  @property() group = '';

  /** The member, as `Patient/…`: a property only, never reflected (design 4.3). Defaults to the portal's patient. */
  @property({ attribute: false }) patient: string | undefined;

  /** A portal of this widget's own; without it the nearest `<group-portal>` is used. */
  @property({ attribute: false }) portal: Portal | undefined;

  @consume({ context: portalContext, subscribe: true })
  @state()
  protected contextPortal: Portal | undefined;

  protected get connection(): Portal | undefined {
    return this.portal ?? this.contextPortal;
  }

  /** In each language this tag speaks. */
  protected abstract readonly speech: Speech<Words>;

  /** What the page speaks here. */
  protected get nearest(): string {
    return this.closest('[lang]')?.getAttribute('lang') || this.ownerDocument.documentElement.lang;
  }

  protected get words(): Words {
    return this.speech.in(this.nearest);
  }

  /** Language of dates and numbers: the nearest `lang` where our words speak it, so that no sentence is in two languages. */
  protected get locale(): string {
    const { nearest } = this;
    const { language } = this.words;
    return new RegExp(`^${language}\\b`, 'i').test(nearest) ? nearest : language;
  }

  /** Nothing is drawn in a language before its words are here. */
  protected override scheduleUpdate(): void | Promise<unknown> {
    return this.speech.ready(this.nearest)?.then(() => super.scheduleUpdate()) ?? super.scheduleUpdate();
  }

  protected emit<K extends keyof GroupEvents>(name: K, detail: GroupEvents[K]): void {
    /** @internal the typed list is in events.ts */
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Tells the host, and gives the code the widget shows words for. */
  protected failed(error: unknown): string {
    const code = isPortalError(error) ? error.code : 'unreadable';
    this.emit('group-error-raised', { code });
    return code;
  }
}
