import type { FhirResource } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { ofType, searchUrl } from '../../../src/client/search.ts';
import { clientOf, observation, outcome, type Reply, searchset, startServer } from './support.ts';

const ids = (resources: FhirResource[]) => resources.map(({ id }) => id);

describe('a search', () => {
  it('follows next to the last page', async () => {
    const { base, seen } = await startServer((_seen, count, own) => ({
      body: searchset([observation(`o${count}`)], count < 3 ? `${own}/Observation?page=${count + 1}` : undefined),
    }));
    const result = await clientOf({ base }).search('Observation', { patient: 'Patient/patient-7' });
    expect([ids(result.resources), result.complete, result.gap, result.dropped]).toEqual([
      ['o1', 'o2', 'o3'],
      true,
      undefined,
      0,
    ]);
    expect(seen.map(({ url }) => url)).toEqual([
      '/fhir/Observation?_count=200&patient=Patient%2Fpatient-7',
      '/fhir/Observation?page=2',
      '/fhir/Observation?page=3',
    ]);
  });

  it('always sends _count, repeats a parameter of several values and encodes the rest', () => {
    const params = { date: ['ge2026-01-01', 'lt2026-02-01'], code: 'https://a.example/x|y', active: true };
    expect(searchUrl({ type: 'Appointment', params })).toBe(
      'Appointment?_count=200&date=ge2026-01-01&date=lt2026-02-01&code=https%3A%2F%2Fa.example%2Fx%7Cy&active=true',
    );
    expect(searchUrl({ type: 'Appointment', params: { _count: 2 } })).toBe('Appointment?_count=2');
  });

  it('follows a relative next', async () => {
    const { base } = await startServer((_seen, count) => ({
      body: searchset([observation(`o${count}`)], count === 1 ? 'Observation?page=2' : undefined),
    }));
    expect(ids((await clientOf({ base }).search('Observation', {})).resources)).toEqual(['o1', 'o2']);
  });

  it('keeps one of what two pages repeat, the later', async () => {
    const { base } = await startServer((_seen, count, own) => ({
      body:
        count === 1
          ? searchset([observation('o1'), observation('o2')], `${own}/Observation?page=2`)
          : searchset([{ ...observation('o2'), meta: { versionId: '9' } }, observation('o3')]),
    }));
    const { resources, complete } = await clientOf({ base }).search('Observation', {});
    expect(resources.map(({ id, meta }) => `${id}/${meta?.versionId}`)).toEqual(['o1/3', 'o2/9', 'o3/3']);
    expect(complete).toBe(true);
  });

  it('keeps included resources, and gives those of one type', async () => {
    const patient: FhirResource = { resourceType: 'Patient', id: 'o1' };
    const { base } = await startServer(() => ({
      body: searchset([observation('o1'), { search: { mode: 'include' }, resource: patient }]),
    }));
    const { resources } = await clientOf({ base }).search('Observation', {});
    expect(resources).toHaveLength(2);
    expect(ofType(resources, 'Patient')).toEqual([patient]);
  });
});

describe('a first page that does not come', () => {
  it.each<[string, Reply, string, string]>([
    ['401', { status: 401 }, 'not-authorized', 'not-authorized'],
    ['403', { status: 403 }, 'not-authorized', 'not-allowed'],
    ['400', { status: 400, body: outcome('error') }, 'failed', 'rejected'],
    ['500', { status: 500 }, 'failed', 'offline'],
    ['a reset', { reset: 'midway', body: searchset([]) }, 'failed', 'offline'],
    ['null', { body: null }, 'failed', 'unreadable'],
    ['another type', { body: observation('o1') }, 'failed', 'unreadable'],
    ['an outcome', { body: outcome('error') }, 'failed', 'unreadable'],
  ])('is a gap, not a rejection: %s', async (_, reply, gap, code) => {
    const { base } = await startServer(() => reply);
    const result = await clientOf({ base }).search('Observation', {});
    expect(result).toMatchObject({ resources: [], complete: false, gap, error: { code } });
  });
});

