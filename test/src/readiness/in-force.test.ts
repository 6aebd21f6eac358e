import { describe, expect, it } from 'vitest';
import type { Agreement } from '../../../fhir-mappings/records/agreement.ts';
import type { DocumentVersion, MemberFacts, Stored } from '../../../src/readiness/types.ts';
import { agreement, chicago, evaluate, group, known, membership, participation, version } from './facts.ts';

const now = chicago('2026-10-07', '09:00');
const programme = { system: 'https://clinic.example/programme', value: 'groups' };

/** The agreement criterion, and the lapse, with these agreements beside a consent to take part. */
function rules(asOf: string, agreements: Stored<Agreement>[], over: Partial<MemberFacts> = {}) {
  const readiness = evaluate({ agreements: known(...agreements, participation()), ...over }, asOf);
  return { ...readiness.criteria.agreement, lapse: readiness.lapse, preparation: readiness.preparation };
}
const state = (asOf: string, one: Stored<Agreement>, over: Partial<MemberFacts> = {}) => rules(asOf, [one], over).state;

describe('an agreement is in force from its signing until its end, by instant', () => {
  const signed = chicago('2026-09-01', '14:00');
  const withdrawn = agreement({
    status: 'inactive',
    ended: { when: chicago('2026-11-03', '14:10'), why: 'withdrawn' },
  });
  it.each<[string, string, Stored<Agreement>, string]>([
    ['a second before it was signed', '2026-09-01T13:59:59-05:00', agreement({ signed }), 'not-met'],
    ['when it was signed', signed, agreement({ signed }), 'met'],
    [
      'before the first day of its period',
      '2026-09-02T23:59:59-05:00',
      agreement({ signed, period: { start: '2026-09-03', end: '2027-09-02' } }),
      'not-met',
    ],
    [
      'on the first day of its period',
      '2026-09-03T00:00:00-05:00',
      agreement({ signed, period: { start: '2026-09-03', end: '2027-09-02' } }),
      'met',
    ],
    [
      'in the last second of its last day',
      '2026-12-31T23:59:59-06:00',
      agreement({ period: { start: '2026-09-01', end: '2026-12-31' } }),
      'met',
    ],
    [
      'at midnight after its last day',
      '2027-01-01T00:00:00-06:00',
      agreement({ period: { start: '2026-09-01', end: '2026-12-31' } }),
      'not-met',
    ],
    [
      'a second before a paper without a date was entered, on the first day of its period',
      '2026-09-01T13:59:59-05:00',
      agreement({ signed, signedUnknown: true, mode: 'paper', period: { start: '2026-09-01', end: '2027-08-31' } }),
      'not-met',
    ],
    [
      'when a paper without a date was entered',
      signed,
      agreement({ signed, signedUnknown: true, mode: 'paper', period: { start: '2026-09-01', end: '2027-08-31' } }),
      'met',
    ],
    ['a second before it was withdrawn, though it says inactive', '2026-11-03T14:09:59-06:00', withdrawn, 'met'],
    ['when it was withdrawn', '2026-11-03T14:10:00-06:00', withdrawn, 'not-met'],
  ])('%s', (_, asOf, one, expected) => expect(state(asOf, one)).toBe(expected));

  it('without a period it ends after the months the group sets, on 28 Feb for a leap day', () => {
    const { period: _, ...open } = agreement({ signed: '2028-02-29T10:00:00-06:00' }).record;
    const one = { record: open, evidence: 'Consent/open' };
    expect([state('2029-02-27T23:59:59-06:00', one), state('2029-02-28T00:00:00-06:00', one)]).toEqual([
      'met',
      'not-met',
    ]);
  });
});

