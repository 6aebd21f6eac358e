/** What a note, and a leaders' note, is kept on: asked before anything is typed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { groups } from '../../demo/seed/clinic.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { Role } from '../../src/portal-types.ts';
import { speaking } from '../support/behaving.ts';
import { comingStart as start, portalOn, seededAt, startDemo } from '../support/demo.ts';
import { counts } from '../support/outside.ts';

const [group, patient] = ['tuesday', 'Patient/p8'];
const readOnly = 'launch openid user/*.rs';

let demo: Demo;
let elsewhere: Demo;
beforeAll(async () => {
  [demo, elsewhere] = (await Promise.all(
    [{}, { behaviour: speaking('5.0.0', {}) }].map((one) => startDemo({ now: seededAt, ...one })),
  )) as [Demo, Demo];
});
afterAll(() => Promise.all([demo.stop(), elsewhere.stop()]));
const as = (role: Role, more: Partial<PortalOptions> = {}) => portalOn(demo.fhirBase, role, more);
/** Another address: a base of its own, though what answers is the same. */
const place = (scope: string) => ({ notes: { base: demo.fhirBase.replace('localhost', '127.0.0.1'), scope } });

test('where nothing can be kept the list of a session offers no note and closes nothing, and a member is told before a form opens', async () => {
  const store = { base: demo.fhirBase, scope: readOnly };
  const before = await counts(demo.fhirBase);
  const portal = as('leader', { store });
  const list = await portal.roster({ group, start });
  expect(list).toMatchObject({ readOnly: true });
  expect([await portal.keeps(), await as('member', { store }).keeps()]).toEqual([false, false]);
  const note = { id: crypto.randomUUID(), kind: 'commitment-talk' as const };
  await expect(portal.addNote({ group, patient }, note)).rejects.toMatchObject({ code: 'unsupported' });
  const raised = list.people.find(({ raise }) => raise.some(({ closes }) => closes));
  const item = raised?.raise.find(({ closes }) => closes)?.item ?? '';
  await expect(portal.closeItem(list, raised?.row ?? '', item)).rejects.toMatchObject({ code: 'unsupported' });
  expect(await counts(demo.fhirBase)).toEqual(before);
});

test('where it can be kept nothing says otherwise; a server that doesn’t tell is asked when something is saved', async () => {
  expect(await as('leader').roster({ group, start })).not.toHaveProperty('readOnly');
  const silent = (url: string, init: RequestInit) =>
    url.endsWith('/metadata') ? Promise.resolve(new Response('', { status: 500 })) : fetch(url, init);
  const answers = await Promise.all([
    as('member').keeps(),
    as('member', { store: { base: demo.fhirBase, fetch: silent } }).keeps(),
  ]);
  expect(answers).toEqual([true, true]);
});

describe.each<[string, () => Partial<PortalOptions>]>([
  ['may only be read', () => place(readOnly)],
  ['takes no Observation and no response', () => place('system/*.rs system/Consent.cruds')],
  ['speaks another FHIR version than the store', () => ({ notes: { base: elsewhere.fhirBase } })],
])('a place for leaders’ notes that %s', (_what, notes) => {
  let own: Partial<PortalOptions>;
  beforeAll(() => {
    own = { ...notes(), groups: groups.map((one) => ({ ...one, recordAskedToLeave: true })) };
  });

  test('is none: the list and the sheet offer nothing that would be kept there, and the worries are not asked', async () => {
    expect((await as('leader', own).roster({ group, start })).keepsLeaderNotes).toBe(false);
    const sheet = await as('leader', { ...own, now: () => new Date('2026-12-02T00:45:00Z') }).openSheet({
      group,
      start,
    });
    expect(sheet).not.toHaveProperty('notesAskedToLeave');
    const opened = await as('member', own).openPreparation({ group, patient });
    expect(opened.worries).toEqual({ kept: false, ticked: [] });
  });

  test('gets nothing sent, and other notes are kept as ever', async () => {
    const before = await counts(demo.fhirBase);
    const portal = as('leader', own);
    const note = { id: crypto.randomUUID(), kind: 'outside-contact-reported' as const };
    await expect(portal.addNote({ group, patient }, note)).rejects.toMatchObject({
      code: 'unsupported',
      fields: ['notes'],
    });
    const member = as('member', own);
    const opened = await member.openPreparation({ group, patient });
    await expect(member.saveWorries(opened, ['judged'])).rejects.toMatchObject({
      code: 'unsupported',
      fields: ['notes'],
    });
    expect(await counts(demo.fhirBase)).toEqual(before);
    await portal.addNote({ group, patient }, { id: crypto.randomUUID(), kind: 'commitment-talk' });
    expect((await counts(demo.fhirBase))['Observation']).toBe((before['Observation'] ?? 0) + 1);
  });
});

test('a place of its own that takes only Observations and responses is enough', async () => {
  const scope = 'system/Observation.crus system/QuestionnaireResponse.crus system/Provenance.cs system/Patient.rs';
  const list = await as('leader', place(scope)).roster({ group, start });
  expect(list.keepsLeaderNotes).toBe(true);
});
