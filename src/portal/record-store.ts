/** Whether a server can keep what a signing writes: asked before anything is typed (design 3 "Which server"). @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { Options } from '../portal-types.ts';
import { requireWritable, type PortalContext } from './context.ts';

const kept = ['EpisodeOfCare', 'QuestionnaireResponse', 'Consent', 'DocumentReference', 'Provenance'] as const;

/**
 * Mappings to write with. Throws PortalError `unsupported` naming what is missing: `transaction`, or each type the server
 * doesn't say it creates and searches. Epic and Oracle Health are such servers: a record store stands beside them.
 */
export async function requireRecordStore(context: PortalContext, options?: Options): Promise<Mappings> {
  const mappings = await requireWritable(context, options);
  const told = await context.client.capabilities(options);
  const missing = kept.filter((type) => !told.can(type, 'create') || !told.can(type, 'search-type'));
  if (missing.length > 0)
    throw new PortalError('unsupported', 'This server is no record store: it can’t keep signed documents.', missing);
  return mappings;
}
