import { describe, expect, it } from 'vitest';
import type { GroupDefinitionInput } from '../../../src/groups.ts';
import type { CriterionResult, MemberFacts, Need } from '../../../src/readiness/types.ts';
import {
  agreement,
  chicago,
  codes,
  evaluate,
  group,
  known,
  membership,
  participation,
  person,
  plusDays,
  preparation,
  urls,
  version,
} from './facts.ts';

const now = chicago('2026-09-07');
const mother = { reference: 'RelatedPerson/r1', name: 'Pat Brooks-Test', role: 'parent' as const };

describe('display-name', () => {
  it('is met by a choice, and never required', () => {
    const chosen = { memberships: known(membership({ displayName: 'Sam' })) };
    expect(evaluate(chosen, now).criteria['display-name']).toEqual({ state: 'met', evidence: ['EpisodeOfCare/m1'] });
    expect(evaluate({}, now)).toMatchObject({
      state: 'ready',
      criteria: { 'display-name': { state: 'not-required' } },
    });
  });
  it('is no step of preparation: with nothing else it has not started', () => {
    const nothing: Partial<MemberFacts> = { agreements: known(), preparations: known(), notes: known() };
    expect(evaluate({ ...nothing, memberships: known(membership({ displayName: 'Sam' })) }, now).state).toBe(
      'not-started',
    );
  });
});

describe('signer', () => {
  const alone = { reference: 'Patient/p1', name: 'Sam Rivera-Test', role: 'minors-own-consent' as const };
  const signed = (over: Partial<typeof mother> | { role: string } = {}, at = chicago('2026-09-01', '14:00')) =>
    ({
      // the member may consent to treatment alone, where the law lets them, and the mother signs the rules
      agreements: known(
        agreement({ signed: at, signer: { ...mother, ...over } as never }, 'rules'),
        participation({ signer: alone }),
      ),
      person: known(person({ birthDate: '2008-11-15' })),
    }) satisfies Partial<MemberFacts>;

  it.each<[string, Partial<MemberFacts>, Partial<CriterionResult>]>([
    ['the member', {}, { state: 'not-required', evidence: [] }],
    ['a parent', signed(), { state: 'met', since: '2026-09-01T19:00:00.000Z', evidence: ['Consent/rules'] }],
    ['somebody by court order', signed({ role: 'court-order' }), { state: 'met' }],
    ['a parent, no birth date on file', { ...signed(), person: known(person({})) }, { state: 'unknown' }],
    ['a parent, nothing of the person on file', { ...signed(), person: known() }, { state: 'unknown' }],
    [
      'a parent and the member too',
      { ...signed(), agreements: known(...signed().agreements.items, agreement({ signed: chicago('2026-09-02') })) },
      { state: 'met' },
    ],
  ])('is %s', (_, over, expected) => {
    const readiness = evaluate(over, now);
    expect(readiness.criteria.signer).toMatchObject(expected);
    expect(readiness.preparation).toBe(expected.state === 'unknown' ? 'in-progress' : 'ready');
  });

  it.each([
    ['self', 'not-met', 'in-progress'],
    ['minors-own-consent', 'met', 'ready'],
  ] as const)('a minor alone, as %s: the basis decides, never the age', (role, signer, state) => {
    const own = { signer: { ...alone, role } };
    const over = {
      agreements: known(agreement(own), participation(own)),
      person: known(person({ birthDate: '2008-11-15' })),
    };
    const readiness = evaluate(over, now);
    expect([readiness.criteria.signer.state, readiness.state]).toEqual([signer, state]);
    // without a birth date nothing says that a basis is needed
    expect(evaluate({ ...over, person: known(person({})) }, now).criteria.signer.state).toBe('not-required');
  });

  it('of no recorded basis is nobody with authority', () => {
    const { record, evidence } = agreement({}, 'rules');
    const signer = { ...mother, role: 'self' as const };
    const over = { agreements: known({ record: { ...record, signer }, evidence }, participation()) };
    expect(evaluate(over, now).criteria.signer).toMatchObject({ state: 'not-met', evidence: ['Consent/rules'] });
  });

  const by = (date: string, over: Partial<MemberFacts> = signed(), time = '12:00') => {
    const r = evaluate(over, chicago(date, time));
    return [r.state, codes(r).join(), r.criteria.signer.state, r.criteria.signer.note ?? ''].join(' ');
  };
  it.each([
    ['2026-10-15', '23:59:59', 'ready  met '],
    ['2026-10-16', '00:00', 'needs-attention signer-changes-soon met '],
    ['2026-11-14', '23:59:59', 'needs-attention signer-changes-soon met '],
    ['2026-11-15', '00:00', 'needs-attention signer-changed met in-grace'],
    ['2026-11-28', '23:59:59', 'needs-attention signer-changed met in-grace'],
    ['2026-11-29', '00:00', 'lapsed  met '],
  ])('at the birthday, local: %s %s', (date, time, expected) => expect(by(date, signed(), time)).toBe(expected));

  it('reasons say since when, and for whom', () => {
    expect(evaluate(signed(), chicago('2026-10-20')).reasons).toEqual([
      { code: 'signer-changes-soon', owner: 'intake', since: '2026-10-16T05:00:00.000Z', evidence: ['Consent/rules'] },
    ]);
    expect(evaluate(signed(), chicago('2026-11-20')).reasons).toMatchObject([{ since: '2026-11-15T06:00:00.000Z' }]);
    expect(evaluate(signed(), chicago('2026-11-30')).lapse).toEqual({
      of: 'agreement',
      why: 'guardian-ended',
      since: '2026-11-29T06:00:00.000Z',
    });
  });

  it("the member's own signature ends it at once", () => {
    const own = agreement({ signed: chicago('2026-11-16') });
    const both = { ...signed(), agreements: known(...signed().agreements.items, own) };
    expect(by('2026-11-17', both)).toBe('ready  met ');
    expect(by('2026-12-24', both)).toBe('ready  met ');
  });

  it.each([
    ['born 29 February comes of age on 1 March', '2009-02-28', '2008-02-29', 18, '2026-02-28', '2026-03-01'],
    ['at 19 where the clinic says so', '', '2008-11-15', 19, '2027-11-14', '2027-11-15'],
    ['at 20, 29 February is a birthday', '', '2008-02-29', 20, '2028-02-28', '2028-02-29'],
  ])('%s', (_, __, birthDate, ageOfMajority, before, after) => {
    const start = plusDays(before, -20);
    const over = {
      ...signed({}, chicago(plusDays(before, -20))),
      memberships: known(membership({ start })),
      person: known(person({ birthDate })),
      group: group({ ageOfMajority }),
    };
    const reasons = (date: string) =>
      codes(evaluate(over, `${date}T12:00:00-06:00`)).filter((c) => c.startsWith('signer'));
    expect([reasons(before), reasons(after)]).toEqual([['signer-changes-soon'], ['signer-changed']]);
  });

  it.each<[string, Partial<GroupDefinitionInput>, string, string]>([
    ['no grace', { signerGraceDays: 0 }, '2026-11-15', 'lapsed'],
    ['60 days ahead', { signerChangesSoonDays: 60 }, '2026-09-16', 'needs-attention'],
  ])("the days are the group's to say: %s", (_, over, date, expected) => {
    expect(evaluate({ ...signed(), group: group(over) }, chicago(date)).state).toBe(expected);
  });

  it('a parent who signs on the birthday itself signs for an adult', () => {
    const on = (date: string) => evaluate(signed({}, chicago(date)), chicago('2026-11-16')).criteria.agreement.state;
    expect([on('2026-11-14'), on('2026-11-15')]).toEqual(['met', 'not-met']);
  });

  it('a parent never signs for an adult, a guardian by court order may', () => {
    const adult = { person: known(person({ birthDate: '1990-01-01' })) };
    expect(evaluate({ ...signed(), ...adult }, now).criteria.agreement.state).toBe('not-met');
    const ordered = { ...signed({ role: 'court-order' }), ...adult };
    expect(evaluate(ordered, now)).toMatchObject({ state: 'ready', criteria: { signer: { state: 'met' } } });
  });
});

