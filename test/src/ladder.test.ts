/** Writing where there are no transactions: what is in the record when it stops on the way, and what is sent again. */
import type { Provenance } from 'fhir/r4.js';
import { afterAll, describe, expect, test } from 'vitest';
import { behaviours } from '../../demo/fhir/behaviours.ts';
import type { Behaviour } from '../../demo/fhir/handler.ts';
import type { Demo } from '../../demo/server.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { SigningInput } from '../../src/portal-types.ts';
import { afterSession, comingStart, portalOn, seededAt, startDemo } from '../support/demo.ts';
import { searchAll } from '../support/outside.ts';
import { answersTo } from '../support/portal-tests.ts';

const [group, patient] = ['tuesday', 'Patient/p8'];
const running: Demo[] = [];
afterAll(() => Promise.all(running.map((demo) => demo.stop())));
async function server(behaviour: Behaviour): Promise<string> {
  const demo = await startDemo({ now: seededAt, behaviour });
  running.push(demo);
  return demo.fhirBase;
}

type Fetch = NonNullable<PortalOptions['store']['fetch']>;
const bodyOf = ({ body }: RequestInit) => (typeof body === 'string' ? body : '');
const isWrite = (init: RequestInit) =>
  init.method === 'PUT' || (init.method === 'POST' && !bodyOf(init).includes('"method":"GET"'));
/** Answers with this status what `broken` says. */
const failing =
  (status: number, broken: (init: RequestInit) => boolean): Fetch =>
  (url, init) =>
    broken(init) ? Promise.resolve(new Response('', { status })) : fetch(url, init);

/** What the newcomer's record holds of a signing. */
async function heldIn(base: string) {
  const of = { patient };
  const [consents, responses, copies] = await Promise.all([
    searchAll(base, 'Consent', of),
    searchAll(base, 'QuestionnaireResponse', of),
    searchAll(base, 'DocumentReference', of),
  ]);
  const [consent] = consents;
  const tag = 'https://fhir-group-therapy.example/fhir/sid/signing';
  const signing = consent?.identifier?.[0]?.value ?? responses.at(-1)?.identifier?.value;
  const provenances: Provenance[] = signing ? await searchAll(base, 'Provenance', { _tag: `${tag}|${signing}` }) : [];
  return {
    active: consents.filter(({ status }) => status === 'active').length,
    responses: responses.length,
    copies: copies.length,
    provenances: provenances.length,
    targets: provenances[0]?.target.length ?? 0,
  };
}
const whole = { active: 2, responses: 2, copies: 1, provenances: 1, targets: 5 };

async function signingOn(base: string) {
  const form = await portalOn(base, 'intake').openSigning({ group, patient });
  const input: SigningInput = {
    answers: answersTo(form),
    signer: { as: 'member' },
    mode: 'screen',
    mark: { by: 'typing' },
    name: 'Sam Santos-Test',
    electronic: true,
    identityCheck: 'two-identifiers',
  };
  const sign = (fetch?: Fetch) =>
    portalOn(base, 'intake', { store: { base, ...(fetch && { fetch }) } }).sign(form, input);
  const agreed = async () =>
    (await portalOn(base, 'leader').readiness({ group, patient })).readiness.criteria.agreement;
  return { sign, agreed };
}

