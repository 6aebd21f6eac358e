/** `undo`: an import taken back. @module */
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { undo } from '../sync/undo.ts';
import { needed, wordsFrom } from './arguments.ts';
import { exits, exitWith, type Command } from './command.ts';
import { partOf, settingFrom } from './sync-setting.ts';

const options = { config: { type: 'string' }, shard: { type: 'string' } } as const;

const runId = { test: /^\d{8}T\d{6}Z-[0-9a-f]{4}$/, says: 'as run printed it' };

export const undoCommand: Command = {
  summary: 'put back what a run changed, where nobody has changed it since',
  help: `Usage: fhir-group-therapy undo <run> --config <sync.json> [--shard i/n]

Enters in error what the run created and corrects what it corrected back, each with its history.
What somebody, or a later run, has changed since stays as it is.

  <run>             as run printed it
  --config <file>   the configuration it ran with
  --shard <i/n>     as of the run

Prints how many changes were undone, how many were changed since, and how many are gone already.
Exit codes: 0 all undone, 1 some were changed since, 2 configuration or unknown run,
4 the server failed: undo again does the rest.`,
  async run(args, surroundings) {
    const { words, values } = await exitWith(exits.arguments, () => wordsFrom(args, options, ['run']));
    const run = await exitWith(exits.arguments, () => needed('run', words[0], runId));
    const setting = await partOf(await settingFrom(values.config, surroundings), values.shard);
    const count = await undo(setting, run).catch((error: unknown) => {
      const isUnknown = isPortalError(error) && error.fields.includes('run');
      throw isUnknown ? Object.assign(error, { exit: exits.arguments }) : error;
    });
    for (const [what, n] of Object.entries(count)) surroundings.out(`${what} ${n}`);
    return count.changed > 0 ? exits.aside : exits.clean;
  },
};
