/** A portal on an EHR that can't keep the record, as Epic and Oracle Health are documented: read only, and it says so. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ehrs } from '../../demo/fhir/ehrs.ts';
import { patientNumbers } from '../../demo/seed/clinic.ts';
import type { Demo } from '../../demo/server.ts';
import { patientInStore } from '../../src/index.ts';
import { comingStart, portalOn, seededAt, startDemo } from '../support/demo.ts';
import { searchAll } from '../support/outside.ts';

const [group, patient] = ['tuesday', 'Patient/p8'];

describe.each([
  ['epic', ['EpisodeOfCare', 'QuestionnaireResponse', 'Consent']],
  ['oracle-health', ['EpisodeOfCare', 'QuestionnaireResponse', 'Consent']],
] as const)('on an EHR like %s', (name, missing) => {
  let ehr: Demo;
  let store: Demo;
  /** Everything sent to the EHR that could change something. */
  const writes: string[] = [];
  const watched: typeof fetch = (url, init) => {
    const body = typeof init?.body === 'string' ? init.body : '';
    if (init?.method !== 'GET' && !body.includes('"method":"GET"')) writes.push(init?.method ?? '');
    return fetch(url, init);
  };
  beforeAll(async () => {
    ehr = await startDemo({ now: seededAt, empty: true, behaviour: ehrs[name] });
    store = await startDemo({ now: seededAt });
  });
  afterAll(() => Promise.all([ehr.stop(), store.stop()]));
  const portal = (role: 'leader' | 'intake') =>
    portalOn(ehr.fhirBase, role, { store: { base: ehr.fhirBase, fetch: watched } });

  const send = (method: string, path: string, body: object) =>
    fetch(`${ehr.fhirBase}/${path}`, {
      method,
      headers: { 'content-type': 'application/fhir+json', prefer: 'return=representation' },
      body: JSON.stringify(body),
    });
  const observation = (category: string) => ({
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: category }] }],
    code: { text: 'session attendance' },
    subject: { reference: patient },
    extension: [{ url: 'https://clinic.example/ours', valueString: 'kept?' }],
  });

  test('what its documentation refuses is refused, and what it has no place for is dropped', async () => {
    const refused = await Promise.all([
      send('POST', 'Observation', observation('survey')),
      send('POST', 'Observation', observation('imaging')),
      send('POST', 'EpisodeOfCare', {
        resourceType: 'EpisodeOfCare',
        status: 'active',
        patient: { reference: patient },
      }),
      send('POST', 'Consent', { resourceType: 'Consent' }),
      send('POST', '', { resourceType: 'Bundle', type: 'transaction', entry: [] }),
    ]);
    for (const { status } of refused) expect([404, 405, 422]).toContain(status);
    const kept = await send('POST', 'Observation', observation('vital-signs'));
    expect([kept.status, await kept.json()]).toEqual([
      201,
      expect.not.objectContaining({ extension: expect.anything() }),
    ]);
    const note = (data: string) => ({ attachment: { contentType: 'text/plain', data } });
    const document = await send('POST', 'DocumentReference', {
      resourceType: 'DocumentReference',
      status: 'current',
      subject: { reference: patient },
      content: [note('b25l'), note('dHdv')],
    });
    expect([document.status, ((await document.json()) as { content?: unknown }).content]).toEqual(
      name === 'epic' ? [201, [note('b25l')]] : [422, undefined],
    );
  });

  test.each<[string, () => Promise<unknown>]>([
    ['the agreement', () => portal('intake').openSigning({ group, patient })],
    ['the introduction', () => portal('intake').openPreparation({ group, patient })],
    ['the sheet of a session', () => portal('leader').openSheet({ group, start: comingStart })],
    ['a leader’s decisions', () => portal('leader').openDecisions({ group, patient })],
    ['a group', () => portal('intake').createGroup({ group })],
  ])('%s opens no form: it says what can’t be kept there', async (_what, open) => {
    await expect(open()).rejects.toMatchObject({ code: 'unsupported', fields: missing });
  });

  test('a chart is read, nobody is ready there, and nothing was written', async () => {
    const { readiness } = await portal('leader').readiness({ group, patient });
    expect([readiness.membership, ['unknown', 'not-applicable'].includes(readiness.state)]).toEqual(['none', true]);
    expect(writes).toEqual([]);
  });

  test('the person is found on a store beside it, by the number both have, and the record is kept there alone', async () => {
    const of = { ehr: { base: ehr.fhirBase, fetch: watched }, store: { base: store.fhirBase }, patient };
    const there = await patientInStore({ ...of, patientIdentifier: patientNumbers });
    expect(there).toBe(patient);
    await portalOn(store.fhirBase, 'intake').openSigning({ group, patient: there });
    await expect(patientInStore({ ...of, patientIdentifier: 'https://clinic.example/other' })).rejects.toMatchObject({
      code: 'invalid',
      fields: ['identifier'],
    });
    const before = await searchAll(ehr.fhirBase, 'Consent', {});
    expect([writes, before.filter(({ patient: p }) => p?.reference === patient)]).toEqual([[], []]);
  });
});
