import { describe, expect, it } from 'vitest';
import { evaluateReadiness } from '../../../src/readiness/evaluate.ts';
import type { Gap, MemberFacts, Readiness } from '../../../src/readiness/types.ts';
import {
  agreement,
  chicago,
  commitmentTalk,
  evaluate,
  facts,
  group,
  held,
  known,
  membership,
  note,
  participation,
  preparation,
  version,
  zone,
} from './facts.ts';

const now = chicago('2026-10-07', '09:00');
const nothing: Partial<MemberFacts> = {
  agreements: known(),
  preparations: known(),
  notes: known(),
};
const seen = ({ preparation: p, state, membership: m }: Readiness) => `${p}/${state}/${m}`;

it.each<[string, Partial<MemberFacts>, string]>([
  ['everything met', {}, 'ready/ready/active'],
  ['nothing there', nothing, 'not-started/not-started/active'],
  [
    'a draft of the introduction',
    { ...nothing, preparations: known(preparation({ status: 'in-progress' })) },
    'in-progress/in-progress/active',
  ],
  ['only the commitment talked over', { ...nothing, notes: known(commitmentTalk()) }, 'in-progress/in-progress/active'],
  ['no commitment talk', { notes: known() }, 'in-progress/in-progress/active'],
  ['no introduction', { preparations: known() }, 'in-progress/in-progress/active'],
  ['no consent to take part', { agreements: known(agreement()) }, 'in-progress/in-progress/active'],
  ['no rules agreement', { agreements: known(participation()) }, 'in-progress/in-progress/active'],
  ['no membership', { memberships: known() }, 'not-applicable/not-applicable/none'],
  [
    'a membership of another group',
    { memberships: known(membership({ group: 'other' })) },
    'not-applicable/not-applicable/none',
  ],
  [
    'a membership entered in error',
    { memberships: known(membership({ status: 'entered-in-error' })) },
    'not-applicable/not-applicable/none',
  ],
  [
    'ended',
    { memberships: known(membership({ status: 'ended', end: '2026-09-30' })) },
    'not-applicable/not-applicable/ended',
  ],
  [
    'ended today',
    { memberships: known(membership({ status: 'ended', end: '2026-10-07' })) },
    'not-applicable/not-applicable/ended',
  ],
  [
    'ended, nobody wrote when',
    { memberships: known(membership({ status: 'ended' })) },
    'not-applicable/not-applicable/ended',
  ],
  [
    'to end next week',
    { memberships: known(membership({ status: 'ended', end: '2026-10-14' })) },
    'ready/ready/active',
  ],
  ['on hold', { memberships: known(membership({ status: 'on-hold' })) }, 'not-applicable/not-applicable/on-hold'],
  ['starting next week', { memberships: known(membership({ start: '2026-10-13' })) }, 'ready/ready/planned'],
  ['planned', { memberships: known(membership({ status: 'planned' })) }, 'ready/ready/planned'],
  [
    'a withdrawn agreement',
    { agreements: known(agreement({ status: 'inactive', ended: { when: now, why: 'withdrawn' } }), participation()) },
    'lapsed/lapsed/active',
  ],
  [
    'an agreement entered in error never lapses',
    { agreements: known(agreement({ status: 'entered-in-error' }), participation()) },
    'in-progress/in-progress/active',
  ],
  [
    'a rule answered no',
    { agreements: known(agreement({ status: 'proposed', answers: { report: 'no' } }), participation()) },
    'in-progress/needs-attention/active',
  ],
  ['both complete and two absences without word', held('P A A P', '2026-09-08'), 'ready/needs-attention/active'],
  ['attendance that could not be read', { attendance: { items: [], gap: 'failed' } }, 'ready/unknown/active'],
  [
    'attendance that could not be read, nothing signed',
    { ...nothing, seats: { items: [], gap: 'partial' } },
    'not-started/unknown/active',
  ],
])('preparation, state and membership: %s', (_, over, expected) => {
  expect(seen(evaluate(over, now))).toBe(expected);
});

