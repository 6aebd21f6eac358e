/** Saving a signing as one transaction, then reading it back. Loaded when someone signs. @module */
import type {
  Consent,
  DocumentReference,
  FhirResource,
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
import type { GroupDefinition } from '../groups.ts';
import { dayStart, ms } from '../readiness/time.ts';
import type { Options, SigningForm, SigningInput, SigningResult } from '../portal-types.ts';
import { subjects } from './about.ts';
import { requireAsSent, requireCurrent } from './as-sent.ts';
import { groupOf, instantIn, patientOf, requireWritable, type PortalContext } from './context.ts';
import { stoppedDrafts } from './drafts.ts';
import { endedSince } from './late-paper.ts';
import { membershipOf } from './memberships.ts';
import { problemNotes } from './paper-problems.ts';
import { signingRecords, type SigningRecords } from './signing-records.ts';
import { leftWord, requireSigner, signerOf } from './signers.ts';
import { coveringConsents, endings, signedTimes, stands } from './standing.ts';

/** See SigningDesk.sign. The same form sent twice adds nothing: every create is conditional on its UUID. */
export async function sign(
  context: PortalContext,
  form: SigningForm,
  input: SigningInput,
  options: Options = {},
): Promise<SigningResult> {
  const group = await groupOf(context, form.group.key, options);
  await requireSigner(context, group, patientOf(context, form.patient), options);
  const mappings = await requireWritable(context, options);
  if (input.mode === 'screen' && !input.electronic)
    throw new PortalError('invalid', 'The form is not complete.', ['electronic']);
  if (input.mode !== 'paper') await requireCurrent(context, group, form);
  const [membership, signer] = await Promise.all([
    membershipOf(context, group, form.patient, options),
    signerOf(context, form, input, options),
  ]);
  const now = instantIn(group.timeZone, context.now());
  const urn = () => `urn:uuid:${crypto.randomUUID()}`;
  const { assent, paper } = input;
  const day = paper?.signedOn;
  if (day !== undefined && Number.isNaN(Date.parse(day)))
    throw new PortalError('invalid', 'The form is not complete.', ['paper.signedOn']);
  const records = await signingRecords({
    signing: form.signing,
    group,
    patient: form.patient,
    membership: membership.reference,
    signer: { ...signer.person, name: input.name.trim().normalize('NFC') },
    documents: form.documents,
    answers: input.answers,
    identityCheck: input.identityCheck,
    mode: input.mode,
    mark: input.mark,
    interpreter: input.interpreter,
    programme: input.covers === 'programme',
    ...(assent?.answer === 'yes' && { assent: assent.name.trim().normalize('NFC') }),
    paper,
    plain: context.plainCopies,
    // the time isn't on the paper: its day begins at midnight where the group meets
    signed: day === undefined ? now : instantIn(group.timeZone, new Date(dayStart(day, group.timeZone))),
    recorded: now,
    verifier: input.verifiedBy,
    recorder: context.user.reference,
    urns: [urn(), urn(), urn(), urn(), urn()],
  });
  const word = assent && assent.answer !== 'yes' ? [leftWord(context, { group, form, membership, mappings })] : [];
  const problems = await problemNotes(
    {
      signing: form.signing,
      patient: form.patient,
      membership: membership.reference,
      at: now,
      by: context.user.reference,
    },
    { paper, group, mappings },
  );
  let entries: Entry[] = [];
  let isSent = false;
  const send = async () => {
    const older = await replacing(context, { records, group, mappings }, options);
    const replaces = older.map(({ resource }) => `Consent/${resource.id}`);
    const signing = { ...records.signing, ...(replaces.length > 0 && { replaces }) };
    const since = (record: Agreement) =>
      input.mode === 'paper' ? endedSince(context, record, { group, mappings }, options) : record;
    const [rules, participation] = [await since(records.rules), await since(records.participation)];
    entries = signingEntries({ ...records, rules, participation, signing }, group, mappings);
    const about = { patient: form.patient, membership: membership.reference };
    const drafts = await stoppedDrafts(context, { group, mappings, ...about }, options);
    const all = [...entries, ...signer.entries, ...word];
    const more = [...older, ...drafts, ...problems];
    const fit = Math.max(mostEntries - all.length, 0);
    const written = await context.client.transaction([...all, ...more.slice(0, fit)], options);
    isSent = true;
    // more than fit that stood: written by others, or by two devices at once
    if (more.length > fit) await context.client.transaction(more.slice(fit), options);
    return written;
  };
  try {
    const written = await send().catch((error: unknown) => {
      // an older one changed meanwhile, or was ended by this very signing, whose answer was lost: look again
      if (isPortalError(error) && error.code === 'conflict') return send();
      throw error;
    });
    const read = await context.client.confirm(
      entries.flatMap(({ resource: { resourceType: type } }, i) =>
        written[i]?.leftOut ? [] : { type, id: written[i]?.id ?? '', matches: sameSigning(form) },
      ),
      options,
    );
    requireAsSent(read, records, mappings);
    context.saved();
    return resultOf(form, read, mappings);
  } catch (error) {
    // the server has it, or a part of it, whatever failed since: nobody may be told that nothing is signed
    throw isPortalError(error) && (isSent || error.code === 'partial')
      ? new PortalError(error.code, error.message, ['signing', ...(error.code === 'partial' ? error.fields : [])])
      : error;
  }
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
    const all = await coveringConsents(context, { group, patient, membership, kind, own }, options);
    const isOwn = (consent: Consent) => consent.identifier?.some(({ value }) => value === signing) === true;
    const ours = all.find(isOwn);
    const others = all.filter((consent) => stands(consent) && !isOwn(consent));
    // A paper found late, or a form sent again after a lost answer: what was signed since stands.
    const late = ours !== undefined || records.rules.mode === 'paper';
    const told = late
      ? await signedTimes(context, { consents: all, mappings, patient, zone: group.timeZone }, options)
      : undefined;
    const at = (ours && told?.get(ours)) ?? ms(signed);
    const since = (time = Number.NaN) => (ours ? time >= at : time > at);
    const older = others.filter((consent) => !since(told?.get(consent)));
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
  // one that is no Patient was read, and acts for this member
  const { reference } = signing.signer;
  const relatedPersons = reference.startsWith('RelatedPerson/') ? [reference] : [];
  for (const { resource } of entries) guard(resource, { patient: signing.patient, texts, relatedPersons });
  return entries;
}

const wordsOf = (parts: SigningRecords['rules']['parts']): string[] =>
  parts.flatMap((part) => [part.text, ...('clauses' in part ? part.clauses.map((c) => c.text) : [])]);

/** What came back belongs to this signing and this patient; a Provenance names its patient through its targets. */
export const sameSigning =
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
export function resultOf(form: SigningForm, read: readonly FhirResource[], mappings: Mappings): SigningResult {
  const [rulesResponse, participationResponse, rulesConsent, participationConsent] = read;
  const rules = mappings.agreementFromFhir(rulesConsent, rulesResponse);
  const participation = mappings.agreementFromFhir(participationConsent, participationResponse);
  if (isForeign(rules) || isForeign(participation))
    throw new PortalError('unreadable', 'What was saved does not read as a signing.');
  const state = ({ status, mode }: Agreement) =>
    status === 'active' || status === 'rejected'
      ? status
      : status === 'inactive' && mode === 'paper'
        ? 'ended'
        : 'proposed';
  const rulesState = state(rules);
  return {
    signing: form.signing,
    signed: rules.signed,
    rules: rulesState === 'rejected' ? 'proposed' : rulesState,
    participation: state(participation),
  };
}
