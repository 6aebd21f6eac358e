import { describe, expect, it } from 'vitest';
import { inForceOn } from '../../../src/readiness/in-force-on.ts';
import type { GroupDefinitionInput } from '../../../src/groups.ts';
import type { MemberFacts } from '../../../src/readiness/types.ts';
import {
  agreement,
  chicago,
  codes,
  evaluate,
  facts,
  group,
  held,
  known,
  membership,
  note,
  participation,
  version,
} from './facts.ts';

const rules = [version('1.0', '2026-01-01'), version('2.0', '2026-10-06')];
const v1 = agreement({}, 'v1');
const v2 = agreement({ version: '2.0', signed: chicago('2026-10-22', '10:00') }, 'v2');
const history = facts({ rules, agreements: known(v1, v2, participation({}, 'part')) });
const on = (date: string, given: MemberFacts = history) =>
  inForceOn(given, date).inForce.map((f) => `${f.evidence.slice(8)} ${f.document.version}`);

describe('what was in force on a day', () => {
  it.each([
    ['the day before signing', '2026-08-31', []],
    ['the day of signing', '2026-09-01', ['v1 1.0', 'part 1.0']],
    ['6 October, in grace', '2026-10-06', ['v1 1.0', 'part 1.0']],
    ['the last day of grace', '2026-10-19', ['v1 1.0', 'part 1.0']],
    ['beyond grace', '2026-10-20', ['part 1.0']],
    ['signed anew', '2026-10-22', ['part 1.0', 'v2 2.0']],
    ['expired', '2027-10-22', []],
  ])('%s', (_, date, expected) => expect(on(date)).toEqual(expected));

  it('says from when until when, why it ended, and which version was current', () => {
    expect(inForceOn(history, '2026-10-06')).toEqual({
      inForce: [
        {
          kind: 'group-rules',
          document: v1.record.document,
          evidence: 'Consent/v1',
          from: '2026-09-01T19:00:00.000Z',
          until: '2026-10-20T05:00:00.000Z',
          why: 'superseded',
        },
        expect.objectContaining({ kind: 'group-participation', until: '2027-09-01T05:00:00.000Z', why: 'expired' }),
      ],
      rulesVersion: '2.0',
      missing: [],
    });
  });

  it('a day on which it was withdrawn is one on which it was in force', () => {
    const ended = { when: chicago('2026-11-03', '14:10'), why: 'withdrawn' as const };
    const given = facts({ agreements: known(agreement({ status: 'inactive', ended }, 'w')) });
    expect([on('2026-11-03', given), on('2026-11-04', given)]).toEqual([['w 1.0'], []]);
  });

  it('is never "nothing" when something is missing', () => {
    const given = facts({ agreements: { items: [], gap: 'partial' }, person: { items: [], gap: 'failed' } });
    expect(inForceOn(given, '2026-10-06')).toMatchObject({
      inForce: [],
      missing: [
        { fact: 'agreements', why: 'partial' },
        { fact: 'person', why: 'failed' },
      ],
    });
    const unclear = facts({ agreements: known(agreement({ status: 'inactive' }), participation()) });
    expect(inForceOn(unclear, '2026-10-06').missing).toEqual([{ fact: 'agreements', why: 'partial' }]);
  });

  it('refuses what is no date', () => {
    expect(() => inForceOn(history, 'today')).toThrow(expect.objectContaining({ code: 'invalid', fields: ['date'] }));
  });
});

describe('asked as of an instant, only what was known then counts', () => {
  const over = {
    ...held('P P A A'),
    rules,
    agreements: known(v1, v2, participation()),
    notes: known(
      note({ kind: 'commitment-talk', at: chicago('2026-09-02') }),
      note({ kind: 'followed-up', reason: 'two-unannounced', at: chicago('2026-10-01') }),
    ),
  } satisfies Partial<MemberFacts>;
  it.each([
    ['2026-08-31', 'not-started', 'not-met'],
    ['2026-09-01', 'in-progress', 'met'],
    ['2026-09-03', 'ready', 'met'],
    ['2026-10-19', 'ready', 'met'],
    ['2026-10-21', 'lapsed', 'not-met'],
    ['2026-10-23', 'ready', 'met'],
  ])('on %s preparation is %s, the agreement %s', (date, preparation, state) => {
    const found = evaluate(over, chicago(date));
    expect([found.preparation, found.criteria.agreement.state]).toEqual([preparation, state]);
  });
  it('a tick of tomorrow closes nothing today', () => {
    expect(codes(evaluate(over, chicago('2026-09-30')))).toContain('two-unannounced');
    expect(codes(evaluate(over, chicago('2026-10-02')))).not.toContain('two-unannounced');
  });
});

