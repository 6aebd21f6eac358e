/** `rekey`: the identifiers of memberships, seats, attendance and visits under another key. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { cryptoIdentityKey } from '../../fhir-mappings/identity.ts';
import { createFhirClient } from '../client/client.ts';
import { emptyTally, type Tally } from '../rekey/keyed.ts';
import { rekey as rekeyStore } from '../rekey/rekey.ts';
import { address, groupsFrom, keyFrom, needed, optionsFrom } from './arguments.ts';
import { signInAs, signInHelp, signInOptions } from './authentication.ts';
import { exits, exitWith, type Command, type Surroundings } from './command.ts';

const keyId = { test: /^[A-Za-z0-9._-]{1,64}$/, says: 'up to 64 letters, digits, dots, dashes and underscores' };
const peoplePerLine = 50;
const scopes = [
  'system/HealthcareService.rs',
  'system/EpisodeOfCare.rus',
  'system/Appointment.rus',
  'system/Encounter.rus',
  'system/Observation.rus',
];

export const rekey: Command = {
  summary: 'change the key of the identifiers in the record',
  help: `Usage: fhir-group-therapy rekey --fhir-base <url> --groups <file.json> --from <keyId> --to <keyId>
                                --key-file <file> [--dry-run] [--sign-in <type> …]

Gives memberships, seats, attendance and visits their identifiers under a new key. Stop every portal
and import that writes to the record first. docs/security.md, "Changing the key", says the rest.

  --fhir-base <url>          the FHIR server that keeps the record
  --groups <file>            JSON list of the clinic's groups: that this is their record is checked first
  --from <keyId>             id of the key that is given up ("public" for a record that had none); its bytes aren't
                             needed
  --to <keyId>               id of the new key
  --key-file <file>          the new key: raw bytes, 32 or more, in a file that only its owner may read (chmod 600);
                             without it the variable IDENTITY_KEY, in base64
  --dry-run                  only counts what would be changed

${signInHelp(`what to ask for, where it is not SMART 2's for reading HealthcareService, and for
                             reading and changing EpisodeOfCare, Appointment, Encounter and Observation`)}

Running it again does only the rest. Prints how many of each kind were changed, how many failed by
error code, and how many are left under the old key.
Exit codes: 0 all done, 2 wrong arguments, 3 file refused, 4 the server failed, or something could not be done.`,
  async run(args, surroundings) {
    const { connection, file, ...options } = await exitWith(exits.arguments, () => configuration(args, surroundings));
    const groups = await groupsFrom(file);
    const client = await exitWith(exits.arguments, () => createFhirClient(connection));
    const tally = emptyTally();
    try {
      const { left, complete } = await rekeyStore(client, {
        ...options,
        groups: groups.map(({ key }) => key),
        tally,
        progress(done, of) {
          if (done % peoplePerLine === 0 || done === of) surroundings.err(`${done} of ${of} people`);
        },
      });
      print(tally, options.dryRun, surroundings);
      const isDone = tally.failed.size === 0 && (options.dryRun || left === 0);
      surroundings.out(`${complete ? 'left' : 'left at least'} ${left}`);
      return isDone && complete;
    } catch (error) {
      print(tally, options.dryRun, surroundings);
      throw error;
    }
  },
};

async function configuration(args: string[], surroundings: Surroundings) {
  const values = optionsFrom(args, {
    'fhir-base': { type: 'string' },
    groups: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    'key-file': { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    ...signInOptions,
  });
  const base = needed('--fhir-base', values['fhir-base'], address);
  const file = needed('--groups', values.groups);
  const from = needed('--from', values.from, keyId);
  const to = needed('--to', values.to, keyId);
  // "public" says that there is no secret, so no secret may go by that name
  if (to === from || to === 'public') throw new PortalError('invalid', 'The new key needs an id of its own.', ['--to']);
  const bytes = await keyFrom(values['key-file'], surroundings);
  const secret = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const { connection } = await signInAs(base, values, scopes, surroundings);
  return { connection, file, from, to: cryptoIdentityKey(to, secret), dryRun: values['dry-run'] };
}

function print({ changed, failed }: Tally, dryRun: boolean, { out }: Surroundings): void {
  for (const [kind, count] of Object.entries(changed)) out(`${dryRun ? 'to change' : 'changed'} ${kind} ${count}`);
  const codes = [...failed.values()];
  for (const code of new Set(codes)) out(`failed ${code} ${codes.filter((c) => c === code).length}`);
}
