import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import type { PortalOptions } from '../../src/portal.ts';
import { afterSession, comingStart, portalOn, seededAt, startDemo } from '../support/demo.ts';
import { counts } from '../support/outside.ts';
import { answersTo } from '../support/portal-tests.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

const group = 'tuesday';
type Fault = (url: string, init: RequestInit) => Response | Promise<Response> | undefined;

/** A host's fetch that meets a fault where the rule says so, and the real server otherwise. */
const through =
  (fault: Fault): NonNullable<PortalOptions['store']['fetch']> =>
  async (url, init) =>
    (await fault(url, init)) ?? fetch(url, init);
const json = (status: number, body: unknown = { resourceType: 'OperationOutcome', issue: [] }) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/fhir+json' } });
const metadata = (url: string) => url.endsWith('/metadata');
const isWrite = (init: RequestInit) => typeof init.body === 'string' && init.body.includes('"transaction"');

const faults: [string, () => Response | Promise<Response>, { why: string; code: string }][] = [
  ['the server is down', () => Promise.reject(new TypeError('fetch failed')), { why: 'failed', code: 'offline' }],
  ['401', () => json(401), { why: 'not-authorized', code: 'not-authorized' }],
  ['403', () => json(403), { why: 'not-authorized', code: 'not-allowed' }],
  ['404', () => json(404), { why: 'failed', code: 'unsupported' }],
  ['422', () => json(422), { why: 'failed', code: 'rejected' }],
  ['429', () => new Response('', { status: 429, headers: { 'retry-after': '0' } }), { why: 'failed', code: 'offline' }],
  [
    'malformed JSON',
    () => new Response('{"resourceType":"Bun', { status: 200 }),
    { why: 'failed', code: 'unreadable' },
  ],
  [
    'HTML instead of JSON',
    () => new Response('<!doctype html><p>Sign in', { status: 200 }),
    { why: 'failed', code: 'unreadable' },
  ],
  ['JSON null', () => json(200, null), { why: 'failed', code: 'unreadable' }],
];

describe('readiness when reading fails', () => {
  test.each(faults)('%s: unknown, with what is missing; and the next try works', async (_name, answer, { why }) => {
    let broken = true;
    const portal = portalOn(demo.fhirBase, 'leader', {
      store: {
        base: demo.fhirBase,
        fetch: through((url) => (broken && !metadata(url) ? answer() : undefined)),
        timeout: 5000,
      },
    });
    const { readiness } = await portal.readiness({ group, patient: 'Patient/p2' });
    expect(readiness).toMatchObject({ preparation: 'unknown', state: 'unknown' });
    expect(readiness.missing.map((m) => m.why)).toContain(why);
    expect(readiness.reasons).toEqual([]);
    broken = false;
    expect((await portal.readiness({ group, patient: 'Patient/p2' })).readiness.state).toBe('ready');
  });

  test('a resource about another patient is dropped, and the answer is unknown', async () => {
    const stranger = {
      resourceType: 'Consent',
      id: 'x',
      status: 'active',
      patient: { reference: 'Patient/p4' },
      category: [],
    };
    const portal = portalOn(demo.fhirBase, 'leader', {
      store: {
        base: demo.fhirBase,
        fetch: async (url, init) => {
          const answer = await fetch(url, init);
          if (metadata(url)) return answer;
          const body = (await answer.json()) as { entry: { resource: { entry?: object[] } }[] };
          body.entry[1]?.resource.entry?.push({ resource: stranger });
          return json(200, body);
        },
      },
    });
    const { readiness } = await portal.readiness({ group, patient: 'Patient/p2' });
    expect(readiness).toMatchObject({ preparation: 'unknown', missing: [{ fact: 'agreements', why: 'partial' }] });
  });

  test.each([
    [1, 'unknown', 'a Consent page'],
    [4, 'ready', 'a page of seats: preparation is still known'],
  ])('a search that breaks on page 2 (entry %i) makes it %s: %s', async (entry, preparation) => {
    const portal = portalOn(demo.fhirBase, 'leader', {
      store: {
        base: demo.fhirBase,
        fetch: async (url, init) => {
          if (url.includes('page=2')) return json(500);
          const answer = await fetch(url, init);
          if (metadata(url)) return answer;
          const body = (await answer.json()) as { entry: { resource: { link?: object[] } }[] };
          const bundle = body.entry[entry]?.resource;
          if (bundle) bundle.link = [{ relation: 'next', url: `${demo.fhirBase}/Consent?page=2` }];
          return json(200, body);
        },
      },
    });
    const { readiness } = await portal.readiness({ group, patient: 'Patient/p2' });
    expect(readiness).toMatchObject({ preparation, state: 'unknown' });
    expect(readiness.missing).toEqual([{ fact: entry === 1 ? 'agreements' : 'seats', why: 'partial' }]);
  });
});

