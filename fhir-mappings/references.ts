/** References: only the relative form `Type/id` is ours to write. @module */

/** `Patient/p1` → its parts; undefined for anything that isn't a plain relative reference. */
export function splitReference(reference: string | undefined): { type: string; id: string } | undefined {
  const match = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})$/.exec(reference ?? '');
  return match?.[1] && match[2] ? { type: match[1], id: match[2] } : undefined;
}

/**
 * A reference as servers send it, brought to `Type/id`: absolute ones of this server and versioned ones lose the rest.
 * References elsewhere come back unchanged, so they never equal one of ours.
 */
export function relative(reference: string, base = ''): string {
  const inside = base && reference.startsWith(`${base}/`) ? reference.slice(base.length + 1) : reference;
  return inside.replace(/\/_history\/[^/]+$/, '');
}
