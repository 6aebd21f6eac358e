/** Consent with its QuestionnaireResponse → a signed document; `write-agreement.ts` is the way there (mapping table: README). @module */
import type { Consent, QuestionnaireResponse } from 'fhir/r4.js';
import {
  agreementKinds,
  completionModes,
  extension,
  scopeSystem,
  sid,
  type AgreementKind,
  type CompletionMode,
} from '../codes.ts';
import { agreement, type Agreement } from '../records/agreement.ts';
import { parse } from '../records/primitives.ts';
import { partsFrom } from './answers.ts';
import { endedFrom, exceptionFrom, interpreterFrom, signedFrom } from './agreement-extensions.ts';
import {
  codeIn,
  extensionOf,
  identifierIn,
  isForeign,
  notOurs,
  present,
  reading,
  resourceOf,
  type Foreign,
} from './shared.ts';

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
    const scope = codeIn(c.scope, kind === 'group-rules' ? undefined : scopeSystem);
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
