/** Consents of one member that stand: signed or waiting, and not ended. Read from the Consent alone. @module */
import type { Consent } from 'fhir/r4.js';
import { codeSystem, extension, sid, type AgreementKind } from '../../fhir-mappings/codes.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { extensionOf, identifierIn } from '../../fhir-mappings/r4/shared.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';
import { localDate, ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import { about } from './about.ts';
import { replaced } from './changes.ts';
import type { PortalContext } from './context.ts';
import { whole } from './whole.ts';
import { asSurvivor, idsOf } from './merged.ts';

/**
 * Those of one kind that cover this membership, or (unless `own`) the programme of its group. The response behind a Consent is not
 * needed: whoever wants out is let out, whatever else can't be read.
 */
export async function standingConsents(
  context: PortalContext,
  about_: { group: GroupDefinition; patient: string; membership: string; kind: AgreementKind; own?: boolean },
  options: Options,
): Promise<Consent[]> {
  const { group, patient, membership, kind, own = false } = about_;
  const { base } = context.client;
  const ids = idsOf(context, [patient]);
  const params = { patient: ids.join(','), category: `${codeSystem}|${kind}` };
  const found = whole(
    await context.client.search('Consent', params, { ...options, accept: about(new Set(ids), base) }),
  );
  return found.flatMap((stored) => {
    const resource = asSurvivor(context, stored);
    if (resource.resourceType !== 'Consent' || !identifierIn(resource.identifier, sid.consent(kind))) return [];
    const programme = extensionOf(resource, extension.groupProgramme)?.valueCoding;
    const member = extensionOf(resource, extension.groupMembership)?.valueReference?.reference ?? '';
    const covers = programme
      ? !own && programme.system === group.programme?.system && programme.code === group.programme?.code
      : relative(member, base) === membership;
    // R5 says draft for what waits, and deny for a no
    const stands =
      ['active', 'proposed', 'draft'].includes(resource.status) &&
      !('decision' in resource && resource.decision === 'deny');
    return covers && stands && !extensionOf(resource, extension.consentEnded) ? [resource] : [];
  });
}

/** The updates that end them. */
export function endings(
  mappings: Mappings,
  consents: readonly Consent[],
  { group, when, why }: { group: GroupDefinition; when: string; why: 'withdrawn' | 'replaced' },
): Entry[] {
  const on = localDate(ms(when), group.timeZone);
  return consents.map((consent) => replaced(same<Consent>(mappings.endConsent(consent, { when, why, on })), consent));
}
