import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { signedTests } from '../support/signed-tests.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

signedTests(() => demo.fhirBase);

/** A portal whose server refuses every search of one type. */
const without = (type: string) =>
  portalOn(demo.fhirBase, 'leader', {
    store: {
      base: demo.fhirBase,
      fetch: async (url, init) => {
        if (url.includes(`/${type}?`)) return new Response('{}', { status: 403 });
        const isBatch = typeof init.body === 'string' && init.body.includes('"batch"');
        return isBatch ? new Response('{}', { status: 404 }) : fetch(url, init);
      },
    },
  });
const query = { group: 'tuesday', patient: 'Patient/p2' };

test.each([
  ['Consent', 'agreements', 0],
  ['QuestionnaireResponse', 'agreements', 0],
  ['EpisodeOfCare', 'memberships', 0],
  ['Observation', 'notes', 1],
  ['Patient', 'person', 1],
  ['Provenance', 'changes', 1],
  ['DocumentReference', 'copies', 1],
])('a search of %s that is refused is said, and what came is shown', async (type, fact, shown) => {
  const history = await without(type).signings(query);
  expect(history.missing.map((m) => m.fact)).toContain(fact);
  expect(history.signings).toHaveLength(shown);
  const isDecisive = !['changes', 'copies'].includes(fact);
  expect(history.now.missing.length > 0).toBe(isDecisive);
  expect(history.signings.map((form) => form.copy)).not.toContain('none');
  expect(history.signings.filter((form) => form.recorder === undefined)).toHaveLength(fact === 'changes' ? 1 : 0);
});

test('nothing is entered in error on half a reading', async () => {
  const [form] = (await portalOn(demo.fhirBase, 'leader').signings(query)).signings;
  for (const type of ['Consent', 'QuestionnaireResponse', 'DocumentReference', 'Provenance'])
    await expect(
      without(type).voidSigning(query, form?.signing ?? '', { reason: 'wrong-member' }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  expect((await portalOn(demo.fhirBase, 'leader').signings(query)).signings[0]).toEqual(form);
});
