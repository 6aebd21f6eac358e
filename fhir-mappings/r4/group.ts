/** A group → HealthcareService: a neutral name, a key, a programme; never a list of members (mapping table: README). @module */
import type { HealthcareService } from 'fhir/r4.js';
import { extension, sid } from '../codes.ts';
import { PortalError } from '../errors.ts';
import { concept, present } from './shared.ts';

/** What of a GroupDefinition the record holds. */
export interface GroupRecord {
  key: string;
  name: string;
  organization: string;
  programme?: { system: string; code: string } | undefined;
  /** IANA zone in which its sessions are: another one under the same key would move every session there was. */
  timeZone?: string | undefined;
}

/** Throws PortalError `invalid` for anything that is no group. */
export function groupToFhir(group: GroupRecord): HealthcareService {
  if (typeof group !== 'object' || group === null) throw new PortalError('invalid', 'This is no group.', ['group']);
  return {
    resourceType: 'HealthcareService',
    ...(group.timeZone !== undefined && { extension: [{ url: extension.timeZone, valueCode: group.timeZone }] }),
    identifier: [{ system: sid.group, value: group.key }],
    active: true,
    providedBy: { reference: group.organization },
    name: group.name,
    ...present({ program: group.programme ? [concept(group.programme)] : undefined }),
  };
}