describe('which membership counts', () => {
  const old = membership({ start: '2026-01-06', end: '2026-03-31', status: 'ended' }, 'old');
  const running = membership({ start: '2026-09-08' }, 'm1');
  const coming = membership({ start: '2026-12-01', status: 'planned' }, 'coming');
  it.each([
    ['the running one before an ended one', [old, running], 'active'],
    ['the running one before a planned one', [coming, running], 'active'],
    ['the planned one before an ended one', [old, coming], 'planned'],
    ['the latest ended one', [membership({ start: '2025-01-07', end: '2025-06-30', status: 'ended' }), old], 'ended'],
    ['the newer of two that run', [membership({ start: '2026-02-03', status: 'on-hold' }, 'm0'), running], 'active'],
  ])('%s', (_, items, expected) => {
    for (const order of [items, items.toReversed()]) {
      expect(evaluate({ memberships: known(...order) }, now)).toMatchObject({ membership: expected, missing: [] });
    }
  });

  it.each([
    ['active by status, over by date', [membership({ end: '2026-10-06' })]],
    ['on hold by status, over by date', [membership({ end: '2026-10-06', status: 'on-hold' })]],
    ['told twice, once ended', [membership(), membership({ status: 'ended', end: '2026-09-30' }, 'm2')]],
  ])('one that is both ended and active contradicts itself: %s', (_, items) => {
    const readiness = evaluate({ memberships: known(...items) }, now);
    expect(readiness).toMatchObject({
      preparation: 'unknown',
      state: 'unknown',
      missing: [{ fact: 'memberships', why: 'contradictory' }],
      reasons: [],
    });
    expect(readiness).not.toHaveProperty('attendance');
  });

  it('its last day ends at midnight, local', () => {
    const at = (asOf: string) => evaluate({ memberships: known(membership({ end: '2026-10-06' })) }, asOf);
    expect(at('2026-10-06T23:59:59-05:00')).toMatchObject({ membership: 'active', state: 'ready' });
    expect(at('2026-10-07T00:00:00-05:00')).toMatchObject({ membership: 'ended', state: 'unknown' });
  });

  it('the evidence of a former membership counts only where the list says so', () => {
    const memberships = known(old, running);
    const elsewhere = { membership: 'EpisodeOfCare/old' };
    const readiness = evaluate(
      {
        memberships,
        agreements: known(agreement({ covers: elsewhere }), participation({ covers: elsewhere })),
        notes: known(note({ kind: 'commitment-talk', at: chicago('2026-01-05'), ...elsewhere })),
        preparations: known(preparation({ ...elsewhere, authored: chicago('2026-01-05') })),
      },
      now,
    );
    expect(Object.entries(readiness.criteria).map(([name, { state }]) => `${name} ${state}`)).toEqual([
      'introduction met',
      'questions met',
      'agreement not-met',
      'commitment not-met',
      'contact met',
      'display-name not-required',
      'signer not-required',
      'communication not-required',
      'video not-required',
      'participation not-met',
    ]);
  });
});

describe('what cannot be told', () => {
  const names = ['memberships', 'agreements', 'preparations', 'notes', 'person', 'seats', 'attendance'] as const;
  const gaps: Gap[] = ['failed', 'partial', 'not-authorized', 'contradictory'];
  it.each(names.flatMap((fact) => gaps.map((gap) => [fact, gap] as const)))('%s %s: never ready', (fact, gap) => {
    const complete = facts();
    const readiness = evaluate({ [fact]: { items: complete[fact]?.items, gap } }, now);
    expect(readiness.state).toBe('unknown');
    expect(readiness.missing).toEqual([{ fact, why: gap }]);
    expect(readiness.preparation).toBe(fact === 'seats' || fact === 'attendance' ? 'ready' : 'unknown');
  });

  it('all that is missing is named, in one order', () => {
    const gap = { items: [], gap: 'failed' as const };
    const all = Object.fromEntries(names.toReversed().map((name) => [name, gap]));
    expect(evaluate(all, now).missing.map((m) => m.fact)).toEqual(names);
  });

  it.each([
    ['memberships', ['introduction', 'questions', 'agreement', 'commitment', 'signer', 'participation']],
    ['agreements', ['agreement', 'signer', 'participation']],
    ['preparations', ['introduction', 'questions', 'contact']],
    ['notes', ['questions', 'commitment']],
    ['person', ['communication']],
    ['seats', []],
    ['attendance', []],
  ] as const)('a gap in %s makes the criteria unknown that need it, and no other', (fact, expected) => {
    const { criteria } = evaluate({ [fact]: { items: facts()[fact]?.items, gap: 'partial' } }, now);
    expect(Object.keys(criteria).filter((c) => criteria[c as keyof typeof criteria].state === 'unknown')).toEqual(
      expected,
    );
  });

  it('a criterion the clinic switched off stays switched off', () => {
    const off = group({ required: { commitment: false, contact: false } });
    const gap = { items: [], gap: 'failed' as const };
    const { criteria } = evaluate({ group: off, notes: gap, preparations: gap }, now);
    expect([criteria.commitment.state, criteria.contact.state]).toEqual(['not-required', 'not-required']);
  });

  it('no reason is given while preparation is unknown, and those of the other half while only attendance is', () => {
    const declined = {
      agreements: known(agreement({ status: 'proposed', answers: { report: 'no' } }), participation()),
    };
    const missed = held('P A A P');
    expect(evaluate({ ...declined, ...missed, notes: { items: [], gap: 'failed' } }, now).reasons).toEqual([]);
    const half = evaluate({ ...declined, ...missed, attendance: { items: [], gap: 'failed' } }, now);
    expect(half.reasons.map((r) => r.code)).toEqual(['rule-declined']);
  });
});

it.each([
  ['asOf', { asOf: '2026-10-07T09:00:00', timeZone: zone }],
  ['asOf', { asOf: '2026-10-07', timeZone: zone }],
  ['timeZone', { asOf: now, timeZone: 'Moon/Base' }],
])('a faulty %s is refused by name', (field, at) => {
  expect(() => evaluateReadiness(facts(), at)).toThrow(expect.objectContaining({ code: 'invalid', fields: [field] }));
});

it('the answer says when, by which rules and by which settings', () => {
  const rules = [version('2.0', '2026-10-08'), version('1.0', '2026-01-01'), version('1.1', '2026-10-07', 'editorial')];
  expect(evaluate({ rules, settings: 'ni:x' }, now)).toMatchObject({
    asOf: now,
    rulesVersion: '1.1',
    settings: 'ni:x',
  });
  expect(evaluate({ rules: [] }, now)).not.toHaveProperty('rulesVersion');
});

it('the facts are left as they were', () => {
  const given = facts(held('P A A P'));
  const before = structuredClone(given);
  evaluateReadiness(given, { asOf: now, timeZone: zone });
  expect(given).toEqual(before);
});
