/** Names of people, and who was merged into whom. @module */
import type { HumanName, Patient } from 'fhir/r4.js';
import { relative } from '../../fhir-mappings/references.ts';
import type { Options } from '../portal-types.ts';
import type { PortalContext } from './context.ts';
import { readPeople } from './merged.ts';

export interface PersonName {
  fullName: string;
  /** Usual or first given name (domain.md R6), never a surname. */
  firstName: string;
}

/** Names by `Patient/…`. Throws when any of the read is missing: a list of people is whole or not shown. */
export async function namesOf(
  context: PortalContext,
  patients: readonly string[],
  options: Options,
): Promise<Map<string, PersonName>> {
  const people = await readPeople(context, patients, options);
  return new Map(people.map((person) => [`Patient/${person.id}`, nameOf(person)]));
}

export const nameOf = ({ name }: Patient): PersonName => ({ fullName: fullName(name), firstName: firstName(name) });

export function fullName(names: readonly HumanName[] | undefined): string {
  const name = names?.find((n) => n.use === 'official') ?? names?.find((n) => n.use === 'usual') ?? names?.[0];
  return name?.text ?? [...(name?.given ?? []), name?.family].filter(Boolean).join(' ');
}

function firstName(names: readonly HumanName[] | undefined): string {
  const name = names?.find((n) => n.use === 'usual') ?? names?.[0];
  return name?.given?.[0] ?? '';
}

/** The record this one was merged into, if it was. */
export const replacedBy = ({ link }: Patient, base: string): string | undefined =>
  link
    ?.filter((l) => l.type === 'replaced-by')
    .map((l) => relative(l.other.reference ?? '', base))
    .find((reference) => reference.startsWith('Patient/'));
