/** Taking runs back: one after the other, through an answer that is lost, and past somebody who comes between. */
import type { Observation } from 'fhir/r4.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../../demo/server.ts';
import { openState } from '../../../src/sync/state.ts';
import { resume, run } from '../../../src/sync/sync.ts';
import { undo } from '../../../src/sync/undo.ts';
import type { SyncSetting } from '../../../src/sync/work.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { searchAll } from '../../support/outside.ts';
import { row, workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
const now = () => seededAt;
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt, attendance: 'exported' });
});
afterAll(async () => {
  await demo.stop();
  shop.end();
});

/** In folders of their own: what one test ran is no later run of another's. */
const settingOf = (name: string, fetch?: SyncSetting['connection']['fetch']): SyncSetting =>
  shop.setting(demo.fhirBase, {
    now,
    stateFolder: `${shop.folder}/${name}`,
    connection: { base: demo.fhirBase, ...(fetch && { fetch }) },
  });
const idOf = async (setting: SyncSetting, ...rows: string[]): Promise<string> =>
  (await run(setting, shop.rows(...rows))).run ?? '';

/** Living records of somebody. */
async function recordsOf(patient: string): Promise<Observation[]> {
  const all = await searchAll(demo.fhirBase, 'Observation', {
    patient: `Patient/${patient}`,
    code: 'session-attendance',
  });
  return all.filter((o) => o.status !== 'entered-in-error');
}
const outcomes = async (patient: string) =>
  (await recordsOf(patient)).map((o) => o.valueCodeableConcept?.coding?.[0]?.code);

const isSaved = ({ body }: RequestInit) =>
  typeof body === 'string' && body.includes('"transaction"') && body.includes('"Observation"');

test('what a later run wrote stays, until that is taken back too', async () => {
  const setting = settingOf('order');
  const runs = [
    await idOf(setting, row(1, 'Show')),
    await idOf(setting, row(1, 'No show')),
    await idOf(setting, row(1, 'Show')),
  ];
  // the record says what the first run wrote, and it is the third's
  expect(await undo(setting, runs[0] ?? '')).toEqual({ undone: 0, changed: 1, gone: 0 });
  const after: unknown[] = [];
  for (const one of runs.toReversed()) after.push(await undo(setting, one), await outcomes('p1'));
  const undone = { undone: 1, changed: 0, gone: 0 };
  expect(after).toEqual([undone, ['absent-notice-unknown'], undone, ['present-arrival-unknown'], undone, []]);
});

test('a record that a later run made anew is that run’s', async () => {
  const setting = settingOf('anew');
  const first = await idOf(setting, row(2, 'Show'));
  await undo(setting, first);
  await idOf(setting, row(2, 'Show'));
  expect(await undo(setting, first)).toEqual({ undone: 0, changed: 1, gone: 0 });
  expect(await outcomes('p2')).toEqual(['present-arrival-unknown']);
});

test.each<[string, number, boolean]>([
  ['before the server did it', 4, false],
  ['after it', 6, true],
])('an answer that is lost %s is no change of anybody’s', async (name, n, isDone) => {
  const quiet = settingOf(name);
  const first = await idOf(quiet, row(n, 'Show'));
  const second = await idOf(quiet, row(n, 'No show'));
  let cuts = 0;
  const faulty = settingOf(name, async (url, init) => {
    // as often as the client itself sends it again
    const isCut = isSaved(init) && cuts < 3;
    if (!isCut) return fetch(url, init);
    cuts++;
    if (isDone) await (await fetch(url, init)).text();
    throw new TypeError('cut');
  });
  expect([await undo(faulty, second), cuts, await outcomes(`p${n}`)]).toEqual([
    { undone: 1, changed: 0, gone: 0 },
    3,
    ['present-arrival-unknown'],
  ]);
  cuts = 0;
  expect([await undo(faulty, first), await outcomes(`p${n}`)]).toEqual([{ undone: 1, changed: 0, gone: 0 }, []]);
});

test('what somebody records between its reading and its writing stays', async () => {
  const setting = settingOf('between');
  const id = await idOf(setting, row(7, 'No show'));
  const [there] = await recordsOf('p7');
  let isFirst = true;
  const saved: number[] = [];
  const slow = settingOf('between', async (url, init) => {
    if (isFirst && isSaved(init)) {
      isFirst = false;
      const changed = { ...(there as Observation), performer: [{ reference: 'Practitioner/l1' }] };
      const answer = await fetch(`${demo.fhirBase}/Observation/${there?.id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/fhir+json', 'if-match': `W/"${there?.meta?.versionId}"` },
        body: JSON.stringify(changed),
      });
      saved.push(answer.status);
    }
    return fetch(url, init);
  });
  expect(await undo(slow, id)).toEqual({ undone: 0, changed: 1, gone: 0 });
  expect([saved, await outcomes('p7')]).toEqual([[200], ['absent-notice-unknown']]);
});

test('a run that was cut off is taken back as far as it came, and can be gone on with all the same', async () => {
  const rows = Array.from({ length: 8 }, (_, i) => row(i + 1, 'Canceled', { date: '11/10/2026' }));
  const whole = settingOf('cut');
  let saved = 0;
  const cut = settingOf('cut', (url, init) => {
    if (isSaved(init) && ++saved > 2) return Promise.resolve(new Response('', { status: 401 }));
    return fetch(url, init);
  });
  await expect(run(cut, shop.rows(...rows))).rejects.toThrow('');
  const state = openState(whole.stateFolder);
  const id = state.latest() ?? '';
  expect(state.history()).toEqual([]);
  const count = await undo(whole, id);
  expect([count.undone, count.changed, count.gone > 0]).toEqual([2, 0, true]);
  expect(await undo(whole, id)).toEqual({ undone: 0, changed: 0, gone: count.undone + count.gone });
  const { report } = await resume(whole);
  expect(report.created).toBe(report.facts - Object.values(report.quarantined).flat().length);
  expect((await undo(whole, id)).undone).toBe(report.created);
});

const held = '2026-11-24T18:00:00-05:00';
const byPatient = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason',
      code: 'pat',
      display: 'Patient',
    },
  ],
};
test.each([
  ['somebody who was checked in', { status: 'arrived' }, 'Show', 'fulfilled'],
  [
    'somebody who had given it back, and came',
    { status: 'cancelled', cancelationReason: byPatient },
    'Show',
    'fulfilled',
  ],
  [
    'somebody who had given it back, and the file says no more',
    { status: 'cancelled', cancelationReason: byPatient },
    'Canceled',
    'cancelled',
  ],
])('the seat of %s is again as it was', async (_who, before, word, during) => {
  const n = before.status === 'arrived' ? 4 : word === 'Canceled' ? 6 : 5;
  const seat = async () => {
    const all = await searchAll(demo.fhirBase, 'Appointment', { patient: `Patient/p${n}` });
    return all.find(({ start }) => start !== undefined && Date.parse(start) === Date.parse(held));
  };
  const there = await seat();
  const put = await fetch(`${demo.fhirBase}/Appointment/${there?.id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({ ...there, ...before }),
  });
  expect(put.status).toBe(200);
  const setting = settingOf(`seat-${n}`);
  const id = await idOf(setting, row(n, word));
  const between = await seat();
  expect(await undo(setting, id)).toEqual({ undone: 1, changed: 0, gone: 0 });
  const { status, cancelationReason } = (await seat()) ?? {};
  expect([between?.status, { status, ...(cancelationReason && { cancelationReason }) }]).toEqual([during, before]);
});