it.each<[string, Stored<Agreement>, string]>([
  ['active', agreement(), 'met'],
  ['proposed', agreement({ status: 'proposed' }), 'not-met'],
  ['rejected', agreement({ status: 'rejected' }), 'not-met'],
  ['entered in error', agreement({ status: 'entered-in-error' }), 'not-met'],
  ['changed after signing', { ...agreement(), unchanged: false }, 'not-met'],
  ['signed in other words than we know under its version', { ...agreement(), otherWords: true }, 'unknown'],
  ['checked and unchanged', { ...agreement(), unchanged: true }, 'met'],
  [
    'to another document',
    agreement({ document: { url: 'https://other.example/Questionnaire/rules', version: '1.0' } }),
    'not-met',
  ],
  ["to a version the group doesn't know", agreement({ version: '0.9' }), 'not-met'],
  ['for another membership', agreement({ covers: { membership: 'EpisodeOfCare/other' } }), 'not-met'],
  [
    'for a programme the group is not in',
    agreement({ covers: { programme, membership: 'EpisodeOfCare/other' } }),
    'not-met',
  ],
  ['with a no', agreement({ answers: { report: 'no' } }), 'not-met'],
  ['with a talk', agreement({ answers: { sober: 'talk' } }), 'not-met'],
  [
    'with a no to the clause on leaving: nobody has to agree to be free to leave',
    agreement({ answers: { leaving: 'no' } }),
    'met',
  ],
  ['with a no to video, which is no rule', agreement({ answers: { video: 'no' } }), 'met'],
  [
    'only read, nothing agreed to',
    agreement({
      answers: Object.fromEntries(
        ['private', 'come', 'on-time', 'tell-us', 'plan', 'talk-about-stay', 'sober', 'avoid', 'report'].map((c) => [
          c,
          'read' as const,
        ]),
      ),
    }),
    'not-met',
  ],
  [
    'with one of the five rules missing',
    agreement({ parts: agreement().record.parts.filter((p) => p.id !== 'alcohol-drugs') }),
    'not-met',
  ],
])('the rules agreement is %s', (_, one, expected) => expect(state(now, one)).toBe(expected));

it.each<[string, Stored<Agreement>, string]>([
  ['yes', participation(), 'met'],
  ['no', participation({ answers: { 'take-part': 'no' }, status: 'rejected' }), 'not-met'],
  ['talk', participation({ answers: { 'take-part': 'talk' }, status: 'proposed' }), 'not-met'],
])('the consent to take part is answered %s', (_, one, expected) => {
  expect(evaluate({ agreements: known(agreement(), one) }, now).criteria.participation.state).toBe(expected);
});

it('an agreement for the programme counts in every group of it', () => {
  const one = agreement({ covers: { programme, membership: 'EpisodeOfCare/other' } });
  const inProgramme = group({ programme: { system: programme.system, code: programme.value } });
  expect(state(now, one, { group: inProgramme })).toBe('met');
  expect(state(now, one, { group: group({ programme: { system: 'https://other.example', code: 'groups' } }) })).toBe(
    'not-met',
  );
});

it("a leader's decision makes it count from the decision, and is seen", () => {
  const decidedOn = chicago('2026-09-10', '10:00');
  const one = agreement(
    {
      answers: { report: 'no', avoid: 'talk' },
      exception: { clauses: ['report', 'avoid'], decidedOn, decidedBy: 'Practitioner/l1' },
    },
    'x',
  );
  expect(rules(chicago('2026-09-10', '09:59'), [one]).state).toBe('not-met');
  expect(rules(decidedOn, [one])).toMatchObject({
    state: 'met',
    note: 'exception',
    since: '2026-09-10T15:00:00.000Z',
    evidence: ['Consent/x'],
  });
  const partly = agreement({
    answers: { report: 'no', avoid: 'talk' },
    exception: { clauses: ['report'], decidedOn, decidedBy: 'Practitioner/l1' },
  });
  expect(state(now, partly)).toBe('not-met');
});

