/** What the portal promises, checked from outside on whichever FHIR server is given. @module */
import canonicalize from 'canonicalize';
import { beforeAll, describe, expect, test } from 'vitest';
import { clausesOf } from '../../src/content/library.ts';
import type { Answer } from '../../fhir-mappings/codes.ts';
import type { Appointment, Consent } from 'fhir/r4.js';
import type { Appointment as R5Appointment, Consent as R5Consent } from 'fhir/r5.js';
import { same } from '../../fhir-mappings/same.ts';
import type { AttendanceSheet, Mark, SigningForm, SigningInput } from '../../src/portal-types.ts';
import { afterSession, comingStart, portalOn } from './demo.ts';
import { counts, patientsIn, searchAll, token } from './outside.ts';

const group = 'tuesday';
const newcomer = 'Patient/p8';

/** The answers of somebody who says yes to everything, but for those given. */
export function answersTo(form: SigningForm, other: Record<string, Answer> = {}): SigningInput['answers'] {
  const all = (document: SigningForm['documents']['rules']) =>
    Object.fromEntries(
      clausesOf(document, form).map((c): [string, Answer] => [
        c.id,
        other[c.id] ?? (c.kind === 'choice' ? 'yes' : 'read'),
      ]),
    );
  return { rules: all(form.documents.rules), participation: all(form.documents.participation) };
}
const signed = (form: SigningForm, other?: Record<string, Answer>): SigningInput => ({
  answers: answersTo(form, other),
  signer: { as: 'member' },
  mode: 'screen',
  mark: { by: 'typing' },
  name: 'Sam Santos-Test',
  electronic: true,
  identityCheck: 'two-identifiers',
});

/** Named information URI of a text, by other means than the product's. */
async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `ni:///sha-256;${Buffer.from(digest).toString('base64url')}`;
}

/** Where each version keeps what the tests look at. */
const shapes = {
  '4.0': {
    signer: 'performer',
    member: 'patient',
    visitOver: 'finished',
    source: (c: Consent) => c.sourceReference?.reference,
    textHash: (c: Consent) => c.policy?.[1]?.uri,
    period: (c: Consent) => c.provision?.period,
    reason: (a: Appointment) => a.cancelationReason,
  },
  '5.0': {
    signer: 'grantor',
    member: 'subject',
    visitOver: 'completed',
    source: (c: Consent) => same<R5Consent>(c).sourceReference?.[0]?.reference,
    textHash: (c: Consent) => c.extension?.find((e) => e.url.endsWith('/text-hash'))?.valueUri,
    period: (c: Consent) => same<R5Consent>(c).period,
    reason: (a: Appointment) => same<R5Appointment>(a).cancellationReason,
  },
};

