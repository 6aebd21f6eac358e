/** One member's attendance record from a mark. Used by the portal and by the demo's seed. @module */
import { attendedOutcomes } from '../../fhir-mappings/codes.ts';
import { keyedIdentifier, sessionOf, type IdentityKey } from '../../fhir-mappings/identity.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Mark } from '../portal-types.ts';
import { ms } from '../readiness/time.ts';
import { instantIn } from './context.ts';

export interface MarkFacts {
  group: GroupDefinition;
  patient: string;
  /** `EpisodeOfCare/…` */
  membership: string;
  start: string;
  /** The seat, with its identifier's value when it is one of ours. */
  seat?: { reference: string; identity: string };
  mark: Mark;
  recordedBy: string;
  recordedAt: string;
  /** The Encounter: `urn:uuid:` in a transaction, or the one that is there. */
  encounter?: string;
}

export async function attendanceRecord(key: IdentityKey, facts: MarkFacts): Promise<Attendance> {
  const { group, patient, mark, start, seat } = facts;
  const attended = attendedOutcomes.includes(mark.outcome);
  // the seat's own identifier keeps the session's identity when it is moved (design 4.2a)
  const parts = [group.key, seat?.identity ?? sessionOf(start), patient.slice('Patient/'.length)] as const;
  return {
    patient,
    membership: facts.membership,
    ...(attended && seat && { seat: seat.reference }),
    start,
    outcome: mark.outcome,
    ...(mark.minutesLate !== undefined && {
      minutesLate: mark.minutesLate,
      // minutes given are an arrival somebody observed; without them nothing is known, and nothing is written
      observed: { start: instantIn(group.timeZone, new Date(ms(start) + mark.minutesLate * 60_000)) },
    }),
    leaders: attended ? group.leaders.map((l) => l.reference) : [facts.recordedBy],
    ...(attended && { organization: group.organization }),
    ...(attended && group.video && { video: true as const }),
    recordedBy: facts.recordedBy,
    recordedAt: facts.recordedAt,
    status: 'final',
    identity: {
      attendance: await keyedIdentifier(key, 'attendance', parts),
      ...(attended && { encounter: await keyedIdentifier(key, 'encounter', parts) }),
    },
    ...(attended && facts.encounter !== undefined && { encounter: facts.encounter }),
  };
}
