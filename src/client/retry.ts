/** The one policy of trying again. @module */
import type { FhirResource } from 'fhir/r4.js';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { isOf, list } from './resources.ts';

/** `also-409`: HAPI answers 409 when two conditional creates meet, and the next try finds what the other one made. */
export type Repeat = 'never' | 'safe' | 'also-409';

/** Clock and waiting, so that tests need neither. */
export interface Time {
  /** Milliseconds since 1970; for Retry-After with a date. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

const tries = 3;
const firstWaitMs = 400;
/** Nobody in front of a screen waits longer, whatever Retry-After says. */
const longestWaitMs = 10_000;

/**
 * Whether sending this once more can't do something twice. Judged by what is sent, so no caller can forget it.
 * After a lost connection the second PUT with If-Match may meet its own first: a conflict, never a double effect.
 */
export function repeatOf(
  method: string,
  headers: Readonly<Record<string, string>>,
  body: FhirResource | undefined,
): Repeat {
  const itself = kindOf(method, headers['if-none-exist'], headers['if-match']);
  if (itself !== 'never' || !isOf(body, 'Bundle')) return itself;
  const kinds = list(body.entry).map(({ request }) => kindOf(request?.method, request?.ifNoneExist, request?.ifMatch));
  return (['never', 'also-409'] as const).find((kind) => kinds.includes(kind)) ?? 'safe';
}

function kindOf(method: string | undefined, ifNoneExist: string | undefined, ifMatch: string | undefined): Repeat {
  if (ifNoneExist) return 'also-409';
  return ifMatch || method === 'GET' ? 'safe' : 'never';
}

/** Makes the attempt up to three times; the last answer or error is the result. Waits end with the caller's signal. */
export async function persistently<A extends { response: Response }>(
  repeat: Repeat,
  attempt: () => Promise<A>,
  time: Time,
  signal: AbortSignal | undefined,
): Promise<A> {
  for (let tried = 1; ; tried++) {
    const last = tried === tries || repeat === 'never';
    let retryAfter: string | null = null;
    try {
      const answer = await attempt();
      if (last || !passing(answer.response.status, repeat)) return answer;
      retryAfter = answer.response.headers.get('retry-after');
    } catch (error) {
      if (last || !isPortalError(error) || error.code !== 'offline') throw error;
    }
    await untilAborted(time.sleep(wait(tried, retryAfter, time.now())), signal);
  }
}

/** The work's outcome, or the signal's reason as soon as it is aborted: also when the work doesn't heed the signal. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).then(() => signal.removeEventListener('abort', stop));
  });
}

function passing(status: number, repeat: Repeat): boolean {
  return [429, 502, 503, 504].includes(status) || (status === 409 && repeat === 'also-409');
}

/** Milliseconds: what the server asked for, else doubling, with jitter so that eight requests don't come back together. */
function wait(tried: number, retryAfter: string | null, now: number): number {
  const asked = /^\d+$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : Date.parse(retryAfter ?? '') - now;
  const ours = firstWaitMs * 2 ** (tried - 1) * (0.5 + Math.random() / 2);
  return Math.min(Number.isNaN(asked) ? ours : Math.max(asked, 0), longestWaitMs);
}
