/** Membership → EpisodeOfCare (mapping table: README). @module */
import type { Coding, EpisodeOfCare } from 'fhir/r4.js';
import { extension, groupSystem, local } from '../codes.ts';
import { parseMembership, type Membership } from '../records/membership.ts';
import { statuses } from './membership.ts';
import { concept, meta, present } from './shared.ts';

/** Writes a membership. Throws PortalError `invalid` with field names. */
export function membershipToFhir(record: Membership, { labels }: { labels: readonly Coding[] }): EpisodeOfCare {
  const m = parseMembership(record);
  return {
    resourceType: 'EpisodeOfCare',
    meta: meta(labels),
    extension: [
      { url: extension.therapyGroup, valueReference: { reference: m.service } },
      ...(m.displayName === undefined ? [] : [{ url: extension.displayName, valueString: m.displayName }]),
    ],
    identifier: [m.identity],
    status: statuses[m.status],
    // two types: what it is, and the group's key, so that a standard parameter finds a group's members
    type: [concept(local('group-membership', 'Group membership')), concept({ system: groupSystem, code: m.group })],
    patient: { reference: m.patient },
    period: present({ start: m.start, end: m.end }),
    ...present({
      managingOrganization: m.organization ? { reference: m.organization } : undefined,
      careManager: m.leader ? { reference: m.leader } : undefined,
      statusHistory:
        m.history.length === 0
          ? undefined
          : m.history.map((h) => ({ status: statuses[h.status], period: present({ start: h.start, end: h.end }) })),
    }),
  };
}
