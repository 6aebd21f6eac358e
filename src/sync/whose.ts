/** Whose a file's rows are: each identifier's patient, before any of them is looked at. @module */
import type { PortalContext } from '../portal/context.ts';
import { isIn, type ReadFile, type Shard } from './engine.ts';
import { findPatients, type Holder } from './known.ts';
import type { Pace } from './pace.ts';

export interface Whose {
  /** By identifier. */
  holders: ReadonlyMap<string, Holder>;
  /** Identifiers of people whom the file has under several: their rows may stand anywhere in it. */
  several: ReadonlySet<string>;
  /** Those of them that are of this part, and were read by another. */
  elsewhere: ReadonlySet<string>;
  /** Those of another part, which looks at them. */
  others: ReadonlySet<string>;
}

const atOnce = 100;

/** Throws when any of the reads is incomplete. */
export async function whoseRows(
  { context, system, pace, shard }: { context: PortalContext; system: string; pace: Pace; shard?: Shard | undefined },
  { named }: Pick<ReadFile, 'named'>,
): Promise<Whose> {
  const holders = new Map<string, Holder>();
  const alongside = new Set<string>();
  const ask = async (values: readonly string[]) => {
    const chunks = Array.from({ length: Math.ceil(values.length / atOnce) }, (_, i) =>
      values.slice(i * atOnce, (i + 1) * atOnce),
    );
    const find = (some: string[]) => pace.limit(() => pace.persist(() => findPatients(context, system, some)));
    const asked = new Set(values);
    for (const found of await Promise.all(chunks.map(find)))
      for (const [value, holder] of found) {
        if (asked.has(value)) holders.set(value, holder);
        else if (named.has(value)) alongside.add(value);
      }
  };
  await ask([...named].filter((value) => isIn(shard, value)));
  // another's too: only asked for itself does it say that it is nobody else's
  await ask([...alongside].filter((value) => !holders.has(value)));
  const byPatient = Map.groupBy(
    [...holders].flatMap(([value, holder]) => ('patient' in holder ? [{ value, patient: holder.patient }] : [])),
    ({ patient }) => patient,
  );
  const several = [...byPatient.values()]
    .filter(({ length }) => length > 1)
    .map((all) => all.map(({ value }) => value));
  // the same for every part: the first identifier decides who looks at them
  const [ours, theirs] = [true, false].map((mine) =>
    several.filter((values) => isIn(shard, values.toSorted()[0] ?? '') === mine).flat(),
  );
  return {
    holders,
    several: new Set(several.flat()),
    elsewhere: new Set(ours?.filter((value) => !isIn(shard, value))),
    others: new Set(theirs),
  };
}
