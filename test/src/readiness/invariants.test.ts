import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPortalError } from '../../../fhir-mappings/errors.ts';
import { evaluateReadiness } from '../../../src/readiness/evaluate.ts';
import type { Gap, Known, MemberFacts } from '../../../src/readiness/types.ts';
import {
  agreement,
  chicago,
  commitmentTalk,
  facts,
  group,
  held,
  known,
  membership,
  note,
  participation,
  person,
  plusDays,
  preparation,
  version,
  zone,
} from './facts.ts';

const instant = fc.nat(100).map((day) => chicago(plusDays('2026-08-25', day)));
const answer = fc.constantFrom('yes' as const, 'no' as const, 'talk' as const);
const why = fc.constantFrom('withdrawn' as const, 'replaced' as const, 'guardian-ended' as const);
const signed = (make: typeof agreement) =>
  fc
    .record({
      signed: instant,
      report: answer,
      status: fc.constantFrom('active' as const, 'proposed' as const, 'inactive' as const),
      ended: fc.option(fc.record({ when: instant, why }), { nil: undefined }),
      version: fc.constantFrom('1.0', '2.0'),
      unchanged: fc.boolean(),
    })
    .map(({ report, ended, unchanged, ...over }) => ({
      ...make({ ...over, answers: { report, 'take-part': report }, ...(ended && { ended }) }),
      unchanged,
    }));
const planned = fc.record({ at: instant, from: fc.nat(90), days: fc.nat(30) }).map(({ at, from, days }) => {
  const start = plusDays('2026-08-25', from);
  return note({ kind: 'planned-absence', at, away: { start, end: plusDays(start, days) } });
});
const notice = fc
  .record({ at: instant, session: instant })
  .map((over) => note({ kind: 'absence-notice', channel: 'phone', reached: 'talked', ...over }));
const decision = fc
  .record({ at: instant, session: instant })
  .map(({ at, session }) => note({ kind: 'leader-decision', decision: 'exception', sessions: [session], at }));
const mother = { reference: 'RelatedPerson/r1', name: 'Pat Brooks-Test', role: 'parent' as const };
const many = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 });

const anyFacts: fc.Arbitrary<MemberFacts> = fc
  .record({
    letters: fc.array(fc.constantFrom(...'PLUNAQTXHM'.split('')), { maxLength: 12 }),
    agreements: many(fc.oneof(signed(agreement), signed(participation))),
    complete: fc.boolean(),
    preparations: many(
      fc
        .record({ authored: instant, questions: fc.constantFrom('no-questions' as const, 'has-questions' as const) })
        .map((over) => preparation(over)),
    ),
    talks: many(instant.map((at) => commitmentTalk(at))),
    word: many(fc.oneof(planned, notice, decision)),
    born: fc.constantFrom(undefined, '2008-10-15', '1990-01-01'),
    guardian: fc.boolean(),
    video: fc.boolean(),
    ticks: many(instant.map((at) => note({ kind: 'followed-up', reason: 'two-unannounced', at }))),
    status: fc.constantFrom('active' as const, 'planned' as const, 'on-hold' as const, 'ended' as const),
    newer: fc.boolean(),
  })
  .map(({ letters, agreements, complete, preparations, talks, ticks, status, newer, word, born, guardian, video }) => {
    const base = facts();
    const signer = guardian ? { signer: mother } : {};
    const both = [agreement({ ...signer, answers: { video: 'yes' } }), participation(signer)];
    return facts({
      ...held(letters.join(' ')),
      memberships: known(membership({ status: complete ? 'active' : status })),
      agreements: known(...(complete ? both : []), ...agreements),
      preparations: known(...(complete ? base.preparations.items : []), ...preparations),
      notes: known(...(complete ? base.notes.items : []), ...talks, ...ticks, ...word),
      person: known(person({ ...(born && { birthDate: born }) })),
      group: group({ video }),
      rules: newer ? [version('1.0', '2026-01-01'), version('2.0', '2026-09-20')] : base.rules,
    });
  });