describe.each(['no-transactions', 'single-writes'] as const)('on a server like %s', (name) => {
  const behaviour = behaviours[name];

  test('a signing whose Consents are refused is partial, not signed, and the same form sent again is signed once', async () => {
    const base = await server(behaviour);
    const { sign, agreed } = await signingOn(base);
    const refusing = failing(422, (init) => isWrite(init) && bodyOf(init).includes('"resourceType":"Consent"'));
    await expect(sign(refusing)).rejects.toMatchObject({ code: 'partial', fields: ['signing', 'Consent'] });
    expect(await agreed()).toMatchObject({ state: 'not-met' });
    expect(await heldIn(base)).toEqual({ ...whole, active: 0, targets: 3 });
    await sign();
    expect(await agreed()).toMatchObject({ state: 'met' });
    expect(await heldIn(base)).toEqual(whole);
  });

  test('a signing cut off after any number of writes has a Consent in force only when the rest is there; sent again it is whole', async () => {
    for (let cut = 0; ; cut++) {
      const base = await server(behaviour);
      const { sign } = await signingOn(base);
      let sent = 0;
      const cutOff = failing(500, (init) => isWrite(init) && sent++ >= cut);
      const isDone = await sign(cutOff).then(
        () => true,
        () => false,
      );
      const held = await heldIn(base);
      expect(held.active === 0 || (held.responses === 2 && held.copies === 1 && held.provenances === 1)).toBe(true);
      if (!isDone) await sign();
      expect(await heldIn(base)).toEqual(whole);
      if (isDone) break;
      expect(cut).toBeLessThan(20);
    }
  });

  test('attendance cut off after any number of writes is either recorded or not; saved again it is there once', async () => {
    for (let cut = 0; ; cut++) {
      const base = await server(behaviour);
      let sent = 0;
      const cutOff = failing(500, (init) => isWrite(init) && sent++ >= cut);
      const { isDone, again } = await attendanceOn(base, cutOff);
      // a visit alone says that the member came, which is what was told; never anything else
      const [visits, observations] = [await searchAll(base, 'Encounter', { patient }), await attendanceIn(base)];
      expect(await attendedOn(base)).toBe(Math.max(visits.length, observations.length));
      if (!isDone) await again();
      const [observation, ...doubles] = await attendanceIn(base);
      expect([doubles, await attendedOn(base)]).toEqual([[], 1]);
      expect(observation?.encounter?.reference).toMatch(/^Encounter\//);
      expect(await searchAll(base, 'Encounter', { patient })).toHaveLength(1);
      if (isDone) break;
      expect(cut).toBeLessThan(10);
    }
  });
});

const later = (base: string, fetch?: Fetch) =>
  portalOn(base, 'leader', { now: () => afterSession, store: { base, ...(fetch && { fetch }) } });

/** The newcomer was there, said on a sheet. */
async function attendanceOn(base: string, fetch?: Fetch) {
  const portal = later(base, fetch);
  const sheet = await portal.openSheet({ group, start: comingStart });
  const row = sheet.rows.find(({ name }) => name === 'Sam')?.row ?? '';
  const save = (by = portal) => by.saveSheet(sheet, new Map([[row, { outcome: 'present' as const }]]));
  const { failed } = await save();
  const again = async () => {
    const anew = later(base);
    const now = await anew.openSheet({ group, start: comingStart });
    const there = now.rows.find(({ name }) => name === 'Sam')?.row ?? '';
    expect(await anew.saveSheet(now, new Map([[there, { outcome: 'present' as const }]]))).toMatchObject({
      failed: [],
    });
  };
  return { isDone: failed.length === 0, again };
}

const attendanceIn = async (base: string) =>
  (await searchAll(base, 'Observation', { patient })).filter((o) =>
    o.component?.some((c) => c.valueDateTime && Date.parse(c.valueDateTime) === Date.parse(comingStart)),
  );
const attendedOn = async (base: string) =>
  (await later(base).readiness({ group, patient })).readiness.attendance?.recorded;

/** Declares, or doesn't, and refuses with 403. */
function without(types: readonly string[], isSaid: boolean, base: Behaviour = {}): Behaviour {
  return {
    ...base,
    says: (statement) => {
      const said = base.says?.(statement) ?? statement;
      if (!isSaid) return said;
      const rest = said.rest?.map((one) => ({
        ...one,
        resource: (one.resource ?? []).map((resource) =>
          types.includes(resource.type ?? '')
            ? { ...resource, interaction: [{ code: 'read' as const }, { code: 'search-type' as const }] }
            : resource,
        ),
      }));
      return { ...said, ...(rest && { rest }) };
    },
    refuses: (call) => {
      const refusal = base.refuses?.(call);
      if (refusal) return refusal;
      const isTheirs = types.includes(call.url.split('/')[0] ?? '') && ['POST', 'PUT'].includes(call.method);
      return isTheirs ? { status: 403 } : undefined;
    },
  };
}

describe.each<[string, Behaviour]>([
  ['says so', without(['Encounter', 'Appointment', 'Provenance'], true)],
  [
    'says so and takes one at a time',
    without(['Encounter', 'Appointment', 'Provenance'], true, behaviours['single-writes']),
  ],
  ['refuses them', without(['Encounter', 'Appointment', 'Provenance'], false, behaviours['single-writes'])],
])('a server that keeps no visit, seat or Provenance and %s', (_name, behaviour) => {
  test('keeps the signing: answers, words, who signed, the copy', async () => {
    const base = await server(behaviour);
    const { sign, agreed } = await signingOn(base);
    await sign();
    expect(await agreed()).toMatchObject({ state: 'met' });
    expect(await heldIn(base)).toEqual({ ...whole, provenances: 0, targets: 0 });
  });

  test('keeps the attendance, without a visit', async () => {
    const base = await server(behaviour);
    expect(await attendanceOn(base)).toMatchObject({ isDone: true });
    const [observation, ...more] = await attendanceIn(base);
    expect([more, observation?.encounter, await attendedOn(base)]).toEqual([[], undefined, 1]);
    expect(await searchAll(base, 'Encounter', { patient })).toEqual([]);
  });
});

test('a server with transactions and no conditional create: what is there is looked up, referred to, and not made twice', async () => {
  const { says, heeds } = behaviours['single-writes'];
  const base = await server({
    // If-None-Exist is ignored in a bundle too
    heeds(call) {
      const { entry, ...bundle } = (call.body ?? {}) as { entry?: { request?: { ifNoneExist?: string } }[] };
      for (const { request } of entry ?? []) delete request?.ifNoneExist;
      return { ...(heeds?.(call) ?? call), body: entry ? { ...bundle, entry } : call.body };
    },
    says: (statement) => ({
      ...(says?.(statement) ?? statement),
      rest:
        (says?.(statement) ?? statement).rest?.map((rest) => ({
          ...rest,
          interaction: [{ code: 'transaction' as const }],
        })) ?? [],
    }),
  });
  const { sign } = await signingOn(base);
  await sign();
  await sign();
  expect(await heldIn(base)).toEqual(whole);
  // its answer and its attendance are gone, the visit is not: a new word refers to the visit that is there
  const { again } = await attendanceOn(base);
  const [observation] = await attendanceIn(base);
  await fetch(`${base}/Observation/${observation?.id}`, { method: 'DELETE' });
  await again();
  const [visits, words] = [await searchAll(base, 'Encounter', { patient }), await attendanceIn(base)];
  expect(words.map(({ encounter }) => encounter?.reference)).toEqual(visits.map(({ id }) => `Encounter/${id}`));
});

test('a token that may only read: the forms say so before anything is typed, and the lists offer none', async () => {
  const base = await server({});
  const portal = portalOn(base, 'leader', { store: { base, scope: 'launch openid user/*.rs' } });
  expect(await portal.members({ group })).toMatchObject({ readOnly: true });
  expect(await portal.signings({ group, patient: 'Patient/p2' })).toMatchObject({ may: [] });
  const types = ['EpisodeOfCare', 'Observation', 'QuestionnaireResponse', 'Consent', 'DocumentReference'];
  for (const opening of [portal.openSheet({ group, start: comingStart }), portal.openSigning({ group, patient })])
    await expect(opening).rejects.toMatchObject({ code: 'unsupported', fields: types });
  const may = portalOn(base, 'leader', { store: { base, scope: 'launch openid user/*.cruds' } });
  expect(await may.members({ group })).not.toHaveProperty('readOnly');
  expect((await may.signings({ group, patient: 'Patient/p2' })).may).toEqual(['withdraw', 'void']);
});
