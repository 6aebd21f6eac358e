/** Writing: loaded when something is written, never on the way to a first reading. @module */
import type { Client } from 'fhir-kit-client';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { GetAll } from './batch.ts';
import type { FhirClient } from './client.ts';
import { failure, failureOfEntry } from './failures.ts';
import { list, type ResourceType } from './resources.ts';
import { history } from './history.ts';
import { kitOver } from './kit.ts';
import { type CallOptions, sent, type Transport, typed } from './wire.ts';
import { type Condition, described, type Entry, lookUp, query, single, type Written } from './written.ts';

export type { Condition, Entry, Written };

/** A written resource, and how to know that it is what was sent. */
export interface Check {
  type: ResourceType;
  id: string;
  matches: (resource: FhirResource) => boolean;
}

/** What writing needs of the client. */
interface Writer {
  kit: Client;
  getAll: GetAll;
}

/** The writing methods of a FhirClient. */
export function createWriter(
  wire: Transport,
  getAll: GetAll,
): Pick<FhirClient, 'transaction' | 'create' | 'update' | 'confirm' | 'history'> {
  const writer = { kit: kitOver(wire), getAll };
  return {
    transaction: (entries, options) => transaction(writer, entries, options),
    create: (resource, condition, options) => create(writer, resource, condition, options),
    update: (resource, version, options) => update(writer, resource, version, options),
    confirm: (checks, options) => confirm(writer, checks, options),
    history: (type, id, options) => history(wire, type, id, options),
  };
}

/** All or nothing. Retried after a lost connection when every entry is conditional. */
async function transaction(
  { kit, getAll }: Writer,
  entries: readonly Entry[],
  options: CallOptions = {},
): Promise<Written[]> {
  const body: Bundle = { resourceType: 'Bundle', type: 'transaction', entry: entries.map(bundleEntry) };
  const answer = await kit.transaction({ body: { ...body }, options: sent(options, minimal) });
  const answers = list(typed(answer, 'Bundle').entry);
  if (answers.length !== entries.length) throw failure('unreadable');
  const written = entries.map((entry, index) => {
    const answered = answers[index];
    const error = failureOfEntry(answered, 'Bundle/entry');
    if (error) throw error;
    const { status, location, etag } = answered?.response ?? {};
    return described(entry, { created: status?.startsWith('201'), location, etag, resource: answered?.resource });
  });
  return lookUp(getAll, entries, written, options);
}

/** One conditional create. */
async function create(
  { kit, getAll }: Writer,
  resource: FhirResource,
  condition: Condition,
  options: CallOptions = {},
): Promise<Written> {
  const headers = { ...minimal, 'if-none-exist': query(condition) };
  const resourceType = resource.resourceType;
  const answer = await kit.create({ resourceType, body: { ...resource }, options: sent(options, headers) });
  return single(getAll, { resource, condition }, answer, options);
}

/** One update of the version that was read. A 409 or 412 is `conflict`: read again, then decide. */
async function update(
  { kit, getAll }: Writer,
  resource: FhirResource,
  version: string,
  options: CallOptions = {},
): Promise<Written> {
  const id = encodeURIComponent(idOf(resource));
  const headers = { ...minimal, 'if-match': `W/"${version}"` };
  const resourceType = resource.resourceType;
  const answer = await kit.update({ resourceType, id, body: { ...resource }, options: sent(options, headers) });
  return single(getAll, { resource, ifMatch: version }, answer, options);
}

/**
 * Reads back what was written and returns it. `conflict` when one isn't what was sent: a conditional create answers 200
 * for whatever holds the identifier, on HAPI even for a resource that gave it up in the same moment (design 4.2d).
 */
async function confirm(
  { getAll }: Pick<Writer, 'getAll'>,
  checks: readonly Check[],
  options: CallOptions = {},
): Promise<FhirResource[]> {
  const found = await getAll(
    checks.map(({ type, id }) => `${type}/${encodeURIComponent(id)}`),
    options,
  );
  return checks.map(({ type, id, matches }, index) => {
    const resource = found[index];
    if (isPortalError(resource)) throw resource;
    if (resource?.resourceType !== type || resource.id !== id) throw failure('unreadable');
    const inError = 'status' in resource && resource.status === 'entered-in-error';
    if (inError || !matches(resource)) throw failure('conflict');
    return resource;
  });
}

/** Identifiers are unguessable; so that no server shows a record to one who may only create (fhir.md 5.2). */
const minimal = { prefer: 'return=minimal' };

function bundleEntry({ resource, fullUrl, condition, ifMatch }: Entry): BundleEntry {
  const type = resource.resourceType;
  const request: BundleEntry['request'] =
    ifMatch === undefined
      ? { method: 'POST', url: type, ...(condition && { ifNoneExist: query(condition) }) }
      : { method: 'PUT', url: `${type}/${encodeURIComponent(idOf(resource))}`, ifMatch: `W/"${ifMatch}"` };
  return { ...(fullUrl !== undefined && { fullUrl }), resource, request };
}

function idOf({ id }: FhirResource): string {
  if (id) return id;
  throw new PortalError('invalid', 'An update needs the id of its resource.', ['id']);
}
