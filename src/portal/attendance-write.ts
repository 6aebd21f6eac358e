/** Writing one member's attendance: a new record, or a correction of the one that is there. @module */
import type { Encounter, FhirResource, Observation } from 'fhir/r4.js';
import { sid, type RecordedOutcome } from '../../fhir-mappings/codes.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import { attendanceFromFhir, attendanceToFhir } from '../../fhir-mappings/r4/attendance.ts';
import { identifierIn, isForeign } from '../../fhir-mappings/r4/shared.ts';
import { splitReference } from '../../fhir-mappings/references.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { Check, Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Mark, Options } from '../portal-types.ts';
import type { PortalContext } from './context.ts';
import type { Recorded } from './roster.ts';

/** One transaction for one member, then read back: what is there now. `conflict` when that is not what was sent. */
export async function write(
  context: PortalContext,
  { record, group, there }: { record: Attendance; group: GroupDefinition; there?: Recorded | undefined },
  options: Options,
): Promise<Recorded | undefined> {
  const entries = there
    ? await correction(context, { record, group, there }, options)
    : attendanceEntries(record, group);
  const written = await context.client.transaction(entries, options);
  const checks = entries.flatMap(({ resource }, i): Check[] => {
    // a visit recorded by mistake is meant to be entered in error: nothing of it is claimed
    const gone = resource.resourceType === 'Encounter' && resource.status === 'entered-in-error';
    return gone ? [] : [{ type: resource.resourceType, id: written[i]?.id ?? '', matches: says(record) }];
  });
  const read = await context.client.confirm(checks, options);
  const resource = read.find((r) => r.resourceType === 'Observation');
  const now = resource && attendanceFromFhir(resource);
  return resource && now && !isForeign(now) ? { resource, record: now } : undefined;
}

/** The entries of a new record: the Encounter first, for the Observation refers to it. */
export function attendanceEntries(record: Attendance, group: GroupDefinition): Entry[] {
  const { observation, encounter } = attendanceToFhir(record, { labels: labelsFor(group) });
  const entries: Entry[] = [
    ...(encounter ? [newVisit(encounter, record)] : []),
    {
      resource: observation,
      fullUrl: `urn:uuid:${crypto.randomUUID()}`,
      condition: { param: 'identifier', ...record.identity.attendance },
    },
  ];
  return guarded(entries, record);
}

/**
 * Design 3, "correction": the Observation amended in place, If-Match. The visit of somebody who wasn't there is entered
 * in error and gives up its identifier; somebody who was there after all gets one.
 */
async function correction(
  context: PortalContext,
  { record, group, there }: { record: Attendance; group: GroupDefinition; there: Recorded },
  options: Options,
): Promise<Entry[]> {
  const visitId = splitReference(there.record.encounter)?.id;
  const old = visitId === undefined ? undefined : await context.client.read('Encounter', visitId, options);
  // a visit the EHR made is the EHR's to change
  const ours = old && identifierIn(old.identifier, sid.keyed('encounter', '')) ? old : undefined;
  const amended: Attendance = {
    ...record,
    status: 'amended',
    identity: { ...record.identity, attendance: there.record.identity.attendance },
    ...(record.encounter !== undefined &&
      there.record.encounter !== undefined && { encounter: there.record.encounter }),
  };
  const { observation, encounter } = attendanceToFhir(amended, { labels: labelsFor(group) });
  const entries: Entry[] = [];
  if (encounter && old === undefined) entries.push(newVisit(encounter, amended));
  if (encounter && ours)
    entries.push(replaced({ ...encounter, ...(ours.identifier && { identifier: ours.identifier }) }, ours));
  if (!encounter && ours) entries.push(replaced(voided(ours), ours));
  entries.push(replaced(observation, there.resource));
  return guarded(entries, record);
}

const newVisit = (encounter: Encounter, { encounter: urn = '', identity }: Attendance): Entry => ({
  resource: encounter,
  fullUrl: urn,
  ...(identity.encounter && { condition: { param: 'identifier', ...identity.encounter } }),
});

const replaced = (resource: Encounter | Observation, old: Encounter | Observation): Entry => ({
  resource: { ...resource, id: old.id ?? '' },
  ifMatch: old.meta?.versionId ?? '',
});

/** Entered in error, with its identifier given up in the same PUT (design 4.2d). */
const voided = (encounter: Encounter): Encounter => ({
  ...encounter,
  status: 'entered-in-error',
  identifier: (encounter.identifier ?? []).map((i) => ({ ...i, system: sid.void })),
});

function guarded(entries: Entry[], { patient }: Attendance): Entry[] {
  for (const { resource } of entries) guard(resource, { patient });
  return entries;
}

/** What came back is about this member and says what was sent: else somebody else's value is there (design 4.2d). */
const says =
  (record: Attendance) =>
  (resource: FhirResource): boolean => {
    if (resource.resourceType === 'Encounter') return resource.subject?.reference === record.patient;
    const read = attendanceFromFhir(resource);
    return !isForeign(read) && read.patient === record.patient && sameMark(read, record);
  };

/** The same outcome with the same minutes. */
export function sameMark(
  record: { outcome: RecordedOutcome; minutesLate?: number | undefined },
  mark: Mark | Attendance,
): boolean {
  return record.outcome === mark.outcome && record.minutesLate === mark.minutesLate;
}
