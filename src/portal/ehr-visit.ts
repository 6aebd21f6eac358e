/** The EHR's own visit of a session: referred to, never changed, and no second one made beside it (design 3, fhir.md 5.4). @module */
import type { Encounter, Period } from 'fhir/r4.js';
import { attendedOutcomes, sid } from '../../fhir-mappings/codes.ts';
import { identifierIn } from '../../fhir-mappings/r4/shared.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { isEhrSeat } from '../../fhir-mappings/records/seat.ts';
import { ofType, type Search, type SearchParams } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Mark, Options } from '../portal-types.ts';
import { addDays, hour, iso, ms } from '../readiness/time.ts';
import { about } from './about.ts';
import type { PortalContext } from './context.ts';
import { idsOf } from './merged.ts';
import { referenceOf, type Seated } from './recorded.ts';
import { whole } from './whole.ts';

/** One member at one session. */
export interface Visited {
  group: GroupDefinition;
  patient: string;
  /** Scheduled start, an instant. */
  start: string;
  seat?: Seated | undefined;
  mark: Mark;
}

/** Of R4 and R5: they came, or will have by the time it counts. */
const came = ['arrived', 'triaged', 'in-progress', 'onleave', 'finished', 'on-hold', 'discharged', 'completed'];

/**
 * `Encounter/…` for each who took part, in their order. Looked for where an EHR may have made one: at its own seats, and where
 * we can make none ourselves. By the seat; else the only one of this member, of our class, during the session. Throws when
 * visits can be read and the read is incomplete.
 */
export async function ehrVisits(
  context: PortalContext,
  all: readonly Visited[],
  options: Options = {},
): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = all.map(() => undefined);
  const attended = [...all.entries()].filter(([, { mark }]) => attendedOutcomes.includes(mark.outcome));
  if (attended.length === 0) return found;
  const makesNone = !(await context.client.plan(options)).takes('Encounter', 'create');
  const sought = attended.filter(([, { seat }]) => makesNone || (seat !== undefined && isEhrSeat(seat.record)));
  if (sought.length === 0) return found;
  const ids = new Set(idsOf(context, [...new Set(sought.map(([, { patient }]) => patient))]));
  const search = ({ patient }: Visited, params: SearchParams): Search => ({
    type: 'Encounter',
    params: { patient: idsOf(context, [patient]).join(','), ...params },
  });
  const accept = about(ids, context.client.base);
  const readAll = (searches: Search[]) => context.client.searchAll(searches, { ...options, accept });
  const seated = sought.filter(([, { seat }]) => seat !== undefined);
  const [then, there] = await Promise.all([
    readAll(sought.map(([, one]) => search(one, { date: daysAround(one) }))),
    // a visit that has not begun has no time yet: its seat finds it, on servers that search by it
    readAll(seated.flatMap(([, one]) => (one.seat ? [search(one, { appointment: referenceOf(one.seat) })] : []))),
  ]);
  for (const [n, entry] of sought.entries()) {
    const [i, one] = entry;
    const result = then[n];
    // who may not read visits refers to none
    if (result === undefined || result.gap === 'not-authorized') continue;
    const read = ofType([...whole(result), ...(there[seated.indexOf(entry)]?.resources ?? [])], 'Encounter');
    const theirs = [...new Map(read.map((visit) => [visit.id, visit])).values()].filter((visit) => !isOurs(visit));
    const visit = ofSeat(theirs, one, context.client.base) ?? during(theirs, one);
    if (visit?.id !== undefined) found[i] = `Encounter/${visit.id}`;
  }
  return found;
}

function daysAround({ start }: Visited): string[] {
  const day = iso(ms(start)).slice(0, 10);
  return [`ge${addDays(day, -1)}`, `le${addDays(day, 1)}`];
}

const isOurs = ({ identifier }: Encounter): boolean =>
  identifierIn(identifier, sid.keyed('encounter', ''), sid.void) !== undefined;

/** Made for this seat: also before somebody at the desk has said that they came. */
function ofSeat(visits: readonly Encounter[], { seat }: Visited, base: string): Encounter | undefined {
  const named = seat && referenceOf(seat);
  return visits.find(
    ({ appointment = [], status }) =>
      named !== undefined &&
      [...came, 'planned'].includes(status) &&
      appointment.some(({ reference = '' }) => relative(reference, base) === named),
  );
}

/** The only one then: of two nobody can tell which is the group's. */
function during(visits: readonly Encounter[], { group, start, seat }: Visited): Encounter | undefined {
  const from = ms(start);
  const until = seat ? ms(seat.record.end) : from + hour;
  const [visit, second] = visits.filter((one) => {
    // another seat's is another session's
    if (one.appointment !== undefined || !came.includes(one.status) || !isOfClass(one, group)) return false;
    // R5's element
    const period = (one as { actualPeriod?: Period }).actualPeriod ?? one.period;
    if (period?.start === undefined) return false;
    const began = ms(period.start);
    return began < until && (period.end === undefined ? from - 6 * hour < began : from < ms(period.end));
  });
  return second === undefined ? visit : undefined;
}

/** R4 has one class, R5 a list of concepts. */
function isOfClass({ class: of }: Encounter, { video }: GroupDefinition): boolean {
  const codes = [of as unknown].flat().flatMap((one) => {
    const { code, coding = [] } = (one ?? {}) as { code?: string; coding?: { code?: string }[] };
    return [code, ...coding.map((each) => each.code)];
  });
  return codes.includes(video ? 'VR' : 'AMB');
}
