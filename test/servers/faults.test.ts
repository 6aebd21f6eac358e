/** Thousands of faults between the import and a real server, counted. `FAULTS` and `FAULTS_SEED` choose others. */
import { afterAll, beforeAll } from 'vitest';
import { startDemo } from '../../demo/server.ts';
import type { Demo } from '../../demo/server.ts';
import { faultsTests } from '../support/faults-tests.ts';
import { type Hapi, startHapi } from './hapi.ts';

const now = new Date();
const { FAULTS: wanted = '2000', FAULTS_SEED: seed = String(now.getTime() % 1_000_000) } = process.env;
let hapi: Hapi;
let demo: Demo;
beforeAll(async () => {
  hapi = await startHapi();
  demo = await startDemo({ fhirBase: hapi.base, seed: true, attendance: 'exported', now });
});
afterAll(async () => {
  await demo.stop();
  await hapi.stop();
});

faultsTests(() => hapi.base, { now, wanted: Number(wanted), seed: Number(seed) });
