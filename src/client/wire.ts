/**
 * The one place that talks to fhir-kit-client, and the one transport below it.
 *
 * The library builds paths, queries and content types. Its `HttpClient.request` is replaced because it can't use a host's
 * own fetch, sends the token to any absolute URL, sets `keepalive: true` (browsers refuse such bodies over 64 KiB),
 * throws a TypeError on a JSON `null`, has no timeout, and puts the URL (so the patient's id) into its errors and its log.
 * @module
 */
import { Client, type FhirResource as KitResource, RESPONSE_KEY } from 'fhir-kit-client';
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
  /** Milliseconds one try may take, reading of the body included; 30 000 by default. */
  timeout?: number | undefined;
  now?: Time['now'] | undefined;
  sleep?: Time['sleep'] | undefined;
}

export interface CallOptions {
  /** Rejects with the signal's own reason (an AbortError), which is no PortalError. */
  signal?: AbortSignal | undefined;
}

interface Sent {
  /** Lower-case names. */
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

interface Answer {
  response: Response;
  text: string;
}

/** A fhir-kit-client whose every request goes through our transport. Throws `invalid` for a base that isn't absolute. */
export function connect(connection: Connection): Client {
  const { token, timeout = 30_000, fetch = (url, init) => globalThis.fetch(url, init) } = connection;
  const { now = Date.now, sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) } = connection;
  const base = normalBase(connection.base);
  const kit = new Client({ baseUrl: base });

  async function exchange(url: string, init: Init, signal: AbortSignal | undefined): Promise<Answer> {
    const limit = AbortSignal.timeout(timeout);
    const stop = signal ? AbortSignal.any([signal, limit]) : limit;
    const work = async (): Promise<Answer> => {
      stop.throwIfAborted();
      const bearer = await bearerOf(token);
      const headers = { ...init.headers, ...(bearer && { authorization: `Bearer ${bearer}` }) };
      const response = await fetch(url, { ...init, headers, signal: stop });
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

  kit.httpClient.request = async (method, path, { headers: own, signal }: Sent = {}, body?: FhirResource) => {
    const url = inside(base, kit.httpClient.expandUrl(path));
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
    const result: KitResource = { resourceType: '', ...data };
    return Object.defineProperty(result, RESPONSE_KEY, { value: response });
  };
  return kit;
}

/** What the library answered, as the type that was asked for; anything else is unreadable. */
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
