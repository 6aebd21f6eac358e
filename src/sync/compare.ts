/** A file's facts beside the record, some patients at a time: what a run would do, or does. @module */
import { pMapIterable } from 'p-map';
import type { GroupDefinition } from '../groups.ts';
import type { PortalContext } from '../portal/context.ts';
import { ms } from '../readiness/time.ts';
import { occurrencesIn } from '../schedule/occurrences.ts';
import type { Done } from './apply.ts';
import { decide, missingFrom, sessionOf, type Decision, type Setting } from './decide.ts';
import { settlePart, type Aside, type ReadFile, type Shard } from './engine.ts';
import { findPatients, readKnown, type Person } from './known.ts';
import type { Pace } from './pace.ts';
import { noteChange, noteLine, type Report } from './report.ts';
import type { Conflict } from './reasons.ts';
import type { Fact } from './row.ts';
import type { Spilled } from './spill.ts';
import { countVanished } from './vanished.ts';
import type { Whose } from './whose.ts';

export interface Compare {
  context: PortalContext;
  /** System of the patients' identifiers. */
  system: string;
  /** By key. */
  groups: ReadonlyMap<string, GroupDefinition>;
  pace: Pace;
  shard?: Shard | undefined;
  report: Report;
  aside: (one: Aside) => void;
  /** A conflict, for `explain`. */
  conflict: (line: number, why: Conflict) => void;
  /** Writes one patient's; without it nothing is written. */
  write?: ((decisions: readonly Decision[]) => Promise<Done[]>) | undefined;
  /** Whether sessions the file doesn't speak of are missing: not when only some rows were fed back. */
  isWhole: boolean;
  progress?: (done: { patients: number; of: number }) => void;
}

/** Patients. */
const atOnce = 40;
/** The next are read while these are written: the server has something to do at any time. */
const ahead = { concurrency: 2, backpressure: 3 };

/** Settings by group, with what its schedule says of the span. */
export async function settingsOf(
  { context, groups }: Pick<Compare, 'context' | 'groups'>,
  span: ReadFile['span'],
): Promise<Map<string, Setting>> {
  const day = 24 * 60 * 60_000;
  const all = new Map<string, Setting>();
  for (const [key, group] of groups) {
    const occurrences = await occurrencesIn(group, { from: span.from - day, until: span.until + day });
    const scheduled = occurrences.map(({ start }) => ms(start));
    all.set(key, { group, recordedBy: context.user.reference, scheduled });
  }
  return all;
}

/** The whole file. Rejects when the server fails, or a read is incomplete. `between` is called after every few people. */
export async function compareFile(
  compare: Compare,
  read: ReadFile,
  { whose, between }: { whose: Whose; between?: () => void },
): Promise<void> {
  // not one row says when
  if (read.span.from > read.span.until) return;
  const { context, pace, progress } = compare;
  const of = new Set([...whose.holders.values()].flatMap((holder) => ('patient' in holder ? [holder.patient] : [])));
  // a row of theirs that can't be placed may be the one that seems to be missing
  const unsure = new Set([...read.unplaced].map((value) => patientIn(whose.holders, value)));
  const settings = await settingsOf(compare, read.span);
  const seen = new Set<string>();
  const withKnown = async (some: Some) => {
    const known = await pace.limit(() => pace.persist(() => readKnown(context, some.patients, read.span)));
    return { ...some, known };
  };
  // in order, so that an export's bytes are the same each time
  for await (const { patients, factsOf, spokenOf, known } of pMapIterable(
    everybody(compare, read, whose),
    withKnown,
    ahead,
  )) {
    await pace.each([...known], ([patient, person]) =>
      compareOne(compare, person, {
        facts: factsOf.get(patient) ?? [],
        spoken: unsure.has(patient) ? undefined : new Set(spokenOf.get(patient)?.map(sessionOf)),
        settings,
        span: read.span,
      }),
    );
    for (const patient of patients) seen.add(patient);
    progress?.({ patients: seen.size, of: of.size });
    between?.();
  }
  if (compare.isWhole) compare.report.missing += await countVanished(compare, read, seen);
}

/** People whose rows are compared together, with what the file says of them and of others. */
interface Some {
  patients: string[];
  factsOf: ReadonlyMap<string | undefined, Fact[]>;
  spokenOf: ReadonlyMap<string | undefined, Spilled[]>;
}