/** Registers the tests; the server must hold the demo's seed of `seededAt`. Order matters: one story. */
export function portalTests(server: () => string, fhirVersion: '4.0' | '5.0' = '4.0'): void {
  const fhir = shapes[fhirVersion];
  describe('portal', () => {
    let base: string;
    beforeAll(() => {
      base = server();
    });
    const later = () => portalOn(base, 'leader', { now: () => afterSession });

    test('a member who has done nothing is "not started", with no attendance', async () => {
      const { readiness, details } = await portalOn(base, 'leader').readiness({ group, patient: newcomer });
      expect(readiness).toMatchObject({
        preparation: 'not-started',
        state: 'not-started',
        missing: [],
        membership: 'planned',
      });
      expect(readiness.attendance).toMatchObject({ recorded: 0, rate: { percent: null } });
      expect(details).toEqual({ nextSession: comingStart });
    });

    test('seeded members read as they were seeded', async () => {
      const portal = portalOn(base, 'leader');
      const states = await Promise.all(
        ['p1', 'p2', 'p3', 'p4', 'p7'].map(
          async (id) => (await portal.readiness({ group, patient: `Patient/${id}` })).readiness.state,
        ),
      );
      expect(states).toEqual(['needs-attention', 'ready', 'needs-attention', 'lapsed', 'ready']);
      const { readiness } = await portal.readiness({ group, patient: 'Patient/p1' });
      expect(readiness.attendance).toMatchObject({ recorded: 10, attended: 7, notRecorded: 1, unannounced: 2 });
      expect(readiness.reasons.map((r) => r.code)).toEqual(['two-unannounced', 'two-in-a-row']);
    });

    test('signing writes two responses, two Consents and a Provenance, by the patient, bound to the words', async () => {
      const before = await counts(base);
      const portal = portalOn(base, 'intake');
      const form = await portal.openSigning({ group, patient: newcomer });
      const result = await portal.sign(form, signed(form));
      expect(result).toMatchObject({ signing: form.signing, rules: 'active', participation: 'active' });

      const consents = await searchAll(base, 'Consent', {
        patient: newcomer,
        category: token('group-rules', 'group-participation'),
      });
      const responses = await searchAll(base, 'QuestionnaireResponse', { patient: newcomer });
      const provenances = await searchAll(base, 'Provenance', {
        _tag: `https://fhir-group-therapy.example/fhir/sid/signing|${form.signing}`,
      });
      expect([consents.length, responses.length, provenances.length]).toEqual([2, 2, 1]);
      for (const consent of consents) {
        expect(consent).toMatchObject({
          status: 'active',
          [fhir.signer]: [{ reference: newcomer }],
          [fhir.member]: { reference: newcomer },
        });
        expect(responses.map((r) => `QuestionnaireResponse/${r.id}`)).toContain(fhir.source(consent));
        expect(consent.policyRule).toBeUndefined();
      }
      const rules = consents.find((c) => c.category.some((k) => k.coding?.[0]?.code === 'group-rules'));
      expect(rules && fhir.textHash(rules)).toBe(await sha256(canonicalize(form.documents.rules) ?? ''));
      expect(provenances[0]?.signature?.[0]).toMatchObject({
        who: { reference: newcomer },
        data: btoa('Sam Santos-Test'),
      });
      expect(provenances[0]?.target.map((t) => t.reference?.split('/')[0]).toSorted()).toEqual([
        'Consent',
        'Consent',
        'DocumentReference',
        'QuestionnaireResponse',
        'QuestionnaireResponse',
      ]);
      for (const resource of [...consents, ...responses]) expect(patientsIn(resource)).toEqual([newcomer]);

      const after = await counts(base);
      await portal.sign(form, signed(form));
      expect(await counts(base)).toEqual(after);
      expect(after).toMatchObject({
        Consent: (before['Consent'] ?? 0) + 2,
        Provenance: (before['Provenance'] ?? 0) + 1,
      });
    });

    test('signing again is a second record, and the first one is no longer in force', async () => {
      const before = await counts(base);
      const portal = portalOn(base, 'intake');
      const form = await portal.openSigning({ group, patient: newcomer });
      await portal.sign(form, signed(form));
      const after = await counts(base);
      expect(after['Consent']).toBe((before['Consent'] ?? 0) + 2);
      expect(after['Provenance']).toBe((before['Provenance'] ?? 0) + 1);
      const consents = await searchAll(base, 'Consent', {
        patient: newcomer,
        category: token('group-rules', 'group-participation'),
      });
      const standing = consents.filter((c) => c.status === 'active');
      expect(standing.flatMap((c) => c.identifier?.[0]?.value)).toEqual([form.signing, form.signing]);
      const ended = consents.filter((c) => c.status === 'inactive');
      const [provenance] = await searchAll(base, 'Provenance', {
        _tag: `https://fhir-group-therapy.example/fhir/sid/signing|${form.signing}`,
      });
      expect(provenance?.entity?.map((e) => `${e.role} ${e.what.reference}`).toSorted()).toEqual(
        ended.map((c) => `revision Consent/${c.id}`).toSorted(),
      );
      expect(ended.map((c) => fhir.period(c)?.end)).toEqual(['2026-11-25', '2026-11-25']);
      for (const { extension } of ended)
        expect(extension?.at(-1)?.extension).toEqual([
          { url: 'when', valueDateTime: '2026-11-25T10:00:00-05:00' },
          { url: 'why', valueCode: 'replaced' },
        ]);
    });

    test('a "talk" answer is saved as such: proposed, and the leader has something to follow up', async () => {
      const portal = portalOn(base, 'intake');
      const form = await portal.openSigning({ group, patient: 'Patient/p3' });
      expect(await portal.sign(form, signed(form, { report: 'talk' }))).toMatchObject({
        rules: 'proposed',
        participation: 'active',
      });
      const { readiness, details } = await portalOn(base, 'leader').readiness({ group, patient: 'Patient/p3' });
      expect(readiness.criteria.agreement.state).toBe('not-met');
      expect(readiness.reasons.map((r) => r.code)).toContain('wants-to-talk');
      expect(details.talk).toEqual(['bringing up contact if it happens']);
    });

    test('a form with a clause unanswered is refused and nothing is written', async () => {
      const before = await counts(base);
      const portal = portalOn(base, 'intake');
      const form = await portal.openSigning({ group, patient: newcomer });
      const input = signed(form);
      delete input.answers.rules['come'];
      await expect(portal.sign(form, input)).rejects.toMatchObject({ code: 'invalid', fields: ['answers.rules.come'] });
      expect(await counts(base)).toEqual(before);
    });

    let sheet: AttendanceSheet;
    test('the sheet of the coming session lists its eight members and nothing is marked', async () => {
      sheet = await later().openSheet({ group, start: comingStart });
      expect(sheet.rows.map((r) => r.name)).toEqual(['Alex', 'Bo', 'Dee', 'Jo', 'Max', 'Noor', 'Sam', 'Ty']);
      expect(sheet.rows.every((r) => r.recorded === undefined)).toBe(true);
      expect(JSON.stringify(sheet)).not.toContain('Patient/');
    });

    const marks = (): Map<string, Mark> =>
      new Map(
        sheet.rows.map((row): [string, Mark] => [
          row.row,
          row.name === 'Dee'
            ? { outcome: 'present-late', minutesLate: 12 }
            : row.name === 'Max'
              ? { outcome: 'absent-without-notice' }
              : { outcome: 'present' },
        ]),
      );
    const recorded = async () =>
      (await searchAll(base, 'Observation', { code: token('session-attendance'), date: 'ge2026-11-30' })).filter((o) =>
        o.component?.some((c) => c.valueDateTime && Date.parse(c.valueDateTime) === Date.parse(comingStart)),
      );

    test('eight marks are eight Observations; only those who came have an Encounter; none names a second patient', async () => {
      const before = await counts(base);
      const portal = later();
      sheet = await portal.openSheet({ group, start: comingStart });
      expect(await portal.saveSheet(sheet, marks())).toMatchObject({ saved: sheet.rows.map((r) => r.row), failed: [] });
      const observations = await recorded();
      expect(observations).toHaveLength(8);
      expect(observations.filter((o) => o.encounter)).toHaveLength(7);
      const after = await counts(base);
      expect(after['Encounter']).toBe((before['Encounter'] ?? 0) + 7);
      const encounters = await searchAll(base, 'Encounter', {});
      for (const resource of [...observations, ...encounters]) expect(patientsIn(resource)).toHaveLength(1);
      const seats = (await searchAll(base, 'Appointment', { date: 'ge2026-11-30' })).filter(
        (a) => Date.parse(a.start ?? '') === Date.parse(comingStart),
      );
      const became = new Map(seats.map((a) => [patientsIn(a)[0], a.status]));
      expect([became.get('Patient/p2'), became.get('Patient/p5')]).toEqual(['fulfilled', 'noshow']);
      const late = observations.find((o) => o.subject?.reference === 'Patient/p3');
      expect(late?.effectivePeriod).toEqual({ start: '2026-12-01T18:12:00-05:00' });

      // the same sheet once more, and by another leader who opens it anew: nothing is written
      expect(await portal.saveSheet(sheet, marks())).toMatchObject({ saved: [], failed: [] });
      const other = later();
      const again = await other.openSheet({ group, start: comingStart });
      const result = await other.saveSheet(again, new Map(again.rows.map((r) => [r.row, marks().get(r.row) as Mark])));
      expect(result).toMatchObject({ saved: [], failed: [] });
      expect(await counts(base)).toEqual(after);
    });

    test('readiness shows the attendance, to the leader and not to intake', async () => {
      const { readiness } = await later().readiness({ group, patient: newcomer });
      expect(readiness.attendance).toMatchObject({ recorded: 1, attended: 1, memberSessionNumber: 2 });
      expect(readiness.criteria.agreement.state).toBe('met');
      const seen = await portalOn(base, 'intake', { now: () => afterSession }).readiness({ group, patient: newcomer });
      expect(seen.readiness.attendance).toBeUndefined();
      expect(seen.readiness.missing).toEqual([]);
    });

    test('a correction from here to away takes the visit back, and from away to here gives one', async () => {
      const portal = later();
      sheet = await portal.openSheet({ group, start: comingStart });
      const row = (name: string) => sheet.rows.find((r) => r.name === name)?.row ?? '';
      const other = new Map<string, Mark>([
        [row('Bo'), { outcome: 'absent-with-notice' }],
        [row('Max'), { outcome: 'present' }],
      ]);
      expect(await portal.saveSheet(sheet, other)).toMatchObject({ failed: [], unchanged: [] });
      const observations = await recorded();
      expect(observations).toHaveLength(8);
      const of = (patient: string) => observations.find((o) => o.subject?.reference === patient);
      expect(of('Patient/p2')).toMatchObject({ status: 'amended' });
      expect(of('Patient/p2')?.encounter).toBeUndefined();
      expect(of('Patient/p5')?.encounter?.reference).toMatch(/^Encounter\//);
      // who changed what, with a reason as a code; the seat follows
      const changes = await searchAll(base, 'Provenance', { target: `Observation/${of('Patient/p2')?.id}` });
      expect(changes.map((p) => [p.agent[0]?.who.reference, p.extension?.[0]?.valueCode])).toEqual([
        ['Practitioner/l1', 'correction'],
      ]);
      const [seat] = (await searchAll(base, 'Appointment', { patient: 'Patient/p2', date: 'ge2026-11-30' })).filter(
        (a) => Date.parse(a.start ?? '') === Date.parse(comingStart),
      );
      expect(seat && [seat.status, fhir.reason(seat)?.coding?.[0]?.code]).toEqual(['cancelled', 'pat']);
      const visits = await searchAll(base, 'Encounter', { patient: 'Patient/p2' });
      const voided = visits.filter((e) => e.status === 'entered-in-error');
      expect(voided.map((e) => e.identifier?.[0]?.system)).toEqual([
        'https://fhir-group-therapy.example/fhir/sid/void',
      ]);

      // and back again: the identity is free, so a new visit takes it
      sheet = await portal.openSheet({ group, start: comingStart });
      expect(await portal.saveSheet(sheet, new Map([[row('Bo'), { outcome: 'present' }]]))).toMatchObject({
        failed: [],
      });
      const living = (await searchAll(base, 'Encounter', { patient: 'Patient/p2' })).filter(
        (e) => e.status === fhir.visitOver,
      );
      expect(
        living.filter(
          (e) =>
            e.appointment?.[0]?.reference ===
            visits.find((v) => v.status === 'entered-in-error')?.appointment?.[0]?.reference,
        ),
      ).toHaveLength(1);
    });

    test('the wrong member’s record is entered in error and gives up its identity; the row can be recorded anew', async () => {
      const portal = later();
      sheet = await portal.openSheet({ group, start: comingStart });
      const row = sheet.rows.find((r) => r.name === 'Noor')?.row ?? '';
      const mine = async () => (await recorded()).filter((o) => o.subject?.reference === 'Patient/p6');
      const [first] = await mine();
      await portal.voidRow(sheet, row);
      expect((await mine()).map((o) => [o.status, o.identifier?.[0]?.system, o.encounter])).toEqual([
        ['entered-in-error', 'https://fhir-group-therapy.example/fhir/sid/void', undefined],
      ]);
      await expect(portal.voidRow(sheet, row)).rejects.toMatchObject({ code: 'not-found', fields: ['row'] });
      expect(await portal.saveSheet(sheet, new Map([[row, { outcome: 'present' }]]))).toMatchObject({ saved: [row] });
      const now = await mine();
      expect(now.map((o) => o.status).toSorted()).toEqual(['entered-in-error', 'final']);
      expect(now.find((o) => o.status === 'final')?.identifier).toEqual(first?.identifier);
    });

    test('two leaders who save different values: the second hears of it and nothing is lost', async () => {
      const [one, two] = [later(), later()];
      const [first, second] = await Promise.all([
        one.openSheet({ group, start: comingStart }),
        two.openSheet({ group, start: comingStart }),
      ]);
      const row = first.rows.find((r) => r.name === 'Ty')?.row ?? '';
      expect(await one.saveSheet(first, new Map([[row, { outcome: 'present-late' }]]))).toMatchObject({ saved: [row] });
      const result = await two.saveSheet(second, new Map([[row, { outcome: 'absent-without-notice' }]]));
      const theirs = { outcome: 'present-late', at: expect.any(String), by: expect.any(String) };
      expect(result).toEqual({ saved: [], unchanged: [], failed: [{ row, code: 'conflict', there: theirs }] });
      const now = await one.openSheet({ group, start: comingStart });
      expect(now.rows.find((r) => r.row === row)?.recorded).toEqual(theirs);
    });

    test('sessions are seen through their seats, newest first', async () => {
      const list = await later().sessions({ group });
      expect(list[0]).toMatchObject({ start: '2026-12-08T18:00:00-05:00', seats: 8, recorded: 0 });
      expect(list[1]).toMatchObject({ start: comingStart, end: '2026-12-01T19:30:00-05:00', seats: 8, recorded: 8 });
    });

    test('who may not sees nothing: staff no group of the substance-use programme, others no roster', async () => {
      const staff = portalOn(base, 'staff');
      expect((await staff.groups()).map((g) => g.key)).toEqual(['tuesday', 'wednesday']);
      await expect(staff.readiness({ group: 'thursday', patient: 'Patient/p9' })).rejects.toMatchObject({
        code: 'not-found',
      });
      await expect(staff.openSheet({ group, start: comingStart })).rejects.toMatchObject({ code: 'not-allowed' });
      await expect(staff.openSigning({ group, patient: newcomer })).rejects.toMatchObject({ code: 'not-allowed' });
      const { details, readiness } = await staff.readiness({ group, patient: 'Patient/p3' });
      expect(details.talk).toBeUndefined();
      expect(readiness.reasons.flatMap((r) => r.clauses ?? [])).toEqual([]);
    });

    test('a member’s own page asks for nobody else', async () => {
      const member = portalOn(base, 'member');
      expect((await member.readiness({ group, patient: newcomer })).readiness.missing).toEqual([]);
      for (const call of [
        member.readiness({ group, patient: 'Patient/p1' }),
        member.openSigning({ group, patient: 'Patient/p1' }),
      ]) {
        await expect(call).rejects.toMatchObject({ code: 'not-allowed', fields: ['patient'] });
      }
    });

    test('a withdrawal ends what was signed, says on whose word, and is never blocked', async () => {
      const portal = portalOn(base, 'intake');
      const document = 'participation' as const;
      expect(await portal.withdraw({ group, patient: newcomer, document })).toEqual({
        when: '2026-11-25T10:00:00-05:00',
        documents: 1,
      });
      const { readiness } = await portalOn(base, 'leader').readiness({ group, patient: newcomer });
      // not lapsed: the membership begins next week only
      expect([readiness.state, readiness.criteria.participation.state]).toEqual(['in-progress', 'not-met']);
      const consents = await searchAll(base, 'Consent', { patient: newcomer, category: token('group-participation') });
      const ended = consents.find((c) => c.extension?.some((e) => e.extension?.[1]?.valueCode === 'withdrawn'));
      expect(ended?.status).toBe('inactive');
      const [change] = await searchAll(base, 'Provenance', { target: `Consent/${ended?.id}`, _sort: '-_lastUpdated' });
      expect(change?.agent.map((a) => [a.type?.coding?.[0]?.code, a.who.reference])).toEqual([
        ['author', newcomer],
        ['enterer', 'Practitioner/i1'],
      ]);
      await expect(portal.withdraw({ group, patient: newcomer, document })).rejects.toMatchObject({
        code: 'not-found',
        fields: ['document'],
      });
      await expect(portalOn(base, 'staff').withdraw({ group, patient: newcomer, document })).rejects.toMatchObject({
        code: 'not-allowed',
      });
    });

    test('somebody who is not in the group cannot sign for it', async () => {
      await expect(portalOn(base, 'intake').openSigning({ group, patient: 'Patient/p9' })).rejects.toMatchObject({
        code: 'not-found',
      });
    });
  });
}
