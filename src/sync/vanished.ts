/** Members of the file's groups whom the file does not name at all: what an import recorded of them is counted. @module */
import { membershipsOfGroup } from '../portal/memberships.ts';
import { readPeople, survivorOf } from '../portal/merged.ts';
import { addDays, iso } from '../readiness/time.ts';
import type { Compare } from './compare.ts';
import { missingFrom } from './decide.ts';
import { isIn, type ReadFile } from './engine.ts';
import { identifiersOf, readKnown } from './known.ts';

const atOnce = 100;

/** How many records of theirs are missing. `seen`: who was looked at already. */
export async function countVanished(
  compare: Compare,
  { named, span }: Pick<ReadFile, 'named' | 'span'>,
  seen: ReadonlySet<string>,
): Promise<number> {
  const { context, groups, pace } = compare;
  const unseen = (await pace.persist(() => membersThen(compare, span))).filter((patient) => !seen.has(patient));
  const names = await pace.persist(() => namesOf(compare, unseen));
  const gone = unseen.filter((patient) => {
    const own = (names.get(patient) ?? []).toSorted();
    return !own.some((value) => named.has(value)) && isIn(compare.shard, own[0] ?? patient);
  });
  let count = 0;
  for (let at = 0; at < gone.length; at += atOnce) {
    const known = await pace.persist(() => readKnown(context, gone.slice(at, at + atOnce), span));
    for (const person of known.values())
      count += missingFrom(person, { spoken: new Set(), span, groups, recordedBy: context.user.reference });
  }
  return count;
}

/** Who was in one of the groups in that span. */
async function membersThen({ context, groups }: Compare, span: ReadFile['span']): Promise<string[]> {
  const [first, last] = [addDays(iso(span.from).slice(0, 10), -1), addDays(iso(span.until).slice(0, 10), 1)];
  const all = await Promise.all([...groups.values()].map((group) => membershipsOfGroup(context, group)));
  // a server that ignores the parameter sends other groups' too
  const own = all.flat().filter(({ record }) => groups.has(record.group));
  const then = own.filter(({ record }) => record.start <= last && (record.end ?? last) >= first);
  return [...new Set(then.map(({ record }) => survivorOf(context, record.patient)))];
}

/** Their identifiers, those of whom they were merged with too. */
async function namesOf({ context, system }: Compare, patients: readonly string[]): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>();
  for (const person of await readPeople(context, patients, {})) {
    const patient = survivorOf(context, `Patient/${person.id}`);
    names.set(patient, [...(names.get(patient) ?? []), ...identifiersOf(person, system)]);
  }
  return names;
}
