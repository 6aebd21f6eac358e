/** Writing where there are no transactions, or where some types can't be kept, in R4 and R4B. */
import { afterAll, describe, expect, test } from 'vitest';
import { behaviours } from '../../demo/fhir/behaviours.ts';
import type { Behaviour } from '../../demo/fhir/handler.ts';
import type { Demo } from '../../demo/server.ts';
import { speaking } from '../support/behaving.ts';
import { comingStart, portalOn, seededAt, startDemo } from '../support/demo.ts';
import {
  attendanceIn,
  attendanceOn,
  attendedOn,
  heldIn,
  ladderTests,
  signingOn,
  whole,
  type Place,
} from '../support/ladder-tests.ts';
import { searchAll } from '../support/outside.ts';

const [group, patient] = ['tuesday', 'Patient/p8'];
const running: Demo[] = [];
afterAll(() => Promise.all(running.map((demo) => demo.stop())));
async function server(behaviour: Behaviour): Promise<string> {
  const demo = await startDemo({ now: seededAt, behaviour });
  running.push(demo);
  return demo.fhirBase;
}
const newcomer = (base: string): Place => ({ base, patient, name: 'Sam' });

describe.each([
  ['no-transactions', '4.0.1'],
  ['single-writes', '4.0.1'],
  ['no-transactions', '4.3.0'],
  ['single-writes', '4.3.0'],
] as const)('on a server like %s, FHIR %s', (name, version) => {
  ladderTests(async () => newcomer(await server(speaking(version, behaviours[name]))));
});

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
    const { sign, agreed } = await signingOn(newcomer(base));
    await sign();
    expect(await agreed()).toMatchObject({ state: 'met' });
    expect(await heldIn(newcomer(base))).toEqual({ ...whole, provenances: 0, targets: 0 });
  });

  test('keeps the attendance, without a visit', async () => {
    const base = await server(behaviour);
    expect(await attendanceOn(newcomer(base))).toMatchObject({ isDone: true });
    const [observation, ...more] = await attendanceIn(newcomer(base));
    expect([more, observation?.encounter, await attendedOn(newcomer(base))]).toEqual([[], undefined, 1]);
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
  const { sign } = await signingOn(newcomer(base));
  await sign();
  await sign();
  expect(await heldIn(newcomer(base))).toEqual(whole);
  // its answer and its attendance are gone, the visit is not: a new word refers to the visit that is there
  const { again } = await attendanceOn(newcomer(base));
  const [observation] = await attendanceIn(newcomer(base));
  await fetch(`${base}/Observation/${observation?.id}`, { method: 'DELETE' });
  await again();
  const [visits, words] = [await searchAll(base, 'Encounter', { patient }), await attendanceIn(newcomer(base))];
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
