/** SyncConfig: how one system's export becomes attendance. One JSON file; schemas/sync.schema.json is made from this. @module */
import * as z from 'zod/mini';
import { recordedOutcomes } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { parse, staff } from '../../fhir-mappings/records/primitives.ts';
import type { GroupDefinition } from '../groups.ts';
import { authentication } from './authentication.ts';
import { compile, dateTokens, timeTokens } from './formats.ts';

const text = z.string().check(z.minLength(1), z.maxLength(200));
const column = text;
const format = (tokens: readonly string[]) =>
  z.string().check(z.refine((value) => compile(value, tokens) !== undefined, 'not a format'));
const path = z.string().check(z.minLength(1), z.maxLength(1000));

export const syncConfig = z.strictObject({
  $schema: z.optional(z.string()),
  /** Where the file comes from: a slug, never a person's or a group's name. */
  source: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  /** FHIR base of the record. */
  server: z.string().check(z.regex(/^https?:\/\/[^\s|]+$/)),
  /** How it signs in; without it by a bearer token, where FHIR_TOKEN holds one. */
  authentication: z.optional(authentication),
  /** File with the group definitions, from this file's folder; a group's time zone stands there. */
  groupsFile: path,
  /** System of the identifiers by which patients are found. */
  patientIdentifier: z.string().check(z.regex(/^[^\s|]+$/)),
  /** Who records: a Practitioner or PractitionerRole of the import alone, by whom its records are told from a person's. */
  recordedBy: staff,
  file: z._default(
    z.strictObject({
      encoding: z._default(z.enum(['auto', 'utf-8', 'windows-1252']), 'auto'),
      delimiter: z._default(z.enum(['auto', ',', ';', '\t', '|']), 'auto'),
    }),
    { encoding: 'auto', delimiter: 'auto' },
  ),
  /** Names in the file's header. */
  columns: z.strictObject({
    patient: column,
    group: column,
    date: column,
    /** Scheduled start, local time of the group. */
    time: column,
    status: column,
    /** Time somebody saw the member arrive. */
    arrival: z.optional(column),
    /** Time the session really began, where somebody enters it: an arrival is late after the later of this and `time`. */
    began: z.optional(column),
    /** What shows that a status was set by somebody: the state of the note, say. */
    evidence: z.optional(column),
  }),
  /** Of YYYY MM DD M D and separators: 03/04 is never guessed. */
  dateFormat: format(dateTokens),
  /** Of HH H hh h mm ss A and separators. */
  timeFormat: format(timeTokens),
  /** The file's words → what they mean. A word that isn't here puts its row aside. */
  statuses: z.record(text, z.enum([...recordedOutcomes, 'not-recorded'])),
  /** Statuses that are a booking's default: facts only where the column `evidence` holds one of the values. */
  untouched: z.optional(
    z.strictObject({ statuses: z.array(text).check(z.minLength(1)), evidence: z.array(text).check(z.minLength(1)) }),
  ),
  /** The file's names of groups → our keys. */
  groups: z.record(text, z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))),
  /** Groups under 42 CFR Part 2 are in `export` too. We keep no Part 2 consent, and check none. */
  part2Export: z._default(z.boolean(), false),
  /** Name of who decided that. */
  part2DecidedBy: z.optional(text),
  /** Folder for journal and quarantine, from this file's: health data, for nobody else to read. */
  stateFolder: path,
  /** Days that journals and quarantine files are kept. */
  retentionDays: z._default(z.int().check(z.minimum(7), z.maximum(3650)), 400),
  /** Id of the key of the record's identifiers; without one they are made with no secret. */
  keyId: z.optional(z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/))),
  /** File of that key, from this file's folder; without one IDENTITY_KEY of the environment. */
  keyFile: z.optional(path),
});

export type SyncConfig = z.infer<typeof syncConfig>;
export type SyncConfigInput = z.input<typeof syncConfig>;

/** Checks a configuration. Throws PortalError `invalid` with the path of each fault. */
export function parseSyncConfig(value: unknown): SyncConfig {
  const config: SyncConfig = parse(syncConfig, value);
  const { untouched, columns, statuses } = config;
  if (config.part2Export && config.part2DecidedBy === undefined)
    throw new PortalError('invalid', 'Who decided that Part 2 groups are exported is not named.', ['part2DecidedBy']);
  if (untouched === undefined) return config;
  if (columns.evidence === undefined)
    throw new PortalError('invalid', 'What shows that a status was set stands in no column.', ['columns.evidence']);
  if (untouched.statuses.some((status) => !(status in statuses)))
    throw new PortalError('invalid', 'A status has no meaning.', ['untouched.statuses']);
  return config;
}

/** The groups of the map. Throws `invalid` for a key the groups don't have, and for a leader who is the import. */
export function groupsOf(config: SyncConfig, all: readonly GroupDefinition[]): Map<string, GroupDefinition> {
  const found = new Map<string, GroupDefinition>();
  for (const [index, [name, key]] of Object.entries(config.groups).entries()) {
    const group = all.find((one) => one.key === key);
    if (group === undefined) throw new PortalError('invalid', 'There is no such group.', [`groups[${index}]`]);
    found.set(name, group);
  }
  if (all.some(({ leaders }) => leaders.some(({ reference }) => reference === config.recordedBy)))
    throw new PortalError('invalid', 'The import is a leader: nobody could tell its records from a person’s.', [
      'recordedBy',
    ]);
  return found;
}
