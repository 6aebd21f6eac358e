import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FhirServer, startFhirServer } from '../../demo/fhir/server.ts';
import { attendance, bundle, clientOf, concept, identified, own, posted, records } from './support.ts';

let server: FhirServer;
const call = clientOf(() => server.base);
const get = (path: string) => call('GET', path);
const total = async (search: string) => (await get(search)).body.total;
const send = (type: string, entry: object[], headers = {}) => call('POST', '', bundle(type, entry), headers);

beforeAll(async () => {
  server = await startFhirServer();
  for (const resource of records) await server.repository.createResource(resource);
});
afterAll(() => server.stop());

/** One signing (design.md 3): six conditional creates that refer to each other by urn. */
function signing(uuid: string) {
  const urn = (n: number) => `urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e${n}`;
  const [patient, identifier] = [
    { reference: 'Patient/p1' },
    (kind: string) => ({ system: `${own}/sid/${kind}`, value: uuid }),
  ];
  const once = (kind: string) => ({ ifNoneExist: `identifier=${own}/sid/${kind}|${uuid}` });
  const response = (kind: string) => ({
    resourceType: 'QuestionnaireResponse',
    status: 'completed',
    identifier: identifier(kind),
    subject: patient,
  });
  const consent = (kind: string, n: number) => ({
    resourceType: 'Consent',
    status: 'active',
    identifier: [identifier(kind)],
    scope: concept('group-agreement'),
    category: [concept(kind)],
    patient,
    policy: [{ uri: 'urn:x' }],
    sourceReference: { reference: urn(n) },
  });
  const copy = {
    resourceType: 'DocumentReference',
    status: 'current',
    identifier: [identifier('copy')],
    subject: patient,
    content: [{ attachment: { contentType: 'text/html', data: 'eA==' } }],
    context: { related: [{ reference: urn(1) }] },
  };
  const provenance = {
    resourceType: 'Provenance',
    meta: { tag: [{ system: `${own}/sid/signing`, code: uuid }] },
    target: [1, 2, 3, 4, 5].map((n) => ({ reference: urn(n) })),
    recorded: '2026-11-20T14:31:45-05:00',
    agent: [{ who: patient }],
  };
  return [
    posted(provenance, { ifNoneExist: `_tag=${own}/sid/signing|${uuid}` }, urn(6)),
    posted(consent('agreement', 1), once('agreement'), urn(3)),
    posted(consent('participation', 2), once('participation'), urn(4)),
    posted(response('rules'), once('rules'), urn(1)),
    posted(response('part'), once('part'), urn(2)),
    posted(copy, once('copy'), urn(5)),
  ];
}

