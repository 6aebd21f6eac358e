/** What the two screens of `<group-preparation>` and their element owe each other. @module */
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Portal } from '../../src/portal-types.ts';
import type { MemberQuery, PreparationInput } from '../../src/preparation-types.ts';
import type { GroupEvents } from '../events.ts';

/** The element, as its screens see it. */
export interface Host {
  portal: Portal;
  query: MemberQuery;
  /** Language of the page around it, BCP 47. */
  language: string;
  draw: () => void;
  /** Focuses what the selector finds, once it is drawn. */
  focus: (selector: string) => void;
  /** Tells the host page, and gives the code there are words for. */
  failed: (error: unknown) => string;
  /** Draws with these styles, in the place of the screen's own. */
  adopt?: (styles: CSSResultGroup[]) => void;
  emit: <K extends keyof GroupEvents>(name: K, detail: GroupEvents[K]) => void;
  /** Where the cards are the beginning of something longer, as of signing. */
  within?: Within;
}

/** What the cards are part of. */
export interface Within {
  language: string;
  mode: PreparationInput['mode'];
  /** The member went through everything; its thanks are not shown. */
  done: () => void;
  /** Another member goes by the name just chosen; only told where the user may know. */
  named: (shared: boolean) => void;
}

/** One of the two screens. Letting go of it lets go of all it knew about the member. */
export interface Screen {
  render: () => TemplateResult;
  /** Said politely when it changes. */
  status: () => string;
  /** Language and direction of its own words. */
  language: () => string;
  busy: () => boolean;
  /** Nothing that arrives later is drawn. */
  close: () => void;
}

/** What a lazily loaded screen brings. */
export interface ScreenPart {
  open: (host: Host) => Screen;
  styles: CSSResultGroup[];
}
