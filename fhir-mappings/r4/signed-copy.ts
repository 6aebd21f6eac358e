/** Signed copy or scan ↔ DocumentReference, content inline (mapping table: README). @module */
import type { Attachment, Coding, DocumentReference } from 'fhir/r4.js';
import { hl7, local, sid } from '../codes.ts';
import { parse } from '../records/primitives.ts';
import { parseSignedCopy, signedCopy, type SignedCopy } from '../records/signed-copy.ts';
import {
  concept,
  identifierIn,
  isForeign,
  meta,
  notOurs,
  present,
  reading,
  resourceOf,
  type Foreign,
} from './shared.ts';

/** Writes it. Throws PortalError `invalid` with field names. */
export function signedCopyToFhir(record: SignedCopy, { labels }: { labels: readonly Coding[] }): DocumentReference {
  const c = parseSignedCopy(record);
  const attachment: Attachment = {
    contentType: c.contentType,
    size: c.size,
    creation: c.created,
    // Attachment.hash is SHA-1 and not meant for this: the SHA-256 is the master identifier
    ...present({ language: c.language, data: c.data }),
  };
  return {
    resourceType: 'DocumentReference',
    meta: meta(labels),
    masterIdentifier: { system: 'urn:ietf:rfc:3986', value: c.hash },
    identifier: [{ system: sid.signedCopy, value: c.signing }],
    status: c.status,
    docStatus: 'final',
    type: concept(hl7.consentDocument),
    category: [concept(local('group-paperwork'))],
    subject: { reference: c.patient },
    date: c.recorded,
    author: [{ reference: c.author }],
    securityLabel: [concept(hl7.restricted)],
    content: [{ attachment }],
    context: { encounter: [{ reference: c.membership }], related: [{ reference: c.response }] },
    ...present({ custodian: c.organization ? { reference: c.organization } : undefined }),
  };
}

/** Reads it. Throws PortalError `unreadable` when it is ours and broken. */
export function signedCopyFromFhir(value: unknown): SignedCopy | Foreign {
  return reading(() => {
    const d = resourceOf(value, 'DocumentReference');
    if (isForeign(d)) return d;
    const identity = identifierIn(d.identifier, sid.signedCopy);
    if (identity === undefined) return notOurs(d);
    const attachment = d.content[0]?.attachment;
    return parse(
      signedCopy,
      present({
        signing: identity.value,
        patient: d.subject?.reference,
        membership: d.context?.encounter?.[0]?.reference,
        response: d.context?.related?.[0]?.reference,
        author: d.author?.[0]?.reference,
        organization: d.custodian?.reference,
        created: attachment?.creation,
        recorded: d.date,
        status: d.status,
        contentType: attachment?.contentType,
        language: attachment?.language,
        data: attachment?.data,
        size: attachment?.size,
        hash: d.masterIdentifier?.value,
      }),
      'unreadable',
    );
  });
}
