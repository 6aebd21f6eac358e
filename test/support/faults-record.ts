/** What the imports of the fault tests say, and what the record must hold then. @module */
import type { FhirResource } from 'fhir/r4.js';
import { sessionsAround } from '../../demo/seed/calendar.ts';
import { groups, people } from '../../demo/seed/clinic.ts';
import { ms } from '../../src/readiness/time.ts';
import { patientsIn, searchAll } from './outside.ts';
import { row } from './sync-clinic.ts';

const words = { Show: 'present-arrival-unknown', Canceled: 'absent-with-notice', 'No show': 'absent-notice-unknown' };
export type Word = keyof typeof words;
export const allWords = Object.keys(words) as Word[];

/** A member at a session, and what the record must say of it. */
export interface Fact {
  person: number;
  patient: string;
  membership: string;
  group: string;
  start: string;
  /** Without one the record says nothing. */
  word?: Word | undefined;
  /** Corrections so far, and what was taken back. */
  changes: number;
  /** Records that were taken back. */
  voided: number;
  /** A person has it in hand: no file speaks of it any more. */
  isSettled: boolean;
}

export function factsUntil(now: Date): Fact[] {
  return people.flatMap(({ id, group, joined }, i) => {
    const zone = groups.find(({ key }) => key === group)?.timeZone ?? '';
    const own = joined === 0 ? [] : sessionsAround(group, zone, now).past.slice(-joined);
    const of = {
      person: i + 1,
      patient: `Patient/${id}`,
      membership: `EpisodeOfCare/m-${id}`,
      group,
      changes: 0,
      voided: 0,
      isSettled: false,
    };
    return own.map(({ start }) => ({ ...of, start }));
  });
}

export function rowOf({ person, group, start, word = 'Show' }: Fact): string {
  const [year, month, day] = start.slice(0, 10).split('-');
  const at = { date: `${month}/${day}/${year}` };
  return group === 'tuesday'
    ? row(person, word, at)
    : row(person, word, { ...at, group: 'Thu 5:30pm', time: '5:30 PM' });
}

/** A fact with all that belongs to it; `version` counts how often its record was written. */
const lineOf = ({
  start,
  ...fact
}: {
  patient: unknown;
  membership: unknown;
  start: string;
  outcome: unknown;
  version: number;
  changes: number;
  hasVisit: boolean;
}): string => JSON.stringify({ ...fact, start: ms(start) });

/** Lines of a fact as `recordedAt` gives them. */
export function expected({ patient, membership, start, word, changes, voided, isSettled }: Fact): string[] {
  const of = { patient, membership, start };
  const gone = lineOf({ ...of, outcome: 'entered-in-error', version: 2, changes: 1, hasVisit: false });
  const lines = Array.from({ length: voided }, () => gone);
  if (word === undefined) return lines;
  const version = changes + (isSettled ? 2 : 1);
  return [...lines, lineOf({ ...of, outcome: words[word], version, changes, hasVisit: word === 'Show' })];
}

/** All seats, but those of some facts. */
export async function seatsAt(base: string, but: readonly Fact[]): Promise<string[]> {
  const left = new Set(but.map(({ patient, start }) => `${patient} ${ms(start)}`));
  const seats = (await searchAll(base, 'Appointment', {})).map((seat) => ({
    of: `${ownerOf(seat)} ${ms(seat.start ?? '')}`,
    is: `${seat.status} ${JSON.stringify(seat.cancelationReason?.coding?.[0]?.code)}`,
  }));
  return seats.flatMap(({ of, is }) => (left.has(of) ? [] : [`${of} ${is}`])).toSorted();
}

/** How many changes were taken back, by their history. */
export const undosAt = async (base: string): Promise<number> =>
  (await searchAll(base, 'Provenance', {})).filter(({ extension = [] }) =>
    extension.some(({ valueCode }) => valueCode === 'undo'),
  ).length;

/** A person says of a record what it says: from then on it is theirs. Not through the proxy. */
export async function takeInHand(base: string, fact: Fact): Promise<void> {
  const all = await searchAll(base, 'Observation', { patient: fact.patient, code: 'session-attendance' });
  const there = all.find(
    (o) => o.status !== 'entered-in-error' && o.component?.some((c) => sameInstant(c.valueDateTime, fact.start)),
  );
  if (there === undefined) throw new Error('nothing is recorded');
  const answer = await fetch(`${base}/Observation/${there.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/fhir+json', 'if-match': `W/"${there.meta?.versionId}"` },
    body: JSON.stringify({ ...there, performer: [{ reference: 'Practitioner/l1' }] }),
  });
  if (!answer.ok) throw new Error(`${answer.status} for what a person says`);
  fact.isSettled = true;
}

const sameInstant = (a: string | undefined, b: string): boolean => a !== undefined && ms(a) === ms(b);

/** What the server holds, by plain GETs. Throws where something is nobody's, of two people, or doubled. */
export async function recordedAt(base: string): Promise<string[]> {
  const [observations, encounters, appointments, provenances] = await Promise.all([
    searchAll(base, 'Observation', { code: 'session-attendance' }),
    searchAll(base, 'Encounter', {}),
    searchAll(base, 'Appointment', {}),
    searchAll(base, 'Provenance', {}),
  ]);
  const owners = new Map(
    [...observations, ...encounters, ...appointments].map((one) => [`${one.resourceType}/${one.id}`, ownerOf(one)]),
  );
  const visits = new Set(
    encounters.filter(({ status }) => status !== 'entered-in-error').map(({ id }) => `Encounter/${id}`),
  );
  const lines = observations.map((o) => {
    const patient = owners.get(`Observation/${o.id}`);
    const visit = o.encounter?.reference ?? '';
    // a visit belongs to one record
    if (visit !== '' && !(owners.get(visit) === patient && visits.delete(visit)))
      throw new Error('a visit of nobody, of somebody else, or of two records');
    const changes = provenances
      .map(({ target }) => target.map(({ reference = '' }) => reference.split('/').slice(0, 2).join('/')))
      .filter((targets) => targets.includes(`Observation/${o.id}`));
    if (changes.flat().some((target) => owners.get(target) !== patient)) throw new Error('a change of somebody else’s');
    const [start = ''] = (o.component ?? []).flatMap((c) => c.valueDateTime ?? []);
    return lineOf({
      patient,
      membership: /EpisodeOfCare\/[\w-]+/.exec(JSON.stringify(o))?.[0],
      start,
      outcome: o.status === 'entered-in-error' ? o.status : o.valueCodeableConcept?.coding?.[0]?.code,
      version: Number(o.meta?.versionId),
      changes: changes.length,
      hasVisit: visit !== '',
    });
  });
  if (visits.size > 0) throw new Error('a visit that no record has');
  return lines.toSorted();
}

function ownerOf(resource: FhirResource): string {
  const [patient, second] = patientsIn(resource);
  if (patient === undefined || second !== undefined) throw new Error(`${resource.resourceType} of nobody, or of two`);
  return patient;
}
