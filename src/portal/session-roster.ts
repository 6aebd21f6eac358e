/** The list of one session with what to know and to raise, assembled when it is opened. Loaded for leaders. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { GroupDefinition } from '../groups.ts';
import { within } from '../readiness/membership.ts';
import { addDays, dayStart, localDate, ms } from '../readiness/time.ts';
import type { Options } from '../portal-types.ts';
import type { RaiseItem, RosterPerson, SessionRoster } from '../roster-types.ts';
import { groupOf, instantIn, summaryOf, type PortalContext } from './context.ts';
import { leaversOf, type Leaver } from './leavers.ts';
import { readMembers } from './read-members.ts';
import { keeps } from './record-store.ts';
import { leadersPlace } from './leader-notes.ts';
import { keepRaised } from './roster-close.ts';
import { seenOf, stranger, type Seen } from './roster-person.ts';
import { keyOf, phrasesIn, wordsOf, type Words } from './roster-words.ts';
import { remember } from './rows.ts';
import { sessionsIn, type ListedSession, type SessionsRead } from './sessions.ts';
import { requireLeader } from './sheet.ts';

/** See RosterDesk.roster. */
export async function roster(
  context: PortalContext,
  query: { group: string; start?: string },
  options: Options = {},
): Promise<SessionRoster> {
  const group = await groupOf(context, query.group, options);
  requireLeader(context, group);
  const { read, session } = await sessionOf(context, group, query.start, options);
  const members = session.people.filter(({ membership }) => membership !== undefined);
  const [all, left, isKept, place] = await Promise.all([
    readMembers(
      context,
      members.map(({ patient }) => patient),
      options,
      'leader',
    ),
    leaversOf(context, group, { read, session }, options),
    keeps(context, options),
    leadersPlace(context, 'Observation', options),
  ]);
  const people = await Promise.all(
    onList(session, read, left).map(async (listed) => ({
      patient: listed.patient,
      // without a chosen name somebody goes by their usual or first given name (domain.md R6)
      name: listed.name ?? read.names.get(listed.patient)?.firstName ?? '',
      ...(listed.membership === undefined
        ? stranger
        : await seenOf(context, group, { read, session, listed }, all.get(listed.patient), options)),
    })),
  );
  const named = people
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .map((person, i) => ({ ...person, row: `row-${i}` }));
  const words = await wordsOf(
    context,
    named.flatMap(({ raised }) => raised),
  );
  const found: SessionRoster = {
    group: summaryOf(group),
    start: session.start,
    end: session.end,
    asOf: instantIn(group.timeZone, context.now()),
    ...(group.place !== undefined && { place: group.place }),
    ...(group.video && { video: true as const }),
    ...(session.cancelled && { cancelled: true as const }),
    people: named.map((one) => personOf(one, { words, all: named })),
    counts: countsOf(people),
    left: left.map(({ patient: _patient, ...leaver }) => leaver),
    ...(!isKept && { readOnly: true as const }),
    keepsLeaderNotes: place !== undefined,
    recordsAskedToLeave: group.recordAskedToLeave,
  };
  keepRaised(found, new Map(named.map(({ row, raised }) => [row, raised])));
  return remember(found, new Map(named.map(({ row, patient }) => [row, patient])));
}

/** The one that starts then, else the one that runs or comes next. */
async function sessionOf(
  context: PortalContext,
  group: GroupDefinition,
  start: string | undefined,
  options: Options,
): Promise<{ read: SessionsRead; session: ListedSession }> {
  const now = context.now().getTime();
  const at = start === undefined ? now : ms(start);
  if (Number.isNaN(at)) throw new PortalError('invalid', 'The session’s start is no instant.', ['start']);
  const today = localDate(now, group.timeZone);
  const days = {
    from: dayStart(addDays(today, -1), group.timeZone),
    until: dayStart(addDays(today, 9), group.timeZone),
  };
  const span = start === undefined ? days : { from: at, until: at + 1 };
  const read = await sessionsIn(context, group, span, options, 'cancelled');
  const session =
    start === undefined
      ? read.sessions.find(({ end, cancelled }) => ms(end) > now && !cancelled)
      : read.sessions.find((one) => ms(one.start) === at);
  if (session === undefined) throw new PortalError('not-found', 'No session is scheduled then.', ['start']);
  return { read, session };
}

/** A seat that was left behind by a hold, or by who left lately, makes nobody a stranger. */
function onList({ people, start }: ListedSession, { members }: SessionsRead, left: readonly Leaver[]) {
  const isOnHold = (patient: string) =>
    members.some(({ record, holds }) => record.patient === patient && within(holds, ms(start)));
  const hasLeft = (patient: string) => left.some((leaver) => leaver.patient === patient);
  return people.filter(
    ({ patient, membership }) => membership !== undefined || !(isOnHold(patient) || hasLeft(patient)),
  );
}

/** Nobody is counted as expected while somebody's word could not be read. */
function countsOf(people: readonly Seen[]): SessionRoster['counts'] {
  const members = people.filter(({ isMember }) => isMember);
  const away = members.filter(({ isAway }) => isAway).length;
  const first = members.filter(({ lines }) => lines.some(({ code }) => code === 'first-session')).length;
  const untold = members.some((one) => one.untold);
  return { listed: members.length, away, first, ...(!untold && { expected: members.length - away }) };
}

type Named = Seen & { row: string; name: string };

function personOf(
  { row, name, lines, raised, unknown }: Named,
  { words, all }: { words: Words; all: readonly Named[] },
): RosterPerson {
  const same = (other: Named) => other.name.toLocaleLowerCase() === name.toLocaleLowerCase();
  return {
    row,
    name,
    ...(all.filter(same).length > 1 && { shared: true as const }),
    lines,
    raise: raised.map(({ item, about }, i): RaiseItem => {
      const phrases = about.flatMap(({ version, clauses }) => phrasesIn(words.get(keyOf(version)), clauses));
      return { item: `item-${i}`, ...item, ...(phrases.length > 0 && { phrases }) };
    }),
    ...(unknown && { unknown: true as const }),
  };
}
