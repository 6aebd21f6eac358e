/** One pass of a file against the record, written down where it is a run. @module */
import { resolve } from 'node:path';
import type { IdentityKey } from '../../fhir-mappings/identity.ts';
import { createFhirClient } from '../client/client.ts';
import type { Connection } from '../client/wire.ts';
import type { GroupDefinition } from '../groups.ts';
import { requireWritable, type PortalContext } from '../portal/context.ts';
import { apply } from './apply.ts';
import { compareFile, decideAnew, settingsOf, type Compare } from './compare.ts';
import { groupsOf, type SyncConfig } from './config.ts';
import { keepToo, readFile, type Aside, type Shard } from './engine.ts';
import { inspect, type Inspected } from './inspect.ts';
import { requireFindable } from './known.ts';
import { openJournal, type Journal } from './journal.ts';
import { createPace, type Pace } from './pace.ts';
import { openQuarantine, type Quarantine } from './quarantine.ts';
import { isRefused, refused, type Conflict, type RowReason } from './reasons.ts';
import { emptyReport, noteLine, quarantinedRows, sortLines, statusOf, type Report } from './report.ts';
import type { Fact } from './row.ts';
import { isShort, type State } from './state.ts';
import { whoseRows } from './whose.ts';

export interface SyncSetting {
  config: SyncConfig;
  /** All groups of the clinic. */
  groups: readonly GroupDefinition[];
  /** Folder of journal and quarantine, absolute. */
  stateFolder: string;
  connection: Pick<Connection, 'base' | 'fetch' | 'token' | 'timeout'>;
  key: () => Promise<IdentityKey>;
  now?: () => Date;
  /** Waiting, for tests. */
  sleep?: (ms: number) => Promise<void>;
  shard?: Shard | undefined;
  /** Takes a file that is much shorter than usual. */
  acceptShort?: boolean;
  progress?: (done: { rows: number } | { patients: number; of: number }) => void;
}

export interface Ended {
  report: Report;
  /** Id of a run. */
  run?: string;
  /** 1: rows were put aside. */
  exit: 0 | 1;
}

/** A run: its folder, and whether it begins or goes on. */
export interface Running {
  state: State;
  run: string;
  isNew: boolean;
}

/** Milliseconds: nobody sits in front of it, and a busy server's answer to a hundred people's searches is late, not lost. */
const patience = 120_000;
/** A group of many years has more members than a screen shows; half of them is no answer. */
const mostPages = 5000;

/** The connection and the user of an import. */
export function contextOf(setting: SyncSetting, pace?: Pace): PortalContext {
  const { config, groups, connection, key, now = () => new Date() } = setting;
  return {
    client: createFhirClient({ timeout: patience, mostPages, ...connection, ...(pace && { fetch: pace.fetch }) }),
    user: { reference: config.recordedBy, display: 'Import', role: 'intake' },
    patient: undefined,
    groups: () => Promise.resolve([...groups]),
    key,
    now,
    documents: [],
    saved: () => {},
  };
}

export const paceOf = ({ connection, sleep }: SyncSetting): Pace =>
  createPace({ ...(connection.fetch && { fetch: connection.fetch }), ...(sleep && { sleep }) });

/** @param running without it nothing is written, neither to the server nor into the folder */
export async function work(setting: SyncSetting, file: string, running?: Running): Promise<Ended> {
  const { config } = setting;
  const began = Date.now();
  const byName = groupsOf(config, setting.groups);
  const report = emptyReport();
  const folder = running?.state.runFolder(running.run);
  const journal = folder === undefined ? undefined : openJournal(folder);
  let quarantine: Quarantine | undefined;
  const aside = ({ line, reason, cells }: Aside) => {
    noteLine(report.quarantined, reason, line);
    journal?.write({ t: 'row', line, code: reason });
    // a broken row has no cells that anybody could fix
    if (reason !== 'row-broken') quarantine?.add(line, reason, cells);
  };
  let exit: 0 | 1 | 3 | 4 = 4;
  try {
    const inspected = await inspect(file, config);
    if (folder !== undefined) quarantine = openQuarantine(folder, config, inspected.delimiter);
    if (running?.isNew)
      journal?.write({ t: 'begin', run: running.run, at: at(), file: resolve(file), sha256: inspected.sha256 });
    const scratch = folder ?? setting.stateFolder;
    const isWhole = await pass(setting, { file, byName, inspected, scratch, report, aside, journal, running });
    sortLines(report);
    exit = quarantinedRows(report) > 0 ? 1 : 0;
    if (running && isWhole) running.state.ended({ run: running.run, at: at(), rows: report.rows, exit });
    return { report, exit, ...(running && { run: running.run }) };
  } catch (error) {
    // nothing was begun: there is nothing to go on with
    if (isRefused(error)) exit = 3;
    throw error;
  } finally {
    if (exit !== 4) journal?.write({ t: 'end', exit });
    journal?.close();
    quarantine?.close();
    running?.state.status(statusOf(report, { run: running.run, exit, ended: at(), took: Date.now() - began }));
  }
}

/** New records of one member in a transaction, before the server has refused one: with visits and seats thrice as many. */
const mostFacts = 25;

const at = () => new Date().toISOString();

interface Pass {
  file: string;
  byName: ReadonlyMap<string, GroupDefinition>;
  inspected: Inspected;
  scratch: string;
  report: Report;
  aside: (one: Aside) => void;
  journal: Journal | undefined;
  running: Running | undefined;
}

/** Returns whether the file was a whole one, and no rows fed back. */
async function pass(setting: SyncSetting, { file, byName, inspected, scratch, ...of }: Pass): Promise<boolean> {
  const { config, shard, progress } = setting;
  const { report, aside, journal, running } = of;
  const now = (setting.now ?? (() => new Date()))().getTime();
  const told = { file, config, groups: byName, now, scratch, shard, ...(progress && { progress }) };
  const read = await readFile(told, inspected, { report, aside });
  try {
    const isWhole = !read.header.isQuarantine;
    if (running && isWhole && !setting.acceptShort && isShort(report.rows, running.state.history()))
      throw refused('short-file');
    const pace = paceOf(setting);
    const context = contextOf(setting, pace);
    const mappings = await pace.persist(() => requireWritable(context));
    await pace.persist(() => requireFindable(context));
    const groups = new Map([...byName.values()].map((group) => [group.key, group]));
    const common = { context, system: config.patientIdentifier, groups, pace, shard };
    const conflict = (line: number, code: Conflict) => journal?.write({ t: 'row', line, code });
    const compare: Compare = { ...common, report, aside, conflict, isWhole, ...(progress && { progress }) };
    if (journal) {
      const again = async (fact: Fact) => {
        const own = (await settingsOf(common, { from: fact.start, until: fact.start })).get(fact.group);
        if (own === undefined) return { do: 'quarantine', fact, why: 'group-unknown' satisfies RowReason } as const;
        return pace.persist(() => decideAnew(common, fact, own));
      };
      const writing = { context, mappings, groups, journal, pace, size: { facts: mostFacts }, again };
      compare.write = (decisions) => apply(writing, decisions);
    }
    const whose = await whoseRows(common, read);
    if (whose.elsewhere.size > 0) await keepToo(told, read, whose.elsewhere);
    await compareFile(compare, read, { whose, between: () => journal?.sync() });
    return isWhole;
  } finally {
    read.spill.discard();
  }
}
