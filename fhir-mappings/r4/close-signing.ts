/** What staff add to a signing after the screen came back: the same JSON in R4 and R5 (mapping table: README). @module */
import type { Provenance } from 'fhir/r4.js';
import { extension, hl7, local, sid } from '../codes.ts';
import { PortalError } from '../errors.ts';
import { parseSigningClose, type SigningClose } from '../records/signing.ts';
import { agentIn, agentOf } from './agents.ts';
import { concept, extensionOf, isForeign, present, reading, resourceOf } from './shared.ts';

/**
 * The Provenance as stored, with who saw the person sign and how the copy was given; what it already says of either
 * stays, and so does everything else. Twice the same changes nothing.
 * Throws PortalError `invalid` with field names, and `unreadable` for one that is no signing of ours.
 */
export function closeSigning(provenance: object, close: SigningClose): Provenance {
  const { witness, copyGiven } = parseSigningClose(close);
  return reading(() => {
    const p = resourceOf(provenance, 'Provenance');
    if (isForeign(p) || !p.meta?.tag?.some((t) => t.system === sid.signing))
      throw new PortalError('unreadable', 'The record cannot be read.');
    const extensions = p.extension ?? [];
    const organization = p.agent.find((a) => a.onBehalfOf?.reference?.startsWith('Organization/'))?.onBehalfOf;
    const seen = witness !== undefined && agentIn(p, 'attester') === undefined;
    const given = copyGiven !== undefined && extensionOf(p, extension.copyGiven) === undefined;
    return {
      ...p,
      ...(given && {
        extension: [...extensions, { url: extension.copyGiven, valueCodeableConcept: concept(local(copyGiven)) }],
      }),
      ...(seen && {
        agent: [
          ...p.agent,
          {
            ...agentOf('attester', witness, present({ organization: organization?.reference })),
            role: [concept(hl7.witness)],
          },
        ],
      }),
    };
  });
}