describe('versions', () => {
  const v1 = version('1.0', '2026-01-01');
  it.each<[string, string, DocumentVersion[], string, string | undefined]>([
    ['current', now, [v1], 'met', undefined],
    ['not yet effective', now, [version('0.9', '2025-01-01'), version('1.0', '2026-12-01')], 'met', undefined],
    ['superseded by an editorial one', now, [v1, version('1.0.1', '2026-09-20', 'editorial')], 'met', undefined],
    ['to be superseded', '2026-10-05T23:59:59-05:00', [v1, version('2.0', '2026-10-06')], 'met', undefined],
    [
      'superseded, first instant of grace',
      '2026-10-06T00:00:00-05:00',
      [v1, version('2.0', '2026-10-06')],
      'met',
      'in-grace',
    ],
    [
      'superseded, last second of grace',
      '2026-10-19T23:59:59-05:00',
      [v1, version('2.0', '2026-10-06')],
      'met',
      'in-grace',
    ],
    ['superseded beyond grace', '2026-10-20T00:00:00-05:00', [v1, version('2.0', '2026-10-06')], 'not-met', undefined],
    [
      'superseded by the first material one, whatever comes later',
      '2026-10-20T00:00:00-05:00',
      [version('3.0', '2026-10-15'), v1, version('2.0', '2026-10-06')],
      'not-met',
      undefined,
    ],
  ])('signed to one that is %s', (_, asOf, versions, expected, noted) => {
    const found = rules(asOf, [agreement()], { rules: versions });
    expect([found.state, found.note]).toEqual([expected, noted]);
  });

  it('languages that list one version twice do not supersede it', () => {
    expect(state(now, agreement(), { rules: [v1, { ...v1 }] })).toBe('met');
  });

  it("the days of grace are the group's", () => {
    const versions = { rules: [v1, version('2.0', '2026-10-06')], group: group({ newVersionGraceDays: 0 }) };
    expect(state('2026-10-05T23:59:59-05:00', agreement(), versions)).toBe('met');
    expect(state('2026-10-06T00:00:00-05:00', agreement(), versions)).toBe('not-met');
  });

  it('the consent to take part has versions of its own', () => {
    const readiness = evaluate({ participation: [v1, version('2.0', '2026-10-06')] }, '2026-10-20T00:00:00-05:00');
    expect(readiness.lapse).toEqual({ of: 'participation', why: 'superseded', since: '2026-10-20T05:00:00.000Z' });
    expect(readiness.criteria.agreement.state).toBe('met');
  });
});

