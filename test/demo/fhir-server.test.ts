import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { fhirHandler, type FhirServer, startFhirServer } from '../../demo/fhir/server.ts';
import { validate } from '../../demo/fhir/validation.ts';
import { attendance, bundle, type Capability, clientOf, concept, identified, records } from './support.ts';

const printed = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) => vi.spyOn(console, method));
let server: FhirServer;
const call = clientOf(() => server.base);
const get = (path: string) => call('GET', path);
const total = async (search: string) => (await get(search)).body.total;

beforeAll(async () => {
  server = await startFhirServer();
  for (const resource of records) await server.repository.createResource(resource);
});
afterAll(() => server.stop());

describe('the embedded FHIR server', () => {
  test('creates, reads, updates, patches and keeps every version until and after deletion', async () => {
    const made = await call('POST', 'Observation', { ...attendance('p3', 'life'), id: 'chosen' });
    const [path, id] = [`Observation/${made.body.id}`, made.body.id];
    expect([made.status, made.headers.get('etag'), made.headers.get('location')]).toEqual([
      201,
      'W/"1"',
      `${server.base}/${path}/_history/1`,
    ]);
    expect(id).not.toBe('chosen');
    expect(new Date(made.headers.get('last-modified') ?? '').getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(made.headers.get('content-type')).toContain('application/fhir+json');
    const same = await call('PUT', path, made.body, { 'If-Match': 'W/"1"' });
    expect([same.status, same.body.meta?.versionId]).toEqual([200, '1']);
    const changed = await call('PUT', path, { ...made.body, status: 'amended' }, { 'If-Match': 'W/"1"' });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, 'W/"2"']);
    const patch = [{ op: 'replace', path: '/status', value: 'corrected' }];
    const patched = await call('PATCH', path, patch, {
      'Content-Type': 'application/json-patch+json',
      'If-Match': 'W/"2"',
    });
    expect([patched.status, patched.body.status]).toEqual([200, 'corrected']);
    expect((await get(`${path}/_history/1`)).body.status).toBe('final');
    expect((await call('DELETE', path)).status).toBe(200);
    for (const gone of [path, `${path}/_history/4`]) expect((await get(gone)).status).toBe(410);
    for (const history of [(await get(`${path}/_history`)).body, (await get(`${path}/_history`)).body]) {
      expect(history.entry?.map(({ resource }) => resource?.status)).toEqual([
        undefined,
        'corrected',
        'amended',
        'final',
      ]);
      validate(history as Resource);
    }
    expect((await call('PUT', path, { ...made.body, id })).status).toBe(201);
  });

  const stale = { 'If-Match': 'W/"9"' };
  test.each<[string, number, string, string, unknown?, Record<string, string>?]>([
    ['an unknown type', 404, 'GET', 'Nonsense/1'],
    ['an unknown id', 404, 'GET', 'Patient/nobody'],
    ['an unknown version', 404, 'GET', 'Patient/p1/_history/9'],
    ['an address outside of /fhir', 404, 'GET', '/fhirPatient/p1'],
    ['an unknown search parameter', 400, 'GET', 'Observation?colour=blue'],
    [
      'an unknown parameter of a POST search',
      400,
      'POST',
      'Observation/_search',
      'colour=blue',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
    ],
    ['a POST search that is no form', 415, 'POST', 'Observation/_search', {}],
    ['an unknown modifier', 400, 'GET', 'Observation?code:colour=x'],
    ['a date that is none', 400, 'GET', 'Observation?date=tomorrow'],
    ['a count that is none', 400, 'GET', 'Observation?_count=many'],
    ['an unknown sort', 400, 'GET', 'Observation?_sort=colour'],
    ['an unknown include', 400, 'GET', 'Observation?_include=Observation:colour'],
    ['a method an address lacks', 405, 'POST', 'Patient/p1', {}],
    ['another method on /metadata', 405, 'DELETE', 'metadata'],
    ['a search over all types', 405, 'GET', ''],
    ['XML only', 406, 'GET', 'Patient/p1', undefined, { Accept: 'application/fhir+xml' }],
    ['malformed JSON', 400, 'POST', 'Observation', '{"resourceType":'],
    ['a body that is no object', 400, 'POST', 'Observation', 'null'],
    ['another media type', 415, 'POST', 'Observation', '<x/>', { 'Content-Type': 'application/fhir+xml' }],
    ['more than 10 MB', 413, 'POST', 'Observation', ' '.repeat(10 * 1024 * 1024 + 1)],
    ['a type that is not the address', 400, 'POST', 'Observation', { resourceType: 'Patient' }],
    ['an id that is not the address', 400, 'PUT', 'Patient/p1', { resourceType: 'Patient', id: 'p2' }],
    ['an id of digits only', 400, 'PUT', 'Patient/77', { resourceType: 'Patient', id: '77' }],
    ['a stale update', 412, 'PUT', 'Patient/p1', { resourceType: 'Patient', id: 'p1', active: true }, stale],
    ['a stale patch', 412, 'PATCH', 'Patient/p1', [{ op: 'add', path: '/active', value: true }], stale],
    ['a stale deletion', 412, 'DELETE', 'Patient/p60', undefined, stale],
    [
      'an If-Match it would not understand',
      400,
      'PUT',
      'Patient/p1',
      { resourceType: 'Patient', id: 'p1', active: true },
      { 'If-Match': '9' },
    ],
    ['a patch whose test fails', 400, 'PATCH', 'Patient/p1', [{ op: 'test', path: '/active', value: true }]],
    ['a patch that makes it invalid', 400, 'PATCH', 'Patient/p1', [{ op: 'add', path: '/gender', value: 'x' }]],
    ['a patch of the id', 400, 'PATCH', 'Patient/p1', [{ op: 'add', path: '/id', value: 'p2' }]],
    ['a deletion of what others refer to', 409, 'DELETE', 'Patient/p1'],
    ['a condition without a parameter', 400, 'POST', 'Observation', attendance('p1', 'x'), { 'If-None-Exist': '' }],
    [
      'a condition that several meet',
      412,
      'POST',
      'Observation',
      attendance('p1', 'x'),
      { 'If-None-Exist': 'code=session-attendance' },
    ],
    ['a bundle that is nothing to do', 400, 'POST', '', bundle('collection', [])],
  ])('refuses %s with %i and an OperationOutcome', async (_title, status, method, path, body, headers) => {
    const refused = await call(method, path, body, headers);
    expect([refused.status, refused.body.issue?.[0]?.severity]).toEqual([status, 'error']);
    validate(refused.body as Resource);
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect((await get('Patient/p1')).body.meta?.versionId).toBe('1');
    expect(await total('Observation?identifier=x')).toBe(0);
  });

  test.each<[string, string, object]>([
    ['a missing element', 'Observation.code', { code: undefined }],
    ['a code outside of a required value set', 'Observation.status', { status: 'bogus' }],
    ['an unknown element', 'Observation.mood', { mood: 'x' }],
    ['a broken invariant (R4 obs-6)', 'Observation', { valueString: 'x', dataAbsentReason: concept('unknown') }],
    ['an impossible date', 'Observation.effective', { effectiveDateTime: '2026-02-30' }],
    ['a reference to a wrong type', 'Observation.subject', { subject: { reference: 'Practitioner/l1' } }],
    ['a reference to nobody', 'Observation.subject', { subject: { reference: 'Patient/nobody' } }],
    [
      'a link of a transaction outside of one',
      'Observation.extension[0].valueReference',
      {
        extension: [
          { url: 'http://x', valueReference: { reference: 'urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0' } },
        ],
      },
    ],
  ])('names the element of %s in expression', async (_title, expression, fault) => {
    const refused = await call('POST', 'Observation', { ...attendance('p1', 'bad'), ...fault });
    expect(refused.status).toBe(400);
    expect(refused.body.issue?.flatMap((issue) => issue.expression ?? []).join()).toContain(expression);
    expect(await total(`Observation?${identified('bad')}`)).toBe(0);
  });

  test('declares in /metadata what it does, and does it', async () => {
    const { status, body } = await get('metadata');
    expect([status, body]).toMatchObject([
      200,
      { fhirVersion: '4.0.1', kind: 'instance', implementation: { url: server.base } },
    ]);
    validate(body as Resource);
    expect(body.rest?.[0]?.interaction.map(({ code }) => code)).toEqual(['transaction', 'batch']);
    const types = body.rest?.[0]?.resource ?? [];
    for (const { type, searchParam } of types) {
      for (const { name, type: kind } of searchParam) {
        const answer = await get(`${type}?${name}=${kind === 'date' ? '2026' : 'x'}`);
        expect([type, name, answer.status]).toEqual([type, name, 200]);
      }
    }
    const observation = types.find(({ type }) => type === 'Observation') as Capability;
    expect(observation).toMatchObject({
      conditionalCreate: true,
      conditionalUpdate: true,
      updateCreate: true,
      versioning: 'versioned',
    });
    const made = await call('POST', 'Observation', attendance('p4', 'declared'));
    const path = `Observation/${made.body.id}`;
    const doing: Record<string, () => ReturnType<typeof call>> = {
      create: async () => made,
      read: () => get(path),
      vread: () => get(`${path}/_history/1`),
      'history-instance': () => get(`${path}/_history`),
      'search-type': () => get('Observation'),
      update: () => call('PUT', path, made.body),
      patch: () => call('PATCH', path, [{ op: 'replace', path: '/status', value: 'amended' }]),
      delete: () => call('DELETE', path),
    };
    expect(observation.interaction.map(({ code }) => code).toSorted()).toEqual(Object.keys(doing).toSorted());
    for (const [code, interaction] of Object.entries(doing))
      expect([code, (await interaction()).status < 300]).toEqual([code, true]);
  });

  test('lets pages of any origin in, the opaque one too', async () => {
    const asked = await call('OPTIONS', 'Observation', undefined, {
      Origin: 'null',
      'Access-Control-Request-Method': 'PUT',
    });
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe('*');
    expect(asked.headers.get('access-control-allow-headers')).toBe(
      'Authorization, Content-Type, Accept, If-Match, If-None-Exist, Prefer',
    );
    expect(asked.headers.get('access-control-allow-methods')).toMatch(/GET.*POST.*PUT.*PATCH.*DELETE/);
    const answer = await call('GET', 'Patient/p1', undefined, { Origin: 'null' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-expose-headers')).toBe('ETag, Location, Content-Location, Last-Modified');
  });

  test('listens on this machine only', async () => {
    const port = new URL(server.base).port;
    expect(new URL(server.base).hostname).toBe('127.0.0.1');
    const outside = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    for (const { address } of outside.filter(({ internal, family }) => !internal && family === 'IPv4')) {
      await expect(fetch(`http://${address}:${port}/fhir/metadata`)).rejects.toThrow('fetch failed');
    }
  });

  test('answers with as little as the client prefers', async () => {
    const minimal = await call('POST', 'Observation', attendance('p4', 'little'), { Prefer: 'return=minimal' });
    expect([minimal.status, minimal.body, minimal.headers.get('etag')]).toEqual([201, {}, 'W/"1"']);
  });

  test('works inside of another server, below another path', async () => {
    const handler = fhirHandler(server.repository, '/clinic/r4');
    const host = createServer((request, response) => void handler(request, response));
    await new Promise<void>((listening) => host.listen(0, '127.0.0.1', listening));
    const base = `http://localhost:${(host.address() as AddressInfo).port}/clinic/r4`;
    const page = await clientOf(() => base)('GET', 'Patient?_count=1');
    host.close();
    expect(page.body.link?.every(({ url }) => url.startsWith(`${base}/Patient?_count=1`))).toBe(true);
    expect(page.body.entry?.[0]?.fullUrl).toBe(`${base}/Patient/p1`);
  });

  test('takes a scan of 5 MB inline', async () => {
    const attachment = { contentType: 'image/png', data: Buffer.alloc(5_000_000).toString('base64') };
    const scan = { resourceType: 'DocumentReference', status: 'current', content: [{ attachment }] };
    expect((await call('POST', 'DocumentReference', scan, { Prefer: 'return=minimal' })).status).toBe(201);
  });

  test('prints nothing, whatever is asked', () => {
    for (const method of printed) expect(method).not.toHaveBeenCalled();
  });
});
