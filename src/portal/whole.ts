/** A list is whole or not shown. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { SearchResult } from '../client/search.ts';

/** Fails unless the whole search came: who is in a group is never guessed from half a list. */
export function whole(result: SearchResult): SearchResult['resources'] {
  if (result.complete) return result.resources;
  throw result.error ?? new PortalError('unreadable', 'The record did not answer completely.');
}
