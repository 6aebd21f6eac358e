/** A store beside an EHR: its part of the code is fetched when it is asked. @module */
import type { BesideQuery } from './portal/beside.ts';
import type { Options } from './portal-types.ts';
import { fetched } from './portal/methods.ts';

export type { BesideQuery };

/** See `patientInStore` in portal/beside.ts: whom `Patient/…` of the EHR is on the record store. Reads only. */
export const patientInStore = async (query: BesideQuery, options?: Options): Promise<string> =>
  (await fetched(import('./portal/beside.ts'))).patientInStore(query, options);
