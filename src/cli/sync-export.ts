/** `export`: a first load as files, for a server's own `$import`. @module */
import { join } from 'node:path';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { exportFiles } from '../sync/export.ts';
import { linesOf } from '../sync/report.ts';
import { needed, wordsFrom } from './arguments.ts';
import { exits, exitWith, type Command } from './command.ts';
import { fileFrom, refusedWith, settingFrom, shardOf } from './sync-setting.ts';

const options = { config: { type: 'string' }, out: { type: 'string' }, shard: { type: 'string' } } as const;

export const exportCommand: Command = {
  summary: 'write a first load as files for a server’s own $import',
  help: `Usage: fhir-group-therapy export <export.csv> --config <sync.json> --out <folder> [--shard i/n]

Writes Encounter.ndjson, Observation.ndjson and manifest.json (counts, SHA-256) into a new folder, for a
server's own $import: Encounters first, then Observations. Reads the record and writes nothing to it.
For a first load only: $import looks at nothing, so a group that has attendance in the record is refused;
run is for those. Groups under 42 CFR Part 2 are left out unless the configuration says part2Export with
the name of who decided. Rows put aside are in quarantine.csv there: fix them, and run that file after the
import. The folder is health data; together it is a roster: for staff alone.

  --config <file>   how the export is read and which record it is for
  --out <folder>    a new folder, or an empty one
  --shard <i/n>     only the i-th of n parts of the patients, into <folder>/shard-i-of-n

Prints counts, line numbers and codes: no name, no group, no identifier, no date.
Exit codes: 0 clean, 1 done and some rows put aside, 2 arguments or configuration, 3 file or group refused,
4 the server failed. Unless it ends with 0 or 1 there is no folder.`,
  async run(args, surroundings) {
    const { words, values } = await exitWith(exits.arguments, () => wordsFrom(args, options, ['file']));
    const file = await fileFrom(words);
    const out = await exitWith(exits.arguments, () => needed('--out', values.out));
    const setting = await settingFrom(values.config, surroundings);
    const shard = await exitWith(exits.arguments, () => shardOf(values.shard));
    const folder = shard === undefined ? out : join(out, `shard-${shard.i}-of-${shard.n}`);
    const { report, manifest, exit } = await refusedWith(() =>
      exportFiles({ ...setting, shard }, file, folder).catch((error: unknown) => {
        const isTaken = isPortalError(error) && error.fields.includes('out');
        throw isTaken ? Object.assign(error, { exit: exits.arguments }) : error;
      }),
    );
    for (const line of linesOf(report, 'export')) surroundings.out(line);
    for (const { file: name, count } of manifest.files) surroundings.out(`${name} ${count}`);
    return exit;
  },
};
