/** `export`: a first load as files, for a server's own `$import`. @module */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FhirResource } from 'fhir/r4.js';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import type { GroupDefinition } from '../groups.ts';
import type { PortalContext } from '../portal/context.ts';
import { membershipsOfGroup } from '../portal/memberships.ts';
import { recordsBetween } from '../portal/recorded.ts';
import type { Done } from './apply.ts';
import { compareFile, type Compare } from './compare.ts';
import { groupsOf } from './config.ts';
import type { Decision, Planned } from './decide.ts';
import { keepToo, readFile, type Aside, type ReadFile, type Shard } from './engine.ts';
import { inspect } from './inspect.ts';
import { requireFindable } from './known.ts';
import { idOf, openLines } from './ndjson.ts';
import { openQuarantine } from './quarantine.ts';
import { refused } from './reasons.ts';
import { entriesOf, newRecord, visitsOf, type Recording } from './records.ts';
import { emptyReport, noteLine, quarantinedRows, sortLines, type Report } from './report.ts';
import { writeWhole } from './state.ts';
import { whoseRows } from './whose.ts';
import { contextOf, paceOf, type SyncSetting } from './work.ts';

/** In the order of their references: a server that checks them takes the files one after the other. */
const types = ['Encounter', 'Observation'] as const;

export interface Manifest {
  created: string;
  fhirVersion: string;
  inputFormat: 'application/fhir+ndjson';
  files: { type: (typeof types)[number]; file: string; count: number; sha256: string }[];
  /** Who decided that groups under Part 2 are in it. */
  part2DecidedBy?: string;
  shard?: Shard;
}

export interface Exported {
  report: Report;
  manifest: Manifest;
  /** 1: rows were put aside. */
  exit: 0 | 1;
}

/**
 * Reads the record, writes nothing to it. An import by the server has no conditions, so groups that have attendance are
 * refused. Seats stay as they are. Rejects as `run` does; with `conflict` (`out`) for a folder that holds something.
 */
