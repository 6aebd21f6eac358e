/** One member's attendance record from a mark. Used by the portal and by the demo's seed. @module */
import { attendedOutcomes } from '../../fhir-mappings/codes.ts';
import { keyedIdentifier, sessionOf, type IdentityKey } from '../../fhir-mappings/identity.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { GroupDefinition } from '../groups.ts';
import type { HeldTimes, Mark } from '../portal-types.ts';
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
  held?: HeldTimes;
  recordedBy: string;
  recordedAt: string;
  /** The Encounter: `urn:uuid:` in a transaction, or the one that is there. */
  encounter?: string;
  /** The EHR's own visit instead, which stays as it is. */
  visit?: string | undefined;
}

export async function attendanceRecord(key: IdentityKey, facts: MarkFacts): Promise<Attendance> {
  const { group, patient, mark, start, seat } = facts;
  const encounter = facts.visit ?? facts.encounter;
  const attended = attendedOutcomes.includes(mark.outcome);
  // the seat's own identifier keeps the session's identity when it is moved (design 4.2a)
  const parts = [group.key, seat?.identity ?? sessionOf(start), patient.slice('Patient/'.length)] as const;
  return {
    patient,
    membership: facts.membership,
    ...(attended && seat && { seat: seat.reference }),
    start,
    outcome: mark.outcome,
    ...(mark.minutesLate !== undefined && { minutesLate: mark.minutesLate }),
    ...(mark.leftEarly && { departure: 'left-early' as const }),
    ...(attended && observedIn(facts)),
    leaders: attended ? group.leaders.map((l) => l.reference) : [facts.recordedBy],
    ...(attended && { organization: group.organization }),
    ...(attended && group.video && { video: true as const }),
    recordedBy: facts.recordedBy,
    recordedAt: facts.recordedAt,
    status: 'final',
    identity: {
      attendance: await keyedIdentifier(key, 'attendance', parts),
      ...(attended && facts.visit === undefined && { encounter: await keyedIdentifier(key, 'encounter', parts) }),
    },
    ...(attended && encounter !== undefined && { encounter }),
  };
}

/**
 * Times that somebody observed or confirmed, never the schedule's (design 3). Minutes late are an arrival somebody saw,
 * counted from when the session began; somebody who left early has an end only where it was seen.
 */
function observedIn({ group, start, mark, held = {} }: MarkFacts): Pick<Attendance, 'observed'> {
  const late = mark.minutesLate ?? 0;
  const began = Math.max(ms(start), held.start === undefined ? 0 : ms(held.start));
  const local = (time: number) => instantIn(group.timeZone, new Date(time));
  const from = late > 0 ? began + late * 60_000 : mark.outcome === 'present' && held.start ? ms(held.start) : undefined;
  const end = mark.leftEarly ? mark.left : held.end;
  const to = end === undefined ? undefined : ms(end);
  if (from === undefined && to === undefined) return {};
  return {
    observed: { ...(from !== undefined && { start: local(from) }), ...(to !== undefined && { end: local(to) }) },
  };
}
