/** Saving a sheet: one small transaction per member, never half of a member. Loaded when someone saves. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { GroupDefinition } from '../groups.ts';
import type { AttendanceSheet, HeldTimes, NewMark, Options, RecordedMark, SheetResult } from '../portal-types.ts';
import { hour, ms } from '../readiness/time.ts';
import { attendedOutcomes } from '../../fhir-mappings/codes.ts';
import { takeBackAsked, writeAsked } from './asked.ts';
import { voidRecord } from './attendance-write.ts';
import { groupOf, instantIn, requireWritable, type PortalContext } from './context.ts';
import { eachOf } from './each.ts';
import { recordAttendance } from './record-attendance.ts';
import { recordedAt, sameMark, settled, type Recorded, type Seated } from './recorded.ts';
import { sessionsIn } from './sessions.ts';
import { nowOf, peopleOf, recordedMark, requireHeldThen, requireLeader, type RosterRow } from './sheet.ts';

/** See Portal.saveSheet. Rejects only when nothing was sent; a member's own failure stands in the result. */
export async function saveSheet(
  context: PortalContext,
  sheet: AttendanceSheet,
  marks: ReadonlyMap<string, NewMark>,
  { held, ...options }: Options & { held?: HeldTimes | undefined } = {},
): Promise<SheetResult> {
  const { rows } = peopleOf(sheet);
  if (held) requireHeld(held, sheet);
  for (const mark of marks.values()) requirePossible(mark, sheet, held);
  const group = await groupOf(context, sheet.group.key, options);
  requireLeader(context, group);
  const mappings = await requireWritable(context, options);
  const unknown = [...marks.keys()].filter((row) => !rows.has(row));
  if (unknown.length > 0) throw new PortalError('invalid', 'A mark is for no row of this sheet.', ['marks']);
  const chosen = [...marks].map(([row, mark]) => ({ row, mark, person: rows.get(row) as RosterRow }));
  // read again just before writing: another leader may have saved, cancelled or moved meanwhile (design 4.2c)
  const at = ms(sheet.start);
  const [session] = (await sessionsIn(context, group, { from: at, until: at + 1 }, options)).sessions;
  requireHeldThen(session);
  const became = new Map<string, string>();
  const there = new Map<string, RecordedMark>();
  await eachOf(chosen, async ({ row, mark, person }) => {
    try {
      const now = nowOf(context, session, person);
      if (now === undefined || (person.membership !== undefined && now.membership === undefined))
        throw new PortalError('not-found', 'This member is no longer on the list.');
      Object.assign(person, { patient: now.patient });
      if (now.unreadable) throw new PortalError('unreadable', 'A record of this member can’t be read.');
      const { records: found, seat } = now;
      const one = { mappings, group, sheet, person, mark, held, found, seat };
      became.set(row, await saveOne(context, one, options));
    } catch (error) {
      if (!isPortalError(error)) throw error;
      became.set(row, error.code);
      if (error.code === 'conflict') {
        const theirs = await otherWord(context, { sheet, person }, options);
        if (theirs) there.set(row, recordedMark(theirs, group));
      }
    }
  });
  const result = resultOf(
    chosen.map(({ row }) => row),
    became,
    there,
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
  const start = ms(sheet.start);
  const [session] = (await sessionsIn(context, group, { from: start, until: start + 1 }, options)).sessions;
  const { records: found = [], seat } = nowOf(context, session, person) ?? {};
  if (found.length === 0) throw new PortalError('not-found', 'Nothing is recorded for this row.', ['row']);
  // one that somebody changed since this sheet was opened is their word; of several that differ all are meant
  if (found.length === 1 && found[0]?.resource.meta?.versionId !== person.recorded?.resource.meta?.versionId)
    throw new PortalError('conflict', 'Somebody else recorded this meanwhile.');
  const recordedBy = context.user.reference;
  const at = instantIn(group.timeZone, context.now());
  for (const [i, there] of found.entries()) {
    const record = { ...there.record, recordedBy, recordedAt: at };
    const what = { mappings, group, record, there, reason: 'wrong-member' as const, ...(i === 0 && { seat }) };
    try {
      await voidRecord(context, what, options);
    } catch (error) {
      // an answer that was lost is asked for again, and meets its own version: then nothing living is left of it
      if (!isPortalError(error) || error.code !== 'conflict') throw error;
      const left = await recordedAt(context, [person.patient], sheet.start, options);
      if (left.some(({ resource }) => resource.id === there.resource.id)) throw error;
    }
  }
  delete person.recorded;
  context.saved();
}

/** In the order of the sheet, whichever answer came first. */
export function resultOf(
  rows: readonly string[],
  became: ReadonlyMap<string, string>,
  there: ReadonlyMap<string, RecordedMark> = new Map(),
): SheetResult {
  const done = new Set(['saved', 'unchanged']);
  return {
    saved: rows.filter((row) => became.get(row) === 'saved'),
    unchanged: rows.filter((row) => became.get(row) === 'unchanged'),
    failed: rows.flatMap((row) => {
      const code = became.get(row) ?? '';
      const theirs = there.get(row);
      return done.has(code) ? [] : [{ row, code, ...(theirs && { there: theirs }) }];
    }),
  };
}

interface One {
  group: GroupDefinition;
  sheet: AttendanceSheet;
  person: RosterRow;
  mark: NewMark;
  held: HeldTimes | undefined;
  mappings: Mappings;
  found: Recorded[];
  seat: Seated | undefined;
}

async function saveOne(context: PortalContext, one: One, options: Options): Promise<'saved' | 'unchanged'> {
  const { mappings, group, sheet, person, mark, held, found, seat } = one;
  const { kept } = settled(found);
  // recorded or changed since this sheet was opened: that person's word is not overwritten unseen
  const isSeen = kept?.resource.meta?.versionId === person.recorded?.resource.meta?.versionId;
  if (!isSeen && !(kept && sameMark(kept.record, mark)))
    throw new PortalError('conflict', 'Somebody else recorded this meanwhile.');
  // given back for all since the sheet was opened: a session that is off is not recorded unseen
  const isOff = ({ record }: Seated) => record.status === 'cancelled' && record.cancelledBy === 'clinic';
  if (kept === undefined && seat && isOff(seat) && !(person.seat && isOff(person.seat)))
    throw new PortalError('conflict', 'This session was called off meanwhile.');
  if (person.membership === undefined)
    throw new PortalError('unsupported', 'This seat has no membership.', ['membership']);
  const { patient, membership } = person;
  const { why, askedToLeave, notAsked, ...said } = mark;
  // in a place of its own, so not in one transaction: first, and under one id, so that what failed is sent again whole
  const facts = { mappings, group, patient, membership, start: sheet.start };
  const isBack = notAsked && (await takeBackAsked(context, facts, why ?? 'correction', options));
  const asked = askedToLeave && (await writeAsked(context, facts, askedToLeave, options));
  const told = { ...facts, seat, mark: said, held, found };
  const { state, recorded } = await recordAttendance(
    context,
    mappings,
    { ...told, ...(why && { reason: why }) },
    options,
  );
  const isNew = state === 'saved' || asked !== undefined;
  if (isNew) person.undo = { before: kept, at: context.now().getTime(), asked };
  person.recorded = recorded;
  return isNew || isBack ? 'saved' : state;
}

/** What somebody else recorded meanwhile: from now on it has been seen, and may be replaced. */
async function otherWord(
  context: PortalContext,
  { sheet, person }: { sheet: AttendanceSheet; person: RosterRow },
  options: Options,
): Promise<Recorded | undefined> {
  const found = await recordedAt(context, [person.patient], sheet.start, options).catch(() => []);
  const [one, second] = found;
  if (one === undefined || second !== undefined) return undefined;
  person.recorded = one;
  delete person.undo;
  return one;
}

/** Whoever leaves, or was asked to, came before; who is there at the end stayed. */
function requirePossible(mark: NewMark, sheet: AttendanceSheet, held: HeldTimes = {}): void {
  const { left, leftEarly, minutesLate = 0, outcome, askedToLeave } = mark;
  if (askedToLeave && !attendedOutcomes.includes(outcome))
    throw new PortalError('invalid', 'Who was not there was not asked to leave.', ['askedToLeave']);
  if (left === undefined) return;
  const came = ms(held.start ?? sheet.start) + minutesLate * 60_000;
  if (!(leftEarly && came < ms(left) && ms(left) < ms(held.end ?? sheet.end)))
    throw new PortalError('invalid', 'That is no time between their arrival and the end.', ['left']);
}

/** A session may begin an hour early, and run on for a few; it can't end before it began. */
function requireHeld({ start, end }: HeldTimes, sheet: AttendanceSheet): void {
  const fault = (field: string): never => {
    throw new PortalError('invalid', 'That is no time of this session.', [field]);
  };
  const [from, to] = [ms(sheet.start), ms(sheet.end)];
  if (start !== undefined && !(from - hour <= ms(start) && ms(start) < to)) fault('held.start');
  const began = start === undefined ? from : ms(start);
  if (end !== undefined && !(began < ms(end) && ms(end) <= to + 4 * hour)) fault('held.end');
}
