/** An update of a resource that others write into as well: ours is replaced, theirs goes back as it came. @module */
import type { CodeableConcept, Coding, Extension, Identifier, Meta } from 'fhir/r4.js';
import { base } from '../../fhir-mappings/codes.ts';

const isOurs = (url: string | undefined): boolean => url?.startsWith(base) === true;

interface Written {
  meta?: Meta | undefined;
  extension?: Extension[] | undefined;
  identifier?: Identifier[] | undefined;
}

/** Their elements, with ours in place of what we wrote before; what both may have filled is put together. */
export function kept<T extends Written>({ extension: was = [], identifier: had = [], ...old }: Written, next: T): T {
  const same = (a: Coding) => (b: Coding) => a.system === b.system && a.code === b.code;
  const labels = next.meta?.security ?? [];
  const theirs = (old.meta?.security ?? []).filter((label) => !labels.some(same(label)));
  const extension = [...was.filter(({ url }) => !isOurs(url)), ...(next.extension ?? [])];
  const identifier = [...had.filter(({ system }) => !isOurs(system)), ...(next.identifier ?? [])];
  return {
    ...old,
    ...next,
    meta: { ...old.meta, ...next.meta, security: [...labels, ...theirs] },
    ...(extension.length > 0 && { extension }),
    ...(identifier.length > 0 && { identifier }),
  };
}

/** Types of theirs beside ours. */
export const keptTypes = (old: readonly CodeableConcept[] = [], next: readonly CodeableConcept[] = []) => [
  ...old.filter(({ coding }) => !coding?.some(({ system }) => isOurs(system))),
  ...next,
];