describe('a later page', () => {
  it.each<[string, Reply]>([
    ['401', { status: 401 }],
    ['410, as when the server forgot the search', { status: 410 }],
    ['500', { status: 500 }],
    ['a page of HTML', { body: '<html>' }],
    ['a reset', { reset: 'before' }],
  ])('that breaks makes the result partial and keeps what came: %s', async (_, reply) => {
    const { base } = await startServer((_seen, count, own) =>
      count === 1 ? { body: searchset([observation('o1')], `${own}?page=2`) } : reply,
    );
    const result = await clientOf({ base }).search('Observation', {});
    expect([ids(result.resources), result.gap]).toEqual([['o1'], 'partial']);
    expect(result.error).toBeDefined();
  });

  it('that was there before ends the search as partial', async () => {
    const { base, seen } = await startServer((_seen, _count, own) => ({
      body: searchset([observation('o1')], `${own}?page=2`),
    }));
    expect(await clientOf({ base }).search('Observation', {})).toMatchObject({ complete: false, gap: 'partial' });
    expect(seen).toHaveLength(2);
  });

  it('without end ends the search as partial at fifty', async () => {
    const { base, seen } = await startServer((_seen, count, own) => ({
      body: searchset([observation(`o${count}`)], `${own}?page=${count}`),
    }));
    const result = await clientOf({ base }).search('Observation', {});
    expect([result.resources.length, result.gap, seen.length]).toEqual([50, 'partial', 50]);
  });
});

describe('an entry', () => {
  it.each([
    ['a warning', outcome('warning'), 'partial'],
    ['an error', outcome('error'), 'partial'],
    ['a fatal one', outcome('fatal'), 'partial'],
    ['an information', outcome('information'), undefined],
  ])('that is an outcome of %s is no result', async (_, resource, gap) => {
    for (const entry of [resource, { search: { mode: 'outcome' as const }, resource }]) {
      const { base } = await startServer(() => ({ body: searchset([observation('o1'), entry]) }));
      const result = await clientOf({ base }).search('Observation', {});
      expect([ids(result.resources), result.gap]).toEqual([['o1'], gap]);
    }
  });

  it.each([[[null]], [[{}]], [[{ resource: null }]], [[{ resource: { id: 'o2' } }]]])(
    'that can not be read makes the result partial: %j',
    async (entries) => {
      const { base } = await startServer(() => ({
        body: { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: observation('o1') }, ...entries] },
      }));
      const result = await clientOf({ base }).search('Observation', {});
      expect([ids(result.resources), result.gap]).toEqual([['o1'], 'partial']);
    },
  );

  it('about another patient is dropped, counted, and makes the result partial', async () => {
    const { base } = await startServer((_seen, count, own) => ({
      body: searchset(
        [observation(`a${count}`), observation(`b${count}`, 'Patient/other')],
        count === 1 ? `${own}?page=2` : undefined,
      ),
    }));
    const accept = (resource: FhirResource) =>
      resource.resourceType !== 'Observation' || resource.subject?.reference === 'Patient/patient-7';
    const result = await clientOf({ base }).search('Observation', {}, { accept });
    expect([ids(result.resources), result.dropped, result.complete, result.gap]).toEqual([
      ['a1', 'a2'],
      2,
      false,
      'partial',
    ]);
  });

  it.each([{ entry: {} }, { link: {} }, { entry: [], link: 'next' }, { entry: null }])(
    'list, or link list, of another shape is not an empty one: %j',
    async (odd) => {
      const { base } = await startServer(() => ({ body: { resourceType: 'Bundle', type: 'searchset', ...odd } }));
      expect(await clientOf({ base }).search('Observation', {})).toMatchObject({
        resources: [],
        gap: 'failed',
        error: { code: 'unreadable' },
      });
    },
  );

  it('list that is not there is an empty one', async () => {
    const { base } = await startServer(() => ({ body: { resourceType: 'Bundle', type: 'searchset' } }));
    expect(await clientOf({ base }).search('Observation', {})).toMatchObject({ resources: [], complete: true });
  });
});
