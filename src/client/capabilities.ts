/** What the server says it can do; what a token allows may be less (fhir.md 5.4). @module */
import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4.js';
import { list, type ResourceType } from './resources.ts';
import { untilAborted } from './retry.ts';
import { type CallOptions, type Transport, typed } from './wire.ts';

const versions = ['4.0', '4.3', '5.0'] as const;

export interface Capabilities {
  /** 4.3 is R4B. `unknown`: read only (fhir.md 5.4). */
  fhirVersion: (typeof versions)[number] | 'unknown';
  transaction: boolean;
  batch: boolean;
  /** All it says of the type. */
  declared(type: ResourceType): CapabilityStatementRestResource | undefined;
}

/** Reads /metadata once; a failure is not kept. One caller's abort doesn't end the reading for the others. */
export function createCapabilities(wire: Transport): (options?: CallOptions) => Promise<Capabilities> {
  let reading: Promise<Capabilities> | undefined;
  return ({ signal } = {}) => {
    reading ??= wire.request('GET', 'metadata').then(
      ({ data }) => capabilitiesOf(typed(data, 'CapabilityStatement')),
      (error: unknown) => {
        reading = undefined;
        throw error;
      },
    );
    return untilAborted(reading, signal);
  };
}

/** The facts of a CapabilityStatement (R4, R4B and R5 have the same elements here). */
export function capabilitiesOf(statement: CapabilityStatement): Capabilities {
  const rest = list(statement.rest).find(({ mode }) => mode === 'server');
  const offers = (code: string) => list(rest?.interaction).some((interaction) => interaction.code === code);
  const written = `${statement.fhirVersion}.`;
  return {
    fhirVersion: versions.find((version) => written.startsWith(`${version}.`)) ?? 'unknown',
    transaction: offers('transaction'),
    // HAPI takes both and declares only `transaction`; a batch that is refused is read by GETs anyway.
    batch: offers('batch') || offers('transaction'),
    declared: (type) => list(rest?.resource).find((one) => one.type === type),
  };
}