describe('signing when saving fails', () => {
  test.each(faults)('%s: a named error; the same form sent again is saved once', async (_name, answer, { code }) => {
    let broken = true;
    const portal = portalOn(demo.fhirBase, 'intake', {
      store: {
        base: demo.fhirBase,
        fetch: through((_url, init) => (broken && isWrite(init) ? answer() : undefined)),
        timeout: 5000,
      },
    });
    const form = await portal.openSigning({ group, patient: 'Patient/p8' });
    const input = {
      answers: answersTo(form),
      signer: { as: 'member' as const },
      mode: 'screen' as const,
      mark: { by: 'typing' as const },
      name: 'Sam Santos-Test',
      electronic: true as const,
      identityCheck: 'two-identifiers' as const,
    };
    const before = await counts(demo.fhirBase);
    // a refused transaction endpoint is reported as such, whatever the status says of single types
    const error: unknown = await portal.sign(form, input).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'PortalError', code });
    expect((error as Error).message).not.toMatch(/Patient|p8|http|Santos/);
    expect(await counts(demo.fhirBase)).toEqual(before);
    broken = false;
    await portal.sign(form, input);
    expect((await counts(demo.fhirBase))['Consent']).toBe((before['Consent'] ?? 0) + 2);
  });

  test('the connection breaks after the server has saved: sending again adds nothing', async () => {
    let lost = true;
    const portal = portalOn(demo.fhirBase, 'intake', {
      store: {
        base: demo.fhirBase,
        fetch: async (url, init) => {
          const answer = await fetch(url, init);
          if (!lost || !isWrite(init)) return answer;
          await answer.text();
          throw new TypeError('network changed');
        },
      },
    });
    const form = await portal.openSigning({ group, patient: 'Patient/p8' });
    const input = {
      answers: answersTo(form),
      signer: { as: 'member' as const },
      mode: 'screen' as const,
      mark: { by: 'typing' as const },
      name: 'Sam Santos-Test',
      electronic: true as const,
      identityCheck: 'two-identifiers' as const,
    };
    const before = await counts(demo.fhirBase);
    await expect(portal.sign(form, input)).rejects.toMatchObject({ code: 'offline' });
    lost = false;
    await portal.sign(form, input);
    const after = await counts(demo.fhirBase);
    expect(after['Consent']).toBe((before['Consent'] ?? 0) + 2);
    expect(after['Provenance']).toBe((before['Provenance'] ?? 0) + 1);
  });
});

test('what fails after the server has taken a signing names the signing: it may be signed', async () => {
  let taken = false;
  const portal = portalOn(demo.fhirBase, 'intake', {
    store: {
      base: demo.fhirBase,
      fetch: async (url, init) => {
        if (taken) return json(403);
        const answer = await fetch(url, init);
        taken = isWrite(init);
        return answer;
      },
    },
  });
  const form = await portal.openSigning({ group, patient: 'Patient/p7' });
  const input = {
    answers: answersTo(form),
    signer: { as: 'member' as const },
    mode: 'screen' as const,
    mark: { by: 'typing' as const },
    name: 'Test Person',
    electronic: true as const,
    identityCheck: 'two-identifiers' as const,
  };
  await expect(portal.sign(form, input)).rejects.toMatchObject({ code: 'not-allowed', fields: ['signing'] });
  expect(taken).toBe(true);
  expect(await portalOn(demo.fhirBase, 'intake').findSigned(form)).toMatchObject({ signing: form.signing });
});

test('a sheet of which one member fails saves the others, names the one, and the next try saves only that', async () => {
  let broken = true;
  const portal = portalOn(demo.fhirBase, 'leader', {
    now: () => afterSession,
    store: {
      base: demo.fhirBase,
      fetch: through((_url, init) =>
        broken && isWrite(init) && (init.body as string).includes('Patient/p5') ? json(422) : undefined,
      ),
    },
  });
  const sheet = await portal.openSheet({ group, start: comingStart });
  const marks = new Map(sheet.rows.map((r) => [r.row, { outcome: 'present' as const }]));
  const max = sheet.rows.find((r) => r.name === 'Max')?.row;
  const first = await portal.saveSheet(sheet, marks);
  expect(first).toMatchObject({ failed: [{ row: max, code: 'rejected' }] });
  expect(first.saved).toHaveLength(7);
  broken = false;
  const second = await portal.saveSheet(sheet, marks);
  expect(second.saved).toEqual([max]);
  expect(second.unchanged).toHaveLength(7);
});

test.each(['3.0.2', '6.0.0', undefined])(
  'a server of a version we don’t know (%s) is read and never called ready; nothing is written to it',
  async (fhirVersion) => {
    const as = (role: 'intake' | 'leader') =>
      portalOn(demo.fhirBase, role, {
        store: {
          base: demo.fhirBase,
          fetch: async (url, init) => {
            const answer = await fetch(url, init);
            return metadata(url) ? json(200, { ...((await answer.json()) as object), fhirVersion }) : answer;
          },
        },
      });
    const refused = { code: 'unsupported', fields: ['fhirVersion'] };
    await expect(as('intake').openSigning({ group, patient: 'Patient/p8' })).rejects.toMatchObject(refused);
    await expect(as('leader').openSheet({ group, start: comingStart })).rejects.toMatchObject(refused);
    const { readiness, unknownVersion } = await as('leader').readiness({ group, patient: 'Patient/p2' });
    expect(unknownVersion).toBe(true);
    expect(readiness.state).toBe('unknown');
    expect(readiness.missing).not.toEqual([]);
    // what is ours there is shown: on a server we know this member is ready
    expect(readiness.criteria.agreement.evidence).toEqual(['Consent/c-p2-rules']);
  },
);
