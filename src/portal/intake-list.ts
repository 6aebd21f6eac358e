/** Who has something to do with intake before their next session (domain.md 3.2, 4.8: "only who must sign today"). @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { Membership } from '../../fhir-mappings/records/membership.ts';
import type { IntakeList, IntakeRow } from '../book-types.ts';
import { ofType } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import { evaluateReadiness } from '../readiness/evaluate.ts';
import { currentMembership, within, type Episode } from '../readiness/membership.ts';
import { addDays, dayStart, localDate, ms } from '../readiness/time.ts';
import type { Stored } from '../readiness/types.ts';
import type { Options } from '../portal-types.ts';
import { keepsBook } from './book.ts';
import { groupOf, instantIn, readingOf, summaryOf, type PortalContext } from './context.ts';
import { factsFrom } from './facts.ts';
import { stepsOf } from './intake-steps.ts';
import { membershipsOfGroup } from './memberships.ts';
import { nameOf } from './people.ts';
import { readMembers, type PreparationRead } from './read-members.ts';
import { remember } from './rows.ts';
import { sessionsIn, type SessionsRead } from './sessions.ts';

/** See Portal.intakeList. With `group` that group alone. */
export async function intakeList(
  context: PortalContext,
  { group: only, days = 7 }: { group?: string; days?: number } = {},
  options: Options = {},
): Promise<IntakeList> {
  if (!Number.isInteger(days) || days < 0 || days > 31)
    throw new PortalError('invalid', 'Days ahead are a whole number from 0 to 31.', ['days']);
  const seen = only === undefined ? await context.groups(options) : [await groupOf(context, only, options)];
  const groups = seen.filter((group) => keepsBook(context, group));
  const [first] = groups;
  if (first === undefined)
    throw new PortalError('not-allowed', 'Only intake and a group’s leaders see who must sign.', ['user']);
  const read = await Promise.all(groups.map((group) => expectedIn(context, group, days, options)));
  const expected = read.flatMap((one) => ('expected' in one ? one.expected : []));
  const people = await readMembers(context, [...new Set(expected.map((e) => e.patient))], options);
  const found = await Promise.all(
    expected.map(async (e) => ({ e, row: await rowOf(context, e, people.get(e.patient), options) })),
  );
  const named = found
    .flatMap(({ e, row }) => (row ? [{ e, row }] : []))
    .toSorted((a, b) => ms(a.row.session) - ms(b.row.session) || a.row.name.localeCompare(b.row.name))
    .map(({ e, row }, i) => ({ ...e, row: { row: `row-${i}`, ...row } }));
  const now = context.now().getTime();
  const isToday = ({ group, row }: (typeof named)[number]) =>
    localDate(ms(row.session), group.timeZone) <= localDate(now, group.timeZone);
  const day = localDate(now, first.timeZone);
  const list: IntakeList = {
    day,
    until: addDays(day, days),
    today: named.filter(isToday).map(({ row }) => row),
    later: named.filter((one) => !isToday(one)).map(({ row }) => row),
    unread: read.flatMap((one) => ('code' in one ? [one] : [])),
  };
  return remember(list, new Map(named.map(({ row, patient }) => [row.row, patient])));
}

/** A member who is expected at a session soon. */
interface Expected {
  group: GroupDefinition;
  patient: string;
  /** Start of their next session. */
  session: string;
  /** All of theirs in this group. */
  memberships: Stored<Membership>[];
  /** The one that runs then. */
  membership: Membership;
}

/** Members of one group with a session in these days; a group that can't be read says why, and the others still show. */
async function expectedIn(
  context: PortalContext,
  group: GroupDefinition,
  days: number,
  options: Options,
): Promise<{ expected: Expected[] } | IntakeList['unread'][number]> {
  const zone = group.timeZone;
  const present = context.now().getTime();
  const today = localDate(present, zone);
  const span = { from: dayStart(today, zone), until: dayStart(addDays(today, days + 1), zone) };
  try {
    const { members, sessions } = await sessionsOrNone(context, group, span, options);
    // one that runs is still to come for somebody who comes late
    const coming = sessions.filter(({ cancelled, end }) => !cancelled && ms(end) > present);
    const patients = [...new Set(members.map(({ record }) => record.patient))];
    return {
      expected: patients.flatMap((patient) => {
        const memberships = members.filter(({ record }) => record.patient === patient);
        const next = coming.flatMap(({ start }): Expected[] => {
          const now = ms(start);
          const { episode } = currentMembership(memberships, group.key, { now, zone });
          if (episode === undefined || !runs(episode, now)) return [];
          return [{ group, patient, session: start, memberships, membership: episode.record }];
        });
        return next.slice(0, 1);
      }),
    };
  } catch (error) {
    if (!isPortalError(error)) throw error;
    return { group: summaryOf(group), code: error.code };
  }
}

/** A group that nobody wrote into the record yet has no sessions, and that is no failure while it has no members. */
async function sessionsOrNone(
  context: PortalContext,
  group: GroupDefinition,
  span: { from: number; until: number },
  options: Options,
): Promise<Pick<SessionsRead, 'members' | 'sessions'>> {
  try {
    return await sessionsIn(context, group, span, options, 'cancelled');
  } catch (error) {
    const isNew = isPortalError(error) && error.code === 'not-found';
    if (isNew && (await membershipsOfGroup(context, group, options)).length === 0) return { members: [], sessions: [] };
    throw error;
  }
}

/** One that is planned runs from its first day on, whether or not somebody wrote so that day. */
const runs = ({ state, start, holds }: Episode, at: number): boolean =>
  state === 'active' || (state === 'planned' && start <= at && !within(holds, at));

/** Undefined when nothing is open that intake can close. */
async function rowOf(
  context: PortalContext,
  { group, session, memberships, membership }: Expected,
  read: PreparationRead | undefined,
  options: Options,
): Promise<Omit<IntakeRow, 'row'> | undefined> {
  const { consents, responses, observations, person } = read ?? {};
  const { readers } = await readingOf(context, options);
  const facts = {
    ...(await factsFrom(
      group,
      { memberships: undefined, consents, responses, observations, person },
      { base: context.client.base, readers, documents: context.documents },
    )),
    memberships: { items: memberships },
  };
  // as it will stand when the session begins: what expires before then is to be signed before then
  const at = new Date(Math.max(context.now().getTime(), ms(session)));
  const readiness = evaluateReadiness(facts, { asOf: instantIn(group.timeZone, at), timeZone: group.timeZone });
  const { steps, unknown } = stepsOf(readiness, facts);
  if (steps.length === 0 && !unknown) return undefined;
  const [patient] = ofType(person?.resources ?? [], 'Patient');
  const name = patient && nameOf(patient);
  return {
    group: summaryOf(group),
    name: membership.displayName ?? name?.firstName ?? '',
    fullName: name?.fullName ?? '',
    session,
    steps,
    unknown,
  };
}
