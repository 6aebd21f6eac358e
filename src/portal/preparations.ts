/** A member's responses to preparation packs, with their resources, and writing one. @module */
import type { Extension, QuestionnaireResponse } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { Preparation } from '../../fhir-mappings/records/preparation.ts';
import { same } from '../../fhir-mappings/same.ts';
import { ofType } from '../client/search.ts';
import type { Entry } from '../client/transaction.ts';
import { addMonths, localDate, ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import { about } from './about.ts';
import { changeEntry, replaced } from './changes.ts';
import { instantIn, type PortalContext } from './context.ts';
import type { MemberIn } from './member-in.ts';
import { asSurvivor, idsOf } from './merged.ts';
import { whole } from './whole.ts';

export interface HeldPreparation {
  record: Preparation;
  resource: QuestionnaireResponse;
}

/** All of the person, newest first; one of ours that nobody can read is none that could be gone on with. */
export async function preparationsOf(
  context: PortalContext,
  { patient, mappings }: Pick<MemberIn, 'patient' | 'mappings'>,
  options: Options,
): Promise<HeldPreparation[]> {
  const ids = idsOf(context, [patient]);
  const accept = about(new Set(ids), context.client.base);
  const params = { patient: ids.join(',') };
  const found = whole(await context.client.search('QuestionnaireResponse', params, { ...options, accept }));
  const read = ofType(found, 'QuestionnaireResponse').flatMap((stored) => {
    const resource = asSurvivor(context, stored);
    const record = readable(() => mappings.preparationFromFhir(resource));
    return record === undefined || isForeign(record) || record.status === 'entered-in-error'
      ? []
      : [{ record, resource }];
  });
  return read.toSorted((a, b) => ms(b.record.authored) - ms(a.record.authored));
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isPortalError(error) && error.code === 'unreadable') return undefined;
    throw error;
  }
}

/**
 * Those that count in this group: unfinished ones of this membership, and completed ones of another membership that were
 * fresh when this one began (domain.md 4.1 "What a fact covers").
 */
export const thatCount = (all: readonly HeldPreparation[], { group, membership, held }: MemberIn): HeldPreparation[] =>
  all.filter(({ record: r }) => {
    if (!group.documents.preparation.includes(r.document.url)) return false;
    if (r.membership === membership) return true;
    const until = addMonths(localDate(ms(r.authored), group.timeZone), group.repeatAfterMonths);
    return r.status === 'completed' && held.record.start < until;
  });

/** The response as said now, by whom it is said. */
export function saidNow(
  context: PortalContext,
  { group, patient, membership, source, recorder }: MemberIn,
  said: Pick<Preparation, 'id' | 'document' | 'status' | 'mode' | 'sections' | 'questions' | 'contact'>,
): Preparation {
  return {
    ...said,
    patient,
    membership,
    authored: instantIn(group.timeZone, context.now()),
    author: recorder,
    source,
  };
}

/** True when both say the same, whenever and by whomever it was typed. */
export const saysTheSame = (a: Preparation, b: Preparation): boolean => saying(a) === saying(b);
const saying = ({
  id,
  patient,
  membership,
  document,
  status,
  source,
  mode,
  sections,
  questions,
  contact,
}: Preparation) =>
  JSON.stringify([
    [id, patient, membership, document.url, document.version, status, source, mode, questions ?? ''],
    sections.map((s) => [s.id, ...s.marks].join(' ')).toSorted((a, b) => a.localeCompare(b)),
    contact ? [contact.way, contact.message] : [],
  ]);

/** The entry that makes it so: an update of what was read, else a create under its UUID. */
export function preparationEntry(member: MemberIn, record: Preparation, old?: QuestionnaireResponse): Entry {
  const { mappings, group, patient, relatedPersons } = member;
  const next = same<QuestionnaireResponse>(mappings.preparationToFhir(record, { labels: labelsFor(group) }));
  // what others wrote there goes back as it came, so the guard looks at our part
  guard(next, { patient, relatedPersons });
  if (old) return replaced({ ...old, ...next, meta: { ...old.meta, ...next.meta }, extension: theirs(old, next) }, old);
  return {
    resource: next,
    fullUrl: `urn:uuid:${crypto.randomUUID()}`,
    condition: { param: 'identifier', system: sid.preparation, value: record.id },
  };
}

const theirs = (old: QuestionnaireResponse, { extension = [] }: QuestionnaireResponse): Extension[] => [
  ...(old.extension ?? []).filter(({ url }) => !extension.some((ours) => ours.url === url)),
  ...extension,
];

/** Sends responses with their Provenance and gives the first as the server has it; on a conflict of updates too. */
export async function sendPreparations(
  context: PortalContext,
  { mappings, group, patient, source, recorder }: MemberIn,
  entries: readonly [Entry, ...Entry[]],
  options: Options,
): Promise<HeldPreparation> {
  const recordedAt = instantIn(group.timeZone, context.now());
  const record = { patient, recordedBy: recorder, recordedAt, author: source };
  const change = changeEntry({ mappings, group, record, entries });
  const [first] = entries;
  let id: string | undefined;
  try {
    const written = await context.client.transaction([...entries, change], options);
    id = written[0]?.id;
  } catch (error) {
    // an answer that was lost is asked for again, and meets its own version: what is there now decides
    if (!isPortalError(error) || error.code !== 'conflict') throw error;
    ({ id } = first.resource);
    if (id === undefined) throw error;
  }
  const [resource] = await context.client.confirm(
    [{ type: 'QuestionnaireResponse', id: id ?? '', matches: () => true }],
    options,
  );
  const read = mappings.preparationFromFhir(resource);
  // ours under this UUID, of this member, whatever it says
  const wanted = mappings.preparationFromFhir(first.resource);
  if (isForeign(read) || isForeign(wanted) || read.id !== wanted.id || read.patient !== patient)
    throw new PortalError('conflict', 'Somebody else changed this at the same time.');
  return { record: read, resource: same<QuestionnaireResponse>(resource ?? {}) };
}
