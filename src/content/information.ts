/** Shorthand of the preparation packs: a clause that is only read. @module */
import type { Clause, MemberDocument } from './document.ts';

/** One part of a pack: a rule, in the shape all documents share. */
export type Section = MemberDocument['rules'][number];

/** `short` fits after "wants to talk about"; `id` is stable over versions and languages. */
export const information = (id: string, short: string, text: string): Clause => ({
  id,
  short,
  kind: 'information',
  text,
});
