/** A signer who is not the member → RelatedPerson: relationship and patient only (design 3). @module */
import type { RelatedPerson } from 'fhir/r4.js';
import { hl7, sid } from '../codes.ts';
import type { Signing } from '../records/signing.ts';
import { concept } from './shared.ts';

/**
 * Written only when the host has none. `basis`: why they may sign; without one a guardian.
 * `signing`: UUID of the signing it is written with, by which the create is conditional: sent twice it is one person.
 */
export function relatedPersonToFhir(
  patient: string,
  basis?: Signing['signer']['basis'],
  signing?: string,
): RelatedPerson {
  return {
    resourceType: 'RelatedPerson',
    ...(signing !== undefined && { identifier: [{ system: sid.signer, value: signing }] }),
    patient: { reference: patient },
    ...relationship(basis),
  };
}

/** A role only where the basis says it: calling a proxy a guardian would be a legal claim. */
export function relationship(basis: Signing['signer']['basis']): Pick<RelatedPerson, 'relationship'> {
  if (basis === 'other' || basis === 'minors-own-consent') return {};
  return { relationship: [concept(basis === 'health-care-proxy' ? hl7.proxy : hl7.guardian)] };
}
