/** Rows that speak of one session: identical ones count once, differing ones are all put aside (domain.md G10). Pure. @module */
import type { Fact } from './row.ts';

export interface Settled {
  facts: Fact[];
  duplicates: Fact[];
  conflicting: Fact[];
}

/** @param who the patient of a fact: its identifier, or once it is known the Patient */
export function settleRows(all: readonly Fact[], who: (fact: Fact) => string = ({ patient }) => patient): Settled {
  const result: Settled = { facts: [], duplicates: [], conflicting: [] };
  const sessions = Map.groupBy(all, (fact) => JSON.stringify([who(fact), fact.group, fact.start]));
  for (const [first, ...others] of sessions.values()) {
    if (first === undefined) continue;
    const differs = others.some((o) => o.outcome !== first.outcome || o.minutesLate !== first.minutesLate);
    if (differs) result.conflicting.push(first, ...others);
    else {
      result.facts.push(first);
      result.duplicates.push(...others);
    }
  }
  return result;
}