describe('communication', () => {
  const spanish = 'https://clinic.example/Questionnaire/rules-es';
  const both = group({
    documents: { rules: [urls.rules, spanish], participation: [urls.participation], preparation: [urls.preparation] },
  });
  const languages = { [urls.rules]: 'en', [spanish]: 'es' };
  const interpreted = agreement({ interpreter: { id: 'LL-4471', way: 'video' } }, 'rules');
  const inSpanish = agreement({ document: { url: spanish, version: '1.0' } }, 'rules');
  const form = (one: typeof interpreted) => ({ agreements: known(one, participation()) });
  const none: Partial<MemberFacts> = { agreements: known() };

  it.each<[string, Need | undefined, Partial<MemberFacts>, CriterionResult['state']]>([
    ['no need', undefined, {}, 'not-required'],
    ['the language of the form', { language: 'en-US' }, {}, 'met'],
    ['another language', { language: 'qu' }, {}, 'not-met'],
    ['another language, interpreted', { language: 'qu' }, form(interpreted), 'met'],
    ['a reviewed translation', { language: 'es-MX' }, form(inSpanish), 'met'],
    ['the wrong translation', { language: 'en' }, form(inSpanish), 'not-met'],
    ['a form whose language nobody knows', { language: 'en' }, { languages: {} }, 'unknown'],
    ['an interpreter, none recorded', { interpreter: true }, {}, 'not-met'],
    ['an interpreter, recorded', { interpreter: true }, form(interpreted), 'met'],
    ['to have it read aloud, done on screen', { format: 'spoken' }, {}, 'not-met'],
    ['to have it read aloud, done', { format: 'spoken' }, form(agreement({ mode: 'spoken' })), 'met'],
    [
      'aloud and interpreted, only aloud',
      { format: 'spoken', interpreter: true },
      form(agreement({ mode: 'spoken' })),
      'not-met',
    ],
    ['nothing signed, the language is offered: nothing to arrange', { language: 'es' }, none, 'not-required'],
    ['nothing signed, the language is not offered', { language: 'qu' }, none, 'not-met'],
    ['nothing signed, an interpreter is needed', { language: 'es', interpreter: true }, none, 'not-met'],
    [
      'signed and waiting for a talk',
      { language: 'en' },
      form(agreement({ status: 'proposed', answers: { come: 'talk' } })),
      'met',
    ],
  ])('%s', (_, need, over, expected) => {
    const facts = { group: both, languages, person: known(person({ ...(need && { need }) })), ...over };
    expect(evaluate(facts, now).criteria.communication.state).toBe(expected);
  });

  it('is required where a need is recorded, and is evidenced by form and person', () => {
    const facts = { person: known(person({ need: { language: 'qu' } })) };
    expect(evaluate(facts, now)).toMatchObject({
      preparation: 'in-progress',
      criteria: { communication: { evidence: ['Consent/rules', 'Patient/p1'] } },
    });
  });

  it('is unknown when the need could not be read, and so is preparation', () => {
    expect(evaluate({ person: { items: [], gap: 'failed' } }, now)).toMatchObject({
      preparation: 'unknown',
      missing: [{ fact: 'person', why: 'failed' }],
      criteria: { communication: { state: 'unknown' } },
    });
  });
});

