/** A group's book, open: what its parts are, and how they are drawn. Loaded when a group is first shown. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { Portal } from '../../src/portal-types.ts';
import { failedPart } from '../failed.ts';
import { membersSpeech } from '../strings/members.ts';
import { addingTo } from './add.ts';
import { openBook, type Page } from './book.ts';
export { bookStyles } from './book.styles.ts';
import { creatingOf } from './create.ts';
import { headPart, oldPart } from './parts.ts';
import { rowsOf } from './rows.ts';
import { sessionsOf } from './sessions.ts';

export { membersSpeech };

export interface Opened {
  /** The list was read, or could not be. */
  isRead: () => boolean;
  members: () => TemplateResult | undefined;
  /** Undefined while there is nothing to hold sessions of. */
  sessions: () => TemplateResult | undefined;
  close: () => void;
}

export function opened(portal: Portal, group: string, host: Omit<Page, 'words'>): Opened {
  const words = membersSpeech.in(host.locale());
  const page: Page = { ...host, words };
  const book = openBook(portal, group, page, (list) => {
    rows.read(list);
    if (list.created) sessions.read(list);
  });
  const add = addingTo(book);
  const rows = rowsOf(book, add.again);
  const sessions = sessionsOf(book);
  const create = creatingOf(book);
  const reread = async (): Promise<void> => {
    page.say(words.loading);
    await book.read();
    page.say('');
    if (!book.code) page.focus('#title');
  };
  return {
    isRead: () => !!book.list || !!book.code,
    members() {
      const { list, code } = book;
      if (!list) return code ? failedPart(words.cantOpen, code, { again: reread, words }) : undefined;
      return html`${headPart(list, !list.created || list.readOnly || add.isOpen() ? undefined : add.open, words)}
      ${list.readOnly ? html`<p class="note">${words.failures['unsupported']}</p>` : nothing}
      ${code ? oldPart(words.old.members, code, { again: reread, words }) : nothing}
      ${list.created ? html`${add.render(list)} ${rows.render(list)}` : list.readOnly ? nothing : create.render()}`;
    },
    sessions: () => (book.list?.created ? sessions.render(book.list) : undefined),
    close: () => book.close(),
  };
}
