/** Who acts for a member. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { relative } from '../../fhir-mappings/references.ts';
import type { Options } from '../portal-types.ts';
import type { PortalContext } from './context.ts';

/** Somebody who acts for a member acts for this one (design 4.1). Throws `not-allowed` naming `patient`. */
export async function requireGuardian(
  { client, user }: PortalContext,
  patient: string,
  options: Options,
): Promise<void> {
  const person = await client.read('RelatedPerson', user.reference.slice('RelatedPerson/'.length), options);
  if (relative(person.patient.reference ?? '', client.base) !== patient)
    throw new PortalError('not-allowed', 'This account acts for somebody else.', ['patient']);
}
