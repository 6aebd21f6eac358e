import { describe, expect, it } from 'vitest';
import { PortalError } from '../../../fhir-mappings/errors.ts';
import { persistently } from '../../../src/client/retry.ts';
import { clientOf, failing, observation, outcome, type Reply, searchset, startServer } from './support.ts';

const condition = { param: 'identifier', system: 'https://clinic.example/sid/a', value: 'k-1' } as const;
const conditional = { resource: observation('o1'), fullUrl: 'urn:uuid:1', condition };
const updating = { resource: observation('o1'), ifMatch: '3' };
const unconditional = { resource: observation('o1'), fullUrl: 'urn:uuid:1' };
const created: Reply = { status: 201, headers: { location: 'Observation/o1/_history/1' } };
const answered = (...status: string[]): Reply => ({
  body: {
    resourceType: 'Bundle',
    type: 'transaction-response',
    entry: status.map((one) => ({ response: { status: one, location: 'Observation/o1/_history/1' } })),
  },
});

/** Answers with the replies in turn; the last one again and again. */
const inTurn = (...replies: Reply[]) =>
  startServer((_seen, count) => replies[Math.min(count, replies.length) - 1] ?? {});

describe('a passing fault', () => {
  it.each<[string, Reply]>([
    ['429', { status: 429 }],
    ['502', { status: 502, body: '<html>' }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a connection reset', { reset: 'before' }],
    ['a connection reset in the middle of the answer', { reset: 'midway', body: observation('o1') }],
  ])('is outlived twice, waiting longer each time: %s', async (_, fault) => {
    const { base, seen } = await inTurn(fault, fault, { body: observation('o1') });
    const client = clientOf({ base });
    expect((await client.read('Observation', 'o1')).id).toBe('o1');
    expect(seen).toHaveLength(3);
    const [first = 0, second = 0] = client.waits;
    expect([first >= 200, first <= 400, second >= 400, second <= 800]).toEqual([true, true, true, true]);
  });

  it('is reported when the third try meets it too', async () => {
    const { base, seen } = await inTurn({ status: 503 });
    expect((await failing(clientOf({ base }).read('Observation', 'o1'))).code).toBe('offline');
    expect(seen).toHaveLength(3);
  });

  it('of a port nobody listens on is offline after three tries', async () => {
    const client = clientOf({ base: 'http://127.0.0.1:1/fhir' });
    expect((await failing(client.read('Observation', 'o1'))).code).toBe('offline');
    expect(client.waits).toHaveLength(2);
  });
});

describe('Retry-After', () => {
  const now = () => Date.parse('2026-11-24T08:00:00Z');
  it.each([
    ['0', 0],
    ['3', 3000],
    ['86400', 10_000],
    ['Tue, 24 Nov 2026 08:00:05 GMT', 5000],
    ['Tue, 24 Nov 2026 09:00:00 GMT', 10_000],
    ['Tue, 24 Nov 2026 07:00:00 GMT', 0],
  ])('%j makes the next try wait %i ms', async (retryAfter, ms) => {
    const { base } = await inTurn({ status: 429, headers: { 'retry-after': retryAfter } }, { body: observation('o1') });
    const client = clientOf({ base, now });
    await client.read('Observation', 'o1');
    expect(client.waits).toEqual([ms]);
  });

  it('that says nothing sensible leaves our own waiting', async () => {
    const { base } = await inTurn({ status: 503, headers: { 'retry-after': 'soon' } }, { body: observation('o1') });
    const client = clientOf({ base, now });
    await client.read('Observation', 'o1');
    expect(client.waits[0]).toBeGreaterThanOrEqual(200);
  });
});

describe('a write', () => {
  const lost: Reply = { reset: 'before' };
  const busy: Reply = { status: 503 };
  const taken: Reply = { status: 409, body: outcome('error') };

  it.each<[string, Reply]>([
    ['a lost connection', lost],
    ['503', busy],
    ['409, as when two of them meet on HAPI', taken],
  ])('that is a conditional create is sent again after %s', async (_, fault) => {
    const { base, seen } = await inTurn(fault, created);
    expect(await clientOf({ base }).create(observation('o1'), condition)).toEqual({
      id: 'o1',
      version: '1',
      created: true,
    });
    expect(seen.map(({ headers }) => headers['if-none-exist'])).toEqual(
      Array(2).fill('identifier=https://clinic.example/sid/a|k-1'),
    );
  });

  it.each<[string, Reply, Reply]>([
    ['a lost connection', lost, answered('200 OK', '200 OK')],
    ['503', busy, answered('200 OK', '200 OK')],
    ['409', taken, answered('200 OK', '200 OK')],
  ])('that is a transaction of conditional entries is sent again after %s', async (_, fault, then) => {
    const { base, seen } = await inTurn(fault, then);
    expect(await clientOf({ base }).transaction([conditional, updating])).toHaveLength(2);
    expect(seen).toHaveLength(2);
  });

  it.each([
    ['a lost connection', lost],
    ['503', busy],
    ['409', taken],
  ])('that is a transaction with one unconditional create is never sent again: %s', async (_, fault) => {
    const { base, seen } = await inTurn(fault, answered('201 Created', '201 Created'));
    await failing(clientOf({ base }).transaction([conditional, unconditional]));
    expect(seen).toHaveLength(1);
  });

  it('that is an update is sent again when the server was busy, not when the version is another', async () => {
    const { base, seen } = await inTurn(busy, { status: 409 }, { body: observation('o1') });
    const client = clientOf({ base });
    expect((await failing(client.update(observation('o1'), '3'))).code).toBe('conflict');
    expect(seen).toHaveLength(2);
  });

  it('that is a transaction of updates alone is not sent again after 409', async () => {
    const { base, seen } = await inTurn(taken);
    expect((await failing(clientOf({ base }).transaction([updating]))).code).toBe('conflict');
    expect(seen).toHaveLength(1);
  });

  it('409 three times is a conflict', async () => {
    const { base, seen } = await inTurn(taken);
    expect((await failing(clientOf({ base }).create(observation('o1'), condition))).code).toBe('conflict');
    expect(seen).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 412, 422, 500])('that is refused with %i is not sent again', async (status) => {
    const { base, seen } = await inTurn({ status });
    await failing(clientOf({ base }).create(observation('o1'), condition));
    expect(seen).toHaveLength(1);
  });

  it('is not sent again after a time-out: what became of it is unknown', async () => {
    const { base, seen } = await startServer(() => new Promise<never>(() => {}));
    expect((await failing(clientOf({ base, timeout: 40 }).create(observation('o1'), condition))).code).toBe('timeout');
    expect(seen).toHaveLength(1);
  });
});

describe('trying again', () => {
  it('asks for the token again', async () => {
    const { base, seen } = await inTurn({ status: 503 }, { body: searchset([]) });
    let calls = 0;
    await clientOf({ base, token: () => `secret-${++calls}` }).search('Observation', {});
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer secret-1', 'Bearer secret-2']);
  });

  it('ends with the last error as it is', async () => {
    const lost = new PortalError('offline', 'Gone.');
    const time = { now: () => 0, sleep: async () => {} };
    await expect(persistently('safe', () => Promise.reject(lost), time, undefined)).rejects.toBe(lost);
  });
});
