/** What may stand in a note somebody makes: no free text, no reasons, nobody else (domain.md 1.10 "Never collect"). @module */
import * as z from 'zod/mini';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { noticeChannels, noticeFrom } from '../../fhir-mappings/records/note.ts';
import { date, instant, parse, uuid } from '../../fhir-mappings/records/primitives.ts';
import { day } from '../readiness/time.ts';
import type { RaiseCode } from '../roster-types.ts';
import type { NewNote } from '../preparation-types.ts';

/** What a tick closes; the others wait for a talk, a decision or a signature. */
const ticked = [
  'two-unannounced',
  'two-in-a-row',
  'not-back-yet',
  'planned-absence-undiscussed',
  'contact-undiscussed',
  'leaving-undiscussed',
  'signed-copy-problem',
  'early-phase',
  'asked-to-leave',
  'no-word',
] as const satisfies RaiseCode[];

const common = { id: uuid, kind: z.string() };
const at = z.optional(instant);

/** Each kind by itself: a union would name no field. Strict: what has no field can't be kept. */
const shapes: Record<NewNote['kind'], z.ZodMiniType> = {
  'commitment-talk': z.strictObject({
    ...common,
    at,
    expectedLength: z.optional(
      z.strictObject({ value: z.int().check(z.minimum(1), z.maximum(520)), unit: z.enum(['weeks', 'sessions']) }),
    ),
  }),
  'talked-about': z.strictObject({
    ...common,
    document: z.string(),
    clauses: z.array(z.string()).check(z.minLength(1)),
  }),
  'followed-up': z.strictObject({ ...common, reason: z.enum(ticked) }),
  'absence-notice': z.strictObject({
    ...common,
    at,
    session: instant,
    channel: z.enum(noticeChannels),
    reached: z.enum(['talked', 'left-word']),
    from: z.optional(z.enum(noticeFrom)),
  }),
  'planned-absence': z.strictObject({
    ...common,
    at,
    away: z.strictObject({ start: date, end: date }).check(
      z.refine((away) => away.start <= away.end, { path: ['end'], error: 'before the start' }),
      z.refine(({ start, end }) => Date.parse(end) - Date.parse(start) <= 366 * day, {
        path: ['end'],
        error: 'more than a year',
      }),
    ),
  }),
  'outside-contact-reported': z.strictObject({ ...common, at }),
  'thinking-of-leaving': z.strictObject({ ...common, at }),
  'asked-to-leave': z.strictObject({ ...common, at, session: instant, wayHomeOffered: z.boolean() }),
};

/** Throws PortalError `invalid` with the fields that are wrong, or that there is no place for. */
export function parseNewNote(note: NewNote): void {
  if (!Object.hasOwn(shapes, note.kind)) throw new PortalError('invalid', 'There is no such note.', ['kind']);
  // what it was opened from is known by itself
  const { of: _of, ...rest } = { of: undefined, ...note };
  parse(shapes[note.kind], note.kind === 'talked-about' ? rest : note);
}
