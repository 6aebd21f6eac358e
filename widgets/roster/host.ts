/** What the leader's list and its element owe each other. @module */
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Portal } from '../../src/portal-types.ts';
import type { SessionRoster } from '../../src/roster-types.ts';
import type { GroupEvents } from '../events.ts';
import type { Answer } from '../reading-widget.ts';
import type { LeaderWords } from '../strings/roster-leader.ts';
import type { Speech } from '../strings/speech.ts';

/** The element, as the list sees it. */
export interface Host {
  portal: Portal;
  /** Language of dates and numbers. */
  locale: () => string;
  draw: () => void;
  /** Asks the portal anew. */
  read: () => void;
  /** Focuses what the first selector finds that finds anything, once it is drawn. */
  focus: (...selectors: string[]) => void;
  /** Says something politely. */
  say: (text: string) => void;
  /** Tells the host page, and gives the code there are words for. */
  failed: (error: unknown) => string;
  emit: <K extends keyof GroupEvents>(name: K, detail: GroupEvents[K]) => void;
}

/** The leader's list. Letting go of it lets go of all it knew. */
export interface LeaderList {
  render: (answer: Answer<SessionRoster> | undefined) => TemplateResult;
  /** An answer came, after `before` or as the first. */
  settled: (before: Answer<SessionRoster> | undefined, now: Answer<SessionRoster> | undefined) => void;
  keydown: (event: KeyboardEvent) => void;
  close: () => void;
}

/** What the part that is fetched for leaders brings. */
export interface LeaderPart {
  open: (host: Host) => LeaderList;
  styles: CSSResultGroup[];
  speech: Speech<LeaderWords>;
}

/** What is opened below one name. */
export interface PersonPanel {
  render: () => TemplateResult;
  close: () => void;
}
