/** `init`: a configuration from an export and a few questions. @module */
import { writeFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { draft, type Questions } from '../sync/init.ts';
import { address, groupsFrom, needed, staffReference, wordsFrom, type Form } from './arguments.ts';
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

const identifierSystem: Form = { test: /^[^\s|]+$/, says: 'an address or urn, without spaces' };

export const initCommand: Command = {
  summary: 'write the configuration of an import, from an export and a few answers',
  help: `Usage: fhir-group-therapy init <export.csv> --config <new file.json> --groups <groups.json>
       [--fhir-base <url>] [--user <reference>] [--patient-identifier <system>] [--date-format <format>]

Knows the layouts of SimplePractice, OpenEMR and TheraByte, and a generic one (patient_id, group, date, time,
status, and where there are any arrival and began), by the header. Asks for what it isn't told, and which of your groups each group of the file is.

  --fhir-base <url>                the FHIR server that keeps the record
  --user <reference>               Practitioner/… of the import: of nobody else, and no leader
  --patient-identifier <system>    system of the identifiers in the export
  --date-format <format>           how it writes days, of YYYY MM DD M D and separators: MM/DD/YYYY

A group of the file that none is chosen for, and a status without a meaning, are left out: their rows would be put aside.
A file that is there is not overwritten. Look through it before the first run: the date format above all.
Exit codes: 0 written, 2 arguments, 3 export or groups refused.`,
  async run(args, surroundings) {
    const { words, values } = await exitWith(exits.arguments, () => wordsFrom(args, options, ['file']));
    const file = await fileFrom(words);
    const path = await exitWith(exits.arguments, () => resolve(needed('--config', values.config)));
    const groupsFile = await exitWith(exits.arguments, () => needed('--groups', values.groups));
    const groups = await groupsFrom(groupsFile);
    const answer = (option: keyof typeof options, question: string, form?: Form) =>
      exitWith(exits.arguments, async () =>
        needed(`--${option}`, values[option] ?? (await asked(surroundings, question)), form),
      );
    const answers = {
      server: await answer('fhir-base', 'FHIR server (https://…): ', address),
      patientIdentifier: await answer(
        'patient-identifier',
        'System of the patients’ identifiers in the export: ',
        identifierSystem,
      ),
      recordedBy: await answer('user', 'Who records (Practitioner/…): ', staffReference),
      groupsFile: relative(dirname(path), resolve(groupsFile)),
      stateFolder: 'sync-state',
    };
    const keys = groups.map(({ key }) => key);
    const questions: Questions = {
      group: (name) => groupFor(name, keys, surroundings),
      async dateFormat(usual) {
        const isAsked = surroundings.ask !== undefined;
        const given = values['date-format'] ?? (await asked(surroundings, `Days are written (empty: ${usual}): `));
        return needed('--date-format', given ?? (isAsked ? usual : undefined));
      },
    };
    const { layout, config, unmapped, unchosen } = await refusedWith(() =>
      exitWith(exits.arguments, () => draft(file, answers, groups, questions)),
    );
    await exitWith(exits.arguments, () => written(path, `${JSON.stringify(config, null, 2)}\n`));
    const { out } = surroundings;
    out(`layout ${layout}`);
    out(`groups ${Object.keys(config.groups).length}`);
    out(`groups left out ${unchosen}`);
    out(`statuses without a meaning ${unmapped.length}`);
    if (surroundings.terminal) for (const word of unmapped) out(`  ${JSON.stringify(word)}`);
    surroundings.err('Look through the configuration, dateFormat, groups and statuses above all; then: validate.');
    return exits.clean;
  },
};

async function asked({ ask }: Surroundings, question: string): Promise<string | undefined> {
  const answer = (await ask?.(question))?.trim();
  return answer === '' ? undefined : answer;
}

/** One of ours, or none: a key that is no group's is asked for again. */
async function groupFor(
  name: string,
  keys: readonly string[],
  surroundings: Surroundings,
): Promise<string | undefined> {
  for (;;) {
    const key = await asked(surroundings, `Which group is "${name}" (${keys.join(', ')}, or empty)? `);
    if (key === undefined || keys.includes(key)) return key;
    surroundings.err('There is no such group.');
  }
}

async function written(path: string, text: string): Promise<void> {
  await writeFile(path, text, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new PortalError('conflict', 'The file is there already.', ['--config']);
    throw new PortalError('not-allowed', 'The file can’t be written.', ['--config']);
  });
}
