/** Membership ← EpisodeOfCare (mapping table: README). @module */
import type { EpisodeOfCare } from 'fhir/r4.js';
import { extension, groupSystem, sid } from '../codes.ts';
import { membership, type Membership } from '../records/membership.ts';
import { parse } from '../records/primitives.ts';
import {
  codeIn,
  extensionOf,
  identifierIn,
  isForeign,
  notOurs,
  present,
  reading,
  resourceOf,
  type Foreign,
} from './shared.ts';

export const statuses = {
  planned: 'planned',
  active: 'active',
  'on-hold': 'onhold',
  ended: 'finished',
  'entered-in-error': 'entered-in-error',
} as const satisfies Record<Membership['status'], EpisodeOfCare['status']>;

/** What others may make of one of ours: called off, it never was a membership; on a list, it is one to come. */
const others: Record<string, Membership['status']> = { cancelled: 'entered-in-error', waitlist: 'planned' };

const statusFrom = (status: string): string | undefined =>
  Object.entries(statuses).find(([, fhir]) => fhir === status)?.[0] ?? others[status];

/** Reads a membership. Throws PortalError `unreadable` when it is ours and broken. */
export function membershipFromFhir(value: unknown): Membership | Foreign {
  return reading(() => {
    const e = resourceOf(value, 'EpisodeOfCare');
    if (isForeign(e)) return e;
    if (!e.type?.some((t) => codeIn(t) === 'group-membership'))
      return { foreign: 'EpisodeOfCare', why: 'other-code' } as const;
    const identity = identifierIn(e.identifier, sid.keyed('membership', ''), sid.void);
    if (identity === undefined) return notOurs(e);
    return parse(
      membership,
      present({
        patient: e.patient.reference,
        group: e.type.map((t) => codeIn(t, groupSystem)).find((code) => code !== undefined),
        service: extensionOf(e, extension.therapyGroup)?.valueReference?.reference,
        displayName: extensionOf(e, extension.displayName)?.valueString,
        start: e.period?.start,
        end: e.period?.end,
        status: statusFrom(e.status),
        history: (e.statusHistory ?? []).map((h) =>
          present({ status: statusFrom(h.status), start: h.period.start, end: h.period.end }),
        ),
        leader: e.careManager?.reference,
        organization: e.managingOrganization?.reference,
        identity,
      }),
      'unreadable',
    );
  });
}
