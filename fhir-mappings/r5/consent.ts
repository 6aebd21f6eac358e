/** Consent in R5: the same facts in other elements (fhir.md 1.3, 1.6). @module */
import type { CodeableConcept, Consent as R4Consent, Extension } from 'fhir/r4.js';
import type { Consent } from 'fhir/r5.js';
import { extension, hl7 } from '../codes.ts';
import { endedExtension, endedPeriod, exceptionExtension } from '../r4/write-agreement-extensions.ts';
import type { Agreement } from '../records/agreement.ts';
import { codeIn, isForeign, present, reading, resourceOf, type Foreign } from '../r4/shared.ts';
import { same } from '../same.ts';

/** R4 status → R5 status and decision: R5 has no proposed and no rejected. */
const states = {
  active: { status: 'active', decision: 'permit' },
  proposed: { status: 'draft', decision: undefined },
  rejected: { status: 'active', decision: 'deny' },
  inactive: { status: 'inactive', decision: undefined },
  'entered-in-error': { status: 'entered-in-error', decision: undefined },
  draft: { status: 'draft', decision: undefined },
} as const satisfies Record<R4Consent['status'], { status: Consent['status']; decision: Consent['decision'] }>;

/** Turns the Consent that the R4 writer made; `signedCopy` is a second source, which only R5 can hold. */
export function consentToR5(c: R4Consent, { signedCopy }: { signedCopy?: string | undefined } = {}): Consent {
  const { status, decision } = states[c.status];
  const [document, text] = c.policy ?? [];
  const sources = [c.sourceReference?.reference, signedCopy].flatMap((reference) => (reference ? [{ reference }] : []));
  const textHash: Extension[] = text?.uri ? [{ url: extension.textHash, valueUri: text.uri }] : [];
  return same<Consent>({
    resourceType: 'Consent',
    extension: [...(c.extension ?? []), ...textHash],
    status,
    // R5 has no scope: its coding is the first category
    category: [c.scope, ...c.category],
    sourceReference: sources,
    ...present({
      meta: c.meta,
      identifier: c.identifier,
      // one that ended permitted as long as it was in force; one that never was has no period
      decision: decision ?? (c.provision?.period && status !== 'draft' ? 'permit' : undefined),
      subject: c.patient,
      // R5 `date` is a day; the instant stands on the response
      date: c.dateTime?.slice(0, 10),
      period: c.provision?.period,
      grantor: c.performer,
      grantee: c.organization,
      manager: c.organization,
      policyBasis: document?.uri === undefined ? undefined : { url: document.uri },
    }),
  });
}

/** See Mappings.endConsent. What waited was never permitted, and says no decision. */
export function endConsent(
  consent: object,
  { on, ...ended }: NonNullable<Agreement['ended']> & { on: string },
): Consent {
  return reading(() => {
    const c = same<Consent>(consent);
    return same<Consent>({
      ...c,
      extension: [...(c.extension ?? []), endedExtension(ended)],
      status: 'inactive',
      ...(c.period && { period: endedPeriod(same(c.period), on) }),
    });
  });
}

/** See Mappings.exceptConsent. */
export function exceptConsent(
  consent: object,
  exception: NonNullable<Agreement['exception']>,
  period: Agreement['period'],
): Consent {
  return reading(() => {
    const c = same<Consent>(consent);
    return same<Consent>({
      ...c,
      extension: [
        ...(c.extension ?? []).filter(({ url }) => url !== extension.exception),
        exceptionExtension(exception),
      ],
      ...states.active,
      ...(period && { period }),
    });
  });
}

/** See Mappings.rejectConsent. */
export function rejectConsent(consent: object): Consent {
  return reading(() => same<Consent>({ ...same<Consent>(consent), ...states.rejected }));
}

/** See Mappings.reopenConsent. */
export function reopenConsent(consent: object, period: Agreement['period']): Consent {
  return reading(() => {
    const c = same<Consent>(consent);
    const was = c.period !== undefined;
    return same<Consent>({
      ...c,
      extension: (c.extension ?? []).filter(({ url }) => url !== extension.consentEnded),
      ...(was ? states.active : states.proposed),
      ...(was && period && { period }),
    });
  });
}

/** Brings an R5 Consent to the shape the R4 reader checks; one whose status we do not write is foreign. */
export function consentFromR5(value: unknown): R4Consent | Foreign {
  const read = resourceOf(value, 'Consent');
  if (isForeign(read)) return read;
  const c = same<Consent>(read);
  const state = Object.entries(states).find(([, s]) => s.status === c.status && s.decision === c.decision)?.[0];
  // an inactive or wrong one may have been in force, or waiting for a talk: its decision says nothing now
  const ended = c.status === 'inactive' || c.status === 'entered-in-error' ? c.status : undefined;
  if (state === undefined && ended === undefined) return { foreign: 'Consent', why: 'other-status' };
  const categories = same<CodeableConcept[]>(c.category ?? []);
  const isScope = (k: CodeableConcept) =>
    codeIn(k) === 'group-agreement' || codeIn(k, hl7.treatment.system) === 'treatment';
  const text = c.extension?.find((e) => e.url === extension.textHash)?.valueUri;
  const url = c.policyBasis?.url;
  // the signed copy is a source too: the response is the one to read
  const isCopy = (reference = '') => reference.startsWith('DocumentReference/');
  // an R4 Consent, read by mistake, holds one source that is no list
  const source = [c.sourceReference ?? []].flat().find((s) => !isCopy(s.reference));
  return present({
    ...present({ meta: c.meta, modifierExtension: c.modifierExtension, identifier: c.identifier }),
    resourceType: 'Consent' as const,
    extension: c.extension?.filter((e) => e.url !== extension.textHash),
    status: ended ?? (state as R4Consent['status']),
    scope: categories.find(isScope) ?? {},
    category: categories.filter((k) => !isScope(k)),
    patient: c.subject,
    performer: c.grantor,
    organization: c.manager,
    sourceReference: source,
    policy: [...(url ? [{ uri: url }] : []), ...(text ? [{ uri: text }] : [])],
    provision: c.period && { period: c.period },
  }) as object as R4Consent;
}
