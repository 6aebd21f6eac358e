import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { behaviours } from '../../../demo/fhir/behaviours.ts';
import type { Call } from '../../../demo/fhir/handler.ts';
import { type FhirServer, startFhirServer } from '../../../demo/fhir/server.ts';
import { behaviourTests } from '../../support/behaviour-tests.ts';

behaviourTests('azure');

describe('a version that is not the present one, on a server like azure', () => {
  let server: FhirServer;
  const patient = { resourceType: 'Patient', id: 'p1', gender: 'unknown' };
  const send = async (method: string, path: string, body: object, headers: object = {}): Promise<number> => {
    const init = {
      method,
      headers: { 'content-type': 'application/fhir+json', ...headers },
      body: JSON.stringify(body),
    };
    return (await fetch(`${server.base}/${path}`, init)).status;
  };
  const transaction = (version: number) =>
    send('POST', '', {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [{ resource: patient, request: { method: 'PUT', url: 'Patient/p1', ifMatch: `W/"${version}"` } }],
    });
  const version = async () => {
    const answer = await fetch(`${server.base}/Patient/p1`);
    return Number(((await answer.json()) as { meta: { versionId: string } }).meta.versionId);
  };
  beforeAll(async () => {
    server = await startFhirServer({ behaviour: behaviours.azure });
    await send('PUT', 'Patient/p1', patient);
  });
  afterAll(() => server.stop());

  test('is 412, in a transaction too', async () => {
    const now = await version();
    const old = { 'if-match': `W/"${now - 1}"` };
    expect([await send('PUT', 'Patient/p1', patient, old), await transaction(now - 1)]).toEqual([412, 412]);
  });

  test('is 409 where another transaction was under way at the same moment', () => {
    const { heeds, answers } = behaviours.azure;
    const body = { resourceType: 'Bundle', type: 'transaction', entry: [{}] };
    const call = (): Call => ({ base: server.base, url: '', method: 'POST', body, headers: {} });
    const [one, other, later] = [call(), call(), call()];
    const status = (of: Call) => answers?.({ status: 412 }, of).status;
    heeds?.(one);
    heeds?.(other);
    const raced = [status(one), status(other)];
    heeds?.(later);
    expect([...raced, status(later)]).toEqual([409, 409, 412]);
  });
});
