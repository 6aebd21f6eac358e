/** What a decision, or the end of one, makes of a stored Consent (fhir.md 1.6); everything else of it stays as it is. @module */
import type { Consent } from 'fhir/r4.js';
import { extension } from '../codes.ts';
import type { Agreement } from '../records/agreement.ts';
import { exceptionExtension } from './write-agreement-extensions.ts';
import { reading } from './shared.ts';

/** See Mappings.exceptConsent. */
export function exceptConsent(
  consent: object,
  exception: NonNullable<Agreement['exception']>,
  period: Agreement['period'],
): Consent {
  return reading(() => {
    const c = consent as Consent;
    return {
      ...c,
      extension: [
        ...(c.extension ?? []).filter(({ url }) => url !== extension.exception),
        exceptionExtension(exception),
      ],
      status: 'active' as const,
      ...(period && { provision: { ...c.provision, period } }),
    };
  });
}

/** See Mappings.rejectConsent. */
export function rejectConsent(consent: object): Consent {
  return reading(() => ({ ...(consent as Consent), status: 'rejected' as const }));
}

/** See Mappings.reopenConsent. One that was in force has a period. */
export function reopenConsent(consent: object, period: Agreement['period']): Consent {
  return reading(() => {
    const c = consent as Consent;
    const was = c.provision?.period !== undefined;
    return {
      ...c,
      extension: (c.extension ?? []).filter(({ url }) => url !== extension.consentEnded),
      status: was ? ('active' as const) : ('proposed' as const),
      ...(was && period && { provision: { ...c.provision, period } }),
    };
  });
}
