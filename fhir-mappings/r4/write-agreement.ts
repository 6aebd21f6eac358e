/** A signed document → Consent with its QuestionnaireResponse, apart from reading it: pages that only read load less (mapping table: README). @module */
import type { Coding, Consent, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4.js';
import { completionModes, extension, hl7, local, sid } from '../codes.ts';
import { parseAgreement, type Agreement, type AgreementPart } from '../records/agreement.ts';
import { concept, episodeExtension, meta, present, reading } from './shared.ts';
import {
  consentExtensions,
  endedExtension,
  endedPeriod,
  interpreterExtension,
  undated,
} from './write-agreement-extensions.ts';

export interface AgreementResources {
  response: QuestionnaireResponse;
  consent: Consent;
}

/** Writes both resources; `authority` is the clinic's own address. The Consent cites the response by `record.response`. Throws PortalError `invalid` with field names. */
export function agreementToFhir(
  record: Agreement,
  { labels, authority }: { labels: readonly Coding[]; authority?: string },
): AgreementResources {
  const a = parseAgreement(record);
  const canonical = `${a.document.url}|${a.document.version}`;
  const response: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    meta: meta(labels),
    extension: [
      episodeExtension(extension.episodeOfCare, a.covers.membership),
      { url: extension.completionMode, valueCodeableConcept: concept(completionModes[a.mode]) },
      { url: extension.signedHash, valueUri: a.signedHash },
      ...interpreterExtension(a),
    ],
    identifier: { system: sid.answers(a.kind), value: a.signing },
    questionnaire: canonical,
    status: a.status === 'entered-in-error' ? 'entered-in-error' : 'completed',
    subject: { reference: a.patient },
    ...(a.signedUnknown ? { _authored: undated(a.signed) } : { authored: a.signed }),
    author: { reference: a.author },
    // the signer's name as shown: the one display we write about a person, and only in their own chart
    source: { reference: a.signer.reference, display: a.signer.name },
    item: answerItems(a.parts),
  };
  const consent: Consent = {
    resourceType: 'Consent',
    meta: meta(labels),
    extension: consentExtensions(a),
    identifier: [{ system: sid.consent(a.kind), value: a.signing }],
    status: a.status,
    // our own scope: none of the four codes of the extensible binding means agreeing to group rules
    scope: concept(a.kind === 'group-rules' ? local('group-agreement', 'Agreement to group rules') : hl7.treatment),
    category: [concept(hl7.consentDocument), concept(local(a.kind))],
    patient: { reference: a.patient },
    dateTime: a.signed,
    performer: [{ reference: a.signer.reference }],
    sourceReference: { reference: a.response },
    // R4 ppc-1 is met by policy; policyRule (OPTIN, OPTOUT) is a privacy directive and is not written
    policy: [present({ authority, uri: canonical }), { uri: a.textHash }],
    ...present({
      organization: a.organization ? [{ reference: a.organization }] : undefined,
      provision: a.period ? { period: a.period } : undefined,
    }),
  };
  return { response, consent };
}

/** See Mappings.endConsent: everything else of it stays as it is. */
export function endConsent(
  consent: object,
  { on, ...ended }: NonNullable<Agreement['ended']> & { on: string },
): Consent {
  return reading(() => {
    const c = consent as Consent;
    const { provision } = c;
    return {
      ...c,
      extension: [...(c.extension ?? []), endedExtension(ended)],
      status: 'inactive' as const,
      ...(provision?.period && { provision: { ...provision, period: endedPeriod(provision.period, on) } }),
    };
  });
}

type Clause = Extract<AgreementPart, { answer: unknown }>;

/** One item per rule with its clauses, one per clause that stands alone. */
export function answerItems(parts: readonly AgreementPart[]): QuestionnaireResponseItem[] {
  const clauseItem = ({ id, text, answer }: Clause): QuestionnaireResponseItem => ({
    linkId: id,
    text,
    answer: [{ valueCoding: local(answer) }],
  });
  return parts.map((part) =>
    'clauses' in part ? { linkId: part.id, text: part.text, item: part.clauses.map(clauseItem) } : clauseItem(part),
  );
}
