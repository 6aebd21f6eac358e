/** What the paper screens share: what they ask the element to do, what they are given, the names of their fields. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { Signer, SigningForm } from '../../src/signing-types.ts';
import type { PaperScreenWords } from '../strings/paper.ts';
import type { PaperField, PaperState } from './paper-state.ts';

/** What the screens ask the element to do. */
export interface PaperActs {
  /** Staff put something down. */
  change: (next: PaperState) => void;
  /** Opens the form again in another version; until then `isThisPaper` is false. */
  version: (version: string) => void;
  /** Reads a chosen file: `readingScan`, `readScan`, `scanned`. */
  scan: (file: Blob) => void;
  /** Prints the form with `paperFormHtml` and `printHtml`. */
  print: () => void;
  /** From the printing to the recording. */
  record: () => void;
  /** Sends `paperInput`, or sets `tried` and moves the focus to `fieldTarget` of the first that is open. */
  save: () => void;
  back: () => void;
}

export interface PaperOptions {
  /** Of our words; the documents keep their own. */
  locale?: string;
  /** As settled before. The member's name is a hint only where the member signs. */
  signer?: Signer;
}

/** What a part of the screen needs. */
export interface PaperView {
  state: PaperState;
  form: SigningForm;
  acts: PaperActs;
  words: PaperScreenWords;
  locale: string;
  signer: Signer | undefined;
  /** Open fields, once Save was pressed. */
  missing: readonly PaperField[];
}

/** Selector of the control that answers for a field: where the focus goes when it is open. */
export function fieldTarget(field: PaperField): string {
  const id = CSS.escape(fieldId(field));
  return `#${id} input, input#${id}`;
}

/** Id of a field's element. Clause ids are letters, digits and hyphens; nothing of a person is in it. */
export const fieldId = (field: PaperField): string => `paper-${field.replaceAll('.', '-')}`;

/** What is open at a field, in words, for the element that `aria-describedby` names. */
export const faultPart = (field: PaperField, text: string | undefined): TemplateResult | typeof nothing =>
  text ? html`<p class="missing" id="${fieldId(field)}-fault">${text}</p>` : nothing;

/** The one name of the record shown beside what is written; a representative's name is not in it. */
export const nameInRecord = ({ form, signer, words }: PaperView): TemplateResult | typeof nothing =>
  signer?.as === 'representative' ? nothing : html`${words.nameHint} <bdi>${form.memberName}</bdi>`;
