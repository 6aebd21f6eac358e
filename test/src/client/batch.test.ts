import type { Bundle, FhirResource } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { clientOf, observation, outcome, type Reply, searchset, type Seen, startServer, statement } from './support.ts';

const searches = [
  { type: 'Observation', params: { patient: 'Patient/patient-7' } },
  { type: 'Consent', params: { patient: 'Patient/patient-7' } },
  { type: 'Encounter', params: {} },
] as const;
const ok = (resource: FhirResource) => ({ resource, response: { status: '200 OK' } });
const error = (status: string) => ({ response: { status, outcome: outcome('error') } });
const batchResponse = (...entry: unknown[]): Reply => ({
  body: { resourceType: 'Bundle', type: 'batch-response', entry },
});

/** A server that declares `interactions`, answers a batch as told and every GET with one observation. */
const serving = (
  batch: (seen: Seen, base: string) => Reply,
  interactions = ['batch'],
  get?: (seen: Seen) => Reply | undefined,
) =>
  startServer((seen, _count, base) => {
    if (seen.url === '/fhir/metadata') return { body: statement(interactions) };
    if (seen.method === 'POST') return batch(seen, base);
    return get?.(seen) ?? { body: searchset([observation(`by-get-of-${seen.url.split(/[/?]/)[2]}`)]) };
  });
const lines = (seen: Seen[]) => seen.map(({ method, url }) => `${method} ${url.split('?')[0]}`);
const gets = ['GET /fhir/Observation', 'GET /fhir/Consent', 'GET /fhir/Encounter'];

describe('several searches', () => {
  it.each([['batch'], ['transaction']])('go in one batch where the server declares %s', async (interaction) => {
    const answer = batchResponse(
      ok(searchset([observation('o1')])),
      ok(searchset([])),
      ok(searchset([observation('o2')])),
    );
    const { base, seen } = await serving(() => answer, [interaction]);
    const client = clientOf({ base, token: 'secret' });
    const results = await client.searchAll(searches);
    await client.searchAll(searches);
    expect(results.map(({ resources, complete }) => [resources.length, complete])).toEqual([
      [1, true],
      [0, true],
      [1, true],
    ]);
    expect(lines(seen)).toEqual(['GET /fhir/metadata', 'POST /fhir', 'POST /fhir']);
    expect(seen[1]?.headers).toMatchObject({ 'content-type': 'application/fhir+json', authorization: 'Bearer secret' });
    const sent: Bundle = JSON.parse(seen[1]?.body ?? '');
    expect([sent.type, sent.entry?.map(({ request }) => request)]).toEqual([
      'batch',
      [
        { method: 'GET', url: 'Observation?_count=200&patient=Patient%2Fpatient-7' },
        { method: 'GET', url: 'Consent?_count=200&patient=Patient%2Fpatient-7' },
        { method: 'GET', url: 'Encounter?_count=200' },
      ],
    ]);
  });

  it('go side by side where the server declares neither, eight at once', async () => {
    let [now, most, arrived] = [0, 0, 0];
    let held: (() => void)[] = [];
    const { base, seen } = await startServer(async ({ url }) => {
      if (url === '/fhir/metadata') return { body: statement([]) };
      most = Math.max(most, ++now);
      arrived++;
      // answers wait for each other, so that no clock decides: eight together, and the last ones when all have come
      await new Promise<void>((resolve) => {
        held.push(resolve);
        if (held.length < 8 && arrived < 20) return;
        for (const release of held) release();
        held = [];
      });
      now--;
      return { body: searchset([observation(url)]) };
    });
    const twenty = Array.from({ length: 20 }, (_, index) => ({ type: 'Observation', params: { index } }) as const);
    const results = await clientOf({ base }).searchAll(twenty);
    expect(results.map(({ resources }) => resources[0]?.id?.split('index=')[1])).toEqual(
      twenty.map(({ params }) => `${params.index}`),
    );
    expect([most, seen.length]).toEqual([8, 21]);
  });

  it('go side by side where the capabilities can not be read', async () => {
    const { base, seen } = await startServer(({ url }) =>
      url === '/fhir/metadata' ? { status: 500 } : { body: searchset([]) },
    );
    expect((await clientOf({ base }).searchAll(searches)).every(({ complete }) => complete)).toBe(true);
    expect(lines(seen)).toEqual(['GET /fhir/metadata', ...gets]);
  });

  it('need neither batch nor capabilities when there is only one', async () => {
    const { base, seen } = await serving(() => ({ status: 500 }));
    expect(await clientOf({ base }).searchAll([searches[0]])).toMatchObject([{ complete: true }]);
    expect(lines(seen)).toEqual(['GET /fhir/Observation']);
  });

  it('follow each next by GET and heed what is accepted', async () => {
    const { base, seen } = await serving((_seen, own) =>
      batchResponse(
        ok(searchset([observation('o1')], `${own}/Observation?page=2`)),
        ok(searchset([observation('c1', 'Patient/other')])),
        ok(searchset([])),
      ),
    );
    const accept = (resource: FhirResource) => resource.id !== 'c1';
    const [first, second, third] = await clientOf({ base }).searchAll(searches, { accept });
    expect(first).toMatchObject({ complete: true, resources: [{ id: 'o1' }, { id: 'by-get-of-Observation' }] });
    expect(second).toMatchObject({ gap: 'partial', dropped: 1, resources: [] });
    expect(third).toMatchObject({ complete: true });
    expect(lines(seen).at(-1)).toBe('GET /fhir/Observation');
  });
});

