/** All versions of one resource. Loaded when somebody asks what a record said before. @module */
import type { Bundle, FhirResource } from 'fhir/r4.js';
import { failure } from './failures.ts';
import { isOf, list, type ResourceOf, type ResourceType } from './resources.ts';
import { type CallOptions, sent, type Transport, typed } from './wire.ts';

const mostPages = 20;

/** Newest first, as the server has them. All or none: rejects where it keeps none, or sends another's. */
export async function history<T extends ResourceType>(
  wire: Transport,
  type: T,
  id: string,
  options: CallOptions = {},
): Promise<ResourceOf<T>[]> {
  const found: ResourceOf<T>[] = [];
  let url: string | undefined = `${type}/${encodeURIComponent(id)}/_history?_count=200`;
  for (let pages = 0; url !== undefined && pages < mostPages; pages++) {
    const bundle: Bundle<FhirResource> = typed((await wire.request('GET', url, sent(options))).data, 'Bundle');
    for (const { resource } of list(bundle.entry)) {
      // a deletion has no resource, and nothing of ours is ever deleted
      if (resource === undefined) continue;
      if (!isOf(resource, type) || resource.id !== id) throw failure('unreadable');
      found.push(resource);
    }
    url = list(bundle.link).find(({ relation }) => relation === 'next')?.url;
  }
  return found;
}
