/** Whether a server can keep our records: asked before anything is typed (design 3 "Which server"). @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { mappingsFor, type Mappings } from '../../fhir-mappings/mappings.ts';
import type { FhirClient } from '../client/client.ts';
import type { Options } from '../portal-types.ts';
import type { PortalContext } from './context.ts';

/**
 * Mappings to write with. Throws PortalError `unsupported` naming what is missing: `fhirVersion`, or each type the server
 * doesn't say it creates, changes and searches. Epic and Oracle Health are such servers: a record store stands beside them.
 */
export async function requireRecordStore(client: FhirClient, options?: Options): Promise<Mappings> {
  const { fhirVersion, missing } = await client.plan(options);
  if (fhirVersion === 'unknown') {
    const message = 'This server’s FHIR version is not one we know: it is read, never written.';
    throw new PortalError('unsupported', message, missing);
  }
  if (missing.length > 0)
    throw new PortalError('unsupported', 'This server is no record store: it can’t keep these records.', missing);
  return mappingsFor(fhirVersion);
}

/** False where nothing can be saved: what is only read then offers no form. A server that doesn't tell is asked when saving. */
export const keeps = ({ client }: Pick<PortalContext, 'client'>, options?: Options): Promise<boolean> =>
  client.plan(options).then(
    ({ missing }) => missing.length === 0,
    () => true,
  );
