/** `create-groups`: the record holds each group of a file, as its definition says. @module */
import { createPortal } from '../portal.ts';
import { address, groupsFrom, needed, optionsFrom, staffReference } from './arguments.ts';
import { signInAs, signInHelp, signInOptions } from './authentication.ts';
import { exits, exitWith, type Command } from './command.ts';

const scopes = ['system/HealthcareService.crus'];

export const createGroups: Command = {
  summary: 'write each group of a file to the record, or what changed of it',
  help: `Usage: fhir-group-therapy create-groups --fhir-base <url> --groups <file.json> --user <reference>
                                        [--sign-in <type> …]

Writes the HealthcareService of each group: once, and again when its definition changed.

  --fhir-base <url>          the FHIR server that keeps the record
  --groups <file>            JSON list of groups (schemas/groups.schema.json of the package)
  --user <reference>         who does this: Practitioner/… or PractitionerRole/…

${signInHelp(`what to ask for, where it is not ${scopes.join(' ')}`)}

A wrong file is refused with the path of each fault, such as [0].timeZone, and nothing is written.
Prints how many groups were created, changed and unchanged.
Exit codes: 0 all done, 2 wrong arguments, 3 file refused (nothing was written), 4 the server failed.`,
  async run(args, surroundings) {
    const { store, file, user } = await exitWith(exits.arguments, async () => {
      const values = optionsFrom(args, {
        'fhir-base': { type: 'string' },
        groups: { type: 'string' },
        user: { type: 'string' },
        ...signInOptions,
      });
      const base = needed('--fhir-base', values['fhir-base'], address);
      return {
        file: needed('--groups', values.groups),
        user: needed('--user', values.user, staffReference),
        store: (await signInAs(base, values, scopes, surroundings)).connection,
      };
    });
    const groups = await groupsFrom(file);
    const portal = await exitWith(exits.arguments, () =>
      createPortal({
        store,
        groups,
        user: { reference: user, display: 'Command line', role: 'intake' },
      }),
    );
    const counts = { created: 0, changed: 0, unchanged: 0 };
    try {
      for (const { key } of groups) counts[await portal.createGroup({ group: key })]++;
    } finally {
      for (const [state, count] of Object.entries(counts)) surroundings.out(`${state} ${count}`);
    }
    return true;
  },
};
