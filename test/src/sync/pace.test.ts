/** How much is sent at once, and how much together: learned from what the server answers. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { importer } from '../../../demo/seed/clinic.ts';
import { type ErrorCode, PortalError } from '../../../fhir-mappings/errors.ts';
import { publicIdentityKey } from '../../../fhir-mappings/identity.ts';
import { mappingsFor } from '../../../fhir-mappings/mappings.ts';
import type { Entry } from '../../../src/client/transaction.ts';
import { apply, type Apply } from '../../../src/sync/apply.ts';
import type { Decision } from '../../../src/sync/decide.ts';
import { createPace } from '../../../src/sync/pace.ts';
import { seededAt } from '../../support/demo.ts';
import { groups } from '../../support/sync-clinic.ts';

/** A server whose next answer takes so long, with that status. */
function slowServer() {
  let now = 0;
  let next = { took: 10, status: 200 };
  const pace = createPace({
    clock: () => now,
    sleep: () => Promise.resolve(),
    fetch: () => {
      now += next.took;
      return Promise.resolve(new Response(null, { status: next.status }));
    },
  });
  const answer = async (
    count: number,
    of: Partial<typeof next> = {},
    sent: { method?: string; body?: string } = {},
  ) => {
    next = { took: 10, status: 200, ...of };
    for (let i = 0; i < count; i++) await pace.fetch('http://localhost/', { ...sent, headers: {} });
    return pace.limit.concurrency;
  };
  return { pace, answer };
}

describe('at once', () => {
  test('more while the server keeps up, never more than sixteen', async () => {
    const { answer } = slowServer();
    expect([await answer(1), await answer(3), await answer(1000)]).toEqual([2, 3, 16]);
  });

  test.each<[string, { took?: number; status?: number }]>([
    ['429', { status: 429 }],
    ['503', { status: 503 }],
    ['an answer much slower than usual', { took: 400 }],
  ])('half as many after %s, one at the least', async (_name, of) => {
    const { answer } = slowServer();
    expect([await answer(1000), await answer(1, of), await answer(1, of)]).toEqual([16, 8, 4]);
    const { answer: another } = slowServer();
    expect([await another(3, { status: 429 }), await another(4)]).toEqual([1, 2]);
  });

  test('no more where answers only take longer for it', async () => {
    const { pace, answer } = slowServer();
    // one that does one thing after the other
    for (let i = 0; i < 1000; i++) await answer(1, { took: 10 * pace.limit.concurrency });
    expect([4, 5, 6]).toContain(pace.limit.concurrency);
  });

  test('writing is not slow because reading is fast, nor much because little is', async () => {
    const { answer } = slowServer();
    const bundle = (type: string, length = 0) => ({ method: 'POST', body: `{"type":"${type}"}`.padEnd(length) });
    expect(await answer(1000, {}, bundle('batch'))).toBe(16);
    expect(await answer(1, { took: 300 }, bundle('transaction', 3000))).toBe(16);
    expect(await answer(1, { took: 2400 }, bundle('transaction', 80_000))).toBe(16);
    expect(await answer(1, { took: 2400 }, bundle('transaction', 3000))).toBe(8);
  });

  test('a burst of refusals is one', async () => {
    let status = 200;
    let tick = 0;
    const pace = createPace({ fetch: () => Promise.resolve(new Response(null, { status })), clock: () => tick++ });
    for (let i = 0; i < 1000; i++) await pace.fetch('http://localhost/', { headers: {} });
    status = 429;
    const all = Array.from({ length: 8 }, () => pace.fetch('http://localhost/', { headers: {} }));
    await Promise.all(all);
    expect(pace.limit.concurrency).toBe(8);
  });

  test('what got no answer is sent again, six times at most, and what was refused is not', async () => {
    const waits: number[] = [];
    const pace = createPace({ sleep: (ms) => (waits.push(ms), Promise.resolve()) });
    const fails = (code: 'offline' | 'rejected') => pace.persist(() => Promise.reject(new PortalError(code, '')));
    await expect(fails('offline')).rejects.toMatchObject({ code: 'offline' });
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000]);
    await expect(fails('rejected')).rejects.toMatchObject({ code: 'rejected' });
    expect(waits).toHaveLength(5);
  });

  test('once a work has failed for good, what is read meanwhile is not waited for', async () => {
    let waits = 0;
    const pace = createPace({ sleep: () => (waits++, Promise.resolve()) });
    const failing = pace.each([1], () => Promise.reject(new PortalError('not-authorized', '')));
    await expect(failing).rejects.toMatchObject({ code: 'not-authorized' });
    const read = pace.persist(() => Promise.reject(new PortalError('offline', '')));
    await expect(read).rejects.toMatchObject({ code: 'offline' });
    expect(waits).toBe(0);
  });

  test('a connection is used again', async () => {
    let connections = 0;
    const server = createServer((_request, response) => response.end('{}')).on('connection', () => connections++);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const pace = createPace();
    for (let i = 0; i < 20; i++)
      await (await pace.fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers: {} })).text();
    server.close();
    expect(connections).toBeLessThan(4);
  });
});

