import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { Demo } from '../../demo/server.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import type { PortalOptions } from '../../src/portal.ts';
import { expectedAt, isCancelled } from '../../src/portal/sessions.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { counts } from '../support/outside.ts';
import { seatsAt, seedSessions, sessionsPortal, sessionsTests } from '../support/sessions-tests.ts';

describe('on the embedded server', () => {
  let demo: Demo;
  beforeAll(async () => {
    demo = await startDemo({ now: seededAt });
  });
  afterAll(() => demo.stop());
  sessionsTests(() => demo.fhirBase);
});

type Told = Parameters<typeof isCancelled>[0];

/** One person a word: `m` member, `-` not; then the seat: b booked, c given back for all, g by the member, e the EHR's; then P N X. */
const session = (text: string): Told => {
  const people = text.split(' ').map((word, i) => {
    const patient = `Patient/p${i}`;
    const status = /[cg]/.test(word) ? 'cancelled' : 'booked';
    const identity = { system: word.includes('e') ? '' : 'https://clinic.example/sid', value: 'x' };
    const cancelledBy = word.includes('c') ? 'clinic' : 'member';
    const seat = /[bcge]/.test(word) && {
      record: { patient, status, identity, ...(status === 'cancelled' && { cancelledBy }) },
    };
    const outcome = { P: 'present', N: 'absent-with-notice', X: 'session-cancelled' }[word.at(-1) ?? ''];
    return {
      patient,
      ...(word.startsWith('m') && { membership: `EpisodeOfCare/m${i}` }),
      ...(seat && { seat }),
      records: outcome === undefined ? [] : [{ record: { patient, outcome } }],
    };
  });
  return { people, seats: people.flatMap((row) => row.seat ?? []) } as unknown as Told;
};

test.each<[string, string, boolean, number]>([
  ['nobody has a seat or a record', 'm m', false, 2],
  ['seats of ours', 'mb mb', false, 2],
  ['one given back by its member', 'mb mg', false, 1],
  ['one cancelled, one left', 'mc mb', false, 1],
  ['all cancelled', 'mc mc', true, 0],
  ['all cancelled, and somebody joined after', 'mc mc m', true, 1],
  ['each given back by its member', 'mg mg', true, 0],
  ['given back by its member, and others have none', 'mg m', false, 1],
  ['records say so', 'mX mX', true, 0],
  ['records say so of some: it was cut short, or somebody joined who is told next', 'mX m', false, 1],
  ['a record says otherwise', 'mX mN', false, 0],
  ['a record says they came', 'mcP mc', false, 0],
  ['seats and records together say so', 'mc mX', true, 0],
  ['one record beside seats that are left', 'mbX mb', false, 1],
  ['records over the EHR’s seats', 'meX meX', true, 0],
  ['the EHR’s seat of a member is left', 'meX me', false, 1],
  ['the EHR’s seat of somebody else is left', 'meX -e', true, 0],
  ['a seat of ours of somebody else is left', 'meX -b', false, 0],
  ['only the EHR’s seat of somebody else', '-e', false, 0],
])('cancelled for all, and expected: %s', (_what, text, cancelled, expected) => {
  expect([isCancelled(session(text)), expectedAt(session(text)).length]).toEqual([cancelled, expected]);
});

type Fetch = NonNullable<PortalOptions['store']['fetch']>;
const json = (status: number, body: unknown = { resourceType: 'OperationOutcome', issue: [] }) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/fhir+json' } });
const isWrite = (init: RequestInit, patient = '') =>
  typeof init.body === 'string' && init.body.includes('"transaction"') && init.body.includes(patient);

