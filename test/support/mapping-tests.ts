/** What the mappings write is kept by a server as it was sent: every resource of the demo's seed, read back. @module */
import type { FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { seedResources } from '../../demo/seed/seed.ts';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { seededAt } from './demo.ts';

/** Registers the test; the server must hold the demo's seed, and nothing may have changed it. */
export function mappingTests(base: () => string, version: '4.0' | '5.0'): void {
  test('every kind of resource the mappings write comes back as it was sent', async () => {
    const sent = await seedResources(seededAt, await publicIdentityKey(), await mappingsFor(version));
    const kinds = new Set(sent.map(({ resourceType }) => resourceType));
    expect([sent.length > 200, kinds.size > 8]).toEqual([true, true]);
    for (const resource of sent) {
      const answer = await fetch(`${base()}/${resource.resourceType}/${resource.id}`);
      const read = (await answer.json()) as FhirResource;
      expect(comparable(read)).toEqual(comparable(resource));
    }
  });
}

/** Of `meta` only labels: the rest is the server's own, and a server may give them in another order. */
function comparable(resource: FhirResource): object {
  // R5's integer64 is a string in JSON, and HAPI writes a number
  const text = JSON.stringify(resource).replaceAll(/"size":(\d+)/g, '"size":"$1"');
  const { meta, ...rest } = JSON.parse(text) as FhirResource;
  return { ...rest, security: (meta?.security ?? []).map(({ system, code }) => `${system}|${code}`).toSorted() };
}
