/** Finding somebody to add: by a reference or an identifier, never by name. @module */
import type { Patient } from 'fhir/r4.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { FoundPerson, PersonQuery } from '../book-types.ts';
import { ofType } from '../client/search.ts';
import type { Options } from '../portal-types.ts';
import type { PortalContext } from './context.ts';
import { whole } from './whole.ts';
import { fullName, replacedBy } from './people.ts';

/** See Portal.findPerson. */
export async function findPerson(
  context: PortalContext,
  query: PersonQuery,
  options: Options = {},
): Promise<FoundPerson> {
  const { role } = context.user;
  if (role !== 'intake' && role !== 'leader')
    throw new PortalError('not-allowed', 'This account may not add people to a group.', ['user']);
  const field = 'patient' in query ? 'patient' : 'identifier';
  const person =
    'patient' in query
      ? await byReference(context, query.patient, options)
      : await byIdentifier(context, query.identifier, options);
  requireLiving(person, field, context.client.base);
  return {
    patient: `Patient/${person.id}`,
    fullName: fullName(person.name),
    ...(person.birthDate !== undefined && { birthDate: person.birthDate }),
  };
}

/** Somebody who can be a member: not merged into another record, not deceased. */
export function requireLiving(person: Patient, field: string, base: string): void {
  if (replacedBy(person, base) !== undefined)
    throw new PortalError('invalid', 'This record was merged into another one: take that one.', [field]);
  if (person.deceasedBoolean === true || person.deceasedDateTime !== undefined)
    throw new PortalError('invalid', 'The record says that this person has died.', [field]);
}

/** Reads the Patient; `not-found` names the field. */
export async function byReference(
  { client }: Pick<PortalContext, 'client'>,
  patient: string,
  options: Options,
): Promise<Patient> {
  const id = /^Patient\/([A-Za-z0-9\-.]{1,64})$/.exec(patient)?.[1];
  if (id === undefined) throw new PortalError('invalid', 'No person is chosen.', ['patient']);
  try {
    return await client.read('Patient', id, options);
  } catch (error) {
    if (isPortalError(error) && error.code === 'not-found')
      throw new PortalError('not-found', 'There is no such person.', ['patient']);
    throw error;
  }
}

/** The one Patient who has it; `not-found` or `conflict` names the field. */
export async function byIdentifier(
  context: Pick<PortalContext, 'client' | 'patientIdentifier'>,
  typed: string,
  options: Options,
): Promise<Patient> {
  const value = typed.trim();
  const { patientIdentifier: system } = context;
  if (value === '' || value.length > 200) throw new PortalError('invalid', 'No number is given.', ['identifier']);
  const escaped = value.replace(/[\\|,$]/g, String.raw`\$&`);
  const params = { identifier: system === undefined ? escaped : `${system}|${escaped}` };
  const found = ofType(whole(await context.client.search('Patient', params, options)), 'Patient').filter((p) =>
    // a server that ignores the parameter sends everybody
    p.identifier?.some((i) => i.value === value && (system === undefined || i.system === system)),
  );
  const [person, second] = found;
  if (person === undefined) throw new PortalError('not-found', 'Nobody has this number.', ['identifier']);
  if (second !== undefined) throw new PortalError('conflict', 'Several people have this number.', ['identifier']);
  return person;
}
