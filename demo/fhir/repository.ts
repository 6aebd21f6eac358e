import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  applyPatch,
  badRequest,
  fhirpathPatchTypedValue,
  gone,
  normalizeOperationOutcome,
  notFound,
  type Operation,
  OperationOutcomeError,
  parseFhirPathPatchParameters,
  preconditionFailed,
  type SearchRequest,
  toTypedValue,
  type WithId,
} from '@medplum/core';
import {
  type DeleteResourceOptions,
  FhirRepository,
  getExtraEntries,
  type ReadHistoryOptions,
  type UpdateResourceOptions,
} from '@medplum/fhir-router';
import type { Bundle, BundleEntry, OperationOutcome, Parameters, Reference, Resource } from '@medplum/fhirtypes';
import { loadDefinitions } from './definitions.ts';
import { checkReferences } from './integrity.ts';
import { createMemory, type Version } from './memory.ts';
import { refuse } from './parameters.ts';
import { localTarget } from './references.ts';
import { findPage } from './search.ts';
import { validate } from './validation.ts';

/**
 * The stored resources of the embedded server. In place of Medplum's MemoryRepository, which validates nothing, does
 * not roll back, answers 404 for what was deleted, turns the history round at each reading, and lets two conditional
 * creates pass each other while a transaction runs.
 */
export class DemoRepository extends FhirRepository {
  readonly #memory = createMemory(checkReferences);

  constructor() {
    super();
    loadDefinitions();
  }

  /** Runs one request alone, so that no other sees what it has written before it is whole. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#memory.alone(work);
  }

  override withTransaction<T>(work: (repository: this) => Promise<T>): Promise<T> {
    return this.#memory.transaction(() => work(this));
  }

  /** How many living resources a type has. */
  count(type: string): number {
    return [...this.#memory.all(type)].length;
  }

  has(type: string, id: string): boolean {
    return this.#memory.get(`${type}/${id}`) !== undefined;
  }

  override setMode(): void {
    // There is only one store to read from and write to.
  }

  override generateId(): string {
    return randomUUID();
  }

  /** An `id` in the resource is kept when it is free: over HTTP the router has taken a client's id away before. */
  override createResource<T extends Resource>(resource: T): Promise<WithId<T>> {
    return this.withTransaction(async () => {
      const id = resource.id ?? this.generateId();
      if (this.#memory.versions(`${resource.resourceType}/${id}`).length > 0) refuse('This id is in use');
      return this.#write({ ...resource, id }, 'POST');
    });
  }

  override updateResource<T extends Resource>(resource: T, options?: UpdateResourceOptions): Promise<WithId<T>> {
    return this.withTransaction(async () => {
      const { resourceType, id = '' } = resource;
      const stored = this.#memory.get(`${resourceType}/${id}`);
      this.#checkVersion(stored, options);
      // As on HAPI: an id of digits only might be one the server gives, and an update that changes nothing is no version.
      if (!stored && !/^(?=.*\D)[A-Za-z0-9.-]{1,64}$/.test(id)) refuse('An id needs a non-digit, of A-Z a-z 0-9 - .');
      if (stored && isDeepStrictEqual(content(stored), content(resource))) return structuredClone(stored) as WithId<T>;
      return this.#write({ ...resource, id }, 'PUT');
    });
  }

  override patchResource<T extends Resource>(
    resourceType: T['resourceType'],
    id: string,
    patch: Operation[] | Parameters,
    options?: UpdateResourceOptions,
  ): Promise<WithId<T>> {
    return this.withTransaction(async () => {
      const resource = await this.readResource<T>(resourceType, id);
      this.#checkVersion(resource, options);
      applyTo(resource, patch);
      if (resource.id !== id || resource.resourceType !== resourceType) refuse('A patch may not change id or type');
      return this.updateResource(resource);
    });
  }

  override deleteResource(resourceType: string, id: string, options?: DeleteResourceOptions): Promise<void> {
    return this.withTransaction(async () => {
      const versions = this.#memory.versions(`${resourceType}/${id}`);
      const last = versions.at(-1);
      if (!last) throw new OperationOutcomeError(notFound);
      this.#checkVersion(last.resource, options);
      if (!last.resource) return;
      this.#memory.add(`${resourceType}/${id}`, {
        number: versions.length + 1,
        at: new Date().toISOString(),
        method: 'DELETE',
      });
    });
  }

  override async readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    return living<T>(this.#memory.versions(`${resourceType}/${id}`).at(-1));
  }

