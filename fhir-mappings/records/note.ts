/** Facts staff note about a member: no free text, no reasons, nobody else (domain.md 1.10). @module */
import * as z from 'zod/mini';
import { date, instant, membershipReference, parse, patient, reference, staff, uuid } from './primitives.ts';

const common = { id: uuid, patient, membership: membershipReference, at: instant, by: staff };
/** Members themselves say that they can't come; everything else is staff's to note. */
const told = { ...common, by: z.union([staff, patient]) };
const ownWord = z.refine<{ by: string; patient: string }>((n) => !n.by.startsWith('Patient/') || n.by === n.patient, {
  path: ['by'],
  error: 'somebody else',
});
const code = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/));
const codes = z.array(code).check(z.minLength(1), z.maxLength(50));
const response = reference('QuestionnaireResponse');

/** What a leader may decide about clauses answered no or talk, or about sessions attended without agreement (design 3b). */
export const decisions = ['exception', 'sign-again', 'not-this-group'] as const;
export const noticeChannels = ['phone', 'message', 'in-person', 'text', 'email', 'portal'] as const;
export const noticeFrom = ['member', 'somebody-else'] as const;
export type NoticeChannel = (typeof noticeChannels)[number];
export const copyProblems = ['missing-page', 'missing-date', 'unreadable', 'wrong-person'] as const;

/** What came of a thought of leaving: `last` is the day of their last session. Never why. */
const leaving = z.union([
  z.strictObject({ outcome: z.literal('stays') }),
  z.strictObject({ outcome: z.literal('leaves'), last: date }),
]);
export type Leaving = z.infer<typeof leaving>;

/** Kinds that are kept where only the group's leaders read (design 4.5a). */
export const leaderOnlyKinds = ['outside-contact-reported', 'thinking-of-leaving', 'asked-to-leave'] as const;

export const note = z.union([
  z.strictObject({
    ...common,
    kind: z.literal('commitment-talk'),
    /** Length of stay that was talked over: weeks, or sessions (UCUM {session}). */
    expectedLength: z.optional(
      z.strictObject({ value: z.int().check(z.minimum(1), z.maximum(520)), unit: z.enum(['wk', '{session}']) }),
    ),
  }),
  /** Clauses of a response that were talked about. */
  z.strictObject({ ...common, kind: z.literal('talked-about'), clauses: codes, response }),
  /** Another note that was talked about in group: an absence, a contact, a thought of leaving. */
  z.strictObject({ ...common, kind: z.literal('talked-about'), note: reference('Observation') }),
  /** A reason of domain.md 4.3 followed up, or the prompt `early-phase` closed; of a thought of leaving, what came of it. */
  z.strictObject({ ...common, kind: z.literal('followed-up'), reason: code, leaving: z.optional(leaving) }),
  /** `at` is when it was received; it counts as notice only when before the start. */
  z
    .strictObject({
      ...told,
      kind: z.literal('absence-notice'),
      session: instant,
      channel: z.enum(noticeChannels),
      reached: z.enum(['talked', 'left-word']),
      /** Whose word it was, where that is known: a code, never a name. */
      from: z.optional(z.enum(noticeFrom)),
    })
    .check(ownWord),
  /** First and last day away. */
  z
    .strictObject({ ...told, kind: z.literal('planned-absence'), away: z.strictObject({ start: date, end: date }) })
    .check(
      z.refine((n) => n.away.start <= n.away.end, { path: ['away', 'end'], error: 'before the start' }),
      ownWord,
    ),
  /** That a contact was reported; there is no field for who (design 4.5). */
  z.strictObject({ ...common, kind: z.literal('outside-contact-reported') }),
  z.strictObject({ ...common, kind: z.literal('thinking-of-leaving') }),
  z.strictObject({
    ...common,
    kind: z.literal('leader-decision'),
    decision: z.enum(decisions),
    clauses: z.optional(codes),
    response: z.optional(response),
    /** Starts of sessions attended without agreement that the decision names. */
    sessions: z.optional(z.array(instant).check(z.minLength(1), z.maxLength(100))),
  }),
  /** Behaviour-based, that session only: no substance, no cause. */
  z.strictObject({ ...common, kind: z.literal('asked-to-leave'), session: instant, wayHomeOffered: z.boolean() }),
  z.strictObject({ ...common, kind: z.literal('signed-copy-problem'), problem: z.enum(copyProblems) }),
]);
export type Note = z.infer<typeof note>;
export type NoteOf<K extends Note['kind']> = Extract<Note, { kind: K }>;

/** Checks input; throws PortalError `invalid` with field names. */
export const parseNote = (value: unknown): Note => parse(note, value);
