/** What the answer to a write says, and finding out where it doesn't. @module */
import { Client } from 'fhir-kit-client';
import type { FhirResource } from 'fhir/r4.js';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { GetAll } from './batch.ts';
import { failure } from './failures.ts';
import { isOf, list } from './resources.ts';
import { ofType, searchUrl } from './search.ts';
import { type CallOptions, typed } from './wire.ts';

/** The one thing a create is conditional on: never more than one parameter (fhir.md 5.2). */
export interface Condition {
  /** `_tag` for R4's Provenance, which has no identifier. */
  param: 'identifier' | '_tag';
  system: string;
  value: string;
}

/** With `ifMatch` (the version that was read) an update of `resource.id`; else a create, conditional on `condition`. */
export interface Entry {
  resource: FhirResource;
  /** `urn:uuid:…`, by which other entries refer to this one. */
  fullUrl?: string;
  condition?: Condition;
  ifMatch?: string;
}

/** What the server says it has now. */
export interface Written {
  id: string;
  /** For the next If-Match; undefined where the server doesn't tell. */
  version: string | undefined;
  /** False: it was there before (or was updated); whether it is what was sent, `confirm` finds out. */
  created: boolean;
  /** Nothing was written: this server can't keep its type, and the rest of the record says the most of it. */
  leftOut?: true;
}

/** A FHIR token: `\`, `|`, `,` and `$` have meanings there. */
function token({ system, value }: Condition): string {
  return [system, value].map((part) => part.replace(/[\\|,$]/g, String.raw`\$&`)).join('|');
}

/** As a query, and fit for a header; `:`, `/` and `|` stay readable as in FHIR's own example. */
export function query(condition: Condition): string {
  return `${condition.param}=${encodeURIComponent(token(condition)).replace(/%3A|%2F|%7C/g, decodeURIComponent)}`;
}

interface Told {
  created: boolean | undefined;
  location?: string | undefined;
  etag?: string | undefined;
  resource?: { resourceType: string } | undefined;
}

/** What an answer says; the id stays empty where it doesn't say it. */
export function described(entry: Entry, { created, location, etag, resource }: Told): Written {
  const type = entry.resource.resourceType;
  const [, locatedType, locatedId, locatedVersion] =
    /([^/]+)\/([^/]+?)(?:\/_history\/([^/]+))?$/.exec(location ?? '') ?? [];
  const located = locatedType === type ? locatedId : undefined;
  const returned = isOf(resource, type) ? resource : undefined;
  const updated = entry.ifMatch === undefined ? undefined : entry.resource.id;
  return {
    id: updated ?? located ?? returned?.id ?? '',
    version: etag?.replace(/^W\/|"/g, '') || (located && locatedVersion) || returned?.meta?.versionId,
    created: created === true,
  };
}

/** CORS may hide `Location` and `ETag` from us. */
export async function single(
  getAll: GetAll,
  entry: Entry,
  answer: { resourceType: string },
  options: CallOptions,
): Promise<Written> {
  const { response } = Client.httpFor(answer);
  const header = (name: string) => response?.headers.get(name) ?? undefined;
  const location = header('location') ?? header('content-location');
  const etag = header('etag');
  const told = described(entry, { created: response?.status === 201, location, etag, resource: answer });
  const [written = told] = await lookUp(getAll, [entry], [told], options);
  return written;
}

/** Finds those whose id the server didn't tell, by what their create was conditional on. */
export async function lookUp(
  getAll: GetAll,
  entries: readonly Entry[],
  written: readonly Written[],
  options: CallOptions,
): Promise<Written[]> {
  const untold = entries.flatMap((entry, index) => (written[index]?.id ? [] : [{ ...entry, index }]));
  const hits = await there(getAll, untold, options);
  const found = [...written];
  for (const [place, { index }] of untold.entries()) {
    const hit = hits[place];
    if (hit === undefined) throw failure('unreadable');
    found[index] = { ...hit, created: written[index]?.created === true };
  }
  return found;
}

/**
 * What a server has already of what is to be created; `conflict` where two hold one identity. `unsupported` naming type
 * and parameter where it can't be looked up: refused, or ignored, and then whatever is there comes back (R4 search, 3.1.1.1).
 */
export async function there(
  getAll: GetAll,
  entries: readonly Entry[],
  options: CallOptions,
): Promise<(Written | undefined)[]> {
  if (entries.length === 0) return [];
  const urls = entries.map(({ resource: { resourceType: type }, condition }) => {
    if (condition === undefined) throw failure('unreadable');
    return searchUrl({ type, params: { [condition.param]: token(condition), _count: 2 } });
  });
  const pages = await getAll(urls, options);
  return entries.map(({ resource, condition }, place) => {
    const page = pages[place];
    const unknown = failure('unsupported', [`${resource.resourceType}.${condition?.param}`]);
    if (isPortalError(page)) throw page.code === 'rejected' ? unknown : page;
    const hits = list(page && typed(page, 'Bundle').entry).flatMap((entry) => entry.resource ?? []);
    const found = ofType(hits, resource.resourceType);
    if (condition && found.some((hit) => !holds(hit, condition))) throw unknown;
    // one that was entered in error has given its identity up, and keeps the value
    const [hit, second] = found.filter((one) => condition && holds(one, condition, condition.system));
    if (second !== undefined) throw failure('conflict');
    return hit?.id === undefined ? undefined : { id: hit.id, version: hit.meta?.versionId, created: false };
  });
}

interface Token {
  system?: string;
  value?: string;
  code?: string;
}

/** Whether it has the tag or the identifier, of this system or of any. */
function holds(resource: FhirResource, { param, value }: Condition, system?: string): boolean {
  const { identifier, meta } = resource as { identifier?: Token | Token[]; meta?: { tag?: Token[] } };
  // R4's response has one identifier, not a list
  const all = param === '_tag' ? list(meta?.tag).map((tag) => ({ ...tag, value: tag?.code })) : [identifier].flat();
  return all.some((one) => one?.value === value && (system === undefined || one.system === system));
}
