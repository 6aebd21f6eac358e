import type { Bundle, Consent } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { clientOf, failing, observation, outcome, type Reply, searchset, startServer, statement } from './support.ts';

const consent: Consent = { resourceType: 'Consent', status: 'active', scope: {}, category: [] };
const condition = { param: 'identifier', system: 'https://clinic.example/sid/a', value: 'k-1' } as const;
const held = { ...consent, identifier: [{ system: condition.system, value: condition.value }] };
const entries = [
  { resource: consent, fullUrl: 'urn:uuid:1', condition },
  { resource: observation('o1'), ifMatch: '3' },
];
const answered = (...responses: unknown[]): Reply => ({
  body: { resourceType: 'Bundle', type: 'transaction-response', entry: responses.map((response) => ({ response })) },
});

describe('a transaction', () => {
  it('sends POST with ifNoneExist and PUT with ifMatch, and asks for no bodies', async () => {
    const { base, seen } = await startServer(() =>
      answered({ status: '201', location: 'Consent/c1/_history/1' }, { status: '200' }),
    );
    await clientOf({ base }).transaction(entries);
    const body: Bundle = JSON.parse(seen[0]?.body ?? '');
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/fhir',
      headers: { 'content-type': 'application/fhir+json', prefer: 'return=minimal' },
    });
    expect([body.type, body.entry]).toEqual([
      'transaction',
      [
        {
          fullUrl: 'urn:uuid:1',
          resource: consent,
          request: { method: 'POST', url: 'Consent', ifNoneExist: 'identifier=https://clinic.example/sid/a|k-1' },
        },
        { resource: observation('o1'), request: { method: 'PUT', url: 'Observation/o1', ifMatch: 'W/"3"' } },
      ],
    ]);
  });

  it.each([
    ['a relative location', { status: '201 Created', location: 'Consent/c1/_history/1' }, '1', true],
    [
      'an absolute location',
      { status: '201 Created', location: 'https://fhir.example/r4/Consent/c1/_history/1' },
      '1',
      true,
    ],
    ['a location without version', { status: '201', location: 'Consent/c1' }, undefined, true],
    ['an etag', { status: '200 OK', location: 'Consent/c1', etag: 'W/"7"' }, '7', false],
    ['an etag that is not weak', { status: '200', location: 'Consent/c1/_history/6', etag: '"7"' }, '7', false],
  ])('gives id, version and whether it is new, from %s', async (_, response, version, created) => {
    const { base } = await startServer(() => answered(response, { status: '200 OK', etag: 'W/"4"' }));
    expect(await clientOf({ base }).transaction(entries)).toEqual([
      { id: 'c1', version, created },
      { id: 'o1', version: '4', created: false },
    ]);
  });

  it.each([
    ['says nothing', { status: '201' }],
    ['points to another type', { status: '201', location: 'Task/t1/_history/1' }],
  ])('looks up by the identifier what was made when the server %s', async (_, response) => {
    const { base, seen } = await startServer(({ method }) =>
      method === 'POST'
        ? answered(response, { status: '200' })
        : { body: searchset([{ ...held, id: 'c1', meta: { versionId: '1' } }]) },
    );
    expect(await clientOf({ base }).transaction(entries)).toEqual([
      { id: 'c1', version: '1', created: true },
      { id: 'o1', version: undefined, created: false },
    ]);
    expect(seen[1]?.url).toBe(
      `/fhir/Consent?_count=2&identifier=${encodeURIComponent('https://clinic.example/sid/a|k-1')}`,
    );
  });

  it.each([
    [
      'two hold it',
      [
        { ...held, id: 'c1' },
        { ...held, id: 'c2' },
      ],
      'conflict',
    ],
    ['another is sent, for the parameter is ignored', [{ ...consent, id: 'c9' }], 'unsupported'],
    [
      'one is sent that gave it up',
      [{ ...held, id: 'c1', identifier: [{ system: 'https://clinic.example/void', value: 'k-1' }] }],
      'unreadable',
    ],
    ['none holds it', [], 'unreadable'],
  ])('fails when it looks up and %s', async (_, found, code) => {
    const { base } = await startServer(({ method }) =>
      method === 'POST' ? answered({ status: '201' }, { status: '200' }) : { body: searchset(found) },
    );
    expect((await failing(clientOf({ base }).transaction(entries))).code).toBe(code);
  });

  it.each<[string, Reply, string]>([
    ['an entry too few', answered({ status: '201', location: 'Consent/c1' }), 'unreadable'],
    ['an entry that failed', answered({ status: '201', location: 'Consent/c1' }, { status: '409' }), 'conflict'],
    [
      'an entry that was refused',
      answered({ status: '422', outcome: outcome('error', 'Consent.scope') }, { status: '200' }),
      'rejected',
    ],
    ['an entry without status', answered({ status: '201', location: 'Consent/c1' }, {}), 'unreadable'],
    ['a null entry', { body: { resourceType: 'Bundle', entry: [null, null] } }, 'unreadable'],
    ['an outcome instead', { body: outcome('information') }, 'unreadable'],
    ['400', { status: 400, body: outcome('error', 'Bundle.entry[0].resource.scope') }, 'rejected'],
    ['404', { status: 404 }, 'unsupported'],
    ['405', { status: 405 }, 'unsupported'],
    ['412', { status: 412 }, 'conflict'],
    ['413', { status: 413 }, 'unsupported'],
  ])('fails with %s', async (_, reply, code) => {
    const { base } = await startServer(() => reply);
    expect((await failing(clientOf({ base }).transaction(entries))).code).toBe(code);
  });

  it('without an id to update sends nothing', async () => {
    const { base, seen } = await startServer(() => ({}));
    const error = await failing(clientOf({ base }).transaction([{ resource: consent, ifMatch: '1' }]));
    expect([error.code, error.fields, seen]).toEqual(['invalid', ['id'], []]);
  });
});

