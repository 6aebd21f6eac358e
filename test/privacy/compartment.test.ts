import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compartmentPaths, leaks } from './compartment.ts';
import { leakyDesigns, rosters, writeAll } from './rosters.ts';

/** How many random rosters: 10 000 in CI, `ROSTERS=…` for more or fewer. */
const numRuns = Number(process.env['ROSTERS'] ?? (process.env['CI'] ? 10_000 : 1_000));

test('the official compartment covers what we write', () => {
  expect(compartmentPaths.get('Appointment')).toEqual([['participant', 'actor']]);
  for (const type of ['Consent', 'Encounter', 'EpisodeOfCare', 'Observation', 'QuestionnaireResponse']) {
    expect([type, compartmentPaths.get(type)?.length]).not.toEqual([type, 0]);
  }
});

test(`no chart leads to another member, in ${numRuns} random rosters`, { timeout: 240_000 }, () => {
  fc.assert(
    fc.property(rosters, (roster) => {
      const { store, members } = writeAll(roster);
      for (const member of members) {
        const found = leaks(
          store,
          member,
          members.filter((m) => m !== member),
        );
        expect(found).toEqual([]);
      }
    }),
    { numRuns },
  );
});

describe('the same check fails on a design that leaks', () => {
  test.each(Object.entries(leakyDesigns))('%s', (_name, design) => {
    fc.assert(
      fc.property(rosters, (roster) => {
        const { store, members } = writeAll(roster);
        const leaky = design(
          store,
          members.map((m) => m.patient),
        );
        for (const member of members) {
          const others = members.filter((m) => m !== member);
          expect(leaks(leaky, member, others)).toContain('reference');
        }
      }),
      { numRuns: 50 },
    );
  });
});
