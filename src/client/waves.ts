/** In which order a change is written where it can't be written at once (fhir.md 5.4). @module */
import type { FhirResource, Provenance } from 'fhir/r4.js';
import type { Entry } from './written.ts';

export interface Waves {
  /** Places in the list of entries; the entries of one wave don't refer to each other. */
  waves: number[][];
  /** Provenances that are written before the Consents they speak of: those targets are added at the end. */
  early: number[];
}

/**
 * What makes a record count is written last: first what nothing depends on, then the Provenance of a signing, then its
 * Consents (one in force means that the rest is there), then updates type by type, then what says who changed what.
 */
export function wavesOf(entries: readonly Entry[]): Waves {
  const places = [...entries.keys()];
  const at = (i: number) => entries[i] as Entry;
  const isNew = (i: number) => at(i).ifMatch === undefined;
  const type = (i: number) => at(i).resource.resourceType;
  const creates = places.filter((i) => isNew(i) && type(i) !== 'Provenance');
  const consents = creates.filter((i) => type(i) === 'Consent');
  const provenances = places.filter((i) => isNew(i) && type(i) === 'Provenance');
  const names = new Set(consents.flatMap((i) => at(i).fullUrl ?? []));
  const early = provenances.filter((i) =>
    (at(i).resource as Provenance).target.some(({ reference = '' }) => names.has(reference)),
  );
  const updates = places.filter((i) => !isNew(i));
  return {
    waves: [
      ...layers(
        entries,
        creates.filter((i) => type(i) !== 'Consent'),
      ),
      early,
      consents,
      ...new Map(updates.map((i) => [type(i), updates.filter((j) => type(j) === type(i))])).values(),
      provenances.filter((i) => !early.includes(i)),
    ].filter((wave) => wave.length > 0),
    early,
  };
}

/** Each layer refers to those before it alone. */
function layers(entries: readonly Entry[], places: readonly number[]): number[][] {
  const names = (of: readonly number[]) => of.flatMap((i) => entries[i]?.fullUrl ?? []);
  const found: number[][] = [];
  for (let rest = [...places]; rest.length > 0;) {
    const open = names(rest).map((name) => JSON.stringify(name));
    const free = rest.filter((i) => {
      const text = JSON.stringify(entries[i]?.resource);
      return !open.some((name) => text.includes(name));
    });
    // two that refer to each other: the server says what is wrong with that
    const layer = free.length > 0 ? free : rest;
    found.push(layer);
    rest = rest.filter((i) => !layer.includes(i));
  }
  return found;
}

/** References by what their targets are called now. What comes later isn't spoken of yet. */
export function resolved(entry: Entry, names: ReadonlyMap<string, string>, isEarly = false): Entry {
  let text = JSON.stringify(entry.resource);
  for (const [urn, reference] of names) text = text.replaceAll(JSON.stringify(urn), JSON.stringify(reference));
  const resource = JSON.parse(text) as FhirResource;
  if (isEarly && resource.resourceType === 'Provenance')
    resource.target = resource.target.filter(({ reference }) => !reference?.startsWith('urn:'));
  return { ...entry, resource };
}
