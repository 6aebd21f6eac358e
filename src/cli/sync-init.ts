/** `init`: a configuration from an export and a few questions. @module */
import { writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { draft, type Questions } from '../sync/init.ts';
import { groupsFrom, needed, wordsFrom } from './arguments.ts';
import { exits, exitWith, type Command, type Surroundings } from './command.ts';
import { fileFrom, refusedWith } from './sync-setting.ts';

const options = {
  config: { type: 'string' },
  groups: { type: 'string' },
  'fhir-base': { type: 'string' },
  user: { type: 'string' },
  'patient-identifier': { type: 'string' },
  'date-format': { type: 'string' },
} as const;

export const initCommand: Command = {
  summary: 'write the configuration of an import, from an export and a few answers',
  help: `Usage: fhir-group-therapy init <export.csv> --config <new file.json> --groups <groups.json>
       [--fhir-base <url>] [--user <reference>] [--patient-identifier <system>] [--date-format <format>]

Knows the layouts of SimplePractice, OpenEMR and TheraByte, and a generic one (patient_id, group, date, time,
status), by the header. Asks for what it isn't told, and which of your groups each group of the file is.

  --fhir-base <url>                the FHIR server that keeps the record
  --user <reference>               Practitioner/… of the import: of nobody else, and no leader
  --patient-identifier <system>    system of the identifiers in the export
  --date-format <format>           how it writes days, of YYYY MM DD M D and separators: MM/DD/YYYY

The file is not overwritten. Look through it before the first run: the date format above all.`,
  async run(args, surroundings) {
    const { words, values } = await exitWith(exits.arguments, () => wordsFrom(args, options));
    const file = await fileFrom(words);
    const path = await exitWith(exits.arguments, () => resolve(needed('--config', values.config)));
    const groupsFile = await exitWith(exits.arguments, () => needed('--groups', values.groups));
    const groups = await groupsFrom(groupsFile);
    const answer = (given: string | undefined, question: string, option: string) =>
      exitWith(exits.arguments, async () =>
        needed(option, given ?? (await asked(surroundings, question)) ?? undefined),
      );
    const answers = {
      server: await answer(values['fhir-base'], 'FHIR server (https://…): ', '--fhir-base'),
      patientIdentifier: await answer(
        values['patient-identifier'],
        'System of the patients’ identifiers in the export: ',
        '--patient-identifier',
      ),
      recordedBy: await answer(values.user, 'Who records (Practitioner/…): ', '--user'),
      groupsFile: relative(dirname(path), resolve(groupsFile)),
      stateFolder: 'sync-state',
    };
    const keys = groups.map(({ key }) => key).join(', ');
    const questions: Questions = {
      group: (name) => asked(surroundings, `Which group is "${name}" (${keys}, or empty)? `),
      async dateFormat(usual) {
        const isAsked = surroundings.ask !== undefined;
        const given = values['date-format'] ?? (await asked(surroundings, `Days are written (empty: ${usual}): `));
        return needed('--date-format', given ?? (isAsked ? usual : undefined));
      },
    };
    const { layout, config, unmapped } = await refusedWith(() =>
      exitWith(exits.arguments, () => draft(file, answers, groups, questions)),
    );
    await exitWith(exits.arguments, () => written(path, `${JSON.stringify(config, null, 2)}\n`));
    const { out } = surroundings;
    out(`layout ${layout}`);
    out(`groups ${Object.keys(config.groups).length}`);
    out(`statuses without a meaning ${unmapped.length}`);
    if (surroundings.terminal) for (const word of unmapped) out(`  ${JSON.stringify(word)}`);
    return exits.clean;
  },
};

async function asked({ ask }: Surroundings, question: string): Promise<string | undefined> {
  const answer = (await ask?.(question))?.trim();
  return answer === '' ? undefined : answer;
}

async function written(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx', mode: 0o600 }).catch(() => {
    throw new PortalError('conflict', 'The file is there already, or can’t be written.', ['--config']);
  });
}
