/** Saving a sheet: one small transaction per member, never half of a member. Loaded when someone saves. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { GroupDefinition } from '../groups.ts';
import type { AttendanceSheet, Mark, Options, SheetResult } from '../portal-types.ts';
import { attendanceRecord } from './attendance-records.ts';
import { sameMark, write } from './attendance-write.ts';
import { groupOf, instantIn, requireWritable, type PortalContext } from './context.ts';
import { recordedAt, type Recorded, type RosterRow } from './roster.ts';
import { peopleOf, requireLeader } from './sheet.ts';

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
  await requireWritable(context, options);
  const unknown = [...marks.keys()].filter((row) => !rows.has(row));
  if (unknown.length > 0) throw new PortalError('invalid', 'A mark is for no row of this sheet.', ['marks']);
  const chosen = [...marks].map(([row, mark]) => ({ row, mark, person: rows.get(row) as RosterRow }));
  // read again just before writing: another leader may have saved meanwhile (design 4.2c)
  const now = await recordedAt(
    context,
    chosen.map(({ person }) => person.patient),
    sheet.start,
    options,
  );
  const became = new Map<string, string>();
  await eachOf(chosen, async ({ row, mark, person }) => {
    try {
      const there = now.find((r) => r.record.patient === person.patient);
      became.set(row, await saveOne(context, { group, sheet, person, mark, there }, options));
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

/** In the order of the sheet, whichever answer came first. */
function resultOf(rows: readonly string[], became: ReadonlyMap<string, string>): SheetResult {
  const settled = new Set(['saved', 'unchanged']);
  return {
    saved: rows.filter((row) => became.get(row) === 'saved'),
    unchanged: rows.filter((row) => became.get(row) === 'unchanged'),
    failed: rows.flatMap((row) => {
      const code = became.get(row) ?? '';
      return settled.has(code) ? [] : [{ row, code }];
    }),
  };
}

interface One {
  group: GroupDefinition;
  sheet: AttendanceSheet;
  person: RosterRow;
  mark: Mark;
  there: Recorded | undefined;
}

async function saveOne(context: PortalContext, one: One, options: Options): Promise<'saved' | 'unchanged'> {
  const { group, sheet, person, mark, there } = one;
  if (there && sameMark(there.record, mark)) return 'unchanged';
  // recorded or changed since this sheet was opened: that person's word is not overwritten unseen
  if (there?.resource.meta?.versionId !== person.recorded?.resource.meta?.versionId)
    throw new PortalError('conflict', 'Somebody else recorded this meanwhile.');
  if (person.membership === undefined)
    throw new PortalError('unsupported', 'This seat has no membership.', ['membership']);
  const record = await attendanceRecord(await context.key(), {
    group,
    patient: person.patient,
    membership: person.membership,
    start: sheet.start,
    ...(person.seat && { seat: { reference: person.seat.reference, identity: person.seat.record.identity.value } }),
    mark,
    recordedBy: context.user.reference,
    recordedAt: instantIn(group.timeZone, context.now()),
    encounter: there?.record.encounter ?? `urn:uuid:${crypto.randomUUID()}`,
  });
  const saved = await write(context, { record, group, there }, options);
  if (saved) person.recorded = saved;
  return 'saved';
}

/** A few at a time: eight charts at once meet the server's limits and gain nothing. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>, atOnce = 4): Promise<void> {
  const queue = [...items];
  const worker = async (): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, queue.length) }, worker));
}
