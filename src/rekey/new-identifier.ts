/** Which identifier a stored fact has under another key: computed from the fact alone, the old key isn't needed. @module */
import type { Encounter, Observation } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { keyedIdentifier, sessionOf, type IdentityKey } from '../../fhir-mappings/identity.ts';
import type { Readers } from '../../fhir-mappings/mappings.ts';
import { ehrSeatFromFhir } from '../../fhir-mappings/r4/seat.ts';
import { isForeign, type Foreign } from '../../fhir-mappings/r4/shared.ts';
import type { Identifier } from '../../fhir-mappings/records/primitives.ts';
import type { Seat } from '../../fhir-mappings/records/seat.ts';
import { ofType } from '../client/search.ts';
import { isLiving, kindOf, referenceOf, type Keyed } from './keyed.ts';

export interface NewKey {
  readers: Readers;
  /** Id of the key that is given up. */
  from: string;
  to: IdentityKey;
  /** Keys of the groups, by `HealthcareService/…`. */
  groups: ReadonlyMap<string, string>;
  /** Of the server, to read absolute references. */
  base: string;
}

export interface NewIdentifier {
  identifier: Identifier;
  /** `Patient/…` whom the fact is about. */
  patient: string;
  /** Name the member chose, where the resource holds it. */
  displayName?: string | undefined;
}

/** Parts of an identity with the patient as `Patient/…`. */
type Parts = readonly [group: string, session: string, patient: string];

/**
 * The parts are those of design 4.2a; of a session's record and its visit, the seat's identifier as it is after the
 * change, whether the seat has it already or not.
 * @param all the person's resources: a record's group, seat and visit are among them
 * Throws PortalError `unreadable` for a resource that isn't one of ours after all, `not-found` when what it belongs to isn't there.
 */
export async function newIdentifier(resource: Keyed, all: readonly Keyed[], key: NewKey): Promise<NewIdentifier> {
  const { parts, displayName } = await factOf(resource, all, key);
  const identifier = await identifierOf(key.to, kindOf[resource.resourceType], parts);
  return { identifier, patient: parts[2], displayName };
}

async function factOf(
  resource: Keyed,
  all: readonly Keyed[],
  key: NewKey,
): Promise<{ parts: Parts; displayName?: string | undefined }> {
  if (resource.resourceType === 'EpisodeOfCare') {
    const m = ours(key.readers.membershipFromFhir(resource));
    return { parts: [m.group, m.start, m.patient], displayName: m.displayName };
  }
  if (resource.resourceType === 'Appointment')
    return { parts: seatParts(ours(key.readers.seatFromFhir(resource)), key) };
  const session = resource.resourceType === 'Encounter' ? ofVisit(resource, all, key) : ofRecord(resource, all, key);
  return { parts: await sessionParts(session, all, key) };
}

const identifierOf = (key: IdentityKey, kind: (typeof kindOf)[keyof typeof kindOf], [group, session, patient]: Parts) =>
  keyedIdentifier(key, kind, [group, session, patient.slice('Patient/'.length)]);

/** A seat keeps the identity of its session's first start when the session is moved. */
function seatParts({ service, start, movedFrom, patient }: Seat, { groups }: NewKey): Parts {
  const group = groups.get(service);
  if (group === undefined) throw missing('service');
  return [group, sessionOf(movedFrom ?? start), patient];
}

/** What says which session a record or a visit is about. */
interface Session {
  patient: string;
  /** `EpisodeOfCare/…` */
  membership?: string | undefined;
  /** `Appointment/…` */
  seat?: string | undefined;
  /** Scheduled start. */
  start?: string | undefined;
}

const ofRecord = (record: Observation, all: readonly Keyed[], { readers }: NewKey): Session =>
  ours(
    readers.attendanceFromFhir(
      record,
      ofType(all, 'Encounter').find((visit) => referenceOf(visit) === record.encounter?.reference),
    ),
  );

/** R4's Encounter doesn't hold the scheduled start: the record that refers to it does. */
function ofVisit(visit: Encounter, all: readonly Keyed[], key: NewKey): Session {
  const records = ofType(all, 'Observation').filter(isLiving);
  const record = records.find((o) => o.encounter?.reference === referenceOf(visit));
  if (record) return ofRecord(record, all, key);
  return {
    patient: visit.subject?.reference ?? '',
    membership: visit.episodeOfCare?.[0]?.reference,
    seat: visit.appointment?.[0]?.reference,
  };
}

async function sessionParts(session: Session, all: readonly Keyed[], key: NewKey): Promise<Parts> {
  const { patient, membership, start } = session;
  const episode = ofType(all, 'EpisodeOfCare').find((e) => referenceOf(e) === membership);
  if (episode === undefined) throw missing('membership');
  const { group } = ours(key.readers.membershipFromFhir(episode));
  const seat = seatOf(session, group, all, key);
  if (seat) {
    const isOld = seat.identity.system === sid.keyed('seat', key.from);
    const { value } = isOld ? await identifierOf(key.to, 'seat', seatParts(seat, key)) : seat.identity;
    return [group, value, patient];
  }
  if (start === undefined) throw missing('start');
  return [group, sessionOf(start), patient];
}

/** The seat its visit names, else the member's seat at its start in the same group. */
function seatOf(session: Session, group: string, all: readonly Keyed[], key: NewKey): Seat | undefined {
  const seats = ofType(all, 'Appointment').filter(isLiving);
  const named = seats.filter((seat) => referenceOf(seat) === session.seat);
  const then = seats.filter(({ start = '' }) => Date.parse(start) === Date.parse(session.start ?? ''));
  for (const resource of [...named, ...then]) {
    // parsed only here, so that a broken seat stops its own records and no others
    const own = key.readers.seatFromFhir(resource);
    // an EHR's own says which session it is by its id, which no key changes (design 4.2a)
    const seat = isForeign(own) ? ehrSeatFromFhir(resource, new Set(key.groups.keys()), key.base) : own;
    if (!isForeign(seat) && seat.patient === session.patient && key.groups.get(seat.service) === group) return seat;
  }
  return undefined;
}

function ours<T extends object>(record: T | Foreign): T {
  if (isForeign(record)) throw new PortalError('unreadable', 'A record with our identifier does not read as ours.');
  return record;
}

const missing = (field: string) => new PortalError('not-found', 'What a record belongs to is not there.', [field]);
