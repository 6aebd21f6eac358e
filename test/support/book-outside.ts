/** Who is to be in the new group of the story, when it meets, and what the server holds of both, by plain GETs. @module */
import type { Appointment, EpisodeOfCare, FhirResource, Observation } from 'fhir/r4.js';
import { expect } from 'vitest';
import { patientsIn, searchAll, token } from './outside.ts';

export interface Newcomer {
  id: string;
  name: string;
  /** In the words of the check. */
  born: string;
  /** What is typed in the clinic's picker; else the record number is. */
  search?: string;
  number?: string;
  /** First day, where it is not today. */
  start?: string;
  /** Name in the group; with it a way to be reached. */
  called?: string;
}

export const eight: Newcomer[] = [
  { id: 'p1', name: 'Alex Rivera-Test', born: '14 March 1988', search: 'rivera' },
  { id: 'p2', name: 'Bo Lindgren-Test', born: '2 November 1979', number: 'TEST-0002' },
  { id: 'p3', name: 'Dee Okonkwo-Test', born: '21 July 1994', search: 'TEST-0003' },
  { id: 'p4', name: 'Jo Marsh-Test', born: '30 January 1985', number: ' TEST-0004 ', start: '2026-11-18' },
  { id: 'p10', name: 'Kit Barros-Test', born: '28 April 1992', number: 'TEST-0010' },
  { id: 'p5', name: 'Max Feld-Test', born: '9 September 1990', search: 'max fe' },
  { id: 'p6', name: 'Noor Haddad-Test', born: '17 May 1998', number: 'TEST-0006' },
  { id: 'p14', name: 'Zoë Núñez-Test', born: '7 July 2000', search: 'nunez', called: 'Zo' },
];
/** All but Jo, who is put on hold. */
export const seven = eight.filter(({ id }) => id !== 'p4');

/** The group's day when the story begins. */
export const today = '2026-11-25';
/** Starts, 6 pm in New York; servers spell instants each in their own way. */
export const held = '2026-11-25T23:00:00.000Z';
export const cancelled = '2026-12-02T23:00:00.000Z';
export const moved = { from: '2026-12-09T23:00:00.000Z', to: '2026-12-10T23:00:00.000Z' };

export const references = (people: readonly Newcomer[]): string[] => people.map(({ id }) => `Patient/${id}`).toSorted();

/** Whom they are about, in order; none of them names two. */
export function patientOfEach(resources: readonly FhirResource[]): string[] {
  const named = resources.map(patientsIn);
  for (const patients of named) expect(patients).toHaveLength(1);
  return named.flat().toSorted();
}

const instant = (text = ''): string => new Date(text).toISOString();

/** What is recorded of the session that began then. */
export const recordsOf = async (base: string, start: string): Promise<Observation[]> =>
  (await searchAll(base, 'Observation', { code: token('session-attendance') })).filter((o) =>
    o.component?.some((c) => c.valueDateTime && instant(c.valueDateTime) === start),
  );
/** Outcome and who recorded it: a first record says so itself, Provenance is of changes. */
export const toldBy = (o: Observation): string =>
  [o.valueCodeableConcept?.coding?.[0]?.code, ...(o.performer ?? []).map(({ reference }) => reference)].join(' ');

export const seatOf = ({ status, start, extension = [] }: Appointment) => ({
  status,
  at: instant(start),
  from: extension.filter(({ url }) => url.endsWith('/moved-from')).map((e) => instant(e.valueDateTime)),
});

/** What was done to each, and by whom: "UPDATE Practitioner/l1". */
export const changesOf = (base: string, resources: readonly (EpisodeOfCare | Appointment)[]): Promise<string[][]> =>
  Promise.all(
    resources.map(async ({ resourceType, id }) => {
      const found = await searchAll(base, 'Provenance', { target: `${resourceType}/${id}` });
      return found
        .map((p) => [p.activity?.coding?.[0]?.code, ...new Set(p.agent.map((a) => a.who.reference))].join(' '))
        .toSorted();
    }),
  );
