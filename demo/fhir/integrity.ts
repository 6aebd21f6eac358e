import { badRequest, conflict, OperationOutcomeError } from '@medplum/core';
import type { Memory, Stored } from './memory.ts';
import { brokenLink, linksOf, localTarget } from './references.ts';
import { servedTypes } from './trim.ts';

/** Refuses a transaction after which a reference would lead nowhere: 400 for a write, 409 for a deletion. */
export function checkReferences(written: ReadonlySet<string>, memory: Memory): void {
  const deleted = new Set<string>();
  for (const key of written) {
    const resource = memory.get(key);
    if (resource) checkLinks(resource, memory);
    else deleted.add(key);
  }
  if (deleted.size > 0) checkDeleted(deleted, memory);
}

function checkLinks(resource: Stored, memory: Memory): void {
  for (const { path, reference } of linksOf(resource)) {
    const problem = brokenLink(reference, (key) => memory.get(key) !== undefined);
    if (problem) throw new OperationOutcomeError(badRequest(problem, path));
  }
}

function checkDeleted(deleted: ReadonlySet<string>, memory: Memory): void {
  for (const type of servedTypes) {
    for (const resource of memory.all(type)) {
      if (linksOf(resource).some(({ reference }) => deleted.has(localTarget(reference) ?? ''))) {
        throw new OperationOutcomeError(conflict('Other resources refer to this one'));
      }
    }
  }
}
