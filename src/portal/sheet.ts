/** Opening a session's sheet, and which sessions there are. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { AttendanceSheet, HeldTimes, Options, RecordedMark, SessionInfo, SheetRow } from '../portal-types.ts';
import { addDays, dayStart, hour, localDate, ms } from '../readiness/time.ts';
import type { GroupDefinition } from '../groups.ts';
import { askedAt, notesAsked, type Asked } from './asked.ts';
import { groupOf, requireWritable, roleIn, summaryOf, type PortalContext } from './context.ts';
import { survivorOf } from './merged.ts';
import { markOf, settled, type Recorded } from './recorded.ts';
import type { Listed } from './roster.ts';
import { remember } from './rows.ts';
import { sessionsIn, type ListedSession } from './sessions.ts';
import { toldAt } from './told.ts';

export interface RosterRow extends Listed {
  recorded?: Recorded;
  /** What the last save of this row took the place of, for who wants it back. */
  undo?: { before: Recorded | undefined; at: number; asked?: Asked | undefined };
  /** Recorded twice, and differently. */
  conflict?: true;
}

/** What a sheet stands for, kept beside it and never in it: widgets see rows, not people. */
export interface OpenSheet {
  rows: Map<string, RosterRow>;
}
const opened = new WeakMap<AttendanceSheet, OpenSheet>();

/** The people behind a sheet. `invalid` for a sheet this portal did not open. */
export function peopleOf(sheet: AttendanceSheet): OpenSheet {
  const found = opened.get(sheet);
  if (found === undefined) throw new PortalError('invalid', 'This sheet is no longer open.', ['sheet']);
  return found;
}

