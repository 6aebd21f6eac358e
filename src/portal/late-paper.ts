/** A paper entered after something newer: it was in force until that, and takes nothing from it. Loaded when paper is signed. @module */
import type { Consent } from 'fhir/r4.js';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { endedFrom, exceptionFrom } from '../../fhir-mappings/r4/agreement-extensions.ts';
import { endedPeriod } from '../../fhir-mappings/r4/write-agreement-extensions.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Options } from '../portal-types.ts';
import { localDate, ms } from '../readiness/time.ts';
import { instantIn, type PortalContext } from './context.ts';
import { coveringConsents, signedTimes } from './standing.ts';
import { isVoid } from './voided.ts';

type Ended = NonNullable<Agreement['ended']>;

/** The record, ended where the member's newer word, or their withdrawal, ended it. */
export async function endedSince(
  context: PortalContext,
  record: Agreement,
  { group, mappings }: { group: GroupDefinition; mappings: Mappings },
  options: Options,
): Promise<Agreement> {
  const { kind, patient, covers, signing, status, period } = record;
  if (status === 'rejected' || record.signedUnknown) return record;
  const { membership } = covers;
  const of = { group, patient, membership, kind, own: !('programme' in covers) };
  const others = (await coveringConsents(context, of, options)).filter(
    (consent) => !isVoid(consent) && !consent.identifier?.some(({ value }) => value === signing),
  );
  const zone = group.timeZone;
  const times = await signedTimes(context, { consents: others, mappings, patient, zone }, options);
  const [first] = others
    .flatMap((consent) => endsBy(consent, times.get(consent) ?? Number.NaN, zone))
    .filter(({ when }) => ms(when) > ms(record.signed))
    .toSorted((a, b) => ms(a.when) - ms(b.when));
  if (first === undefined) return record;
  const shorter =
    period && same<NonNullable<Agreement['period']>>(endedPeriod(period, localDate(ms(first.when), zone)));
  return { ...record, status: 'inactive', ended: first, ...(shorter && { period: shorter }) };
}

/** When a Consent ends what was signed before it: from when it held, by a no to all of it, and when it was withdrawn itself. */
function endsBy(consent: Consent, signed: number, zone: string): Ended[] {
  const { status, decision, period } = consent as { status: string; decision?: string; period?: object };
  const ended = endedFrom(consent) as Ended | undefined;
  const withdrawn: Ended[] = ended?.why === 'withdrawn' ? [ended] : [];
  if (Number.isNaN(signed)) return withdrawn;
  const at = (time: number) => instantIn(zone, new Date(time));
  // R5's words for a no
  if (status === 'rejected' || decision === 'deny') return [...withdrawn, { when: at(signed), why: 'withdrawn' }];
  const held = consent.provision?.period ?? period;
  if (held === undefined) return withdrawn;
  const exception = exceptionFrom(consent) as Agreement['exception'];
  return [...withdrawn, { when: at(Math.max(signed, exception ? ms(exception.decidedOn) : signed)), why: 'replaced' }];
}
