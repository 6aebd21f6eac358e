/** Writes what was decided for one patient: new records together, corrections one by one, each journalled first. @module */
import { isPortalError, type PortalError } from '../../fhir-mappings/errors.ts';
import type { Identifier } from '../../fhir-mappings/records/primitives.ts';
import { isEhrSeat } from '../../fhir-mappings/records/seat.ts';
import type { Entry } from '../client/transaction.ts';
import { recordAttendance } from '../portal/record-attendance.ts';
import type { Decision, Planned } from './decide.ts';
import type { Journal, SeatState } from './journal.ts';
import type { Pace } from './pace.ts';
import { entriesOf, groupOf, heldOf, newRecord, startOf, visitsOf, type Recording } from './records.ts';
import type { Fact } from './row.ts';

export interface Apply extends Recording {
  journal: Journal;
  pace: Pace;
  /** How many new records a transaction may hold; learned from refusals. */
  size: { facts: number };
  /** Reads the record of a fact's patient anew, and decides anew. */
  again: (fact: Fact) => Promise<Decision>;
}

/** What became of a fact: as decided, or as the record or the server would have it meanwhile. */
export type Done = Exclude<Decision, { do: 'create' | 'correct' }> | { do: 'create' | 'correct'; fact: Fact };

type Create = Extract<Decision, { do: 'create' }>;
type Change = Extract<Decision, { do: 'create' | 'correct' }>;

/** Rejects when the server fails; what was sent until then is in the journal. */
export async function apply(setting: Apply, decisions: readonly Decision[]): Promise<Done[]> {
  const creates = decisions.filter((one) => one.do === 'create');
  const done: Done[] = await createAll(setting, creates);
  for (const one of decisions) {
    if (one.do === 'create') continue;
    done.push(one.do === 'correct' ? await changeOne(setting, one) : one);
  }
  return done;
}

async function createAll(setting: Apply, all: readonly Create[]): Promise<Done[]> {
  const done: Done[] = [];
  for (let at = 0; at < all.length;) {
    const some = all.slice(at, at + setting.size.facts);
    done.push(...(await createSome(setting, some)));
    at += some.length;
  }
  return done;
}

async function createSome(setting: Apply, some: readonly Create[]): Promise<Done[]> {
  const { context, journal, pace } = setting;
  let sets: Awaited<ReturnType<typeof newEntriesOf>>[] = [];
  let made: boolean[];
  try {
    const visits = await pace.persist(() => visitsOf(setting, some));
    sets = await Promise.all(some.map((one, i) => newEntriesOf(setting, one, visits[i])));
    for (const [i, { id }] of sets.entries()) {
      const { fact, mark } = some[i] as Create;
      journal.write({ t: 'will', do: 'create', line: fact.line, id, now: mark, ...seatOf(some[i] as Create) });
    }
    const written = await pace.persist(() => context.client.transaction(sets.flatMap(({ entries }) => entries)));
    let at = 0;
    // not created: somebody else's was there first, or ours whose answer was lost
    made = sets.map(({ entries }) => {
      const own = written.slice(at, (at += entries.length));
      return own.every(({ created, leftOut }, i) => created || leftOut || entries[i]?.ifMatch !== undefined);
    });
  } catch (error) {
    if (!isPortalError(error)) throw error;
    if (isRefusal(error) && some.length > 1) return createHalves(setting, some);
    if (isRefusal(error)) return some.map(({ fact }) => ({ do: 'quarantine', fact, why: 'server-rejected' }));
    if (!isUnclear(error)) throw error;
    made = some.map(() => false);
  }
  const done: Done[] = [];
  for (const [i, one] of some.entries()) {
    const id = sets[i]?.id.value ?? '';
    if (made[i]) done.push({ do: 'create', fact: one.fact });
    else done.push(await settleOne(setting, one));
    journal.write({ t: 'did', id });
  }
  return done;
}

/** Refused together. Where none is refused alone it was too large, and the next are smaller. */
async function createHalves(setting: Apply, some: readonly Create[]): Promise<Done[]> {
  const half = Math.ceil(some.length / 2);
  const done = [...(await createSome(setting, some.slice(0, half))), ...(await createSome(setting, some.slice(half)))];
  const isOne = done.some((one) => one.do === 'quarantine');
  if (!isOne) setting.size.facts = Math.min(setting.size.facts, half);
  return done;
}

/** What sending it again, or the next patient's, would not change; the others of the file are none the worse for it. */
const isRefusal = ({ code }: PortalError): boolean =>
  ['rejected', 'unsupported', 'invalid', 'would-reveal', 'not-found'].includes(code);

/** Somebody else's may have come first, or ours have arrived, or a part of it. */
const isUnclear = ({ code }: PortalError): boolean => ['conflict', 'partial', 'unreadable'].includes(code);

/** One whose answer is not clear, or whose record changed meanwhile: what is there now decides. */
async function settleOne(setting: Apply, { do: wanted, fact }: Change): Promise<Done> {
  const now = await setting.again(fact);
  if (now.do === 'create' || now.do === 'correct') return changeOne(setting, now, true);
  return now.do === 'nothing' ? { do: wanted, fact } : now;
}

async function changeOne(setting: Apply, one: Change, isLast = false): Promise<Done> {
  const { context, mappings, journal, pace } = setting;
  const group = groupOf(setting, one.fact.group);
  const there = one.do === 'correct' ? one.there : undefined;
  const id = there?.record.identity.attendance ?? (await newRecord(setting, one)).identity.attendance;
  const was = there && { outcome: there.record.outcome, ...minutes(there.record.minutesLate) };
  journal.write({ t: 'will', do: one.do, line: one.fact.line, id, now: one.mark, ...(was ? { was } : seatOf(one)) });
  const { patient, membership, seat, mark } = one;
  const start = startOf(one, group);
  const told = { group, patient, membership, start, seat, mark, ...heldOf(one, group), found: there ? [there] : [] };
  try {
    await pace.persist(() => recordAttendance(context, mappings, told));
  } catch (error) {
    if (!isPortalError(error)) throw error;
    if (isUnclear(error) && !isLast) return settleOne(setting, one);
    if (error.code === 'conflict') return { do: 'conflict', fact: one.fact, why: 'changed-meanwhile' };
    if (isRefusal(error) || isUnclear(error)) return { do: 'quarantine', fact: one.fact, why: 'server-rejected' };
    throw error;
  }
  journal.write({ t: 'did', id: id.value });
  return { do: one.do, fact: one.fact };
}

/** Of a seat that was booked and no more, nothing is noted: that is what it is again without a record. */
function seatOf({ seat }: Planned): { seat?: SeatState } {
  if (seat === undefined || isEhrSeat(seat.record) || seat.record.status === 'booked') return {};
  const { status, cancelledBy } = seat.record;
  return { seat: { status, ...(cancelledBy && { cancelledBy }) } };
}

const minutes = (minutesLate: number | undefined) => (minutesLate === undefined ? {} : { minutesLate });

async function newEntriesOf(
  setting: Apply,
  one: Planned,
  visit: string | undefined,
): Promise<{ id: Identifier; entries: Entry[] }> {
  const record = await newRecord(setting, one, visit);
  return { id: record.identity.attendance, entries: entriesOf(setting, one, record) };
}