describe('together', () => {
  const [group] = groups;
  if (group === undefined) throw new Error('no group');
  const start = Date.parse('2026-11-24T23:00:00Z');
  const week = 7 * 24 * 60 * 60_000;
  const planned = (count: number, from = 0): Decision[] =>
    Array.from({ length: count }, (_, i) => ({
      do: 'create',
      fact: {
        line: from + i,
        patient: 'x',
        group: group.key,
        start: start + i * week,
        outcome: 'turned-away',
        cells: {},
      },
      patient: 'Patient/p1',
      membership: 'EpisodeOfCare/m1',
      start: start + i * week,
      seat: undefined,
      mark: { outcome: 'turned-away' },
    }));

  /** Writes to a server that refuses some transactions; tells the sizes of those it was sent. */
  async function writing(refuses: (dates: string[]) => ErrorCode | undefined) {
    const sent: number[] = [];
    const key = await publicIdentityKey();
    const transaction = (entries: readonly Entry[]) => {
      sent.push(entries.length);
      const code = refuses(entries.map(({ resource }) => JSON.stringify(resource)));
      return code === undefined
        ? Promise.resolve(entries.map(() => ({ created: true })))
        : Promise.reject(new PortalError(code, ''));
    };
    const setting = {
      context: {
        key: () => Promise.resolve(key),
        user: { reference: importer },
        now: () => seededAt,
        client: { transaction },
      },
      mappings: await mappingsFor('4.0'),
      groups: new Map([[group?.key, group]]),
      journal: { write: () => {} },
      pace: createPace({ sleep: () => Promise.resolve() }),
      size: { facts: 8 },
    } as unknown as Apply;
    return { sent, write: (decisions: Decision[]) => apply(setting, decisions) };
  }

  test('all new records of a member, as far as the server was not seen to refuse so many', async () => {
    const { sent, write } = await writing(() => undefined);
    expect((await write(planned(10))).length).toBe(10);
    expect(sent).toEqual([8, 2]);
  });

  test('fewer once the server has said that it was too much', async () => {
    const { sent, write } = await writing((all) => (all.length > 3 ? 'unsupported' : undefined));
    expect((await write(planned(8))).every((one) => one.do === 'create')).toBe(true);
    expect(sent.splice(0)).toEqual([8, 4, 2, 2, 4, 2, 2]);
    await write(planned(8, 8));
    expect(sent).toEqual([2, 2, 2, 2]);
  });

  test('one that is refused is put aside, and the next go together as before', async () => {
    const { sent, write } = await writing((all) =>
      all.some((one) => one.includes('2026-12-08T18')) ? 'rejected' : undefined,
    );
    const done = await write(planned(8));
    expect(done.flatMap((one) => (one.do === 'quarantine' ? [one.fact.line] : []))).toEqual([2]);
    expect(done.filter((one) => one.do === 'create')).toHaveLength(7);
    sent.splice(0);
    await write(planned(2, 8));
    expect(sent).toEqual([2]);
  });
});
