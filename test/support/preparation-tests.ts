/** Preparation on a real server: read by the member, noted and decided by the leader; looked at from outside. @module */
import { beforeAll, describe, expect, test } from 'vitest';
import { reviewedDocumentsEs } from '../../demo/seed/reviewed-es.ts';
import { preparationSections } from '../../src/content/versions.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { Portal, Role } from '../../src/portal-types.ts';
import type { SectionMark } from '../../src/preparation-types.ts';
import { portalOn } from './demo.ts';
import { counts, patientsIn, searchAll } from './outside.ts';

const group = 'tuesday';
const newcomer = 'Patient/p8';
const member = { reference: newcomer, display: 'Sam Santos-Test', role: 'member' as const };
const read = (ids: readonly string[], mark: SectionMark = 'read') => Object.fromEntries(ids.map((id) => [id, mark]));
const [first, second, ...rest] = preparationSections;

/** Registers the tests; the server must hold the demo's seed of `seededAt`. Order matters: one story. */
export function preparationTests(server: () => string): void {
  describe('preparation', () => {
    let base: string;
    beforeAll(() => {
      base = server();
    });
    const as = (role: Role, more: Partial<PortalOptions> = {}): Portal =>
      portalOn(base, role, {
        documents: reviewedDocumentsEs,
        patient: newcomer,
        ...(role === 'member' && { user: member }),
        ...more,
      });
    const responses = async () =>
      (await searchAll(base, 'QuestionnaireResponse', { patient: newcomer })).filter((r) =>
        r.questionnaire?.includes('/group-preparation-'),
      );
    const readiness = async () => (await as('leader').readiness({ group })).readiness;

    test('opens the pack with its help line, nothing marked; nothing is written', async () => {
      const before = await counts(base);
      const opened = await as('member').openPreparation({ group });
      expect(opened.pack).toMatchObject({ language: 'en', title: 'What to expect in group' });
      expect(opened.pack.statements.help).toContain('988');
      expect(opened).toMatchObject({ marks: {}, displayName: 'Sam' });
      expect(opened.languages.map((l) => [l.language, l.review === 'draft'])).toEqual([
        ['en', false],
        ['es', false],
      ]);
      expect(JSON.stringify(opened)).not.toMatch(/Patient\/|EpisodeOfCare\//);
      expect(await counts(base)).toEqual(before);
    });

    test('each card is saved as in progress by one response that is gone on with; the same again writes nothing', async () => {
      const portal = as('member');
      const opened = await portal.openPreparation({ group });
      const save = (sections: Record<string, SectionMark>) =>
        portal.savePreparation(opened, { sections, mode: 'screen', status: 'in-progress' });
      await save(read([first]));
      await save({ [second]: 'talk' });
      const before = await counts(base);
      await save({ [second]: 'talk' });
      expect(await counts(base)).toEqual(before);
      const [response, ...more] = await responses();
      expect(more).toEqual([]);
      expect(response).toMatchObject({
        status: 'in-progress',
        author: { reference: newcomer },
        source: { reference: newcomer },
      });
      expect(response?.item?.map((i) => [i.linkId, i.answer?.[0]?.valueCoding?.code])).toEqual([
        [first, 'read'],
        [second, 'talk'],
      ]);
      expect(response && patientsIn(response)).toEqual([newcomer]);
      const changes = await searchAll(base, 'Provenance', { target: `QuestionnaireResponse/${response?.id}` });
      expect(changes).toHaveLength(2);
      // somebody who stopped half-way is not prepared
      expect((await readiness()).criteria.introduction.state).toBe('not-met');
    });

    test('two screens that go on from one place: the second hears of it, and nothing is lost', async () => {
      const [one, two] = [as('member'), as('intake')];
      const [a, b] = [await one.openPreparation({ group }), await two.openPreparation({ group })];
      expect(a.id).toBe(b.id);
      expect(a.marks).toEqual({ [first]: 'read', [second]: 'talk' });
      await one.savePreparation(a, { sections: read([rest[0] ?? '']), mode: 'screen', status: 'in-progress' });
      const late = two.savePreparation(b, { sections: read(['rules']), mode: 'spoken', status: 'in-progress' });
      await expect(late).rejects.toMatchObject({ code: 'conflict' });
      expect((await one.openPreparation({ group })).marks).toEqual({
        [first]: 'read',
        [second]: 'talk',
        [rest[0] ?? '']: 'read',
      });
    });

    test('an answer that was lost: what was sent is there once, and what is said next goes on from it', async () => {
      let lost = 0;
      const flaky = as('member', {
        patient: 'Patient/p2',
        user: { ...member, reference: 'Patient/p2' },
        store: {
          base,
          fetch: async (url, init) => {
            const answer = await fetch(url, init);
            if (init.method === 'POST' && JSON.stringify(init.body).includes('transaction') && lost-- > 0)
              throw new TypeError('gone');
            return answer;
          },
        },
      });
      const opened = await flaky.openPreparation({ group });
      const save = (sections: Record<string, SectionMark>) =>
        flaky.savePreparation(opened, { sections, mode: 'screen', status: 'in-progress' });
      // more often than it is tried again
      lost = 20;
      await expect(save(read([first]))).rejects.toMatchObject({ code: 'offline' });
      lost = 0;
      await save({ [first]: 'talk', [second]: 'read' });
      lost = 1;
      await save({ 'how-it-works': 'read' });
      expect((await flaky.openPreparation({ group })).id).toBe(opened.id);
      const mine = (await searchAll(base, 'QuestionnaireResponse', { patient: 'Patient/p2' })).filter(
        (r) => r.status === 'in-progress',
      );
      expect(mine.map((r) => r.item?.map((item) => item.answer?.[0]?.valueCoding?.code))).toEqual([
        ['talk', 'read', 'read'],
      ]);
    }, 30_000);

    test('gone on with in Spanish: both halves are completed in the words they were read in', async () => {
      const portal = as('member');
      const opened = await portal.openPreparation({ group, language: 'es' });
      expect(opened.pack.language).toBe('es');
      expect(Object.keys(opened.marks)).toHaveLength(3);
      const left = preparationSections.filter((id) => opened.marks[id] === undefined);
      const save = (sections: Record<string, SectionMark>) =>
        portal.savePreparation(opened, { sections, questions: 'no-questions', mode: 'screen', status: 'completed' });
      await expect(save(read(left.slice(1)))).rejects.toMatchObject({
        code: 'invalid',
        fields: [`sections.${left[0]}`],
      });
      await expect(save({ ...read(left), rules: 'no' as 'talk' })).rejects.toMatchObject({
        fields: ['sections.rules'],
      });
      await expect(save(read([...left, 'nowhere']))).rejects.toMatchObject({ fields: ['sections.nowhere'] });
      await save(read(left));
      expect(
        (await responses()).map((r) => `${r.status} ${r.item?.length}`).toSorted((a, b) => a.localeCompare(b)),
      ).toEqual(['completed 3', `completed ${left.length + 1}`]);
      const { criteria, reasons } = await readiness();
      expect(criteria.introduction.state).toBe('met');
      // "no questions" came after the wish to talk: the wish is still the leader's to close
      expect(reasons.find((r) => r.code === 'wants-to-talk')?.clauses).toEqual([second]);
      await expect(
        portal.savePreparation(opened, { sections: read([first]), mode: 'screen', status: 'completed' }),
      ).rejects.toMatchObject({ code: 'conflict' });
    });

    test('a language nobody reviewed is named and never shown; the words are others, and it says so', async () => {
      const portal = as('member', { documents: [] });
      const { pack, languages, instead } = await portal.openPreparation({ group, language: 'es' });
      expect([pack.language, instead]).toEqual(['en', true]);
      expect(languages.map((l) => l.language)).toEqual(['en']);
      const draft = { ...reviewedDocumentsEs[2], review: null } as unknown as (typeof reviewedDocumentsEs)[0];
      const drafted = await as('member', { documents: [draft] }).openPreparation({ group, language: 'es' });
      expect(drafted.languages.map((l) => [l.language, l.review])).toEqual([
        ['en', 'original'],
        ['es', 'draft'],
      ]);
      expect([drafted.pack.language, drafted.instead]).toEqual(['en', true]);
    });

    test('how to leave word is a response of its own, once a day', async () => {
      const portal = as('member');
      await portal.saveContact({ group }, { way: 'text', message: true });
      const before = await counts(base);
      await portal.saveContact({ group }, { way: 'text', message: true });
      expect(await counts(base)).toEqual(before);
      expect((await portal.openPreparation({ group })).contact).toEqual({ way: 'text', message: true });
      expect((await readiness()).criteria.contact.state).toBe('met');
      await expect(portal.saveContact({ group }, { way: 'fax' as 'text', message: true })).rejects.toMatchObject({
        code: 'invalid',
        fields: ['way'],
      });
    });

    test('a name is kept as typed, in NFC, with who changed it; who shares it is for staff alone', async () => {
      const names = async () => {
        const [episode] = (await searchAll(base, 'EpisodeOfCare', { patient: newcomer })).filter((e) =>
          e.type?.some((t) => t.coding?.some((c) => c.code === group)),
        );
        return { episode, name: episode?.extension?.find((e) => e.url.endsWith('/display-name'))?.valueString };
      };
      expect(await as('member').saveDisplayName({ group }, ' Ale\u0301x ')).toEqual({});
      const { episode, name } = await names();
      expect(name).toBe('Aléx');
      const [change] = await searchAll(base, 'Provenance', { target: `EpisodeOfCare/${episode?.id}` });
      expect(change?.agent.map((a) => a.who.reference)).toContain(newcomer);
      for (const role of ['intake', 'leader'] as const) {
        expect(await as(role).saveDisplayName({ group }, 'ALEX')).toEqual({ shared: true });
        expect(await as(role).saveDisplayName({ group }, 'Sammy')).toEqual({ shared: false });
      }
      expect((await names()).name).toBe('Sammy');
      for (const wrong of ['', '   ', 'x'.repeat(61), 'Sam\n', 'Sam\u202E'].slice(0, 3).concat('S\nam', 'S\u202Eam'))
        await expect(as('member').saveDisplayName({ group }, wrong)).rejects.toMatchObject({
          code: 'invalid',
          fields: ['name'],
        });
    });

    test('somebody who acts for a member says it in their own name, and for nobody else', async () => {
      const put = (id: string, patient: string) =>
        fetch(`${base}/RelatedPerson/${id}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/fhir+json' },
          body: JSON.stringify({ resourceType: 'RelatedPerson', id, patient: { reference: patient } }),
        });
      expect((await put('parent-p7', 'Patient/p7')).ok).toBe(true);
      const user = { reference: 'RelatedPerson/parent-p7', display: 'Parent', role: 'guardian' as const };
      const guardian = as('guardian', { user, patient: 'Patient/p7' });
      const opened = await guardian.openPreparation({ group });
      await guardian.savePreparation(opened, { sections: read([first]), mode: 'screen', status: 'in-progress' });
      const said = (await searchAll(base, 'QuestionnaireResponse', { patient: 'Patient/p7' })).find(
        (r) => r.status === 'in-progress',
      );
      expect(said).toMatchObject({ author: { reference: user.reference }, source: { reference: user.reference } });
      const [change] = await searchAll(base, 'Provenance', { target: `QuestionnaireResponse/${said?.id}` });
      expect(change?.agent.map((a) => a.who.reference)).toEqual([user.reference, user.reference]);
      await expect(guardian.openPreparation({ group, patient: 'Patient/p2' })).rejects.toMatchObject({
        code: 'not-allowed',
        fields: ['patient'],
      });
      await expect(guardian.saveDisplayName({ group }, 'Ty')).rejects.toMatchObject({ code: 'not-allowed' });
    });

    test('who may not: other staff, somebody else’s chart, another group, somebody who is not in it', async () => {
      const way = { way: 'phone' as const, message: false };
      const staff = as('staff');
      for (const call of [
        () => staff.openPreparation({ group }),
        () => staff.saveContact({ group }, way),
        () => staff.saveDisplayName({ group }, 'Sam'),
        () => as('intake').openDecisions({ group }),
        () => as('member').addNote({ group }, { id: crypto.randomUUID(), kind: 'commitment-talk' }),
        () => as('member').saveContact({ group, patient: 'Patient/p2' }, way),
      ])
        await expect(call()).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(as('leader').openPreparation({ group, patient: 'Patient/p9' })).rejects.toMatchObject({
        code: 'not-found',
        fields: ['patient'],
      });
    });

    test('the commitment talk: once under its id, never in the future, with how long', async () => {
      const leader = as('leader');
      const note = {
        id: crypto.randomUUID(),
        kind: 'commitment-talk',
        at: '2026-11-24T09:00:00-05:00',
        expectedLength: { value: 12, unit: 'sessions' },
      } as const;
      await leader.addNote({ group }, note);
      const before = await counts(base);
      await leader.addNote({ group }, note);
      expect(await counts(base)).toEqual(before);
      const opened = await leader.openDecisions({ group });
      expect(opened.commitment).toEqual({ at: note.at, expectedLength: note.expectedLength });
      expect((await readiness()).criteria.commitment.state).toBe('met');
      await expect(leader.addNote({ group }, { ...note, expectedLength: { value: 8, unit: 'weeks' } })).rejects.toThrow(
        expect.objectContaining({ code: 'conflict' }),
      );
      const tick = { id: crypto.randomUUID(), kind: 'followed-up', reason: 'rule-declined' } as const;
      await expect(leader.addNote({ group }, tick)).rejects.toMatchObject({ code: 'invalid', fields: ['reason'] });
      const wrong = (more: object) => leader.addNote({ group }, { ...note, id: crypto.randomUUID(), ...more });
      for (const [more, field] of [
        [{ at: '2026-11-25T15:00:01Z' }, 'at'],
        [{ at: '2026-11-24' }, 'at'],
        [{ expectedLength: { value: 0, unit: 'weeks' } }, 'expectedLength.value'],
        [{ why: 'because' }, 'why'],
        [{ kind: 'diagnosis' }, 'kind'],

        [{ id: 'no' }, 'id'],
      ] as const)
        await expect(wrong(more)).rejects.toMatchObject({ code: 'invalid', fields: [field] });
    });

    test('talked about: the section is closed by a note on its response, and the wish with it', async () => {
      const leader = as('leader');
      const opened = await leader.openDecisions({ group });
      expect(opened.documents.map(({ signed: _signed, ...d }) => d)).toEqual([
        {
          key: 'document-0',
          document: 'preparation',
          language: 'en',
          clauses: [{ clause: second, short: 'Does group help?', answer: 'talk' }],
          decisions: [],
        },
      ]);
      expect(JSON.stringify(opened)).not.toMatch(/Patient\/|QuestionnaireResponse\/|Consent\//);
      const note = { kind: 'talked-about', of: opened, document: 'document-0' } as const;
      const add = (clauses: string[], more: object = {}) =>
        leader.addNote({ group }, { id: crypto.randomUUID(), ...note, clauses, ...more });
      await expect(add(['avoid'])).rejects.toMatchObject({ fields: ['clauses'] });
      await expect(add([second], { of: { ...opened } })).rejects.toMatchObject({ fields: ['of'] });
      await add([second]);
      expect((await leader.openDecisions({ group })).documents).toEqual([]);
      expect((await readiness()).reasons.map((r) => r.code)).not.toContain('wants-to-talk');
    });

    test('on paper: dated by the day it was read, entered by staff now; a day that can’t be is refused', async () => {
      const portal = as('intake', { patient: 'Patient/p5' });
      const opened = await portal.openPreparation({ group });
      const said = { sections: read(preparationSections), questions: 'no-questions', status: 'completed' } as const;
      const before = await counts(base);
      for (const [paperDay, mode] of [
        ['2026-11-26', 'paper'],
        ['2025-12-31', 'paper'],
        ['2026-11-31', 'paper'],
        ['last week', 'paper'],
        ['2026-11-20', 'screen'],
      ] as const)
        await expect(portal.savePreparation(opened, { ...said, mode, paperDay })).rejects.toMatchObject({
          code: 'invalid',
          fields: ['paperDay'],
        });
      expect(await counts(base)).toEqual(before);
      await portal.savePreparation(opened, { ...said, mode: 'paper', paperDay: '2026-11-20' });
      const all = await searchAll(base, 'QuestionnaireResponse', { patient: 'Patient/p5' });
      const paper = all.find((r) => r.authored?.startsWith('2026-11-20'));
      expect(paper).toMatchObject({
        status: 'completed',
        authored: '2026-11-20T00:00:00-05:00',
        source: { reference: 'Patient/p5' },
      });
      const [change] = await searchAll(base, 'Provenance', { target: `QuestionnaireResponse/${paper?.id}` });
      expect(change?.recorded).toBe('2026-11-25T10:00:00-05:00');
    });
  });
}
