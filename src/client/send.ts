/** Sending what is written: at once, one create, one update. @module */
import type { Client } from 'fhir-kit-client';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { GetAll } from './batch.ts';
import { failure, failureOfEntry } from './failures.ts';
import type { WritePlan } from './plan.ts';
import { list } from './resources.ts';
import { type CallOptions, sent, typed } from './wire.ts';
import { type Condition, described, type Entry, lookUp, query, single, type Written } from './written.ts';

/** How to send, below the plan. */
export interface Writer {
  kit: Client;
  getAll: GetAll;
  refused: Set<string>;
  plan(options?: CallOptions): Promise<WritePlan>;
}

/** False: its type is left out here. */
export const isTaken = (plan: WritePlan, { resource, ifMatch }: Entry): boolean =>
  plan.takes(resource.resourceType, ifMatch === undefined ? 'create' : 'update');

/** False: it has to be looked up before it is written. */
export const isConditional = (plan: WritePlan, { resource, condition }: Entry): boolean =>
  condition === undefined || plan.conditional(resource.resourceType, condition.param);

/** All or nothing. Retried after a lost connection when every entry is conditional. */
export async function atOnce(
  { kit, getAll }: Pick<Writer, 'kit' | 'getAll'>,
  entries: readonly Entry[],
  options: CallOptions,
): Promise<Written[]> {
  const body: Bundle = { resourceType: 'Bundle', type: 'transaction', entry: entries.map(bundleEntry) };
  const answer = typed(await kit.transaction({ body: { ...body }, options: sent(options, minimal) }), 'Bundle');
  const written = writtenIn(answer, entries).map((one) => {
    if (!isPortalError(one)) return one;
    // Medplum without its transaction feature: it took it for a batch, and the rest may be written (fhir.md 5.1)
    throw answer.type === 'batch-response' ? failure('unsupported', ['bundle']) : one;
  });
  return lookUp(getAll, entries, written, options);
}

/** What a bundle's answer says of each entry; the id stays empty where it doesn't say it. */
export function writtenIn(answer: Bundle, entries: readonly Entry[]): (Written | PortalError)[] {
  const answers = list(answer.entry);
  if (answers.length !== entries.length) throw failure('unreadable');
  return entries.map((entry, index) => {
    const answered = answers[index];
    const error = failureOfEntry(answered, 'Bundle/entry');
    if (error) return error;
    const { status, location, etag } = answered?.response ?? {};
    return described(entry, { created: status?.startsWith('201'), location, etag, resource: answered?.resource });
  });
}

/** One create; `isLookedUp` makes it without its condition. */
export async function create(
  { kit, getAll }: Pick<Writer, 'kit' | 'getAll'>,
  resource: FhirResource,
  condition: Condition | undefined,
  options: CallOptions = {},
  isLookedUp = false,
): Promise<Written> {
  const headers = { ...minimal, ...(condition && !isLookedUp && { 'if-none-exist': query(condition) }) };
  const resourceType = resource.resourceType;
  const answer = await kit.create({ resourceType, body: { ...resource }, options: sent(options, headers) });
  return single(getAll, { resource, ...(condition && { condition }) }, answer, options);
}

/** One update of the version that was read. A 409 or 412 is `conflict`: read again, then decide. */
export async function update(
  { kit, getAll }: Pick<Writer, 'kit' | 'getAll'>,
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

/** Identifiers are unguessable; so that no server shows a record to one who may only create (fhir.md 5.2). */
export const minimal = { prefer: 'return=minimal' };

export function bundleEntry({ resource, fullUrl, condition, ifMatch }: Entry): BundleEntry {
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
