/** Cases of domain.md 6 about preparation and the leader's decision: through the portal, on a real FHIR server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../fhir-mappings/codes.ts';
import type { Demo } from '../../demo/server.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { searchAll, token } from '../support/outside.ts';
import { answersTo } from '../support/portal-tests.ts';

const group = 'tuesday';
let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());
const leader = () => portalOn(demo.fhirBase, 'leader');
/** The member signs at the desk: yes to everything, but for those given. */
async function signWith(patient: string, other: Record<string, Answer>): Promise<void> {
  const portal = portalOn(demo.fhirBase, 'intake');
  const form = await portal.openSigning({ group, patient });
  await portal.sign(form, {
    answers: answersTo(form, other),
    signer: { as: 'member' },
    mode: 'screen',
    mark: { by: 'typing' },
    name: 'Test Person',
    electronic: true,
    identityCheck: 'two-identifiers',
  });
}

test('G1 prepared by hand: introduction, name, word and commitment talk, and what is left is signing', async () => {
  const sam = { group, patient: 'Patient/p8' };
  const member = portalOn(demo.fhirBase, 'member', { patient: sam.patient });
  const opened = await member.openPreparation(sam);
  const sections = Object.fromEntries(opened.pack.rules.map(({ id }) => [id, 'read' as const]));
  const said = { sections, questions: 'no-questions', mode: 'screen', status: 'completed' } as const;
  await member.savePreparation(opened, said);
  await member.saveContact(sam, { way: 'phone', message: true });
  await member.saveDisplayName(sam, 'Sam');
  await leader().addNote(sam, { id: crypto.randomUUID(), kind: 'commitment-talk' });
  const { criteria } = (await leader().readiness(sam)).readiness;
  const left = Object.entries(criteria).flatMap(([name, { state }]) => (state === 'not-met' ? [name] : []));
  expect(left).toEqual(['agreement', 'participation']);
});

test('G11 two called Sam: told to the leader and intake who save it, never to the member; no surname added', async () => {
  const bo = { group, patient: 'Patient/p6' };
  const save = (role: 'leader' | 'intake' | 'member', name: string) =>
    portalOn(demo.fhirBase, role, {
      patient: bo.patient,
      ...(role === 'member' && { user: { reference: bo.patient, display: 'Noor Haddad-Test', role } }),
    }).saveDisplayName(bo, name);
  expect(await save('member', 'sám')).toEqual({});
  expect(await save('intake', 'Sam')).toEqual({ shared: true });
  expect(await leader().openDecisions(bo)).toMatchObject({ name: 'Sam', shared: true });
  const { members } = await leader().members({ group });
  expect(members.filter((m) => m.name === 'Sam')).toHaveLength(2);
  expect(await save('leader', 'Noor')).toEqual({ shared: false });
});

test('G14 through the portal: the talk closes what waits to be talked about, the exception makes it ready and is visible', async () => {
  const pat = { group, patient: 'Patient/p7' };
  await signWith(pat.patient, { report: 'no', sober: 'talk' });
  const portal = leader();
  const codes = async () => (await portal.readiness(pat)).readiness.reasons.map((r) => r.code);
  expect(await codes()).toEqual(['rule-declined', 'wants-to-talk']);
  const of = await portal.openDecisions(pat);
  const document = of.documents[0]?.key ?? '';
  const id = () => crypto.randomUUID();
  await portal.addNote(pat, { id: id(), kind: 'talked-about', of, document, clauses: ['sober', 'report'] });
  expect(await codes()).toEqual(['rule-declined']);
  await portal.decide(pat, { id: id(), of, document, decision: 'exception' });
  const { readiness } = await portal.readiness(pat);
  expect([readiness.state, readiness.criteria.agreement.note]).toEqual(['ready', 'exception']);
});

test('G14 through the portal, not this group: no longer in it, what waited is rejected, no reason stored', async () => {
  const pat = { group, patient: 'Patient/p6' };
  await signWith(pat.patient, { report: 'no' });
  const portal = leader();
  const of = await portal.openDecisions(pat);
  await portal.decide(pat, { id: crypto.randomUUID(), of, decision: 'not-this-group' });
  const { readiness } = await portal.readiness(pat);
  expect([readiness.membership, readiness.preparation]).toEqual(['ended', 'not-applicable']);
  const consents = await searchAll(demo.fhirBase, 'Consent', { patient: pat.patient, category: token('group-rules') });
  expect(consents.map((c) => c.status)).toContain('rejected');
  expect(await searchAll(demo.fhirBase, 'Observation', { code: token('leader-decision') })).toEqual([]);
});
