/** `explain`: one row, for who sits at the terminal. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { explain, sentenceOf } from '../sync/explain.ts';
import { needed, wordsFrom } from './arguments.ts';
import { exits, exitWith, type Command } from './command.ts';
import { fileFrom, refusedWith, settingFrom } from './sync-setting.ts';

const options = { config: { type: 'string' } } as const;

export const explainCommand: Command = {
  summary: 'show one row of an export, and what became of it',
  help: `Usage: fhir-group-therapy explain <line> <export.csv> --config <sync.json>

Shows the configured cells of the row that ends on that line, what it says, and what the last run noted.
Only on a terminal: it is about a person, and must not get into a log.

Exit codes: 0 shown, 2 arguments or configuration, 3 file refused or no such row.`,
  async run(args, surroundings) {
    const { words, values } = await exitWith(exits.arguments, () => wordsFrom(args, options, ['line', 'file']));
    const line = await exitWith(exits.arguments, () =>
      Number(needed('line', words[0], { test: /^\d{1,9}$/, says: 'a number of a line' })),
    );
    const file = await fileFrom(words.slice(1));
    const setting = await settingFrom(values.config, surroundings);
    await exitWith(exits.arguments, () => {
      if (!surroundings.terminal) throw new PortalError('not-allowed', 'A row is shown on a terminal only.');
    });
    const found = await refusedWith(() => explain(setting, file, line));
    if (found === undefined) {
      surroundings.err('No row ends on that line.');
      return exits.input;
    }
    const { out } = surroundings;
    for (const [field, cell] of Object.entries(found.cells)) out(`${field}: ${printable(cell)}`);
    const { told } = found;
    if ('fact' in told) out(`says: ${told.fact.outcome} at ${new Date(told.fact.start).toISOString()}`);
    else out('skipped' in told ? `says nothing: ${told.skipped}` : `put aside: ${sentenceOf(told.reason)}`);
    for (const code of found.noted) out(`last run: ${sentenceOf(code)}`);
    return exits.clean;
  },
};

/** A cell must not move the cursor. */
const printable = (cell: string): string => JSON.stringify(cell).slice(1, -1);
