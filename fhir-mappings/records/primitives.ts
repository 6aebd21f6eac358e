/** The small values records are made of. @module */
import * as z from 'zod/mini';
import { PortalError, type ErrorCode } from '../errors.ts';

/** Years a therapy record can plausibly carry: year 0001 is a typing error, not a fact. */
const plausible = (value: string) => value >= '1900' && value < '2200';

/** 31 February is a date to Date.parse in some engines: only what comes back unchanged is one. */
function isDay(value: string): boolean {
  const time = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value);
}

/** FHIR instant: date, time with seconds, and an offset or Z. A time without offset is no instant. */
export const instant = z.string().check(
  z.regex(
    /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/,
  ),
  // only days 29 to 31 can still be missing from a month; parsing every instant is felt in a bulk import (bench/mapping.ts)
  z.refine(
    (value) => plausible(value) && (value.slice(8, 10) <= '28' || isDay(value.slice(0, 10))),
    'not a date and time',
  ),
);

/** Calendar date, YYYY-MM-DD. By pattern: zod's own date and url formats cost 0.5 KB in every page. */
export const date = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\d$/),
  z.refine((value) => plausible(value) && isDay(value), 'not a plausible date'),
);

/** Absolute http address. */
export const address = z.string().check(z.regex(/^https?:\/\/[^\s|]+$/));

export const uuid = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/));

/** Named information URI of a SHA-256 (RFC 6920): what a text or an answer set hashes to. */
export const niUri = z.string().check(z.regex(/^ni:\/\/\/sha-256;[A-Za-z0-9_-]{43}$/));

/** Relative reference to one of the types, as `Patient/p1`. */
export const reference = (...types: string[]) =>
  z.string().check(z.regex(new RegExp(`^(?:${types.join('|')})/[A-Za-z0-9\\-.]{1,64}$`)));

export const patient = reference('Patient');
export const staff = reference('Practitioner', 'PractitionerRole');
export const organization = reference('Organization');
/** Who signs: the member, or somebody for them, who may be a `urn:uuid:` inside the transaction that creates them. */
export const signerReference = z
  .string()
  .check(z.regex(/^(?:(?:Patient|RelatedPerson)\/[A-Za-z0-9\-.]{1,64}|urn:uuid:[0-9a-f-]{36})$/));
/** Or a `urn:uuid:` inside the transaction that creates it. */
export const membershipReference = z
  .string()
  .check(z.regex(/^(?:EpisodeOfCare\/[A-Za-z0-9\-.]{1,64}|urn:uuid:[0-9a-f-]{36})$/));

export const identifier = z.strictObject({ system: z.string(), value: z.string().check(z.minLength(1)) });
export type Identifier = z.infer<typeof identifier>;

/** Canonical address and version of a document a member reads or signs. */
export const documentReference = z.strictObject({ url: address, version: z.string().check(z.regex(/^[^|\s]+$/)) });

/** The sentence a person may be shown: what is wrong, without the value. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : (i ? '.' : '') + String(step))).join('');
}

/**
 * Checks a record. Throws PortalError with the paths of the faulty fields, never their values.
 * @param code `invalid` for input, `unreadable` for what a server sent.
 */
export function parse<T>(schema: z.ZodMiniType<T>, value: unknown, code: ErrorCode = 'invalid'): T {
  const result = z.safeParse(schema, value, { reportInput: false });
  if (result.success) return result.data;
  const fields = [
    ...new Set(
      result.error.issues.flatMap((issue) =>
        issue.code === 'unrecognized_keys'
          ? issue.keys.map((key) => fieldPath([...issue.path, key]))
          : [fieldPath(issue.path)],
      ),
    ),
  ];
  throw new PortalError(code, code === 'invalid' ? 'Some fields are not valid.' : 'The record cannot be read.', fields);
}
