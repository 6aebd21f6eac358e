/** One member's attendance at one session, whoever tells it: a sheet, or an import. Loaded when something is saved. @module */
import { attendedOutcomes } from '../../fhir-mappings/codes.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { ChangeReason } from '../../fhir-mappings/records/change.ts';
import type { GroupDefinition } from '../groups.ts';
import type { HeldTimes, Mark, Options } from '../portal-types.ts';
import { ms } from '../readiness/time.ts';
import { attendanceRecord } from './attendance-records.ts';
import { voidRecord, write } from './attendance-write.ts';
import { instantIn, type PortalContext } from './context.ts';
import { ehrVisits } from './ehr-visit.ts';
import { recordedAt, referenceOf, sameMark, sayTheSame, settled, type Recorded, type Seated } from './recorded.ts';

export interface Told {
  group: GroupDefinition;
  patient: string;
  /** `EpisodeOfCare/…` */
  membership: string;
  /** Scheduled start, an instant in any offset. */
  start: string;
  seat?: Seated | undefined;
  mark: Mark;
  /** When the session really began and ended, where the leader said so. */
  held?: HeldTimes | undefined;
  reason?: ChangeReason;
  /** Living records of this fact, read just before. */
  found: readonly Recorded[];
}

/**
 * Creates the record, corrects the one that is there, or leaves it when it says so already; doubles of it are entered
 * in error. Throws `conflict` when two that are there differ, or when somebody else's value came first.
 */
export async function recordAttendance(
  context: PortalContext,
  mappings: Mappings,
  told: Told,
  options: Options = {},
): Promise<{ state: 'saved' | 'unchanged'; recorded: Recorded }> {
  const { group, patient, start, seat, mark } = told;
  const { kept, doubles } = settled(told.found);
  const there = kept?.record.encounter;
  const [visit] = there === undefined ? await ehrVisits(context, [told], options) : [];
  const record = await attendanceRecord(await context.key(), {
    group,
    patient,
    membership: told.membership,
    start,
    ...(seat && { seat: { reference: referenceOf(seat), identity: seat.record.identity.value } }),
    mark,
    ...(told.held && { held: told.held }),
    recordedBy: context.user.reference,
    recordedAt: instantIn(group.timeZone, context.now()),
    encounter: there ?? `urn:uuid:${crypto.randomUUID()}`,
    visit,
  });
  for (const double of doubles) await voidRecord(context, { mappings, group, record, there: double }, options);
  const next = { ...record, ...stillTrue(kept?.record, record, told) };
  if (kept && sameMark(kept.record, mark) && (!told.held || sameTimes(kept.record, next)))
    return { state: 'unchanged', recorded: kept };
  const what = { mappings, group, record: next, seat, there: kept, ...(told.reason && { reason: told.reason }) };
  return { state: 'saved', recorded: await written(context, what, options) };
}

/**
 * A transaction whose answer was lost is sent again by the client and then meets its own versions: the record that is
 * there decides, not the answer.
 */
async function written(context: PortalContext, what: Parameters<typeof write>[1], options: Options): Promise<Recorded> {
  try {
    return await write(context, what, options);
  } catch (error) {
    if (!isPortalError(error) || error.code !== 'conflict') throw error;
    const { record } = what;
    const [now, second] = await recordedAt(context, [record.patient], record.start, options);
    const isOurs =
      now !== undefined &&
      sayTheSame(now.record, record) &&
      now.record.recordedAt === record.recordedAt &&
      now.record.recordedBy === record.recordedBy;
    if (isOurs && second === undefined) return now;
    throw error;
  }
}

/**
 * How somebody left was seen whether or not they were late: a word about the arrival takes nothing from it. What is said
 * again in the same words keeps its times, unless new ones are confirmed.
 */
function stillTrue(before: Attendance | undefined, now: Attendance, { mark, held }: Told): Partial<Attendance> {
  if (before === undefined || !attendedOutcomes.includes(now.outcome)) return {};
  const departure = mark.leftEarly === undefined && before.departure !== undefined;
  const isSame = held === undefined && sameMark(before, mark) && before.observed !== undefined;
  const end = departure && !isSame && before.observed?.end;
  return {
    ...(departure && { departure: before.departure }),
    ...(isSame && { observed: before.observed }),
    ...(end && { observed: { ...now.observed, end } }),
  };
}

const sameTimes = ({ observed: a }: Attendance, { observed: b }: Attendance): boolean =>
  (['start', 'end'] as const).every((side) => at(a?.[side]) === at(b?.[side]));
const at = (instant: string | undefined): number => (instant === undefined ? 0 : ms(instant));
