/** Finds the command, runs it, and turns how it ended into an exit code and lines without values. @module */
import { createRequire } from 'node:module';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { exitOf, exits, type Command, type Exit, type Surroundings } from './command.ts';
import { checkServer } from './check-server.ts';
import { createGroups } from './create-groups.ts';
import { rekey } from './rekey.ts';
import { explainCommand } from './sync-explain.ts';
import { exportCommand } from './sync-export.ts';
import { initCommand } from './sync-init.ts';
import { dryRunCommand, resumeCommand, runCommand, validateCommand } from './sync-run.ts';
import { undoCommand } from './sync-undo.ts';

const commands: Readonly<Record<string, Command>> = {
  init: initCommand,
  validate: validateCommand,
  'dry-run': dryRunCommand,
  run: runCommand,
  resume: resumeCommand,
  explain: explainCommand,
  undo: undoCommand,
  export: exportCommand,
  'check-server': checkServer,
  'create-groups': createGroups,
  rekey,
};

const { version } = createRequire(import.meta.url)('fhir-group-therapy/package.json') as { version: string };

const width = Math.max(...Object.keys(commands).map((name) => name.length));
const help = `Usage: fhir-group-therapy <command> [options]

Commands:
${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  .join('\n')}

fhir-group-therapy <command> --help says what a command needs; --version, which one this is.
A first import: init, then validate, dry-run and run, each with --config.
The server's bearer token, where it wants one, is read from the variable FHIR_TOKEN. An import signs in as its
configuration says, check-server, create-groups and rekey as --sign-in says: also with a key of SMART Backend
Services (FHIR_CLIENT_KEY, or a file) or, on this machine, a password (FHIR_USER, FHIR_PASSWORD).
Exit codes: 0 all done, 1 done and some rows put aside, 2 wrong arguments or configuration, 3 input refused
(nothing was written), 4 the server failed, or something could not be done, 70 fault of this program.`;

/** @param args as typed, without program and script */
export async function run(args: string[], surroundings: Surroundings): Promise<Exit> {
  const [name = '', ...rest] = args;
  const { out, err } = surroundings;
  if (name === '--version') {
    out(version);
    return exits.clean;
  }
  if (['--help', '-h', 'help'].includes(name) && rest.length === 0) {
    out(help);
    return exits.clean;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    err(`Which command? There is none, or no such one.\n\n${help}`);
    return exits.arguments;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    out(command.help);
    return exits.clean;
  }
  try {
    const ended = await command.run(rest, surroundings);
    if (typeof ended === 'number') return ended;
    return ended ? exits.clean : exits.server;
  } catch (error) {
    if (!isPortalError(error)) {
      // an unexpected error's own words may hold a value
      err(['This is a fault of the program.', ...framesOf(error)].join('\n'));
      return exits.fault;
    }
    err([`${error.code}: ${error.message}`, ...error.fields.map((field) => `  ${field}`)].join('\n'));
    const exit = exitOf(error);
    if (exit === exits.arguments) err(`See: fhir-group-therapy ${name} --help`);
    return exit;
  }
}

const framesOf = (error: unknown): string[] =>
  error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^ +at /.test(line)) : [];
