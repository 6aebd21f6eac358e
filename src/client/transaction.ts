/** Writing: loaded when something is written, never on the way to a first reading. @module */
import type { FhirResource } from 'fhir/r4.js';
import { isPortalError, type PortalError } from '../../fhir-mappings/errors.ts';
import type { GetAll } from './batch.ts';
import type { Capabilities } from './capabilities.ts';
import type { FhirClient } from './client.ts';
import { failure } from './failures.ts';
import { history } from './history.ts';
import { kitOver } from './kit.ts';
import { unasked, type WritePlan, writePlan } from './plan.ts';
import type { ResourceType } from './resources.ts';
import { atOnce, create, isConditional, isTaken, update, type Writer } from './send.ts';
import type { CallOptions, Connection, Transport } from './wire.ts';
import type { Condition, Entry, Written } from './written.ts';

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
  scope: Connection['scope'];
  /** Kept by the client: what a server refused once is not tried again. */
  refused: Set<string>;
}

/** The writing methods of a FhirClient. */
export function createWriter(
  wire: Transport,
  { getAll, capabilities, told, scope, refused }: Surroundings,
): Pick<FhirClient, 'plan' | 'transaction' | 'create' | 'update' | 'confirm' | 'history'> {
  const planOf = (said: Capabilities) => writePlan(said, typeof scope === 'function' ? scope() : scope, refused);
  const plan = async (options?: CallOptions) => planOf(await capabilities(options));
  const writer: Writer = { kit: kitOver(wire), getAll, refused, plan };
  return {
    plan,
    transaction: (entries, options) => transaction(writer, planOf(told() ?? unasked), entries, options),
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
