/** What a signing entered in error had ended stands again, as it would without it. Loaded when one is voided. @module */
import type { Consent, QuestionnaireResponse } from 'fhir/r4.js';
import { agreementKinds, sid } from '../../fhir-mappings/codes.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { endedFrom } from '../../fhir-mappings/r4/agreement-extensions.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Options } from '../portal-types.ts';
import { addDays, addMonths, localDate, ms } from '../readiness/time.ts';
import { changeEntry, replaced } from './changes.ts';
import { instantIn, type PortalContext } from './context.ts';
import { kindOf, type OneSigning } from './signed-find.ts';
import { coveringConsents, signedTimes } from './standing.ts';
import { asWas, isVoid } from './voided.ts';

interface Of {
  group: GroupDefinition;
  patient: string;
  mappings: Mappings;
}

/**
 * Takes back the ends that this signing, or the leader's exception on it, put to older ones; with an end of its own (a
 * withdrawal, a newer signing) they end with it. Sent twice it adds nothing. Returns how many.
 */
export async function unreplace(
  context: PortalContext,
  signing: OneSigning,
  { group, patient, mappings }: Of,
  options: Options,
): Promise<number> {
  const entries: Entry[] = [];
  for (const record of recordsOf(signing, mappings, context.client.base)) {
    const { kind, covers, ended } = record;
    const all = await coveringConsents(
      context,
      { group, patient, membership: covers.membership, kind, own: !('programme' in covers) },
      options,
    );
    const older = all.filter((consent) => !isVoid(consent) && isEndedBy(consent, record, signing));
    const zone = group.timeZone;
    const times = await signedTimes(context, { consents: older, mappings, patient, zone }, options);
    for (const consent of older) {
      const start = localDate(times.get(consent) ?? Number.NaN, zone);
      const period = { start, end: addDays(addMonths(start, group.expiryMonths), -1) };
      const open = mappings.reopenConsent(consent, period);
      const next = ended ? mappings.endConsent(open, { ...ended, on: localDate(ms(ended.when), zone) }) : open;
      entries.push(replaced(same<Consent>(next), consent));
    }
  }
  if (entries.length === 0) return 0;
  const recordedAt = instantIn(group.timeZone, context.now());
  const record = { patient, recordedBy: context.user.reference, recordedAt };
  const change = changeEntry({ mappings, group, record, entries, reason: 'correction' });
  await context.client.transaction([...entries, change], options);
  await context.client.confirm(
    entries.map(({ resource: { id = '', ...sent } }) => ({
      type: 'Consent' as const,
      id,
      matches: (now) => 'status' in now && 'status' in sent && now.status === sent.status,
    })),
    options,
  );
  return entries.length;
}

/** The signing as it was before it gave up its identifiers. What can't be read any more ended nothing that we could tell. */
function recordsOf({ consents, responses }: OneSigning, mappings: Mappings, base: string): Agreement[] {
  return consents.flatMap((consent) => {
    const kind = agreementKinds.find((one) => one === kindOf(consent));
    if (kind === undefined) return [];
    try {
      const cited = relative(mappings.responseOf(consent) ?? '', base);
      const response = responses.find(({ id }) => `QuestionnaireResponse/${id}` === cited);
      const was: QuestionnaireResponse | undefined = response && asWas(response, sid.answers(kind));
      const record = mappings.agreementFromFhir(asWas(consent, sid.consent(kind)), was);
      return isForeign(record) ? [] : [record];
    } catch (error) {
      if (!isPortalError(error)) throw error;
      return [];
    }
  });
}

/** Ended at its signing, whose Provenance names it or not (a paper found late), or at the leader's decision on it. */
function isEndedBy(
  consent: Consent,
  { signed, exception }: Agreement,
  { provenances }: Pick<OneSigning, 'provenances'>,
): boolean {
  const end = endedFrom(consent) as Agreement['ended'];
  if (end === undefined) return false;
  const at = [signed, ...(exception ? [exception.decidedOn] : [])].map(ms);
  const named = provenances.some(({ entity = [] }) =>
    entity.some(({ role, what }) => role === 'revision' && what.reference?.endsWith(`Consent/${consent.id}`)),
  );
  // a no to taking part ends an older yes as withdrawn: only its own Provenance tells that from a member's word
  return at.includes(ms(end.when)) && (end.why === 'replaced' || named);
}
