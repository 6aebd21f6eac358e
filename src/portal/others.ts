/** Consents in our categories that another system recorded: on file, never counted (fhir.md 1.6). @module */
import { agreementKinds } from '../../fhir-mappings/codes.ts';
import type { Readers } from '../../fhir-mappings/mappings.ts';
import { onFile } from '../../fhir-mappings/on-file.ts';
import { codeIn, isForeign } from '../../fhir-mappings/r4/shared.ts';
import { ofType, type SearchResult } from '../client/search.ts';
import type { MemberPreparation } from '../portal-types.ts';

/** `onFile`: the newest of each document, where there is one. Whatever shape they have, none of them breaks the reading. */
export function othersOnFile(
  consents: SearchResult | undefined,
  { agreementFromFhir }: Readers,
): Pick<MemberPreparation['details'], 'onFile'> {
  let found: Record<string, { day?: string }> | undefined;
  for (const consent of ofType(consents?.resources ?? [], 'Consent')) {
    try {
      const read = agreementFromFhir(consent, undefined);
      const other = isForeign(read) ? onFile(consent) : undefined;
      // R5 says a no with `decision`
      const isDenied = 'decision' in consent && consent.decision === 'deny';
      const kind = agreementKinds.find((k) => [consent.category].flat().some((c) => codeIn(c) === k));
      if (other?.status !== 'active' || isDenied || !kind) continue;
      const document = kind === 'group-rules' ? 'agreement' : 'participation';
      if ((other.date ?? '') >= (found?.[document]?.day ?? ''))
        found = { ...found, [document]: other.date ? { day: other.date } : {} };
    } catch {
      // ours and without its response, or of no shape at all: the facts say what is missing
    }
  }
  return found ? { onFile: found } : {};
}
