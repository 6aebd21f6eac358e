/** Opening a session's sheet, and which sessions there are. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { AttendanceSheet, Options, SessionInfo, SheetRow } from '../portal-types.ts';
import { addDays, dayStart, localDate, ms } from '../readiness/time.ts';
import type { GroupDefinition } from '../groups.ts';
import { groupOf, requireWritable, roleIn, summaryOf, type PortalContext } from './context.ts';
import { settled, type Recorded } from './recorded.ts';
import type { Listed } from './roster.ts';
import { sessionsIn } from './sessions.ts';

export interface RosterRow extends Listed {
  recorded?: Recorded;
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
  query: { group: string; start: string },
  options: Options = {},
): Promise<AttendanceSheet> {
  const group = await groupOf(context, query.group, options);
  requireLeader(context, group);
  await requireWritable(context, options);
  if (Number.isNaN(ms(query.start))) throw new PortalError('invalid', 'The session’s start is no instant.', ['start']);
  const at = ms(query.start);
  const { sessions: found, names } = await sessionsIn(context, group, { from: at, until: at + 1 }, options);
  const [session] = found;
  // cancelled with something recorded: that may have been a mistake
  if (session === undefined || (session.cancelled && session.people.every(({ records }) => records.length === 0)))
    throw new PortalError('not-found', 'No session is scheduled then.', ['start']);
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
  const named = roster
    // without a chosen name somebody goes by their usual or first given name (domain.md R6)
    .map((row) => ({ row, name: row.name ?? names.get(row.patient)?.firstName ?? '' }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const people = new Map(named.map(({ row }, i) => [`row-${i}`, row]));
  const sheet: AttendanceSheet = {
    group: summaryOf(group),
    start: session.start,
    end: session.end,
    lateAfterMinutes: group.lateAfterMinutes,
    rows: named.map(({ row, name }, i) => rowOf(`row-${i}`, name, row)),
  };
  opened.set(sheet, { rows: people });
  return sheet;
}

function rowOf(row: string, name: string, { recorded, membership, conflict }: RosterRow): SheetRow {
  const minutesLate = recorded?.record.minutesLate;
  return {
    row,
    name,
    ...(recorded && {
      recorded: { outcome: recorded.record.outcome, ...(minutesLate !== undefined && { minutesLate }) },
    }),
    ...(membership === undefined && { notMember: true as const }),
    ...(conflict && { conflict }),
  };
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
      return { start, end, seats: recorded + open, recorded };
    })
    .toReversed();
}

/** Rosters are the group's own leaders' (domain.md 4.8). */
export function requireLeader(context: PortalContext, group: GroupDefinition): void {
  if (roleIn(context, group) !== 'leader')
    throw new PortalError('not-allowed', 'Only the group’s leaders see its list.', ['user']);
}
