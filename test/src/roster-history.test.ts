/** Whatever was changed, in whatever order: the roster of a past session is who was a member on that day. */
import fc from 'fast-check';
import type { EpisodeOfCare, FhirResource } from 'fhir/r4.js';
import { expect, test } from 'vitest';
import { groups } from '../../demo/seed/clinic.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import { membershipToFhir } from '../../fhir-mappings/r4/write-membership.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import type { FhirClient } from '../../src/client/client.ts';
import type { GroupDefinition } from '../../src/groups.ts';
import type { PortalContext } from '../../src/portal/context.ts';
import { ended, held, resumed } from '../../src/portal/holds.ts';
import { listAt, readGroup } from '../../src/portal/roster.ts';
import { addDays } from '../../src/readiness/time.ts';

const group = groups[0] as GroupDefinition;
const first = '2026-01-01';
const days = 60;
const date = (day: number) => addDays(first, day);
const day = fc.integer({ min: 0, max: days });
const step = fc.oneof(
  fc.record({ do: fc.constant('hold' as const), from: day, length: fc.option(fc.integer({ min: 1, max: 25 })) }),
  fc.record({ do: fc.constant('resume' as const), on: day }),
  fc.record({ do: fc.constant('end' as const), on: day }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
const history = fc.record({
  start: fc.integer({ min: 0, max: 30 }),
  steps: fc
    .array(fc.record({ step, today: day }), { maxLength: 6 })
    .map((all) => all.toSorted((a, b) => a.today - b.today)),
});
type History = typeof history extends fc.Arbitrary<infer T> ? T : never;

/** Day by day, by other means than the product's: which days somebody is a member, and which hold each day is in. */
interface Model {
  start: number;
  member: boolean[];
  hold: (number | undefined)[];
  /** Holds without a last day. */
  open: Set<number>;
}

/** What a step that was accepted means for each day. */
function follow({ start, member, hold, open }: Model, { do: what, ...at }: Step, id: number): void {
  const all = Array.from({ length: days + 1 }, (_, d) => d);
  if (what === 'hold' && 'from' in at) {
    if (at.length === null) open.add(id);
    for (const d of all) if (d >= at.from && (at.length === null || d < at.from + at.length)) hold[d] = id;
  }
  if (what === 'end' && 'on' in at)
    for (const d of all) {
      // an end that has not come yet can be put off; a hold with its own last day ends with the membership
      member[d] = d >= start && d <= at.on;
      const of = hold[d];
      if (d > at.on && of !== undefined && !open.has(of)) hold[d] = undefined;
      // one that had not begun by then never was
      if (of !== undefined && hold.indexOf(of) > at.on) hold[d] = undefined;
    }
  if (what === 'resume' && 'on' in at) {
    // back on that day: whatever hold that day is in, or the next one to come, is over
    const inHold = all.find((d) => d >= at.on && hold[d] !== undefined);
    const over = inHold === undefined ? undefined : hold[inHold];
    for (const d of all) if (d >= at.on && hold[d] === over) hold[d] = undefined;
  }
}

/** The record after all steps, and the model of it; a step that is refused changes neither. */
function live(who: number, { start, steps }: History): { record: Membership; model: Model } {
  let record: Membership = {
    patient: `Patient/m${who}`,
    group: group.key,
    service: 'HealthcareService/g1',
    start: date(start),
    status: 'active',
    history: [],
    identity: { system: 'https://fhir-group-therapy.example/fhir/sid/membership/k1', value: `m${who}` },
  };
  const model: Model = {
    start,
    member: Array.from({ length: days + 1 }, (_, d) => d >= start),
    hold: Array.from({ length: days + 1 }, () => undefined),
    open: new Set(),
  };
  for (const [id, { step: one, today }] of steps.entries()) {
    try {
      if (one.do === 'hold') {
        const until = one.length === null ? {} : { until: date(one.from + one.length - 1) };
        record = held(record, { from: date(one.from), ...until });
      } else if (one.do === 'resume') record = resumed(record, date(one.on));
      else record = ended(record, date(one.on), date(today));
    } catch (error) {
      if (!isPortalError(error) || error.code !== 'invalid') throw error;
      continue;
    }
    follow(model, one, id);
  }
  return { record, model };
}

/** A client that knows these memberships and nothing else. */
function contextOf(records: readonly Membership[]): PortalContext {
  const episodes = records.map((record, i): EpisodeOfCare => ({
    ...membershipToFhir(record, { labels: labelsFor(group) }),
    id: `e${i}`,
  }));
  const identifier = [{ system: 'https://fhir-group-therapy.example/fhir/sid/group', value: group.key }];
  const service: FhirResource = { resourceType: 'HealthcareService', id: 'g1', identifier };
  const found = (type: string) => ({
    resources: type === 'EpisodeOfCare' ? episodes : type === 'HealthcareService' ? [service] : [],
    complete: true,
    dropped: 0,
  });
  const client: Partial<FhirClient> = {
    base: 'https://fhir.example/r4',
    search: async (type) => found(type),
    searchAll: async (searches) => searches.map(({ type }) => found(type)),
    capabilities: async () => ({
      fhirVersion: '4.0',
      transaction: true,
      batch: true,
      can: () => true,
      conditionalCreate: () => true,
      searches: () => true,
    }),
  };
  return {
    client: client as FhirClient,
    user: { reference: 'Practitioner/l1', display: 'A. Okafor-Test', role: 'leader' },
    patient: undefined,
    groups: async () => [group],
    key: () => Promise.reject(new Error('nothing is written')),
    now: () => new Date('2026-06-01T12:00:00Z'),
    documents: [],
    saved: () => {},
  };
}

test(
  '200 random histories: the roster of every past day is the members of that day',
  { timeout: 120_000 },
  async () => {
    let onHold = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(history, { minLength: 1, maxLength: 5 }), async (histories) => {
        const lives = histories.map((h, who) => live(who, h));
        const context = contextOf(lives.map((l) => l.record));
        for (let d = 0; d <= days; d += 3) {
          const start = `${date(d)}T18:00:00-05:00`;
          const at = Date.parse(start);
          const rows = listAt(start, await readGroup(context, group, { from: at, until: at + 1 }));
          const expected = lives.filter(({ model }) => model.member[d] && model.hold[d] === undefined);
          onHold += lives.filter(({ model }) => model.member[d] && model.hold[d] !== undefined).length;
          expect([d, rows.map((r) => r.patient).toSorted()]).toEqual([
            d,
            expected.map((l) => l.record.patient).toSorted(),
          ]);
        }
      }),
      { numRuns: 200 },
    );
    // the sample really holds people on hold
    expect(onHold).toBeGreaterThan(100);
  },
);
