/** `check-server`: what will work on a FHIR server, and what is lost there. Reads its CapabilityStatement only. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { createFhirClient } from '../client/client.ts';
import type { Carried, WritePlan } from '../client/plan.ts';
import { address, needed, wordsFrom } from './arguments.ts';
import { signInAs, signInHelp, signInOptions } from './authentication.ts';
import { exits, exitWith, type Command, type Exit } from './command.ts';

const forms: Readonly<Record<WritePlan['form'], string>> = {
  transaction: 'one transaction per member, all or nothing',
  batch:
    'in waves of batches (no transactions): a save that stops on the way leaves a part, never half a signing in force',
  single: 'one request per resource (no transactions, no batches): as with batches, and slower',
};

const lost: Readonly<Record<Carried, string>> = {
  Appointment: 'seats do not follow what happened, and sessions with seats of ours can’t be cancelled or moved',
  Encounter: 'no visits: attendance is kept without observed arrival and leaving times',
  Provenance: 'who corrected something and why is not kept; the signed copy says who checked the signer’s identity',
};

const unfound = 'nobody is found by an identifier: no imports, and no chart of an EHR beside it';

const reads = ['Patient', 'Practitioner', 'Appointment', 'Encounter', 'Consent', 'DocumentReference'] as const;

/** All that the record needs, as SMART 2 scopes. */
const scopes = [
  'system/Patient.rs',
  'system/HealthcareService.crus',
  'system/EpisodeOfCare.crus',
  'system/Appointment.crus',
  'system/Encounter.crus',
  'system/Observation.crus',
  'system/Consent.crus',
  'system/QuestionnaireResponse.crus',
  'system/DocumentReference.crus',
  'system/Provenance.crus',
  'system/RelatedPerson.crus',
];

export const checkServer: Command = {
  summary: 'say what will work on a FHIR server, and what is lost there',
  help: `Usage: fhir-group-therapy check-server <url> [--sign-in <type> …] [--scope <scopes>]

Reads the server's CapabilityStatement, writes nothing, and says whether it can keep the record, how it would be
written to, and what is lost. What it declares is not what it does: try the demo's seed on a test server as well.

  <url>                      the server's FHIR base

${signInHelp(
  `with smart-backend what to ask for (without it all that the record needs), else what the
                             token in FHIR_TOKEN allows; what is not granted is not there`,
)}

Exit codes: 0 it can be the record store, 1 read only, 2 wrong arguments, 4 it did not answer as a FHIR server.`,
  async run(args, surroundings): Promise<Exit> {
    const client = await exitWith(exits.arguments, async () => {
      const { words, values } = wordsFrom(args, signInOptions, ['url']);
      const base = needed('url', words[0], address);
      const { connection, granted } = await signInAs(base, values, scopes, surroundings);
      return createFhirClient({ ...connection, scope: () => granted() ?? values.scope });
    });
    const [plan, told] = await Promise.all([client.plan(), client.capabilities()]).catch((error: unknown) => {
      if (!isPortalError(error)) throw error;
      throw new PortalError(error.code, `No CapabilityStatement came. ${error.message}`, error.fields);
    });
    const { out } = surroundings;
    const version = plan.fhirVersion === 'unknown' ? 'not one we know' : plan.fhirVersion;
    out(`FHIR version   ${version}`);
    if (plan.missing.length > 0) {
      out('record store   no: it is read, never written');
      out(`missing        ${plan.missing.join(', ')}`);
      const readable = reads.filter((type) => told.can(type, 'read') || told.can(type, 'search-type'));
      out(`can be read    ${readable.join(', ') || 'nothing of use'}`);
      out('Put a record store beside it: see docs/servers.md.');
      return exits.aside;
    }
    out('record store   yes');
    out(`written        ${forms[plan.form]}`);
    const looked = !plan.conditional('Consent', 'identifier');
    if (looked)
      out('lost           no conditional create: two who save one thing in the same second may both create it');
    for (const type of plan.carried) out(`lost           ${type}: ${lost[type]}`);
    if (!plan.finds('Patient')) out(`lost           Patient.identifier: ${unfound}`);
    if (!looked && plan.finds('Patient') && plan.carried.length === 0) out('lost           nothing');
    return exits.clean;
  },
};
