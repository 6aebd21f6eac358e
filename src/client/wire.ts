/**
 * The one transport, for reading by itself and below fhir-kit-client for writing (`kit.ts`): the host's own fetch or
 * the global one, the token to one origin and path, a timeout, and errors that hold no address.
 * @module
 */
import type { FhirResource } from 'fhir/r4.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { failure, failureOf, thrown } from './failures.ts';
import { isOf, isResource, type ResourceOf, type ResourceType } from './resources.ts';
import { persistently, repeatOf, type Time, untilAborted } from './retry.ts';

/** What a fetch is called with: headers as a plain object, lower-case names, so that a host's fetch can add to them. */
export interface Init extends RequestInit {
  headers: Record<string, string>;
}

/** How to reach one FHIR server. */
export interface Connection {
  /** Absolute; the token goes to this origin and path and nowhere else. */
  base: string;
  /** The host's own fetch, when it does the authorization itself. Called with an absolute URL and plain headers. */
  fetch?: ((url: string, init: Init) => Promise<Response>) | undefined;
  /** A bearer token, or how to get the present one: asked before every request. */
  token?: string | (() => string | Promise<string>) | undefined;
  /** The `scope` of the token response, where the host has it, or how to get it: what it doesn't allow is not tried. */
  scope?: string | (() => string | undefined) | undefined;
  /** Milliseconds one try may take, reading of the body included; 30 000 by default. */
  timeout?: number | undefined;
  /** Pages of 200 a search is followed for, 50 by default: a screen that wants more has asked for too much. */
  mostPages?: number | undefined;
  now?: Time['now'] | undefined;
  sleep?: Time['sleep'] | undefined;
}

export interface CallOptions {
  /** Rejects with the signal's own reason (an AbortError), which is no PortalError. */
  signal?: AbortSignal | undefined;
}

export interface Sent {
  /** Lower-case names. */
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** A resource, or an empty `resourceType` where a write was answered without body; with the response it came in. */
export interface Received {
  data: FhirResource | { resourceType: '' };
  response: Response;
}

export interface Transport {
  /** Without a slash at the end. */
  base: string;
  /** Milliseconds the server's clock was ahead of this device's at the last answer; 0 while it isn't known. */
  ahead: () => number;
  mostPages: number;
  /** `path` is relative to the base, or absolute and below it. */
  request(method: string, path: string, sent?: Sent, body?: FhirResource): Promise<Received>;
}

interface Answer {
  response: Response;
  text: string;
}

/** Sends nothing yet. Throws `invalid` for a base that isn't absolute. */
export function connect(connection: Connection): Transport {
  const { token, timeout = 30_000, mostPages = 50, fetch = (url, init) => globalThis.fetch(url, init) } = connection;
  const { now = Date.now, sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) } = connection;
  const base = normalBase(connection.base);
  let ahead = 0;

  async function exchange(url: string, init: Init, signal: AbortSignal | undefined): Promise<Answer> {
    const limit = AbortSignal.timeout(timeout);
    const stop = signal ? AbortSignal.any([signal, limit]) : limit;
    const work = async (): Promise<Answer> => {
      stop.throwIfAborted();
      const bearer = await bearerOf(token);
      const headers = { ...init.headers, ...(bearer && { authorization: `Bearer ${bearer}` }) };
      const response = await fetch(url, { ...init, headers, signal: stop });
      // across origins only where the server exposes it (Access-Control-Expose-Headers: Date)
      const told = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(told)) ahead = told - now();
      return { response, text: await response.text() };
    };
    try {
      // A host's fetch or token function may not heed the signal.
      return await untilAborted(work(), stop);
    } catch (error) {
      signal?.throwIfAborted();
      throw limit.aborted ? failure('timeout') : thrown(error);
    }
  }

  async function request(
    method: string,
    path: string,
    { headers: own, signal }: Sent = {},
    body?: FhirResource,
  ): Promise<Received> {
    const url = inside(base, /^https?:/i.test(path) ? path : `${base}/${path.replace(/^\//, '')}`);
    const headers = { accept: 'application/fhir+json', ...own };
    const init: Init = {
      method,
      headers,
      // A redirect would carry token and body with it.
      redirect: 'manual',
      // No chart in the browser's cache, and no stale one; it also makes HAPI search anew.
      cache: 'no-store',
      ...(body && { body: JSON.stringify(body) }),
    };
    const attempt = () => exchange(url, init, signal);
    const { response, text } = await persistently(repeatOf(method, headers, body), attempt, { now, sleep }, signal);
    const data = parsed(text);
    if (!response.ok) throw failureOf(response.status, data, url.slice(base.length).replace(/^\//, ''));
    // `Prefer: return=minimal` leaves a write's answer without body; to a read that is no resource of the type asked for.
    if (data === undefined && text !== '') throw failure('unreadable');
    return { data: data ?? { resourceType: '' }, response };
  }
  return { base, ahead: () => ahead, mostPages, request };
}

/** What was answered, as the type that was asked for; anything else is unreadable. */
export function typed<T extends ResourceType>(data: { resourceType: string }, type: T): ResourceOf<T> {
  if (!isOf(data, type)) throw failure('unreadable');
  return data;
}

/** Options as the library types them: it tells a missing signal from an undefined one. */
export function sent({ signal }: CallOptions, headers: Record<string, string> = {}): Sent {
  return { headers, ...(signal && { signal }) };
}

async function bearerOf(token: Connection['token']): Promise<string | undefined> {
  try {
    return typeof token === 'function' ? await token() : token;
  } catch (error) {
    throw isPortalError(error) ? error : failure('not-authorized');
  }
}

function normalBase(base: string): string {
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (!url?.protocol.startsWith('http') || url.search || url.hash || url.username || url.password) {
    throw new PortalError('invalid', 'The FHIR base must be an absolute http address.', ['base']);
  }
  return url.href.replace(/\/+$/, '');
}

/** The URL, when it is below the base. Encoded slashes are refused: a proxy may resolve `..%2f` where URL does not. */
function inside(base: string, url: string): string {
  const { origin, pathname } = new URL(base);
  const to = URL.canParse(url) ? new URL(url) : undefined;
  const below = to?.origin === origin && `${to.pathname}/`.startsWith(pathname.replace(/\/*$/, '/'));
  if (to === undefined || !below || /%2f|%5c/i.test(to.pathname)) throw failure('foreign-origin');
  // The library posts bundles to `base/`; FHIR's address for them is `base`.
  return to.href === `${base}/` ? base : to.href;
}

function parsed(text: string): FhirResource | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return isResource(data) ? data : undefined;
  } catch {
    return undefined;
  }
}
