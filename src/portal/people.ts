/** Names of people, and who was merged into whom. @module */
import type { FhirResource, HumanName, Patient } from 'fhir/r4.js';
import { relative } from '../../fhir-mappings/references.ts';
import type { Options } from '../portal-types.ts';
import { about } from './about.ts';
import type { PortalContext } from './context.ts';
import { whole } from './memberships.ts';

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
  const accept = about(new Set(patients), context.client.base);
  // 50 at a time keeps the address short enough for every server
  const searches = Array.from({ length: Math.ceil(patients.length / 50) }, (_, i) => ({
    type: 'Patient' as const,
    params: {
      _id: patients
        .slice(i * 50, i * 50 + 50)
        .map((p) => p.slice('Patient/'.length))
        .join(','),
    },
  }));
  const found = (await context.client.searchAll(searches, { ...options, accept })).flatMap(whole);
  return new Map(found.flatMap((r) => (isPatient(r) ? [[`Patient/${r.id}`, nameOf(r)] as const] : [])));
}

const isPatient = (resource: FhirResource): resource is Patient => resource.resourceType === 'Patient';

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
