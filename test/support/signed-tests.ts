/** Life after signing, checked from outside on whichever FHIR server is given. @module */
import type { FhirResource } from 'fhir/r4.js';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Portal, Role } from '../../src/portal-types.ts';
import { inForceOnDay } from '../../src/signed-day.ts';
import type { SignedForm } from '../../src/signed-types.ts';
import { portalOn } from './demo.ts';
import { counts, searchAll, token } from './outside.ts';
import { answersTo } from './portal-tests.ts';

const group = 'tuesday';
const sid = (name: string) => `https://fhir-group-therapy.example/fhir/sid/${name}`;
/** Where each version says who signed. */
const signerElement = { '4.0': 'performer', '5.0': 'grantor' } as const;

/** Registers the tests; the server must hold the demo's seed of `seededAt`. Order matters: one story. */
export function signedTests(server: () => string, fhirVersion: '4.0' | '5.0' = '4.0'): void {
  describe('after signing', () => {
    let base: string;
    beforeAll(() => {
      base = server();
    });
    const as = (role: Role, now = '2026-11-25T15:00:00Z'): Portal => portalOn(base, role, { now: () => new Date(now) });
    const historyOf = (patient: string, role: Role = 'leader', now?: string) =>
      as(role, now).signings({ group, patient });
    const signAs = async (patient: string, name: string, now: string) => {
      const portal = as('intake', now);
      const form = await portal.openSigning({ group, patient });
      return portal.sign(form, {
        answers: answersTo(form),
        signer: { as: 'member' },
        mode: 'screen',
        mark: { by: 'typing' },
        name: name,
        electronic: true,
        identityCheck: 'two-identifiers',
      });
    };
    const states = ({ documents }: SignedForm) => documents.map((d) => `${d.document} ${d.state}`);
    const put = async (resource: Partial<Record<string, unknown>>) => {
      const answer = await fetch(`${base}/${String(resource['resourceType'])}/${String(resource['id'])}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(resource),
      });
      expect(answer.ok).toBe(true);
    };
    const consentsOf = (patient: string) =>
      searchAll(base, 'Consent', { patient, category: token('group-rules', 'group-participation') });

    test('a member who signed once: what, when, who, how, and what is in force', async () => {
      const history = await historyOf('Patient/p2');
      expect(history).toMatchObject({ missing: [], today: '2026-11-25', group: { name: 'Tuesday group' } });
      const [form, ...more] = history.signings;
      expect(more).toEqual([]);
      expect(form).toMatchObject({
        signed: '2026-09-01T18:00:00-04:00',
        signer: { name: 'Bo Lindgren-Test', as: 'member' },
        mode: 'screen',
        identityCheck: 'two-identifiers',
        recorder: { name: 'P. Lindqvist-Test' },
        copy: 'here',
      });
      expect(form?.witness).toBeUndefined();
      expect(form?.documents.map(({ answers: _answers, ...rest }) => rest)).toEqual([
        {
          document: 'rules',
          title: 'Group rules',
          version: '2026.1',
          language: 'en',
          state: 'in-force',
          from: '2026-09-01',
          to: '2027-08-31',
        },
        {
          document: 'participation',
          title: 'Taking part in group',
          version: '2026.1',
          language: 'en',
          state: 'in-force',
          from: '2026-09-01',
          to: '2027-08-31',
        },
      ]);
      const answers = form?.documents[0]?.answers ?? [];
      expect(answers.flatMap((part) => part.clauses)).toHaveLength(13);
      expect(answers[0]?.title).toEqual(expect.any(String));
      expect(history.now.inForce.map(({ document }) => document).toSorted()).toEqual(['participation', 'rules']);
      expect(inForceOnDay(history, '2026-08-31').inForce).toEqual([]);
      expect(inForceOnDay(history, '2026-09-01').inForce).toHaveLength(2);
      expect(JSON.stringify(history)).not.toMatch(/Patient\/|Consent\/|Practitioner\//);
    });

    test('who never signed has an empty history with nothing missing', async () => {
      expect(await historyOf('Patient/p8')).toMatchObject({ signings: [], missing: [], now: { inForce: [] } });
    });

    test('other staff see what stands and no answer, and open no copy; members see their own alone', async () => {
      const { signings, may } = await historyOf('Patient/p3', 'staff');
      expect(may).toEqual([]);
      expect(signings[0]).toMatchObject({ copy: 'hidden', documents: [{ state: 'waiting' }, { state: 'in-force' }] });
      expect(signings[0]?.documents.flatMap(({ answers }) => answers ?? [])).toEqual([]);
      expect(JSON.stringify(signings)).not.toContain('"talk"');
      const own = await historyOf('Patient/p3');
      expect(JSON.stringify(own.signings)).toContain('"talk"');
      const { signing = '' } = own.signings[0] ?? {};
      const query = { group, patient: 'Patient/p3' };
      await expect(as('staff').signedCopy(query, signing)).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(historyOf('Patient/p3', 'member')).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(as('member').signedCopy(query, signing)).rejects.toMatchObject({ code: 'not-allowed' });
      expect(await historyOf('Patient/p8', 'member')).toMatchObject({ signings: [], may: ['withdraw'] });
    });

    test('the copy is what was filed, under a name that names nobody', async () => {
      const query = { group, patient: 'Patient/p2' };
      const { signing = '' } = (await historyOf('Patient/p2')).signings[0] ?? {};
      const copy = await as('leader').signedCopy(query, signing);
      expect(copy).toMatchObject({
        contentType: 'text/html',
        language: 'en',
        fileName: 'signed-copy-2026-09-01.html',
      });
      expect(Buffer.from(copy.data, 'base64').toString()).toContain('Bo Lindgren-Test');
      await expect(as('leader').signedCopy({ group, patient: 'Patient/p1' }, signing)).rejects.toMatchObject({
        code: 'not-found',
        fields: ['signing'],
      });
      await expect(as('leader').signedCopy(query, 'x')).rejects.toMatchObject({ code: 'invalid', fields: ['signing'] });
      const [stored] = await searchAll(base, 'DocumentReference', { patient: 'Patient/p2' });
      const attachment = stored?.content[0]?.attachment;
      const words = Buffer.from(attachment?.data ?? '', 'base64')
        .toString()
        .replace('Bo Lindgren', 'Bo Lindgrem');
      const data = Buffer.from(words).toString('base64');
      await put({ ...stored, content: [{ attachment: { ...attachment, data } }] });
      await expect(as('leader').signedCopy(query, signing)).rejects.toMatchObject({
        code: 'unreadable',
        fields: ['copy'],
      });
      await put({ ...stored, content: [{ attachment }] });
      expect(await as('leader').signedCopy(query, signing)).toEqual(copy);
    });

    test('another group’s signing is not there, and nobody learns of it', async () => {
      const { signings } = await as('intake').signings({ group: 'thursday', patient: 'Patient/p9' });
      const { signing = '' } = signings[0] ?? {};
      expect(signings).toHaveLength(1);
      expect(await historyOf('Patient/p9', 'intake')).toMatchObject({ signings: [] });
      for (const call of [
        () => as('intake').signedCopy({ group, patient: 'Patient/p9' }, signing),
        () => as('intake').voidSigning({ group, patient: 'Patient/p9' }, signing, { reason: 'correction' }),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'not-found', fields: ['signing'] });
    });

    const patient = 'Patient/p7';
    const query = { group, patient };

    test('a newer signing replaces the older, which stays as it was read then', async () => {
      const before = (await historyOf(patient)).signings[0];
      const { signing } = await signAs(patient, 'Ty Brooks-Test', '2026-11-24T15:00:00Z');
      const history = await historyOf(patient);
      expect(history.signings.map((f) => [f.signing, states(f)])).toEqual([
        [signing, ['rules in-force', 'participation in-force']],
        [before?.signing, ['rules replaced', 'participation replaced']],
      ]);
      expect(history.signings[1]?.documents[0]).toMatchObject({
        to: '2026-11-24',
        ended: { why: 'replaced', when: '2026-11-24T10:00:00-05:00' },
      });
      const on = (day: string) => [...new Set(inForceOnDay(history, day).inForce.map((f) => f.signing))];
      expect(on('2026-11-23')).toEqual([before?.signing]);
      expect(on('2026-11-24')).toEqual([before?.signing, signing]);
      expect(on('2026-11-25')).toEqual([signing]);
    });

    test('taken back in writing and recorded the day after: in force until then, with whose word it was', async () => {
      const refused = (more: object) => as('intake').withdraw({ ...query, document: 'rules', ...more });
      for (const when of ['2026-11-25T10:00:01-05:00', '2026-11-24T09:59:59-05:00', '2026-11-24', 'now'])
        await expect(refused({ when })).rejects.toMatchObject({ code: 'invalid', fields: ['when'] });
      await expect(refused({ by: 'representative' })).rejects.toMatchObject({ code: 'invalid', fields: ['by'] });
      const when = '2026-11-24T14:10:00-05:00';
      expect(await refused({ when: '2026-11-24T19:10:00Z' })).toEqual({ when, documents: 1 });
      const history = await historyOf(patient);
      expect(history.signings[0]?.documents[0]).toMatchObject({
        state: 'withdrawn',
        to: '2026-11-24',
        ended: {
          when,
          why: 'withdrawn',
          by: 'member',
          recorder: 'P. Lindqvist-Test',
          recorded: '2026-11-25T10:00:00-05:00',
        },
      });
      expect(history.now.inForce.map((f) => f.document)).toEqual(['participation']);
      const day = (date: string) => inForceOnDay(history, date).inForce.map((f) => f.document);
      expect([day('2026-11-24').filter((d) => d === 'rules').length, day('2026-11-25')]).toEqual([
        2,
        ['participation'],
      ]);
      await expect(refused({ when })).rejects.toMatchObject({ code: 'not-found', fields: ['document'] });
    });

    test('a withdrawal by who signed for the member is their word, where the record knows them', async () => {
      const rp = { resourceType: 'RelatedPerson', id: 'rp-p1', patient: { reference: 'Patient/p1' } } as const;
      await put(rp);
      const element = signerElement[fhirVersion];
      for (const consent of await consentsOf('Patient/p1'))
        await put({ ...consent, [element]: [{ reference: 'RelatedPerson/rp-p1' }] });
      const of = { group, patient: 'Patient/p1', document: 'participation', by: 'representative' } as const;
      expect((await as('intake').withdraw(of)).documents).toBe(1);
      const ended = (await consentsOf('Patient/p1')).find((c) => c.status === 'inactive');
      const [change] = await searchAll(base, 'Provenance', { target: `Consent/${ended?.id}`, _sort: '-_lastUpdated' });
      expect(change?.agent.map((a) => a.who.reference)).toEqual(['RelatedPerson/rp-p1', 'Practitioner/i1']);
      // somebody else's is refused: nobody speaks for a member they have nothing to do with
      await put({ ...rp, patient: { reference: 'Patient/p3' } });
      const rules = { ...of, document: 'rules' } as const;
      await expect(as('intake').withdraw(rules)).rejects.toMatchObject({ code: 'not-allowed', fields: ['patient'] });
    });

    test('put right: the whole signing is in error, its copy still opens, and it can be signed anew', async () => {
      const { signing } = await signAs('Patient/p5', 'Max Feld-Test', '2026-11-24T15:00:00Z');
      const of = { group, patient: 'Patient/p5' };
      for (const role of ['staff', 'member'] as const)
        await expect(as(role).voidSigning(of, signing, { reason: 'correction' })).rejects.toMatchObject({
          code: 'not-allowed',
        });
      await expect(as('intake').voidSigning(of, signing, { reason: 'undo' as 'correction' })).rejects.toMatchObject({
        code: 'invalid',
        fields: ['reason'],
      });
      const result = await as('intake').voidSigning(of, signing, { reason: 'correction' });
      expect(result.replaced).toBe(2);
      expect(result.references.map((r) => r.split('/')[0])).toEqual([
        'DocumentReference',
        'QuestionnaireResponse',
        'QuestionnaireResponse',
        'Consent',
        'Consent',
        'Provenance',
      ]);
      const history = await historyOf('Patient/p5');
      expect(history.missing).toEqual([]);
      const [form] = history.signings;
      expect(form).toEqual({
        signing,
        signed: '2026-11-24T10:00:00-05:00',
        documents: ['rules', 'participation'].map((document) =>
          expect.objectContaining({ document, state: 'entered-in-error', version: '2026.1' }),
        ),
        copy: 'here',
        voided: { at: '2026-11-25T10:00:00-05:00', reason: 'correction', by: 'P. Lindqvist-Test' },
      });
      expect((await as('leader').signedCopy(of, signing)).contentType).toBe('text/html');
      // what it had taken the place of stands again
      const before = history.signings[1]?.signing;
      expect(states(history.signings[1] as SignedForm)).toEqual(['rules in-force', 'participation in-force']);
      expect(history.now.inForce.map((f) => f.signing)).toEqual([before, before]);
      expect(history.signings[1]?.documents[0]).toMatchObject({ to: '2027-08-31' });
      // sent twice, it is as it was
      const after = await counts(base);
      expect(await as('leader').voidSigning(of, signing, { reason: 'correction' })).toEqual(result);
      expect(await counts(base)).toEqual(after);
      const again = await signAs('Patient/p5', 'Max Feld-Test', '2026-11-25T15:00:00Z');
      expect((await historyOf('Patient/p5')).signings.map((f) => [f.signing === again.signing, ...states(f)])).toEqual([
        [true, 'rules in-force', 'participation in-force'],
        [false, 'rules entered-in-error', 'participation entered-in-error'],
        [false, 'rules replaced', 'participation replaced'],
      ]);
    });

    test('a withdrawal of a signing that was entered in error holds for what that had taken the place of', async () => {
      const of = { group, patient: 'Patient/p8' };
      await signAs('Patient/p8', 'Sam Santos-Test', '2026-11-20T15:00:00Z');
      const { signing } = await signAs('Patient/p8', 'Sam Santos-Test', '2026-11-24T15:00:00Z');
      const when = '2026-11-24T14:10:00-05:00';
      await as('intake').withdraw({ ...of, document: 'rules', when });
      expect((await as('intake').voidSigning(of, signing, { reason: 'correction' })).replaced).toBe(2);
      const [, older] = (await historyOf('Patient/p8')).signings;
      expect(older && states(older)).toEqual(['rules withdrawn', 'participation in-force']);
      expect(older?.documents[0]?.ended).toMatchObject({ when, why: 'withdrawn' });
      const { readiness } = await as('leader').readiness(of);
      expect([readiness.preparation, readiness.lapse?.why]).toEqual(['lapsed', 'withdrawn']);
    });

    test('on the wrong chart: the content of its copy goes, its hash and size stay, and its words are not shown', async () => {
      const of = { group, patient: 'Patient/p6' };
      const { signing = '' } = (await historyOf('Patient/p6')).signings[0] ?? {};
      const [before] = await searchAll(base, 'DocumentReference', { patient: 'Patient/p6' });
      const result = await as('leader').voidSigning(of, signing, { reason: 'wrong-member' });
      expect(result.replaced).toBe(0);
      const [copy] = await searchAll(base, 'DocumentReference', { patient: 'Patient/p6' });
      expect(copy?.status).toBe('entered-in-error');
      const { data: _gone, ...rest } = before?.content[0]?.attachment ?? {};
      expect(_gone).toEqual(expect.any(String));
      expect(copy?.content).toEqual([{ attachment: rest }]);
      const held = (one: FhirResource | undefined) =>
        [(one as { identifier?: object } | undefined)?.identifier ?? []].flat() as { system: string; value: string }[];
      const hashes = [copy?.masterIdentifier?.value, ...held(copy).map((i) => i.value)];
      expect(hashes.find((one) => one?.startsWith('ni:'))).toBe(
        [before?.masterIdentifier?.value, ...held(before).map((i) => i.value)].find((one) => one?.startsWith('ni:')),
      );
      const responses = await searchAll(base, 'QuestionnaireResponse', { patient: 'Patient/p6' });
      const gone = [copy, ...(await consentsOf('Patient/p6')), ...responses].filter((one) =>
        held(one).some((i) => i.value === signing),
      );
      expect(gone).toHaveLength(5);
      for (const one of gone) {
        expect(one).toMatchObject({ status: 'entered-in-error' });
        expect(held(one).find((i) => i.value === signing)?.system).toBe(sid('void'));
      }
      await expect(as('leader').signedCopy(of, signing)).rejects.toMatchObject({ code: 'not-found', fields: ['copy'] });
      const history = await historyOf('Patient/p6');
      expect(history.signings[0]).toMatchObject({ copy: 'removed', voided: { reason: 'wrong-member' } });
      expect(JSON.stringify(history.signings)).not.toContain('Noor');
      expect(result.references).toContain(`DocumentReference/${copy?.id}`);
      const [change] = await searchAll(base, 'Provenance', {
        target: `DocumentReference/${copy?.id}`,
        _sort: '-_lastUpdated',
      });
      expect(change?.extension?.[0]?.valueCode).toBe('wrong-member');
      expect(change?.target).toHaveLength(5);
    });

    test('put right first, and found to be another’s later: the content goes then', async () => {
      const of = { group, patient: 'Patient/p4' };
      const { signing = '' } = (await historyOf('Patient/p4')).signings[0] ?? {};
      await as('intake').voidSigning(of, signing, { reason: 'correction' });
      expect((await as('leader').signedCopy(of, signing)).data).toEqual(expect.any(String));
      await as('intake').voidSigning(of, signing, { reason: 'wrong-member' });
      await expect(as('leader').signedCopy(of, signing)).rejects.toMatchObject({ code: 'not-found' });
      expect((await historyOf('Patient/p4')).signings[0]?.copy).toBe('removed');
    });
  });
}
