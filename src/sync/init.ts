/** `init`: a configuration from an export and a few answers. @module */
import type { GroupDefinition } from '../groups.ts';
import { parseSyncConfig, type SyncConfigInput } from './config.ts';
import { inspect } from './inspect.ts';
import { layouts, recognise, type Layout, type LayoutName } from './layouts.ts';
import { refused } from './reasons.ts';
import { eachRow, headerIn } from './rows.ts';

export interface Answers {
  server: string;
  patientIdentifier: string;
  recordedBy: string;
  groupsFile: string;
  stateFolder: string;
}

export interface Questions {
  /** Which of our groups a group of the file is; undefined leaves it out. */
  group(name: string): Promise<string | undefined>;
  /** How days are written: 03/04 says it nowhere. `usual`: as exports of this layout have it. */
  dateFormat(usual: string): Promise<string>;
}

export interface Drafted {
  layout: LayoutName;
  config: SyncConfigInput;
  /** Words of the file that have no meaning yet: their rows would be put aside. */
  unmapped: string[];
  /** How many groups of the file none of ours was chosen for: their rows would be put aside. */
  unchosen: number;
}

/** A file has few words for what happened, and few groups. */
const mostWords = 50;

/**
 * Throws PortalError `invalid`: `layout-unknown` for a header of no layout, else the field of an answer that can't be.
 */
export async function draft(
  file: string,
  answers: Answers,
  groups: readonly GroupDefinition[],
  ask: Questions,
): Promise<Drafted> {
  const any = { file: { encoding: 'auto', delimiter: 'auto' } } as const;
  const inspected = await inspect(file, any);
  const known = recognise(await headerIn(file, inspected));
  if (known === undefined) throw refused('layout-unknown');
  const layout: Layout = layouts[known.name];
  const seen = { status: new Set<string>(), group: new Set<string>() };
  await eachRow(file, known, inspected, (row) => {
    if (!('cells' in row)) return;
    for (const field of ['status', 'group'] as const)
      if (row.cells[field] && seen[field].size < mostWords) seen[field].add(row.cells[field]);
  });
  const map: Record<string, string> = {};
  for (const name of seen.group) {
    const key = await ask.group(name);
    if (key !== undefined && groups.some((group) => group.key === key)) map[name] = key;
  }
  const { untouched } = layout;
  const hasEvidence = known.columns.evidence !== undefined;
  const config: SyncConfigInput = {
    source: known.name,
    ...answers,
    columns: known.columns,
    dateFormat: await ask.dateFormat(layout.dateFormat),
    timeFormat: layout.timeFormat,
    statuses: statusesOf(layout, hasEvidence),
    ...(untouched &&
      hasEvidence && {
        untouched: { statuses: [...untouched.statuses], evidence: [...untouched.evidence] },
      }),
    groups: map,
  };
  parseSyncConfig(config);
  const unmapped = [...seen.status].filter((word) => !(word in config.statuses));
  return { layout: known.name, config, unmapped, unchosen: seen.group.size - Object.keys(map).length };
}

/** Without a column that shows who set it, a booking's default says nothing. */
function statusesOf({ statuses, untouched }: Layout, hasEvidence: boolean): SyncConfigInput['statuses'] {
  if (hasEvidence || untouched === undefined) return { ...statuses };
  return { ...statuses, ...Object.fromEntries(untouched.statuses.map((status) => [status, 'not-recorded' as const])) };
}