describe('a single write', () => {
  it.each<[string, Reply, unknown]>([
    [
      'headers',
      { status: 201, headers: { location: 'http://fhir.example/Consent/c1/_history/2', etag: 'W/"2"' } },
      { id: 'c1', version: '2', created: true },
    ],
    [
      'its body',
      { status: 200, body: { ...consent, id: 'c1', meta: { versionId: '5' } } },
      { id: 'c1', version: '5', created: false },
    ],
    [
      'an outcome and Content-Location',
      { status: 200, headers: { 'content-location': 'Consent/c1/_history/5' }, body: outcome('information') },
      { id: 'c1', version: '5', created: false },
    ],
  ])('knows what there is from %s', async (_, reply, written) => {
    const { base } = await startServer(() => reply);
    expect(await clientOf({ base }).create(consent, condition)).toEqual(written);
  });

  it('is looked up where CORS hides the headers', async () => {
    const { base } = await startServer(({ method }) =>
      method === 'POST' ? { status: 201 } : { body: searchset([{ ...held, id: 'c1' }]) },
    );
    expect(await clientOf({ base }).create(consent, condition)).toEqual({
      id: 'c1',
      version: undefined,
      created: true,
    });
  });

  it('writes a condition that a header can carry and a server can take apart', async () => {
    const { base, seen } = await startServer(() => ({ status: 201, headers: { location: 'Provenance/p1' } }));
    const provenance = { resourceType: 'Provenance', target: [], recorded: '', agent: [] } as const;
    await clientOf({ base }).create(
      { ...provenance, target: [], agent: [] },
      { param: '_tag', system: 'urn:ü', value: 'a&b|c' },
    );
    expect(seen[0]?.headers['if-none-exist']).toBe('_tag=urn:%C3%BC|a%26b%5C|c');
  });

  it.each([409, 412])('of another version is a conflict with %i', async (status) => {
    const { base } = await startServer(() => ({ status }));
    expect((await failing(clientOf({ base }).update(observation('o1'), '3'))).code).toBe('conflict');
  });

  it('that updates gives the new version', async () => {
    const { base } = await startServer(() => ({ headers: { etag: 'W/"4"' } }));
    expect(await clientOf({ base }).update(observation('o1'), '3')).toEqual({ id: 'o1', version: '4', created: false });
  });
});

describe('reading back what was written', () => {
  const checks = [
    { type: 'Observation', id: 'o1', matches: () => true },
    { type: 'Consent', id: 'c1', matches: ({ resourceType }: { resourceType: string }) => resourceType === 'Consent' },
  ] as const;
  const found = (...resources: unknown[]) =>
    startServer(({ method }) => {
      if (method === 'GET') return { body: statement(['batch']) };
      const entry = resources.map((resource) => ({ resource, response: { status: '200 OK' } }));
      return { body: { resourceType: 'Bundle', type: 'batch-response', entry } };
    });

  it('takes one batch and gives the resources', async () => {
    const there = [observation('o1'), { ...consent, id: 'c1' }];
    const { base, seen } = await found(...there);
    expect(await clientOf({ base }).confirm(checks)).toEqual(there);
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /fhir/metadata', 'POST /fhir']);
    const body: Bundle = JSON.parse(seen[1]?.body ?? '');
    expect(body.entry?.map(({ request }) => request?.url)).toEqual(['Observation/o1', 'Consent/c1']);
  });

  it.each([
    ['is entered in error', { ...observation('o1'), status: 'entered-in-error' }, 'conflict'],
    ['has another id', observation('o2'), 'unreadable'],
    ['has another type', { ...consent, id: 'o1' }, 'unreadable'],
  ])('fails when what came back %s', async (_, first, code) => {
    const { base } = await found(first, { ...consent, id: 'c1' });
    expect((await failing(clientOf({ base }).confirm(checks))).code).toBe(code);
  });

  it('is a conflict when it is not what was sent', async () => {
    const { base } = await startServer(() => ({ body: observation('o1') }));
    const error = await failing(clientOf({ base }).confirm([{ type: 'Observation', id: 'o1', matches: () => false }]));
    expect(error.code).toBe('conflict');
  });

  it('fails as the reading failed', async () => {
    const { base } = await startServer(() => ({ status: 404 }));
    expect((await failing(clientOf({ base }).confirm(checks.slice(0, 1)))).code).toBe('not-found');
  });
});
