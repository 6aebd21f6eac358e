/** The entries of one member's attendance: a new record, a correction of the one that is there, or its end. @module */
import type { Encounter, FhirResource, Observation } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { identifierIn, isForeign } from '../../fhir-mappings/r4/shared.ts';
import { splitReference } from '../../fhir-mappings/references.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { ChangeReason } from '../../fhir-mappings/records/change.ts';
import { seatAfter } from '../../fhir-mappings/records/seat.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Check, Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Options } from '../portal-types.ts';
import { ms } from '../readiness/time.ts';
import { changeEntry, replaced } from './changes.ts';
import type { PortalContext } from './context.ts';
import { kept } from './kept.ts';
import { sayTheSame, type Recorded, type Seated } from './recorded.ts';
import { changedSeat } from './seat-write.ts';

export interface AttendanceWrite {
  mappings: Mappings;
  group: GroupDefinition;
  record: Attendance;
  /** The member's seat, where there is one: its status follows. */
  seat?: Seated | undefined;
  there?: Recorded | undefined;
  reason?: ChangeReason;
}

/** One transaction for one member, then read back: what is there now. `conflict` when that is not what was sent. */
export async function write(context: PortalContext, what: AttendanceWrite, options: Options): Promise<Recorded> {
  const { mappings, record, there } = what;
  const entries = there
    ? [...(await correction(context, what, there, options)), ...seatEntries(what)]
    : newEntries(what);
  const written = await context.client.transaction(entries, options);
  const checks = entries.flatMap(({ resource }, i): Check[] => {
    const type = resource.resourceType;
    // what is meant to be entered in error claims nothing, and a Provenance nothing about attendance
    const isGone = type !== 'Observation' && 'status' in resource && resource.status === 'entered-in-error';
    if (isGone || type === 'Provenance' || written[i]?.leftOut) return [];
    return [{ type, id: written[i]?.id ?? '', matches: says(mappings, record) }];
  });
  const read = await context.client.confirm(checks, options);
  const resource = read.find((r) => r.resourceType === 'Observation');
  const now = mappings.attendanceFromFhir(resource);
  if (resource === undefined || isForeign(now))
    throw new PortalError('unreadable', 'What was saved does not read as it.');
  return { resource, record: now };
}

/** What a new record of one member is written by: the record, its visit, and the seat where it changes. */
export const newEntries = (what: AttendanceWrite): Entry[] => [...creation(what), ...seatEntries(what)];

/** A new record: the Encounter first, for the Observation refers to it. */
function creation({ mappings, record, group, seat }: AttendanceWrite): Entry[] {
  const { observation, encounter } = resourcesOf(mappings, record, { group, seat });
  for (const resource of [observation, encounter]) if (resource) guard(resource, { patient: record.patient });
  return [
    ...(encounter ? [newVisit(encounter, record)] : []),
    {
      resource: observation,
      fullUrl: `urn:uuid:${crypto.randomUUID()}`,
      condition: { param: 'identifier', ...record.identity.attendance },
    },
  ];
}

/**
 * Design 3, "correction": the Observation amended in place, If-Match. The visit of somebody who wasn't there is entered
 * in error and gives up its identifier; somebody who was there after all gets one.
 */
async function correction(
  context: PortalContext,
  { mappings, record, group, seat, reason = 'correction' }: AttendanceWrite,
  there: Recorded,
  options: Options,
): Promise<Entry[]> {
  const { old, ours } = await visitOf(context, there, options);
  const amended: Attendance = {
    ...record,
    status: 'amended',
    identity: { ...record.identity, attendance: there.record.identity.attendance },
    ...(record.encounter !== undefined &&
      there.record.encounter !== undefined && { encounter: there.record.encounter }),
  };
  const { observation, encounter } = resourcesOf(mappings, amended, { group, seat });
  // what others wrote into a visit that is voided, or into a seat, goes back as it came: the guard looks at our part
  for (const resource of [observation, encounter]) if (resource) guard(resource, { patient: record.patient });
  const entries: Entry[] = [];
  if (encounter && old === undefined) entries.push(newVisit(encounter, amended));
  if (encounter && ours) entries.push(replaced(changedVisit(encounter, ours), ours));
  if (!encounter && ours) entries.push(replaced(voided(ours), ours));
  entries.push(replaced(observation, there.resource));
  return [...entries, changeEntry({ mappings, group, record, entries, reason })];
}

