/** One person of a list: the lines of that session, and what may be raised. Loaded with the list. @module */
import type { GroupDefinition } from '../groups.ts';
import { isToldBefore } from '../readiness/away.ts';
import { evaluateReadiness } from '../readiness/evaluate.ts';
import { ms } from '../readiness/time.ts';
import type { Readiness } from '../readiness/types.ts';
import { viewOf } from '../readiness/view.ts';
import type { Options } from '../portal-types.ts';
import type { RosterLine } from '../roster-types.ts';
import { instantIn, readingOf, type PortalContext } from './context.ts';
import { factsFrom } from './facts.ts';
import { withSchedule } from './read-member.ts';
import type { PreparationRead } from './read-members.ts';
import { leavingIn, raisedIn, type Raised } from './roster-raise.ts';
import type { ListedSession, SessionsRead } from './sessions.ts';

/** What is known of one person on the list. */
export interface Seen {
  lines: RosterLine[];
  raised: Raised[];
  isAway: boolean;
  /** Their word could not be read. */
  untold: boolean;
  unknown: boolean;
  isMember: boolean;
}

/** A seat and no membership. */
export const stranger: Seen = {
  lines: [{ code: 'not-a-member' }],
  raised: [],
  isAway: false,
  untold: false,
  unknown: false,
  isMember: false,
};

/** Of a member. */
export async function seenOf(
  context: PortalContext,
  group: GroupDefinition,
  {
    read: { members },
    session,
    listed,
  }: { read: SessionsRead; session: ListedSession; listed: ListedSession['people'][number] },
  read: PreparationRead | undefined,
  options: Options,
): Promise<Seen> {
  const { readers } = await readingOf(context, options);
  const { consents, responses, observations, person, attendance } = read ?? {};
  const own = await factsFrom(
    group,
    {
      memberships: undefined,
      consents,
      responses,
      observations,
      person,
      attendance: attendance ?? { seats: undefined, encounters: undefined },
    },
    { base: context.client.base, readers, documents: context.documents },
  );
  const [now, start, end] = [context.now().getTime(), ms(session.start), ms(session.end)];
  const memberships = { items: members.filter(({ record }) => record.patient === listed.patient) };
  const facts = await withSchedule({ ...own, memberships }, Math.max(now, start));
  const zone = { timeZone: group.timeZone };
  // lines are of this session, whenever it is looked at; what is raised is what is open by now, or will be then
  const then = Math.min(Math.max(now, start), end - 1);
  const later = Math.max(now, start);
  const at = (time: number) => evaluateReadiness(facts, { ...zone, asOf: instantIn(group.timeZone, new Date(time)) });
  const lines = at(then);
  const open = later === then ? lines : at(later);
  const view = viewOf(facts, then, group.timeZone);
  const { told, gaps } = view;
  const given = listed.seat?.record.status === 'cancelled';
  const toldUs = isToldBefore(told, start);
  const untold = gaps.notes !== undefined || gaps.seats !== undefined;
  return {
    lines: linesOf(lines, [...(given && !toldUs ? [{ code: 'seat-given-back' } as const] : []), ...leavingIn(view)]),
    raised: raisedIn(viewOf(facts, later, group.timeZone), open),
    isAway: toldUs || given,
    untold: untold && !toldUs && !given,
    unknown: lines.missing.length > 0,
    isMember: true,
  };
}

const order: RosterLine['code'][] = [
  'not-a-member',
  'told-us',
  'away-planned',
  'seat-given-back',
  'agreement-open',
  'first-session',
  'back-after-absence',
  'leaving',
  'away-coming',
];
/** What stays true when something else could not be read. */
const word: readonly RosterLine['code'][] = ['told-us', 'away-planned', 'away-coming'];

function linesOf({ notes, missing }: Readiness, more: readonly RosterLine[]): RosterLine[] {
  const all: RosterLine[] = [...notes, ...more];
  const isAway = all.some(({ code }) => code === 'told-us' || code === 'away-planned');
  return (
    all
      .filter(({ code }) => missing.length === 0 || word.includes(code))
      // both say that they are away: the plan says until when
      .filter(({ code }) => code !== 'told-us' || !all.some((one) => one.code === 'away-planned'))
      // who is not coming has no first session today
      .filter(({ code }) => !isAway || (code !== 'first-session' && code !== 'back-after-absence'))
      .toSorted((a, b) => order.indexOf(a.code) - order.indexOf(b.code))
  );
}
