/** Who signs: the member, a minor, or somebody with authority, and who may record it. @module */
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { QuestionnaireResponse, RelatedPerson } from 'fhir/r4.js';
import type { Entry } from '../client/transaction.ts';
import { builtInVersions, versionOn, versionsOf } from '../content/versions.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Options, SigningForm, SigningInput } from '../portal-types.ts';
import { localDate } from '../readiness/time.ts';
import { instantIn, requireWritable, roleIn, type PortalContext } from './context.ts';
import { requireActsFor, requireGuardian } from './guardian.ts';
import type { MembershipRead } from './memberships.ts';

/** Who may help this member sign, or sign: everybody but other staff; a guardian for whom they act for. */
export async function requireSigner(
  context: PortalContext,
  group: GroupDefinition,
  patient: string,
  options: Options,
): Promise<void> {
  if (roleIn(context, group) === 'staff')
    throw new PortalError('not-allowed', 'This account may not record a signature.', ['user']);
  await requireGuardian(context, group, patient, options);
}

/** The signer as records name them, and the RelatedPerson that is written where the record has none. */
export async function signerOf(
  context: PortalContext,
  form: SigningForm,
  { signer }: SigningInput,
  options: Options,
): Promise<{ person: Pick<Agreement['signer'], 'reference' | 'role'>; entries: Entry[] }> {
  const { user } = context;
  if (signer.as !== 'representative') {
    // who signed in as a guardian signs as one
    if (user.role === 'guardian')
      throw new PortalError('not-allowed', 'This account signs for the member, not as the member.', ['signer']);
    const role = signer.as === 'minor' ? 'minors-own-consent' : 'self';
    return { person: { reference: form.patient, role }, entries: [] };
  }
  if (user.role === 'member') throw new PortalError('not-allowed', 'This account signs for itself only.', ['signer']);
  const role = signer.basis;
  // who signed in signs for nobody else's hand: a link that was passed on
  if (user.role === 'guardian' && signer.reference !== undefined && signer.reference !== user.reference)
    throw new PortalError('not-allowed', 'This form is for somebody else to sign.', ['signer']);
  const reference = user.role === 'guardian' ? user.reference : signer.reference;
  if (reference !== undefined) {
    await requireActsFor(context, reference, form.patient, options);
    return { person: { reference, role }, entries: [] };
  }
  const mappings = await requireWritable(context, options);
  const fullUrl = `urn:uuid:${crypto.randomUUID()}`;
  const resource = same<RelatedPerson>(mappings.relatedPersonToFhir(form.patient, role, form.signing));
  guard(resource, { patient: form.patient });
  const condition = { param: 'identifier' as const, system: sid.signer, value: form.signing };
  return { person: { reference: fullUrl, role }, entries: [{ resource, fullUrl, condition }] };
}

/**
 * A minor who said no, or wants to talk, beside a guardian who signs: in a response of its own, from the member, that
 * the leader reads and the guardian doesn't (domain.md G12). It says only that there is something to talk about. Written
 * with the signing, so that neither is there without the other.
 */
export function leftWord(
  context: PortalContext,
  {
    group,
    form,
    membership,
    mappings,
  }: { group: GroupDefinition; form: SigningForm; membership: MembershipRead; mappings: Mappings },
): Entry {
  const now = context.now();
  const published = versionsOf(group.documents.preparation, [...builtInVersions, ...context.documents]);
  const pack = versionOn(localDate(now.getTime(), group.timeZone), published);
  if (pack === undefined) throw new PortalError('not-found', 'The group has no introduction.', ['documents']);
  const resource = same<QuestionnaireResponse>(
    mappings.preparationToFhir(
      {
        id: form.signing,
        patient: form.patient,
        membership: membership.reference,
        document: { url: pack.url, version: pack.version },
        status: 'completed',
        authored: instantIn(group.timeZone, now),
        author: form.patient,
        source: form.patient,
        mode: 'screen',
        sections: [],
        questions: 'has-questions',
      },
      { labels: labelsFor(group) },
    ),
  );
  guard(resource, { patient: form.patient });
  const condition = { param: 'identifier' as const, system: sid.preparation, value: form.signing };
  return { resource, fullUrl: `urn:uuid:${crypto.randomUUID()}`, condition };
}
