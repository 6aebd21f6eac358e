/** Writing: loaded when something is written, never on the way to a first reading. @module */
import type { Client } from 'fhir-kit-client';
import type { Bundle, BundleEntry, FhirResource } from 'fhir/r4.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { GetAll } from './batch.ts';
import type { Capabilities } from './capabilities.ts';
import type { FhirClient } from './client.ts';
import { failure, failureOfEntry } from './failures.ts';
import { history } from './history.ts';
import { kitOver } from './kit.ts';
import { unasked, type WritePlan, writePlan } from './plan.ts';
import { list, type ResourceType } from './resources.ts';
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
interface Surroundings {
  getAll: GetAll;
  capabilities: (options?: CallOptions) => Promise<Capabilities>;
  /** As far as it was asked. */
  told: () => Capabilities | undefined;
  scope: string | undefined;
  /** Kept by the client: what a server refused once is not tried again. */
  refused: Set<string>;
}

/** How to send, below the plan. */
export interface Writer {
  kit: Client;
  getAll: GetAll;
  refused: Set<string>;
  plan(options?: CallOptions): Promise<WritePlan>;
}

/** The writing methods of a FhirClient. */
export function createWriter(
  wire: Transport,
  { getAll, capabilities, told, scope, refused }: Surroundings,
): Pick<FhirClient, 'plan' | 'transaction' | 'create' | 'update' | 'confirm' | 'history'> {
  const plan = async (options?: CallOptions) => writePlan(await capabilities(options), scope, refused);
  const writer: Writer = { kit: kitOver(wire), getAll, refused, plan };
  return {
    plan,
    transaction: (entries, options) =>
      transaction(writer, writePlan(told() ?? unasked, scope, refused), entries, options),
    create: (resource, condition, options) => create(writer, resource, condition, options),
    update: (resource, version, options) => update(writer, resource, version, options),
    confirm: (checks, options) => confirm(writer, checks, options),
    history: (type, id, options) => history(wire, type, id, options),
  };
}

/** What the plan leaves out stays out; the rest goes at once where the server can, else by the ladder. */
async function transaction(
  writer: Writer,
  plan: WritePlan,
  entries: readonly Entry[],
  options: CallOptions = {},
): Promise<Written[]> {
  const isPlain =
    plan.form === 'transaction' && entries.every((entry) => isTaken(plan, entry) && isConditional(plan, entry));
  try {
    if (isPlain) return await atOnce(writer, entries, options);
  } catch (error) {
    if (!isPortalError(error) || !mayGoOtherwise(error, entries)) throw error;
    if (error.code === 'unsupported') writer.refused.add('transaction');
    // nothing was written: a transaction is all or nothing
    else return otherwise(writer, entries, options, error);
  }
  return otherwise(writer, entries, options);
}

/** False: its type is left out here. */
export const isTaken = (plan: WritePlan, { resource, ifMatch }: Entry): boolean =>
  plan.takes(resource.resourceType, ifMatch === undefined ? 'create' : 'update');

/** False: it has to be looked up before it is written. */
export const isConditional = (plan: WritePlan, { resource, condition }: Entry): boolean =>
  condition === undefined || plan.conditional(resource.resourceType, condition.param);

/** A chunk of its own: few servers need it. */
async function otherwise(
  writer: Writer,
  entries: readonly Entry[],
  options: CallOptions,
  refusal?: PortalError,
): Promise<Written[]> {
  const { climb } = await import('./ladder.ts').catch(() => {
    throw failure('offline');
  });
  return climb(writer, entries, options, refusal);
}

/** No transactions here; or, as on Google, none on another condition than an identifier, which it may not say so. */
const mayGoOtherwise = ({ code, fields }: PortalError, entries: readonly Entry[]): boolean =>
  code === 'unsupported'
    ? fields.includes('bundle')
    : code === 'rejected' && entries.some(({ condition }) => condition?.param === '_tag');

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
