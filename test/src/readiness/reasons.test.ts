import { describe, expect, it } from 'vitest';
import { reasonCodes, type MemberFacts } from '../../../src/readiness/types.ts';
import {
  agreement,
  chicago,
  codes,
  evaluate,
  group,
  held,
  known,
  membership,
  note,
  participation,
  plusDays,
  preparation,
  version,
} from './facts.ts';

const now = chicago('2026-10-28', '09:00');
const reason = (over: Partial<MemberFacts>, code: string, asOf = now) =>
  evaluate(over, asOf).reasons.find((r) => r.code === code);
const start = (week: number) => chicago(plusDays('2026-09-08', 7 * week));

describe('rule-declined and wants-to-talk', () => {
  const signed = chicago('2026-09-02', '10:00');
  const proposed = agreement(
    {
      status: 'proposed',
      signed,
      answers: { report: 'no', avoid: 'talk', sober: 'talk' },
      response: 'QuestionnaireResponse/r1',
    },
    'c1',
  );
  const both = { agreements: known(proposed, participation()) };
  const talked = (clauses: string[], response = 'QuestionnaireResponse/r1') =>
    note({ kind: 'talked-about', clauses, response, at: chicago('2026-09-03') });

  it('say which clauses, since the signing', () => {
    expect(evaluate(both, now).reasons).toEqual([
      { code: 'rule-declined', owner: 'leader', since: signed, clauses: ['report'], evidence: ['Consent/c1'] },
      { code: 'wants-to-talk', owner: 'leader', since: signed, clauses: ['sober', 'avoid'], evidence: ['Consent/c1'] },
    ]);
  });

  it.each([
    ['one clause talked about leaves the other', [talked(['sober'])], ['report'], ['avoid']],
    [
      'both talked about: the no waits for a decision, not for a tick',
      [talked(['sober', 'avoid', 'report'])],
      ['report'],
      undefined,
    ],
    [
      'another response talked about',
      [talked(['sober', 'avoid'], 'QuestionnaireResponse/r2')],
      ['report'],
      ['sober', 'avoid'],
    ],
  ])('%s', (_, notes, no, talk) => {
    const over = { ...both, notes: known(...notes) };
    expect(reason(over, 'rule-declined')?.clauses).toEqual(no);
    expect(reason(over, 'wants-to-talk')?.clauses).toEqual(talk);
  });

  it('a response that is cited by its whole address is the same response', () => {
    const absolute = agreement({
      status: 'proposed',
      answers: { sober: 'talk' },
      response: 'https://fhir.example/r4/QuestionnaireResponse/r1',
    });
    expect(reason({ agreements: known(absolute), notes: known(talked(['sober'])) }, 'wants-to-talk')).toBeUndefined();
  });

  it("the leader's decision closes the no from then on, and the talk stays open until it was talked about", () => {
    const exception = {
      clauses: ['report', 'avoid', 'sober'],
      decidedOn: chicago('2026-09-04'),
      decidedBy: 'Practitioner/l1',
    };
    const decided = {
      agreements: known(
        agreement({
          ...proposed.record,
          status: 'active',
          exception,
          period: { start: '2026-09-02', end: '2027-09-01' },
        }),
        participation(),
      ),
    };
    expect(codes(evaluate(decided, now))).toEqual(['wants-to-talk']);
    expect(codes(evaluate(decided, chicago('2026-09-03')))).toContain('rule-declined');
  });

  it.each<[string, Parameters<typeof agreement>[0], string[]]>([
    ['a new signing decides, not the one before', { signed: chicago('2026-09-05') }, []],
    [
      'a new signing with another no',
      { signed: chicago('2026-09-05'), status: 'proposed', answers: { come: 'no' } },
      ['rule-declined'],
    ],
    [
      'a newer one that was withdrawn asks for nothing',
      {
        signed: chicago('2026-09-05'),
        status: 'inactive',
        answers: { come: 'no' },
        ended: { when: chicago('2026-09-06'), why: 'withdrawn' },
      },
      [],
    ],
    [
      'a newer one entered in error leaves the older',
      { signed: chicago('2026-09-05'), status: 'entered-in-error' },
      ['rule-declined', 'wants-to-talk'],
    ],
  ])('%s', (_, over, expected) => {
    expect(codes(evaluate({ agreements: known(agreement(over), proposed, participation()) }, now))).toEqual(expected);
  });

  it('a no to leaving is none, a wish to talk about leaving is one', () => {
    expect(
      codes(evaluate({ agreements: known(agreement({ answers: { leaving: 'no' } }), participation()) }, now)),
    ).toEqual([]);
    expect(
      reason({ agreements: known(agreement({ answers: { leaving: 'talk' } }), participation()) }, 'wants-to-talk')
        ?.clauses,
    ).toEqual(['leaving']);
  });

  it('a no to taking part is for the leader too', () => {
    const declined = participation({ status: 'rejected', answers: { 'take-part': 'no' } }, 'p1');
    expect(reason({ agreements: known(agreement(), declined) }, 'rule-declined')).toMatchObject({
      clauses: ['take-part'],
      evidence: ['Consent/p1'],
    });
  });

  it('cards and open questions of the pack are wishes to talk, gathered with the clauses', () => {
    const asked = preparation(
      {
        authored: chicago('2026-09-01', '12:00'),
        questions: 'has-questions',
        sections: [{ id: 'myths', marks: ['talk'] }],
      },
      'q1',
    );
    expect(reason({ ...both, preparations: known(asked) }, 'wants-to-talk')).toEqual({
      code: 'wants-to-talk',
      owner: 'leader',
      since: chicago('2026-09-01', '12:00'),
      clauses: ['sober', 'avoid', 'myths', 'questions'],
      evidence: ['Consent/c1', 'QuestionnaireResponse/q1'],
    });
  });

  it('a newer answer to a card takes the wish back', () => {
    const asked = preparation({ sections: [{ id: 'myths', marks: ['talk'] }], questions: 'has-questions' });
    const newer = (over: Parameters<typeof preparation>[0]) =>
      preparation({ authored: chicago('2026-09-02'), ...over });
    const wish = (...items: (typeof asked)[]) => reason({ preparations: known(...items) }, 'wants-to-talk')?.clauses;
    expect(wish(asked, newer({ sections: [{ id: 'myths', marks: ['read'] }] }))).toBeUndefined();
    expect(wish(asked, newer({ sections: [] }))).toEqual(['myths']);
    expect(wish(asked, newer({ sections: [{ id: 'myths', marks: ['read'] }], questions: 'has-questions' }))).toEqual([
      'questions',
    ]);
  });

  it('a draft asks for nothing yet', () => {
    const draft = preparation({ status: 'in-progress', sections: [{ id: 'myths', marks: ['talk'] }] });
    expect(codes(evaluate({ preparations: known(preparation(), draft) }, now))).toEqual([]);
  });
});

