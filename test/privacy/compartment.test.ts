import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { at, chartsOf, compartmentPaths, leaks, linksIn, referenceOf } from './compartment.ts';
import { leakyDesigns } from './leaky.ts';
import { rosters, shared } from './rosters.ts';
import { writeAll } from './write.ts';

/** How many random rosters: 10 000 in CI, `ROSTERS=…` for more or fewer. */
const numRuns = Number(process.env['ROSTERS'] ?? (process.env['CI'] ? 10_000 : 1_000));
const versions = ['R4', 'R5'] as const;
const mappings = { R4: await mappingsFor('4.0'), R5: await mappingsFor('5.0') };

test(`no chart leads to another member: ${numRuns} random rosters, half in R4, half in R5`, { timeout: 600_000 }, () =>
  fc.assert(
    fc.asyncProperty(rosters, fc.constantFrom(...versions), async (roster, version) => {
      const { store, members } = await writeAll(mappings[version], roster);
      expect(leaks(version, store, members).flat()).toEqual([]);
    }),
    { numRuns },
  ),
);

describe.each(versions)('in %s the same check fails on a design that leaks', (version) => {
  test.each(Object.entries(leakyDesigns))('%s', (_name, design) =>
    fc.assert(
      fc.asyncProperty(rosters, async (roster) => {
        const { store, members } = await writeAll(mappings[version], roster);
        const leaky = design(members);
        const found = leaks(version, [...store, ...leaky.stored], members);
        expect(found).toEqual(leaky.leaks.map((list) => expect.arrayContaining(list)));
      }),
      { numRuns: 50 },
    ),
  );
});

describe.each(versions)('what the check looks at, in %s', (version) => {
  const sample = fc.sample(rosters, { seed: 20_261_201, numRuns: 50 });
  const written = Promise.all(sample.map((roster) => writeAll(mappings[version], roster)));

  test('the definition knows every type that is stored, and where each of its parameters leads', async () => {
    const paths = compartmentPaths[version];
    const stored = (await written).flatMap(({ store }) => store.map((r) => r.resourceType));
    const missing = [...new Set([...stored, 'Group'])].flatMap((type) => {
      const parameters = paths.get(type);
      if (parameters === undefined) return [type];
      return [...parameters].filter(([, found]) => found.length === 0).map(([name]) => `${type}.${name}`);
    });
    expect(missing).toEqual([]);
    expect(paths.get('Appointment')).toEqual(new Map([['actor', [['participant', 'actor']]]]));
  });
  test('a member’s compartment is all that was written about them, the Provenance apart', async () => {
    for (const { store, members } of await written)
      for (const { patient, resources } of members)
        expect([...chartsOf(version, store).compartment(patient)]).toEqual(
          resources.filter((r) => r.resourceType !== 'Provenance'),
        );
  });
  test('a chart leads to all of it, and besides to what is everybody’s', async () => {
    const besides = new Set<string>();
    for (const { store, members } of await written)
      for (const { patient, resources } of members) {
        const reached = chartsOf(version, store).reachable(patient);
        expect(resources.filter((r) => !reached.has(r))).toEqual([]);
        for (const resource of reached) if (!resources.includes(resource)) besides.add(referenceOf(resource));
      }
    expect([...besides].toSorted()).toEqual(Object.values(shared).toSorted());
  });
  test('all that is a member’s alone carries their mark, or is an identifier by the clinic’s key', async () => {
    const everybodys: string[] = Object.values(shared);
    const keyed = /^[A-Za-z0-9_-]{43}$/;
    const unmarked = (await written).flatMap(({ members }) =>
      members.flatMap(({ mark, resources }) =>
        resources.flatMap((r) => {
          const { references, identifiers } = linksIn(r);
          const own = [
            r.id,
            ...references,
            ...[...identifiers].filter((id) => !keyed.test(id)),
            ...at(r, ['extension', 'valueString']),
            ...at(r, ['source', 'display']),
            ...at(r, ['signature', 'data']),
            ...at(r, ['content', 'attachment', 'data']),
          ] as string[];
          return own.filter((text) => !text.includes(mark) && !everybodys.includes(text));
        }),
      ),
    );
    expect(unmarked).toEqual([]);
  });
});
