/** The attendance of a whole group, for its leaders alone (domain.md 4.8 "Group presence"). Loaded when it is shown. @module */
import type { GroupDefinition } from '../groups.ts';
import type { GroupPicture, PictureRow } from '../picture-types.ts';
import { currentMembership } from '../readiness/membership.ts';
import { isAttended, type SessionOutcome } from '../readiness/summary.ts';
import { ms } from '../readiness/time.ts';
import type { Stored } from '../readiness/types.ts';
import { viewOf } from '../readiness/view.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import type { Options } from '../portal-types.ts';
import { groupOf, instantIn, readingOf, summaryOf, type PortalContext } from './context.ts';
import { factsFrom } from './facts.ts';
import { membershipsOfGroup } from './memberships.ts';
import { namesOf } from './people.ts';
import { withSchedule } from './read-member.ts';
import { readMembers, type PreparationRead } from './read-members.ts';
import { requireLeader } from './sheet.ts';

const columns = 12;

interface Row {
  name: string;
  sessions: SessionOutcome[] | undefined;
}

/** See PictureDesk.picture. */
export async function picture(
  context: PortalContext,
  query: { group: string },
  options: Options = {},
): Promise<GroupPicture> {
  const group = await groupOf(context, query.group, options);
  requireLeader(context, group);
  const now = context.now().getTime();
  const all = await membershipsOfGroup(context, group, options);
  const patients = [...new Set(all.map(({ record }) => record.patient))].filter((patient) => {
    const own = all.filter(({ record }) => record.patient === patient);
    const { episode } = currentMembership(own, group.key, { now, zone: group.timeZone });
    return episode?.state === 'active' || episode?.state === 'on-hold';
  });
  const [names, read] = await Promise.all([
    namesOf(context, patients, options),
    readMembers(context, patients, options, 'leader'),
  ]);
  const rows = await Promise.all(
    patients.map(async (patient): Promise<Row> => {
      const own = all.filter(({ record }) => record.patient === patient);
      const chosen = own.findLast(({ record }) => record.displayName !== undefined)?.record.displayName;
      const sessions = await sessionsOfOne(context, { group, own, read: read.get(patient), now }, options);
      return { name: chosen ?? names.get(patient)?.firstName ?? '', sessions };
    }),
  );
  return { group: summaryOf(group), asOf: instantIn(group.timeZone, context.now()), ...gridOf(rows) };
}

/** As their own strip has them; undefined when something of it could not be read. */
async function sessionsOfOne(
  context: PortalContext,
  {
    group,
    own,
    read,
    now,
  }: { group: GroupDefinition; own: readonly Stored<Membership>[]; read: PreparationRead | undefined; now: number },
  options: Options,
): Promise<SessionOutcome[] | undefined> {
  if (read === undefined) return undefined;
  const { readers } = await readingOf(context, options);
  const from = { base: context.client.base, readers, documents: context.documents };
  const facts = await factsFrom(group, { memberships: undefined, ...read }, from);
  const { sessions, gaps } = viewOf(
    await withSchedule({ ...facts, memberships: { items: own } }, now),
    now,
    group.timeZone,
  );
  return (gaps.seats ?? gaps.attendance ?? gaps.notes) ? undefined : sessions;
}

/** Columns of all sessions anybody had, the last ones; rows by name. */
function gridOf(rows: readonly Row[]): Pick<GroupPicture, 'sessions' | 'rows'> {
  const starts = new Map(rows.flatMap(({ sessions = [] }) => sessions.map(({ start }) => [ms(start), start])));
  const times = [...starts.keys()].toSorted((a, b) => a - b).slice(-columns);
  const isWhole = rows.every(({ sessions }) => sessions !== undefined);
  const at = (time: number): SessionOutcome[] =>
    rows.flatMap(({ sessions = [] }) => sessions.filter(({ start }) => ms(start) === time));
  const isListed = ({ outcome }: SessionOutcome): boolean =>
    outcome !== 'excused-by-clinic' && outcome !== 'session-cancelled';
  return {
    sessions: times.map((time) => {
      const then = at(time);
      const isRecorded = then.every(({ outcome }) => outcome !== 'not-recorded');
      return {
        start: starts.get(time) ?? '',
        ...(isWhole && isRecorded && { here: then.filter(isAttended).length, listed: then.filter(isListed).length }),
      };
    }),
    rows: rows
      .map(({ name, sessions }): PictureRow => ({
        name,
        outcomes: sessions ? times.map((time) => sessions.find(({ start }) => ms(start) === time)?.outcome) : [],
        ...(!sessions && { unknown: true as const }),
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}