describe('when something goes wrong', () => {
  let demo: Demo;
  let base: string;
  beforeAll(async () => {
    demo = await startDemo({ now: seededAt });
    base = demo.fhirBase;
    await seedSessions(base, await mappingsFor('4.0'));
  });
  afterAll(() => demo.stop());
  const through = (fetched: Fetch) => sessionsPortal(base, { store: { base, fetch: fetched } });
  const start = '2026-12-08T18:00:00-05:00';
  const group = 'tuesday';

  test('a year of sessions takes one read of each kind', async () => {
    const asked: string[] = [];
    const portal = through((url, init) => {
      asked.push(`${init.method} ${url.slice(base.length).split('?')[0]}`);
      return fetch(url, init);
    });
    const list = await portal.schedule({ group, from: '2026-01-01', until: '2026-12-31' });
    expect(list.length).toBeGreaterThan(12);
    expect(asked.toSorted()).toEqual([
      'GET /Appointment',
      'GET /EpisodeOfCare',
      'GET /HealthcareService',
      'GET /Observation',
      'GET /Patient',
      'GET /metadata',
    ]);
    // for intake every seat is ours and says enough
    asked.length = 0;
    await sessionsPortal(base, {
      role: 'intake',
      store: { base, fetch: (url, init) => (asked.push(url), fetch(url, init)) },
    }).schedule({ group, from: '2026-11-01', until: '2026-12-01' });
    expect(asked.filter((url) => url.includes('Observation'))).toEqual([]);
  });

  /** A first try that fails for one member, and whatever is tried after it. */
  const failingFor = (patient: string) => {
    let broken = true;
    const portal = through(async (url, init) => (broken && isWrite(init, patient) ? json(422) : fetch(url, init)));
    return { portal, mend: () => void (broken = false) };
  };

  test('a move that fails for one member moves the others; the next try moves that one alone', async () => {
    const { portal, mend } = failingFor('Patient/p5');
    const move = { group, start, to: '2026-12-09T18:00:00-05:00' };
    expect(await portal.moveSession(move)).toEqual({ changed: 7, unchanged: 0, failed: ['rejected'] });
    mend();
    const before = await counts(base);
    expect(await portal.moveSession(move)).toEqual({ changed: 1, unchanged: 7, failed: [] });
    expect(await counts(base)).toEqual({ ...before, Provenance: (before['Provenance'] ?? 0) + 1 });
    expect(await seatsAt(base, 'g-tuesday', move.to)).toHaveLength(8);
    expect(await seatsAt(base, 'g-tuesday', start)).toEqual([]);
  });

  test('the same on the way back', async () => {
    const { portal, mend } = failingFor('Patient/p1');
    const move = { group, start: '2026-12-09T18:00:00-05:00', to: start };
    expect(await portal.moveSession(move)).toEqual({ changed: 7, unchanged: 0, failed: ['rejected'] });
    mend();
    expect(await portal.moveSession(move)).toEqual({ changed: 1, unchanged: 7, failed: [] });
    expect((await seatsAt(base, 'g-tuesday', start)).flatMap((a) => a.extension ?? [])).toEqual([]);
  });

  test('the same where nobody had a seat: the session is half way, and nobody is on two lists', async () => {
    const { portal, mend } = failingFor('Patient/fri-b');
    const move = { group: 'friday', start: '2026-12-11T17:00:00-05:00', to: '2026-12-12T10:00:00-05:00' };
    expect(await portal.moveSession(move)).toEqual({ changed: 2, unchanged: 0, failed: ['rejected'] });
    const span = { group: 'friday', from: '2026-12-11', until: '2026-12-12' };
    expect((await portal.schedule(span)).map((s) => [s.start, s.expected])).toEqual([[move.to, 3]]);
    mend();
    expect(await portal.moveSession(move)).toEqual({ changed: 1, unchanged: 2, failed: [] });
    expect(await seatsAt(base, 'g-friday', move.to)).toHaveLength(3);
  });

  test('a cancellation that fails for one member cancels the others; the next try cancels that one alone', async () => {
    for (const [of, first, patient] of [
      [group, '2026-12-01T18:00:00-05:00', 'Patient/p5'],
      ['friday', '2026-12-04T17:00:00-05:00', 'Patient/fri-a'],
    ] as const) {
      const { portal, mend } = failingFor(patient);
      const done = of === group ? 7 : 1;
      expect(await portal.cancelSessions({ group: of, start: first })).toEqual({
        changed: done,
        unchanged: 0,
        failed: ['rejected'],
      });
      mend();
      expect(await portal.cancelSessions({ group: of, start: first })).toEqual({
        changed: 1,
        unchanged: done,
        failed: [],
      });
    }
  });

  test('a connection that breaks after the server has saved: the change counts, and is there once', async () => {
    let lost = true;
    const portal = through(async (url, init) => {
      const answer = await fetch(url, init);
      if (!lost || !isWrite(init, 'Patient/p2')) return answer;
      lost = false;
      throw new TypeError('fetch failed');
    });
    const before = await counts(base);
    const to = '2026-12-10T18:00:00-05:00';
    expect(await portal.moveSession({ group, start, to })).toEqual({ changed: 8, unchanged: 0, failed: [] });
    expect(lost).toBe(false);
    expect(await counts(base)).toEqual({ ...before, Provenance: (before['Provenance'] ?? 0) + 8 });
    expect(await portal.moveSession({ group, start: to, to: start })).toMatchObject({ changed: 8 });
  });

  test('a seat somebody else changed meanwhile is not overwritten unseen', async () => {
    let raced = false;
    const portal = through(async (url, init) => {
      if (!raced && isWrite(init, 'Patient/p2')) {
        raced = true;
        const [seat] = (await seatsAt(base, 'g-tuesday', start)).filter((a) =>
          a.participant.some((p) => p.actor?.reference === 'Patient/p2'),
        );
        await fetch(`${base}/Appointment/${seat?.id}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/fhir+json' },
          body: JSON.stringify({ ...seat, status: 'arrived' }),
        });
      }
      return fetch(url, init);
    });
    expect(await portal.cancelSessions({ group, start })).toEqual({ changed: 7, unchanged: 0, failed: ['conflict'] });
    const seats = await seatsAt(base, 'g-tuesday', start);
    expect(seats.map((a) => a.status).toSorted()).toEqual(['arrived', ...Array.from({ length: 7 }, () => 'cancelled')]);
  });

  test('where a member has a seat of ours and one of the EHR’s, ours is the one we change', async () => {
    const [then, to] = ['2026-12-08T18:00:00-05:00', 'Patient/p3'];
    const participant = [to, 'HealthcareService/g-tuesday'].map((reference) => ({
      actor: { reference },
      status: 'accepted',
    }));
    const double = {
      resourceType: 'Appointment',
      id: 'ehr-p3',
      status: 'booked',
      start: then,
      end: '2026-12-08T19:30:00-05:00',
      participant,
    };
    const portal = through(async (url, init) => {
      const answer = await fetch(url, init);
      if (!url.includes('/Appointment?')) return answer;
      const body = (await answer.json()) as { entry?: object[] };
      return json(200, { ...body, entry: [{ resource: double }, ...(body.entry ?? [])] });
    });
    const before = await counts(base);
    // seven are cancelled already, and one has arrived
    expect(await portal.cancelSessions({ group, start: then })).toEqual({ changed: 1, unchanged: 7, failed: [] });
    expect(await counts(base)).toEqual({ ...before, Provenance: (before['Provenance'] ?? 0) + 1 });
  });

  test('what the clinic added to a seat stays when it is moved', async () => {
    const [seat] = (await seatsAt(base, 'g-tuesday', '2026-12-01T18:00:00-05:00')).slice(0, 1);
    const note = { url: 'https://clinic.example/room', valueString: '2' };
    await fetch(`${base}/Appointment/${seat?.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({
        ...seat,
        start: '2026-12-15T18:00:00-05:00',
        end: '2026-12-15T19:30:00-05:00',
        status: 'booked',
        cancelationReason: undefined,
        priority: 3,
        extension: [{ url: note.url, valueCode: 'r2' }],
      }),
    });
    const [from, to] = ['2026-12-15T18:00:00-05:00', '2026-12-16T18:00:00-05:00'];
    await through(fetch).moveSession({ group, start: from, to });
    const [moved] = (await seatsAt(base, 'g-tuesday', to)).filter((a) => a.id === seat?.id);
    expect(moved?.priority).toBe(3);
    expect(moved?.extension).toEqual([
      { url: note.url, valueCode: 'r2' },
      { url: 'https://fhir-group-therapy.example/fhir/StructureDefinition/moved-from', valueDateTime: from },
    ]);
  });

  test.each(['EpisodeOfCare', 'HealthcareService', 'Appointment', 'Observation'])(
    'without its %s a list is not shown, and nothing is changed',
    async (type) => {
      const portal = through(async (url, init) => (url.includes(`/${type}?`) ? json(403) : fetch(url, init)));
      const before = await counts(base);
      const notAllowed = { code: 'not-allowed' };
      const span = { group, from: '2026-11-01', until: '2026-12-31' };
      await expect(portal.schedule(span)).rejects.toMatchObject(notAllowed);
      await expect(portal.cancelSessions({ group, from: '2026-11-01', until: '2026-12-31' })).rejects.toMatchObject(
        notAllowed,
      );
      await expect(portal.moveSession({ group, start, to: '2026-12-09T18:00:00-05:00' })).rejects.toMatchObject(
        notAllowed,
      );
      expect(await counts(base)).toEqual(before);
    },
  );

  test('a schedule that can’t be read: what is planned can’t be told, and no list is shown', async () => {
    const schedule = { rule: 'FREQ=WEEKLY;UNTIL=20269999T000000Z', firstStart: '2026-10-02T17:00', minutes: 75 };
    const [tuesday] = groupDefinitions;
    const portal = portalOn(base, 'leader', { groups: tuesday ? [{ ...tuesday, schedule }] : [] });
    const { readiness } = await portal.readiness({ group, patient: 'Patient/p2' });
    expect(readiness).toMatchObject({ preparation: 'ready', state: 'unknown' });
    expect(readiness.missing).toEqual([{ fact: 'seats', why: 'failed' }]);
    await expect(portal.sessions({ group })).rejects.toMatchObject({ code: 'invalid', fields: ['schedule.rule'] });
  });

  test('a server of a version we don’t know is not written to', async () => {
    const portal = through(async (url, init) => {
      const answer = await fetch(url, init);
      return url.endsWith('/metadata')
        ? json(200, { ...((await answer.json()) as object), fhirVersion: '6.0.0' })
        : answer;
    });
    const unsupported = { code: 'unsupported', fields: ['fhirVersion'] };
    await expect(portal.cancelSessions({ group, start })).rejects.toMatchObject(unsupported);
    await expect(portal.moveSession({ group, start, to: '2026-12-09T18:00:00-05:00' })).rejects.toMatchObject(
      unsupported,
    );
  });

  test('an abort is passed on', async () => {
    const gone = new AbortController();
    const portal = through((url, init) => {
      if (isWrite(init)) gone.abort();
      return fetch(url, init);
    });
    const query = { group: 'friday', start: '2026-12-18T17:00:00-05:00' };
    await expect(portal.cancelSessions(query, { signal: gone.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
