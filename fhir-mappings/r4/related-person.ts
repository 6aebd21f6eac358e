/** A signer who is not the member → RelatedPerson: relationship and patient only (design 3). @module */
import type { RelatedPerson } from 'fhir/r4.js';
import { hl7 } from '../codes.ts';
import { concept } from './shared.ts';

/** Written only when the host has none. */
export function relatedPersonToFhir(patient: string): RelatedPerson {
  return { resourceType: 'RelatedPerson', patient: { reference: patient }, relationship: [concept(hl7.guardian)] };
}
