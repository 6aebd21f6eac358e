/** An EHR that can't keep the record, and the store beside it: two servers that give people ids of their own. @module */
import type { FhirResource } from 'fhir/r4.js';
import type { Behaviour } from '../../demo/fhir/handler.ts';
import { startFhirServer } from '../../demo/fhir/server.ts';
import { clinicResources } from '../../demo/seed/clinic.ts';
import { startDemo, type Demo, type DemoOptions } from '../../demo/server.ts';
import { searchAll } from './outside.ts';

export interface Beside extends Demo {
  ehrBase: string;
  /** What a page asked of the EHR: "GET Patient". */
  asked: Set<string>;
}

/** The clinic's people as the EHR has them: each under the id that on the store is the next one's. */
function ehrResources(): FhirResource[] {
  const people = clinicResources().filter(({ resourceType }) => resourceType === 'Patient');
  return people.map((person, i) => ({ ...person, id: people[(i + 1) % people.length]?.id ?? '' }));
}

/** `Patient/…` on the EHR of who is that on the store. */
export function onEhr(patient: string): string {
  const ids = clinicResources().flatMap(({ resourceType, id }) => (resourceType === 'Patient' && id ? [id] : []));
  return `Patient/${ids[(ids.indexOf(patient.slice('Patient/'.length)) + 1) % ids.length]}`;
}

/** The demo with its charts on an EHR that does so. */
export async function startBeside(behaviour: Behaviour, options: DemoOptions): Promise<Beside> {
  const asked = new Set<string>();
  const ehr = await startFhirServer({
    behaviour: {
      ...behaviour,
      refuses(call) {
        const isPage = call.headers['user-agent']?.includes('Mozilla');
        if (isPage) asked.add(`${call.method} ${call.url.split(/[/?]/)[0]}`);
        return behaviour.refuses?.(call);
      },
    },
  });
  for (const resource of ehrResources()) await ehr.repository.createResource(resource as never);
  const demo = await startDemo({ ...options, ehrBase: ehr.base });
  return {
    ...demo,
    ehrBase: ehr.base,
    asked,
    stop: async () => void (await Promise.all([demo.stop(), ehr.stop()])),
  };
}

const offered = [
  'Appointment',
  'Consent',
  'DocumentReference',
  'Encounter',
  'Observation',
  'Patient',
  'Practitioner',
  'QuestionnaireResponse',
  'RelatedPerson',
] as const;

/** All that an EHR holds, by plain GETs, with the version of each. */
export const heldOn = async (base: string): Promise<FhirResource[]> =>
  (await Promise.all(offered.map((type) => searchAll(base, type, {})))).flat();
