/** What the server says it can do; what a token allows may be less (fhir.md 5.4). @module */
import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4.js';
import { list, type ResourceType } from './resources.ts';
import { untilAborted } from './retry.ts';
import { type CallOptions, type Transport, typed } from './wire.ts';

type Interaction = NonNullable<CapabilityStatementRestResource['interaction']>[number]['code'];

const versions = ['4.0', '4.3', '5.0'] as const;

export interface Capabilities {
  /** 4.3 is R4B. `unknown`: read only (fhir.md 5.4). */
  fhirVersion: (typeof versions)[number] | 'unknown';
  transaction: boolean;
  batch: boolean;
  /** Whether the server declares the interaction for the type. */
  can(type: ResourceType, interaction: Interaction): boolean;
  conditionalCreate(type: ResourceType): boolean;
  /** False where it lists the type's search parameters and this is none of them; one that lists none may have it. */
  searches(type: ResourceType, param: string): boolean;
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
  const resource = (type: ResourceType) => list(rest?.resource).find((declared) => declared.type === type);
  const written = `${statement.fhirVersion}.`;
  return {
    fhirVersion: versions.find((version) => written.startsWith(`${version}.`)) ?? 'unknown',
    transaction: offers('transaction'),
    // HAPI takes both and declares only `transaction`; a batch that is refused is read by GETs anyway.
    batch: offers('batch') || offers('transaction'),
    can: (type, interaction) => list(resource(type)?.interaction).some(({ code }) => code === interaction),
    conditionalCreate: (type) => resource(type)?.conditionalCreate === true,
    searches(type, param) {
      const own = list(resource(type)?.searchParam);
      return own.length === 0 || [...own, ...list(rest?.searchParam)].some(({ name }) => name === param);
    },
  };
}
