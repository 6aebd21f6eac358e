/** Seeding a server over HTTP (`--fhir-base … --seed`, and the tests on HAPI). @module */
import type { Bundle, FhirResource } from 'fhir/r4.js';

const perTransaction = 100;

/** Puts the resources with their ids. Rejects with a plain Error that says what the server answered. */
export async function seedServer(base: string, resources: readonly FhirResource[]): Promise<void> {
  for (let i = 0; i < resources.length; i += perTransaction) {
    const body: Bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: resources.slice(i, i + perTransaction).map((resource) => ({
        resource,
        request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
      })),
    };
    const answer = await fetch(base, {
      method: 'POST',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`The FHIR server did not take the seed: ${answer.status} ${await answer.text()}`);
  }
}
