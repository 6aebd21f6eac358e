/** Writing where a transaction isn't taken as it is: looked up first, in waves, one by one (fhir.md 5.4). @module */
import canonicalize from 'canonicalize';
import type { Bundle, FhirResource, Provenance } from 'fhir/r4.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { failure, orThrow } from './failures.ts';
import { fitted } from './left-out.ts';
import type { Carried, WritePlan } from './plan.ts';
import { atOnce, bundleEntry, create, isConditional, minimal, update, type Writer, writtenIn } from './send.ts';
import { resolved, wavesOf } from './waves.ts';
import { type CallOptions, sent, typed } from './wire.ts';
import { lookUp, there, type Entry, type Written } from './written.ts';

type Answer = Written | PortalError;

/** What only failed for now: sent again it goes on where it stopped. */
const passing: readonly string[] = ['offline', 'timeout', 'not-authorized', 'conflict'];
const unanswered: readonly string[] = ['offline', 'timeout', 'not-authorized'];
/** Types whose refusal leaves them out from then on. */
const carriers: readonly string[] = ['Appointment', 'Encounter', 'Provenance'] satisfies Carried[];

/** @param refusal of the same as a transaction, which held conditions that not every server takes there */
export async function climb(
  writer: Writer,
  entries: readonly Entry[],
  options: CallOptions,
  refusal?: PortalError,
): Promise<Written[]> {
  const plan = await writer.plan(options);
  const fitting = fitted(entries, plan);
  const places = [...entries.keys()].filter((i) => fitting[i] !== undefined);
  const sending = places.flatMap((i) => fitting[i] ?? []);
  const result: Written[] = entries.map(() => ({ id: '', version: undefined, created: false, leftOut: true }));
  try {
    const written =
      plan.form === 'transaction'
        ? await lookedUpAtOnce(writer, plan, sending, { ...options, refusal })
        : await inWaves(writer, plan, sending, options);
    for (const [n, i] of places.entries()) result[i] = written[n] as Written;
    return result;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // it is written without: what is there already is found by its identity
    writer.refused.add(error.what);
    return climb(writer, entries, options);
  }
}

/** Thrown and caught here: a type that can be left out was refused. */
class Refusal extends Error {
  readonly what: string;
  constructor(what: string) {
    super(what);
    this.what = what;
  }
}

/** A transaction without the conditions it was refused for, or that this server doesn't say it takes. */
async function lookedUpAtOnce(
  writer: Writer,
  plan: WritePlan,
  entries: readonly Entry[],
  { refusal, ...options }: CallOptions & { refusal: PortalError | undefined },
): Promise<Written[]> {
  const native = (entry: Entry) => isConditional(plan, entry) && !(refusal && entry.condition?.param === '_tag');
  const found = await known(writer, entries, native, options);
  const rest = [...entries.keys()].filter((i) => found[i] === undefined);
  const names = new Map(
    entries.flatMap(({ fullUrl, resource }, i): [string, string][] =>
      fullUrl !== undefined && found[i] ? [[fullUrl, `${resource.resourceType}/${found[i].id}`]] : [],
    ),
  );
  // no server takes an empty bundle
  if (rest.length === 0) return found as Written[];
  const bare = rest.map((i) => {
    const { condition, ...entry } = resolved(entries[i] as Entry, names);
    return native(entries[i] as Entry) && condition ? { ...entry, condition } : entry;
  });
  const made = await atOnce(writer, bare, options).catch((error: unknown) => {
    // then it was not for its conditions
    throw refusal && isPortalError(error) && error.code === 'rejected' ? refusal : error;
  });
  if (refusal) writer.refused.add('_tag');
  for (const [n, i] of rest.entries()) found[i] = made[n];
  return found as Written[];
}

/** What is there already of those that can't be created on a condition. */
async function known(
  { getAll, refused }: Writer,
  entries: readonly Entry[],
  native: (entry: Entry) => boolean,
  options: CallOptions,
): Promise<(Written | undefined)[]> {
  const places = [...entries.keys()].filter((i) => !native(entries[i] as Entry));
  const asked = places.flatMap((i) => entries[i] ?? []);
  const hits = await there(getAll, asked, options).catch((error: unknown) => {
    // from now on the plan says so before anything is typed
    if (isPortalError(error) && error.code === 'unsupported') for (const what of error.fields) refused.add(what);
    throw error;
  });
  const found: (Written | undefined)[] = entries.map(() => undefined);
  for (const [n, i] of places.entries()) found[i] = hits[n];
  return found;
}

async function inWaves(
  writer: Writer,
  plan: WritePlan,
  entries: readonly Entry[],
  options: CallOptions,
): Promise<Written[]> {
  const done: (Written | undefined)[] = entries.map(() => undefined);
  const names = new Map<string, string>();
  const { waves, early } = wavesOf(entries);
  for (const wave of waves) {
    const sending = wave.map((i) => resolved(entries[i] as Entry, names, early.includes(i)));
    const answers = await waveOf(writer, plan, sending, options).catch((error: unknown) => {
      throw stopped(orThrow(error), entries, done);
    });
    for (const [n, answer] of answers.entries()) {
      const i = wave[n] ?? 0;
      const { fullUrl, resource } = entries[i] as Entry;
      if (isPortalError(answer)) continue;
      done[i] = answer;
      if (fullUrl !== undefined) names.set(fullUrl, `${resource.resourceType}/${answer.id}`);
    }
    for (const [n, answer] of answers.entries()) if (isPortalError(answer)) refuse(answer, sending[n] as Entry);
    const failed = answers.find(isPortalError);
    if (failed) throw stopped(failed, entries, done);
  }
  const written = done as Written[];
  if (!plan.takes('Provenance', 'update')) return written;
  for (const i of early) {
    const { resource } = resolved(entries[i] as Entry, names);
    await complete(writer, resource as Provenance, written[i]?.id ?? '', options).catch((error: unknown) => {
      throw stopped(orThrow(error), entries, done.with(i, undefined));
    });
  }
  return written;
}

