/** Writing one member's seat: given back for all, moved, or made. With its Provenance, then read back. @module */
import type { Appointment, AppointmentParticipant } from 'fhir/r4.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { ChangeReason } from '../../fhir-mappings/records/change.ts';
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Check, Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';
import { ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import { changeEntry, replaced } from './changes.ts';
import { instantIn, type PortalContext } from './context.ts';
import { kept } from './kept.ts';
import type { Seated } from './recorded.ts';

export interface SeatWrite {
  mappings: Mappings;
  group: GroupDefinition;
  /** As it is to be. */
  seat: Seat;
  /** As it is; a new one without. */
  there?: Seated | undefined;
  reason?: ChangeReason;
}

/** One transaction. `conflict` when somebody else changed the seat meanwhile. */
export async function writeSeat(context: PortalContext, what: SeatWrite, options: Options): Promise<void> {
  const { mappings, group, seat, there, reason } = what;
  const entry = there ? changedSeat(mappings, seat, there.resource) : creation(mappings, seat);
  const recordedAt = instantIn(group.timeZone, context.now());
  const record = { patient: seat.patient, recordedBy: context.user.reference, recordedAt };
  const entries = [entry, changeEntry({ mappings, group, entries: [entry], record, ...(reason && { reason }) })];
  const check = (id: string): Check => ({ type: 'Appointment', id, matches: says(mappings, seat) });
  try {
    const [written] = await context.client.transaction(entries, options);
    if (written?.leftOut)
      throw new PortalError('unsupported', 'This server lets nobody change seats.', ['Appointment']);
    await context.client.confirm([check(written?.id ?? '')], options);
  } catch (error) {
    if (!isPortalError(error) || error.code !== 'conflict' || there === undefined) throw error;
    // an answer that was lost is asked for again, and then meets its own version: what is there decides
    const now = await context.client.read('Appointment', there.resource.id ?? '', options);
    if (!says(mappings, seat)(now)) throw error;
  }
}

const creation = (mappings: Mappings, seat: Seat): Entry => ({
  resource: guarded(mappings, seat),
  fullUrl: `urn:uuid:${crypto.randomUUID()}`,
  condition: { param: 'identifier', ...seat.identity },
});

function guarded(mappings: Mappings, seat: Seat): Appointment {
  const resource = same<Appointment>(mappings.seatToFhir(seat));
  guard(resource, { patient: seat.patient });
  return resource;
}

/** What is ours of the resource is replaced; what others wrote there goes back as it came: a room, a note, a label. */
export function changedSeat(mappings: Mappings, seat: Seat, old: Appointment): Entry {
  // R4's and R5's spelling: a reason belongs to a cancelled one only
  const { cancelationReason: _r4, cancellationReason: _r5, ...theirs } = old as Appointment & Record<string, unknown>;
  const next = guarded(mappings, seat);
  const isOurs = ({ actor }: AppointmentParticipant) =>
    /(^|\/)(Patient|Practitioner|PractitionerRole|HealthcareService)\//.test(actor?.reference ?? '');
  const participant = [...next.participant, ...old.participant.filter((one) => !isOurs(one))];
  return replaced({ ...kept(theirs, next), participant }, old);
}

/** The same seat at the same time, as much given back. */
const says =
  (mappings: Mappings, seat: Seat): Check['matches'] =>
  (resource) => {
    const read = mappings.seatFromFhir(resource);
    return (
      !isForeign(read) &&
      read.patient === seat.patient &&
      ms(read.start) === ms(seat.start) &&
      read.status === seat.status &&
      read.cancelledBy === seat.cancelledBy
    );
  };