describe('new-version-due and expiring-soon', () => {
  const rules = [version('1.0', '2026-01-01'), version('2.0', '2026-10-20')];
  it.each([
    ['the day before', '2026-10-19T23:59:59-05:00', false],
    ['its first day', '2026-10-20T00:00:00-05:00', true],
    ['the last day of grace', '2026-11-02T23:59:59-06:00', true],
    ['beyond grace it has lapsed', '2026-11-03T00:00:00-06:00', false],
  ])('a new version is due: %s', (_, asOf, expected) => {
    expect(reason({ rules }, 'new-version-due', asOf)).toEqual(
      expected
        ? { code: 'new-version-due', owner: 'intake', since: '2026-10-20T05:00:00.000Z', evidence: ['Consent/rules'] }
        : undefined,
    );
  });

  it.each<[string, Partial<MemberFacts>]>([
    ['nobody signed', { agreements: known(participation()) }],
    [
      'the new one is signed too',
      { agreements: known(agreement(), agreement({ version: '2.0', signed: chicago('2026-10-21') }), participation()) },
    ],
    ['it is editorial', { rules: [version('1.0', '2026-01-01'), version('1.0.1', '2026-10-20', 'editorial')] }],
  ])('no new version is due: %s', (_, over) => expect(reason({ rules, ...over }, 'new-version-due')).toBeUndefined());

  it('one reason for both documents, since the earlier', () => {
    const newer = { rules, participation: [version('1.0', '2026-01-01'), version('2.0', '2026-10-22')] };
    expect(reason(newer, 'new-version-due')).toMatchObject({
      since: '2026-10-20T05:00:00.000Z',
      evidence: ['Consent/rules', 'Consent/part'],
    });
  });

  const ending = {
    agreements: known(agreement({ period: { start: '2026-09-01', end: '2026-11-10' } }, 'r'), participation()),
  };
  it.each([
    ['a second before 14 days', '2026-10-27T23:59:59-05:00', false],
    ['14 days before the first day not in force, across the end of daylight saving', '2026-10-28T00:00:00-05:00', true],
    ['its last second', '2026-11-10T23:59:59-06:00', true],
    ['the day after, when it has lapsed', '2026-11-11T00:00:00-06:00', false],
  ])('an end is near: %s', (_, asOf, expected) => {
    expect(reason(ending, 'expiring-soon', asOf)).toEqual(
      expected
        ? { code: 'expiring-soon', owner: 'intake', since: '2026-10-28T05:00:00.000Z', evidence: ['Consent/r'] }
        : undefined,
    );
  });

  it('nothing expires soon while another one in force outlives it', () => {
    const renewed = { agreements: known(...ending.agreements.items, agreement({ signed: chicago('2026-10-20') })) };
    expect(reason(renewed, 'expiring-soon')).toBeUndefined();
  });

  it("how soon is the group's to say", () => {
    expect(
      reason({ ...ending, group: group({ expiringSoonDays: 30 }) }, 'expiring-soon', chicago('2026-10-12'))?.since,
    ).toBe('2026-10-12T05:00:00.000Z');
  });
});

