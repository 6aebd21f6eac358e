/** Attendance ← Observation, and Encounter when the member took part (mapping table: README). @module */
import type { Observation, ObservationComponent } from 'fhir/r4.js';
import { codeSystem, extension, sid } from '../codes.ts';
import { attendance, type Attendance } from '../records/attendance.ts';
import { parse } from '../records/primitives.ts';
import {
  codeIn,
  extensionOf,
  identifierIn,
  notOurs,
  present,
  reading,
  resourceOf,
  isForeign,
  type Foreign,
} from './shared.ts';

/**
 * Reads what `attendanceToFhir` wrote. The Encounter may be missing from what a caller can read.
 * Throws PortalError `unreadable` with field names when it is ours and broken.
 */
export function attendanceFromFhir(observation: unknown, encounter?: unknown): Attendance | Foreign {
  return reading(() => {
    const o = resourceOf(observation, 'Observation');
    if (isForeign(o)) return o;
    if (codeIn(o.code) !== 'session-attendance') return { foreign: 'Observation', why: 'other-code' } as const;
    const identity = identifierIn(o.identifier, sid.keyed('attendance', ''), sid.void);
    if (identity === undefined) return notOurs(o);
    const read = encounter === undefined ? undefined : resourceOf(encounter, 'Encounter');
    // only this member's own visit: a shared or cancelled one of another system says nothing about them
    const fits = read && !isForeign(read) && read.subject?.reference === o.subject?.reference;
    const e = fits && ['finished', 'entered-in-error'].includes(read.status) ? read : undefined;
    const visitIdentity = identifierIn(e?.identifier, sid.keyed('encounter', ''), sid.void);
    return parse(
      attendance,
      present({
        patient: o.subject?.reference,
        membership: extensionOf(o, extension.episodeOfCare)?.valueReference?.reference,
        seat: e?.appointment?.[0]?.reference,
        start: component(o, 'scheduled-start')?.valueDateTime,
        outcome: codeIn(o.valueCodeableConcept),
        observed: o.effectivePeriod,
        minutesLate: component(o, 'minutes-late')?.valueQuantity?.value,
        departure: codeIn(component(o, 'departure')?.valueCodeableConcept),
        leaders: e?.participant?.map((p) => p.individual?.reference) ?? [o.performer?.[0]?.reference],
        organization: e?.serviceProvider?.reference,
        video: e?.class.code === 'VR' ? true : undefined,
        recordedBy: o.performer?.[0]?.reference,
        recordedAt: o.issued,
        status: o.status,
        identity: present({ attendance: identity, encounter: visitIdentity }),
        encounter: o.encounter?.reference,
      }),
      'unreadable',
    );
  });
}

const component = (o: Observation, code: string): ObservationComponent | undefined =>
  o.component?.find((c) => c.code.coding?.some((k) => k.system === codeSystem && k.code === code));