describe('video', () => {
  const video = group({ video: true });
  it.each<[string, Partial<MemberFacts>, Partial<CriterionResult>]>([
    ['yes', { agreements: known(agreement({ answers: { video: 'yes' } }), participation()) }, { state: 'met' }],
    ['no', { agreements: known(agreement({ answers: { video: 'no' } }), participation()) }, { state: 'not-met' }],
    ['a form from before the group met by video', {}, { state: 'not-met', note: 'not-yet-asked' }],
    ['nothing signed', { agreements: known() }, { state: 'not-met' }],
    [
      'no, and accepted by the leader',
      {
        agreements: known(
          agreement({
            answers: { video: 'no' },
            exception: { clauses: ['video'], decidedOn: chicago('2026-09-02'), decidedBy: 'Practitioner/l1' },
          }),
          participation(),
        ),
      },
      { state: 'met', note: 'exception' },
    ],
  ])('in a video group, the clause answered: %s', (_, over, expected) => {
    const readiness = evaluate({ group: video, ...over }, now);
    expect(readiness.criteria.video).toMatchObject(expected);
    expect(readiness.preparation).toBe(expected.state === 'met' ? 'ready' : 'in-progress');
  });
  it('a no to video holds up video alone, never the agreement', () => {
    const over = { agreements: known(agreement({ answers: { video: 'no' } }), participation()) };
    expect(evaluate({ group: video, ...over }, now).criteria.agreement.state).toBe('met');
    expect(evaluate(over, now).criteria.video.state).toBe('not-required');
  });
});

describe('which version of the introduction counts', () => {
  const pack = [version('1.0', '2026-01-01'), version('2.0', '2026-06-01')];
  const editorial = [...pack, version('2.1', '2026-06-20', 'editorial')];
  const later = [...pack, version('3.0', '2099-01-01')];
  it.each([
    ['older than the newest', undefined, '1.0', pack, 'new version'],
    ['the newest', undefined, '2.0', pack, 'met'],
    ['the one before an editorial change', undefined, '2.0', editorial, 'met'],
    ['the one in force before another comes', undefined, '2.0', later, 'met'],
    ['one that comes', undefined, '3.0', later, 'met'],
    ['one nobody published', undefined, '1.9', pack, 'not-met'],
    ['older than the minimum', '2.0', '1.0', pack, 'new version'],
    ['the minimum', '2.0', '2.0', pack, 'met'],
    ['the minimum, older than the newest: the clinic says that it is enough', '1.0', '1.0', pack, 'met'],
    ['newer than the minimum', '1.0', '2.0', pack, 'met'],
    ['unknown beside a minimum', '1.0', '0.9-beta', pack, 'not-met'],
    ['a minimum nobody published', '3.0', '2.0', pack, 'not-met'],
  ])('%s', (_, minimum, given, published, expected) => {
    const found = evaluate(
      {
        pack: published,
        group: group({ minimumVersions: minimum ? { preparation: minimum } : {} }),
        preparations: known(preparation({ document: { url: urls.preparation, version: given } }, 'prep')),
      },
      now,
    );
    const { state, note, evidence } = found.criteria.introduction;
    expect([state, note, ...evidence]).toEqual([
      expected === 'met' ? 'met' : 'not-met',
      // the words are read again because they are new, and it says so
      expected === 'new version' ? 'new-version' : undefined,
      'QuestionnaireResponse/prep',
    ]);
    expect(found.preparation).toBe(expected === 'met' ? 'ready' : 'in-progress');
  });
});
