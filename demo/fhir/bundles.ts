import { STATUS_CODES } from 'node:http';
import type { Bundle, BundleEntry, BundleEntryRequest, OperationOutcome, Resource } from '@medplum/fhirtypes';
import { pageSize } from './parameters.ts';

/** What a client may ask for with `Prefer: return=…`. */
export type Preference = 'minimal' | 'representation' | 'OperationOutcome';

/** Gives a search's answer its `self` and `next` links and every entry its fullUrl. `url` is relative to `base`. */
export function pagedBundle(bundle: Bundle, url: string, base: string): Bundle {
  const [path = '', search] = url.split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  const count = query.get('_summary') === 'count' ? 0 : pageSize(query.getAll('_count'));
  const next = Number(query.get('_offset') ?? 0) + count;
  const link = [{ relation: 'self', url: `${base}/${path}${search ? `?${search}` : ''}` }];
  if (count > 0 && next < (bundle.total ?? 0)) {
    query.set('_offset', String(next));
    link.push({ relation: 'next', url: `${base}/${path}?${query}` });
  }
  return { ...withFullUrls(bundle, base), link };
}

/** As R4 `bdl-7` wants it: the unversioned address of each resource. */
export function withFullUrls(bundle: Bundle, base: string): Bundle {
  const entry = bundle.entry?.map(({ fullUrl: _fullUrl, ...rest }) => {
    const { resource } = rest;
    return { ...(resource?.id && { fullUrl: `${base}/${resource.resourceType}/${resource.id}` }), ...rest };
  });
  return { ...bundle, ...(entry && { entry }) };
}

/**
 * Completes a batch's or transaction's answer, entry by entry, as HAPI gives it: `201 Created`, a versioned location,
 * `etag`, `lastModified`; the resource of a write only when the client preferred a representation.
 */
export function answeredBundle(
  bundle: Bundle,
  requests: readonly (BundleEntryRequest | undefined)[],
  base: string,
  preference: Preference | undefined,
): Bundle {
  const entry = bundle.entry?.map((answer, index) => {
    const request = requests[index];
    const keep = request?.method === 'GET' || preference === 'representation';
    return answeredEntry(answer, keep, (found) => pagedBundle(found, (request?.url ?? '').replace(/^\//, ''), base));
  });
  return { ...bundle, ...(entry && { entry }) };
}

function answeredEntry(answer: BundleEntry, keep: boolean, page: (bundle: Bundle) => Bundle): BundleEntry {
  const { response, resource } = answer;
  const code = response?.status ?? '500';
  const outcome = Number(code) < 400 ? undefined : response?.outcome;
  return {
    ...(resource && keep && { resource: isSearchset(resource) ? page(resource) : resource }),
    response: {
      status: `${code} ${STATUS_CODES[code] ?? ''}`.trim(),
      ...(outcome && { outcome: bare(outcome) }),
      ...(resource && versionOf(resource)),
    },
  };
}

/** Where a version is, and since when; nothing for a search's answer. */
function versionOf({ resourceType, id, meta }: Resource) {
  if (!id || !meta?.versionId || !meta.lastUpdated) return undefined;
  return {
    location: `${resourceType}/${id}/_history/${meta.versionId}`,
    etag: `W/"${meta.versionId}"`,
    lastModified: meta.lastUpdated,
  };
}

function isSearchset(resource: Resource): resource is Bundle {
  return resource.resourceType === 'Bundle' && resource.type === 'searchset';
}

/** Medplum marks an outcome's status by its id; that means nothing outside. */
export function bare({ id: _id, ...outcome }: OperationOutcome): OperationOutcome {
  return outcome;
}
