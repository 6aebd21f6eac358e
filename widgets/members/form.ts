/** One small form: what was typed, what is wrong with it, whether it is being sent. @module */
import type { MembersWords } from '../strings/members.ts';
import type { Book } from './book.ts';

export interface Form {
  readonly words: MembersWords;
  /** Ids of its fields are `id-name`; the names are those of the portal's errors. */
  readonly id: string;
  readonly values: Record<string, string>;
  /** Words at a field the record did not take. */
  readonly wrong: Readonly<Record<string, string>>;
  /** Fields that hold half a date when the form is sent. */
  unfinished: readonly string[];
  errors: Readonly<Record<string, string>>;
  /** Why it was not taken, where no field says so. */
  fault: string;
  busy: boolean;
}

export const newForm = (words: MembersWords, id: string, values: Form['values'], wrong: Form['wrong']): Form => ({
  words,
  id,
  values: { ...values },
  wrong,
  unfinished: [],
  errors: {},
  fault: '',
  busy: false,
});

export type Control = HTMLInputElement | HTMLSelectElement;

/** Takes over what was typed, and takes back what was said about it. */
export function typed(form: Form, name: string, { value, validity }: Control): void {
  // half a date has no value: the last one stays bound, or what is there would be wiped while typing
  if (!validity.badInput) form.values[name] = value;
  const { [name]: _said, ...errors } = form.errors;
  form.errors = errors;
}

/** True when nothing is missing; else each open field says so, and the first gets the focus. */
export function complete({ page }: Book, form: Form, required: readonly string[]): boolean {
  const { words } = page;
  const open = Object.keys(form.values).filter(
    (name) => form.unfinished.includes(name) || (required.includes(name) && !form.values[name]?.trim()),
  );
  form.fault = '';
  form.errors = Object.fromEntries(open.map((name) => [name, words.missing[name] ?? words.chooseDay]));
  if (open[0]) page.focus(`#${form.id}-${open[0]}`);
  page.draw();
  return open.length === 0;
}

/**
 * Sends it once, keeping everything typed whatever comes back. Gives the answer, or the code of the failure: the form
 * then says it, at the fields it names or below them.
 */
export async function send<T extends object>(book: Book, form: Form, call: () => Promise<T>): Promise<T | string> {
  const { page } = book;
  form.busy = true;
  form.errors = {};
  form.fault = '';
  page.draw();
  try {
    return await call();
  } catch (error) {
    const { code, fields } = book.failed(error);
    const named = code === 'invalid' || code === 'not-found' ? fields.filter((field) => field in form.wrong) : [];
    form.errors = Object.fromEntries(named.map((field) => [field, form.wrong[field] ?? '']));
    if (named[0]) page.focus(`#${form.id}-${named[0]}`);
    else form.fault = code;
    return code;
  } finally {
    form.busy = false;
    page.draw();
  }
}

const unsure = (code: string): boolean => ['offline', 'timeout', 'partial'].includes(code);
export const notSaved = (code: string, words: MembersWords): string =>
  unsure(code) ? words.notConfirmed : words.notSaved;
