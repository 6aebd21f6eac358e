/** What holds on both sides of a signing: before, its words are the current ones; after, the record has what was sent. @module */
import type { FhirResource } from 'fhir/r4.js';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import { answersOf, type Agreement } from '../../fhir-mappings/records/agreement.ts';
import { documentsIn } from '../content/library.ts';
import type { GroupDefinition } from '../groups.ts';
import type { SigningForm } from '../portal-types.ts';
import { localDate } from '../readiness/time.ts';
import type { PortalContext } from './context.ts';
import type { SigningRecords } from './signing-records.ts';

/** Words that changed while somebody read them are read again: nobody signs a text that is no longer the current one. */
export async function requireCurrent(context: PortalContext, group: GroupDefinition, form: SigningForm): Promise<void> {
  const day = localDate(context.now().getTime(), group.timeZone);
  const { documents: own } = context;
  const faults: string[] = [];
  for (const kind of ['rules', 'participation'] as const) {
    const { url, version } = form.documents[kind];
    const urls = group.documents[kind].filter((one) => one === url);
    const [now] = await documentsIn(day, kind, { urls, own });
    if (now?.version !== version) faults.push(`documents.${kind}`);
  }
  if (faults.length > 0) throw new PortalError('invalid', 'This text is no longer the current one.', faults);
}

/** One link opened twice: who signs second must not be thanked for answers the record does not have. */
export function requireAsSent(
  read: readonly FhirResource[],
  { rules, participation }: SigningRecords,
  mappings: Mappings,
): void {
  const saidIn = (agreement: Agreement) =>
    JSON.stringify([agreement.document, agreement.signer.name, answered(agreement)]);
  for (const [i, record] of [rules, participation].entries()) {
    const there = mappings.agreementFromFhir(read[i + 2], read[i]);
    if (isForeign(there) || saidIn(there) !== saidIn(record))
      throw new PortalError('conflict', 'This was signed before, in other words or with other answers.');
  }
}

/** Sorted: a server may give items in another order. */
const answered = (agreement: Agreement): string[] =>
  Object.entries(answersOf(agreement))
    .map((entry) => entry.join())
    .toSorted((a, b) => a.localeCompare(b));
