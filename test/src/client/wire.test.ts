import { describe, expect, it } from 'vitest';
import type { Init } from '../../../src/client/wire.ts';
import { clientOf, failing, observation, searchset, startServer } from './support.ts';

const condition = { param: 'identifier', system: 'https://clinic.example/sid/a', value: 'k-1' } as const;

describe('what goes over the wire', () => {
  it('asks the token function before every request and sends its answer as bearer', async () => {
    const { base, seen } = await startServer(() => ({ body: observation('o1') }));
    let calls = 0;
    const client = clientOf({ base, token: async () => `secret-${++calls}` });
    await client.read('Observation', 'o1');
    await client.read('Observation', 'o1');
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret-1', 'Bearer secret-2']);
    expect(seen[0]?.headers.accept).toBe('application/fhir+json');
  });

  it('sends no authorization without a token', async () => {
    const { base, seen } = await startServer(() => ({ body: observation('o1') }));
    await clientOf({ base }).read('Observation', 'o1');
    expect(seen[0]?.headers.authorization).toBeUndefined();
  });

  it('asks caches for nothing old', async () => {
    const { base, seen } = await startServer(() => ({ body: observation('o1') }));
    await clientOf({ base }).read('Observation', 'o1');
    expect(seen[0]?.headers['cache-control']).toBe('no-cache');
  });

  it('sends a create with If-None-Exist, the FHIR content type and Prefer', async () => {
    const { base, seen } = await startServer(() => ({
      status: 201,
      headers: { location: 'Observation/o1/_history/1' },
    }));
    await clientOf({ base, token: 'secret' }).create(observation('o1'), condition);
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/fhir/Observation',
      headers: {
        authorization: 'Bearer secret',
        'content-type': 'application/fhir+json',
        'if-none-exist': 'identifier=https://clinic.example/sid/a|k-1',
        prefer: 'return=minimal',
      },
    });
  });

  it('sends an update with If-Match', async () => {
    const { base, seen } = await startServer(() => ({ body: observation('o1') }));
    await clientOf({ base }).update(observation('o1'), '3');
    expect(seen[0]).toMatchObject({
      method: 'PUT',
      url: '/fhir/Observation/o1',
      headers: { 'content-type': 'application/fhir+json', 'if-match': 'W/"3"' },
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(observation('o1'));
  });

  it('sends a body larger than what a keepalive request may have', async () => {
    const { base, seen } = await startServer(() => ({ status: 201, headers: { location: 'Observation/o1' } }));
    let keepalive: boolean | undefined;
    const fetch = (url: string, init: Init) => {
      keepalive = init.keepalive ?? false;
      return globalThis.fetch(url, init);
    };
    await clientOf({ base, fetch }).create({ ...observation('o1'), note: [{ text: 'x'.repeat(200_000) }] }, condition);
    expect(keepalive).toBe(false);
    expect(seen[0]?.body.length).toBeGreaterThan(200_000);
  });

  it("uses the host's own fetch, with plain headers it can add to", async () => {
    const { base, seen } = await startServer(() => ({ body: observation('o1') }));
    const fetch = (url: string, init: Init) =>
      globalThis.fetch(url, { ...init, headers: { ...init.headers, authorization: 'Bearer of-the-host' } });
    await clientOf({ base, fetch }).read('Observation', 'o1');
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer of-the-host', accept: 'application/fhir+json' });
  });

  it('escapes an id so that it stays one', async () => {
    const { base, seen } = await startServer(() => ({ body: observation('o1') }));
    const client = clientOf({ base, token: 'secret' });
    await client.read('Observation', 'o1?_format=xml#x');
    await client.update(observation('o1?x'), '3');
    expect(seen.map(({ url }) => url)).toEqual([
      '/fhir/Observation/o1%3F_format%3Dxml%23x',
      '/fhir/Observation/o1%3Fx',
    ]);
    expect((await failing(client.read('Observation', '../../admin'))).code).toBe('foreign-origin');
    expect(seen).toHaveLength(2);
  });
});

describe('what the token and a body never do', () => {
  it('follow a next link to another server', async () => {
    const foreign = await startServer(() => ({ body: searchset([]) }));
    const { base } = await startServer(() => ({ body: searchset([observation('o1')], `${foreign.base}?page=2`) }));
    const result = await clientOf({ base, token: 'secret' }).search('Observation', {});
    expect(result).toMatchObject({ gap: 'partial', error: { code: 'foreign-origin' } });
    expect(result.resources).toHaveLength(1);
    expect(foreign.seen).toEqual([]);
  });

  it.each([
    ['a path beside the base', (base: string) => base.replace('/fhir', '/other')],
    ['a path that only begins like the base', (base: string) => `${base}-other/Observation`],
    ['a path that climbs out', (base: string) => `${base}/../admin`],
    ['a path that climbs out in code', (base: string) => `${base}/%2e%2e/admin`],
    ['a path whose slashes are in code', (base: string) => `${base}/..%2fadmin`],
    ['another scheme', (base: string) => base.replace('http:', 'https:')],
    ['no address at all', () => 'http://[/fhir'],
  ])('follow a next link to %s', async (_, next) => {
    const { base, seen } = await startServer((_seen, _count, own) => ({ body: searchset([], next(own)) }));
    const result = await clientOf({ base, token: 'secret' }).search('Observation', {});
    expect(result).toMatchObject({ complete: false, gap: 'partial', error: { code: 'foreign-origin' } });
    expect(seen).toHaveLength(1);
  });

  it.each([301, 302, 303, 307, 308])('follow a redirect %i', async (status) => {
    const foreign = await startServer(() => ({ body: observation('o1') }));
    const { base } = await startServer(() => ({ status, headers: { location: `${foreign.base}/Observation` } }));
    const client = clientOf({ base, token: 'secret' });
    expect((await failing(client.create(observation('o1'), condition))).code).toBe('foreign-origin');
    expect((await failing(client.read('Observation', 'o1'))).code).toBe('foreign-origin');
    expect(foreign.seen).toEqual([]);
  });

  it('go to a browser-made opaque redirect', async () => {
    const fetch = async () => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' });
    const client = clientOf({ base: 'https://fhir.example/r4', fetch });
    expect((await failing(client.read('Observation', 'o1'))).code).toBe('foreign-origin');
  });
});

describe('the base', () => {
  it.each([
    '',
    '/fhir',
    'fhir.example/r4',
    'ftp://fhir.example/r4',
    'https://fhir.example/r4?tenant=1',
    'https://u:p@fhir.example/',
  ])('is refused as %j', (base) => {
    expect(() => clientOf({ base })).toThrow(expect.objectContaining({ code: 'invalid', fields: ['base'] }));
  });

  it('loses the slashes at its end', async () => {
    const { base, seen } = await startServer(() => ({ body: observation('o1') }));
    const client = clientOf({ base: `${base}//` });
    await client.read('Observation', 'o1');
    expect([client.base, seen[0]?.url]).toEqual([base, '/fhir/Observation/o1']);
  });

  it('takes a next link of the base itself, as HAPI gives it', async () => {
    const { base, seen } = await startServer((_seen, count, own) => ({
      body:
        count === 1
          ? searchset([observation('o1')], `${own}?_getpages=a&_getpagesoffset=1`)
          : searchset([observation('o2')]),
    }));
    const result = await clientOf({ base, token: 'secret' }).search('Observation', {});
    expect(result).toMatchObject({ complete: true, dropped: 0 });
    expect(seen[1]).toMatchObject({
      url: '/fhir?_getpages=a&_getpagesoffset=1',
      headers: { authorization: 'Bearer secret' },
    });
  });
});