it('an agreement that was changed after signing is a problem of the signed copy, for intake', () => {
  const changed = { ...agreement({}, 'c1'), unchanged: false };
  const readiness = evaluate({ agreements: known(changed, participation()) }, now);
  expect(readiness).toMatchObject({ preparation: 'in-progress', state: 'needs-attention' });
  expect(readiness.reasons).toEqual([
    { code: 'signed-copy-problem', owner: 'intake', since: chicago('2026-09-01', '14:00'), evidence: ['Consent/c1'] },
  ]);
  const replaced = {
    ...agreement({ status: 'inactive', ended: { when: chicago('2026-09-03'), why: 'replaced' } }),
    unchanged: false,
  };
  expect(
    codes(
      evaluate({ agreements: known(replaced, agreement({ signed: chicago('2026-09-03') }), participation()) }, now),
    ),
  ).toEqual([]);
});

it('all open reasons come, in the order of the table, and stay beside a lapse', () => {
  const everything: Partial<MemberFacts> = {
    ...held('P A A'),
    rules: [version('1.0', '2026-01-01'), version('2.0', '2026-10-20')],
    agreements: known(
      agreement({ signed: chicago('2026-09-09'), period: { start: '2026-09-09', end: '2026-11-05' } }),
      participation({ status: 'proposed', answers: { 'take-part': 'no' } }),
      { ...participation({ signed: chicago('2026-08-30') }), unchanged: false },
    ),
    preparations: known(preparation({ questions: 'has-questions' })),
  };
  const found = evaluate(everything, now);
  const expected = [
    'attended-without-agreement',
    'rule-declined',
    'wants-to-talk',
    'new-version-due',
    'expiring-soon',
    'two-unannounced',
    'two-in-a-row',
    'signed-copy-problem',
  ];
  expect(codes(found)).toEqual(expected);
  expect(codes(found)).toEqual(reasonCodes.filter((code) => expected.includes(code)));
  const lapsed = evaluate(
    {
      ...held('P A A'),
      agreements: known(
        agreement({ status: 'inactive', ended: { when: chicago('2026-09-09'), why: 'withdrawn' } }),
        participation(),
      ),
    },
    now,
  );
  expect([lapsed.state, codes(lapsed)]).toEqual(['lapsed', ['two-unannounced', 'two-in-a-row']]);
});

it('a former member or one on hold has no reasons, notes or prompts, and keeps the attendance', () => {
  for (const member of [membership({ status: 'ended', end: '2026-10-20' }), membership({ status: 'on-hold' })]) {
    expect(evaluate({ ...held('P P A A'), agreements: known(), memberships: known(member) }, now)).toMatchObject({
      state: 'not-applicable',
      reasons: [],
      notes: [],
      prompts: [],
      attendance: { attended: 2, recorded: 4 },
    });
  }
});

describe('roster lines and prompts', () => {
  const lines = (over: Partial<MemberFacts>) => evaluate(over, now).notes.map((n) => n.code);
  it.each<[string, Partial<MemberFacts>, string[]]>([
    ['before the first session', {}, ['first-session']],
    ['planned', { memberships: known(membership({ start: '2026-11-03' })) }, ['first-session']],
    ['absent so far', held('A N X'), ['first-session']],
    ['attended once', held('P'), []],
    ['an unrecorded session may have been the first', held('A M'), []],
    ['nothing signed', { ...held('P'), agreements: known() }, ['agreement-open']],
    ['rules alone signed', { ...held('P'), agreements: known(agreement()) }, ['agreement-open']],
    [
      'signed and waiting for a talk',
      {
        ...held('P'),
        agreements: known(agreement({ status: 'proposed', answers: { sober: 'talk' } }), participation()),
      },
      [],
    ],
    [
      'declined',
      {
        ...held('P'),
        agreements: known(agreement(), participation({ status: 'rejected', answers: { 'take-part': 'no' } })),
      },
      [],
    ],
    [
      'withdrawn',
      {
        ...held('P'),
        agreements: known(
          agreement({ status: 'inactive', ended: { when: start(1), why: 'withdrawn' } }),
          participation(),
        ),
      },
      ['agreement-open'],
    ],
    ['newcomer without agreement', { agreements: known() }, ['first-session', 'agreement-open']],
    ['attendance unknown', { attendance: { items: [], gap: 'failed' } }, []],
    ['agreements unknown', { ...held('P'), agreements: { items: [], gap: 'failed' } }, []],
  ])('%s', (_, over, expected) => expect(lines(over)).toEqual(expected));

  it.each([
    ['P', false],
    ['P P', true],
    ['P A U A L', true],
    ['P P P P P', true],
    ['P P P P P P', false],
    ['A A A A', false],
  ])('early phase after %s: %s', (text, expected) => {
    const { prompts, reasons } = evaluate(held(text), now);
    expect(prompts).toEqual(expected ? ['early-phase'] : []);
    expect(reasons.map((r) => r.code)).not.toContain('early-phase');
  });
});
