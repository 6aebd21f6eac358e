/** A file's facts beside the record, a hundred patients at a time: what a run would do, or does. @module */
import type { GroupDefinition } from '../groups.ts';
import type { PortalContext } from '../portal/context.ts';
import { ms } from '../readiness/time.ts';
import { occurrencesIn } from '../schedule/occurrences.ts';
import type { Done } from './apply.ts';
import { decide, missingFrom, type Decision, type Setting } from './decide.ts';
import type { Aside, Part, ReadFile } from './engine.ts';
import { findPatients, readKnown, type Person } from './known.ts';
import type { Pace } from './pace.ts';
import { noteChange, noteLine, type Report } from './report.ts';
import type { Conflict, RowReason } from './reasons.ts';
import type { Fact } from './row.ts';
import { settleRows } from './settle.ts';

export interface Compare {
  context: PortalContext;
  /** System of the patients' identifiers. */
  system: string;
  /** By key. */
  groups: ReadonlyMap<string, GroupDefinition>;
  pace: Pace;
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

const atOnce = 100;

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

/** One part. Rejects when the server fails, or a read is incomplete. */
export async function comparePart(compare: Compare, part: Part, span: ReadFile['span']): Promise<void> {
  const aside = (fact: Fact, reason: RowReason) => compare.aside({ line: fact.line, reason, cells: fact.cells });
  for (const fact of part.conflicting) aside(fact, 'duplicate-conflict');
  const settings = await settingsOf(compare, span);
  const identifiers = [...new Set(part.facts.map(({ patient }) => patient))];
  const sessions = Map.groupBy(part.all, ({ patient }) => patient);
  for (let at = 0; at < identifiers.length; at += atOnce) {
    const some = identifiers.slice(at, at + atOnce);
    const wanted = new Set(some);
    await compareSome(
      compare,
      part.facts.filter(({ patient }) => wanted.has(patient)),
      { settings, sessions, span },
    );
    const done = Math.min(at + atOnce, identifiers.length);
    compare.progress?.({ patients: done, of: identifiers.length });
  }
}

interface Around {
  settings: ReadonlyMap<string, Setting>;
  sessions: ReadonlyMap<string, Part['all']>;
  span: ReadFile['span'];
}

async function compareSome(compare: Compare, facts: readonly Fact[], around: Around): Promise<void> {
  const { context, system, pace, report } = compare;
  const identifiers = [...new Set(facts.map(({ patient }) => patient))];
  const holders = await pace.persist(() => findPatients(context, system, identifiers));
  const aside = (fact: Fact, reason: RowReason) => compare.aside({ line: fact.line, reason, cells: fact.cells });
  const patientOf = new Map<Fact, string>();
  for (const fact of facts) {
    const holder = holders.get(fact.patient);
    if (holder && 'patient' in holder) patientOf.set(fact, holder.patient);
    else aside(fact, holder?.reason ?? 'patient-unknown');
  }
  // one patient under two identifiers: their rows meet only now
  const settled = settleRows([...patientOf.keys()], (fact) => patientOf.get(fact) ?? '');
  report.duplicates += settled.duplicates.length;
  for (const fact of settled.conflicting) aside(fact, 'duplicate-conflict');
  const patients = [...new Set(patientOf.values())];
  const known = await pace.persist(() => readKnown(context, patients, around.span));
  const byPatient = Map.groupBy(settled.facts, (fact) => patientOf.get(fact) ?? '');
  const spokenBy = new Map<string, Set<number>>();
  for (const [value, holder] of holders)
    if ('patient' in holder) {
      const spoken = spokenBy.get(holder.patient) ?? new Set();
      for (const { start } of around.sessions.get(value) ?? []) spoken.add(start);
      spokenBy.set(holder.patient, spoken);
    }
  await Promise.all(
    patients.map((patient) =>
      pace.limit(async () => {
        const person = known.get(patient);
        if (person === undefined) return;
        const decisions = decisionsOf(byPatient.get(patient) ?? [], person, around.settings);
        const spoken = spokenBy.get(patient) ?? new Set();
        if (compare.isWhole)
          report.missing += missingFrom(person, { spoken, span: around.span, recordedBy: context.user.reference });
        note(compare, compare.write ? await compare.write(decisions) : decisions, decisions);
      }),
    ),
  );
}

const decisionsOf = (facts: readonly Fact[], person: Person, settings: Around['settings']): Decision[] =>
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
export async function compareOne(
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
