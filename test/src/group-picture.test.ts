/** The group's grid, on the demo's own server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

const group = 'tuesday';

test('each row is what that member’s own strip says, by name, nobody summed or ranked', async () => {
  const portal = portalOn(demo.fhirBase, 'leader');
  const { rows, sessions } = await portal.picture({ group });
  expect(sessions.length).toBeLessThanOrEqual(12);
  expect(sessions.length).toBeGreaterThan(8);
  expect(sessions.map(({ start }) => Date.parse(start))).toEqual(
    sessions.map(({ start }) => Date.parse(start)).toSorted((a, b) => a - b),
  );
  const names = rows.map(({ name }) => name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
  for (const row of rows) expect(Object.keys(row).toSorted()).toEqual(['name', 'outcomes']);
  const { readiness } = await portal.readiness({ group, patient: 'Patient/p1' });
  const own = sessions.map(
    ({ start }) => readiness.sessions?.find((one) => Date.parse(one.start) === Date.parse(start))?.outcome,
  );
  expect(rows.map(({ outcomes }) => outcomes)).toContainEqual(own);
});

test('how many were here is of those on the list, and not said while somebody is not recorded', async () => {
  const { rows, sessions } = await portalOn(demo.fhirBase, 'leader').picture({ group });
  for (const [i, { here, listed }] of sessions.entries()) {
    const then = rows.flatMap(({ outcomes }) => outcomes[i] ?? []);
    const isOpen = then.includes('not-recorded');
    const present = then.filter((one) => one.startsWith('present')).length;
    const off = then.filter((one) => one === 'excused-by-clinic' || one === 'session-cancelled').length;
    expect([here, listed]).toEqual(isOpen ? [undefined, undefined] : [present, then.length - off]);
  }
  expect(sessions.some(({ here }) => here !== undefined)).toBe(true);
});

test.each(['intake', 'staff', 'member', 'guardian'] as const)(
  '%s: refused before anything is asked for',
  async (role) => {
    const asked: string[] = [];
    const portal = portalOn(demo.fhirBase, role, {
      store: {
        base: demo.fhirBase,
        fetch: (url: string, init?: RequestInit) => {
          asked.push(url);
          return fetch(url, init);
        },
      },
    });
    await expect(portal.picture({ group })).rejects.toMatchObject({ code: 'not-allowed', fields: ['user'] });
    expect(asked).toEqual([]);
  },
);

test('a member whose records fail is told to be unknown, never absent', async () => {
  const portal = portalOn(demo.fhirBase, 'leader', {
    store: {
      base: demo.fhirBase,
      fetch: async (url: string, init?: RequestInit) => {
        if (url.includes('session-attendance')) return new Response('{}', { status: 403 });
        const response = await fetch(url, init);
        if (typeof init?.body !== 'string' || !init.body.includes('session-attendance')) return response;
        const bundle = (await response.json()) as { entry: { resource?: object }[] };
        // one of the batch's searches is refused
        const entry = bundle.entry.map((one, i) => (i === 2 ? { response: { status: '403' } } : one));
        return new Response(JSON.stringify({ ...bundle, entry }), { status: 200, headers: response.headers });
      },
    },
  });
  const { rows, sessions } = await portal.picture({ group });
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.every(({ unknown, outcomes }) => unknown && outcomes.length === 0)).toBe(true);
  expect(sessions.every(({ here }) => here === undefined)).toBe(true);
});