describe('lapse', () => {
  const when = chicago('2026-10-01', '12:00');
  it.each<[string, Stored<Agreement>, string, unknown]>([
    [
      'withdrawn',
      agreement({ status: 'inactive', ended: { when, why: 'withdrawn' } }),
      now,
      { of: 'agreement', why: 'withdrawn', since: '2026-10-01T17:00:00.000Z' },
    ],
    [
      'ended with the guardian',
      agreement({ status: 'inactive', ended: { when, why: 'guardian-ended' } }),
      now,
      { of: 'agreement', why: 'guardian-ended', since: '2026-10-01T17:00:00.000Z' },
    ],
    [
      'replaced by one that is not in force',
      agreement({ status: 'inactive', ended: { when, why: 'replaced' } }),
      now,
      { of: 'agreement', why: 'superseded', since: '2026-10-01T17:00:00.000Z' },
    ],
    [
      'expired, and still active by status',
      agreement({ period: { start: '2026-09-01', end: '2026-10-06' } }),
      now,
      { of: 'agreement', why: 'expired', since: '2026-10-07T05:00:00.000Z' },
    ],
    ['never in force', agreement({ status: 'proposed' }), now, undefined],
    [
      'over before it began',
      agreement({ status: 'inactive', ended: { when: chicago('2026-09-01', '14:00'), why: 'withdrawn' } }),
      now,
      undefined,
    ],
    [
      'changed after signing',
      { ...agreement({ period: { start: '2026-09-01', end: '2026-10-06' } }), unchanged: false },
      now,
      undefined,
    ],
  ])('%s', (_, one, asOf, expected) => expect(rules(asOf, [one]).lapse).toEqual(expected));

  it('one signed for the programme that ended before this membership began did not lapse in it', () => {
    const inProgramme = group({ programme: { system: programme.system, code: programme.value } });
    const covers = { programme, membership: 'EpisodeOfCare/other' };
    const ended = (date: string) =>
      agreement({ covers, status: 'inactive', ended: { when: chicago(date), why: 'withdrawn' } });
    expect(rules(now, [ended('2026-09-05')], { group: inProgramme })).toMatchObject({
      lapse: undefined,
      preparation: 'in-progress',
    });
    expect(rules(now, [ended('2026-09-09')], { group: inProgramme })).toMatchObject({
      lapse: { why: 'withdrawn' },
      preparation: 'lapsed',
    });
  });

  it('the rules are named first when both documents lapsed, and a new signature ends it', () => {
    const ended = { when, why: 'withdrawn' as const };
    const both = [agreement({ status: 'inactive', ended }), participation({ status: 'inactive', ended })];
    expect(evaluate({ agreements: known(...both) }, now).lapse?.of).toBe('agreement');
    const again = [agreement({ signed: chicago('2026-10-02') }), participation({ signed: chicago('2026-10-02') })];
    expect(evaluate({ agreements: known(...both, ...again) }, now)).toMatchObject({ preparation: 'ready' });
  });

  it('of two that ended the later one is named', () => {
    const first = agreement({ status: 'inactive', ended: { when: chicago('2026-09-12'), why: 'withdrawn' } });
    const second = agreement({ signed: chicago('2026-09-20'), period: { start: '2026-09-20', end: '2026-10-01' } });
    const lapse = { of: 'agreement', why: 'expired', since: '2026-10-02T05:00:00.000Z' };
    for (const both of [
      [first, second],
      [second, first],
    ])
      expect(rules(now, both).lapse).toEqual(lapse);
    const longer = agreement({ status: 'inactive', ended: { when: chicago('2026-10-03', '12:00'), why: 'withdrawn' } });
    expect(rules(now, [longer, second]).lapse?.why).toBe('withdrawn');
  });

  it('a member who is not in the group any more has no lapse', () => {
    const over = { memberships: known(membership({ status: 'ended', end: '2026-10-02' })) };
    expect(rules(now, [agreement({ status: 'inactive', ended: { when, why: 'withdrawn' } })], over)).toMatchObject({
      lapse: undefined,
      preparation: 'not-applicable',
    });
  });
});

