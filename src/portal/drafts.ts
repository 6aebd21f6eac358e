/** Unfinished answers kept on the server: no Consent, no signature; any device goes on from them (fhir.md 1.6). @module */
import type { QuestionnaireResponse } from 'fhir/r4.js';
import { sid, type Answer } from '../../fhir-mappings/codes.ts';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import { answersOf } from '../../fhir-mappings/records/agreement.ts';
import type { Draft } from '../../fhir-mappings/records/draft.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Entry } from '../client/transaction.ts';
import type { MemberDocument } from '../content/document.ts';
import { documentOf } from '../content/library.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Options, SigningDraft, SigningForm, SigningInput } from '../portal-types.ts';
import { about } from './about.ts';
import { replaced } from './changes.ts';
import { groupOf, instantIn, patientOf, requireWritable, type PortalContext } from './context.ts';
import { membershipOf } from './memberships.ts';
import { asSurvivor, idsOf } from './merged.ts';
import { requireSigner } from './signers.ts';
import { partsOf } from './signing-records.ts';
import { whole } from './whole.ts';

interface Kept {
  record: Draft;
  resource: QuestionnaireResponse;
}

/** Unfinished forms of this membership, the newest first. */
async function draftsOf(
  context: PortalContext,
  { mappings, patient, membership }: { mappings: Mappings; patient: string; membership: string },
  options: Options,
): Promise<Kept[]> {
  const ids = idsOf(context, [patient]);
  const params = { patient: ids.join(','), status: 'in-progress' };
  const accept = about(new Set(ids), context.client.base);
  const found = whole(await context.client.search('QuestionnaireResponse', params, { ...options, accept }));
  return found
    .flatMap((stored): Kept[] => {
      const resource = asSurvivor(context, stored);
      if (resource.resourceType !== 'QuestionnaireResponse') return [];
      const record = readable(() => mappings.draftFromFhir(resource));
      return record === undefined || isForeign(record) || record.membership !== membership
        ? []
        : [{ record, resource }];
    })
    .toSorted((a, b) => Date.parse(b.record.saved) - Date.parse(a.record.saved));
}

/** One that can't be read can't be gone on with, and holds nobody up: the form begins anew. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isPortalError(error)) return undefined;
    throw error;
  }
}

/** The newest, as the form shows it. */
export async function draftOf(
  context: PortalContext,
  of: { patient: string; membership: string },
  options: Options,
): Promise<(SigningDraft & { parts: Draft['parts'] }) | undefined> {
  const mappings = await requireWritable(context, options);
  const [kept] = await draftsOf(context, { ...of, mappings }, options);
  if (kept === undefined) return undefined;
  const { document, parts, saved, source } = kept.record;
  const words = await documentOf(document, context.documents);
  // of a text nobody has any more nothing can be shown
  if (words === undefined) return undefined;
  const revision = kept.resource.meta?.versionId ?? '';
  return {
    saved,
    revision,
    language: words.language,
    version: document.version,
    answers: answersOf({ parts }),
    parts,
    ...(source !== undefined && { source }),
  };
}

/** What still stands of a draft in words that may have changed since: only answers to the very same sentences. */
export function stillAnswered(parts: Draft['parts'], { rules, clauses }: MemberDocument): Record<string, Answer> {
  const now = new Map([...rules.flatMap((r) => r.clauses), ...clauses].map((c) => [c.id, c.text]));
  const answered = parts.flatMap((p) => ('clauses' in p ? p.clauses : [p]));
  return Object.fromEntries(answered.filter((c) => now.get(c.id) === c.text).map((c) => [c.id, c.answer]));
}

/** See SigningDesk.saveDraft. */
export async function saveDraft(
  context: PortalContext,
  form: SigningForm,
  { answers, signer }: Pick<SigningInput, 'answers' | 'signer'>,
  options: Options = {},
): Promise<SigningDraft> {
  const group = await groupOf(context, form.group.key, options);
  const patient = patientOf(context, form.patient);
  await requireSigner(context, group, patient, options);
  const mappings = await requireWritable(context, options);
  const { reference: membership } = await membershipOf(context, group, patient, options);
  const [kept] = await draftsOf(context, { mappings, patient, membership }, options);
  const { rules } = form.documents;
  const record: Draft = {
    id: kept?.record.id ?? form.signing,
    patient,
    membership,
    document: { url: rules.url, version: rules.version },
    saved: instantIn(group.timeZone, context.now()),
    author: context.user.reference,
    ...sourceOf(form, signer),
    parts: partsOf(rules, answers.rules, group.video),
  };
  const saved = {
    language: rules.language,
    version: rules.version,
    answers: answersOf(record),
    ...(record.source !== undefined && { source: record.source }),
  };
  // the answer to an earlier sending was lost: it is there already
  const revision = kept?.resource.meta?.versionId ?? '';
  if (kept && isSame(kept.record, record)) return { ...saved, saved: kept.record.saved, revision };
  if (kept && kept.record.id !== form.signing && revision !== form.draft?.revision)
    throw new PortalError('conflict', 'Another device saved this form meanwhile.', ['draft']);
  const resource = same<QuestionnaireResponse>(mappings.draftToFhir(record, { labels: labelsFor(group) }));
  const texts = record.parts.flatMap((p) => [p.text, ...('clauses' in p ? p.clauses.map((c) => c.text) : [])]);
  const relatedPersons = record.source?.startsWith('RelatedPerson/') ? [record.source] : [];
  guard(resource, { patient, texts, relatedPersons: [...relatedPersons, ...guardians(context)] });
  const written = kept
    ? await context.client.update(
        { ...resource, id: kept.resource.id ?? '' },
        kept.resource.meta?.versionId ?? '',
        options,
      )
    : await context.client.create(resource, { param: 'identifier', system: sid.draft, value: form.signing }, options);
  const [read] = await context.client.confirm(
    [
      {
        type: 'QuestionnaireResponse',
        id: written.id,
        matches: (now) => {
          const back = mappings.draftFromFhir(now);
          return !isForeign(back) && isSame(back, record);
        },
      },
    ],
    options,
  );
  return { ...saved, saved: record.saved, revision: read?.meta?.versionId ?? '' };
}

const isSame = (a: Draft, b: Draft) =>
  a.document.url === b.document.url &&
  a.document.version === b.document.version &&
  JSON.stringify(answersOf(a)) === JSON.stringify(answersOf(b));

/** Who answers; a representative without a record is known only once they sign. */
function sourceOf(form: SigningForm, signer: SigningInput['signer']): { source?: string } {
  if (signer.as !== 'representative') return { source: form.patient };
  return signer.reference === undefined ? {} : { source: signer.reference };
}

const guardians = ({ user }: PortalContext) => (user.reference.startsWith('RelatedPerson/') ? [user.reference] : []);

/** Updates that set every unfinished form of this membership aside: it is signed now. */
export async function stoppedDrafts(
  context: PortalContext,
  of: { group: GroupDefinition; mappings: Mappings; patient: string; membership: string },
  options: Options,
): Promise<Entry[]> {
  const found = await draftsOf(context, of, options);
  return found.map(({ resource }) => replaced({ ...resource, status: 'stopped' }, resource));
}
