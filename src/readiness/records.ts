/** Stored records, flattened and put in order of time. @module */
import { ms } from './time.ts';
import type { Stored } from './types.ts';

/** A record with its evidence, and the instant it is ordered by. */
export type Dated<T> = T & Omit<Stored<T>, 'record'> & { time: number };

type InstantKey<T> = { [K in keyof T]-?: T[K] extends string ? K : never }[keyof T];

/** Newest first by one of their instants; what is dated after `until` isn't there yet. Equal instants go by evidence. */
export const newestFirst = <T>(items: readonly Stored<T>[], key: InstantKey<T>, until = Infinity): Dated<T>[] =>
  items
    .map(({ record, ...rest }) => ({ ...record, ...rest, time: ms(record[key] as string) }))
    .filter((item) => item.time <= until)
    .toSorted((a, b) => b.time - a.time || (a.evidence < b.evidence ? -1 : 1));

/** Their references, each once. */
export const evidenceOf = (items: readonly { evidence: string }[]): string[] => [
  ...new Set(items.map((item) => item.evidence)),
];

/** The server's id in a reference, relative or absolute: all these records are of one member. */
export const idOf = (reference: string | undefined): string | undefined => reference?.split('/').at(-1);
