/** What a chart with a draft in it, or with a paper without a date, says: on a FHIR server that keeps them over HTTP. */
import type { FhirResource, Provenance } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { Demo } from '../../demo/server.ts';
import { base64, niHash, signedContent } from '../../fhir-mappings/hash.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { closeSigning } from '../../fhir-mappings/r4/close-signing.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Draft } from '../../fhir-mappings/records/draft.ts';
import { groupParticipationEn } from '../../src/content/group-participation-en.ts';
import { groupRulesEn } from '../../src/content/group-rules-en.ts';
import { parseGroups } from '../../src/groups.ts';
import { signingRecords } from '../../src/portal/signing-records.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { searchAll } from '../support/outside.ts';
import { answersTo } from '../support/portal-tests.ts';

const group = parseGroups(groupDefinitions).find(({ key }) => key === 'tuesday');
const patient = 'Patient/p8';
const entered = '2026-11-24T09:12:00-05:00';

let demo: Demo;
let membership: string;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
  const [episode] = await searchAll(demo.fhirBase, 'EpisodeOfCare', { patient });
  membership = `EpisodeOfCare/${episode?.id}`;
});
afterAll(() => demo.stop());

const json = 'application/fhir+json';
/** Puts it on the server with no code of ours in between, and gives what is stored. */
async function stored<T extends FhirResource>(resource: T): Promise<T> {
  const answer = await fetch(`${demo.fhirBase}/${resource.resourceType}${resource.id ? `/${resource.id}` : ''}`, {
    method: resource.id ? 'PUT' : 'POST',
    headers: { 'content-type': json, accept: json },
    body: JSON.stringify(resource),
  });
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}
const chart = () => portalOn(demo.fhirBase, 'leader').readiness({ group: 'tuesday', patient });

/** What intake types in from paper, all answered yes. */
async function paper() {
  if (!group) throw new Error('The demo has no such group.');
  const documents = { rules: groupRulesEn, participation: groupParticipationEn };
  const form = await portalOn(demo.fhirBase, 'intake').openSigning({ group: 'tuesday', patient });
  const records = await signingRecords({
    signing: crypto.randomUUID(),
    group,
    patient,
    membership,
    signer: { reference: patient, name: 'Sam Santos-Test', role: 'self' },
    mode: 'screen',
    mark: { by: 'typing' },
    documents,
    answers: answersTo(form),
    identityCheck: 'known-to-staff',
    signed: entered,
    recorded: entered,
    recorder: 'Practitioner/i1',
    urns: ['urn:uuid:1', 'urn:uuid:2', 'urn:uuid:3', 'urn:uuid:4', 'urn:uuid:5'],
  });
  const onPaper = async (record: Agreement): Promise<Agreement> => {
    const undated: Agreement = { ...record, mode: 'paper', signedUnknown: true, author: 'Practitioner/i1' };
    return { ...undated, signedHash: await niHash(signedContent(undated)) };
  };
  return {
    ...records,
    rules: await onPaper(records.rules),
    participation: await onPaper(records.participation),
    group,
  };
}

describe('the chart of somebody who has signed nothing', () => {
  test('says the same with drafts in it: going on, given up, empty, broken', async () => {
    const before = await chart();
    expect(before.readiness).toMatchObject({ preparation: 'not-started', missing: [] });
    const { rules } = await paper();
    const mappings = await mappingsFor('4.0');
    const draft: Draft = {
      id: crypto.randomUUID(),
      patient,
      membership,
      document: rules.document,
      saved: entered,
      author: 'Practitioner/i1',
      source: patient,
      parts: rules.parts,
    };
    const labels = labelsFor({ substanceUse: false, redisclosureAllowed: false });
    const response = mappings.draftToFhir(draft, { labels }) as FhirResource;
    const empty = mappings.draftToFhir({ ...draft, id: crypto.randomUUID(), parts: [] }, { labels }) as FhirResource;
    for (const one of [response, empty, { ...response, status: 'stopped' }, { ...response, authored: '2026' }])
      await stored(one as FhirResource);
    expect(await searchAll(demo.fhirBase, 'QuestionnaireResponse', { patient })).toHaveLength(4);
    const after = await chart();
    expect(after).toEqual(before);
  });
});

describe('a paper without a date', () => {
  test('is in force from when it was entered, and nobody is told that it was signed then', async () => {
    const { rules, participation, group: settings } = await paper();
    const mappings = await mappingsFor('4.0');
    for (const record of [rules, participation]) {
      const { response } = mappings.agreementToFhir(record, { labels: labelsFor(settings) });
      const { id } = await stored(response as FhirResource);
      const cited = { ...record, response: `QuestionnaireResponse/${id}` };
      await stored(mappings.agreementToFhir(cited, { labels: labelsFor(settings) }).consent as FhirResource);
    }
    const { readiness, details } = await chart();
    expect(readiness.missing).toEqual([]);
    expect(readiness.criteria.agreement).toMatchObject({ state: 'met', since: '2026-11-24T14:12:00.000Z' });
    expect(readiness.criteria.participation).toMatchObject({ state: 'met' });
    expect(details).toMatchObject({
      agreementSigned: entered,
      participationSigned: entered,
      undated: { agreement: true, participation: true },
    });
    const [sent] = await searchAll(demo.fhirBase, 'QuestionnaireResponse', { patient, status: 'completed' });
    expect(sent).not.toHaveProperty('authored');
  });
});

test('a signing is closed on the server, and a second time it is as it was', async () => {
  const { signing, group: settings } = await paper();
  const mappings = await mappingsFor('4.0');
  const targets = [membership];
  const mark = { format: 'text/plain' as const, data: base64('Sam Santos-Test'), by: 'button' as const };
  const first = await stored(
    mappings.signingToFhir({ ...signing, targets, mark }, { labels: labelsFor(settings) }) as Provenance,
  );
  const closed = await stored(closeSigning(first, { witness: 'Practitioner/i1', copyGiven: 'printed' }));
  expect(closed.agent.map((a) => a.type?.coding?.[0]?.code)).toEqual(['author', 'verifier', 'enterer', 'attester']);
  expect(closeSigning(closed, { witness: 'Practitioner/i2', copyGiven: 'email' })).toEqual(closed);
});
