import type { FhirResource } from 'fhir/r4.js';
import { afterAll, beforeAll, describe } from 'vitest';
import { behaviours } from '../../demo/fhir/behaviours.ts';
import { startBehaving } from '../support/behaving.ts';
import { portalOn, seededAt } from '../support/demo.ts';
import { ladderTests } from '../support/ladder-tests.ts';
import { layerTests } from '../support/layer-tests.ts';
import { searchAll } from '../support/outside.ts';
import { onHapi } from './seeded.ts';

let newcomers = 0;

/** Somebody who has just been added to the Tuesday group, with a seat in its coming session as the eighth member has. */
async function newcomer(base: string): Promise<{ patient: string; name: string }> {
  const name = `New${++newcomers}`;
  const made = async (resource: FhirResource): Promise<string> => {
    const answer = await fetch(`${base}/${resource.resourceType}`, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json', prefer: 'return=representation' },
      body: JSON.stringify(resource),
    });
    return `${resource.resourceType}/${((await answer.json()) as { id: string }).id}`;
  };
  const patient = await made({
    resourceType: 'Patient',
    name: [{ given: [name], family: 'Santos-Test' }],
    birthDate: '2001-02-11',
  });
  const [seat] = await searchAll(base, 'Appointment', { patient: 'Patient/p8', date: 'ge2026-12-01' });
  const { id: _id, meta: _meta, identifier: _identifier, ...rest } = seat ?? {};
  await made(JSON.parse(JSON.stringify(rest).replaceAll('Patient/p8', patient)) as FhirResource);
  const desk = portalOn(base, 'intake', { now: () => seededAt });
  await desk.addMember({ group: 'tuesday' }, { patient, start: '2026-11-25', displayName: name });
  return { patient, name };
}

onHapi(
  (base, version) => {
    layerTests(base, version);

    describe.each(['no-transactions', 'single-writes'] as const)('and like %s', (name) => {
      let like: Awaited<ReturnType<typeof startBehaving>>;
      beforeAll(async () => {
        like = await startBehaving(base(), behaviours[name]);
      });
      afterAll(() => like.stop());
      ladderTests(async () => ({ base: like.base, ...(await newcomer(base())) }));
    });
  },
  { kinds: ['R5'] },
);
