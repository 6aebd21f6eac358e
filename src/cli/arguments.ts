/** Arguments, and the connection and files they name. @module */
import { open, readFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { parseGroups, type GroupDefinition } from '../groups.ts';
import { exits, exitWith, type Surroundings } from './command.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Values<T extends Options> = ReturnType<typeof parseArgs<{ args: string[]; options: T }>>['values'];

/** Reads options. Throws PortalError `invalid` naming the option, never what was typed in its place. */
export const optionsFrom = <const T extends Options>(args: string[], options: T): Values<T> =>
  parsed({ args, options }).values;

/** The same beside words that stand alone, such as the file of a command: as many as there are names for, no more. */
export function wordsFrom<const T extends Options>(
  args: string[],
  options: T,
  names: readonly string[],
): { words: string[]; values: Values<T> } {
  const { positionals: words, values } = parsed({ args, options, allowPositionals: true });
  if (words.length > names.length) throw new PortalError('invalid', 'There is a word too many.', names);
  return { words, values };
}

/** Node's sentences hold the argument itself: only its code, and the name of an option, are taken from them. */
const faults: Readonly<Record<string, string>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: 'There is no such option.',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: 'An option has no value, or one it does not take.',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: 'There is a word too many: this command takes options only.',
};

function parsed<const T extends ParseArgsConfig>(config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const named = code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL' ? undefined : /'(--?[a-z-]+)/.exec(message)?.[1];
    const fault = faults[code] ?? 'An argument is not known, or has no value.';
    throw new PortalError('invalid', fault, named === undefined ? [] : [named]);
  }
}

/** What an argument may be, with how it is said. */
export interface Form {
  test: RegExp;
  says: string;
}
export const address: Form = { test: /^https?:\/\/[^\s|?#@]+$/i, says: 'an absolute web address, without a query' };
export const staffReference: Form = {
  test: /^Practitioner(Role)?\/[A-Za-z0-9\-.]{1,64}$/,
  says: 'a reference to one of the staff',
};

/** The option's value; throws PortalError `invalid` when it is missing or of another form. */
export function needed(name: string, value: string | undefined, form?: Form): string {
  if (value === undefined || value === '') throw new PortalError('invalid', 'A needed argument is missing.', [name]);
  if (form && !form.test.test(value))
    throw new PortalError('invalid', `An argument is not of the form it needs: ${form.says}.`, [name]);
  return value;
}

/** The groups of a file. A file that can't be read ends with 2, one that is refused with 3 and the path of each fault. */
export async function groupsFrom(file: string): Promise<GroupDefinition[]> {
  const text = await exitWith(exits.arguments, () => textOf(file, '--groups'));
  return exitWith(exits.input, () => {
    const value = jsonIn(text, '--groups');
    if (!Array.isArray(value) || value.length === 0)
      throw new PortalError('invalid', 'The file holds no list of groups.', ['--groups']);
    return parseGroups(value);
  });
}

/** Text of a file; throws PortalError `not-found` naming the option. */
export const textOf = (file: string, option: string): Promise<string> =>
  readFile(file, 'utf8').catch(() => unreadable(option));

/** Throws PortalError `invalid` naming the option. */
export function jsonIn(text: string, option: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PortalError('invalid', 'The file is not JSON.', [option]);
  }
}

/** RFC 2104, section 3: a shorter key than the hash is weaker than the hash. */
const shortestKey = 32;

/**
 * The bytes of a key: of a file that only its owner may read, else of the variable IDENTITY_KEY, in base64.
 * Throws PortalError `invalid`, `not-found` or `not-allowed`, naming the option or the variable.
 */
export async function keyFrom(file: string | undefined, { env }: Surroundings): Promise<Uint8Array<ArrayBuffer>> {
  const given = env['IDENTITY_KEY'];
  if (file !== undefined && given)
    throw new PortalError('invalid', 'Two keys are given.', ['--key-file', 'IDENTITY_KEY']);
  const name = file === undefined ? 'IDENTITY_KEY' : '--key-file';
  const bytes = file === undefined ? fromBase64(given) : await ownFile(file, '--key-file');
  if (bytes.length >= shortestKey) return bytes;
  throw new PortalError('invalid', `The key is missing or too short: ${shortestKey} bytes or more are needed.`, [name]);
}

function fromBase64(text = ''): Uint8Array<ArrayBuffer> {
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return Uint8Array.from(Buffer.from(text, 'base64'));
  throw new PortalError('invalid', 'The key is not base64.', ['IDENTITY_KEY']);
}

/** Bytes of a file that nobody but its owner may read; throws PortalError `not-found` or `not-allowed` naming the option. */
export async function ownFile(path: string, option: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await open(path).catch(() => unreadable(option));
  try {
    // Windows has no such bits
    const isShared = process.platform !== 'win32' && ((await file.stat()).mode & 0o077) !== 0;
    if (isShared) throw new PortalError('not-allowed', 'Others may read the key file: chmod 600.', [option]);
    return Uint8Array.from(await file.readFile());
  } finally {
    await file.close();
  }
}

function unreadable(option: string): never {
  throw new PortalError('not-found', 'The file can’t be read.', [option]);
}
