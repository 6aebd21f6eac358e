/** The copy of one signing, checked against the hash it was filed with. Loaded when somebody opens one. @module */
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { niHashOf } from '../../fhir-mappings/hash.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import { localDate, ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import type { SignedCopyFile } from '../signed-types.ts';
import { groupOf, patientOf, roleIn, type PortalContext } from './context.ts';
import { requireGuardian } from './guardian.ts';
import { findSigning } from './signed-find.ts';
import { asWas } from './voided.ts';

const endings = {
  'text/html': 'html',
  'text/plain': 'txt',
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
} as const;

/** See SignedPortal.signedCopy. */
export async function signedCopy(
  context: PortalContext,
  query: { group: string; patient?: string },
  signing: string,
  options: Options = {},
): Promise<SignedCopyFile> {
  const group = await groupOf(context, query.group, options);
  const role = roleIn(context, group);
  const patient = patientOf(context, query.patient);
  const refused = () => new PortalError('not-allowed', 'This account may not open signed copies.', ['user']);
  // a copy shows every answer (domain.md 4.8)
  if (role === 'staff') throw refused();
  await requireGuardian(context, group, patient, options);
  const { consents, copies } = await findSigning(context, { group, patient, signing, shared: true }, options);
  // R4's and R5's element for who signed
  const signers = consents.flatMap((c) =>
    [c.performer ?? [], (c as { grantor?: typeof c.performer }).grantor ?? []].flat(),
  );
  if (role === 'guardian' && !signers.some(({ reference }) => reference === context.user.reference)) throw refused();
  const [document, second] = copies;
  if (second !== undefined) throw new PortalError('conflict', 'There are two copies of one signing.');
  if (document === undefined) throw new PortalError('not-found', 'There is no copy.', ['copy']);
  const { fhirVersion } = await context.client.capabilities(options);
  const mappings = await mappingsFor(fhirVersion === 'unknown' ? '4.0' : fhirVersion);
  const copy = mappings.signedCopyFromFhir(asWas(document, sid.signedCopy), '');
  if (isForeign(copy)) throw new PortalError('unreadable', 'The copy can’t be read.');
  if (copy.data === undefined) throw new PortalError('not-found', 'The content of this copy was removed.', ['copy']);
  const bytes = Uint8Array.from(atob(copy.data), (c) => c.charCodeAt(0));
  if ((await niHashOf(bytes)) !== copy.hash)
    throw new PortalError('unreadable', 'The copy is not what was filed.', ['copy']);
  const day = localDate(ms(copy.created), group.timeZone);
  return {
    contentType: copy.contentType,
    ...(copy.language !== undefined && { language: copy.language }),
    data: copy.data,
    fileName: `signed-copy-${day}.${endings[copy.contentType]}`,
  };
}
