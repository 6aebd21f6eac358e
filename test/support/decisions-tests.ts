/** The leader's three decisions on a real server, and what a second leader does meanwhile. @module */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../fhir-mappings/codes.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { Portal, Role } from '../../src/portal-types.ts';
import type { LeaderDecision, OpenDecisions } from '../../src/preparation-types.ts';
import { portalOn } from './demo.ts';
import { counts, searchAll, token } from './outside.ts';
import { answersTo } from './portal-tests.ts';

const group = 'tuesday';
const uuid = () => crypto.randomUUID();

/** Registers the tests; the server must hold the demo's seed of `seededAt`. Order matters: one story. */
export function decisionsTests(server: () => string): void {
  describe('the leader decides', () => {
    let base: string;
    beforeAll(() => {
      base = server();
    });
    const as = (role: Role, patient: string, more: Partial<PortalOptions> = {}): Portal =>
      portalOn(base, role, { patient, ...more });
    let minute = 0;
    const sign = async (patient: string, other: Record<string, Answer>) => {
      // one after the other, as people do
      const now = () => new Date(Date.parse('2026-11-25T14:00:00Z') + 60_000 * minute);
      minute++;
      const portal = as('intake', patient, { now });
      const form = await portal.openSigning({ group });
      return portal.sign(form, {
        answers: answersTo(form, other),
        signer: { as: 'member' },
        mode: 'screen',
        mark: { by: 'typing' },
        name: 'Test Person',
        electronic: true,
        identityCheck: 'two-identifiers',
      });
    };
    const readiness = async (patient: string) => (await as('leader', patient).readiness({ group })).readiness;
    /** Consents to the rules; R5 says a no by its decision. */
    const rulesOf = async (patient: string) =>
      (await searchAll(base, 'Consent', { patient, category: token('group-rules') })).map((c) => ({
        id: c.id,
        status: 'decision' in c && c.decision === 'deny' ? 'rejected' : c.status,
      }));
    const document = (opened: OpenDecisions) => opened.documents.find((d) => d.document === 'rules')?.key ?? '';

    test('what waits: the clauses that are not yes, with their words, what was talked about, what can be decided', async () => {
      await sign('Patient/p2', { report: 'no', sober: 'talk' });
      const leader = as('leader', 'Patient/p2');
      const [rules, ...more] = (await leader.openDecisions({ group })).documents;
      expect(more).toEqual([]);
      expect(rules).toMatchObject({
        document: 'rules',
        language: 'en',
        decisions: ['exception', 'sign-again', 'not-this-group'],
        clauses: [
          { clause: 'sober', answer: 'talk' },
          { clause: 'report', answer: 'no' },
        ],
      });
      for (const { short, text } of rules?.clauses ?? []) {
        expect(short).toMatch(/\w/);
        expect(text).toMatch(/\w/);
      }
      expect((await readiness('Patient/p2')).reasons.map((r) => r.code)).toEqual(['rule-declined', 'wants-to-talk']);
    });

    test('exception: in force as it was answered, from now, in the place of the older one; the no stays', async () => {
      const leader = as('leader', 'Patient/p2');
      const opened = await leader.openDecisions({ group });
      await leader.addNote(
        { group },
        { id: uuid(), kind: 'talked-about', of: opened, document: document(opened), clauses: ['sober'] },
      );
      const decision: LeaderDecision = {
        id: uuid(),
        of: opened,
        decision: 'exception',
        document: document(opened),
      };
      await leader.decide({ group }, decision);
      const { preparation, state, criteria, reasons } = await readiness('Patient/p2');
      expect([preparation, state, criteria.agreement.note, reasons]).toEqual(['ready', 'ready', 'exception', []]);
      const consents = await rulesOf('Patient/p2');
      expect(consents.map((c) => c.status).toSorted()).toEqual(['active', 'inactive']);
      const excepted = consents.find((c) => c.status === 'active');
      const [change] = await searchAll(base, 'Provenance', {
        target: `Consent/${excepted?.id}`,
        _sort: '-_lastUpdated',
      });
      expect(change?.agent.map((a) => a.who.reference)).toEqual(['Practitioner/l1', 'Practitioner/l1']);
      const responses = await searchAll(base, 'QuestionnaireResponse', { patient: 'Patient/p2' });
      const answers = responses
        .flatMap((r) => r.item?.flatMap((i) => i.item ?? []) ?? [])
        .filter((i) => i.linkId === 'report')
        .map((i) => i.answer?.[0]?.valueCoding?.code);
      expect(answers).toContain('no');
      // sent again, as after a lost answer: it is there
      const before = await counts(base);
      await leader.decide({ group }, decision);
      expect(await counts(base)).toEqual(before);
      expect((await leader.openDecisions({ group })).documents).toEqual([]);
    });

    test('a decision on what was decided or signed anew meanwhile is refused, and nothing of it is written', async () => {
      await sign('Patient/p5', { report: 'no' });
      const [one, two] = [as('leader', 'Patient/p5'), as('leader', 'Patient/p5')];
      const [a, b] = [await one.openDecisions({ group }), await two.openDecisions({ group })];
      await one.decide({ group }, { id: uuid(), of: a, decision: 'not-this-group' });
      const before = await counts(base);
      await expect(
        two.decide({ group }, { id: uuid(), of: b, decision: 'exception', document: document(b) }),
      ).rejects.toMatchObject({ code: 'not-found', fields: ['patient'] });
      const leader = as('leader', 'Patient/p6');
      await sign('Patient/p6', { report: 'no' });
      const d = await leader.openDecisions({ group });
      await sign('Patient/p6', {});
      for (const decision of [
        { decision: 'not-this-group' as const },
        { decision: 'exception' as const, document: document(d) },
      ])
        await expect(leader.decide({ group }, { id: uuid(), of: d, ...decision })).rejects.toMatchObject({
          code: 'conflict',
        });
      const { membership, preparation } = await readiness('Patient/p6');
      expect([membership, preparation]).toEqual(['active', 'ready']);
      const observations = (await counts(base))['Observation'];
      expect(observations).toBe(before['Observation']);
    });

    test('not this group: the membership ends today, what waited is rejected, and no reason is kept', async () => {
      const { membership, preparation } = await readiness('Patient/p5');
      expect([membership, preparation]).toEqual(['ended', 'not-applicable']);
      const consents = await rulesOf('Patient/p5');
      expect(consents.map((c) => c.status).toSorted()).toEqual(['active', 'rejected']);
      const rejected = consents.find((c) => c.status === 'rejected');
      const [episode] = await searchAll(base, 'EpisodeOfCare', { patient: 'Patient/p5' });
      expect(episode).toMatchObject({ status: 'finished', period: { end: '2026-11-25' } });
      const of = async (target: string) => (await searchAll(base, 'Provenance', { target })).map((p) => p.id);
      const both = await of(`EpisodeOfCare/${episode?.id}`);
      expect(await of(`Consent/${rejected?.id}`)).toEqual(expect.arrayContaining(both));
      const notes = await searchAll(base, 'Observation', { patient: 'Patient/p5', code: token('leader-decision') });
      expect(notes).toEqual([]);
      expect(JSON.stringify([episode, rejected])).not.toMatch(/not-this-group/);
    });

    test('sign again: noted, and it waits for the member, who signs again themselves', async () => {
      await sign('Patient/p7', { report: 'no' });
      const leader = as('leader', 'Patient/p7');
      const opened = await leader.openDecisions({ group });
      const decision = { id: uuid(), of: opened, decision: 'sign-again', document: document(opened) } as const;
      await leader.decide({ group }, decision);
      const before = await counts(base);
      await leader.decide({ group }, decision);
      expect(await counts(base)).toEqual(before);
      expect((await readiness('Patient/p7')).reasons.map((r) => r.code)).not.toContain('rule-declined');
      const [waits] = (await leader.openDecisions({ group })).documents;
      expect(waits).toMatchObject({
        clauses: [{ clause: 'report', answer: 'no', decided: 'sign-again' }],
        decisions: ['exception', 'not-this-group'],
      });
      await sign('Patient/p7', {});
      expect((await leader.openDecisions({ group })).documents).toEqual([]);
    });

    test('nobody takes part by somebody else’s decision, and nobody answers for a member', async () => {
      await sign('Patient/p8', { 'take-part': 'talk' });
      const leader = as('leader', 'Patient/p8');
      const opened = await leader.openDecisions({ group });
      const [participation] = opened.documents;
      expect(participation).toMatchObject({ document: 'participation', decisions: ['sign-again', 'not-this-group'] });
      const key = participation?.key ?? '';
      for (const [decision, field] of [
        [{ decision: 'exception', document: key }, 'decision'],
        [{ decision: 'exception', document: 'document-9' }, 'document'],
        [{ decision: 'exception', sessions: ['session-9'] }, 'sessions'],
        [{ decision: 'exception', document: key, answers: { 'take-part': 'yes' } }, 'answers'],
        [{ decision: 'yes', document: key }, 'decision'],
        [{ decision: 'sign-again', document: key, why: 'because' }, 'why'],
      ] as const)
        await expect(
          leader.decide({ group }, { id: uuid(), of: opened, ...decision } as unknown as LeaderDecision),
        ).rejects.toMatchObject({ code: 'invalid', fields: [field] });
      for (const role of ['intake', 'staff'] as const)
        await expect(
          as(role, 'Patient/p8').decide({ group }, { id: uuid(), of: opened, decision: 'not-this-group' }),
        ).rejects.toMatchObject({ code: 'not-allowed' });
    });

    test('sessions attended without agreement are named by one decision, once', async () => {
      const leader = as('leader', 'Patient/p4');
      const later = as('leader', 'Patient/p4', { now: () => new Date('2026-12-02T00:45:00Z') });
      const sheet = await later.openSheet({ group, start: '2026-12-01T18:00:00-05:00' });
      const jo = sheet.rows.find((r) => r.name === 'Jo')?.row ?? '';
      await later.saveSheet(sheet, new Map([[jo, { outcome: 'present' }]]));
      const opened = await later.openDecisions({ group });
      const starts = opened.sessions?.map((s) => Date.parse(s.start)) ?? [];
      expect(starts).toContain(Date.parse('2026-12-01T18:00:00-05:00'));
      const codes = async () => (await later.readiness({ group })).readiness.reasons.map((r) => r.code);
      expect(await codes()).toContain('attended-without-agreement');
      const sessions = opened.sessions?.map((s) => s.key) ?? [];
      const decision = { id: uuid(), of: opened, decision: 'exception', sessions } as const;
      await later.decide({ group }, decision);
      expect(await codes()).not.toContain('attended-without-agreement');
      const before = await counts(base);
      await later.decide({ group }, decision);
      expect(await counts(base)).toEqual(before);
      expect((await later.openDecisions({ group })).sessions).toEqual([]);
      expect((await leader.openDecisions({ group })).sessions).toEqual([]);
    });
  });
}
