/**
 * What HAPI does and our client relies on or guards against, in R4 and R5 alike (the types are R4's: these resources
 * are the same in both). A new HAPI version that differs must fail here first.
 * @module
 */
import type { Bundle, BundleEntry, CapabilityStatement, Observation, OperationOutcome, Resource } from 'fhir/r4.js';
import { expect, test } from 'vitest';

const system = 'https://example.org/sid/behaviour';

interface Answer<T> {
  status: number;
  headers: Headers;
  resource: T;
}

/** An Observation nobody else has: its identifier is new at each call. */
function fresh(): Observation & { identifier: [{ system: string; value: string }] } {
  return {
    resourceType: 'Observation',
    identifier: [{ system, value: crypto.randomUUID() }],
    status: 'final',
    code: { text: 'attendance' },
  };
}

const transaction = (...entry: BundleEntry[]): Bundle => ({ resourceType: 'Bundle', type: 'transaction', entry });

const queryFor = (observation: Observation): string => `identifier=${system}|${observation.identifier?.[0]?.value}`;

/** The same resource marked as an error, its identifier given up. */
function voided(observation: Observation): Observation {
  const value = observation.identifier?.[0]?.value ?? '';
  return { ...observation, status: 'entered-in-error', identifier: [{ system: `${system}/void`, value }] };
}

const putEntry = (resource: Observation, ifMatch?: string): BundleEntry => ({
  resource,
  request: { method: 'PUT', url: `Observation/${resource.id}`, ...(ifMatch === undefined ? {} : { ifMatch }) },
});

const createEntry = (resource: Observation): BundleEntry => ({
  resource,
  request: { method: 'POST', url: 'Observation', ifNoneExist: queryFor(resource) },
});

/** Registers the tests, for a server of a FHIR version (`4.0.1`). */
export function hapiTests(base: () => string, number: string): void {
  async function send<T extends Resource>(
    method: string,
    path: string,
    body?: Resource,
    headers: Record<string, string> = {},
  ): Promise<Answer<T>> {
    const response = await fetch(base() + path, {
      method,
      headers: { Accept: 'application/fhir+json', 'Content-Type': 'application/fhir+json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, resource: (await response.json()) as T };
  }

  async function created(): Promise<Observation & { id: string }> {
    const { status, resource } = await send<Observation>('POST', '/Observation', fresh());
    expect(status).toBe(201);
    return { ...resource, id: String(resource.id) };
  }

  async function found(observation: Observation): Promise<Observation[]> {
    const { resource } = await send<Bundle<Observation>>('GET', `/Observation?${queryFor(observation)}`);
    return (resource.entry ?? []).flatMap((entry) => entry.resource ?? []);
  }

  test('the server is HAPI 8.8.0', async () => {
    const { resource } = await send<CapabilityStatement>('GET', '/metadata');
    expect(resource).toMatchObject({ fhirVersion: number, software: { name: 'HAPI FHIR Server', version: '8.8.0' } });
  });

  test('a wrong If-Match answers 409, not 412, and changes nothing', async () => {
    const stored = await created();
    const changed: Observation = { ...stored, status: 'amended' };
    const answer = await send<OperationOutcome>('PUT', `/Observation/${stored.id}`, changed, { 'If-Match': 'W/"7"' });
    expect(answer.status).toBe(409);
    expect(answer.resource.issue[0]?.diagnostics).toContain('HAPI-0989');
    expect(await found(stored)).toEqual([stored]);
  });

  test('a wrong If-Match inside a transaction answers 409 and stores none of its entries', async () => {
    const stored = await created();
    const other = fresh();
    const bundle = transaction(createEntry(other), putEntry({ ...stored, status: 'amended' }, 'W/"7"'));
    expect((await send('POST', '', bundle)).status).toBe(409);
    expect(await found(stored)).toEqual([stored]);
    expect(await found(other)).toEqual([]);
  });

  test('eight equal conditional creates at once end as exactly one resource', async () => {
    const observation = fresh();
    const create = (): Promise<Answer<Observation>> =>
      send('POST', '/Observation', observation, { 'If-None-Exist': queryFor(observation) });
    const statuses = (await Promise.all(Array.from({ length: 8 }, create))).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect([200, 201, 409]).toEqual(expect.arrayContaining(statuses)); // 409: try again
    const stored = await found(observation);
    expect(stored).toHaveLength(1);

    const again = await create();
    expect(again.status).toBe(200);
    expect(again.headers.get('Location')).toContain(`/Observation/${stored[0]?.id}/`);
  });

  test('an unchanged PUT answers 200 and does not raise the version', async () => {
    const stored = await created();
    const answer = await send<Observation>('PUT', `/Observation/${stored.id}`, stored);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ETag')).toBe('W/"1"');
    expect(await found(stored)).toEqual([stored]);
  });

  test('a transaction with one bad reference answers 400 and stores nothing', async () => {
    const good = fresh();
    const bad: Observation = { ...fresh(), subject: { reference: 'Patient/nobody' } };
    const answer = await send<OperationOutcome>('POST', '', transaction(createEntry(good), createEntry(bad)));
    expect(answer.status).toBe(400);
    expect(answer.resource.issue[0]?.diagnostics).toContain('HAPI-1094');
    expect(await found(good)).toEqual([]);
    expect(await found(bad)).toEqual([]);
  });

  test('giving an identifier up and taking it again in one transaction returns the voided resource', async () => {
    const stored = await created();
    const { id: _, meta: __, ...next } = stored;
    const { status, resource } = await send<Bundle>(
      'POST',
      '',
      transaction(putEntry(voided(stored)), createEntry(next)),
    );
    expect(status).toBe(200);
    expect(resource.entry?.[1]?.response?.status).toMatch(/^200/); // as if it had been stored
    expect(resource.entry?.[1]?.response?.location).toContain(`Observation/${stored.id}/`);
    expect(await found(stored)).toEqual([]);
  });

  test('giving an identifier up first and taking it in a second request stores a new resource', async () => {
    const stored = await created();
    const { id: _, meta: __, ...next } = stored;
    expect((await send('PUT', `/Observation/${stored.id}`, voided(stored))).status).toBe(200);
    const answer = await send<Observation>('POST', '/Observation', next, { 'If-None-Exist': queryFor(next) });
    expect(answer.status).toBe(201);
    expect(answer.resource.id).not.toBe(stored.id);
    expect((await found(stored)).map(({ id }) => id)).toEqual([answer.resource.id]);
  });

  test('a search repeated right after a write sees the write', async () => {
    const observation = fresh();
    expect(await found(observation)).toEqual([]);
    expect((await send('POST', '/Observation', observation)).status).toBe(201);
    expect(await found(observation)).toHaveLength(1);
  });

  test('a page of another origin may send our headers and read where a resource was stored', async () => {
    const origin = { Origin: 'https://portal.example.org' };
    const wanted = ['authorization', 'content-type', 'if-match', 'if-none-exist', 'prefer'];
    const preflight = await fetch(`${base()}/Observation`, {
      method: 'OPTIONS',
      headers: {
        ...origin,
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': wanted.join(','),
      },
    });
    expect(preflight.status).toBe(200);
    const allowed = preflight.headers.get('Access-Control-Allow-Headers')?.toLowerCase().split(/, */);
    expect(allowed).toEqual(expect.arrayContaining(wanted));

    const { headers } = await send('POST', '/Observation', fresh(), origin);
    const exposed = headers.get('Access-Control-Expose-Headers')?.split(/, */);
    expect(exposed).toEqual(expect.arrayContaining(['Location', 'Content-Location', 'ETag']));
  });
}
