/** Somebody who acts for a member acts for this one (design 4.1). @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { relative } from '../../fhir-mappings/references.ts';
import type { Options } from '../portal-types.ts';
import { roleIn, type PortalContext } from './context.ts';
import type { GroupDefinition } from '../groups.ts';

/** Reads the RelatedPerson. `not-allowed` naming `patient` when they belong to somebody else. */
export async function requireActsFor(
  { client }: PortalContext,
  reference: string,
  patient: string,
  options: Options,
): Promise<void> {
  const person = await client.read('RelatedPerson', reference.slice('RelatedPerson/'.length), options);
  if (relative(person.patient.reference ?? '', client.base) !== patient)
    throw new PortalError('not-allowed', 'This account acts for somebody else.', ['patient']);
}

/** The same of the user, where they are a guardian; nothing for anybody else. */
export async function requireGuardian(
  context: PortalContext,
  group: GroupDefinition,
  patient: string,
  options: Options,
): Promise<void> {
  if (roleIn(context, group) === 'guardian') await requireActsFor(context, context.user.reference, patient, options);
}