const at = (given: MemberFacts, asOf: string) => evaluateReadiness(given, { asOf, timeZone: zone });
const names = [
  'memberships',
  'agreements',
  'preparations',
  'notes',
  'person',
  'seats',
  'attendance',
  'visits',
] as const;
const gaps: Gap[] = ['failed', 'partial', 'not-authorized', 'contradictory'];

it('with any gap the state is never ready, and what is missing is named', () => {
  fc.assert(
    fc.property(anyFacts, instant, fc.constantFrom(...names), fc.constantFrom(...gaps), (given, asOf, fact, gap) => {
      const readiness = at({ ...given, [fact]: { items: [], ...given[fact], gap } }, asOf);
      expect(readiness.state).toBe('unknown');
      // visits are a second witness of attendance
      expect(readiness.missing).toContainEqual({ fact: fact === 'visits' ? 'attendance' : fact, why: gap });
    }),
  );
});

it('some of these histories are ready and some are not, so the rule above says something', () => {
  const states = new Set(
    fc.sample(fc.tuple(anyFacts, instant), { numRuns: 200, seed: 1 }).map(([given, asOf]) => at(given, asOf).state),
  );
  for (const state of ['ready', 'needs-attention', 'lapsed', 'not-started', 'not-applicable', 'in-progress'] as const)
    expect(states).toContain(state);
});

it('ready means that every criterion is met or not required, and unknown that something is named', () => {
  fc.assert(
    fc.property(anyFacts, instant, (given, asOf) => {
      const { preparation: p, state, criteria, missing, reasons, lapse } = at(given, asOf);
      const open = Object.values(criteria).filter((c) => c.state === 'not-met' || c.state === 'unknown');
      expect(p === 'ready' ? open : []).toEqual([]);
      expect(state === 'ready' ? reasons : []).toEqual([]);
      expect(state === 'unknown').toBe(missing.length > 0);
      expect(p === 'lapsed').toBe(lapse !== undefined);
    }),
  );
});

it('the order in which records came changes nothing', () => {
  const shuffled = fc
    .tuple(anyFacts, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })))
    .map(([given, random]) => {
      const shuffle = <T>(part: Known<T> | undefined) => ({
        items: (part?.items ?? [])
          .map((item) => [random.next().value as number, item] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, item]) => item),
      });
      const other = Object.fromEntries(
        names.map((name) => [name, shuffle<unknown>(given[name])]),
      ) as Partial<MemberFacts>;
      return [given, { ...given, ...other, rules: given.rules.toReversed() }] as const;
    });
  fc.assert(
    fc.property(shuffled, instant, ([given, other], asOf) => {
      expect(at(other, asOf)).toEqual(at(given, asOf));
    }),
  );
});

it('attendance never touches preparation', () => {
  fc.assert(
    fc.property(anyFacts, instant, (given, asOf) => {
      const { seats: _seats, attendance: _attendance, ...without } = given;
      const [whole, half] = [at(given, asOf), at(without, asOf)];
      expect(half.preparation).toBe(whole.preparation);
      expect(half).not.toHaveProperty('attendance');
    }),
  );
});

const odd = fc.oneof(fc.constant(undefined), fc.jsonValue(), fc.anything());
it('of anything at all throws nothing but a PortalError', () => {
  const real = facts();
  const fields = Object.keys(real) as (keyof MemberFacts)[];
  const given = fc.oneof(
    odd,
    // real facts, one of which is something else
    fc.tuple(fc.constantFrom(...fields), odd).map(([name, value]) => ({ ...real, [name]: value })),
    fc.tuple(fc.constantFrom(...fields), odd).map(([name, value]) => ({ ...real, [name]: { items: [value] } })),
  );
  const times = fc.oneof(
    fc.constant({ asOf: chicago('2026-11-24'), timeZone: zone }),
    fc.record({ asOf: odd, timeZone: odd }),
  );
  const codesOf = (run: () => unknown): string => {
    try {
      run();
      return 'answered';
    } catch (error) {
      return isPortalError(error) ? error.code : 'another error';
    }
  };
  fc.assert(
    fc.property(given, times, (value, when) => {
      expect(['answered', 'invalid']).toContain(codesOf(() => evaluateReadiness(value as never, when as never)));
    }),
    { numRuns: 1000 },
  );
});
