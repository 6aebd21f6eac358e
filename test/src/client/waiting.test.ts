import { describe, expect, it } from 'vitest';
import { PortalError } from '../../../fhir-mappings/errors.ts';
import { clientOf, failing, observation, startServer } from './support.ts';

describe('a request that takes too long or is no longer wanted', () => {
  const never = () => new Promise<never>(() => {});

  it('times out when the server is silent', async () => {
    const { base, seen } = await startServer(never);
    const client = clientOf({ base, timeout: 40 });
    expect((await failing(client.read('Observation', 'o1'))).code).toBe('timeout');
    // never twice; on a busy machine the time may be over before the server has seen it
    expect(seen.length).toBeLessThan(2);
  });

  it.each([
    ['fetch', { fetch: never }],
    ['token function', { token: never }],
  ])("times out when the host's own %s never ends", async (_, own) => {
    const client = clientOf({ base: 'https://fhir.example/r4', timeout: 40, ...own });
    expect((await failing(client.read('Observation', 'o1'))).code).toBe('timeout');
  });

  it('rejects with the AbortError itself when the caller aborts', async () => {
    const { base } = await startServer(never);
    const client = clientOf({ base });
    const { signal } = abortAfter(30);
    const entries = [{ resource: observation('o1') }];
    const calls = [
      client.read('Observation', 'o1', { signal }),
      client.search('Observation', {}, { signal }),
      client.searchAll(
        [
          { type: 'Observation', params: {} },
          { type: 'Consent', params: {} },
        ],
        { signal },
      ),
      client.capabilities({ signal }),
      client.transaction(entries, { signal }),
    ];
    for (const settled of await Promise.allSettled(calls)) {
      expect(settled).toMatchObject({ status: 'rejected', reason: { name: 'AbortError' } });
    }
  });

  it('sends nothing, and asks for no token, when it was aborted before', async () => {
    const { base, seen } = await startServer(never);
    let asked = 0;
    const token = () => `secret-${++asked}`;
    const call = clientOf({ base, token }).read('Observation', 'o1', { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect([seen, asked]).toEqual([[], 0]);
  });

  it('ends a wait between two tries', async () => {
    const { base, seen } = await startServer(() => ({ status: 503 }));
    const stop = new AbortController();
    // given up while waiting, whenever that comes
    const sleep = () => {
      stop.abort();
      return never();
    };
    const call = clientOf({ base, sleep }).read('Observation', 'o1', { signal: stop.signal });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(seen).toHaveLength(1);
  });

  it('does not end the reading of capabilities for the others', async () => {
    const { base, seen } = await startServer(() => ({
      body: { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1' },
    }));
    const client = clientOf({ base });
    const gone = client.capabilities({ signal: AbortSignal.abort() });
    await expect(gone).rejects.toMatchObject({ name: 'AbortError' });
    expect((await client.capabilities()).fhirVersion).toBe('4.0');
    expect(seen).toHaveLength(1);
  });
});

describe('a token function', () => {
  it('that fails means signing in again', async () => {
    const token = () => Promise.reject(new Error('refresh of https://auth.example failed for Smith'));
    expect((await failing(clientOf({ base: 'https://fhir.example/r4', token }).read('Observation', 'o1'))).code).toBe(
      'not-authorized',
    );
  });

  it('may say itself what failed', async () => {
    const token = () => Promise.reject(new PortalError('offline', 'No connection.'));
    expect((await failing(clientOf({ base: 'https://fhir.example/r4', token }).read('Observation', 'o1'))).code).toBe(
      'offline',
    );
  });
});

function abortAfter(ms: number): AbortController {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), ms);
  return controller;
}
