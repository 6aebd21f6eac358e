import { AsyncLocalStorage } from 'node:async_hooks';
import type { WithId } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';
import type { Store } from './search.ts';

export type Stored = WithId<Resource>;

/** One version of a resource; a deletion has no resource. */
export interface Version {
  number: number;
  at: string;
  method: 'POST' | 'PUT' | 'DELETE';
  resource?: Stored;
}

/** All versions of all resources, with transactions. What it stores is never changed, only superseded. */
export interface Memory extends Store {
  /** Oldest first; empty when the key (`Type/id`) was never used. */
  versions(key: string): readonly Version[];
  add(key: string, version: Version): void;
  /** Runs alone: no other `alone` or `transaction` begins before it ends, so nobody sees half a write. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Runs alone and undoes its writes when it fails. Inside another one it is a part of that one. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
}

/** `commit` sees the keys a transaction wrote, before it ends; throwing undoes them. */
export function createMemory(commit: (written: ReadonlySet<string>, memory: Memory) => void): Memory {
  const types = new Map<string, Map<string, readonly Version[]>>();
  const inside = new AsyncLocalStorage<true>();
  let queue: Promise<unknown> = Promise.resolve();
  let undo: { key: string; before: readonly Version[] }[] = [];
  let depth = 0;

  const memory: Memory = { all, get: (key) => versions(key).at(-1)?.resource, versions, add, alone, transaction };
  return memory;

  function* all(type: string): Iterable<Stored> {
    for (const list of types.get(type)?.values() ?? []) {
      const resource = list.at(-1)?.resource;
      if (resource) yield resource;
    }
  }

  function versions(key: string): readonly Version[] {
    return types.get(typeOf(key))?.get(key) ?? [];
  }

  function add(key: string, version: Version): void {
    const before = versions(key);
    undo.push({ key, before });
    put(key, [...before, version]);
  }

  function put(key: string, list: readonly Version[]): void {
    const type = typeOf(key);
    const ofType = types.get(type) ?? new Map<string, readonly Version[]>();
    types.set(type, ofType);
    if (list.length > 0) ofType.set(key, list);
    else ofType.delete(key);
  }

  function alone<T>(work: () => Promise<T>): Promise<T> {
    if (inside.getStore()) return work();
    const turn = queue.then(() => inside.run(true, work));
    queue = turn.catch(() => undefined);
    return turn;
  }

  function transaction<T>(work: () => Promise<T>): Promise<T> {
    return alone(async () => {
      const mark = undo.length;
      depth += 1;
      try {
        const result = await work();
        // References may lead to entries written later, so they are checked once all are there.
        if (depth === 1) commit(new Set(undo.map(({ key }) => key)), memory);
        return result;
      } catch (error) {
        for (const { key, before } of undo.splice(mark).toReversed()) put(key, before);
        throw error;
      } finally {
        depth -= 1;
        if (depth === 0) undo = [];
      }
    });
  }
}

function typeOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}
