/** One group's book while it is open: its list as last read, and the page around it. @module */
import type { MembersWords } from '../strings/members.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { MemberList } from '../../src/book-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import { daysFrom, type Days } from './days.ts';

/** What the element gives its parts. Nothing is said or focused for a book that is no longer open. */
export interface Page {
  words: MembersWords;
  locale: () => string;
  draw: () => void;
  /** Politely. */
  say: (words: string) => void;
  /** To what the selector finds, once it is drawn. */
  focus: (selector: string) => void;
  /** Tells the host, and gives the code the widget shows words for. */
  failed: (error: unknown) => string;
  /** Tells the host that somebody was added or changed. */
  saved: (what: 'added' | 'changed') => void;
  /** The host's picker of patients. */
  picker: () => (() => Promise<string | undefined>) | undefined;
}

export interface Failure {
  code: string;
  /** Names of fields, without what they are part of. */
  fields: string[];
}

export interface Book {
  readonly page: Page;
  readonly portal: Portal;
  readonly group: string;
  readonly list: MemberList | undefined;
  /** Why the last read of the list failed, else empty. */
  readonly code: string;
  /** Words for the days of the list. */
  readonly days: Days;
  readonly signal: AbortSignal;
  /** Reads once more after any read under way, so that the list is at least as new as the call. */
  read: () => Promise<void>;
  /** Does something that writes, and reads again. Rejects, without reading, as the write does. */
  save: <T>(write: () => Promise<T>) => Promise<T>;
  failed: (error: unknown) => Failure;
  close: () => void;
}

/** In the group, or to come: nobody is added twice. Somebody whose last day is known may come again after it. */
export const isListed = ({ list, portal }: Book, patient: string): boolean =>
  !!list?.members.some(
    ({ row, place, end }) => place !== 'past' && end === undefined && portal.patientOfRow(list, row) === patient,
  );

/** Opens a group's book and reads it. `onRead` follows every list that was read. */
export function openBook(portal: Portal, group: string, page: Page, onRead: (list: MemberList) => void): Book {
  const stop = new AbortController();
  const { signal } = stop;
  let list: MemberList | undefined;
  let code = '';
  let reading = Promise.resolve();
  let saving = 0;

  async function readOnce(): Promise<void> {
    if (signal.aborted) return;
    try {
      const answer = await portal.members({ group }, { signal });
      if (signal.aborted) return;
      list = answer;
      code = '';
      onRead(answer);
    } catch (error) {
      if (signal.aborted) return;
      code = page.failed(error);
    }
    page.draw();
  }
  const read = (): Promise<void> => (reading = reading.then(readOnce));
  // what is saved here is read again once it is saved
  const unhear = portal.onSaved(() => void (saving || read()));

  void read();
  return {
    page,
    portal,
    group,
    signal,
    get list() {
      return list;
    },
    get code() {
      return code;
    },
    get days() {
      return daysFrom(list?.day ?? '', page.locale());
    },
    read,
    async save(write) {
      saving++;
      const value = await write().finally(() => saving--);
      await read();
      return value;
    },
    failed(error) {
      const fields = isPortalError(error) ? error.fields : [];
      return { code: page.failed(error), fields: fields.map((field) => field.split('.').at(-1) ?? field) };
    },
    close() {
      stop.abort();
      unhear();
    },
  };
}
