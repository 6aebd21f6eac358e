/** Who on a list told us that they can't come, read with the list: notices and planned absences, nothing else of theirs. @module */
import { codeSystem } from '../../fhir-mappings/codes.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { Note } from '../../fhir-mappings/records/note.ts';
import { awayAt, toldIn } from '../readiness/away.ts';
import { newestFirst } from '../readiness/records.ts';
import { iso, ms } from '../readiness/time.ts';
import type { Stored } from '../readiness/types.ts';
import type { Options, SheetRow } from '../portal-types.ts';
import { about } from './about.ts';
import { readingOf, type PortalContext } from './context.ts';
import { asSurvivor, idsOf } from './merged.ts';
import type { Listed } from './roster.ts';
import { whole } from './whole.ts';

/**
 * By `Patient/…`: what they told us before the start of this session. Word that came at the start or later is no notice
 * (domain.md 4.6), and isn't here.
 */
export async function toldAt(
  context: PortalContext,
  session: { start: string; people: readonly Listed[]; timeZone: string },
  options: Options = {},
): Promise<Map<string, NonNullable<SheetRow['told']>>> {
  const members = session.people.filter(({ membership }) => membership !== undefined);
  const ids = idsOf(
    context,
    members.map(({ patient }) => patient),
  );
  const code = `${codeSystem}|absence-notice,${codeSystem}|planned-absence`;
  // 20 at a time keeps the address short enough for every server
  const searches = Array.from({ length: Math.ceil(ids.length / 20) }, (_, i) => ({
    type: 'Observation' as const,
    params: { patient: ids.slice(i * 20, i * 20 + 20).join(','), code },
  }));
  if (searches.length === 0) return new Map();
  const accept = about(new Set(ids), context.client.base);
  const { readers } = await readingOf(context, options);
  const found = (await context.client.searchAll(searches, { ...options, accept })).flatMap(whole);
  const notes = found.flatMap((stored): Stored<Note>[] => {
    const resource = asSurvivor(context, stored);
    const record = readers.noteFromFhir(resource);
    return isForeign(record) ? [] : [{ record, evidence: `Observation/${resource.id}` }];
  });
  const at = ms(session.start);
  return new Map(
    members.flatMap(({ patient, membership, seat }): [string, NonNullable<SheetRow['told']>][] => {
      const own = notes.filter(({ record }) => record.patient === patient && record.membership === membership);
      const first = seat?.record.movedFrom;
      const moved = new Map(first === undefined ? [] : [[ms(first), at]]);
      const { away, notices } = toldIn(newestFirst(own, 'at'), session.timeZone, moved);
      const notice = notices.get(at);
      const plan = awayAt(away, at)
        .filter(({ told }) => told < at)
        .toSorted((a, b) => (a.end < b.end ? 1 : -1))[0];
      if (plan) return [[patient, { at: iso(plan.told), until: plan.end }]];
      if (notice && notice.time < at) return [[patient, { at: notice.at, channel: notice.channel }]];
      return [];
    }),
  );
}
