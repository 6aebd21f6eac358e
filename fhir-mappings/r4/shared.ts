/** Pieces that every R4 mapping writes and reads the same way. @module */
import type { CodeableConcept, Coding, Extension, FhirResource, Identifier, Meta } from 'fhir/r4.js';
import { codeSystem } from '../codes.ts';
import { PortalError } from '../errors.ts';

/** Another system's resource: shown as such or ignored with the reason, never counted as ours. */
export interface Foreign {
  foreign: string;
  why:
    | 'not-an-object'
    | 'other-type'
    | 'other-code'
    | 'other-scope'
    | 'no-identifier-of-ours'
    /** A status that we never write. */
    | 'other-status'
    /** Recorded in error, and not a record any more. */
    | 'entered-in-error'
    /** No Patient, several, or a Group: it is not one member's. */
    | 'not-one-patient'
    /** Signed by staff: nobody signs for a member but who may. */
    | 'other-signer'
    /** The text signed has no version: nobody can tell which words. */
    | 'no-version';
}

export const isForeign = (value: object): value is Foreign => 'foreign' in value;

export const meta = (labels: readonly Coding[]): Meta => ({ security: [...labels] });
export const concept = (...coding: Coding[]): CodeableConcept => ({ coding });
export const episodeExtension = (url: string, reference: string): Extension => ({ url, valueReference: { reference } });

/** Code of our own system, or of the given one, in a concept. */
export function codeIn(concepts: CodeableConcept | undefined, system = codeSystem): string | undefined {
  return concepts?.coding?.find((c) => c.system === system)?.code;
}

export const extensionOf = (resource: { extension?: Extension[] | undefined }, url: string): Extension | undefined =>
  resource.extension?.find((e) => e.url === url);

/** The identifier whose system starts so. */
export function identifierIn(
  identifiers: readonly Identifier[] | Identifier | undefined,
  ...prefixes: string[]
): { system: string; value: string } | undefined {
  const list = identifiers === undefined ? [] : Array.isArray(identifiers) ? identifiers : [identifiers];
  for (const { system, value } of list as Identifier[]) {
    if (system !== undefined && value !== undefined && prefixes.some((p) => system.startsWith(p)))
      return { system, value };
  }
  return undefined;
}

/** Checks that something is a resource of one type before any of its elements is touched. */
export function resourceOf<T extends FhirResource['resourceType']>(
  value: unknown,
  type: T,
): Extract<FhirResource, { resourceType: T }> | Foreign {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { foreign: type, why: 'not-an-object' };
  if ((value as { resourceType?: unknown }).resourceType !== type) return { foreign: type, why: 'other-type' };
  return value as Extract<FhirResource, { resourceType: T }>;
}

/** Why a resource without an identifier of ours is not ours. */
export const notOurs = ({ resourceType, status }: { resourceType: string; status?: string }): Foreign => ({
  foreign: resourceType,
  why: status === 'entered-in-error' ? status : 'no-identifier-of-ours',
});

/**
 * Runs a reader over JSON we don't trust. Elements of the wrong shape (a string where a list belongs)
 * become `unreadable`, so nothing but a PortalError leaves a mapping.
 */
export function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof PortalError) throw error;
    throw new PortalError('unreadable', 'The record cannot be read.');
  }
}

/** Leaves out what is undefined: `exactOptionalPropertyTypes` and FHIR both want absence, not undefined. */
export function present<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