describe('an entry of the batch', () => {
  it('that is forbidden is a gap of its own, and not asked for again', async () => {
    const { base, seen } = await serving(() => batchResponse(ok(searchset([])), error('403 Forbidden'), error('401')));
    const results = await clientOf({ base }).searchAll(searches);
    expect(results.map(({ gap, error: why }) => [gap, why?.code])).toEqual([
      [undefined, undefined],
      ['not-authorized', 'not-allowed'],
      ['not-authorized', 'not-authorized'],
    ]);
    expect(seen).toHaveLength(2);
  });

  it.each(['400 Bad Request', '404', '429 Too Many Requests', '500', '503', ''])(
    'that failed otherwise is asked for by itself: %j',
    async (status) => {
      const { base, seen } = await serving(() => batchResponse(ok(searchset([])), error(status), ok(searchset([]))));
      const results = await clientOf({ base }).searchAll(searches);
      expect(results.map(({ complete }) => complete)).toEqual([true, true, true]);
      expect(lines(seen)).toEqual(['GET /fhir/metadata', 'POST /fhir', 'GET /fhir/Consent']);
    },
  );

  it('that fails by itself too is a gap', async () => {
    const get = ({ url }: Seen) =>
      url.startsWith('/fhir/Consent') ? { status: 400, body: outcome('error') } : undefined;
    const { base } = await serving(
      () => batchResponse(ok(searchset([])), error('400'), ok(searchset([]))),
      ['batch'],
      get,
    );
    expect(await clientOf({ base }).searchAll(searches)).toMatchObject([
      {},
      { gap: 'failed', error: { code: 'rejected' } },
      {},
    ]);
  });
});

describe('a batch', () => {
  it.each<[string, Reply]>([
    ['400', { status: 400, body: outcome('error') }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['405', { status: 405 }],
    ['HTML', { body: '<html>' }],
    ['another type', { body: outcome('information') }],
    ['an entry too few', batchResponse(ok(searchset([])))],
    ['searches it takes none of, as Google', batchResponse(error('400'), error('400'), error('400'))],
  ])('that the server does not take is replaced by GETs, then and later: %s', async (_, reply) => {
    const { base, seen } = await serving(() => reply);
    const client = clientOf({ base });
    expect((await client.searchAll(searches)).every(({ complete }) => complete)).toBe(true);
    await client.searchAll(searches);
    expect(lines(seen).slice(0, 2)).toEqual(['GET /fhir/metadata', 'POST /fhir']);
    expect(lines(seen).slice(2).toSorted()).toEqual([...gets, ...gets].toSorted());
  });

  it.each<[string, Reply, string, number]>([
    ['401', { status: 401 }, 'not-authorized', 1],
    ['503', { status: 503 }, 'failed', 3],
    ['a lost connection', { reset: 'before' }, 'failed', 3],
  ])('that meets %s is not followed by more requests', async (_, reply, gap, posts) => {
    const { base, seen } = await serving(() => reply);
    const results = await clientOf({ base }).searchAll(searches);
    expect(results.map((result) => result.gap)).toEqual([gap, gap, gap]);
    expect(lines(seen).slice(1)).toEqual(Array(posts).fill('POST /fhir'));
  });
});