/** Everybody of the file, once; who is in it under several identifiers at the end, when all of their rows are there. */
function* everybody(compare: Compare, read: ReadFile, { holders, several, others }: Whose): Generator<Some> {
  const held: Spilled[] = [];
  for (const all of read.spill.parts()) {
    const part = all.filter(({ patient }) => !others.has(patient));
    held.push(...part.filter(({ patient }) => several.has(patient)));
    yield* together(
      compare,
      part.filter(({ patient }) => !several.has(patient)),
      holders,
    );
  }
  yield* together(compare, held, holders);
}

/** `Patient/…` whose identifier it is. */
function patientIn(holders: Whose['holders'], value: string): string | undefined {
  const holder = holders.get(value);
  return holder && 'patient' in holder ? holder.patient : undefined;
}

function* together(compare: Compare, part: readonly Spilled[], holders: Whose['holders']): Generator<Some> {
  const patientOf = ({ patient }: Spilled) => patientIn(holders, patient);
  const facts = settlePart(part, compare, (fact) => patientOf(fact) ?? fact.patient);
  for (const fact of facts) {
    const holder = holders.get(fact.patient);
    if (holder === undefined || 'reason' in holder)
      compare.aside({ line: fact.line, reason: holder?.reason ?? 'patient-unknown', cells: fact.cells });
  }
  const factsOf = Map.groupBy(facts, patientOf);
  const spokenOf = Map.groupBy(part, patientOf);
  // of whom no row tells anything there may be something that is missing
  const all = [...(compare.isWhole ? spokenOf : factsOf).keys()].filter((patient) => patient !== undefined);
  for (let at = 0; at < all.length; at += atOnce) yield { patients: all.slice(at, at + atOnce), factsOf, spokenOf };
}

interface Told {
  facts: readonly Fact[];
  /** The sessions that the file speaks of; undefined where that isn't sure. */
  spoken: ReadonlySet<string> | undefined;
  /** By group. */
  settings: ReadonlyMap<string, Setting>;
  span: ReadFile['span'];
}

async function compareOne(compare: Compare, person: Person, { facts, spoken, settings, span }: Told): Promise<void> {
  const { context, groups, report } = compare;
  const decisions = decisionsOf(facts, person, settings);
  if (compare.isWhole && spoken)
    report.missing += missingFrom(person, { spoken, span, groups, recordedBy: context.user.reference });
  note(compare, compare.write ? await compare.write(decisions) : decisions, decisions);
}

const decisionsOf = (facts: readonly Fact[], person: Person, settings: Told['settings']): Decision[] =>
  facts.flatMap((fact) => {
    const setting = settings.get(fact.group);
    return setting ? [decide(fact, person, setting)] : [];
  });

function note(compare: Compare, done: readonly (Done | Decision)[], decided: readonly Decision[]): void {
  const { report } = compare;
  for (const one of done) {
    const { fact } = one;
    if (one.do === 'nothing') report.unchanged++;
    else if (one.do === 'conflict') {
      noteLine(report.conflicts, one.why, fact.line);
      compare.conflict(fact.line, one.why);
    } else if (one.do === 'quarantine') compare.aside({ line: fact.line, reason: one.why, cells: fact.cells });
    else {
      report[one.do === 'create' ? 'created' : 'corrected']++;
      if (compare.write !== undefined) continue;
      const was = decided.find((d) => d.fact === fact && d.do === 'correct');
      noteChange(report, {
        line: fact.line,
        do: one.do,
        now: fact.outcome,
        ...(was?.do === 'correct' && { was: was.there.record.outcome }),
      });
    }
  }
}

/** One fact, compared anew. */
export async function decideAnew(
  { context, system }: Pick<Compare, 'context' | 'system'>,
  fact: Fact,
  setting: Setting,
): Promise<Decision> {
  const holder = (await findPatients(context, system, [fact.patient])).get(fact.patient);
  if (holder === undefined || 'reason' in holder)
    return { do: 'quarantine', fact, why: holder?.reason ?? 'patient-unknown' };
  const people = await readKnown(context, [holder.patient], { from: fact.start, until: fact.start });
  const person = people.get(holder.patient);
  return person ? decide(fact, person, setting) : { do: 'quarantine', fact, why: 'patient-unknown' };
}
