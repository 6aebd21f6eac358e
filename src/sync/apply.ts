/** Writes what was decided for one patient: new records together, corrections one by one, each journalled first. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import { same } from '../../fhir-mappings/same.ts';
import type { Entry } from '../client/transaction.ts';
import type { GroupDefinition } from '../groups.ts';
import { attendanceRecord } from '../portal/attendance-records.ts';
import { newEntries } from '../portal/attendance-write.ts';
import { instantIn, type PortalContext } from '../portal/context.ts';
import { recordAttendance } from '../portal/record-attendance.ts';
import { referenceOf } from '../portal/recorded.ts';
import type { Decision, Planned } from './decide.ts';
import type { Journal } from './journal.ts';
import type { Pace } from './pace.ts';
import type { Fact } from './row.ts';

export interface Apply {
  context: PortalContext;
  mappings: Mappings;
  groups: ReadonlyMap<string, GroupDefinition>;
  journal: Journal;
  pace: Pace;
  /** How many new records a transaction may hold; learned from refusals. */
  size: { facts: number };
  /** Reads the record of a fact's patient anew, and decides anew. */
  again: (fact: Fact) => Promise<Decision>;
}

/** What became of a fact: as decided, or as the record or the server would have it meanwhile. */
export type Became = Exclude<Decision['do'], never>;
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
  const { context, journal, pace, size } = setting;
  let sets: Awaited<ReturnType<typeof entriesOf>>[] = [];
  let made: boolean[];
  try {
    sets = await Promise.all(some.map((one) => entriesOf(setting, one)));
    for (const [i, { id }] of sets.entries()) {
      const { fact, mark } = some[i] as Create;
      journal.write({ t: 'will', do: 'create', line: fact.line, id, now: mark });
    }
    const written = await pace.persist(() => context.client.transaction(sets.flatMap(({ entries }) => entries)));
    let at = 0;
    // not created: somebody else's was there first, or ours whose answer was lost
    made = sets.map(({ entries }) => {
      const own = written.slice(at, (at += entries.length));
      return own.every(({ created }, i) => created || entries[i]?.ifMatch !== undefined);
    });
  } catch (error) {
    if (!isPortalError(error)) throw error;
    if (isRefusal(error) && some.length > 1) {
      size.facts = Math.max(1, Math.min(size.facts, Math.floor(some.length / 2)));
      return createAll(setting, some);
    }
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

/** What sending it again, or the next patient's, would not change; the others of the file are none the worse for it. */
const isRefusal = ({ code }: PortalError): boolean =>
  ['rejected', 'unsupported', 'invalid', 'would-reveal', 'not-found'].includes(code);

/** Somebody else's may have come first, or ours have arrived. */
const isUnclear = ({ code }: PortalError): boolean => ['conflict', 'unreadable'].includes(code);

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
  const id = there?.record.identity.attendance ?? (await entriesOf(setting, one)).id;
  const was = there && { outcome: there.record.outcome, ...minutes(there.record.minutesLate) };
  journal.write({ t: 'will', do: one.do, line: one.fact.line, id, now: one.mark, ...(was && { was }) });
  const { patient, membership, seat, mark } = one;
  const start = startOf(one, group);
  const told = { group, patient, membership, start, seat, mark, found: there ? [there] : [] };
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

const minutes = (minutesLate: number | undefined) => (minutesLate === undefined ? {} : { minutesLate });
const startOf = ({ start }: Planned, { timeZone }: GroupDefinition) => instantIn(timeZone, new Date(start));

function groupOf({ groups }: Apply, key: string): GroupDefinition {
  const group = groups.get(key);
  if (group === undefined) throw new PortalError('invalid', 'There is no such group.', ['group']);
  return group;
}

async function entriesOf(
  setting: Apply,
  one: Planned,
): Promise<{ id: { system: string; value: string }; entries: Entry[] }> {
  const { context, mappings } = setting;
  const group = groupOf(setting, one.fact.group);
  const { patient, membership, seat, mark } = one;
  const record = await attendanceRecord(await context.key(), {
    group,
    patient,
    membership,
    start: startOf(one, group),
    ...(seat && { seat: { reference: referenceOf(seat), identity: seat.record.identity.value } }),
    mark,
    recordedBy: context.user.reference,
    recordedAt: instantIn(group.timeZone, context.now()),
    encounter: `urn:uuid:${crypto.randomUUID()}`,
  });
  const entries = newEntries({ mappings, group, record, seat });
  for (const { resource } of entries) if (resource.resourceType !== 'Appointment') guard(same(resource), { patient });
  return { id: record.identity.attendance, entries };
}
