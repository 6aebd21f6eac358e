/** Opening the agreement form, and saving a signing as one transaction. Loaded when someone signs. @module */
import type { FhirResource, HumanName } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import { agreementToFhir } from '../../fhir-mappings/r4/agreement.ts';
import { signingToFhir } from '../../fhir-mappings/r4/signing.ts';
import type { Entry } from '../client/transaction.ts';
import { openDocument } from '../content/library.ts';
import type { GroupDefinition } from '../groups.ts';
import { localDate } from '../readiness/time.ts';
import type { Options, SigningForm, SigningInput, SigningResult } from '../portal-types.ts';
import { groupOf, instantIn, patientOf, requireWritable, roleIn, summaryOf, type PortalContext } from './context.ts';
import { membershipOf } from './memberships.ts';
import { signingRecords, type SigningRecords } from './signing-records.ts';

/** See Portal.openSigning. Says before anything is typed when this server can't keep it. */
export async function openSigning(
  context: PortalContext,
  query: { group: string; patient?: string },
  options: Options = {},
): Promise<SigningForm> {
  const group = await groupOf(context, query.group, options);
  requireSigner(context, group);
  const patient = patientOf(context, query.patient);
  await requireWritable(context, options);
  await membershipOf(context, group, patient, options);
  const person = await context.client.read('Patient', patient.slice('Patient/'.length), options);
  const day = localDate(context.now().getTime(), group.timeZone);
  const own = context.documents;
  const [rules, participation] = await Promise.all([
    openDocument(day, 'rules', { urls: group.documents.rules, own }),
    openDocument(day, 'participation', { urls: group.documents.participation, own }),
  ]);
  return {
    signing: crypto.randomUUID(),
    group: summaryOf(group),
    opened: instantIn(group.timeZone, context.now()),
    patient,
    memberName: fullName(person.name),
    documents: { rules, participation },
    video: group.video,
  };
}

/** See Portal.sign. The same form sent twice adds nothing: every create is conditional on its UUID. */
export async function sign(
  context: PortalContext,
  form: SigningForm,
  input: SigningInput,
  options: Options = {},
): Promise<SigningResult> {
  const group = await groupOf(context, form.group.key, options);
  requireSigner(context, group);
  patientOf(context, form.patient);
  await requireWritable(context, options);
  if (!input.electronic) throw new PortalError('invalid', 'The form is not complete.', ['electronic']);
  const membership = await membershipOf(context, group, form.patient, options);
  const now = instantIn(group.timeZone, context.now());
  const urn = () => `urn:uuid:${crypto.randomUUID()}`;
  const records = await signingRecords({
    signing: form.signing,
    group,
    patient: form.patient,
    membership: membership.reference,
    signer: { name: input.typedName.trim().normalize('NFC') },
    documents: form.documents,
    answers: input.answers,
    identityCheck: input.identityCheck,
    signed: now,
    recorded: now,
    recorder: context.user.reference,
    urns: [urn(), urn(), urn(), urn()],
  });
  const entries = signingEntries(records, group);
  const written = await context.client.transaction(entries, options);
  const read = await context.client.confirm(
    written.map(({ id }, i) => ({
      type: entries[i]?.resource.resourceType ?? 'Consent',
      id,
      matches: sameSigning(form),
    })),
    options,
  );
  context.saved();
  return resultOf(form, read);
}

/** The transaction of one signing: both responses, both Consents, the Provenance that targets them. */
export function signingEntries(records: SigningRecords, group: GroupDefinition): Entry[] {
  const labels = labelsFor(group);
  const { rules, participation, signing } = records;
  const [rulesUrn, participationUrn, rulesConsent, participationConsent] = signing.targets;
  const r = agreementToFhir(rules, { labels });
  const p = agreementToFhir(participation, { labels });
  const provenance = signingToFhir(signing, { labels });
  const by = (system: string) => ({ param: 'identifier' as const, system, value: signing.signing });
  const entries: Entry[] = [
    { resource: r.response, fullUrl: rulesUrn ?? '', condition: by(sid.answers('group-rules')) },
    { resource: p.response, fullUrl: participationUrn ?? '', condition: by(sid.answers('group-participation')) },
    { resource: r.consent, fullUrl: rulesConsent ?? '', condition: by(sid.consent('group-rules')) },
    { resource: p.consent, fullUrl: participationConsent ?? '', condition: by(sid.consent('group-participation')) },
    {
      resource: provenance,
      fullUrl: `urn:uuid:${crypto.randomUUID()}`,
      condition: { param: '_tag', system: sid.signing, value: signing.signing },
    },
  ];
  const texts = [...wordsOf(rules.parts), ...wordsOf(participation.parts), signing.signer.name];
  for (const { resource } of entries) guard(resource, { patient: signing.patient, texts });
  return entries;
}

const wordsOf = (parts: SigningRecords['rules']['parts']): string[] =>
  parts.flatMap((part) => [part.text, ...('clauses' in part ? part.clauses.map((c) => c.text) : [])]);

/** What came back belongs to this signing and this patient. */
const sameSigning =
  (form: SigningForm) =>
  (resource: FhirResource): boolean => {
    switch (resource.resourceType) {
      case 'QuestionnaireResponse':
        return resource.identifier?.value === form.signing && resource.subject?.reference === form.patient;
      case 'Consent':
        return resource.identifier?.[0]?.value === form.signing && resource.patient?.reference === form.patient;
      case 'Provenance':
        return resource.meta?.tag?.some((t) => t.code === form.signing) === true;
      default:
        return false;
    }
  };

/** Said from what the record holds, not from what was sent: on a retry the first sending decided. */
function resultOf(form: SigningForm, read: readonly FhirResource[]): SigningResult {
  const consents = read.flatMap((r) => (r.resourceType === 'Consent' ? [r] : []));
  const [rules, participation] = consents;
  const state = (status: string | undefined) => (status === 'active' || status === 'rejected' ? status : 'proposed');
  const rulesState = state(rules?.status);
  return {
    signing: form.signing,
    signed: rules?.dateTime ?? '',
    rules: rulesState === 'rejected' ? 'proposed' : rulesState,
    participation: state(participation?.status),
  };
}

/** Who may help a member sign, or sign. */
function requireSigner(context: PortalContext, group: GroupDefinition): void {
  const role = roleIn(context, group);
  if (role === 'intake' || role === 'leader' || role === 'member') return;
  throw new PortalError('not-allowed', 'This account may not record a signature.', ['user']);
}

function fullName(names: readonly HumanName[] | undefined): string {
  const name = names?.find((n) => n.use === 'official') ?? names?.find((n) => n.use === 'usual') ?? names?.[0];
  return name?.text ?? [...(name?.given ?? []), name?.family].filter(Boolean).join(' ');
}
