import { describe, expect, it } from 'vitest';
import { inForceOn } from '../../../src/readiness/in-force-on.ts';
import { standingsOf, timelineOf } from '../../../src/readiness/signed-states.ts';
import type { MemberFacts } from '../../../src/readiness/types.ts';
import { inForceOnDay } from '../../../src/signed-day.ts';
import {
  agreement,
  chicago,
  facts,
  group,
  known,
  membership,
  note,
  participation,
  person,
  plusDays,
  version,
  zone,
} from './facts.ts';

const at = (date: string, time = '12:00') => Date.parse(chicago(date, time));
const guardian = { reference: 'RelatedPerson/r1', name: 'Kim Brooks-Test', role: 'parent' as const };
const ended = (date: string, why: 'withdrawn' | 'replaced' | 'guardian-ended') => ({
  status: 'inactive' as const,
  ended: { when: chicago(date, '14:10'), why },
});
const stateOf = (given: MemberFacts, now: number) => standingsOf(given, now, zone).map(({ state }) => state);

describe('how a signed document stands', () => {
  it.each([
    ['in force', agreement(), '2026-10-01', 'in-force'],
    ['waiting for a talk', agreement({ status: 'proposed', answers: { report: 'talk' } }), '2026-10-01', 'waiting'],
    ['refused', participation({ status: 'rejected', answers: { 'take-part': 'no' } }), '2026-10-01', 'refused'],
    [
      'closed by the leader',
      agreement({ status: 'rejected', answers: { report: 'no' } }),
      '2026-10-01',
      'not-this-group',
    ],
    [
      'taking part closed by the leader',
      participation({ status: 'rejected', answers: { 'take-part': 'talk' } }),
      '2026-10-01',
      'not-this-group',
    ],
    ['withdrawn', agreement(ended('2026-11-03', 'withdrawn')), '2026-11-04', 'withdrawn'],
    [
      'asked about the hour before it was withdrawn',
      agreement(ended('2026-11-03', 'withdrawn')),
      '2026-11-03',
      'in-force',
    ],
    ['replaced', agreement(ended('2026-11-03', 'replaced')), '2026-11-04', 'replaced'],
    [
      'ended with the guardian’s authority',
      agreement(ended('2026-11-03', 'guardian-ended')),
      '2026-11-04',
      'guardian-ended',
    ],
    [
      'withdrawn while it waited',
      agreement({ ...ended('2026-11-03', 'withdrawn'), answers: { report: 'no' } }),
      '2026-11-04',
      'withdrawn',
    ],
    ['run out', agreement(), '2027-09-01', 'expired'],
    ['withdrawn after it had run out', agreement(ended('2027-11-03', 'withdrawn')), '2027-12-01', 'expired'],
    ['ended, nobody wrote when', agreement({ status: 'inactive' }), '2026-10-01', 'unclear'],
    ['in a version the group doesn’t know', agreement({ version: '0.9' }), '2026-10-01', 'not-counted'],
    ['signed later than this', agreement(), '2026-08-01', 'not-yet'],
    [
      'of an earlier membership',
      agreement({ covers: { membership: 'EpisodeOfCare/m0' } }),
      '2026-10-01',
      'earlier-membership',
    ],
  ])('%s', (_, given, date, expected) =>
    expect(stateOf(facts({ agreements: known(given) }), at(date))).toEqual([expected]),
  );

  it('what was changed after signing says so, whatever its status', () => {
    const changed = { ...agreement(), unchanged: false };
    expect(stateOf(facts({ agreements: known(changed) }), at('2026-10-01'))).toEqual(['changed-after-signing']);
  });

  it('what was signed in other words than those we know says so, and no day in force', () => {
    const others = facts({ agreements: known({ ...agreement(), otherWords: true }) });
    const [standing] = standingsOf(others, at('2026-10-01'), zone);
    expect(standing).toMatchObject({ state: 'other-words' });
    expect(standing).not.toHaveProperty('from');
  });

  it('a materially newer version supersedes after its grace, with the last day in force', () => {
    const rules = [version('1.0', '2026-01-01'), version('2.0', '2026-10-06')];
    const given = facts({ rules, agreements: known(agreement()) });
    expect(stateOf(given, at('2026-10-19'))).toEqual(['in-force']);
    expect(standingsOf(given, at('2026-10-20'), zone)).toMatchObject([
      { state: 'superseded', from: '2026-09-01', to: '2026-10-19' },
    ]);
  });

  it('a parent’s word ends after the birthday and its grace', () => {
    const given = facts({
      agreements: known(agreement({ signer: guardian, author: guardian.reference })),
      person: known(person({ birthDate: '2008-11-15' })),
    });
    expect(stateOf(given, at('2026-11-28'))).toEqual(['in-force']);
    expect(stateOf(given, at('2026-11-29'))).toEqual(['guardian-ended']);
  });

  it('the leader’s exception names its clauses and when, once it was made', () => {
    const open = agreement({ answers: { report: 'no', avoid: 'talk' } });
    const decision = note({
      kind: 'leader-decision',
      at: chicago('2026-09-10'),
      decision: 'exception',
      clauses: ['report', 'avoid'],
      response: open.record.response,
    });
    const given = facts({ agreements: known(open), notes: known(decision) });
    expect(standingsOf(given, at('2026-09-11'), zone)).toMatchObject([
      {
        state: 'in-force',
        from: '2026-09-10',
        exception: { clauses: ['avoid', 'report'], on: '2026-09-10T23:00:00.000Z' },
      },
    ]);
    const [before] = standingsOf(given, at('2026-09-09'), zone);
    expect(before?.exception).toBeUndefined();
    expect(before?.state).toBe('not-counted');
  });
});

