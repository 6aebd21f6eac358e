/**
 * Facts meant for a group's leaders alone, in the place the host vouches for (design 4.5a). Where it is the record store
 * itself they are read with all other notes; this is for a place of its own.
 * @module
 */
import { codeSystem } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { leaderOnlyKinds } from '../../fhir-mappings/records/note.ts';
import type { FhirClient } from '../client/client.ts';
import type { SearchResult } from '../client/search.ts';
import type { Options } from '../portal-types.ts';
import { about } from './about.ts';
import type { PortalContext } from './context.ts';

const kinds: readonly string[] = leaderOnlyKinds;
/** Reasons that say one of them was noted: closing one is kept there too. */
const reasons: readonly string[] = ['contact-undiscussed', 'leaving-undiscussed', 'asked-to-leave'];

interface Kind {
  kind: string;
  reason?: string | undefined;
}

/** True for what says, or closes, something that only leaders may read. */
export const isLeaderOnly = (note: Kind): boolean =>
  kinds.includes(note.kind) || (note.reason !== undefined && reasons.includes(note.reason));

/**
 * Where what only leaders may read can be written, `type` for short: absent where no place was named, or the one named
 * can't keep that type in the store's own FHIR version. One that doesn't tell is asked when something is saved.
 */
export async function leadersPlace(
  { client, notes }: PortalContext,
  type: 'Observation' | 'QuestionnaireResponse',
  options: Options,
): Promise<FhirClient | undefined> {
  const plans = notes && (await Promise.all([notes.plan(options), client.plan(options)]).catch(() => undefined));
  options.signal?.throwIfAborted();
  if (plans === undefined) return notes;
  const [there, here] = plans;
  // R4 and R4B are written alike
  const isAlike = there.fhirVersion[0] === here.fhirVersion[0];
  return isAlike && !there.missing.some((one) => one.split('.')[0] === type) ? notes : undefined;
}

/** `leadersPlace`, or `unsupported` (`notes`). */
export async function requireLeadersPlace(...asked: Parameters<typeof leadersPlace>): Promise<FhirClient> {
  const place = await leadersPlace(...asked);
  if (place === undefined)
    throw new PortalError(
      'unsupported',
      'No place was named that only the group’s leaders read, or it can’t keep this.',
      ['notes'],
    );
  return place;
}

/** Where a note is kept. `unsupported` (`notes`) for one that only leaders may read, where no place can keep it. */
export const keeperOf = async (context: PortalContext, note: Kind, options: Options): Promise<FhirClient> =>
  isLeaderOnly(note) ? requireLeadersPlace(context, 'Observation', options) : context.client;

/**
 * The results with the leaders' notes among the observations at `at`. Ids are those of another server, so they are marked:
 * a note there and a note here may have the same. What can't be read is a gap in the notes.
 */
export async function withLeaderNotes(
  context: PortalContext,
  results: readonly SearchResult[],
  { at, ids, options }: { at: number; ids: readonly string[]; options: Options },
): Promise<SearchResult[]> {
  const { notes, client } = context;
  const own = results[at];
  if (notes === undefined || notes === client || own === undefined) return [...results];
  const code = [...leaderOnlyKinds, 'followed-up'].map((one) => `${codeSystem}|${one}`).join(',');
  const accept = about(new Set(ids), notes.base);
  const theirs = await notes.search('Observation', { patient: ids.join(','), code }, { ...options, accept });
  const gap = own.gap ?? theirs.gap;
  const marked = theirs.resources.map((resource) => ({ ...resource, id: `notes.${resource.id}` }));
  return results.with(at, {
    ...own,
    resources: [...own.resources, ...marked],
    complete: gap === undefined,
    ...(gap && { gap }),
  });
}
