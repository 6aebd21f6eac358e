/** Consents of one member that stand: signed or waiting, and not ended. Read from the Consent alone. @module */
import type { Consent } from 'fhir/r4.js';
import { codeSystem, extension, sid, type AgreementKind } from '../../fhir-mappings/codes.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { extensionOf, identifierIn } from '../../fhir-mappings/r4/shared.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { same } from '../../fhir-mappings/same.ts';
import { ofType } from '../client/search.ts';
import type { Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';
import { dayStart, localDate, ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import { about } from './about.ts';
import { replaced } from './changes.ts';
import type { PortalContext } from './context.ts';
import { whole } from './whole.ts';
import { asSurvivor, idsOf } from './merged.ts';

interface Covered {
  group: GroupDefinition;
  patient: string;
  membership: string;
  kind: AgreementKind;
  own?: boolean;
}

/**
 * Those of one kind that cover this membership, or (unless `own`) the programme of its group. The response behind a Consent is not
 * needed: whoever wants out is let out, whatever else can't be read.
 */
export async function standingConsents(context: PortalContext, of: Covered, options: Options): Promise<Consent[]> {
  return (await coveringConsents(context, of, options)).filter(stands);
}

/** The same, with those that were ended or refused. */
export async function coveringConsents(
  context: PortalContext,
  { group, patient, membership, kind, own = false }: Covered,
  options: Options,
): Promise<Consent[]> {
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
    return covers ? [resource] : [];
  });
}

/** Signed or waiting, and not ended. R5 says draft for what waits, and deny for a no. */
export const stands = (consent: Consent): boolean =>
  ['active', 'proposed', 'draft'].includes(consent.status) &&
  !('decision' in consent && consent.decision === 'deny') &&
  !extensionOf(consent, extension.consentEnded);

/**
 * When each was signed, in milliseconds. R4 says it on the Consent; R5 says the day there, and the instant on the response:
 * without its response the day's begin is all there is. NaN where nothing is told.
 */
export async function signedTimes(
  context: PortalContext,
  {
    consents,
    mappings,
    patient,
    zone,
  }: { consents: readonly Consent[]; mappings: Mappings; patient: string; zone: string },
  options: Options,
): Promise<Map<Consent, number>> {
  const { base } = context.client;
  const cited = (consent: Consent) => relative(mappings.responseOf(consent) ?? '', base);
  const untold = consents.filter(({ dateTime }) => dateTime === undefined).map((c) => cited(c).split('/')[1] ?? '');
  const ids = idsOf(context, [patient]);
  const accept = about(new Set(ids), base);
  const responses =
    untold.length === 0
      ? []
      : (await context.client.search('QuestionnaireResponse', { _id: untold.join(',') }, { ...options, accept }))
          .resources;
  const authored = new Map(
    ofType(responses, 'QuestionnaireResponse').map((r) => [`QuestionnaireResponse/${r.id}`, r.authored]),
  );
  return new Map(
    consents.map((consent) => {
      const told = ms(consent.dateTime ?? authored.get(cited(consent)) ?? '');
      const day = (consent as { date?: string }).date ?? '';
      return [consent, Number.isNaN(told) ? dayStart(day, zone) : told];
    }),
  );
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
