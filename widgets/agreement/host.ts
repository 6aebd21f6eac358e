/** What the flow asks of its element, and what screens ask of the flow. @module */
import type { CSSResultGroup } from 'lit';
import type { Answer } from '../../fhir-mappings/codes.ts';
import type { Portal } from '../../src/portal-types.ts';
import type { SigningClose, SigningQuery, SigningSetup } from '../../src/signing-types.ts';
import type { GroupEvents } from '../events.ts';
import type { AgreementWords } from '../strings/agreement.ts';
import type { StaffWords } from '../strings/agreement-staff.ts';
import type { Aloud } from './aloud.ts';
import type { Desk, Start } from './desk-state.ts';
import type { Filling, Session, WayToSign } from './session.ts';
import type { DocumentName } from './steps.ts';

/** The element, as the flow sees it: it holds the session and draws it. */
export interface Host {
  readonly portal: Portal | undefined;
  /** Undefined while there is nothing to open yet. */
  readonly query: SigningQuery | undefined;
  /** What was settled on another device, where this is the member's own. */
  readonly setup: SigningSetup | undefined;
  /** Language of the page, for staff. */
  readonly language: string;
  /** Setting it draws it; a session that was replaced must not be brought back by a late answer. */
  session: Session;
  /** Draws again what is there: something beside the session changed. */
  redraw: () => void;
  /** Adds the styles of a part that was loaded. */
  adopt: (styles: CSSResultGroup[]) => void;
  /** The host page opted in to keeping unfinished work over a reload, encrypted. */
  readonly keepOverReload: boolean;
  /** Focuses it once it is drawn. */
  focus: (selector: string) => void;
  emit<K extends keyof GroupEvents>(name: K, detail: GroupEvents[K]): void;
  /** Tells the host page; gives the code. */
  failed: (error: unknown) => string;
}

/** Staff's side. */
export interface DeskActs {
  set: (change: Partial<Desk>) => void;
  language: (language: string) => void;
  start: (how: Start) => void;
  copyLink: () => void;
  checkNow: () => void;
  /** From waiting for another device back to the desk. */
  recall: () => void;
  takeBack: () => void;
  close: (change: SigningClose) => void;
  print: () => void;
  alsoIn: (group: string) => void;
  finish: () => void;
}

/** The member's side. */
export interface MemberActs {
  answer: (document: DocumentName, clause: string, value: Answer) => void;
  next: (event: MouseEvent) => void;
  back: () => void;
  change: (step: number) => void;
  switchTo: (language: string) => void;
  type: (name: string) => void;
  signBy: (way: WayToSign) => void;
  drawn: (png: string | undefined) => void;
  agreeElectronic: (agreed: boolean) => void;
  assent: (change: Partial<Filling['assent']>) => void;
  /** The minor answers once more; what they said before is dropped. */
  assentAgain: () => void;
  sign: () => void;
  stop: () => void;
  goOn: () => void;
  keep: () => void;
  drop: () => void;
}

export interface Acts extends DeskActs, MemberActs {
  reopen: () => void;
}

/** What every screen is drawn with. */
export interface Screen {
  acts: Acts;
  /** For the member, in the language of the form. */
  words: AgreementWords;
  staff: StaffWords;
  aloud: Aloud;
}
