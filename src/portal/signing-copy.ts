/** The copy of a signing: the words as they were signed, or the scan of the paper. @module */
import { base64, niHashOf } from '../../fhir-mappings/hash.ts';
import type { SignedCopy } from '../../fhir-mappings/records/signed-copy.ts';
import { signedCopyHtml, signedCopyText } from '../content/signed-copy.ts';
import type { SigningFacts, SigningRecords } from './signing-records.ts';

/** For the chart and the member. What staff entered from paper is in the answers; the paper itself is the copy. */
export async function copyOf(
  { documents, group, urns, paper, plain, ...facts }: SigningFacts,
  { rules, participation, signing }: Omit<SigningRecords, 'copy'>,
): Promise<SignedCopy> {
  const text = (plain ? signedCopyText : signedCopyHtml)({
    documents: [
      { agreement: rules, document: documents.rules },
      { agreement: participation, document: documents.participation },
    ],
    signing,
    timeZone: group.timeZone,
  });
  const data = paper?.scan.data ?? base64(text);
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  return {
    signing: facts.signing,
    patient: facts.patient,
    membership: facts.membership,
    response: urns[0],
    author: facts.recorder,
    organization: group.organization,
    created: facts.signed,
    recorded: facts.recorded,
    status: 'current',
    contentType: paper?.scan.contentType ?? (plain ? 'text/plain' : 'text/html'),
    language: documents.rules.language,
    data,
    size: bytes.length,
    hash: await niHashOf(bytes),
  };
}
