/** `node bench/readiness.ts`: what the rule costs, as ratios; nothing here is an assertion (design 9). @module */
import { evaluateReadiness } from '../src/readiness/evaluate.ts';
import type { MemberFacts } from '../src/readiness/types.ts';
import {
  agreement,
  attended,
  commitmentTalk,
  facts,
  known,
  membership,
  note,
  participation,
  seat,
  zone,
} from '../test/src/readiness/facts.ts';

const day = 86_400_000;
const first = Date.parse('2000-01-04T00:00:00Z');
const outcomes = ['present', 'present-late', 'absent-with-notice', 'absent-without-notice', 'present'] as const;

/** A member of so many daily sessions, all recorded; notices and planned absences grow with them, as they would. */
function member(sessions: number): { facts: MemberFacts; asOf: string } {
  const starts = Array.from({ length: sessions }, (_, i) => new Date(first + i * day).toISOString());
  const notices = starts
    .filter((_, i) => i % 10 === 3)
    .map((session) =>
      note({
        kind: 'absence-notice',
        session,
        at: new Date(Date.parse(session) - day).toISOString(),
        channel: 'phone',
        reached: 'talked',
      }),
    );
  const plans = starts
    .filter((_, i) => i % 50 === 20)
    .map((session) => {
      const start = session.slice(0, 10);
      return note({
        kind: 'planned-absence',
        away: { start, end: start },
        at: new Date(Date.parse(session) - day).toISOString(),
      });
    });
  return {
    facts: facts({
      memberships: known(membership({ start: '2000-01-01' })),
      agreements: known(agreement(), participation()),
      notes: known(commitmentTalk(), ...notices, ...plans),
      seats: known(...starts.map((start) => seat(start))),
      attendance: known(...starts.map((start, i) => attended(start, outcomes[i % outcomes.length] ?? 'present'))),
    }),
    asOf: new Date(first + sessions * day).toISOString(),
  };
}

/** Milliseconds of one evaluation: the best of several, so that a busy machine counts less. */
function cost(cases: ReturnType<typeof member>[], rounds: number): number {
  let best = Infinity;
  for (let i = 0; i < rounds; i++) {
    const before = performance.now();
    for (const one of cases) evaluateReadiness(one.facts, { asOf: one.asOf, timeZone: zone });
    best = Math.min(best, performance.now() - before);
  }
  return best;
}

const roster = Array.from({ length: 60 }, () => member(100));
const one = [member(100)];
cost(roster, 5); // warm
const sixty = cost(roster, 10);
const single = cost(one, 200);
console.log(
  `60 members x 100 sessions: ${sixty.toFixed(1)} ms, ${(sixty / single / 60).toFixed(2)} x 60 single members`,
);

const sizes = [10, 100, 1000, 10_000];
const costs = sizes.map((size) => cost([member(size)], size > 1000 ? 15 : 100));
for (const [i, size] of sizes.entries()) {
  const perSession = (costs[i] ?? NaN) / size;
  const at100 = (costs[1] ?? NaN) / 100;
  console.log(
    `${String(size).padStart(6)} sessions: ${(costs[i] ?? NaN).toFixed(2).padStart(7)} ms, ${(perSession / at100).toFixed(2)} of the cost per session at 100`,
  );
}
const growth = (costs.at(-1) ?? NaN) / (costs[0] ?? NaN);
console.log(
  `growth from 10 to 10,000 sessions: ${growth.toFixed(0)} x the cost for 1000 x the sessions (linear: at most 1000)`,
);
