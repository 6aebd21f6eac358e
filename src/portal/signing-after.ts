/** After the screen came back: what became of a signing, who saw it, how the copy was given. @module */
import type { FhirResource, Provenance } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Search } from '../client/search.ts';
import type { Options, SigningClose, SigningForm, SigningResult } from '../portal-types.ts';
import { groupOf, patientOf, requireWritable, roleIn, type PortalContext } from './context.ts';
import { resultOf, sameSigning } from './signing.ts';
import { requireSigner } from './signers.ts';
import { whole } from './whole.ts';

/** See SigningDesk.findSigned. */
export async function findSigned(
  context: PortalContext,
  form: SigningForm,
  options: Options = {},
): Promise<SigningResult | undefined> {
  const group = await groupOf(context, form.group.key, options);
  await requireSigner(context, group, patientOf(context, form.patient), options);
  const mappings = await requireWritable(context, options);
  const found = await signedResources(context, form, options);
  return found && resultOf(form, found, mappings);
}

/** Both responses, both Consents; undefined until all of them are there. */
async function signedResources(
  context: PortalContext,
  form: SigningForm,
  options: Options,
): Promise<FhirResource[] | undefined> {
  const kinds = ['group-rules', 'group-participation'] as const;
  const by = (type: Search['type'], system: string): Search => ({
    type,
    params: { identifier: `${system}|${form.signing}` },
  });
  const searches = [
    ...kinds.map((kind) => by('QuestionnaireResponse', sid.answers(kind))),
    ...kinds.map((kind) => by('Consent', sid.consent(kind))),
  ];
  const results = await context.client.searchAll(searches, { ...options, accept: sameSigning(form) });
  const found = results.flatMap((result) => whole(result).slice(0, 1));
  return found.length === searches.length ? found : undefined;
}

/** See SigningDesk.closeSigning. */
export async function closeSigning(
  context: PortalContext,
  form: SigningForm,
  { witness, copyGiven }: SigningClose,
  options: Options = {},
): Promise<void> {
  const role = roleIn(context, await groupOf(context, form.group.key, options));
  // who signs can't be the witness of it, and a witness is staff
  if (role !== 'intake' && role !== 'leader') throw new PortalError('not-allowed', 'Staff close a signing.', ['user']);
  patientOf(context, form.patient);
  const mappings = await requireWritable(context, options);
  const signed = await signedResources(context, form, options);
  const params = { _tag: `${sid.signing}|${form.signing}` };
  const [old] = signed ? whole(await context.client.search('Provenance', params, options)) : [];
  if (old === undefined || old.resourceType !== 'Provenance')
    throw new PortalError('not-found', 'This is not signed yet.', ['signing']);
  const close = { ...(witness && { witness: context.user.reference }), ...(copyGiven && { copyGiven }) };
  const next = same<Provenance>(mappings.closeSigning(old, close));
  if (JSON.stringify(next) === JSON.stringify(old)) return;
  const { id } = await context.client.update(next, old.meta?.versionId ?? '', options);
  const isClosed = (read: FhirResource) => {
    const again = same<Provenance>(mappings.closeSigning(read, close));
    const { agent, extension } = read as Provenance;
    return JSON.stringify([again.agent, again.extension]) === JSON.stringify([agent, extension]);
  };
  await context.client.confirm([{ type: 'Provenance', id, matches: isClosed }], options);
  context.saved();
}
