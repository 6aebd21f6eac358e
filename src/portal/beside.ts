/** The same person on the record store beside an EHR that can't keep the record (design 3, "Which server"). @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { createFhirClient } from '../client/client.ts';
import type { Connection } from '../client/wire.ts';
import type { Options } from '../portal-types.ts';
import { byIdentifier, byReference, requireLiving } from './find-person.ts';

export interface BesideQuery {
  ehr: Connection;
  store: Connection;
  /** System of the one identifier both sides have, such as the clinic's record numbers. */
  patientIdentifier: string;
  /** `Patient/…` on the EHR. */
  patient: string;
}

/**
 * Gives `Patient/…` on the store, for `createPortal({ store, patient })`. Reads only: the clinic makes the Patient there,
 * never this package. Errors: `not-found` (`patient`: not on the EHR; `identifier`: the store has nobody with it),
 * `invalid` (`identifier`: the EHR's record has none of that system), `conflict` (`identifier`: several have it).
 */
export async function patientInStore(
  { ehr, store, patientIdentifier, patient }: BesideQuery,
  options: Options = {},
): Promise<string> {
  const there = await byReference({ client: createFhirClient(ehr) }, patient, options);
  const values = new Set(
    (there.identifier ?? []).flatMap(({ system, value }) => (system === patientIdentifier && value ? value : [])),
  );
  const [value, other] = values;
  if (value === undefined)
    throw new PortalError('invalid', 'The EHR’s record has no number of this system.', ['identifier']);
  if (other !== undefined) throw new PortalError('conflict', 'The EHR’s record has two such numbers.', ['identifier']);
  const client = createFhirClient(store);
  const person = await byIdentifier({ client, patientIdentifier }, value, options);
  requireLiving(person, 'identifier', client.base);
  return `Patient/${person.id}`;
}
