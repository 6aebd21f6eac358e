import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { Demo } from '../../demo/server.ts';
import type { PortalContext } from '../../src/portal/context.ts';
import { readMembers } from '../../src/portal/read-members.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { IntakeList } from '../../src/book-types.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { intakeTests } from '../support/intake-tests.ts';

describe('on the embedded server', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ now: seededAt });
  });
  afterAll(() => demo.stop());
  intakeTests(() => demo.fhirBase);
});

type Fetch = NonNullable<PortalOptions['store']['fetch']>;
type Body = { entry: { request: { url: string }; resource: { entry?: { resource: object }[] } }[] };
const json = (body: unknown) =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/fhir+json' } });
const names = (rows: IntakeList['today']) => rows.map((r) => (r.unknown ? `${r.name}?` : r.name));
const isBatch = (init: RequestInit) => init.method === 'POST';

describe('what is asked for, and what an answer may do', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ now: seededAt });
  });
  afterAll(() => demo.stop());

  const asked: string[] = [];
  beforeEach(() => void (asked.length = 0));
  const through = (answer: Fetch) =>
    portalOn(demo.fhirBase, 'intake', {
      // the two that the record holds
      groups: groupDefinitions.slice(0, 2),
      store: {
        base: demo.fhirBase,
        fetch: (url, init) => {
          asked.push(
            ...(isBatch(init) ? (JSON.parse(init.body as string) as Body).entry.map((e) => e.request.url) : []),
          );
          asked.push(`${init.method} ${url.slice(demo.fhirBase.length)}`);
          return answer(url, init);
        },
        timeout: 5000,
      },
    });
  /** Changes the batch of the members' records. */
  const changed =
    (change: (body: Body) => unknown): Fetch =>
    async (url, init) => {
      const answer = await fetch(url, init);
      if (!isBatch(init)) return answer;
      const body = (await answer.json()) as Body;
      change(body);
      return json(body);
    };

  test('fourteen members of two groups: four reads a group, one batch for all, no word of attendance', async () => {
    const list = await through(fetch).intakeList();
    expect(names(list.later)).toEqual(['Zoë', 'Sam']);
    const requests = asked.filter((one) => /^(GET|POST) /.test(one)).map((one) => one.split('?')[0]);
    const paths = [
      'GET /metadata',
      'GET /EpisodeOfCare',
      'GET /HealthcareService',
      'GET /Appointment',
      'GET /Patient',
      'POST ',
    ];
    expect(paths.map((path) => requests.filter((one) => one === path).length)).toEqual([1, 2, 2, 2, 2, 1]);
    expect(requests).toHaveLength(10);
    const searches = asked
      .filter((one) => !/^(GET|POST) /.test(one))
      .map((one) => new URLSearchParams(one.split('?')[1]));
    expect(searches).toHaveLength(4);
    expect(searches.map((s) => s.get('patient')?.split(',').length ?? s.get('_id')?.split(',').length)).toEqual([
      14, 14, 14, 14,
    ]);
    const codes = asked.filter((one) => one.includes('Observation'));
    expect(codes).toHaveLength(1);
    expect(decodeURIComponent(codes[0] ?? '')).toMatch(/\|talked-about,[^,|]*\|leader-decision$/);
    expect(asked.filter((one) => /Encounter|session-attendance|absence/.test(one))).toEqual([]);
  });

  test('a group that can’t be read is named with its reason; the other one shows', async () => {
    const portal = through(async (url, init) =>
      /EpisodeOfCare.*thursday/.test(url) ? new Response('', { status: 403 }) : fetch(url, init),
    );
    const list = await portal.intakeList();
    expect(names(list.later)).toEqual(['Sam']);
    expect(list.unread).toEqual([{ group: expect.objectContaining({ key: 'thursday' }), code: 'not-allowed' }]);
  });

  test('a group that is not in the record yet is unread only while it has members', async () => {
    const gone: Fetch = async (url, init) => {
      const answer = await fetch(url, init);
      return /HealthcareService.*thursday/.test(url)
        ? json({ ...((await answer.json()) as object), entry: [] })
        : answer;
    };
    const list = await through(gone).intakeList();
    expect(list.unread).toEqual([{ group: expect.objectContaining({ key: 'thursday' }), code: 'not-found' }]);
    const [tuesday] = groupDefinitions;
    if (!tuesday) throw new Error('no group');
    const groups = [tuesday, { ...tuesday, key: 'monday', name: 'Monday group' }];
    const fresh = await portalOn(demo.fhirBase, 'intake', { groups }).intakeList();
    expect([names(fresh.later), fresh.unread]).toEqual([['Sam'], []]);
  });

  test('a group without seats goes by its schedule', async () => {
    const [tuesday] = groupDefinitions;
    if (!tuesday) throw new Error('no group');
    const schedule = { rule: 'FREQ=WEEKLY;BYDAY=SA', firstStart: '2026-11-07T10:00', minutes: 60 };
    const portal = portalOn(demo.fhirBase, 'intake', {
      groups: [{ ...tuesday, schedule }],
      store: {
        base: demo.fhirBase,
        fetch: (url, init) =>
          url.includes('/Appointment?')
            ? Promise.resolve(json({ resourceType: 'Bundle', type: 'searchset', entry: [] }))
            : fetch(url, init),
      },
    });
    const { later } = await portal.intakeList();
    // the newcomer's membership begins on 1 December, after the Saturday of this week
    expect(later).toEqual([]);
    const next = await portal.intakeList({ days: 10 });
    expect(next.later.map((r) => [r.name, r.session])).toEqual([['Sam', '2026-12-05T10:00:00-05:00']]);
  });

  test('a membership of ours that can’t be read leaves its group unread, for who is in it can’t be told', async () => {
    const portal = through(async (url, init) => {
      const answer = await fetch(url, init);
      if (!/EpisodeOfCare.*tuesday/.test(url)) return answer;
      const body = (await answer.json()) as { entry: { resource: { period?: object } }[] };
      if (body.entry[0]) delete body.entry[0].resource.period;
      return json(body);
    });
    const list = await portal.intakeList();
    expect(names(list.later)).toEqual(['Zoë']);
    expect(list.unread).toEqual([{ group: expect.objectContaining({ key: 'tuesday' }), code: 'unreadable' }]);
  });

  test('records that don’t come make everybody unknown, never done and never left out', async () => {
    const portal = through(changed(({ entry: [consents] }) => consents && (consents.resource = {})));
    const list = await portal.intakeList();
    expect(names(list.later)).toHaveLength(14);
    expect(list.later.every((r) => r.unknown)).toBe(true);
    expect(list.later.find((r) => r.name === 'Bo')).toMatchObject({ steps: [], fullName: 'Bo Lindgren-Test' });
    expect(list.later.find((r) => r.name === 'Sam')).toMatchObject({ steps: ['introduction', 'contact'] });
  });

  test('one who has no record of a person is unknown, under the name chosen; the others are told', async () => {
    const portal = through(
      changed(({ entry }) => {
        const people = entry[3]?.resource;
        if (people) people.entry = people.entry?.filter((e) => (e.resource as { id: string }).id !== 'p2') ?? [];
      }),
    );
    const list = await portal.intakeList();
    expect(names(list.later)).toEqual(['Zoë', 'Bo?', 'Sam']);
    expect(list.later[1]).toMatchObject({ name: 'Bo', fullName: '', steps: [] });
    expect(portal.patientOfRow(list, 'row-1')).toBe('Patient/p2');
  });

  test.each([
    ['a stranger', { patient: { reference: 'Patient/p99' } }],
    ['nobody', {}],
  ])('a resource about %s is dropped, and what it might have hidden can’t be told', async (_who, about) => {
    const stranger = { resourceType: 'Consent', id: 'x', status: 'active', category: [], ...about };
    const portal = through(changed(({ entry }) => entry[0]?.resource.entry?.push({ resource: stranger })));
    const list = await portal.intakeList();
    expect(list.later).toHaveLength(14);
    expect(list.later.every((r) => r.unknown)).toBe(true);
  });

  test('one member’s agreement is never another’s', async () => {
    // everybody's Consents now name the newcomer, whose membership they aren't about
    const portal = through(
      changed(({ entry }) => {
        for (const { resource } of entry[0]?.resource.entry ?? [])
          Object.assign(resource, { patient: { reference: 'Patient/p8' } });
      }),
    );
    const list = await portal.intakeList();
    expect(names(list.later)).toHaveLength(14);
    expect(list.later.filter((r) => !r.unknown && !r.steps.includes('agreement'))).toEqual([]);
    expect(list.later.find((r) => r.unknown)).toMatchObject({ name: 'Sam', steps: ['introduction', 'contact'] });
  });

  /** Changes the newcomer's membership, or the seats of the coming session, in the answers. */
  const withRecord = (type: string, id: RegExp, change: object) =>
    through(async (url, init) => {
      const answer = await fetch(url, init);
      if (!url.includes(`/${type}?`)) return answer;
      const body = (await answer.json()) as { entry?: { resource: { id: string; start?: string } }[] };
      for (const { resource } of body.entry ?? []) if (id.test(resource.id)) Object.assign(resource, change);
      return json(body);
    });
  const next = '2026-12-08T18:00:00-05:00';
  test.each<[string, string, RegExp, object, (string | undefined)[]]>([
    ['a session that is cancelled', 'Appointment', /-p8-0$|-p[1-7]-(1|3|10|12)$/, { status: 'cancelled' }, [next]],
    [
      'a session while on hold',
      'EpisodeOfCare',
      /^m-p8$/,
      { statusHistory: [{ status: 'onhold', period: { start: '2026-11-30', end: '2026-12-07' } }] },
      [next],
    ],
    [
      'a membership that ends before',
      'EpisodeOfCare',
      /^m-p8$/,
      { period: { start: '2026-11-24', end: '2026-11-30' } },
      [],
    ],
    ['one that begins later', 'EpisodeOfCare', /^m-p8$/, { period: { start: '2026-12-08' } }, [next]],
    ['one entered in error', 'EpisodeOfCare', /^m-p8$/, { status: 'entered-in-error' }, []],
  ])('%s is none to prepare for', async (_what, type, id, change, sessions) => {
    const { later } = await withRecord(type, id, change).intakeList({ days: 14 });
    expect(later.filter((r) => r.name === 'Sam').map((r) => r.session)).toEqual(sessions);
  });

  test('what runs out before the session is to be signed before it', async () => {
    const portal = through(
      changed(({ entry: [consents] }) => {
        const all = consents?.resource.entry?.map((e) => e.resource as { id: string; provision: object }) ?? [];
        const period = { start: '2026-09-01', end: '2026-11-30' };
        Object.assign(all.find(({ id }) => id === 'c-p2-rules') ?? {}, { provision: { period } });
      }),
    );
    const { later } = await portal.intakeList();
    expect(later.map((r) => [r.name, r.steps.length])).toEqual([
      ['Zoë', 3],
      ['Bo', 1],
      ['Sam', 4],
    ]);
    expect(later[1]?.steps).toEqual(['agreement']);
  });

  test('a membership told twice, once as over, can’t be told and is not left out', async () => {
    const portal = through(async (url, init) => {
      const answer = await fetch(url, init);
      if (!/EpisodeOfCare.*tuesday/.test(url)) return answer;
      const body = (await answer.json()) as { entry: { resource: { id: string } }[] };
      const twice = body.entry.find(({ resource }) => resource.id === 'm-p2')?.resource;
      body.entry.push({ resource: Object.assign({}, twice, { id: 'm-p2-b', status: 'finished' }) });
      return json(body);
    });
    expect(names((await portal.intakeList()).later)).toEqual(['Zoë', 'Bo?', 'Sam']);
  });

  test('a server of a version we don’t know: everybody is unknown', async () => {
    const portal = through(async (url, init) => {
      const answer = await fetch(url, init);
      return url.endsWith('/metadata') ? json({ ...((await answer.json()) as object), fhirVersion: '3.0.2' }) : answer;
    });
    const list = await portal.intakeList();
    expect(list.later).toHaveLength(14);
    expect(list.later.every((r) => r.unknown)).toBe(true);
  });

  test('an abort is passed on, never an empty list', async () => {
    const gone = new AbortController();
    const portal = through((url, init) => {
      if (url.includes('EpisodeOfCare')) gone.abort();
      return fetch(url, init);
    });
    await expect(portal.intakeList({}, { signal: gone.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('forty-five members are three batches of four searches, none of more than twenty', async () => {
  const batches: number[][] = [];
  const context = {
    client: {
      base: 'https://fhir.example/r4',
      capabilities: () => Promise.resolve({ fhirVersion: '4.0', transaction: true, batch: true }),
      searchAll: (searches: { params: Record<string, string> }[]) => {
        batches.push(searches.map(({ params }) => (params['patient'] ?? params['_id'] ?? '').split(',').length));
        return Promise.resolve(searches.map(() => ({ resources: [], complete: true, dropped: 0 })));
      },
    },
  } as unknown as PortalContext;
  const patients = Array.from({ length: 45 }, (_, i) => `Patient/p${i}`);
  expect([...(await readMembers(context, patients)).keys()]).toEqual(patients);
  expect(batches).toEqual([
    [20, 20, 20, 20],
    [20, 20, 20, 20],
    [5, 5, 5, 5],
  ]);
});
