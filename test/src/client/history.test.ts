import type { Bundle, FhirResource } from 'fhir/r4.js';
import { describe, expect, it } from 'vitest';
import { clientOf, failing, observation, startServer } from './support.ts';

const versions = (resources: (FhirResource | undefined)[], next?: string): { body: Bundle } => ({
  body: {
    resourceType: 'Bundle',
    type: 'history',
    link: next === undefined ? [] : [{ relation: 'next', url: next }],
    entry: resources.map((resource) => (resource ? { resource } : {})),
  },
});
const version = (versionId: string, id = 'o1') => ({ ...observation(id), meta: { versionId } });

describe('the versions of a resource', () => {
  it('come from all pages, in the order of the server', async () => {
    const { base, seen } = await startServer(({ url }) =>
      url.includes('page=2')
        ? versions([undefined, version('1')])
        : versions([version('3'), version('2')], `${base}/Observation/o1/_history?page=2`),
    );
    const found = await clientOf({ base }).history('Observation', 'o1');
    expect(found.map(({ meta }) => meta?.versionId)).toEqual(['3', '2', '1']);
    expect(seen[0]?.url).toBe('/fhir/Observation/o1/_history?_count=200');
  });

  it('of another resource are refused', async () => {
    const { base } = await startServer(() => versions([version('2'), version('1', 'o2')]));
    expect(await failing(clientOf({ base }).history('Observation', 'o1'))).toMatchObject({ code: 'unreadable' });
  });

  it('are never asked for at another address', async () => {
    const { base } = await startServer(() => versions([version('2')], 'https://elsewhere.example/fhir/next'));
    expect(await failing(clientOf({ base }).history('Observation', 'o1'))).toMatchObject({ code: 'foreign-origin' });
  });
});