describe('what the record cannot tell', () => {
  const undated = agreement({ status: 'inactive' }, 'undated');

  it.each([chicago('2026-09-20'), now, chicago('2027-12-01')])('inactive without an end is unknown at %s', (asOf) => {
    const readiness = evaluate(
      { agreements: known(undated, participation({ period: { start: '2026-09-01', end: '2028-01-01' } })) },
      asOf,
    );
    expect(readiness).toMatchObject({ preparation: 'unknown', missing: [{ fact: 'agreements', why: 'partial' }] });
    expect(readiness.criteria).toMatchObject({
      agreement: { state: 'unknown', evidence: ['Consent/undated'] },
      participation: { state: 'met' },
    });
  });

  it('a new signature settles it, and sessions before are not held against anybody', () => {
    const again = agreement({ signed: chicago('2026-10-02') });
    expect(rules(now, [undated, again])).toMatchObject({ state: 'met', preparation: 'ready' });
  });

  it('two in force at once with different answers contradict each other', () => {
    const decided = agreement({
      answers: { report: 'no' },
      exception: { clauses: ['report'], decidedOn: chicago('2026-09-02'), decidedBy: 'Practitioner/l1' },
    });
    const readiness = evaluate(
      { agreements: known(decided, agreement({ signed: chicago('2026-09-03') }), participation()) },
      now,
    );
    expect(readiness).toMatchObject({
      preparation: 'unknown',
      missing: [{ fact: 'agreements', why: 'contradictory' }],
    });
    expect(readiness.criteria).toMatchObject({ agreement: { state: 'unknown' }, participation: { state: 'met' } });
  });

  it.each<[string, boolean, string]>([
    ['signed for this group since, with a no that waits for nobody any more', false, 'exception'],
    ['signed for the programme since, yes to all', true, ''],
  ])('one for the programme, one for this group: the newer word counts here: %s', (_, wideIsNewer, note) => {
    const [first, second] = [chicago('2026-09-01'), chicago('2026-09-03')];
    const wide = agreement(
      { covers: { programme, membership: 'EpisodeOfCare/other' }, signed: wideIsNewer ? second : first },
      'wide',
    );
    const own = agreement(
      {
        answers: { report: 'no' },
        signed: wideIsNewer ? first : second,
        exception: { clauses: ['report'], decidedOn: chicago('2026-09-04'), decidedBy: 'Practitioner/l1' },
      },
      'own',
    );
    const inProgramme = group({ programme: { system: programme.system, code: programme.value } });
    const readiness = evaluate({ group: inProgramme, agreements: known(wide, own, participation()) }, now);
    expect(readiness).toMatchObject({ preparation: 'ready', missing: [] });
    expect(readiness.criteria.agreement).toMatchObject({
      state: 'met',
      evidence: [`Consent/${note ? 'own' : 'wide'}`],
    });
    expect(readiness.criteria.agreement.note ?? '').toBe(note);
  });

  it('two in force at once with the same answers are met by both', () => {
    expect(rules(now, [agreement({}, 'a'), agreement({ signed: chicago('2026-09-03') }, 'b')])).toMatchObject({
      state: 'met',
      evidence: ['Consent/b', 'Consent/a'],
    });
  });

  it('an answer that decides nothing contradicts nothing', () => {
    const other = agreement({ signed: chicago('2026-09-03'), answers: { leaving: 'yes', video: 'no', name: 'yes' } });
    expect(rules(now, [agreement({ answers: { video: 'yes' } }), other])).toMatchObject({
      state: 'met',
      preparation: 'ready',
    });
  });

  it('a former member has nothing to decide, so nothing is missing', () => {
    const over = { memberships: known(membership({ status: 'ended', end: '2026-10-02' })) };
    expect(evaluate({ agreements: known(undated), ...over }, now)).toMatchObject({
      state: 'not-applicable',
      missing: [],
    });
  });
});

it('since is the start of unbroken time in force: a renewal joins, a gap does not', () => {
  const ended = (when: string) => ({ status: 'inactive' as const, ended: { when, why: 'replaced' as const } });
  const first = agreement({ signed: chicago('2026-09-01'), ...ended(chicago('2026-09-15')) });
  const second = agreement({ signed: chicago('2026-09-15'), ...ended(chicago('2026-09-20')) });
  expect(rules(now, [agreement({ signed: chicago('2026-09-20') }), first, second]).since).toBe(
    '2026-09-01T23:00:00.000Z',
  );
  expect(rules(now, [agreement({ signed: chicago('2026-09-21') }), first, second]).since).toBe(
    '2026-09-21T23:00:00.000Z',
  );
});

it('local days are those of the zone asked for', () => {
  const one = agreement({ period: { start: '2026-09-01', end: '2026-10-06' } });
  const at = (asOf: string, timeZone: string) =>
    evaluate({ agreements: known(one, participation()) }, asOf, timeZone).criteria.agreement.state;
  expect(at('2026-10-07T05:00:00Z', 'America/Chicago')).toBe('not-met');
  expect(at('2026-10-07T05:00:00Z', 'America/Los_Angeles')).toBe('met');
  expect(at('2026-10-06T18:30:00Z', 'Asia/Kolkata')).toBe('not-met');
});
