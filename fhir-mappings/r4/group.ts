/** A group → HealthcareService: a neutral name, a key, a programme; never a list of members (mapping table: README). @module */
import type { HealthcareService } from 'fhir/r4.js';
import { sid } from '../codes.ts';
import { concept, present } from './shared.ts';

/** What of a GroupDefinition the record holds. */
export interface GroupRecord {
  key: string;
  name: string;
  organization: string;
  programme?: { system: string; code: string } | undefined;
}

export function groupToFhir(group: GroupRecord): HealthcareService {
  return {
    resourceType: 'HealthcareService',
    identifier: [{ system: sid.group, value: group.key }],
    active: true,
    providedBy: { reference: group.organization },
    name: group.name,
    ...present({ program: group.programme ? [concept(group.programme)] : undefined }),
  };
}