describe('leader decisions as notes', () => {
  const response = 'QuestionnaireResponse/r1';
  const no = (over: Parameters<typeof agreement>[0] = {}) =>
    agreement({ answers: { report: 'no' }, response, ...over }, 'c1');
  const decision = (over: object) =>
    note({
      kind: 'leader-decision',
      decision: 'exception',
      clauses: ['report'],
      response,
      at: chicago('2026-09-03'),
      ...over,
    });
  const at = (asOf: string, ...items: ReturnType<typeof note>[]) => {
    const notes = known(note({ kind: 'commitment-talk', at: chicago('2026-09-01') }), ...items);
    return evaluate({ agreements: known(no(), participation()), notes }, asOf);
  };
  it('an exception puts an active agreement in force from then on', () => {
    expect(at(chicago('2026-09-02'), decision({}))).toMatchObject({ criteria: { agreement: { state: 'not-met' } } });
    expect(at(chicago('2026-09-04'), decision({}))).toMatchObject({
      state: 'ready',
      criteria: { agreement: { state: 'met', note: 'exception', since: '2026-09-03T23:00:00.000Z' } },
    });
  });
  it.each([
    ['about another clause', { clauses: ['come'] }, ['rule-declined']],
    ['about another response', { response: 'QuestionnaireResponse/r2' }, ['rule-declined']],
    ['to sign again: decided, and still not in force', { decision: 'sign-again' }, []],
  ])('a decision %s', (_, over, expected) => {
    const found = at(chicago('2026-09-04'), decision(over));
    expect([codes(found), found.criteria.agreement.state]).toEqual([expected, 'not-met']);
  });
  it('a Consent that still waits is not in force by a note alone', () => {
    const over = { agreements: known(no({ status: 'proposed' }), participation()), notes: known(decision({})) };
    expect(evaluate(over, chicago('2026-09-04')).criteria.agreement.state).toBe('not-met');
  });
});

describe('problems of the signed copy', () => {
  const problem = note({ kind: 'signed-copy-problem', problem: 'missing-page', at: chicago('2026-09-09') }, 'p1');
  const reasons = (...more: Partial<MemberFacts>[]) =>
    evaluate(
      Object.assign({ notes: known(note({ kind: 'commitment-talk', at: chicago('2026-09-01') }), problem) }, ...more),
      chicago('2026-09-20'),
    ).reasons;
  it('are for intake, since they were recorded', () => {
    expect(reasons()).toEqual([
      { code: 'signed-copy-problem', owner: 'intake', since: chicago('2026-09-09'), evidence: ['Observation/p1'] },
    ]);
  });
  it('end with a tick, and with a new signing', () => {
    expect(
      reasons({
        notes: known(
          note({ kind: 'commitment-talk', at: chicago('2026-09-01') }),
          problem,
          note({ kind: 'followed-up', reason: 'signed-copy-problem', at: chicago('2026-09-10') }),
        ),
      }),
    ).toEqual([]);
    expect(
      reasons({ agreements: known(agreement(), agreement({ signed: chicago('2026-09-10') }), participation()) }),
    ).toEqual([]);
  });
});

describe('settings of the group', () => {
  const code = (text: string, over: Partial<GroupDefinitionInput>, name: string) =>
    codes(evaluate({ ...held(text), group: group(over) }, chicago('2026-12-01'))).includes(name as never);
  it.each<[string, string, Partial<GroupDefinitionInput>, string, boolean]>([
    ['three absences without word', 'P A A P', { unannounced: { absences: 3 } }, 'two-unannounced', false],
    ['one is enough', 'P A P', { unannounced: { absences: 1 } }, 'two-unannounced', true],
    ['among the last two', 'A A P P', { unannounced: { ofSessions: 2 } }, 'two-unannounced', false],
    ['three in a row', 'P N N', { absencesInARow: 3 }, 'two-in-a-row', false],
    ['one in a row', 'P N', { absencesInARow: 1 }, 'two-in-a-row', true],
  ])('%s', (_, text, over, name, expected) => expect(code(text, over, name)).toBe(expected));

  it('a commitment in weeks says which week it is: E11', () => {
    const weeks = group({ commitment: { kind: 'weeks', count: 12 } });
    const week = (asOf: string, over: Partial<MemberFacts> = {}) =>
      evaluate({ group: weeks, ...over }, asOf).commitmentWeek;
    expect(week(chicago('2026-09-22', '17:00'))).toBe(3);
    expect(week(chicago('2026-09-07'))).toBeUndefined();
    expect(week(chicago('2026-09-22'), { group: group() })).toBeUndefined();
    expect(
      week(chicago('2026-10-22'), { memberships: known(membership({ end: '2026-10-20', status: 'ended' })) }),
    ).toBeUndefined();
  });

  it('a repeat after six months, and late 72 hours ahead', () => {
    const contact = evaluate({ group: group({ repeatAfterMonths: 6 }) }, chicago('2027-03-02')).criteria.contact.state;
    expect(contact).toBe('not-met');
    const early = { agreements: known<never>(), seats: held('M').seats, group: group({ lateStartHours: 72 }) };
    expect(codes(evaluate(early, chicago('2026-09-06')))).toContain('late-start-of-preparation');
    expect(codes(evaluate({ ...early, group: group() }, chicago('2026-09-06', '17:59')))).not.toContain(
      'late-start-of-preparation',
    );
  });

  it('refuses what makes no sense', () => {
    expect(() => group({ earlyPhase: { from: 3, to: 2 } })).toThrow(
      expect.objectContaining({ fields: ['[0].earlyPhase.to'] }),
    );
    expect(() => group({ ageOfMajority: 3 })).toThrow(expect.objectContaining({ fields: ['[0].ageOfMajority'] }));
  });
});
