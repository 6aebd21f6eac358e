/** What each role asks the server for, and what it is shown of the answer (domain.md 4.8, design 4.5). */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { Portal, Role } from '../../src/portal-types.ts';
import type { NewNote } from '../../src/preparation-types.ts';
import { guardianSees } from '../../src/portal/guardian-sees.ts';
import { comingStart, portalOn, seededAt, startDemo } from '../support/demo.ts';
import { answersTo } from '../support/portal-tests.ts';
import { searchAll } from '../support/outside.ts';
import { notesPlace } from '../support/notes-place.ts';
import { prepared } from '../widgets/pages/readiness-states.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
  await related('rp-p1', patient);
  await related('rp-p3', 'Patient/p3');
});
afterAll(() => demo.stop());

const group = 'tuesday';
const patient = 'Patient/p1';

async function related(id: string, reference: string): Promise<void> {
  const answer = await fetch(`${demo.fhirBase}/RelatedPerson/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({ resourceType: 'RelatedPerson', id, patient: { reference } }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}
const guardianBy = (reference: string) => ({ reference, display: 'Parent', role: 'guardian' as const });

/** A portal whose requests are written down as `Type parameters`, those of a batch one by one. */
function watched(role: Role, more: Partial<PortalOptions> = {}): { portal: Portal; asked: string[] } {
  const asked: string[] = [];
  const base = demo.fhirBase;
  const watch = async (url: string, init?: RequestInit): Promise<Response> => {
    const { body } = init ?? {};
    const entries =
      typeof body === 'string' && body.includes('"batch"')
        ? (JSON.parse(body) as { entry: { request: { url: string } }[] }).entry.map((e) => e.request.url)
        : [url.slice(base.length + 1)];
    asked.push(...entries.filter((one) => one !== 'metadata' && one !== ''));
    return fetch(url, init);
  };
  const user: PortalOptions['user'] | undefined =
    role === 'member'
      ? { reference: patient, display: 'Member', role }
      : role === 'guardian'
        ? guardianBy('RelatedPerson/rp-p1')
        : undefined;
  return { portal: portalOn(base, role, { store: { base, fetch: watch }, ...(user && { user }), ...more }), asked };
}

const types = (asked: readonly string[]) => asked.map((one) => one.split('?')[0] ?? '').toSorted();
const codes = (asked: readonly string[]) =>
  asked
    .filter((one) => one.startsWith('Observation'))
    .flatMap((one) => (new URLSearchParams(one.split('?')[1]).get('code') ?? '').split(','))
    .map((one) => one.split('|')[1] ?? '')
    .toSorted();

const preparation = ['commitment-talk', 'followed-up', 'leader-decision', 'signed-copy-problem', 'talked-about'];
const attendance = ['absence-notice', 'planned-absence', 'session-attendance'];
const forLeaders = ['asked-to-leave', 'outside-contact-reported', 'thinking-of-leaving'];
const record = ['Consent', 'EpisodeOfCare', 'Observation', 'Patient', 'QuestionnaireResponse'];
const withVisits = ['Appointment', 'Consent', 'Encounter', 'EpisodeOfCare', ...record.slice(2)];

test.each([
  ['leader', withVisits, [...preparation, ...attendance]],
  ['staff', withVisits, [...preparation, ...attendance]],
  ['member', withVisits, [...preparation, ...attendance]],
  ['intake', record, preparation],
  // the first of all: that they act for this member
  ['guardian', [...record, 'RelatedPerson/rp-p1'], preparation],
] as const)('%s: one member’s readiness asks for no more than this', async (role, wanted, notes) => {
  const { portal, asked } = watched(role);
  await portal.readiness({ group, patient });
  expect(types(asked)).toEqual(wanted);
  expect(codes(asked)).toEqual([...notes].toSorted());
  for (const one of asked.filter((address) => address.includes('?'))) {
    const params = new URLSearchParams(one.split('?')[1]);
    expect(params.get('patient') ?? `Patient/${params.get('_id')}`).toBe(patient);
  }
});

test.each(['Patient/p3', 'Patient/nobody'])(
  'a guardian who asks about %s, not theirs, is refused unread',
  async (whom) => {
    const { portal, asked } = watched('guardian');
    const refused = { code: 'not-allowed', fields: ['patient'] };
    await expect(portal.readiness({ group, patient: whom })).rejects.toMatchObject(refused);
    expect(asked).toEqual(['RelatedPerson/rp-p1']);
  },
);

test('facts for leaders are asked for by leaders alone, and only in the place named for them', async () => {
  const here = watched('leader', { notes: { base: demo.fhirBase } });
  await here.portal.readiness({ group, patient });
  expect(codes(here.asked)).toEqual(expect.arrayContaining(forLeaders));

  const place = notesPlace(demo.fhirBase);
  const there: string[] = [];
  const notes: PortalOptions['notes'] = {
    base: 'https://notes.example/fhir',
    fetch: (url, init) => {
      there.push(url);
      return place.fetch(url, init);
    },
  };
  for (const role of ['staff', 'member', 'intake', 'guardian'] as const) {
    const { portal, asked } = watched(role, { notes });
    await portal.readiness({ group, patient });
    expect(codes(asked).filter((code) => forLeaders.includes(code))).toEqual([]);
    expect(there).toEqual([]);
  }
  const apart = watched('leader', { notes });
  await apart.portal.readiness({ group, patient });
  expect(codes(apart.asked).filter((code) => forLeaders.includes(code))).toEqual([]);
  expect(there).toHaveLength(1);
  expect(decodeURIComponent(there[0] ?? '')).toContain('outside-contact-reported');
});

test('a member’s own page never asks for the group’s list, not to say that they can’t come either', async () => {
  const { portal, asked } = watched('member');
  await portal.readiness({ group });
  const { details } = await portal.readiness({ group, patient });
  const start = details.nextSession ?? '';
  await portal.addNote(
    { group },
    { id: crypto.randomUUID(), kind: 'absence-notice', session: start, channel: 'portal', reached: 'left-word' },
  );
  await portal.openPreparation({ group });
  await portal.signings({ group });
  for (const one of asked) {
    const address = decodeURIComponent(one);
    expect(address).not.toMatch(/actor=|HealthcareService|type=[^&]*\/group\|/);
    // who recorded their own signature may be asked for; nobody else's record
    expect(address.match(/Patient\/\w+/g)?.filter((who) => who !== patient) ?? []).toEqual([]);
  }
  const { readiness } = await portal.readiness({ group });
  expect(readiness.notes).toContainEqual({ code: 'told-us', at: '2026-11-25T15:00:00.000Z' });
});

test('a member’s word is their own note: dates only, in their own chart, by themselves', async () => {
  const { portal } = watched('member');
  const before = (await searchAll(demo.fhirBase, 'Observation', { patient })).length;
  const id = crypto.randomUUID();
  const note = { id, kind: 'planned-absence', away: { start: '2026-12-22', end: '2027-01-05' } } as const;
  await portal.addNote({ group }, note);
  await portal.addNote({ group }, note);
  const all = await searchAll(demo.fhirBase, 'Observation', { patient });
  expect(all).toHaveLength(before + 1);
  expect(all.find((o) => o.identifier?.[0]?.value === id)).toMatchObject({
    subject: { reference: patient },
    performer: [{ reference: patient }],
    component: [{ valuePeriod: { start: '2026-12-22', end: '2027-01-05' } }],
  });
  const { readiness } = await portalOn(demo.fhirBase, 'leader').readiness({ group, patient });
  expect(readiness.notes).toContainEqual({ code: 'away-coming', from: '2026-12-22' });
});

test.each([
  ['the past', { kind: 'planned-absence', away: { start: '2026-11-01', end: '2026-11-20' } }, 'invalid', 'away.end'],
  [
    'days the wrong way round',
    { kind: 'planned-absence', away: { start: '2026-12-09', end: '2026-12-08' } },
    'invalid',
    'away.end',
  ],
  [
    'a session nobody holds',
    { kind: 'absence-notice', session: '2026-12-02T18:00:00-05:00', channel: 'portal', reached: 'left-word' },
    'not-found',
    'session',
  ],
  [
    'a call nobody took',
    { kind: 'absence-notice', session: comingStart, channel: 'phone', reached: 'talked' },
    'invalid',
    'channel',
  ],
  [
    'a reason',
    { kind: 'planned-absence', away: { start: '2026-12-08', end: '2026-12-08' }, reason: 'flu' },
    'invalid',
    'reason',
  ],
  ['what leaders note', { kind: 'thinking-of-leaving' }, 'not-allowed', 'user'],
] as [string, object, string, string][])('a member can’t note %s', async (_what, note, code, field) => {
  const { portal } = watched('member');
  const before = (await searchAll(demo.fhirBase, 'Observation', { patient })).length;
  const made = { id: crypto.randomUUID(), ...note } as NewNote;
  const fault = await portal.addNote({ group }, made).catch((e: unknown) => e);
  expect(fault).toMatchObject({ code });
  expect((fault as { fields: string[] }).fields).toContain(field);
  expect(await searchAll(demo.fhirBase, 'Observation', { patient })).toHaveLength(before);
});

test('a guardian sees neither a no nor a wish to talk, nor a word that tells of one', () => {
  const since = '2026-11-20T15:00:00Z';
  const reason = (code: 'rule-declined' | 'wants-to-talk' | 'expiring-soon') => ({
    code,
    owner: 'leader' as const,
    since,
    clauses: ['sober'],
    evidence: [],
  });
  const { readiness } = prepared({
    preparation: 'in-progress',
    state: 'needs-attention',
    criteria: { questions: 'not-met' },
    reasons: [reason('rule-declined'), reason('wants-to-talk')],
  });
  const seen = guardianSees(readiness);
  expect(seen).toMatchObject({ reasons: [], state: 'in-progress', criteria: { questions: { state: 'not-required' } } });
  expect(JSON.stringify(seen)).not.toMatch(/wants-to-talk|declined/);
  const more = guardianSees({ ...readiness, reasons: [...readiness.reasons, reason('expiring-soon')] });
  expect(more.state).toBe('needs-attention');
  expect(more.reasons.map(({ code }) => code)).toEqual(['expiring-soon']);
  // what can't be told stays so, and what was never asked is still to do
  expect(guardianSees({ ...readiness, state: 'unknown' }).state).toBe('unknown');
  const begun = prepared({ criteria: { introduction: 'not-met', questions: 'not-met' } }).readiness;
  expect(guardianSees(begun).criteria.questions.state).toBe('not-met');
});

test('how the clinic is reached comes with the group, where it says so', async () => {
  const contact = { phone: '+1 212 555 0142' };
  const [first, ...rest] = groupDefinitions;
  const groups = first ? [{ ...first, contact }, ...rest] : [];
  const { portal } = watched('member', { groups });
  expect((await portal.readiness({ group: first?.key ?? '' })).group.contact).toEqual(contact);
  expect((await portalOn(demo.fhirBase, 'leader').readiness({ group, patient })).group).not.toHaveProperty('contact');
});

test('who may not see answers gets a reason without its clauses; a guardian gets none of it, over the wire too', async () => {
  const intake = portalOn(demo.fhirBase, 'intake');
  const query = { group, patient: 'Patient/p3' };
  const form = await intake.openSigning(query);
  await intake.sign(form, {
    answers: answersTo(form, { report: 'talk', come: 'no' }),
    signer: { as: 'member' },
    mode: 'screen',
    mark: { by: 'typing' },
    name: 'Member Test',
    electronic: true,
    identityCheck: 'two-identifiers',
  });
  const seen = async (role: Role) => {
    const more = role === 'guardian' ? { user: guardianBy('RelatedPerson/rp-p3') } : {};
    const { readiness, details } = await portalOn(demo.fhirBase, role, more).readiness(query);
    const said = readiness.reasons.filter(({ code }) => code === 'rule-declined' || code === 'wants-to-talk');
    return [said.map(({ clauses }) => clauses?.join() ?? ''), details.talk ?? details.no ?? 'nothing'];
  };
  expect(await seen('leader')).toEqual([['come', 'report'], ['bringing up contact if it happens']]);
  expect(await seen('staff')).toEqual([['', ''], 'nothing']);
  expect(await seen('guardian')).toEqual([[], 'nothing']);
});
