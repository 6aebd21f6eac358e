/** One HAPI server for all server tests of a run; `FHIR_BASE` names another one to use instead. */
import type { TestProject } from 'vitest/node';
import { startHapi } from './hapi.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Base URL of the R4 server under test, without a slash at the end. */
    fhirBase: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['FHIR_BASE'];
  if (given !== undefined && given !== '') {
    project.provide('fhirBase', given.replace(/\/+$/, ''));
    return async () => {};
  }
  const hapi = await startHapi();
  project.provide('fhirBase', hapi.base);
  return () => hapi.stop();
}
