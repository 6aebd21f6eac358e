/** Writing where there are no transactions: what is in the record when it stops on the way, and what is sent again. @module */
import type { Provenance } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import type { PortalOptions } from '../../src/portal.ts';
import type { SigningInput } from '../../src/portal-types.ts';
import { afterSession, comingStart, portalOn } from './demo.ts';
import { searchAll } from './outside.ts';
import { answersTo } from './portal-tests.ts';

const group = 'tuesday';

/** A server, and a newcomer to the Tuesday group there of whom nothing is recorded. */
export interface Place {
  base: string;
  patient: string;
  /** In the group. */
  name: string;
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
export async function heldIn({ base, patient }: Place) {
  const of = { patient };
  const [consents, responses, copies] = await Promise.all([
    searchAll(base, 'Consent', of),
    searchAll(base, 'QuestionnaireResponse', of),
    searchAll(base, 'DocumentReference', of),
  ]);
  const [consent] = consents;
  const tag = 'https://fhir-group-therapy.example/fhir/sid/signing';
  const signing = consent?.identifier?.[0]?.value ?? [responses.at(-1)?.identifier].flat()[0]?.value;
  const provenances: Provenance[] = signing ? await searchAll(base, 'Provenance', { _tag: `${tag}|${signing}` }) : [];
  return {
    active: consents.filter(({ status }) => status === 'active').length,
    responses: responses.length,
    copies: copies.length,
    provenances: provenances.length,
    targets: provenances[0]?.target.length ?? 0,
  };
}
export const whole = { active: 2, responses: 2, copies: 1, provenances: 1, targets: 5 };

export async function signingOn({ base, patient, name }: Place) {
  const form = await portalOn(base, 'intake').openSigning({ group, patient });
  const input: SigningInput = {
    answers: answersTo(form),
    signer: { as: 'member' },
    mode: 'screen',
    mark: { by: 'typing' },
    name: `${name} Santos-Test`,
    electronic: true,
    identityCheck: 'two-identifiers',
  };
  const sign = (fetch?: Fetch) =>
    portalOn(base, 'intake', { store: { base, ...(fetch && { fetch }) } }).sign(form, input);
  const agreed = async () =>
    (await portalOn(base, 'leader').readiness({ group, patient })).readiness.criteria.agreement;
  return { sign, agreed };
}

const later = (base: string, fetch?: Fetch) =>
  portalOn(base, 'leader', { now: () => afterSession, store: { base, ...(fetch && { fetch }) } });

/** The newcomer was there, said on a sheet. */
export async function attendanceOn({ base, name: newcomer }: Place, fetch?: Fetch) {
  const portal = later(base, fetch);
  const sheet = await portal.openSheet({ group, start: comingStart });
  const row = sheet.rows.find(({ name }) => name === newcomer)?.row ?? '';
  const save = (by = portal) => by.saveSheet(sheet, new Map([[row, { outcome: 'present' as const }]]));
  const { failed } = await save();
  const again = async () => {
    const anew = later(base);
    const now = await anew.openSheet({ group, start: comingStart });
    const there = now.rows.find(({ name }) => name === newcomer)?.row ?? '';
    expect(await anew.saveSheet(now, new Map([[there, { outcome: 'present' as const }]]))).toMatchObject({
      failed: [],
    });
  };
  return { isDone: failed.length === 0, again };
}

export const attendanceIn = async ({ base, patient }: Place) =>
  (await searchAll(base, 'Observation', { patient })).filter((o) =>
    o.component?.some((c) => c.valueDateTime && Date.parse(c.valueDateTime) === Date.parse(comingStart)),
  );
export const attendedOn = async ({ base, patient }: Place) =>
  (await later(base).readiness({ group, patient })).readiness.attendance?.recorded;

/** Registers what must hold wherever there are no transactions. `place` gives another newcomer each time. */
export function ladderTests(place: () => Promise<Place>): void {
  test('a signing whose Consents are refused is partial, not signed, and the same form sent again is signed once', async () => {
    const there = await place();
    const { sign, agreed } = await signingOn(there);
    const refusing = failing(422, (init) => isWrite(init) && bodyOf(init).includes('"resourceType":"Consent"'));
    await expect(sign(refusing)).rejects.toMatchObject({ code: 'partial', fields: ['signing', 'Consent'] });
    expect(await agreed()).toMatchObject({ state: 'not-met' });
    expect(await heldIn(there)).toEqual({ ...whole, active: 0, targets: 3 });
    await sign();
    expect(await agreed()).toMatchObject({ state: 'met' });
    expect(await heldIn(there)).toEqual(whole);
  });

  test('a signing cut off after any number of writes has a Consent in force only when the rest is there; sent again it is whole', async () => {
    for (let cut = 0; ; cut++) {
      const there = await place();
      const { sign } = await signingOn(there);
      let sent = 0;
      const cutOff = failing(500, (init) => isWrite(init) && sent++ >= cut);
      const isDone = await sign(cutOff).then(
        () => true,
        () => false,
      );
      const held = await heldIn(there);
      expect(held.active === 0 || (held.responses === 2 && held.copies === 1 && held.provenances === 1)).toBe(true);
      if (!isDone) await sign();
      expect(await heldIn(there)).toEqual(whole);
      if (isDone) break;
      expect(cut).toBeLessThan(20);
    }
  });

  test('attendance cut off after any number of writes is either recorded or not; saved again it is there once', async () => {
    for (let cut = 0; ; cut++) {
      const there = await place();
      let sent = 0;
      const cutOff = failing(500, (init) => isWrite(init) && sent++ >= cut);
      const { isDone, again } = await attendanceOn(there, cutOff);
      // a visit alone says that the member came, which is what was told; never anything else
      const [visits, observations] = [
        await searchAll(there.base, 'Encounter', { patient: there.patient }),
        await attendanceIn(there),
      ];
      expect(await attendedOn(there)).toBe(Math.max(visits.length, observations.length));
      if (!isDone) await again();
      const [observation, ...doubles] = await attendanceIn(there);
      expect([doubles, await attendedOn(there)]).toEqual([[], 1]);
      expect(observation?.encounter?.reference).toMatch(/^Encounter\//);
      expect(await searchAll(there.base, 'Encounter', { patient: there.patient })).toHaveLength(1);
      if (isDone) break;
      expect(cut).toBeLessThan(10);
    }
  });
}
