/** The facts that exist once, as they are stored: each has one identifier of a clinic's key (design 4.2a). @module */
import type { FhirResource } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import type { ErrorCode } from '../../fhir-mappings/errors.ts';
import type { KeyedKind } from '../../fhir-mappings/identity.ts';

export const kindOf = {
  EpisodeOfCare: 'membership',
  Appointment: 'seat',
  Observation: 'attendance',
  Encounter: 'encounter',
} as const satisfies Record<string, KeyedKind>;

export type KeyedType = keyof typeof kindOf;
export const keyedTypes = Object.keys(kindOf) as KeyedType[];
/** R5's have the same elements where we look. */
export type Keyed = Extract<FhirResource, { resourceType: KeyedType }>;

/** What became of the records. */
export interface Tally {
  changed: Record<KeyedKind, number>;
  /** Why records were not changed, by reference. */
  failed: Map<string, ErrorCode>;
}

export const emptyTally = (): Tally => ({
  changed: { membership: 0, seat: 0, attendance: 0, encounter: 0 },
  failed: new Map(),
});

export const isKeyed = (resource: FhirResource): resource is Keyed => resource.resourceType in kindOf;

export const referenceOf = ({ resourceType, id }: Keyed): string => `${resourceType}/${id}`;

/** What was entered in error is no fact any more, and its identifier nobody's (design 4.2d). */
export const isLiving = ({ status }: Keyed): boolean => status !== 'entered-in-error';

export const systemOf = (type: KeyedType, keyId: string): string => sid.keyed(kindOf[type], keyId);

/** Values of its identifiers that were made with that key. */
export const valuesUnder = ({ resourceType, identifier = [] }: Keyed, keyId: string): string[] =>
  identifier.flatMap(({ system, value = '' }) => (system === systemOf(resourceType, keyId) ? [value] : []));

/** Whether it still has an identifier of the key that is given up. */
export const isOpen = (resource: FhirResource, from: string): resource is Keyed =>
  isKeyed(resource) && isLiving(resource) && valuesUnder(resource, from).length > 0;