  override async readReference<T extends Resource>(reference: Reference<T>): Promise<WithId<T>> {
    const [type = '', id = ''] = (localTarget(reference.reference ?? '') ?? '').split('/');
    return this.readResource<T>(type, id);
  }

  override readReferences<T extends Resource>(references: readonly Reference<T>[]): Promise<(T | Error)[]> {
    return Promise.all(references.map((r) => this.readReference<T>(r).catch((error: Error) => error)));
  }

  override async readVersion<T extends Resource>(type: string, id: string, number: string): Promise<WithId<T>> {
    return living<T>(this.#memory.versions(`${type}/${id}`).find((version) => String(version.number) === number));
  }

  /** Newest first, deletions included, as R4 has it. */
  override async readHistory<T extends Resource>(
    resourceType: string,
    id: string,
    { offset = 0, limit }: ReadHistoryOptions = {},
  ): Promise<Bundle<WithId<T>>> {
    const versions = this.#memory.versions(`${resourceType}/${id}`);
    if (versions.length === 0) throw new OperationOutcomeError(notFound);
    const page = versions.toReversed().slice(offset, limit === undefined ? undefined : offset + limit);
    const entry = page.map((version) => historyEntry<T>(resourceType, id, version));
    return { resourceType: 'Bundle', type: 'history', total: versions.length, entry };
  }

  override async search<T extends Resource>(request: SearchRequest<T>): Promise<Bundle<WithId<T>>> {
    const { page, total } = findPage(request, this.#memory);
    const resources = page.map((resource) => structuredClone(resource) as WithId<T>);
    const entry: BundleEntry<WithId<T>>[] = resources.map((resource) => ({ resource, search: { mode: 'match' } }));
    await getExtraEntries(this, request, resources, entry as BundleEntry[]);
    return { resourceType: 'Bundle', type: 'searchset', total, ...(entry.length > 0 && { entry }) };
  }

  /** Only GraphQL asks for this, which the server doesn't offer. */
  override async searchByReference(): Promise<never> {
    return refuse('Search by reference is not supported');
  }

  #checkVersion(stored: Resource | undefined, { ifMatch }: UpdateResourceOptions = {}): void {
    if (ifMatch && stored?.meta?.versionId !== ifMatch) throw new OperationOutcomeError(preconditionFailed);
  }

  #write<T extends Resource>(resource: WithId<T>, method: 'POST' | 'PUT'): WithId<T> {
    const key = `${resource.resourceType}/${resource.id}`;
    const { resourceType, id, meta, ...rest } = content(resource);
    const [number, at] = [this.#memory.versions(key).length + 1, new Date().toISOString()];
    const stored = {
      resourceType,
      id,
      meta: { versionId: String(number), lastUpdated: at, ...meta },
      ...rest,
    } as WithId<T>;
    validate(stored);
    this.#memory.add(key, { number, at, method, resource: stored });
    return structuredClone(stored);
  }
}

/** What a client decides about a resource: all but version and time. Through JSON, as if it had come over the wire. */
function content<T extends Resource>(resource: T): T {
  const { meta, ...rest } = JSON.parse(JSON.stringify(resource)) as T;
  const { versionId: _version, lastUpdated: _at, ...kept } = meta ?? {};
  return (Object.keys(kept).length > 0 ? { ...rest, meta: kept } : rest) as T;
}

function living<T extends Resource>(version: Version | undefined): WithId<T> {
  if (!version) throw new OperationOutcomeError(notFound);
  if (!version.resource) throw new OperationOutcomeError(gone);
  return structuredClone(version.resource) as WithId<T>;
}

function historyEntry<T extends Resource>(type: string, id: string, version: Version): BundleEntry<WithId<T>> {
  const { number, at, method, resource } = version;
  return {
    ...(resource && { resource: structuredClone(resource) as WithId<T> }),
    request: { method, url: method === 'POST' ? type : `${type}/${id}` },
    response: { status: number === 1 ? '201' : '200', etag: `W/"${number}"`, lastModified: at },
  };
}

/** Changes the resource in place. A failed `test` operation and a path that leads nowhere are the client's faults. */
function applyTo(resource: Resource, patch: Operation[] | Parameters): void {
  let outcome: OperationOutcome | undefined;
  try {
    if (Array.isArray(patch)) {
      const failed = applyPatch(resource, patch).find((result) => result !== null);
      if (failed) outcome = badRequest(failed.message);
    } else {
      fhirpathPatchTypedValue(toTypedValue(resource), parseFhirPathPatchParameters(patch));
    }
  } catch (error) {
    outcome = normalizeOperationOutcome(error);
  }
  if (outcome) throw new OperationOutcomeError(outcome);
}
