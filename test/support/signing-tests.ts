/** Every way to sign, on a real server: who signed, how, in which words, and what another device finds. @module */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Consent, Provenance, QuestionnaireResponse } from 'fhir/r4.js';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import { reviewedDocumentsEs } from '../../demo/seed/reviewed-es.ts';
import type { Answer } from '../../fhir-mappings/codes.ts';
import type { GroupDefinitionInput } from '../../src/groups.ts';
import { createPortal, type PortalOptions } from '../../src/portal.ts';
import type { Portal, Role, SigningForm, SigningInput } from '../../src/portal-types.ts';
import { portalOn } from './demo.ts';
import { patientsIn, searchAll } from './outside.ts';
import { answersTo } from './portal-tests.ts';

const ours = 'https://fhir-group-therapy.example/fhir';
const [like] = groupDefinitions as [GroupDefinitionInput];
/** Groups nobody else in these tests uses; both of one programme, neither with seats. */
const definitions: GroupDefinitionInput[] = [
  { ...like, key: 'signing', name: 'Signing group' },
  {
    ...like,
    key: 'second',
    name: 'Second group',
    leaders: [{ reference: 'Practitioner/l2', display: 'R. Haddad-Test' }],
  },
];
const group = 'signing';
/** The smallest PNG and PDF that pass for one. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
const pdf = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n').toString('base64');

/** Registers the tests; the server must hold the demo's people. `fhirVersion`: of the server. */
export function signingTests(server: () => string, fhirVersion: '4.0' | '5.0' = '4.0'): void {
  const signerOf = (consent: Consent) =>
    (consent as unknown as Record<string, unknown>)[fhirVersion === '4.0' ? 'performer' : 'grantor'];

  describe('ways to sign', () => {
    let base: string;
    let people = 0;
    beforeAll(async () => {
      base = server();
      for (const { key } of definitions) await as('intake').createGroup({ group: key });
    });
    const as = (role: Role, more: Partial<PortalOptions> = {}): Portal =>
      portalOn(base, role, { groups: definitions, documents: reviewedDocumentsEs, ...more });

    /** Somebody new who has just joined. */
    async function somebody(about: object = { birthDate: '1990-04-01' }, groups = [group]): Promise<string> {
      const id = `sign-${++people}`;
      await put({ resourceType: 'Patient', id, name: [{ given: ['Tai'], family: 'Brooks-Test' }], ...about });
      for (const key of groups)
        await as('intake').addMember({ group: key }, { patient: `Patient/${id}`, start: '2026-11-25' });
      return `Patient/${id}`;
    }
    async function put(resource: { resourceType: string; id: string; [element: string]: unknown }): Promise<void> {
      const answer = await fetch(`${base}/${resource.resourceType}/${resource.id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(resource),
      });
      if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`);
    }
    const input = (
      form: SigningForm,
      more: Partial<SigningInput> = {},
      other?: Record<string, Answer>,
    ): SigningInput => ({
      answers: answersTo(form, other),
      signer: { as: 'member' },
      mode: 'screen',
      mark: { by: 'typing' },
      name: 'Tai Brooks-Test',
      electronic: true,
      identityCheck: 'two-identifiers',
      ...more,
    });
    const consents = (patient: string) => searchAll(base, 'Consent', { patient });
    const responses = (patient: string) => searchAll(base, 'QuestionnaireResponse', { patient });
    const provenanceOf = async ({ signing }: SigningForm): Promise<Provenance> => {
      const found = await searchAll(base, 'Provenance', { _tag: `${ours}/sid/signing|${signing}` });
      expect(found).toHaveLength(1);
      return found[0] as Provenance;
    };
    const roleOf = (agent: Provenance['agent'][number]) => agent.type?.coding?.[0]?.code;

    test('a guardian who is on record signs with a basis; the member is nobody’s signature', async () => {
      const patient = await somebody({ birthDate: '2010-04-01' });
      const reference = `RelatedPerson/rp-${people}`;
      await put({
        resourceType: 'RelatedPerson',
        id: `rp-${people}`,
        patient: { reference: patient },
        name: [{ given: ['Lee'], family: 'Brooks-Test' }],
      });
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      expect(form).toMatchObject({ age: 'minor', representatives: [{ reference, name: 'Lee Brooks-Test' }] });
      const signer = { as: 'representative', basis: 'parent', reference } as const;
      await portal.sign(
        form,
        input(form, { signer, name: 'Lee Brooks-Test', assent: { name: 'Tai B.', answer: 'yes' } }),
      );
      expect((await consents(patient)).map(signerOf)).toEqual([[{ reference }], [{ reference }]]);
      const { agent, signature } = await provenanceOf(form);
      expect(agent.map(roleOf)).toEqual(['author', 'informant', 'verifier', 'enterer']);
      expect(agent[0]).toMatchObject({ who: { reference }, onBehalfOf: { reference: patient } });
      expect(signature?.map((s) => s.who.reference)).toEqual([reference, patient]);
      const { readiness } = await portal.readiness({ group, patient });
      expect(readiness.criteria).toMatchObject({ agreement: { state: 'met' }, signer: { state: 'met' } });
    });

    test('a guardian who is not on record is written once, with nothing but whom they act for', async () => {
      const patient = await somebody({ birthDate: '2010-04-01' });
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      const signed = input(form, { signer: { as: 'representative', basis: 'court-order' }, name: 'Lee Brooks-Test' });
      await portal.sign(form, signed);
      await portal.sign(form, signed);
      const found = await searchAll(base, 'RelatedPerson', { patient });
      expect(found).toHaveLength(1);
      expect(found[0]?.name).toBeUndefined();
      expect((await consents(patient)).map(signerOf)).toEqual(
        [1, 2].map(() => [{ reference: `RelatedPerson/${found[0]?.id}` }]),
      );
      expect((await portal.readiness({ group, patient })).readiness.criteria.signer.state).toBe('met');
    });

    test('somebody who acts for another person can’t sign for this one', async () => {
      const [patient, other] = [await somebody(), await somebody()];
      await put({ resourceType: 'RelatedPerson', id: 'rp-other', patient: { reference: other } });
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      const signer = { as: 'representative', basis: 'parent', reference: 'RelatedPerson/rp-other' } as const;
      await expect(portal.sign(form, input(form, { signer }))).rejects.toMatchObject({ code: 'not-allowed' });
      expect(await consents(patient)).toEqual([]);
    });

    test('a minor on their own consent signs as themselves, and on a basis', async () => {
      const patient = await somebody({ birthDate: '2010-04-01' });
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      await portal.sign(form, input(form, { signer: { as: 'minor' } }));
      expect((await consents(patient)).map(signerOf)).toEqual([[{ reference: patient }], [{ reference: patient }]]);
      expect((await portal.readiness({ group, patient })).readiness.criteria.signer.state).toBe('met');
    });

    test('a minor who wants to talk says it to the leader alone, in a response of their own', async () => {
      const patient = await somebody({ birthDate: '2010-04-01' });
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      const signer = { as: 'representative', basis: 'parent' } as const;
      await portal.sign(form, input(form, { signer, name: 'Lee Brooks-Test', assent: { name: '', answer: 'talk' } }));
      const { agent, signature } = await provenanceOf(form);
      expect(agent.map(roleOf)).not.toContain('informant');
      expect(signature).toHaveLength(1);
      const own = (await responses(patient)).filter((r) => r.source?.reference === patient);
      expect(own.map((r) => r.author?.reference)).toEqual([patient]);
      const { readiness } = await as('leader').readiness({ group, patient });
      expect(readiness.reasons.map((r) => r.code)).toContain('wants-to-talk');
      const [related] = await searchAll(base, 'RelatedPerson', { patient });
      const guardian = as('guardian', {
        user: { reference: `RelatedPerson/${related?.id}`, display: 'Lee Brooks-Test', role: 'guardian' },
      });
      expect((await guardian.readiness({ group, patient })).details).not.toHaveProperty('talk');
    });

    test('an interpreter is known by a number and meets the recorded need; a name is none', async () => {
      const communication = [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'qu' }] }, preferred: true }];
      const patient = await somebody({ birthDate: '1990-04-01', communication });
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      expect(form).toMatchObject({ need: { language: 'qu' }, documents: { rules: { language: 'en' } } });
      for (const id of ['daughter', 'Rosa Quispe-Test'])
        await expect(portal.sign(form, input(form, { interpreter: { id, way: 'in-person' } }))).rejects.toMatchObject({
          code: 'invalid',
          fields: ['interpreter.id'],
        });
      await portal.sign(form, input(form, { interpreter: { id: 'INT-204', way: 'video' } }));
      const { agent } = await provenanceOf(form);
      expect(agent.map((a) => a.who.identifier?.value).filter(Boolean)).toEqual(['INT-204']);
      expect((await portal.readiness({ group, patient })).readiness.criteria.communication.state).toBe('met');
    });

    test('Spanish is what a Spanish speaker gets, and a draft nobody reviewed can’t be opened by choice of record', async () => {
      const communication = [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'es-MX' }] } }];
      const patient = await somebody({ birthDate: '1990-04-01', communication });
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      expect(form.documents).toMatchObject({ rules: { language: 'es' }, participation: { language: 'es' } });
      expect(form.languages).toEqual([
        { language: 'en', version: '2026.1', review: 'original' },
        { language: 'es', version: '2026.1', review: expect.objectContaining({ date: '2025-12-15' }) },
      ]);
      const draft = `${ours}/Questionnaire/group-rules-es`;
      const drafts = definitions.map((d) => ({
        ...d,
        documents: { ...d.documents, rules: [d.documents.rules[0] ?? '', draft] },
      }));
      const withDraft = as('intake', { groups: drafts });
      const unreviewed = await withDraft.openSigning({ group, patient });
      expect(unreviewed.documents.rules.language).toBe('en');
      expect(unreviewed.languages.map((l) => l.review)).toEqual(['original', 'draft']);
      const forced = await withDraft.openSigning({ group, patient, language: 'es' });
      await expect(withDraft.sign(forced, input(forced))).rejects.toMatchObject({
        code: 'invalid',
        fields: ['documents.rules'],
      });
    });

    test('read aloud: staff typed, the member answered; a drawing and a button are told apart', async () => {
      const portal = as('intake');
      for (const [more, mode, author, format] of [
        [{ mode: 'spoken' }, 'VERBAL', 'Practitioner/i1', 'text/plain'],
        [{ mark: { by: 'drawing', png } }, 'ELECTRONIC', 'member', 'image/png'],
        [{ mark: { by: 'button' } }, 'ELECTRONIC', 'member', 'text/plain'],
      ] as [Partial<SigningInput>, string, string, string][]) {
        const patient = await somebody();
        const form = await portal.openSigning({ group, patient });
        const { electronic: _electronic, ...spoken } = input(form, more);
        await portal.sign(form, more.mode === 'spoken' ? spoken : input(form, more));
        const [first] = await responses(patient);
        expect(first?.author?.reference).toBe(author === 'member' ? patient : author);
        expect(JSON.stringify(first?.extension)).toContain(mode);
        expect((await provenanceOf(form)).signature?.[0]?.sigFormat).toBe(format);
      }
      const form = await portal.openSigning({ group, patient: await somebody() });
      for (const fake of ['', Buffer.from('<svg/>').toString('base64'), png + 'A'.repeat(2_000_000)])
        await expect(portal.sign(form, input(form, { mark: { by: 'drawing', png: fake } }))).rejects.toMatchObject({
          code: 'invalid',
          fields: ['mark'],
        });
    });

    test('for a server that takes text alone the copy is text, and opens as it was filed', async () => {
      const patient = await somebody();
      const portal = as('intake', { plainCopies: true });
      const form = await portal.openSigning({ group, patient });
      await portal.sign(form, input(form));
      const file = await portal.signedCopy({ group, patient }, form.signing);
      expect([file.contentType, file.fileName]).toEqual(['text/plain', 'signed-copy-2026-11-25.txt']);
      const text = Buffer.from(file.data, 'base64').toString();
      expect(text).toContain('Signature: Tai Brooks-Test');
      expect(text).not.toMatch(/<[a-z]/);
    });

    test('paper: the scan is the copy, the day it was signed stays, and somebody else’s paper is not filed', async () => {
      const patient = await somebody();
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      expect(form.memberCode).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{3}$/);
      expect((await portal.openSigning({ group, patient })).memberCode).toBe(form.memberCode);
      const { electronic: _electronic, ...rest } = input(form, { mode: 'paper' });
      const paper = { scan: { contentType: 'application/pdf', data: pdf }, problems: [], code: 'same' } as const;
      const on = (more: object): SigningInput => ({ ...rest, paper: { ...paper, problems: [], ...more } });
      for (const [more, field] of [
        [{ code: 'other' }, 'paper.code'],
        [{ signedOn: '2026-11-27' }, 'paper.signedOn'],
        [{ scan: { contentType: 'image/jpeg', data: pdf } }, 'paper.scan'],
        [{ scan: { contentType: 'application/pdf', data: pdf + 'A'.repeat(7_500_000) } }, 'paper.scan'],
      ] as const)
        await expect(portal.sign(form, on(more))).rejects.toMatchObject({ code: 'invalid', fields: [field] });
      expect(await consents(patient)).toEqual([]);
      await portal.sign(form, on({ signedOn: '2026-11-20' }));
      const [copy] = await searchAll(base, 'DocumentReference', { patient });
      expect(copy).toMatchObject({ content: [{ attachment: { contentType: 'application/pdf', data: pdf } }] });
      const [answers] = await responses(patient);
      expect(answers?.authored).toMatch(/^2026-11-20T00:00:00/);
      const { recorded } = await provenanceOf(form);
      expect(Date.parse(recorded)).toBe(Date.parse('2026-11-25T15:00:00Z'));
    });

    test('paper without a date stays without one, and counts from the day it was entered', async () => {
      const patient = await somebody();
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      const { electronic: _electronic, ...rest } = input(form, { mode: 'paper' });
      const scan = { contentType: 'application/pdf', data: pdf } as const;
      await portal.sign(form, { ...rest, paper: { scan, problems: ['missing-date'], code: 'same' } });
      expect((await responses(patient)).map((r) => r.authored)).toEqual([undefined, undefined]);
      const { criteria } = (await portal.readiness({ group, patient })).readiness;
      expect(criteria.agreement.state).toBe('met');
      const notes = await searchAll(base, 'Observation', { patient });
      expect(notes.map((n) => n.code.coding?.[0]?.code)).toEqual(['signed-copy-problem']);
      // on the wrong chart, what was wrong with that paper goes with it
      const gone = await portal.voidSigning({ group, patient }, form.signing, { reason: 'wrong-member' });
      const [note] = await searchAll(base, 'Observation', { patient });
      expect(note?.status).toBe('entered-in-error');
      expect(gone.references).toContain(`Observation/${note?.id}`);
    });

    test('finish later: kept without a signature, found on another device, set aside by the signing', async () => {
      const patient = await somebody();
      const [tablet, phone] = [as('intake'), as('leader')];
      const form = await tablet.openSigning({ group, patient });
      const some = { rules: { private: 'yes', come: 'talk' }, participation: {} } as SigningInput['answers'];
      const first = await tablet.saveDraft(form, { answers: some, signer: { as: 'member' } });
      // sent again, as after a lost answer
      await tablet.saveDraft(form, { answers: some, signer: { as: 'member' } });
      expect(first.answers).toEqual(some.rules);
      expect(await consents(patient)).toEqual([]);
      expect((await responses(patient)).map((r) => r.status)).toEqual(['in-progress']);
      expect((await phone.readiness({ group, patient })).readiness.criteria.agreement.state).toBe('not-met');
      const again = await phone.openSigning({ group, patient });
      expect(again.draft).toMatchObject({ answers: some.rules, language: 'en' });
      const more = { ...some, rules: { ...some.rules, 'on-time': 'yes' as const } };
      const signer = { as: 'member' } as const;
      const saved = await phone.saveDraft(again, { answers: more, signer });
      again.draft = saved;
      const stale = { ...some, rules: { private: 'no' as const } };
      const third = await as('intake').openSigning({ group, patient });
      await tablet.saveDraft(third, { answers: { ...more, rules: { ...more.rules, plan: 'yes' } }, signer });
      await expect(phone.saveDraft(again, { answers: stale, signer })).rejects.toMatchObject({ code: 'conflict' });
      const last = await phone.openSigning({ group, patient });
      await phone.sign(last, input(last));
      const statuses = (await responses(patient)).map((r: QuestionnaireResponse) => r.status);
      expect(statuses.toSorted()).toEqual(['completed', 'completed', 'stopped']);
      expect((await phone.openSigning({ group, patient })).draft).toBeUndefined();
    });

    test('signed on another device: found by its number; the witness and the copy come after, once', async () => {
      const patient = await somebody();
      const [desk, member] = [
        as('intake'),
        as('member', { user: { reference: patient, display: 'Tai Brooks-Test', role: 'member' } }),
      ];
      const form = await desk.openSigning({ group, patient });
      expect(await desk.findSigned(form)).toBeUndefined();
      await expect(desk.closeSigning(form, { witness: true })).rejects.toMatchObject({ code: 'not-found' });
      const own = await member.openSigning({ group, patient, signing: form.signing });
      await member.sign(own, input(own, { verifiedBy: 'Practitioner/i1' }));
      expect(await desk.findSigned(form)).toMatchObject({ signing: form.signing, rules: 'active' });
      await expect(member.closeSigning(own, { witness: true })).rejects.toMatchObject({ code: 'not-allowed' });
      await desk.closeSigning(form, { witness: true, copyGiven: 'printed' });
      await desk.closeSigning(form, { witness: true, copyGiven: 'printed' });
      const provenance = await provenanceOf(form);
      expect(provenance.agent.map(roleOf)).toEqual(['author', 'verifier', 'enterer', 'attester']);
      expect(provenance.agent.map((a) => a.who.reference)).toEqual([
        patient,
        'Practitioner/i1',
        patient,
        'Practitioner/i1',
      ]);
      expect(JSON.stringify(provenance.extension)).toContain('printed');
    });

    test('words that changed while they were read are read again; nothing is written', async () => {
      const patient = await somebody();
      const before = as('intake');
      const form = await before.openSigning({ group, patient });
      const next = { ...form.documents.rules, version: '2026.2', effective: '2026-11-20' };
      const after = as('intake', { documents: [...reviewedDocumentsEs, next] });
      await expect(after.sign(form, input(form))).rejects.toMatchObject({
        code: 'invalid',
        fields: ['documents.rules'],
      });
      expect(await consents(patient)).toEqual([]);
      const anew = await after.openSigning({ group, patient });
      expect(anew.documents.rules.version).toBe('2026.2');
      expect(anew.versions).toEqual(['2026.2', '2026.1']);
      const old = await after.openSigning({ group, patient, version: '2026.1' });
      expect(old.documents.rules.version).toBe('2026.1');
      // the consent changed with the rules: the older paper holds the older one
      const consent = { ...form.documents.participation, version: '2026.2', effective: '2026-11-20' };
      const both = as('intake', { documents: [...reviewedDocumentsEs, next, consent] });
      const versions = async (version?: string) => {
        const { documents } = await both.openSigning({ group, patient, ...(version && { version }) });
        return [documents.rules.version, documents.participation.version];
      };
      expect(await versions()).toEqual(['2026.2', '2026.2']);
      expect(await versions('2026.1')).toEqual(['2026.1', '2026.1']);
    });

    const active = async (patient: string) =>
      (await consents(patient)).filter((c) => c.status === 'active').map((c) => c.identifier?.[0]?.value);

    test('a paper found late takes nothing from what was signed after it', async () => {
      const patient = await somebody();
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      await portal.sign(form, input(form));
      const late = await portal.openSigning({ group, patient });
      const scan = { contentType: 'application/pdf', data: pdf } as const;
      const paper = { signedOn: '2026-11-02', scan, problems: [], code: 'same' as const };
      const result = await portal.sign(late, input(late, { mode: 'paper', paper }));
      expect([result.rules, result.participation]).toEqual(['ended', 'ended']);
      // it was in force from its day until then, and is beside nothing
      expect(await active(patient)).toEqual([form.signing, form.signing]);
      const { signings } = await portal.signings({ group, patient });
      const [newer, older] = signings;
      expect([newer?.signing, older?.signing]).toEqual([form.signing, late.signing]);
      expect(older?.documents).toMatchObject([
        { state: 'replaced', from: '2026-11-02', ended: { when: newer?.signed } },
        { state: 'replaced', from: '2026-11-02', ended: { when: newer?.signed } },
      ]);
      const wrong = { ...paper, signedOn: 'the 2nd' };
      await expect(portal.sign(late, input(late, { mode: 'paper', paper: wrong }))).rejects.toMatchObject({
        code: 'invalid',
        fields: ['paper.signedOn'],
      });
    });

    test('a paper found late beside a newer exception says nothing that contradicts it', async () => {
      const patient = await somebody();
      const form = await as('intake').openSigning({ group, patient });
      await as('intake').sign(form, input(form, {}, { report: 'no' }));
      const leader = as('leader');
      const of = await leader.openDecisions({ group, patient });
      const document = of.documents[0]?.key ?? '';
      await leader.decide({ group, patient }, { id: crypto.randomUUID(), decision: 'exception', of, document });
      const late = await as('intake').openSigning({ group, patient });
      const scan = { contentType: 'application/pdf', data: pdf } as const;
      const paper = { signedOn: '2026-11-02', scan, problems: [], code: 'same' as const };
      await as('intake').sign(late, input(late, { mode: 'paper', paper }));
      const { readiness } = await leader.readiness({ group, patient });
      expect([readiness.missing, readiness.criteria.agreement]).toMatchObject([
        [],
        { state: 'met', note: 'exception' },
      ]);
    });

    test('a paper found after a withdrawal brings back nothing', async () => {
      const patient = await somebody();
      const form = await as('intake').openSigning({ group, patient });
      await as('intake').sign(form, input(form));
      await as('intake').withdraw({ group, patient, document: 'rules' });
      const late = await as('intake').openSigning({ group, patient });
      const scan = { contentType: 'application/pdf', data: pdf } as const;
      const paper = { signedOn: '2026-11-02', scan, problems: [], code: 'same' as const };
      await as('intake').sign(late, input(late, { mode: 'paper', paper }));
      const { readiness } = await as('leader').readiness({ group, patient });
      expect([readiness.preparation, readiness.criteria.agreement.state]).toEqual(['lapsed', 'not-met']);
    });

    test('a form sent again takes nothing from what was signed since', async () => {
      const patient = await somebody();
      const portal = as('intake');
      const [first, second] = [
        await portal.openSigning({ group, patient }),
        await portal.openSigning({ group, patient }),
      ];
      await portal.sign(first, input(first));
      await portal.sign(second, input(second));
      await portal.sign(first, input(first));
      expect(await active(patient)).toEqual([second.signing, second.signing]);
    });

    test('one link opened twice: the second is not thanked for answers the record does not have', async () => {
      const patient = await somebody();
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      await portal.sign(form, input(form));
      await expect(portal.sign(form, input(form, {}, { report: 'no' }))).rejects.toMatchObject({ code: 'conflict' });
      expect(await consents(patient)).toHaveLength(2);
    });

    test('what a teen answered and nobody signed is not shown to the guardian', async () => {
      const patient = await somebody({ birthDate: '2010-04-01' });
      const id = `rp-draft-${people}`;
      await put({ resourceType: 'RelatedPerson', id, patient: { reference: patient } });
      const desk = as('intake');
      const form = await desk.openSigning({ group, patient });
      const answers = { rules: { private: 'talk' }, participation: {} } as const;
      await desk.saveDraft(form, { answers, signer: { as: 'minor' } });
      expect((await desk.openSigning({ group, patient })).draft).toMatchObject({ source: patient });
      const user = { reference: `RelatedPerson/${id}`, display: 'Lee Brooks-Test', role: 'guardian' } as const;
      expect((await as('guardian', { user }).openSigning({ group, patient })).draft).toBeUndefined();
    });

    test('a guardian does not sign with the form of another one', async () => {
      const patient = await somebody({ birthDate: '2010-04-01' });
      const [one, two] = [`rp-one-${people}`, `rp-two-${people}`];
      for (const id of [one, two]) await put({ resourceType: 'RelatedPerson', id, patient: { reference: patient } });
      const user = { reference: `RelatedPerson/${one}`, display: 'Lee Brooks-Test', role: 'guardian' } as const;
      const portal = as('guardian', { user });
      const form = await portal.openSigning({ group, patient });
      const signer = { as: 'representative', basis: 'parent', reference: `RelatedPerson/${two}` } as const;
      await expect(portal.sign(form, input(form, { signer }))).rejects.toMatchObject({ code: 'not-allowed' });
      expect(await consents(patient)).toEqual([]);
    });

    test('two groups in one sitting: intake sees the other one, a leader of one alone does not', async () => {
      const patient = await somebody({ birthDate: '1990-04-01' }, [group, 'second']);
      const portal = as('intake');
      const form = await portal.openSigning({ group, patient });
      expect(form.alsoIn.map((g) => g.key)).toEqual(['second']);
      expect((await as('leader').openSigning({ group, patient })).alsoIn).toEqual([]);
      await portal.sign(form, input(form, { covers: 'programme' }));
      const other = (await portal.readiness({ group: 'second', patient })).readiness.criteria;
      expect(other).toMatchObject({ agreement: { state: 'met' }, participation: { state: 'not-met' } });
      const second = await portal.openSigning({ group: 'second', patient });
      // the first is signed: nobody is asked again
      expect(second.alsoIn).toEqual([]);
    });

    test('a tablet whose clock is a day behind dates the signature by the server', async () => {
      const patient = await somebody();
      const clock = Date.now;
      try {
        Date.now = () => clock() - 24 * 60 * 60_000;
        const user = { reference: 'Practitioner/i1', display: 'P. Lindqvist-Test', role: 'intake' } as const;
        const portal = createPortal({ store: { base }, groups: definitions, documents: reviewedDocumentsEs, user });
        await portal.groups();
        const form = await portal.openSigning({ group, patient });
        await portal.sign(form, input(form));
      } finally {
        Date.now = clock;
      }
      const [answers] = await responses(patient);
      expect(Math.abs(Date.parse(answers?.authored ?? '') - Date.now())).toBeLessThan(10 * 60_000);
    });

    test('no resource of all this names anybody but its own member', async () => {
      for (let i = 1; i <= people; i++) {
        const patient = `Patient/sign-${i}`;
        for (const resource of [...(await consents(patient)), ...(await responses(patient))])
          expect(patientsIn(resource)).toEqual([patient]);
      }
    });
  });
}
