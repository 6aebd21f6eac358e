/** Saving a sheet: one small transaction per member, never half of a member. Loaded when someone saves. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { GroupDefinition } from '../groups.ts';
import type { AttendanceSheet, Mark, Options, SheetResult } from '../portal-types.ts';
import { ms } from '../readiness/time.ts';
import { voidRecord } from './attendance-write.ts';
import { groupOf, instantIn, requireWritable, type PortalContext } from './context.ts';
import { eachOf } from './each.ts';
import { recordAttendance } from './record-attendance.ts';
import { recordedAt, sameMark, settled, type Recorded, type Seated } from './recorded.ts';
import { seatsBetween } from './roster.ts';
import { peopleOf, requireLeader, type RosterRow } from './sheet.ts';

/** See Portal.saveSheet. Rejects only when nothing was sent; a member's own failure stands in the result. */
export async function saveSheet(
  context: PortalContext,
  sheet: AttendanceSheet,
  marks: ReadonlyMap<string, Mark>,
  options: Options = {},
): Promise<SheetResult> {
  const { rows } = peopleOf(sheet);
  const group = await groupOf(context, sheet.group.key, options);
  requireLeader(context, group);
  const mappings = await requireWritable(context, options);
  const unknown = [...marks.keys()].filter((row) => !rows.has(row));
  if (unknown.length > 0) throw new PortalError('invalid', 'A mark is for no row of this sheet.', ['marks']);
  const chosen = [...marks].map(([row, mark]) => ({ row, mark, person: rows.get(row) as RosterRow }));
  // read again just before writing: another leader may have saved meanwhile (design 4.2c)
  const patients = chosen.map(({ person }) => person.patient);
  const [recorded, seats] = await Promise.all([
    recordedAt(context, patients, sheet.start, options),
    seatsBetween(context, group, { from: sheet.start, until: sheet.start }, options),
  ]);
  const became = new Map<string, string>();
  await eachOf(chosen, async ({ row, mark, person }) => {
    try {
      const found = recorded.filter((r) => r.record.patient === person.patient);
      const seat = seats.find((s) => s.record.patient === person.patient && ms(s.record.start) === ms(sheet.start));
      became.set(row, await saveOne(context, { mappings, group, sheet, person, mark, found, seat }, options));
    } catch (error) {
      if (!isPortalError(error)) throw error;
      became.set(row, error.code);
    }
  });
  const result = resultOf(
    chosen.map(({ row }) => row),
    became,
  );
  if (result.saved.length > 0) context.saved();
  return result;
}

/** See Portal.voidRow. */
export async function voidRow(
  context: PortalContext,
  sheet: AttendanceSheet,
  row: string,
  options: Options = {},
): Promise<void> {
  const person = peopleOf(sheet).rows.get(row);
  if (person === undefined) throw new PortalError('invalid', 'There is no such row on this sheet.', ['row']);
  const group = await groupOf(context, sheet.group.key, options);
  requireLeader(context, group);
  const mappings = await requireWritable(context, options);
  const found = await recordedAt(context, [person.patient], sheet.start, options);
  if (found.length === 0) throw new PortalError('not-found', 'Nothing is recorded for this row.', ['row']);
  const recordedBy = context.user.reference;
  const at = instantIn(group.timeZone, context.now());
  for (const there of found) {
    const record = { ...there.record, recordedBy, recordedAt: at };
    await voidRecord(context, { mappings, group, record, there, reason: 'wrong-member' }, options);
  }
  delete person.recorded;
  context.saved();
}

/** In the order of the sheet, whichever answer came first. */
function resultOf(rows: readonly string[], became: ReadonlyMap<string, string>): SheetResult {
  const done = new Set(['saved', 'unchanged']);
  return {
    saved: rows.filter((row) => became.get(row) === 'saved'),
    unchanged: rows.filter((row) => became.get(row) === 'unchanged'),
    failed: rows.flatMap((row) => {
      const code = became.get(row) ?? '';
      return done.has(code) ? [] : [{ row, code }];
    }),
  };
}

interface One {
  group: GroupDefinition;
  sheet: AttendanceSheet;
  person: RosterRow;
  mark: Mark;
  mappings: Mappings;
  found: Recorded[];
  seat: Seated | undefined;
}

async function saveOne(context: PortalContext, one: One, options: Options): Promise<'saved' | 'unchanged'> {
  const { mappings, group, sheet, person, mark, found, seat } = one;
  const { kept } = settled(found);
  // recorded or changed since this sheet was opened: that person's word is not overwritten unseen
  const isSeen = kept?.resource.meta?.versionId === person.recorded?.resource.meta?.versionId;
  if (!isSeen && !(kept && sameMark(kept.record, mark)))
    throw new PortalError('conflict', 'Somebody else recorded this meanwhile.');
  if (person.membership === undefined)
    throw new PortalError('unsupported', 'This seat has no membership.', ['membership']);
  const { patient, membership } = person;
  const told = { group, patient, membership, start: sheet.start, seat, mark, found };
  const { state, recorded } = await recordAttendance(context, mappings, told, options);
  person.recorded = recorded;
  return state;
}
