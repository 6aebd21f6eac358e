import type { Resource } from '@medplum/fhirtypes';

/** One literal reference inside a resource and the element that holds it. */
export interface Link {
  path: string;
  reference: string;
}

const known = new WeakMap<Resource, Link[]>();

/** Every literal reference in a stored resource, extensions included. Stored resources never change, so asked once. */
export function linksOf(resource: Resource): Link[] {
  let links = known.get(resource);
  if (!links) {
    links = [];
    collect(resource, resource.resourceType, links);
    known.set(resource, links);
  }
  return links;
}

function collect(value: unknown, path: string, links: Link[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => collect(item, `${path}[${index}]`, links));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (key === 'reference' && typeof inner === 'string') links.push({ path, reference: inner });
      else collect(inner, `${path}.${key}`, links);
    }
  }
}

/** `Type/id` of a reference to a resource of this server; undefined for contained (`#x`) and absolute ones. */
export function localTarget(reference: string): string | undefined {
  return /^([A-Z]\w+\/[A-Za-z0-9.-]{1,64})(\/_history\/[\w.-]+)?$/.exec(reference)?.[1];
}

/**
 * What is wrong with a reference, given what is stored; undefined when nothing. Like HAPI, a target must exist, and a
 * `urn:` left over means that no entry of the transaction had that fullUrl. An absolute url is another server's.
 */
export function brokenLink(reference: string, exists: (key: string) => boolean): string | undefined {
  if (/^(#|https?:\/\/)/.test(reference)) return undefined;
  const target = localTarget(reference);
  if (!target) return 'Reference is not to a resource of this server and not absolute';
  return exists(target) ? undefined : 'Resource referred to is not found';
}