export async function exportFiles(setting: SyncSetting, file: string, folder: string): Promise<Exported> {
  const { config, shard } = setting;
  const byName = groupsOf(config, setting.groups);
  const inspected = await inspect(file, config);
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) === undefined && readdirSync(folder).length > 0)
    throw new PortalError('conflict', 'The folder holds something.', ['out']);
  const report = emptyReport();
  const quarantine = openQuarantine(folder, config, inspected.delimiter);
  const aside = ({ line, reason, cells }: Aside) => {
    noteLine(report.quarantined, reason, line);
    if (reason !== 'row-broken') quarantine.add(line, reason, cells);
  };
  // one moment for all: how many processes share the work, and when, is in no byte
  const now = (setting.now ?? (() => new Date()))();
  const without = new Set([...byName.values()].filter((group) => group.substanceUse && !config.part2Export).map(keyOf));
  const told = { file, config, groups: byName, now: now.getTime(), scratch: folder, shard, without };
  let manifest: Manifest | undefined;
  try {
    const read = await readFile(told, inspected, { report, aside });
    try {
      const compared = { setting: { ...setting, now: () => now }, byName, without, report, aside };
      manifest = await writeFiles(folder, compared, { read, more: (values) => keepToo(told, read, values) });
    } finally {
      read.spill.discard();
    }
    sortLines(report);
    writeWhole(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    return { report, manifest, exit: quarantinedRows(report) > 0 ? 1 : 0 };
  } finally {
    quarantine.close();
    // half of a load is nothing that anybody should import
    if (manifest === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

interface Told {
  setting: SyncSetting & { now: () => Date };
  byName: ReadonlyMap<string, GroupDefinition>;
  without: ReadonlySet<string>;
  report: Report;
  aside: (one: Aside) => void;
}

async function writeFiles(
  folder: string,
  { setting, byName, without, report, aside }: Told,
  { read, more }: { read: ReadFile; more: (values: ReadonlySet<string>) => Promise<void> },
): Promise<Manifest> {
  const { config, shard } = setting;
  const pace = paceOf(setting);
  const context = contextOf(setting, pace);
  const { fhirVersion } = await pace.persist(() => context.client.capabilities());
  if (fhirVersion === 'unknown')
    throw new PortalError('unsupported', 'This server’s FHIR version is not one we know.', ['fhirVersion']);
  await pace.persist(() => requireFindable(context));
  const groups = new Map(
    [...byName.values()].filter(({ key }) => !without.has(key)).map((group) => [group.key, group]),
  );
  await pace.persist(() => requireEmpty(context, [...byName.values()], groups));
  const recording: Recording = { context, mappings: await mappingsFor(fhirVersion), groups };
  const writers = types.map((type) => ({ type, lines: openLines(join(folder, `${type}.ndjson`)) }));
  const compare: Compare = {
    context,
    system: config.patientIdentifier,
    groups,
    pace,
    shard,
    report,
    aside,
    conflict: () => {},
    isWhole: false,
    write: inOrder(async (planned) => {
      for (const resource of await resourcesOf(recording, planned))
        writers.find(({ type }) => type === resource.resourceType)?.lines.add(resource);
    }),
    ...(setting.progress && { progress: setting.progress }),
  };
  const whose = await whoseRows(compare, read);
  if (whose.elsewhere.size > 0) await more(whose.elsewhere);
  await compareFile(compare, read, { whose });
  return {
    created: setting.now().toISOString(),
    fhirVersion,
    inputFormat: 'application/fhir+ndjson',
    files: writers.map(({ type, lines }) => ({ type, file: `${type}.ndjson`, ...lines.end() })),
    ...(config.part2Export && config.part2DecidedBy && { part2DecidedBy: config.part2DecidedBy }),
    ...(shard && { shard }),
  };
}

const keyOf = ({ key }: GroupDefinition) => key;

/** Throws `invalid` with `has-attendance` and the group's place in the configuration. */
async function requireEmpty(
  context: PortalContext,
  all: readonly GroupDefinition[],
  groups: ReadonlyMap<string, GroupDefinition>,
): Promise<void> {
  for (const [i, group] of all.entries()) {
    if (!groups.has(group.key)) continue;
    const memberships = await membershipsOfGroup(context, group);
    const own = new Set(memberships.map(({ evidence }) => evidence));
    const patients = [...new Set(memberships.map(({ record }) => record.patient))];
    const found = await recordsBetween(context, { patients, ...always }, {});
    if (found.some(({ record }) => own.has(record.membership))) throw refused('has-attendance', [`groups[${i}]`]);
  }
}
const always = { from: '1900-01-03T00:00:00Z', until: '2199-12-01T00:00:00Z' };

/** One patient's after the other's, in the order in which they were looked at. */
function inOrder(writeOne: (planned: Planned) => Promise<void>): NonNullable<Compare['write']> {
  let last: Promise<unknown> = Promise.resolve();
  return (decisions) => {
    const next = last.then(() => writeAll(decisions, writeOne));
    last = next;
    return next;
  };
}

async function writeAll(
  decisions: readonly Decision[],
  writeOne: (planned: Planned) => Promise<void>,
): Promise<Done[]> {
  const done: Done[] = [];
  for (const one of decisions) {
    // a group that has attendance was refused: there is nothing to correct
    if (one.do === 'correct') continue;
    try {
      if (one.do === 'create') await writeOne(one);
      done.push(one);
    } catch (error) {
      if (!isPortalError(error)) throw error;
      done.push({ do: 'quarantine', fact: one.fact, why: 'server-rejected' });
    }
  }
  return done;
}

/** The record, and the visit of who came. */
async function resourcesOf(recording: Recording, one: Planned): Promise<FhirResource[]> {
  const [visit] = await visitsOf(recording, [one]);
  const record = await newRecord(recording, one, visit);
  const { attendance, encounter } = record.identity;
  const named = encounter ? { ...record, encounter: `Encounter/${idOf(encounter)}` } : record;
  return entriesOf(recording, one, named).flatMap(({ resource }): FhirResource[] => {
    if (resource.resourceType === 'Observation') return [{ ...resource, id: idOf(attendance) }];
    return resource.resourceType === 'Encounter' && encounter ? [{ ...resource, id: idOf(encounter) }] : [];
  });
}
