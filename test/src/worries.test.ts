/** Worries a member ticks: kept where only leaders read, taken back as they like, or not kept at all. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { Role } from '../../src/portal-types.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { notesPlace } from '../support/notes-place.ts';
import { patientsIn, searchAll } from '../support/outside.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

const group = 'tuesday';
const patient = 'Patient/p2';
const as = (role: Role, notes?: PortalOptions['notes']) =>
  portalOn(demo.fhirBase, role, {
    patient,
    ...(role === 'member' && { user: { reference: patient, display: 'Member', role } }),
    ...(notes && { notes }),
  });
const own = async () =>
  (await searchAll(demo.fhirBase, 'QuestionnaireResponse', { patient })).filter((r) =>
    r.questionnaire?.includes('/group-worries|'),
  );

test('without a place for them nothing is kept, and it is said so before anything is ticked', async () => {
  const portal = as('member');
  const opened = await portal.openPreparation({ group });
  expect(opened.worries).toEqual({ kept: false, ticked: [] });
  await expect(portal.saveWorries(opened, ['judged'])).rejects.toMatchObject({
    code: 'unsupported',
    fields: ['notes'],
  });
  expect(await own()).toEqual([]);
  expect(await as('leader').openDecisions({ group })).not.toHaveProperty('worries');
});

test('ticked, seen by the leader, taken back one by one: one response, of the member alone', async () => {
  const notes = { base: demo.fhirBase };
  const portal = as('member', notes);
  const opened = await portal.openPreparation({ group });
  expect(opened.worries).toEqual({ kept: true, ticked: [] });
  await portal.saveWorries(opened, []);
  expect(await own()).toEqual([]);
  await portal.saveWorries(opened, ['judged', 'left-out']);
  await portal.saveWorries(opened, ['left-out', 'judged']);
  const [one, ...more] = await own();
  expect(more).toEqual([]);
  expect(one).toMatchObject({ status: 'in-progress', author: { reference: patient }, source: { reference: patient } });
  expect(one?.item?.map(({ linkId }) => linkId)).toEqual(['left-out', 'judged']);
  expect(one && patientsIn(one)).toEqual([patient]);
  expect((await as('leader', notes).openDecisions({ group })).worries).toEqual(['left-out', 'judged']);
  // nothing of it is a question, a step or a reason
  const before = await as('leader').readiness({ group });
  expect((await as('leader', notes).readiness({ group })).readiness.criteria).toEqual(before.readiness.criteria);

  const again = await portal.openPreparation({ group });
  expect(again.worries).toEqual({ kept: true, ticked: ['left-out', 'judged'] });
  expect(again.id).not.toBe(one?.identifier?.value);
  await portal.saveWorries(again, ['judged']);
  expect((await as('leader', notes).openDecisions({ group })).worries).toEqual(['judged']);
  await portal.saveWorries(again, []);
  expect((await as('leader', notes).openDecisions({ group })).worries).toEqual([]);
  const [empty, ...others] = await own();
  expect([empty?.id, empty?.item, others]).toEqual([one?.id, undefined, []]);
});

test('in a place of its own nothing of it comes near the store', async () => {
  const before = (await own()).length;
  const place = notesPlace(demo.fhirBase);
  const notes: PortalOptions['notes'] = { base: 'https://notes.example/fhir', fetch: place.fetch };
  const portal = as('member', notes);
  await portal.saveWorries(await portal.openPreparation({ group }), ['losing-myself']);
  expect(place.kept().map(({ resourceType }) => resourceType)).toEqual(['QuestionnaireResponse', 'Provenance']);
  expect((await own()).length).toBe(before);
  expect((await as('leader', notes).openDecisions({ group })).worries).toEqual(['losing-myself']);
  // a place that fails does not keep anybody from their introduction
  place.fail = true;
  expect(await portal.openPreparation({ group })).not.toHaveProperty('worries');
});

test('nobody else says it for them, and nothing else can be said', async () => {
  const notes = { base: demo.fhirBase };
  const leader = as('leader', notes);
  const opened = await leader.openPreparation({ group });
  expect(opened).not.toHaveProperty('worries');
  await expect(leader.saveWorries(opened, ['judged'])).rejects.toMatchObject({ code: 'not-allowed' });
  const portal = as('member', notes);
  const mine = await portal.openPreparation({ group });
  await expect(portal.saveWorries(mine, ['the one with the beard'])).rejects.toMatchObject({
    code: 'invalid',
    fields: ['ticked'],
  });
});
