/** `undo`: what a run changed is put back, where nobody has changed it since. @module */
import type { RecordedOutcome } from '../../fhir-mappings/codes.ts';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import { seatAfter, type Seat } from '../../fhir-mappings/records/seat.ts';
import { ofType } from '../client/search.ts';
import { attendanceRecord } from '../portal/attendance-records.ts';
import { voidRecord, write } from '../portal/attendance-write.ts';
import { instantIn, requireWritable, type PortalContext } from '../portal/context.ts';
import { referenceOf, sameMark, type Recorded } from '../portal/recorded.ts';
import { writeSeat } from '../portal/seat-write.ts';
import { whole } from '../portal/whole.ts';
import { ms } from '../readiness/time.ts';
import { openJournal, readJournal, type Intent, type Journal, type JournalLine, type SeatState } from './journal.ts';
import { readKnown } from './known.ts';
import { lock } from './lock.ts';
import { openState } from './state.ts';
import { contextOf, paceOf, type SyncSetting } from './work.ts';

/** How many of a run's changes were put back, and how many not. */
export interface Undone {
  undone: number;
  /** Somebody, or a later run, has changed it since: it stays. */
  changed: number;
  /** Never arrived, or put back already. */
  gone: number;
}

/** Rejects with `not-found` (`run`) for a run there is no journal of, `conflict` while a run goes on, else of the server. */
export async function undo(setting: SyncSetting, run: string): Promise<Undone> {
  const state = openState(setting.stateFolder);
  if (!state.has(run)) throw new PortalError('not-found', 'There is no journal of this run.', ['run']);
  const unlock = lock(setting.stateFolder);
  let journal: Journal | undefined;
  try {
    const pace = paceOf(setting);
    const context = contextOf(setting, pace);
    const mappings = await pace.persist(() => requireWritable(context));
    const changes = changesIn(readJournal(state.runFolder(run)));
    const later = new Set(
      state
        .runs()
        .filter((one) => one > run)
        .flatMap((one) => standing(readJournal(state.runFolder(one)))),
    );
    const own = openJournal(state.runFolder(run));
    journal = own;
    const count: Undone = { undone: 0, changed: 0, gone: 0 };
    await pace.each([...changes.values()], async (intent) => {
      const work = { context, mappings, intent, isSent: false };
      const became = later.has(intent.id.value) ? 'changed' : await pace.persist(() => putBack(setting, work));
      if (became !== 'changed') own.write({ t: 'undone', id: intent.id.value });
      count[became]++;
    });
    return count;
  } finally {
    journal?.close();
    unlock();
  }
}

/** By identifier. Sent again after an unclear answer: one change, as it was meant last, from what it was before the first. */
function changesIn(lines: readonly JournalLine[]): Map<string, Intent> {
  const changes = new Map<string, Intent>();
  for (const one of lines) {
    if (one.t !== 'will') continue;
    const first = changes.get(one.id.value);
    changes.set(one.id.value, first ? { ...first, now: one.now } : one);
  }
  return changes;
}

/** Identifiers of what a run changed, and what has not been taken back. */
function standing(lines: readonly JournalLine[]): string[] {
  const ids = new Set<string>();
  for (const one of lines) {
    if (one.t === 'will') ids.add(one.id.value);
    if (one.t === 'undone') ids.delete(one.id);
  }
  return [...ids];
}

interface One {
  context: PortalContext;
  mappings: Mappings;
  intent: Intent;
  /** Whether it was tried: what is gone then went by us, and only the answer was lost. */
  isSent: boolean;
}

const mostLooks = 3;

async function putBack(setting: SyncSetting, one: One): Promise<keyof Undone> {
  for (let looks = 1; ; looks++) {
    try {
      return await putBackOnce(setting, one);
    } catch (error) {
      if (!isPortalError(error) || error.code !== 'conflict') throw error;
      // changed between reading and writing: by somebody, or by ourselves, late
      if (looks === mostLooks) return 'changed';
    }
  }
}

async function putBackOnce(setting: SyncSetting, one: One): Promise<keyof Undone> {
  const { context, mappings, intent } = one;
  const there = await recordOf(context, mappings, intent);
  const gone = one.isSent ? 'undone' : 'gone';
  if (there === undefined) return gone;
  const { record } = there;
  const { was } = intent;
  const byUs = record.recordedBy === setting.config.recordedBy;
  if (byUs && was && sameMark(record, was)) return gone;
  if (!byUs || !sameMark(record, intent.now)) return 'changed';
  const at = ms(record.start);
  const person = (await readKnown(context, [record.patient], { from: at, until: at })).get(record.patient);
  const key = person?.memberships.find(({ evidence }) => evidence === record.membership)?.record.group;
  const group = setting.groups.find((g) => g.key === key);
  if (person === undefined || group === undefined) return 'changed';
  const seat = person.seats.find((s) => ms(s.record.start) === at);
  const recordedBy = context.user.reference;
  const recordedAt = instantIn(group.timeZone, context.now());
  if (was === undefined) {
    const taken = { ...record, recordedBy, recordedAt };
    // first: as long as the record stands, a second try comes here again
    const back = seat && intent.seat && seatBack(seat.record, record.outcome, intent.seat);
    if (back) await writeSeat(context, { mappings, group, seat: back, there: seat, reason: 'undo' }, {});
    one.isSent = true;
    const own = intent.seat === undefined ? seat : undefined;
    await voidRecord(context, { mappings, group, record: taken, there, seat: own, reason: 'undo' }, {});
    return 'undone';
  }
  const before = await attendanceRecord(await context.key(), {
    group,
    patient: record.patient,
    membership: record.membership,
    start: record.start,
    ...(seat && { seat: { reference: referenceOf(seat), identity: seat.record.identity.value } }),
    mark: was,
    recordedBy,
    recordedAt,
    encounter: record.encounter ?? `urn:uuid:${crypto.randomUUID()}`,
  });
  one.isSent = true;
  await write(context, { mappings, group, record: before, seat, there, reason: 'undo' }, {});
  return 'undone';
}

/** The seat as it was, where it still says what the outcome made of it. */
function seatBack({ cancelledBy, ...now }: Seat, outcome: RecordedOutcome, was: SeatState): Seat | undefined {
  if (seatAfter({ ...now, status: 'booked' }, outcome)?.status !== now.status) return undefined;
  return was.status === now.status && was.cancelledBy === cancelledBy ? undefined : { ...now, ...was };
}

/** The living record of an identifier. */
async function recordOf(context: PortalContext, mappings: Mappings, { id }: Intent): Promise<Recorded | undefined> {
  const params = { identifier: `${id.system}|${id.value}` };
  const [resource] = ofType(whole(await context.client.search('Observation', params)), 'Observation');
  if (resource === undefined) return undefined;
  const record = mappings.attendanceFromFhir(resource);
  const isIt = !isForeign(record) && record.identity.attendance.value === id.value;
  return isIt && record.status !== 'entered-in-error' ? { record, resource } : undefined;
}
