/**
 * The HAPI servers of a server test run, one for each FHIR version; `FHIR_BASE` (R4) and `FHIR_BASE_R5` name others to
 * use instead.
 */
import type { TestProject } from 'vitest/node';
import { type FhirVersion, type Hapi, startHapi } from './hapi.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Base URL of the R4 server under test, without a slash at the end. */
    fhirBase: string;
    /** The same of the R5 server. */
    fhirBaseR5: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const starting = [server('R4', 'FHIR_BASE'), server('R5', 'FHIR_BASE_R5')] as const;
  const stop = async (): Promise<void> => {
    for (const start of await Promise.allSettled(starting)) if (start.status === 'fulfilled') await start.value.stop();
  };
  try {
    const [r4, r5] = await Promise.all(starting);
    project.provide('fhirBase', r4.base);
    project.provide('fhirBaseR5', r5.base);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The server that the environment names, else one of ours. */
async function server(fhirVersion: FhirVersion, variable: string): Promise<Hapi> {
  const given = process.env[variable];
  if (given === undefined || given === '') return startHapi({ fhirVersion });
  return { base: given.replace(/\/+$/, ''), stop: async () => {} };
}
