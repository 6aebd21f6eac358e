/** A signed document ↔ Consent with its QuestionnaireResponse (mapping table: README). @module */
import type { Coding, Consent, QuestionnaireResponse } from 'fhir/r4.js';
import {
  agreementKinds,
  completionModes,
  extension,
  hl7,
  local,
  sid,
  type AgreementKind,
  type CompletionMode,
} from '../codes.ts';
import { agreement, parseAgreement, type Agreement } from '../records/agreement.ts';
import { parse } from '../records/primitives.ts';
import { answerItems, partsFrom } from './answers.ts';
import {
  consentExtensions,
  endedExtension,
  endedFrom,
  endedPeriod,
  exceptionFrom,
  interpreterExtension,
  interpreterFrom,
  signedFrom,
  undated,
} from './agreement-extensions.ts';
import {
  codeIn,
  concept,
  episodeExtension,
  extensionOf,
  identifierIn,
  isForeign,
  meta,
  notOurs,
  present,
  reading,
  resourceOf,
  type Foreign,
} from './shared.ts';

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

/**
 * Reads a Consent of ours together with the response it cites.
 * Consents of other systems are `foreign`: on file, never counted as our agreement.
 * Throws PortalError `unreadable` with field names when it is ours and broken or its response is missing.
 */
export function agreementFromFhir(consentValue: unknown, responseValue: unknown): Agreement | Foreign {
  return reading(() => {
    const c = resourceOf(consentValue, 'Consent');
    if (isForeign(c)) return c;
    const kind = kindOf(c);
    if (kind === undefined) return { foreign: 'Consent', why: 'other-code' } as const;
    const identity = identifierIn(c.identifier, sid.consent(kind));
    if (identity === undefined) return notOurs(c);
    const scope = codeIn(c.scope, kind === 'group-rules' ? undefined : hl7.treatment.system);
    // a scope or modifier we do not know changes what the Consent means
    if (scope !== (kind === 'group-rules' ? 'group-agreement' : 'treatment') || c.modifierExtension)
      return { foreign: 'Consent', why: 'other-scope' } as const;
    const signer = c.performer?.[0]?.reference;
    // staff can't agree for a member, whoever wrote it
    if (signer?.startsWith('Practitioner')) return { foreign: 'Consent', why: 'other-signer' } as const;
    const r = resourceOf(responseValue, 'QuestionnaireResponse');
    const canonical = c.policy?.[0]?.uri ?? '';
    const [url, version] = canonical.split('|');
    if (!version) return { foreign: 'Consent', why: 'no-version' } as const;
    const response =
      isForeign(r) ||
      !isOf(r, { system: sid.answers(kind), value: identity.value, patient: c.patient?.reference, canonical })
        ? undefined
        : r;
    // an answer sheet that was taken back, or was never finished, is none
    const isVoid = response && response.status !== 'completed' && response.status !== 'amended';
    if (isVoid && c.status !== 'entered-in-error') return parse(agreement, { status: c.status }, 'unreadable');
    const membership = extensionOf(c, extension.groupMembership)?.valueReference?.reference;
    const programme = extensionOf(c, extension.groupProgramme)?.valueCoding;
    return parse(
      agreement,
      present({
        kind,
        signing: identity.value,
        patient: c.patient?.reference,
        covers: programme
          ? {
              programme: { system: programme.system, value: programme.code },
              membership: response && extensionOf(response, extension.episodeOfCare)?.valueReference?.reference,
            }
          : { membership },
        signer: {
          reference: signer,
          name: response?.source?.display,
          role: extensionOf(c, extension.signerBasis)?.valueCode ?? 'self',
        },
        document: { url, version },
        textHash: c.policy?.[1]?.uri,
        parts: partsFrom(response?.item),
        mode: modeOf(response),
        interpreter: interpreterFrom(response),
        ...signedFrom(response),
        author: response?.author?.reference,
        signedHash: response && extensionOf(response, extension.signedHash)?.valueUri,
        status: c.status,
        period: c.provision?.period,
        exception: exceptionFrom(c),
        ended: endedFrom(c),
        organization: c.organization?.[0]?.reference,
        response: c.sourceReference?.reference,
      }),
      'unreadable',
    );
  });
}

/** The response of this signing, of this member, to this document, that nothing we don't know changes the meaning of. */
const isOf = (
  r: QuestionnaireResponse,
  {
    system,
    value,
    patient,
    canonical,
  }: { system: string; value: string; patient: string | undefined; canonical: string },
): boolean =>
  // not a draft of it, which has the same value
  (r.identifier?.system === system || r.identifier?.system === sid.void) &&
  r.identifier.value === value &&
  r.subject?.reference === patient &&
  r.questionnaire === canonical &&
  !('modifierExtension' in r);

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

export function responseOf(consent: unknown): string | undefined {
  return reading(() => {
    const c = resourceOf(consent, 'Consent');
    return isForeign(c) ? undefined : c.sourceReference?.reference;
  });
}

const kindOf = (consent: Consent): AgreementKind | undefined =>
  agreementKinds.find((kind) => consent.category?.some((category) => codeIn(category) === kind));

/** How a response was given, by its completion mode. */
export function modeOf(response: QuestionnaireResponse | undefined): CompletionMode | undefined {
  const code = codeIn(
    response && extensionOf(response, extension.completionMode)?.valueCodeableConcept,
    completionModes.screen.system,
  );
  return (Object.keys(completionModes) as CompletionMode[]).find((mode) => completionModes[mode].code === code);
}