/** See Portal.openSheet. */
export async function openSheet(
  context: PortalContext,
  query: { group: string; start: string; after?: AttendanceSheet },
  options: Options = {},
): Promise<AttendanceSheet> {
  const group = await groupOf(context, query.group, options);
  requireLeader(context, group);
  await requireWritable(context, options);
  if (Number.isNaN(ms(query.start))) throw new PortalError('invalid', 'The session’s start is no instant.', ['start']);
  const at = ms(query.start);
  const { sessions: found, names } = await sessionsIn(context, group, { from: at, until: at + 1 }, options);
  const [session] = found;
  requireHeldThen(session);
  const roster = session.people.map(({ records, unreadable, ...listed }): RosterRow => {
    if (unreadable) return { ...listed, conflict: true };
    try {
      const { kept } = settled(records);
      return { ...listed, ...(kept && { recorded: kept }) };
    } catch (error) {
      // for a person to settle (design 4.2e): the others’ rows are none the worse for it
      if (!isPortalError(error)) throw error;
      return { ...listed, conflict: true };
    }
  });
  const patients = roster.map(({ patient }) => patient);
  const [told, asked, notesIt] = await Promise.all([
    toldAt(context, { ...session, timeZone: group.timeZone }, options),
    askedAt(context, group, { start: session.start, patients }, options),
    notesAsked(context, group, options),
  ]);
  const named = roster
    // without a chosen name somebody goes by their usual or first given name (domain.md R6)
    .map((row) => ({ row, name: row.name ?? names.get(row.patient)?.firstName ?? '' }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const people = keyed(
    context,
    named.map(({ row }) => row),
    query.after && peopleOf(query.after).rows,
  );
  const held = heldIn(named.map(({ row }) => row));
  const sheet: AttendanceSheet = {
    group: summaryOf(group),
    start: session.start,
    end: session.end,
    lateAfterMinutes: group.lateAfterMinutes,
    ...(held && { held }),
    ...(group.countPresentInNotes && { countsPresent: true as const }),
    ...(notesIt && { notesAskedToLeave: true as const }),
    rows: [...people].map(([key, row], i): SheetRow => ({
      row: key,
      name: named[i]?.name ?? '',
      ...factsOf(row, { told: told.get(row.patient), asked: asked.get(row.patient), group }),
    })),
  };
  opened.set(sheet, { rows: people });
  return remember(sheet, new Map([...people].map(([key, { patient }]) => [key, patient])));
}

/** There is one, and it is held: cancelled with something recorded may have been a mistake. */
export function requireHeldThen(session: ListedSession | undefined): asserts session {
  if (session === undefined || (session.cancelled && session.people.every(({ records }) => records.length === 0)))
    throw new PortalError('not-found', 'No session is scheduled then.', ['start']);
}

/** Whom a row is about, as the session has them now: their record may have been merged into another since. */
export const nowOf = (
  context: PortalContext,
  session: ListedSession | undefined,
  { patient }: RosterRow,
): ListedSession['people'][number] | undefined =>
  session?.people.find((one) => one.patient === survivorOf(context, patient));

/** People by the key of their row: the one they had, else one nobody had. In the order given. */
function keyed(
  context: PortalContext,
  rows: readonly RosterRow[],
  before: ReadonlyMap<string, RosterRow> = new Map(),
): Map<string, RosterRow> {
  const had = new Map([...before].map(([key, row]) => [survivorOf(context, row.patient), { key, row }]));
  let next = before.size;
  return new Map(
    rows.map((row) => {
      const old = had.get(row.patient);
      const isSame = old?.row.recorded?.resource.meta?.versionId === row.recorded?.resource.meta?.versionId;
      const undo = isSame && old?.row.undo;
      return [old?.key ?? `row-${next++}`, undo ? { ...row, undo } : row];
    }),
  );
}

function factsOf(
  { recorded, membership, conflict, seat }: RosterRow,
  { told, asked, group }: { told: SheetRow['told']; asked: boolean | undefined; group: GroupDefinition },
): Partial<SheetRow> {
  return {
    ...(recorded && {
      recorded: { ...recordedMark(recorded, group), ...(asked !== undefined && { wayHomeOffered: asked }) },
    }),
    ...(told && { told }),
    ...(!told && !recorded && seat?.record.status === 'cancelled' && { givenBack: true as const }),
    ...(membership === undefined && { notMember: true as const }),
    ...(conflict && { conflict }),
  };
}

/** A record as a sheet shows it. */
export function recordedMark({ record }: Recorded, group: GroupDefinition): RecordedMark {
  const { leftEarly, ...mark } = markOf(record);
  const by = group.leaders.find(({ reference }) => reference === record.recordedBy)?.display;
  return {
    ...mark,
    ...(leftEarly && { leftEarly }),
    at: record.recordedAt,
    ...(by !== undefined && { by }),
    ...(record.observed && { observed: record.observed }),
  };
}

/** When the session really began and ended: what the records of those who were there to see it agree on. */
function heldIn(rows: readonly RosterRow[]): HeldTimes | undefined {
  const records = rows.flatMap(({ recorded }) => recorded?.record ?? []);
  const start = records.find(({ outcome, observed }) => outcome === 'present' && observed?.start)?.observed?.start;
  const end = records.find(({ departure, observed }) => departure === undefined && observed?.end)?.observed?.end;
  return start === undefined && end === undefined ? undefined : { ...(start && { start }), ...(end && { end }) };
}

/** See Portal.sessions: three weeks back, one ahead, without those that are cancelled. */
export async function sessions(
  context: PortalContext,
  query: { group: string },
  options: Options = {},
): Promise<SessionInfo[]> {
  const group = await groupOf(context, query.group, options);
  requireLeader(context, group);
  const zone = group.timeZone;
  const today = localDate(context.now().getTime(), zone);
  const span = { from: dayStart(addDays(today, -21), zone), until: dayStart(addDays(today, 8), zone) };
  return (await sessionsIn(context, group, span, options)).sessions
    .filter((session) => !session.cancelled)
    .map(({ start, end, people }) => {
      const recorded = people.filter((row) => row.records.length > 0).length;
      const open = people.filter((row) => row.records.length === 0 && row.seat?.record.status !== 'cancelled').length;
      const overdue = open > 0 && ms(end) + 24 * hour <= context.now().getTime();
      return { start, end, seats: recorded + open, recorded, ...(overdue && { overdue: true as const }) };
    })
    .toReversed();
}

/** Rosters are the group's own leaders' (domain.md 4.8). */
export function requireLeader(context: PortalContext, group: GroupDefinition): void {
  if (roleIn(context, group) !== 'leader')
    throw new PortalError('not-allowed', 'Only the group’s leaders see its list.', ['user']);
}
