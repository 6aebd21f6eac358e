/** FHIR's JSON as @types/fhir's types, carefully: servers send what they like. @module */
import type { Bundle, FhirResource, OperationOutcomeIssue } from 'fhir/r4.js';

export type ResourceType = FhirResource['resourceType'];
export type ResourceOf<T extends ResourceType> = T extends 'Bundle'
  ? Bundle<FhirResource>
  : Extract<FhirResource, { resourceType: T }>;

/** Whether parsed JSON is a resource of whatever type. */
export function isResource(data: unknown): data is FhirResource {
  return typeof data === 'object' && data !== null && 'resourceType' in data && typeof data.resourceType === 'string';
}

/** Whether it says it is of that type; its elements are taken at the server's word. */
export function isOf<T extends ResourceType>(
  data: { resourceType: string } | null | undefined,
  type: T,
): data is ResourceOf<T> {
  return data?.resourceType === type;
}

/** The array, or none where the server sent something else. */
export function list<T>(value: readonly T[] | undefined): readonly T[] {
  return Array.isArray(value) ? value : [];
}

/** The issues, when this is an OperationOutcome. */
export function issuesOf(data: { resourceType: string } | undefined): readonly OperationOutcomeIssue[] {
  return isOf(data, 'OperationOutcome') ? list(data.issue) : [];
}
