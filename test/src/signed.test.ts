import type { Consent } from 'fhir/r4.js';
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

async function put(resource: Partial<Record<string, unknown>>): Promise<void> {
  const answer = await fetch(`${demo.fhirBase}/${String(resource['resourceType'])}/${String(resource['id'])}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(resource),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
const kept = async (type: string, id: string): Promise<Consent> =>
  (await (await fetch(`${demo.fhirBase}/${type}/${id}`)).json()) as Consent;

test('a representative sees what stands, no answer, and opens the copy of what they signed alone', async () => {
  const rp = { resourceType: 'RelatedPerson', id: 'rp-p2', patient: { reference: 'Patient/p2' } };
  await put(rp);
  const user = { reference: 'RelatedPerson/rp-p2', display: 'Kim Lindgren-Test', role: 'guardian' } as const;
  const guardian = portalOn(demo.fhirBase, 'guardian', { user });
  const { signings, may } = await guardian.signings(query);
  expect([signings.map((one) => one.copy), may]).toEqual([['hidden'], ['withdraw']]);
  expect(JSON.stringify(signings)).not.toContain('"answers"');
  const { signing = '' } = signings[0] ?? {};
  await expect(guardian.signedCopy(query, signing)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(guardian.voidSigning(query, signing, { reason: 'correction' })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  for (const call of [
    guardian.signings({ ...query, patient: 'Patient/p1' }),
    guardian.signedCopy({ ...query, patient: 'Patient/p1' }, signing),
  ])
    await expect(call).rejects.toMatchObject({ code: 'not-allowed', fields: ['patient'] });
  const consent = await kept('Consent', 'c-p2-participation');
  await put({ ...consent, performer: [{ reference: user.reference }] });
  expect((await guardian.signedCopy(query, signing)).contentType).toBe('text/html');
  await put({ ...consent });
});

test('what covers a programme is seen in its other groups, and put right where it was signed', async () => {
  const consent = await kept('Consent', 'c-p2-rules');
  const base = 'https://fhir-group-therapy.example/fhir';
  const valueCoding = { system: `${base}/program`, code: 'adult-groups' };
  const programme = { url: `${base}/StructureDefinition/group-programme`, valueCoding };
  await put({ ...consent, extension: [programme] });
  const intake = portalOn(demo.fhirBase, 'intake');
  const other = { group: 'wednesday', patient: 'Patient/p2' };
  const { signings } = await intake.signings(other);
  expect(signings.flatMap((one) => one.documents)).toMatchObject([{ document: 'rules', programme: true }]);
  const { signing = '' } = signings[0] ?? {};
  await expect(intake.voidSigning(other, signing, { reason: 'correction' })).rejects.toMatchObject({
    code: 'not-allowed',
    fields: ['group'],
  });
  expect((await intake.signings(query)).signings[0]?.documents.map((one) => one.state)).toEqual([
    'in-force',
    'in-force',
  ]);
  await put({ ...consent });
});

test('who was merged into another keeps one history, under either id', async () => {
  const leader = () => portalOn(demo.fhirBase, 'leader');
  const before = await leader().signings(query);
  const person = { resourceType: 'Patient', name: [{ family: 'Lindgren-Test' }], birthDate: '1979-11-02' };
  const link = (type: string, reference: string) => ({ link: [{ type, other: { reference } }] });
  await put({ ...person, id: 'p2-new' });
  await put({ ...person, id: 'p2', active: false, ...link('replaced-by', 'Patient/p2-new') });
  await put({ ...person, id: 'p2-new', ...link('replaces', 'Patient/p2') });
  for (const patient of ['Patient/p2', 'Patient/p2-new']) {
    const { signings, missing, now } = await leader().signings({ ...query, patient });
    expect([signings, missing, now]).toEqual([before.signings, [], before.now]);
    const copy = await leader().signedCopy({ ...query, patient }, signings[0]?.signing ?? '');
    expect(copy.contentType).toBe('text/html');
  }
});
