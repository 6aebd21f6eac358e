/** Taking back what was just saved: a correction like any other, with `undo` as its reason. Nothing is deleted (design 3). @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { AttendanceSheet, HeldTimes, Options, SheetResult } from '../portal-types.ts';
import { ms } from '../readiness/time.ts';
import { voidAsked } from './asked.ts';
import { voidRecord } from './attendance-write.ts';
import { groupOf, instantIn, requireWritable, type PortalContext } from './context.ts';
import { eachOf } from './each.ts';
import { recordAttendance } from './record-attendance.ts';
import { markOf } from './recorded.ts';
import { sessionsIn, type ListedSession } from './sessions.ts';
import { resultOf } from './sheet-save.ts';
import { nowOf, peopleOf, requireLeader, type RosterRow } from './sheet.ts';

const undoFor = 10 * 60_000;

/** See Portal.undoRows. */
export async function undoRows(
  context: PortalContext,
  sheet: AttendanceSheet,
  rows: readonly string[],
  options: Options = {},
): Promise<SheetResult> {
  const people = peopleOf(sheet).rows;
  const group = await groupOf(context, sheet.group.key, options);
  requireLeader(context, group);
  const mappings = await requireWritable(context, options);
  const start = ms(sheet.start);
  const [session] = (await sessionsIn(context, group, { from: start, until: start + 1 }, options)).sessions;
  const became = new Map<string, string>();
  const by = { recordedBy: context.user.reference, recordedAt: instantIn(group.timeZone, context.now()) };
  await eachOf(rows, async (row) => {
    try {
      const person = people.get(row);
      const { there, seat, before, membership, asked } = undoable(context, person, session);
      const { patient } = there.record;
      if (asked) await voidAsked(context, { mappings, group, patient }, { note: asked, reason: 'undo' }, options);
      if (before === undefined) {
        const record = { ...there.record, ...by };
        await voidRecord(context, { mappings, group, record, there, seat, reason: 'undo' }, options);
        delete person?.recorded;
      } else {
        const told = { group, patient, membership, start: sheet.start, seat, mark: markOf(before.record) };
        const more = { found: [there], reason: 'undo' as const, held: heldBy(before.record, group.timeZone) };
        const { recorded } = await recordAttendance(context, mappings, { ...told, ...more }, options);
        if (person) person.recorded = recorded;
      }
      delete person?.undo;
      became.set(row, 'saved');
    } catch (error) {
      if (!isPortalError(error)) throw error;
      became.set(row, error.code);
    }
  });
  const result = resultOf(rows, became);
  if (result.saved.length > 0) context.saved();
  return result;
}

/** What stands there now must be what this sheet saved, not long ago. */
function undoable(context: PortalContext, person: RosterRow | undefined, session: ListedSession | undefined) {
  const { undo, recorded, membership } = person ?? {};
  if (undo === undefined || recorded === undefined || membership === undefined)
    throw new PortalError('not-found', 'This sheet saved nothing there.', ['rows']);
  if (context.now().getTime() - undo.at > undoFor)
    throw new PortalError('not-allowed', 'That was saved more than 10 minutes ago.', ['rows']);
  const { records = [], seat } = (person && nowOf(context, session, person)) ?? {};
  const [there] = records;
  if (there === undefined || records.length > 1 || there.resource.meta?.versionId !== recorded.resource.meta?.versionId)
    throw new PortalError('conflict', 'Somebody else recorded this meanwhile.');
  return { there, seat, before: undo.before, membership, asked: undo.asked };
}

/** When the session began and ended, as this record was made with: an arrival holds its minutes too. */
function heldBy({ observed, minutesLate = 0 }: Attendance, zone: string): HeldTimes {
  const start = observed?.start;
  return {
    start: start && instantIn(zone, new Date(ms(start) - minutesLate * 60_000)),
    end: observed?.end,
  };
}
