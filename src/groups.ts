/** GroupDefinition: everything about a group that isn't about a person. One file or URL holds an array of them. @module */
import * as z from 'zod/mini';
import { address, date, organization, parse, staff } from '../fhir-mappings/records/primitives.ts';
import { scheduleDefinition } from './schedule/definition.ts';

const day = z.int().check(z.minimum(0), z.maximum(365));
const count = z.int().check(z.minimum(1), z.maximum(50));

const version = z.string().check(z.regex(/^[^|\s]+$/));

/** An IANA time zone this machine knows. */
const timeZone = z.string().check(
  z.refine((zone) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
    } catch {
      return false;
    }
  }, 'not a time zone'),
);

export const groupDefinition = z.strictObject({
  /** Neutral slug: the group's name everywhere in our code. Never its topic. */
  key: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)),
  /** Neutral name people see, such as "Tuesday group". */
  name: z.string().check(z.minLength(1), z.maxLength(80)),
  type: z._default(z.enum(['interpersonal', 'skills', 'psychoeducation', 'support']), 'interpersonal'),
  /** Which other groups an agreement may cover. */
  programme: z.optional(z.strictObject({ system: address, code: z.string().check(z.minLength(1)) })),
  organization,
  timeZone,
  leaders: z
    .array(z.strictObject({ reference: staff, display: z.string().check(z.minLength(1)) }))
    .check(z.minLength(1), z.maxLength(10)),
  /** Who stands in for a leader, and on which local days, both included: a leader of this group then, and not afterwards. */
  substitutes: z.optional(
    z
      .array(z.strictObject({ reference: staff, display: z.string().check(z.minLength(1)), from: date, until: date }))
      .check(
        z.maxLength(50),
        z.refine((all) => all.every(({ from, until }) => from <= until), 'ends before it begins'),
      ),
  ),
  /** When sessions are, for groups without seats in the store. */
  schedule: z.optional(scheduleDefinition),
  place: z.optional(z.string().check(z.maxLength(120))),
  /** How members reach the group's leaders or the front desk; shown to members, never written into a record. */
  contact: z.optional(
    z
      .strictObject({
        phone: z.optional(z.string().check(z.regex(/^[+\d][\d ().-]{2,39}$/))),
        email: z.optional(z.string().check(z.regex(/^[^@\s]{1,64}@[^@\s]{1,128}$/))),
      })
      .check(z.refine(({ phone, email }) => phone !== undefined || email !== undefined, 'says nothing')),
  ),
  video: z._default(z.boolean(), false),
  /** Substance-use programme: more labels, and nothing for users outside it (domain.md 2.6). */
  substanceUse: z._default(z.boolean(), false),
  /** The clinic's consents allow redisclosure, so NORDSCLCD is left out. */
  redisclosureAllowed: z._default(z.boolean(), false),
  commitment: z._default(
    z.union([
      z.strictObject({ kind: z.literal('open-ended') }),
      z.strictObject({ kind: z.enum(['sessions', 'weeks']), count: z.int().check(z.minimum(1), z.maximum(520)) }),
    ]),
    { kind: 'open-ended' },
  ),
  /** Addresses of the documents, one per language; all of one kind share their versions. */
  documents: z.strictObject({
    rules: z.array(address).check(z.minLength(1)),
    participation: z.array(address).check(z.minLength(1)),
    preparation: z.array(address).check(z.minLength(1)),
  }),
  /** First day this group uses the product: earlier sessions are never "without agreement". */
  agreementsRequiredFrom: date,
  required: z._default(
    z.strictObject({ commitment: z._default(z.boolean(), true), contact: z._default(z.boolean(), true) }),
    { commitment: true, contact: true },
  ),
  /** Minutes after which an arrival is late, days of grace, months until an agreement expires (domain.md 4). */
  lateAfterMinutes: z._default(z.int().check(z.minimum(0), z.maximum(120)), 5),
  newVersionGraceDays: z._default(day, 14),
  expiringSoonDays: z._default(day, 14),
  expiryMonths: z._default(z.int().check(z.minimum(1), z.maximum(120)), 12),
  /** Oldest version of the preparation pack that counts as the introduction (R1); without one, the newest whose words differ from those before. */
  minimumVersions: z._default(z.strictObject({ preparation: z.optional(version) }), {}),
  /** Months an introduction given elsewhere, and contact details, need no repeat (domain.md 4.1 "What a fact covers"). */
  repeatAfterMonths: z._default(z.int().check(z.minimum(1), z.maximum(120)), 12),
  /** Birthday at which a guardian's signature stops being enough (R7): 18, in some states 19 or 21. */
  ageOfMajority: z._default(z.int().check(z.minimum(12), z.maximum(25)), 18),
  /** Days after that birthday until what the guardian signed is no longer in force, and before it that intake is told. */
  signerGraceDays: z._default(day, 14),
  signerChangesSoonDays: z._default(day, 30),
  /** Absences without word, among the last so many recorded sessions, that ask for a follow-up (`two-unannounced`). */
  unannounced: z._default(z.strictObject({ absences: z._default(count, 2), ofSessions: z._default(count, 8) }), {
    absences: 2,
    ofSessions: 8,
  }),
  /** Absences in a row that ask for a follow-up (`two-in-a-row`), and that make the next session one of coming back. */
  absencesInARow: z._default(count, 2),
  /** Scheduled sessions a planned absence covers to be a long one, which is talked about in group beforehand (K6). */
  longAbsenceSessions: z._default(count, 2),
  /** Weeks ahead a long planned absence not yet talked about is shown (`planned-absence-undiscussed`). */
  lookAheadWeeks: z._default(z.int().check(z.minimum(1), z.maximum(52)), 6),
  /** Hours before the first session in which open preparation is late (`late-start-of-preparation`). */
  lateStartHours: z._default(z.int().check(z.minimum(1), z.maximum(720)), 48),
  /** Sessions attended, first and last, that make the early-phase prompt due (S81). */
  earlyPhase: z._default(
    z
      .strictObject({ from: z._default(count, 2), to: z._default(count, 5) })
      .check(z.refine(({ from, to }) => from <= to, { path: ['to'], error: 'before the first' })),
    { from: 2, to: 5 },
  ),
  /** Leaders note that somebody was asked to leave a session: behaviour only, never a cause (domain.md 1.10). */
  recordAskedToLeave: z._default(z.boolean(), false),
  /** The attendance line for a note says how many were there: some payers require it. */
  countPresentInNotes: z._default(z.boolean(), false),
});
/** A group with all its defaults filled in. */
export type GroupDefinition = z.infer<typeof groupDefinition>;
/** A group as a clinic writes it. */
export type GroupDefinitionInput = z.input<typeof groupDefinition>;

/**
 * Checks an array of groups as read from a file or URL.
 * Throws PortalError `invalid` with the path of each fault, such as `[0].timeZone`; two groups of one key are a fault.
 */
export function parseGroups(value: unknown): GroupDefinition[] {
  const unique = z.array(groupDefinition).check(
    z.minLength(1),
    z.refine((groups) => new Set(groups.map((g) => g.key)).size === groups.length, {
      path: ['key'],
      error: 'a key twice',
    }),
  );
  return parse(unique, value);
}
