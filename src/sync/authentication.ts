/** How an import signs in, as its configuration says it; secrets stand in files and the environment, never in it. @module */
import * as z from 'zod/mini';

/** What an import reads and writes, as SMART 2 scopes. */
const scopes = [
  'system/Patient.rs',
  'system/EpisodeOfCare.rs',
  'system/Appointment.rus',
  'system/Observation.crus',
  'system/Encounter.crus',
  'system/Provenance.crs',
];

export const authentication = z.discriminatedUnion('type', [
  /** SMART Backend Services: a key of the import's own signs for a token that lives some minutes. */
  z.strictObject({
    type: z.literal('smart-backend'),
    clientId: z.string().check(z.minLength(1), z.maxLength(500)),
    /** File of the private key, a JWK for ES384 or RS384, from this file's folder; without one FHIR_CLIENT_KEY of the environment. */
    clientKeyFile: z.optional(z.string().check(z.minLength(1), z.maxLength(1000))),
    scope: z._default(z.string().check(z.minLength(1), z.maxLength(2000)), scopes.join(' ')),
  }),
  /** A bearer token, from FHIR_TOKEN; also without this whole field. */
  z.strictObject({ type: z.literal('bearer') }),
  /** User and password, from FHIR_USER and FHIR_PASSWORD: to a server on this machine alone. */
  z.strictObject({ type: z.literal('basic') }),
]);

export type Authentication = z.infer<typeof authentication>;
