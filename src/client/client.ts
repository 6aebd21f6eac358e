/** One FHIR server, as the rest of the package uses it: a plain object, so that a test's fake is one too. @module */
import type { FhirResource } from 'fhir/r4.js';
import { createGetAll, searchAll } from './batch.ts';
import { type Capabilities, createCapabilities } from './capabilities.ts';
import type { WritePlan } from './plan.ts';
import { failure } from './failures.ts';
import type { ResourceOf, ResourceType } from './resources.ts';
import { search, type Search, type SearchOptions, type SearchParams, type SearchResult } from './search.ts';
import type { Check, Condition, Entry, Written } from './transaction.ts';
import { type CallOptions, connect, type Connection, sent, typed } from './wire.ts';

/** Every method rejects with PortalError, or with the signal's reason after an abort. */
export interface FhirClient {
  /** Without a slash at the end. */
  readonly base: string;
  /** Milliseconds the server's clock is ahead of this device's, as its last answer told; 0 where it tells none. */
  ahead: () => number;
  read<T extends ResourceType>(type: T, id: string, options?: CallOptions): Promise<ResourceOf<T>>;
  /** All pages. A failure is a gap in the result, never a rejection. */
  search(type: ResourceType, params: SearchParams, options?: SearchOptions): Promise<SearchResult>;
  /** One batch where the server takes it; the results in the order of the searches. */
  searchAll(searches: readonly Search[], options?: SearchOptions): Promise<SearchResult[]>;
  /** Read once and kept. */
  capabilities(options?: CallOptions): Promise<Capabilities>;
  /** What this server can keep and how it is written to: what it says, what the token may, what it refused so far. */
  plan(options?: CallOptions): Promise<WritePlan>;
  /**
   * All or nothing where the server takes transactions, else in the plan's order, and then `partial` when it refuses a part:
   * sent again it goes on, and doubles nothing. One result per entry, in order.
   */
  transaction(entries: readonly Entry[], options?: CallOptions): Promise<Written[]>;
  create(resource: FhirResource, condition: Condition, options?: CallOptions): Promise<Written>;
  /** `version` is the one that was read (`meta.versionId`). */
  update(resource: FhirResource, version: string, options?: CallOptions): Promise<Written>;
  /** All versions of one resource, newest first. */
  history<T extends ResourceType>(type: T, id: string, options?: CallOptions): Promise<ResourceOf<T>[]>;
  /** Reads back what was written; `conflict` when one is entered in error or not what was sent. */
  confirm(checks: readonly Check[], options?: CallOptions): Promise<FhirResource[]>;
}

/** Sends nothing yet. Throws `invalid` for a base that is no absolute http address. */
export function createFhirClient(connection: Connection): FhirClient {
  const wire = connect(connection);
  const read = createCapabilities(wire);
  let told: Capabilities | undefined;
  const capabilities = async (options?: CallOptions) => (told = await read(options));
  const refused = new Set<string>();
  const getAll = createGetAll(wire, (options) =>
    capabilities(options).then(
      ({ batch }) => batch,
      () => false,
    ),
  );
  // Not part of what a first reading loads. A chunk that doesn't come is a connection that's gone; its error holds a URL.
  const writing = async () => {
    const { createWriter } = await import('./transaction.ts').catch(() => {
      throw failure('offline');
    });
    return createWriter(wire, { getAll, capabilities, told: () => told, scope: connection.scope, refused });
  };
  return {
    base: wire.base,
    ahead: wire.ahead,
    async read(type, id, options = {}) {
      return typed((await wire.request('GET', `${type}/${encodeURIComponent(id)}`, sent(options))).data, type);
    },
    search: (type, params, options) => search(wire, { type, params }, options),
    searchAll: (searches, options) => searchAll(wire, getAll, searches, options),
    capabilities,
    plan: async (options) => (await writing()).plan(options),
    transaction: async (entries, options) => (await writing()).transaction(entries, options),
    create: async (resource, condition, options) => (await writing()).create(resource, condition, options),
    update: async (resource, version, options) => (await writing()).update(resource, version, options),
    confirm: async (checks, options) => (await writing()).confirm(checks, options),
    history: async (type, id, options) => (await writing()).history(type, id, options),
  };
}
