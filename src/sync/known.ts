/** What the record holds of many patients already, read in bulk: a few searches for every twenty. @module */
import type { Patient } from 'fhir/r4.js';
import { codeSystem } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { ehrSeatFromFhir } from '../../fhir-mappings/r4/seat.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import { isEhrSeat } from '../../fhir-mappings/records/seat.ts';
import { ofType } from '../client/search.ts';
import { about } from '../portal/about.ts';
import { readingOf, type PortalContext } from '../portal/context.ts';
import { asSurvivor, idsOf, learn, readPeople, survivorOf } from '../portal/merged.ts';
import { recordsBetween, type Recorded, type Seated } from '../portal/recorded.ts';
import { whole } from '../portal/whole.ts';
import { ignoredSeats } from '../readiness/sessions.ts';
import { addDays, iso } from '../readiness/time.ts';
import type { Stored } from '../readiness/types.ts';
import { mostMoved } from '../schedule/sessions.ts';
import type { RowReason } from './reasons.ts';

export interface Person {
  /** `Patient/…` who survived every merge. */
  patient: string;
  memberships: Stored<Membership>[];
  seats: Seated[];
  records: Recorded[];
  /** A record of theirs can't be read: nothing is known, and nothing is written. */
  unreadable: boolean;
}

/** Addresses stay short enough for every server. */
const atOnce = 20;
const chunks = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / atOnce) }, (_, i) => items.slice(i * atOnce, (i + 1) * atOnce));

const week = 7 * 24 * 60 * 60_000;

/** Over years fewer, so that one page of 50, the smallest largest page, has all their weeks: HAPI's second took seconds. */
const together = (span: number): number => Math.min(atOnce, Math.max(1, Math.floor(50 / (1 + span / week))));

/** FHIR's search values: `\`, `|`, `,` and `$` have meanings there. */
const token = (system: string, value: string): string =>
  [system, value].map((part) => part.replaceAll(/[\\|,$]/g, String.raw`\$&`)).join('|');

/** Throws `unsupported` where nobody is found by an identifier: never by name, so there is no importing there. */
export async function requireFindable({ client }: PortalContext): Promise<void> {
  if ((await client.plan()).finds('Patient')) return;
  throw new PortalError('unsupported', 'This server can’t find a patient by an identifier: nothing can be imported.', [
    'Patient.identifier',
  ]);
}

export type Holder = { patient: string } | { reason: RowReason };

/**
 * By identifier: `Patient/…` who has it, or why it is nobody's; the other identifiers of who was found are in it too.
 * Throws when any of the reads is incomplete.
 */
export async function findPatients(
  context: PortalContext,
  system: string,
  values: readonly string[],
): Promise<Map<string, Holder>> {
  const searches = chunks(values).map((some) => ({
    type: 'Patient' as const,
    params: { identifier: some.map((value) => token(system, value)).join(',') },
  }));
  const found = ofType((await context.client.searchAll(searches)).flatMap(whole), 'Patient');
  learn(context, found);
  const asked = new Set(values);
  const holders = new Map<string, Set<string>>();
  const all = new Set<string>();
  for (const patient of found) {
    const own = identifiersOf(patient, system);
    for (const value of own) holders.set(value, (holders.get(value) ?? new Set()).add(`Patient/${patient.id}`));
    // exact: a server may compare numbers, or without case
    if (own.some((value) => asked.has(value))) all.add(`Patient/${patient.id}`);
  }
  if (all.size > 0) await readPeople(context, [...all], {});
  return new Map(
    [...new Set([...values, ...holders.keys()])].map((value): [string, Holder] => {
      const [patient, second] = new Set([...(holders.get(value) ?? [])].map((one) => survivorOf(context, one)));
      if (patient === undefined) return [value, { reason: 'patient-unknown' }];
      return [value, second === undefined ? { patient } : { reason: 'patient-ambiguous' }];
    }),
  );
}

/** Values of a patient's identifiers of one system. */
export const identifiersOf = ({ identifier = [] }: Patient, system: string): string[] =>
  identifier.flatMap((one) => (one.system === system && one.value !== undefined ? [one.value] : []));

/** By `Patient/…`. Throws when any of the reads is incomplete: nothing is written on half of a record. */
export async function readKnown(
  context: PortalContext,
  patients: readonly string[],
  { from, until }: { from: number; until: number },
): Promise<Map<string, Person>> {
  const people = new Map(
    patients.map((patient): [string, Person] => [
      patient,
      { patient, memberships: [], seats: [], records: [], unreadable: false },
    ]),
  );
  if (patients.length === 0) return people;
  const ids = idsOf(context, patients);
  const accept = about(new Set(ids), context.client.base);
  // a seat that was moved stands on another day
  const days = [
    `ge${addDays(iso(from - mostMoved).slice(0, 10), -1)}`,
    `le${addDays(iso(until + mostMoved).slice(0, 10), 1)}`,
  ];
  const searches = chunks(ids).flatMap((some) => [
    { type: 'EpisodeOfCare' as const, params: { patient: some.join(','), type: `${codeSystem}|group-membership` } },
    { type: 'Appointment' as const, params: { patient: some.join(','), date: days } },
  ]);
  const unread = new Set<string>();
  const [{ readers }, results, records] = await Promise.all([
    readingOf(context),
    context.client.searchAll(searches, { accept }),
    recordsBetween(
      context,
      { patients, from: iso(from), until: iso(until) },
      {},
      { unread, atOnce: together(until - from) },
    ),
  ]);
  const resources = results.flatMap(whole).map((one) => asSurvivor(context, one));
  for (const resource of ofType(resources, 'EpisodeOfCare')) {
    const record = readers.membershipFromFhir(resource);
    if (!isForeign(record))
      people.get(record.patient)?.memberships.push({ record, evidence: `EpisodeOfCare/${resource.id}` });
  }
  const services = new Set([...people.values()].flatMap((p) => p.memberships.map(({ record }) => record.service)));
  for (const resource of ofType(resources, 'Appointment')) {
    const own = readers.seatFromFhir(resource);
    const record = isForeign(own) ? ehrSeatFromFhir(resource, services, context.client.base) : own;
    if (!isForeign(record) && !ignoredSeats.includes(record.status))
      people.get(record.patient)?.seats.push({ record, resource });
  }
  for (const recorded of records) people.get(recorded.record.patient)?.records.push(recorded);
  for (const person of people.values()) {
    // ours first: where a member has both, ours is the one we keep
    person.seats.sort((a, b) => Number(isEhrSeat(a.record)) - Number(isEhrSeat(b.record)));
    person.unreadable = unread.has(person.patient);
  }
  return people;
}
