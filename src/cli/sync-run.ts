/** `validate`, `dry-run`, `run`, `resume`: an export of attendance, into the record. @module */
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { groupsOf } from '../sync/config.ts';
import { validate } from '../sync/engine.ts';
import { quarantineName } from '../sync/quarantine.ts';
import { linesOf, quarantinedRows } from '../sync/report.ts';
import { dryRun, resume, run } from '../sync/sync.ts';
import type { Ended, SyncSetting } from '../sync/work.ts';
import { wordsFrom } from './arguments.ts';
import { exits, exitWith, type Command, type Exit, type Surroundings } from './command.ts';
import { fileFrom, partOf, refusedWith, settingFrom } from './sync-setting.ts';

const options = {
  config: { type: 'string' },
  'accept-short': { type: 'boolean', default: false },
  shard: { type: 'string' },
} as const;

const about = `  --config <file>   how the export is read and where it goes (schemas/sync.schema.json; init writes one)`;
const prints = `Prints counts, line numbers and codes: no name, no group, no identifier, no date.`;

export const validateCommand: Command = {
  summary: 'check an export of attendance; nothing leaves this machine',
  help: `Usage: fhir-group-therapy validate <export.csv> --config <sync.json>

Reads every row and says which would be put aside, and why.

${about}

${prints}
Exit codes: 0 every row is clean, 1 some would be put aside, 2 configuration, 3 file refused.`,
  async run(args, surroundings) {
    const { setting, file } = await settingOf(args, surroundings);
    const { config, groups, stateFolder: scratch } = setting;
    const told = { file, config, groups: groupsOf(config, groups), now: Date.now(), scratch };
    const report = await refusedWith(() => validate(told));
    for (const line of linesOf(report, 'validate')) surroundings.out(line);
    return quarantinedRows(report) > 0 ? exits.aside : exits.clean;
  },
};

export const dryRunCommand: Command = {
  summary: 'compare an export with the record; nothing is written',
  help: `Usage: fhir-group-therapy dry-run <export.csv> --config <sync.json>

Reads the record and shows what run would do: + creates, ~ corrects, by line of the file.

${about}

${prints}
Exit codes: 0 clean, 1 some rows would be put aside, 2 configuration, 3 file refused, 4 the server failed.`,
  async run(args, surroundings) {
    const { setting, file } = await settingOf(args, surroundings);
    return ended(await watched(setting, surroundings, (own) => dryRun(own, file)), 'dry-run', surroundings);
  },
};

export const runCommand: Command = {
  summary: 'import an export of attendance; the same file twice changes nothing',
  help: `Usage: fhir-group-therapy run <export.csv> --config <sync.json> [--accept-short] [--shard i/n]

Creates what the record does not hold, corrects what an earlier import wrote, and leaves what a person
recorded: that is listed as a conflict. Rows that can't be read go to quarantine.csv in the run's folder:
fix them there, and run that file.

${about}
  --accept-short    take a file with less than half of the usual rows
  --shard <i/n>     only the i-th of n parts of the patients, for n machines at once

${prints} status.json in the state folder has the counts for monitoring.
Exit codes: 0 clean, 1 done and some rows put aside, 2 configuration, 3 file refused (nothing was written),
4 the server failed: resume does the rest.`,
  async run(args, surroundings) {
    const { setting, file } = await settingOf(args, surroundings);
    return ended(await watched(setting, surroundings, (own) => run(own, file)), 'run', surroundings);
  },
};

export const resumeCommand: Command = {
  summary: 'go on with an import that did not end',
  help: `Usage: fhir-group-therapy resume --config <sync.json> [--shard i/n]

Reads the last run's file again and writes what is not in the record yet. Refused when the file changed.

${about}
  --shard <i/n>     as of the run

${prints}
Exit codes: as of run; 2 also where there is nothing to go on with.`,
  async run(args, surroundings) {
    const { values } = await exitWith(exits.arguments, () => wordsFrom(args, options, []));
    const setting = await partOf(await settingFrom(values.config, surroundings), values.shard);
    return ended(await watched(setting, surroundings, goOn), 'run', surroundings);
  },
};

/** Nothing to go on with is no failure of the server. */
const goOn = (setting: SyncSetting): Promise<Ended> =>
  resume(setting).catch((error: unknown) => {
    const isNone = isPortalError(error) && error.code === 'not-found' && error.fields.includes('stateFolder');
    throw isNone ? Object.assign(error, { exit: exits.arguments }) : error;
  });

async function settingOf(args: string[], surroundings: Surroundings) {
  const { words, values } = await exitWith(exits.arguments, () => wordsFrom(args, options, ['file']));
  const file = await fileFrom(words);
  const setting = await settingFrom(values.config, surroundings);
  const own = await partOf(setting, values.shard);
  return { setting: { ...own, acceptShort: values['accept-short'] }, file };
}

/** Shows how far it is: a bar for who looks on, else a line now and then. */
async function watched(
  setting: SyncSetting,
  { bar, err }: Surroundings,
  work: (setting: SyncSetting) => Promise<Ended>,
): Promise<Ended> {
  let shown: ReturnType<NonNullable<Surroundings['bar']>> | undefined;
  let [began, told] = [0, 0];
  const progress: SyncSetting['progress'] = (done) => {
    if ('rows' in done) {
      if (done.rows % 100_000 === 0) err(`${done.rows} rows read`);
      return;
    }
    const { patients, of } = done;
    if (bar) {
      shown ??= bar(of);
      shown.at(patients);
      return;
    }
    began ||= Date.now();
    if (patients - told < 1000) return;
    told = patients;
    const rate = patients / Math.max(1, (Date.now() - began) / 1000);
    err(`${patients} of ${of} patients, ${Math.round(rate)}/s, ${Math.round((of - patients) / rate)} s left`);
  };
  try {
    return await refusedWith(() => work({ ...setting, progress }));
  } finally {
    shown?.stop();
  }
}

function ended({ report, run: id, exit }: Ended, mode: 'dry-run' | 'run', { out }: Surroundings): Exit {
  for (const line of linesOf(report, mode)) out(line);
  if (id !== undefined) out(`run ${id}`);
  if (id !== undefined && exit === 1) out(`put aside in runs/${id}/${quarantineName} of the state folder`);
  return exit;
}