describe('writing several things or none', () => {
  test('stores a signing whole, with its links resolved, and nothing more when it is sent again', async () => {
    const first = await send('transaction', signing('S2'));
    expect(first.body.entry?.map(({ response }) => response?.status)).toEqual(Array(6).fill('201 Created'));
    expect(first.body.entry?.map(({ resource }) => resource)).toEqual(Array(6).fill(undefined));
    const [provenance] =
      (await get(`Provenance?_tag=${own}/sid/signing|S2&_include=Provenance:target`)).body.entry ?? [];
    const locations = first.body.entry?.map(({ response }) => response?.location?.replace('/_history/1', '')) ?? [];
    expect(provenance?.resource).toMatchObject({ target: [3, 4, 1, 2, 5].map((n) => ({ reference: locations[n] })) });
    const stored = async () =>
      Promise.all(['Provenance', 'Consent', 'QuestionnaireResponse', 'DocumentReference'].map(total));
    const before = await stored();
    const again = await send('transaction', signing('S2'));
    expect(again.body.entry?.map(({ response }) => response)).toEqual(
      first.body.entry?.map(({ response }) => ({ ...response, status: '200 OK' })),
    );
    expect(await stored()).toEqual(before);
  });

  const bogus = { ...attendance('p1', 'last'), status: 'bogus' };
  const changed = {
    resource: { resourceType: 'Patient', id: 'p9', active: true },
    request: { method: 'PUT', url: 'Patient/p9' },
  };
  test.each<[string, number, object]>([
    ['is invalid', 400, posted(bogus)],
    ['refers to nobody', 400, posted(attendance('nobody', 'last'))],
    [
      'refers to an entry that is not there',
      400,
      posted(attendance('p1', 'last', { subject: { reference: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6ff' } })),
    ],
    [
      'is stale',
      412,
      {
        ...changed,
        resource: { ...changed.resource, id: 'p8' },
        request: { method: 'PUT', url: 'Patient/p8', ifMatch: 'W/"9"' },
      },
    ],
    ['is of an unknown type', 404, posted({ resourceType: 'Nonsense' })],
    ['searches by an unknown parameter', 400, { request: { method: 'GET', url: 'Patient?colour=x' } }],
    ['deletes what is referred to', 409, { request: { method: 'DELETE', url: 'Patient/p1' } }],
  ])('stores nothing of a transaction whose last entry %s', async (_title, status, last) => {
    const refused = await send('transaction', [changed, posted(attendance('p2', 'first')), last]);
    expect([refused.status, refused.body.resourceType]).toEqual([status, 'OperationOutcome']);
    expect(await total(`Observation?${identified('first')}`)).toBe(0);
    expect((await get('Patient/p9')).body).toMatchObject({ meta: { versionId: '1' } });
    expect((await get('Patient/p9/_history')).body.entry).toHaveLength(1);
    expect((await get('Patient?active=true')).body.total).toBe(0);
  });

  test('keeps what others write while a transaction fails', async () => {
    const failing = () =>
      send('transaction', [posted(attendance('p1', 'never')), posted(attendance('nobody', 'never'))]);
    const numbers = Array.from({ length: 20 }, (_, n) => n);
    await Promise.all(numbers.flatMap((n) => [failing(), call('POST', 'Observation', attendance('p5', `kept${n}`))]));
    expect(await total('Observation?patient=p5')).toBe(20);
    expect(await total(`Observation?${identified('never')}`)).toBe(0);
  });

  test('keeps apart what is written at the same moment', async () => {
    const { repository } = server;
    const failing = repository.withTransaction(async () => {
      await repository.createResource(attendance('p1', 'apart'));
      await repository.createResource(attendance('nobody', 'apart'));
    });
    await Promise.all([
      expect(failing).rejects.toThrow('not found'),
      repository.createResource(attendance('p6', 'beside')),
    ]);
    expect(await total(`Observation?${identified('apart')}`)).toBe(0);
    expect(await total(`Observation?${identified('beside')}`)).toBe(1);
  });

  test('shows nobody what a transaction has not finished', async () => {
    const unfinished = server.repository.withTransaction(async () => {
      await server.repository.createResource(attendance('p1', 'unfinished'));
      await setTimeout(50);
      throw new Error('given up');
    });
    const seen = total(`Observation?${identified('unfinished')}`);
    await expect(unfinished).rejects.toThrow('given up');
    expect(await seen).toBe(0);
  });

  test('answers every entry of a batch for itself', async () => {
    const answer = await send('batch', [
      { request: { method: 'GET', url: 'Patient?_id=p1,p2,p3&_count=2' } },
      { request: { method: 'GET', url: 'Patient/p1' } },
      { request: { method: 'GET', url: 'Patient/nobody' } },
      { request: { method: 'GET', url: 'Patient?colour=x' } },
      { request: { method: 'GET', url: 'Nonsense?x=y' } },
      { request: { method: 'GET', url: '?_type=Patient' } },
      { request: { method: 'POST', url: 'Patient/_search' } },
      posted(attendance('p6', 'batch')),
      posted(attendance('nobody', 'batch')),
      { resource: { resourceType: 'Patient', id: 'new' }, request: { method: 'PUT', url: 'Patient/new' } },
    ]);
    const entry = answer.body.entry ?? [];
    expect([answer.status, answer.body.resourceType]).toEqual([200, 'Bundle']);
    expect(entry.map(({ response }) => response?.status.slice(0, 3)).join(' ')).toBe(
      '200 200 404 400 404 404 400 201 400 201',
    );
    expect(entry[2]?.response?.status).toBe('404 Not Found');
    expect(entry[0]?.resource).toMatchObject({
      total: 3,
      link: [{ relation: 'self' }, { relation: 'next', url: expect.stringContaining(`${server.base}/Patient?`) }],
    });
    expect(entry[1]).toMatchObject({ resource: { id: 'p1' }, response: { etag: 'W/"1"' } });
    expect(entry[3]?.response?.outcome?.issue[0]?.details?.text).toContain('Valid ones: _id, _lastUpdated');
    expect(entry[8]?.response?.outcome?.issue[0]?.expression).toEqual(['Observation.subject']);
    expect(entry[9]?.response).toMatchObject({
      location: 'Patient/new/_history/1',
      etag: 'W/"1"',
      lastModified: expect.any(String),
    });
    expect(await total(`Observation?${identified('batch')}`)).toBe(1);
  });

  test('makes one resource of a conditional create sent eight times at once', async () => {
    const header = { 'If-None-Exist': identified('once') };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => call('POST', 'Observation', attendance('p1', 'once'), header)),
    );
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual([...Array<string>(7).fill('200'), '201']);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    const entry = posted(attendance('p1', 'once too'), { ifNoneExist: identified('once too') });
    await Promise.all(Array.from({ length: 8 }, () => send('transaction', [entry])));
    expect(await Promise.all(['once', 'once too'].map((value) => total(`Observation?${identified(value)}`)))).toEqual([
      1, 1,
    ]);
  });

  test('updates by a condition what is there, creates what is not, and refuses what is ambiguous', async () => {
    const put = (value: string, status: 'final' | 'amended') =>
      call('PUT', `Observation?${identified(value)}`, attendance('p1', value, { status }));
    const [made, updated] = [await put('cond', 'final'), await put('cond', 'amended')];
    expect([made.status, updated.status, updated.body.id, updated.headers.get('etag')]).toEqual([
      201,
      200,
      made.body.id,
      'W/"2"',
    ]);
    const twice = () => call('POST', 'Observation', attendance('p1', 'double'));
    await Promise.all([twice(), twice()]);
    expect((await put('double', 'final')).status).toBe(412);
    expect((await call('PUT', 'Observation?', attendance('p1', 'x'))).status).toBe(400);
  });

  test('lets one of eight updates with the same If-Match through', async () => {
    const put = (n: number) =>
      call(
        'PUT',
        'Patient/p7',
        { resourceType: 'Patient', id: 'p7', multipleBirthInteger: n },
        { 'If-Match': 'W/"1"' },
      );
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(put));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', ...Array<string>(7).fill('412')]);
    expect((await get('Patient/p7/_history')).body.entry).toHaveLength(2);
  });

  test('patches inside of a transaction', async () => {
    const patch = Buffer.from(JSON.stringify([{ op: 'add', path: '/active', value: true }])).toString('base64');
    const resource = { resourceType: 'Binary', contentType: 'application/json-patch+json', data: patch };
    const answer = await send('transaction', [{ resource, request: { method: 'PATCH', url: 'Patient/p10' } }]);
    expect([answer.status, answer.body.entry?.[0]?.response?.etag]).toEqual([200, 'W/"2"']);
  });

  test('gives the resources of a transaction back when asked to', async () => {
    const answer = await send('transaction', [posted(attendance('p1', 'shown'))], { Prefer: 'return=representation' });
    expect(answer.body.entry?.[0]?.resource).toMatchObject({ resourceType: 'Observation', meta: { versionId: '1' } });
  });
});
