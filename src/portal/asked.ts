/** That somebody was asked to leave a session, with their mark on its sheet: read, written and taken back where only leaders read (domain.md G18). @module */
import type { Observation } from 'fhir/r4.js';
import { codeSystem, sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { NoteOf } from '../../fhir-mappings/records/note.ts';
import { ofType } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import type { CorrectionReason, NewMark, Options } from '../portal-types.ts';
import { ms } from '../readiness/time.ts';
import { about } from './about.ts';
import { changeEntry, replaced } from './changes.ts';
import { instantIn, readingOf, type PortalContext } from './context.ts';
import { keeperOf, leadersPlace } from './leader-notes.ts';
import { asSurvivor, idsOf } from './merged.ts';
import { sendNote } from './send-note.ts';
import { whole } from './whole.ts';

export type Asked = NoteOf<'asked-to-leave'>;

/** Whether this group notes it, and has a place that can keep it. */
export const notesAsked = async (context: PortalContext, group: GroupDefinition, options: Options): Promise<boolean> =>
  group.recordAskedToLeave && (await leadersPlace(context, 'Observation', options)) !== undefined;

interface At {
  start: string;
  patients: readonly string[];
}

/** By `Patient/…`: whether a way home was offered. Empty where it is not noted. */
export async function askedAt(
  context: PortalContext,
  group: GroupDefinition,
  at: At,
  options: Options,
): Promise<Map<string, boolean>> {
  const all = await notedAt(context, group, at, options);
  return new Map(all.map(({ patient, wayHomeOffered }) => [patient, wayHomeOffered]));
}

async function notedAt(
  context: PortalContext,
  group: GroupDefinition,
  { start, patients }: At,
  options: Options,
): Promise<Asked[]> {
  const { notes } = context;
  const ids = idsOf(context, patients);
  if (notes === undefined || !group.recordAskedToLeave || ids.length === 0) return [];
  const accept = about(new Set(ids), notes.base);
  // 20 at a time keeps the address short enough for every server
  const searches = Array.from({ length: Math.ceil(ids.length / 20) }, (_, i) => ({
    type: 'Observation' as const,
    params: { patient: ids.slice(i * 20, i * 20 + 20).join(','), code: `${codeSystem}|asked-to-leave` },
  }));
  const { readers } = await readingOf(context, options);
  const found = (await notes.searchAll(searches, { ...options, accept })).flatMap(whole);
  return found.flatMap((stored) => {
    const note = readers.noteFromFhir(asSurvivor(context, stored));
    return isForeign(note) || note.kind !== 'asked-to-leave' || ms(note.session) !== ms(start) ? [] : [note];
  });
}

/** They were not asked: every note of it at this session is entered in error, with why. True when there was one. */
export async function takeBackAsked(
  context: PortalContext,
  facts: Pick<AskedFacts, 'mappings' | 'group' | 'patient' | 'start'>,
  reason: CorrectionReason,
  options: Options,
): Promise<boolean> {
  const { group, patient, start } = facts;
  const there = await notedAt(context, group, { start, patients: [patient] }, options);
  for (const note of there) await voidAsked(context, facts, { note, reason }, options);
  return there.length > 0;
}

export interface AskedFacts {
  mappings: Mappings;
  group: GroupDefinition;
  patient: string;
  membership: string;
  start: string;
}

/** Writes the note, once under its own UUID, and gives it back. */
export async function writeAsked(
  context: PortalContext,
  { mappings, group, patient, membership, start }: AskedFacts,
  { id, wayHomeOffered }: NonNullable<NewMark['askedToLeave']>,
  options: Options,
): Promise<Asked> {
  if (!group.recordAskedToLeave)
    throw new PortalError('unsupported', 'This group does not note that.', ['recordAskedToLeave']);
  const common = { id, patient, membership, at: instantIn(group.timeZone, context.now()), by: context.user.reference };
  const note: Asked = { ...common, kind: 'asked-to-leave', session: start, wayHomeOffered };
  const keeper = await keeperOf(context, note, options);
  await sendNote(context, { mappings, group, patient }, note, { ...options, keeper });
  return note;
}

/** Enters it in error: it gives up its identifier, and stays to be looked up with the reason. Gone already is fine. */
export async function voidAsked(
  context: PortalContext,
  { mappings, group, patient }: Pick<AskedFacts, 'mappings' | 'group' | 'patient'>,
  { note, reason }: { note: Asked; reason: CorrectionReason | 'undo' },
  options: Options,
): Promise<void> {
  const keeper = await keeperOf(context, note, options);
  const accept = about(new Set(idsOf(context, [patient])), keeper.base);
  const query = { identifier: `${sid.note}|${note.id}` };
  const [there] = ofType(whole(await keeper.search('Observation', query, { ...options, accept })), 'Observation');
  if (there === undefined) return;
  const gone: Observation = {
    ...there,
    status: 'entered-in-error',
    identifier: (there.identifier ?? []).map((one) => ({ ...one, system: sid.void })),
  };
  const entries = [replaced(gone, there)];
  const record = {
    patient,
    recordedBy: context.user.reference,
    recordedAt: instantIn(group.timeZone, context.now()),
  };
  await keeper.transaction([...entries, changeEntry({ mappings, group, record, entries, reason })], options);
}
