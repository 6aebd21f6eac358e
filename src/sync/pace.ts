/** How much at once: fewer when the server says that it is too much, or slows down; more while answers take no longer for it. @module */
import pLimit, { type LimitFunction } from 'p-limit';
import { type ErrorCode, isPortalError } from '../../fhir-mappings/errors.ts';
import type { Connection } from '../client/wire.ts';

export interface Pace {
  limit: LimitFunction;
  /** The connection's fetch, watched. */
  fetch: NonNullable<Connection['fetch']>;
  /** Tries again what failed for want of an answer, or of a whole one, with longer and longer waits; rejects with the last failure. */
  persist<T>(work: () => Promise<T>): Promise<T>;
  /**
   * The work for every item, as many at once as the limit says. After a failure nothing new is begun, and it rejects when
   * what was begun has ended: until then the journal is open, and the folder locked. Reading ahead is not tried again then.
   */
  each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void>;
}

const most = 16;
const first = 2;
/** How often a work is tried. Half an answer may be a whole one next time; one that never can be read is not waited for long. */
const triesOf: Partial<Record<ErrorCode, number>> = { offline: 6, timeout: 6, unreadable: 3 };
const firstWaitMs = 1000;

/** Characters: a few records. */
const oneLoad = 10_000;

function kindOf({ method = 'GET', body }: Parameters<Pace['fetch']>[1]): { kind: string; load: number } {
  const text = typeof body === 'string' ? body : '';
  const isTransaction = text.slice(0, 100).includes('"transaction"');
  return { kind: isTransaction ? 'transaction' : method, load: Math.max(1, text.length / oneLoad) };
}

interface Setting {
  fetch?: Connection['fetch'];
  sleep?: (ms: number) => Promise<void>;
  /** Milliseconds. */
  clock?: () => number;
}

export function createPace({
  fetch = (url, init) => globalThis.fetch(url, init),
  sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  clock = () => performance.now(),
}: Setting = {}): Pace {
  const limit = pLimit(first);
  let streak = 0;
  let changed = 0;
  let hasFailed = false;
  /** By kind: reading and writing take their own times. Milliseconds for `oneLoad`. */
  const usual = new Map<string, number>();
  /** The shortest that was usual: where it is twice as much now, requests wait in the server, and more would wait longer. */
  const best = new Map<string, number>();
  const slower = () => {
    streak = 0;
    changed = clock();
    limit.concurrency = Math.max(1, Math.floor(limit.concurrency / 2));
  };
  const faster = () => {
    if (++streak < limit.concurrency * 2 || limit.concurrency === most) return;
    streak = 0;
    limit.concurrency++;
  };
  return {
    limit,
    async fetch(url, init) {
      const began = clock();
      const response = await fetch(url, init);
      const { kind, load } = kindOf(init);
      const took = (clock() - began) / load;
      const before = usual.get(kind) ?? took;
      const now = before * 0.95 + took * 0.05;
      usual.set(kind, now);
      best.set(kind, Math.min(best.get(kind) ?? now, now));
      const isWaiting = now > 2 * (best.get(kind) ?? now);
      const isTooMuch = [429, 503].includes(response.status) || took > before * 4 + 50;
      // of many that were sent together, the first to say so is enough
      if (isTooMuch) {
        if (began >= changed) slower();
      } else if (!isWaiting) faster();
      return response;
    },
    async persist(work) {
      for (let tried = 1; ; tried++) {
        try {
          return await work();
        } catch (error) {
          const passing = isPortalError(error) ? (triesOf[error.code] ?? 1) : 1;
          if (tried >= passing || hasFailed) throw error;
          slower();
          await sleep(firstWaitMs * 2 ** (tried - 1));
        }
      }
    },
    async each(items, work) {
      let isStopped = false;
      const works = items.map((item) =>
        limit(async () => {
          if (isStopped) return;
          try {
            await work(item);
          } catch (error) {
            isStopped = hasFailed = true;
            throw error;
          }
        }),
      );
      await Promise.allSettled(works);
      await Promise.all(works);
    },
  };
}
