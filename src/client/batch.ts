/** Many reads in one request where the server can, else a few at a time. @module */
import type { Bundle, FhirResource } from 'fhir/r4.js';
import type { PortalError } from '../../fhir-mappings/errors.ts';
import { failure, failureOfEntry, orThrow } from './failures.ts';
import { list } from './resources.ts';
import { collect, get, type Search, type SearchOptions, type SearchResult, searchUrl } from './search.ts';
import { type CallOptions, sent, type Transport, typed } from './wire.ts';

/** Reads addresses below the base, each with its own answer; rejects only with an abort. */
export type GetAll = (urls: readonly string[], options: CallOptions) => Promise<(FhirResource | PortalError)[]>;

const json = { 'content-type': 'application/fhir+json' };

/** Browsers queue more than six to one host over HTTP/1.1, and servers throttle. */
const atOnce = 8;

/** `offersBatch` is asked before the first batch; a batch the server then refuses is not tried again by this client. */
export function createGetAll(wire: Transport, offersBatch: (options: CallOptions) => Promise<boolean>): GetAll {
  let works = true;
  return async (urls, options) => {
    const together = urls.length > 1 && works && (await offersBatch(options));
    const answers = together ? await inOneRequest(wire, urls, options) : [];
    if (together && answers.every((answer) => answer === undefined)) works = false;
    return inTurns(urls, async (url, index) => answers[index] ?? get(wire, url, options));
  };
}

/** Several searches, all pages; the results in the same order. Rejects only with an abort. */
export async function searchAll(
  wire: Transport,
  getAll: GetAll,
  searches: readonly Search[],
  options: SearchOptions = {},
): Promise<SearchResult[]> {
  const firstPages = await getAll(searches.map(searchUrl), options);
  return inTurns(firstPages, (page) => collect(wire, page, options));
}

/**
 * Undefined, in a place or all over: worth asking for by itself. Google takes no searches in a batch (fhir.md 5.1), and
 * an entry that met an overload gets the usual retries that way.
 */
async function inOneRequest(
  wire: Transport,
  urls: readonly string[],
  options: CallOptions,
): Promise<(FhirResource | PortalError | undefined)[]> {
  const body: Bundle = {
    resourceType: 'Bundle',
    type: 'batch',
    entry: urls.map((url) => ({ request: { method: 'GET', url } })),
  };
  try {
    const bundle = typed((await wire.request('POST', '', sent(options, json), body)).data, 'Bundle');
    const entries = list(bundle.entry);
    if (entries.length !== urls.length) throw failure('unreadable');
    return urls.map((url, index) => {
      const error = failureOfEntry(entries[index], url);
      if (error === undefined) return entries[index]?.resource;
      return error.code === 'not-authorized' || error.code === 'not-allowed' ? error : undefined;
    });
  } catch (thrown) {
    const error = orThrow(thrown);
    // Then eight more requests would not fare better.
    if (['offline', 'timeout', 'not-authorized'].includes(error.code)) return urls.map(() => error);
    return [];
  }
}

/** Does the work for every item, at most eight at once; results in the items' order. */
async function inTurns<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item, index);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