/** Entered in error: the record and its visit give up their identifiers, in a request of their own (design 4.2d). */
export async function voidRecord(
  context: PortalContext,
  what: AttendanceWrite & { there: Recorded },
  options: Options,
): Promise<void> {
  const { mappings, group, record, there, reason } = what;
  const { ours } = await visitOf(context, there, options);
  const { encounter: _encounter, ...gone } = voided(there.resource);
  const entries = [
    ...(ours ? [replaced(voided(ours), ours)] : []),
    replaced(gone, there.resource),
    ...seatEntries(what, true),
  ];
  const all = [...entries, changeEntry({ mappings, group, record, entries, ...(reason && { reason }) })];
  await context.client.transaction(all, options);
}

/** The visit of a record, and whether it is ours: one the EHR made is the EHR's to change. */
async function visitOf(context: PortalContext, { record }: Recorded, options: Options) {
  const id = splitReference(record.encounter)?.id;
  const old = id === undefined ? undefined : await context.client.read('Encounter', id, options);
  return { old, ours: old && identifierIn(old.identifier, sid.keyed('encounter', '')) ? old : undefined };
}

const resourcesOf = (
  mappings: Mappings,
  record: Attendance,
  { group, seat }: Pick<AttendanceWrite, 'group' | 'seat'>,
): { observation: Observation; encounter?: Encounter } => {
  const scheduledEnd = seat?.record.end;
  return same(
    mappings.attendanceToFhir(record, {
      labels: labelsFor(group),
      ...(scheduledEnd !== undefined && { scheduledEnd }),
    }),
  );
};

/** The seat follows what happened (fhir.md 2.2), unless it says so already. */
function seatEntries({ mappings, record, seat, there }: AttendanceWrite, isVoid = false): Entry[] {
  const next = seat && seatAfter(seat.record, isVoid ? undefined : record.outcome, there?.record.outcome);
  if (!next) return [];
  return [changedSeat(mappings, next, seat.resource)];
}

/** What the EHR added to a visit (a type, an account) stays; times and identity are told anew. */
function changedVisit(encounter: Encounter, old: Encounter): Encounter {
  // R4's and R5's elements
  const { period: _r4, actualPeriod: _r5, ...theirs } = old as Encounter & Record<string, unknown>;
  // it keeps the identity it was recorded under
  const { identifier: _new, ...next } = encounter;
  return { ...kept({ ...theirs, identifier: [] }, next), ...(old.identifier && { identifier: old.identifier }) };
}

const newVisit = (encounter: Encounter, { encounter: urn = '', identity }: Attendance): Entry => ({
  resource: encounter,
  fullUrl: urn,
  ...(identity.encounter && { condition: { param: 'identifier', ...identity.encounter } }),
});

/** Entered in error, with its identifier given up in the same PUT (design 4.2d). */
const voided = <T extends Encounter | Observation>(resource: T): T => ({
  ...resource,
  status: 'entered-in-error',
  identifier: (resource.identifier ?? []).map((i) => ({ ...i, system: sid.void })),
});

/** What came back is about this member and says what was sent: else somebody else's value is there (design 4.2d). */
const says =
  (mappings: Mappings, record: Attendance) =>
  (resource: FhirResource): boolean => {
    if (resource.resourceType === 'Encounter') return resource.subject?.reference === record.patient;
    if (resource.resourceType === 'Appointment') {
      const seat = mappings.seatFromFhir(resource);
      return !isForeign(seat) && seat.patient === record.patient;
    }
    const read = mappings.attendanceFromFhir(resource);
    return (
      !isForeign(read) &&
      read.patient === record.patient &&
      // an identity may be another session's: an EHR's seat that was moved after it was recorded
      ms(read.start) === ms(record.start) &&
      sayTheSame(read, record)
    );
  };
