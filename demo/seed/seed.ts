/** The seeded record, built by the product's own mappings: there is no second way of writing a resource. @module */
import type { FhirResource } from 'fhir/r4.js';
import type { IdentityKey } from '../../fhir-mappings/identity.ts';
import { mappingsFor, type Mappings } from '../../fhir-mappings/mappings.ts';
import { sessionsAround } from './calendar.ts';
import { clinicResources, groups, people, services, type GroupKey } from './clinic.ts';
import { memberResources, withId } from './member.ts';

/**
 * Everything, with ids, in an order in which each reference is there before it is referred to; R4's unless given others.
 * @param attendance `exported`: none, for the clinic's other system has it (demo/export.ts)
 */
export async function seedResources(
  now: Date,
  key: IdentityKey,
  given?: Mappings,
  attendance: 'recorded' | 'exported' = 'recorded',
): Promise<FhirResource[]> {
  const mappings = given ?? (await mappingsFor('4.0'));
  const all: FhirResource[] = [
    ...clinicResources(),
    ...groups
      .filter((group) => group.key in services)
      .map((group) => withId(mappings.groupToFhir(group), services[group.key as GroupKey])),
  ];
  for (const [index, person] of people.entries()) {
    const group = groups.find((g) => g.key === person.group);
    if (group === undefined) continue;
    const known = attendance === 'recorded' ? person : { ...person, attendance: '' };
    const { past, coming } = sessionsAround(person.group, group.timeZone, now);
    const own = [...(person.joined === 0 ? [] : past.slice(-person.joined)), ...coming];
    const service = services[person.group];
    const status = person.joined === 0 ? 'planned' : 'active';
    all.push(...(await memberResources({ person: known, index, group, service, status, own, now, key, mappings })));
  }
  return all;
}