/** A server that never takes a type we can do without is written to without it. */
function refuse({ code, fields }: PortalError, { resource, ifMatch }: Entry): void {
  const isForGood = code === 'not-allowed' || (code === 'unsupported' && fields.length === 0);
  if (isForGood && carriers.includes(resource.resourceType))
    throw new Refusal(`${resource.resourceType}.${ifMatch === undefined ? 'create' : 'update'}`);
}

/** Sends what doesn't refer to each other; an answer for each. */
async function waveOf(
  writer: Writer,
  plan: WritePlan,
  entries: readonly Entry[],
  options: CallOptions,
): Promise<Answer[]> {
  const native = (entry: Entry) => isConditional(plan, entry);
  const answers: (Answer | undefined)[] = await known(writer, entries, native, options);
  const rest = [...entries.keys()].filter((i) => answers[i] === undefined);
  const sending = rest.flatMap((i) => entries[i] ?? []);
  const isTogether = plan.form === 'batch' && !writer.refused.has('batch') && sending.length > 1;
  const together = isTogether ? await inOneBatch(writer, native, sending, options) : undefined;
  let stop: PortalError | undefined;
  for (const [n, i] of rest.entries()) {
    const entry = sending[n] as Entry;
    // the next one would fare no better
    const answer = together?.[n] ?? stop ?? (await byItself(writer, native, entry, options));
    answers[i] = await settled(writer, entry, answer, options);
    if (isPortalError(answer) && unanswered.includes(answer.code)) stop = answer;
  }
  return answers as Answer[];
}

/** Undefined where the server takes no batch after all. */
async function inOneBatch(
  writer: Writer,
  native: (entry: Entry) => boolean,
  entries: readonly Entry[],
  options: CallOptions,
): Promise<Answer[] | undefined> {
  const entry = entries.map((one) => {
    const { condition, ...rest } = one;
    return bundleEntry(native(one) && condition ? { ...rest, condition } : rest);
  });
  const body: Bundle = { resourceType: 'Bundle', type: 'batch', entry };
  try {
    const answer = await writer.kit.batch({ body: { ...body }, options: sent(options, minimal) });
    const answers = writtenIn(typed(answer, 'Bundle'), entries);
    const made = entries.filter((_, i) => !isPortalError(answers[i]));
    const found = await lookUp(
      writer.getAll,
      made,
      answers.filter((told): told is Written => !isPortalError(told)),
      options,
    );
    return answers.map((one, i) => (isPortalError(one) ? one : (found[made.indexOf(entries[i] as Entry)] as Written)));
  } catch (thrown) {
    const error = orThrow(thrown);
    if (error.code === 'unsupported' && error.fields.includes('bundle')) writer.refused.add('batch');
    else if (error.code !== 'rejected') throw error;
    return undefined;
  }
}

async function byItself(
  writer: Writer,
  native: (entry: Entry) => boolean,
  entry: Entry,
  options: CallOptions,
): Promise<Answer> {
  const { resource, condition, ifMatch } = entry;
  try {
    return ifMatch === undefined
      ? await create(writer, resource, condition, options, !native(entry))
      : await update(writer, resource, ifMatch, options);
  } catch (error) {
    return orThrow(error);
  }
}

/** An update whose answer was lost meets its own version when it is sent again: then it is done. */
async function settled({ getAll }: Writer, entry: Entry, answer: Answer, options: CallOptions): Promise<Answer> {
  if (!isPortalError(answer) || answer.code !== 'conflict' || entry.ifMatch === undefined) return answer;
  const { resourceType, id = '' } = entry.resource;
  const [now] = await getAll([`${resourceType}/${encodeURIComponent(id)}`], options);
  if (now === undefined || isPortalError(now) || saying(now) !== saying(entry.resource)) return answer;
  return { id, version: now.meta?.versionId, created: false };
}

const saying = ({ meta: _meta, ...rest }: FhirResource): string => canonicalize(rest) ?? '';

/** A Provenance that was written before what it speaks of says so now. */
async function complete(writer: Writer, wanted: Provenance, id: string, options: CallOptions): Promise<void> {
  const [now] = await writer.getAll([`Provenance/${encodeURIComponent(id)}`], options);
  if (isPortalError(now)) throw now;
  if (now?.resourceType !== 'Provenance') throw failure('unreadable');
  const names = new Set(now.target.map(({ reference }) => reference));
  const more = wanted.target.filter(({ reference }) => !names.has(reference));
  if (more.length === 0) return;
  await update(writer, { ...now, target: [...now.target, ...more] }, now.meta?.versionId ?? '', options);
}

/** What is told when it stopped on the way: `partial` where a part is in the record and the rest was refused. */
function stopped(error: PortalError, entries: readonly Entry[], done: readonly (Written | undefined)[]): PortalError {
  if (passing.includes(error.code) || done.every((written) => written === undefined)) return error;
  const missing = entries.flatMap(({ resource }, i) => (done[i] ? [] : [resource.resourceType]));
  return new PortalError('partial', 'The server has a part of this and refused the rest.', [...new Set(missing)]);
}