const open = agreement({ answers: { report: 'no' } });
const lives: Record<string, MemberFacts> = {
  'two versions, an editorial one between': facts({
    rules: [version('1.0', '2026-01-01'), version('1.0.1', '2026-09-20', 'editorial'), version('2.0', '2026-10-06')],
    agreements: known(
      agreement(),
      agreement({ version: '2.0', signed: chicago('2026-10-22', '10:00') }),
      participation(ended('2026-11-03', 'withdrawn')),
    ),
  }),
  'two memberships with an agreement each': facts({
    memberships: known(
      membership({ start: '2026-07-01', end: '2026-08-20', status: 'ended' }, 'm0'),
      membership({ start: '2026-09-08' }),
    ),
    agreements: known(
      agreement({
        covers: { membership: 'EpisodeOfCare/m0' },
        signed: chicago('2026-07-01', '09:00'),
        period: { start: '2026-07-01', end: '2027-06-30' },
      }),
      agreement(),
    ),
  }),
  'an exception, a decision a week later': facts({
    agreements: known(open, participation()),
    notes: known(
      note({
        kind: 'leader-decision',
        at: chicago('2026-09-10'),
        decision: 'exception',
        clauses: ['report'],
        response: open.record.response,
      }),
    ),
  }),
  'a parent, and a birthday': facts({
    agreements: known(agreement({ signer: guardian, author: guardian.reference })),
    person: known(person({ birthDate: '2008-11-15' })),
  }),
  'two that contradict each other': facts({
    agreements: known(
      agreement(),
      agreement({
        answers: { avoid: 'no' },
        exception: { clauses: ['avoid'], decidedOn: chicago('2026-09-12'), decidedBy: 'Practitioner/l1' },
      }),
    ),
  }),
  'one of unknown end, and one that replaced it': facts({
    agreements: known(agreement({ status: 'inactive' }), agreement({ signed: chicago('2026-12-01') })),
  }),
  'a membership that waits, is held and ends': facts({
    memberships: known(
      membership({
        start: '2026-09-08',
        end: '2026-12-01',
        status: 'ended',
        history: [
          { status: 'planned', start: '2026-08-20', end: '2026-09-07' },
          { status: 'ended', start: '2026-12-01' },
        ],
      }),
    ),
    agreements: known(agreement()),
  }),
  'reads that failed': facts({
    agreements: { items: [agreement()], gap: 'partial' },
    person: { items: [], gap: 'failed' },
  }),
  'no expiry written': facts({
    group: group({ expiryMonths: 3 }),
    agreements: known(
      (() => {
        const { record, evidence } = agreement();
        const { period: _none, ...rest } = record;
        return { record: rest, evidence };
      })(),
    ),
  }),
};

describe('what was in force on a day, from the history alone', () => {
  it.each(Object.entries(lives))('is on every day what the rule says: %s', (_, given) => {
    const timeline = timelineOf(given, '2026-11-24', zone);
    const signingOf = new Map(given.agreements.items.map(({ record, evidence }) => [evidence, record.signing]));
    const differ: string[] = [];
    for (let day = '2026-06-01'; day < '2027-12-31'; day = plusDays(day, 1)) {
      const asked = inForceOn(given, day, zone);
      const told = inForceOnDay({ timeline, missing: [] }, day);
      const expected = [
        asked.inForce.map((f) => `${signingOf.get(f.evidence)} ${f.kind}`),
        asked.missing,
        asked.rulesVersion,
      ];
      const seen = [told.inForce.map((f) => `${f.signing} group-${f.document}`), told.missing, told.rulesVersion];
      if (JSON.stringify(expected) !== JSON.stringify(seen)) differ.push(day);
    }
    expect(differ).toEqual([]);
    expect(timeline.length).toBeLessThan(14);
  });

  it('is not asked every day, only where it may change', () => {
    const [first, ...rest] = timelineOf(
      lives['two versions, an editorial one between'] as MemberFacts,
      '2026-11-24',
      zone,
    );
    expect(first).toMatchObject({ from: '0001-01-01', inForce: [] });
    expect(rest.map(({ from }) => from)).toContain('2026-11-04');
  });

  it.each(['', 'today', '2026-02-30', '2026-13-01', '20261006'])('refuses %s, which is no day', (day) => {
    expect(() => inForceOnDay({ timeline: [], missing: [] }, day)).toThrow(
      expect.objectContaining({ code: 'invalid', fields: ['day'] }),
    );
  });
});
