/** What a fact of a file means for the record as it is: the whole semantics of an import, and pure. @module */
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { Attendance } from '../../fhir-mappings/records/attendance.ts';
import type { GroupDefinition } from '../groups.ts';
import { sameMark, settled, type Recorded, type Seated } from '../portal/recorded.ts';
import type { Mark } from '../portal-types.ts';
import { episodeOf } from '../readiness/membership.ts';
import { localDate, ms } from '../readiness/time.ts';
import type { Person } from './known.ts';
import type { Conflict, RowReason } from './reasons.ts';
import type { Fact } from './row.ts';

export interface Planned {
  fact: Fact;
  patient: string;
  membership: string;
  /** Milliseconds: the file's start, or the one its session was moved to. */
  start: number;
  seat: Seated | undefined;
  mark: Mark;
}

export type Decision =
  | ({ do: 'create' } & Planned)
  | ({ do: 'correct'; there: Recorded } & Planned)
  | { do: 'nothing'; fact: Fact }
  | { do: 'conflict'; fact: Fact; why: Conflict }
  | { do: 'quarantine'; fact: Fact; why: RowReason };

export interface Setting {
  group: GroupDefinition;
  /** Reference by which records of the import are known. */
  recordedBy: string;
  /** Starts of the group's schedule, milliseconds. */
  scheduled: readonly number[];
}

export function decide(fact: Fact, person: Person, { group, recordedBy, scheduled }: Setting): Decision {
  const aside = (why: RowReason): Decision => ({ do: 'quarantine', fact, why });
  if (person.unreadable) return aside('record-unreadable');
  const zone = group.timeZone;
  const own = person.memberships.filter(
    ({ record }) => record.group === group.key && record.status !== 'entered-in-error',
  );
  const services = new Set(own.map(({ record }) => record.service));
  const seats = person.seats.filter(({ record }) => services.has(record.service));
  const seat =
    seats.find(({ record }) => ms(record.start) === fact.start) ??
    // the file still has the time of before the session was moved
    seats.find(({ record }) => record.movedFrom !== undefined && ms(record.movedFrom) === fact.start);
  const start = seat ? ms(seat.record.start) : fact.start;
  const episode = own.map((one) => episodeOf(one, start, zone)).find((e) => e.start <= start && start < e.end);
  if (episode === undefined) return aside('not-a-member');
  const ofGroup = new Set(own.map(({ evidence }) => evidence));
  const found = person.records.filter(({ record }) => ms(record.start) === start && ofGroup.has(record.membership));
  if (found.length === 0 && seat === undefined && isElsewhere(fact.start, zone, { seats, scheduled }))
    return aside('no-session-then');
  const { outcome, minutesLate } = fact;
  const mark: Mark = { outcome, ...(minutesLate !== undefined && { minutesLate }) };
  const planned = { fact, patient: person.patient, membership: episode.evidence, start, seat, mark };
  const kept = keptOf(found);
  if (kept === 'twice') return aside('record-twice');
  if (kept === undefined) {
    // somebody called the session off; a file that doesn't know it yet is no reason to say that it was held
    const isOff = seat?.record.status === 'cancelled' && seat.record.cancelledBy === 'clinic';
    if (isOff && outcome !== 'session-cancelled' && outcome !== 'excused-by-clinic')
      return { do: 'conflict', fact, why: 'cancelled-by-the-clinic' };
    return { do: 'create', ...planned };
  }
  if (sameMark(kept.record, mark)) return { do: 'nothing', fact };
  if (kept.record.recordedBy === recordedBy) return { do: 'correct', ...planned, there: kept };
  return saysMore(kept.record, mark) ? { do: 'nothing', fact } : { do: 'conflict', fact, why: 'recorded-by-a-person' };
}

function keptOf(found: readonly Recorded[]): Recorded | undefined | 'twice' {
  try {
    return settled(found).kept;
  } catch (error) {
    if (isPortalError(error)) return 'twice';
    throw error;
  }
}

/** Who was there knows more than a file that says only "was there", or "was not". */
const saysMore = ({ outcome }: Attendance, mark: Mark): boolean =>
  (mark.outcome === 'present-arrival-unknown' && outcome.startsWith('present')) ||
  (mark.outcome === 'absent-notice-unknown' && outcome.startsWith('absent-')) ||
  (mark.outcome === 'present-late' && mark.minutesLate === undefined && outcome === 'present-late');

/** The group meets that day, and at another time: an hour's shift of a whole file is no second session. */
function isElsewhere(
  start: number,
  zone: string,
  { seats, scheduled }: { seats: readonly Seated[]; scheduled: readonly number[] },
): boolean {
  const day = localDate(start, zone);
  const starts = [...seats.map(({ record }) => ms(record.start)), ...scheduled];
  return !scheduled.includes(start) && starts.some((one) => localDate(one, zone) === day);
}

export interface Spoken {
  /** `sessionOf` those that the file speaks of. */
  spoken: ReadonlySet<string>;
  span: { from: number; until: number };
  recordedBy: string;
  /** Keys of the configured groups: what is recorded of another is another file's. */
  groups: Pick<ReadonlySet<string>, 'has'>;
}

export const sessionOf = ({ group, start }: { group: string; start: number }): string => `${group} ${start}`;

/**
 * Records of this import at sessions in the file's span that it no longer speaks of: never deleted, only counted. One
 * whose session was moved is not missing.
 */
export function missingFrom(person: Person, { spoken, span, recordedBy, groups }: Spoken): number {
  const groupOf = new Map(person.memberships.map(({ evidence, record }) => [evidence, record.group]));
  const moved = new Set(
    person.seats.flatMap(({ record }) =>
      record.movedFrom === undefined ? [] : [ms(record.movedFrom), ms(record.start)],
    ),
  );
  return person.records.filter(({ record }) => {
    const start = ms(record.start);
    const group = groupOf.get(record.membership);
    if (record.recordedBy !== recordedBy || group === undefined || !groups.has(group)) return false;
    return span.from <= start && start <= span.until && !moved.has(start) && !spoken.has(sessionOf({ group, start }));
  }).length;
}
