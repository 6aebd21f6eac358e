/** Searches to their last page, saying honestly what is missing. @module */
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { isPortalError, type PortalError } from '../../fhir-mappings/errors.ts';
import { failure, orThrow } from './failures.ts';
import { isOf, isResource, issuesOf, list, type ResourceOf, type ResourceType } from './resources.ts';
import { type CallOptions, sent, type Transport } from './wire.ts';

type Value = string | number | boolean;
/** An array repeats the parameter (FHIR's AND); for OR give one string with commas. */
export type SearchParams = Readonly<Record<string, Value | readonly Value[]>>;

export interface Search {
  type: ResourceType;
  params: SearchParams;
}

export interface SearchOptions extends CallOptions {
  /** Design 4.1: false for a resource about anybody but the patients asked for. It is dropped, and the read is incomplete. */
  accept?: ((resource: FhirResource) => boolean) | undefined;
}

/** Why a result is incomplete. `failed` and `not-authorized`: nothing came. `partial`: what came is there. */
export type Gap = 'failed' | 'partial' | 'not-authorized';

export interface SearchResult {
  /** Matches and included resources, each once, in the server's order. */
  resources: FhirResource[];
  complete: boolean;
  /** Present exactly when not complete. */
  gap?: Gap;
  /** How many entries `accept` refused. */
  dropped: number;
  /** What the request that failed failed with. */
  error?: PortalError;
}

const pageSize = 200;

/** Path and query below the base, with `_count` always. */
export function searchUrl({ type, params }: Search): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ _count: pageSize, ...params })) {
    for (const one of [value].flat()) query.append(name, String(one));
  }
  return `${type}?${query}`;
}

/** Reads one address below the base, or says why not; rejects only with an abort. */
export async function get(wire: Transport, url: string, options: CallOptions): Promise<FhirResource | PortalError> {
  try {
    const { data } = await wire.request('GET', url, sent(options));
    return isResource(data) ? data : failure('unreadable');
  } catch (error) {
    return orThrow(error);
  }
}

/** One search, all pages. Rejects only with an abort: a failure is a gap. */
export async function search(wire: Transport, query: Search, options: SearchOptions = {}): Promise<SearchResult> {
  return collect(wire, await get(wire, searchUrl(query), options), options);
}

/** Follows `next` from a first page that came by itself or in a batch. */
export async function collect(
  wire: Transport,
  first: FhirResource | PortalError,
  options: SearchOptions,
): Promise<SearchResult> {
  const found = new Map<string, FhirResource>();
  const visited = new Set<string>();
  let dropped = 0;
  let flawed = false;
  let error: PortalError | undefined;
  let pages = 0;
  for (let page = first; ;) {
    if (isPortalError(page) || !isOf(page, 'Bundle') || !wellFormed(page)) {
      error = isPortalError(page) ? page : failure('unreadable');
      break;
    }
    pages++;
    for (const resource of readable(page)) {
      if (resource === undefined) flawed = true;
      else if (options.accept?.(resource) === false) dropped++;
      // Some servers repeat entries across pages (fhir.md 5.1); the later one was read later.
      else found.set(resource.id === undefined ? `${found.size}` : `${resource.resourceType}/${resource.id}`, resource);
    }
    const next = list(page.link).find((link) => link?.relation === 'next');
    if (next === undefined) break;
    if (typeof next.url !== 'string' || visited.has(next.url) || pages === wire.mostPages) {
      flawed = true;
      break;
    }
    visited.add(next.url);
    // The transport refuses a `next` that leads away from the base, and keeps the token.
    page = await get(wire, next.url, options);
  }
  const gap = gapOf(pages, flawed || dropped > 0, error);
  return {
    resources: [...found.values()],
    complete: gap === undefined,
    ...(gap && { gap }),
    dropped,
    ...(error && { error }),
  };
}

/** Those of one type, typed. */
export function ofType<T extends ResourceType>(resources: readonly FhirResource[], type: T): ResourceOf<T>[] {
  return resources.filter((resource): resource is ResourceOf<T> => isOf(resource, type));
}

function gapOf(pages: number, flawed: boolean, error: PortalError | undefined): Gap | undefined {
  if (pages === 0)
    return error?.code === 'not-authorized' || error?.code === 'not-allowed' ? 'not-authorized' : 'failed';
  return flawed || error ? 'partial' : undefined;
}

/** A list of another shape may hold anything, so it isn't an empty one. */
function wellFormed({ entry, link }: Bundle): boolean {
  return [entry, link].every((part: unknown) => part === undefined || Array.isArray(part));
}

/** A page's resources; undefined stands for something that is missing: an unreadable entry, or a warning of the server. */
function readable(page: Bundle<FhirResource>): (FhirResource | undefined)[] {
  return list(page.entry).flatMap((entry) => {
    const resource = entry?.resource;
    if (typeof resource?.resourceType !== 'string') return [undefined];
    if (resource.resourceType !== 'OperationOutcome')
      return entry.search?.mode === 'outcome' ? [undefined] : [resource];
    return issuesOf(resource).every((issue) => issue?.severity === 'information') ? [] : [undefined];
  });
}
