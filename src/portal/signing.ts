/** Opening the agreement form, and saving a signing as one transaction. Loaded when someone signs. @module */
import type {
  Consent,
  DocumentReference,
  FhirResource,
  HumanName,
  Identifier,
  Provenance,
  QuestionnaireResponse,
} from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Entry } from '../client/transaction.ts';
import { openDocument } from '../content/library.ts';
import type { GroupDefinition } from '../groups.ts';
import { localDate } from '../readiness/time.ts';
import type { Options, SigningForm, SigningInput, SigningResult } from '../portal-types.ts';
import { subjects } from './about.ts';
import { groupOf, instantIn, patientOf, requireWritable, roleIn, summaryOf, type PortalContext } from './context.ts';
import { membershipOf } from './memberships.ts';
import { signingRecords, type SigningRecords } from './signing-records.ts';
import { endings, standingConsents } from './standing.ts';

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
  const mappings = await requireWritable(context, options);
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
    urns: [urn(), urn(), urn(), urn(), urn()],
  });
  let entries: Entry[] = [];
  const send = async () => {
    const older = await replacing(context, { records, group, mappings }, options);
    const replaces = older.map(({ resource }) => `Consent/${resource.id}`);
    const signing = { ...records.signing, ...(replaces.length > 0 && { replaces }) };
    entries = signingEntries({ ...records, signing }, group, mappings);
    const first = older.slice(0, mostEntries - entries.length);
    const written = await context.client.transaction([...entries, ...first], options);
    // more than two that stood: written by others, or by two devices at once
    if (older.length > first.length) await context.client.transaction(older.slice(first.length), options);
    return written;
  };
  const written = await send().catch((error: unknown) => {
    // an older one changed meanwhile, or was ended by this very signing, whose answer was lost: look again
    if (isPortalError(error) && error.code === 'conflict') return send();
    throw error;
  });
  const read = await context.client.confirm(
    entries.map(({ resource: { resourceType: type } }, i) => ({
      type,
      id: written[i]?.id ?? '',
      matches: sameSigning(form),
    })),
    options,
  );
  context.saved();
  return resultOf(form, read, mappings);
}

/**
 * A new signing takes the place of an older one of its kind (fhir.md 1.6), and a no to taking part takes back an older
 * yes. One that waits for a talk changes nothing yet. Who did it, the signing's own Provenance says.
 */
async function replacing(
  context: PortalContext,
  { records, group, mappings }: { records: SigningRecords; group: GroupDefinition; mappings: Mappings },
  options: Options,
): Promise<Entry[]> {
  const updates: Entry[] = [];
  for (const { kind, status, patient, covers, signing, signed } of [records.rules, records.participation]) {
    if (status !== 'active' && status !== 'rejected') continue;
    const { membership } = covers;
    // a programme-wide one holds for other groups too: signing here takes nothing from them
    const own = !('programme' in covers);
    const standing = await standingConsents(context, { group, patient, membership, kind, own }, options);
    const older = standing.filter((consent) => !consent.identifier?.some(({ value }) => value === signing));
    const why = status === 'rejected' ? 'withdrawn' : 'replaced';
    updates.push(...endings(mappings, older, { group, when: signed, why }));
  }
  return updates;
}

/** Medplum takes no more in a transaction with conditions. */
const mostEntries = 8;

/** The transaction of one signing: both responses, both Consents, the copy, the Provenance that targets them. */
export function signingEntries(records: SigningRecords, group: GroupDefinition, mappings: Mappings): Entry[] {
  const labels = labelsFor(group);
  const { rules, participation, signing, copy } = records;
  const [rulesUrn, participationUrn, rulesConsent, participationConsent, signedCopy = ''] = signing.targets;
  const toFhir = (record: Agreement) =>
    same<{ response: QuestionnaireResponse; consent: Consent }>(
      mappings.agreementToFhir(record, { labels, signedCopy }),
    );
  const r = toFhir(rules);
  const p = toFhir(participation);
  const provenance = same<Provenance>(mappings.signingToFhir(signing, { labels }));
  const by = (system: string) => ({ param: 'identifier' as const, system, value: signing.signing });
  const entries: Entry[] = [
    { resource: r.response, fullUrl: rulesUrn ?? '', condition: by(sid.answers('group-rules')) },
    { resource: p.response, fullUrl: participationUrn ?? '', condition: by(sid.answers('group-participation')) },
    { resource: r.consent, fullUrl: rulesConsent ?? '', condition: by(sid.consent('group-rules')) },
    { resource: p.consent, fullUrl: participationConsent ?? '', condition: by(sid.consent('group-participation')) },
    {
      resource: same<DocumentReference>(mappings.signedCopyToFhir(copy, { labels })),
      fullUrl: signedCopy,
      condition: by(sid.signedCopy),
    },
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

/** What came back belongs to this signing and this patient; a Provenance names its patient through its targets. */
const sameSigning =
  (form: SigningForm) =>
  (resource: FhirResource): boolean => {
    if (resource.resourceType === 'Provenance')
      return resource.meta?.tag?.some((t) => t.code === form.signing) === true;
    // R5 lists what R4 has one of
    const { identifier = [] } = resource as { identifier?: Identifier | Identifier[] };
    return (
      [identifier].flat().some(({ value }) => value === form.signing) &&
      subjects(resource).every((reference) => reference === form.patient)
    );
  };

/** Said from what the record holds, not from what was sent: on a retry the first sending decided. */
function resultOf(form: SigningForm, read: readonly FhirResource[], mappings: Mappings): SigningResult {
  const [rulesResponse, participationResponse, rulesConsent, participationConsent] = read;
  const rules = mappings.agreementFromFhir(rulesConsent, rulesResponse);
  const participation = mappings.agreementFromFhir(participationConsent, participationResponse);
  if (isForeign(rules) || isForeign(participation))
    throw new PortalError('unreadable', 'What was saved does not read as a signing.');
  const state = ({ status }: Agreement) => (status === 'active' || status === 'rejected' ? status : 'proposed');
  const rulesState = state(rules);
  return {
    signing: form.signing,
    signed: rules.signed,
    rules: rulesState === 'rejected' ? 'proposed' : rulesState,
    participation: state(participation),
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
