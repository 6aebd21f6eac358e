/** What a server holds of one member of the leader's cases, by plain GETs. @module */
import type { FhirResource, Observation } from 'fhir/r4.js';
import { patientsIn, searchAll, token } from './outside.ts';

const instant = (text = ''): string => new Date(text).toISOString();
export const startOf = (o: Observation): string =>
  instant(o.component?.find(({ code }) => code.coding?.[0]?.code === 'scheduled-start')?.valueDateTime);

/** Attendance records of one patient, oldest session first. */
export const recordsOf = async (base: string, patient: string): Promise<Observation[]> =>
  (await searchAll(base, 'Observation', { patient: `Patient/${patient}`, code: token('session-attendance') })).toSorted(
    (a, b) => startOf(a).localeCompare(startOf(b)),
  );

/** "2026-11-04T00:00:00.000Z present", oldest first. */
export const outcomesOf = async (base: string, patient: string): Promise<string[]> =>
  (await recordsOf(base, patient)).map((o) => `${startOf(o)} ${o.valueCodeableConcept?.coding?.[0]?.code}`);

export const minutesOf = (o: Observation | undefined): number | undefined =>
  o?.component?.find(({ code }) => code.coding?.[0]?.code === 'minutes-late')?.valueQuantity?.value;

export const notesOf = (base: string, patient: string, code: string): Promise<Observation[]> =>
  searchAll(base, 'Observation', { patient: `Patient/${patient}`, code: token(code) });

const types = ['Appointment', 'Consent', 'Encounter', 'EpisodeOfCare', 'Observation', 'QuestionnaireResponse'] as const;

/** One person's whole chart. */
export async function chartOf(base: string, patient: string): Promise<FhirResource[]> {
  const found = await Promise.all(types.map((type) => searchAll(base, type, { patient: `Patient/${patient}` })));
  return found.flat().toSorted((a, b) => `${a.resourceType}/${a.id}`.localeCompare(`${b.resourceType}/${b.id}`));
}

/** Everybody who is named in somebody's chart. */
export const namedIn = (chart: readonly FhirResource[]): string[] => [...new Set(chart.flatMap(patientsIn))];
