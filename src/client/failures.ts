/** Every way a request can fail, as a PortalError. Messages are fixed sentences: no URL, id, name or value can get in. @module */
import type { BundleEntry } from 'fhir/r4.js';
import { type ErrorCode, isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { issuesOf, list } from './resources.ts';

const sentences = {
  offline: "The server can't be reached.",
  timeout: 'The server took too long to answer.',
  'not-authorized': 'The server asks to sign in again.',
  'not-allowed': "The server doesn't allow this.",
  'not-found': "The server doesn't have this record.",
  conflict: 'The record is not what this change expects.',
  rejected: "The server's checks refused this.",
  unreadable: "The server's answer can't be understood.",
  unsupported: "The server can't do this.",
  'foreign-origin': 'The server points elsewhere; nothing was sent there.',
} satisfies Partial<Record<ErrorCode, string>>;

type Code = keyof typeof sentences;

const codes: Readonly<Record<number, Code>> = {
  401: 'not-authorized',
  403: 'not-allowed',
  404: 'not-found',
  405: 'unsupported',
  406: 'unsupported',
  // Overload and faults of the server are not the user's doing and may pass: to a host this is what `offline` is.
  408: 'offline',
  // A wrong If-Match is 409 on HAPI and Oracle, 412 on Azure (fhir.md 5.3).
  409: 'conflict',
  410: 'not-found',
  412: 'conflict',
  // Too large: the same content never fits, so the caller has to store it another way.
  413: 'unsupported',
  415: 'unsupported',
  429: 'offline',
  501: 'unsupported',
};

/** A failure that has no more to say than its code. */
export const failure = (code: Code, fields: readonly string[] = []): PortalError =>
  new PortalError(code, sentences[code], fields);

/**
 * The failure an HTTP status stands for, of a request or of one entry of a batch.
 * @param path relative to the base (`Patient/1`, `Patient?…`): a 404 of a whole type means that the server doesn't know the type.
 */
export function failureOf(status: number, body: { resourceType: string } | undefined, path: string): PortalError {
  const ofOneRecord = path.split('?')[0]?.includes('/') ?? false;
  // a base that takes no bundles, or no transactions: what was sent may go another way
  if (path === '' && (status === 405 || status === 501)) return failure('unsupported', ['bundle']);
  if (status === 404 && !ofOneRecord) return failure('unsupported');
  // 0 is a browser's opaque redirect. Followed, it could carry token and body to another server.
  if (status === 0 || (status >= 300 && status < 400)) return failure('foreign-origin');
  const others = status >= 500 ? 'offline' : status >= 400 ? 'rejected' : 'unreadable';
  const code = codes[status] ?? others;
  if (code === 'offline') return new PortalError(code, "The server can't answer right now.");
  return new PortalError(code, sentences[code], code === 'rejected' ? fieldsOf(body) : []);
}

/** What was thrown while talking to the server: fetch, and a host's own fetch, throw when there is no answer. */
export function thrown(error: unknown): PortalError {
  return isPortalError(error) ? error : failure('offline');
}

/** For a result instead of an exception: the PortalError itself; an AbortError and a fault of ours are thrown on. */
export function orThrow(error: unknown): PortalError {
  if (isPortalError(error)) return error;
  throw error;
}

/** The failure of one entry of a batch's or transaction's answer, by its own status; undefined for a 2xx. */
export function failureOfEntry(entry: BundleEntry | undefined, path: string): PortalError | undefined {
  const status = Number.parseInt(entry?.response?.status ?? '', 10);
  if (status >= 200 && status < 300) return undefined;
  return failureOf(status, entry?.response?.outcome ?? entry?.resource, path);
}

/** Paths alone: an expression may hold a value (`where(family='…')`), and `location` a place in the text. */
const elementPath = /^[a-z][\w.[\]]*$/i;

function fieldsOf(body: { resourceType: string } | undefined): string[] {
  const paths: unknown[] = issuesOf(body).flatMap((issue) => [...list(issue?.expression), ...list(issue?.location)]);
  // R4's deprecated `location` is XPath: `/f:Consent/f:status`.
  const plain = paths.map((path) =>
    typeof path === 'string' ? path.replace(/^\/?f:/, '').replaceAll('/f:', '.') : '',
  );
  return [...new Set(plain)].filter((path) => elementPath.test(path)).slice(0, 20);
}
