/** Facts a leader notes about preparation: one Observation each, with its Provenance. Loaded when one is noted. @module */
import type { Observation } from 'fhir/r4.js';
import * as z from 'zod/mini';
import { sid } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import { isForeign } from '../../fhir-mappings/r4/shared.ts';
import { parseNote, type Note } from '../../fhir-mappings/records/note.ts';
import { instant, parse, uuid } from '../../fhir-mappings/records/primitives.ts';
import { same } from '../../fhir-mappings/same.ts';
import { ms } from '../readiness/time.ts';
import type { ReasonCode } from '../readiness/types.ts';
import type { Options } from '../portal-types.ts';
import type { MemberQuery, NewNote } from '../preparation-types.ts';
import { changeEntry } from './changes.ts';
import { instantIn, type PortalContext } from './context.ts';
import { memberIn, type MemberIn } from './member-in.ts';
import { decisionsBehind, documentBehind } from './open-decisions.ts';

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
] as const satisfies (ReasonCode | 'early-phase')[];

/** Each kind by itself: a union would name no field. */
const shapes: Record<NewNote['kind'], z.ZodMiniType> = {
  'commitment-talk': z.strictObject({
    id: uuid,
    kind: z.string(),
    at: z.optional(instant),
    expectedLength: z.optional(
      z.strictObject({ value: z.int().check(z.minimum(1), z.maximum(520)), unit: z.enum(['weeks', 'sessions']) }),
    ),
  }),
  'talked-about': z.strictObject({
    id: uuid,
    kind: z.string(),
    document: z.string(),
    clauses: z.array(z.string()).check(z.minLength(1)),
  }),
  'followed-up': z.strictObject({ id: uuid, kind: z.string(), reason: z.enum(ticked) }),
};

/** See PreparationDesk.addNote. */
export async function addNote(
  context: PortalContext,
  query: MemberQuery,
  note: NewNote,
  options: Options = {},
): Promise<void> {
  if (!Object.hasOwn(shapes, note.kind)) throw new PortalError('invalid', 'There is no such note.', ['kind']);
  // what it was opened from is known by itself
  const { of: _of, ...rest } = { of: undefined, ...note };
  parse(shapes[note.kind], note.kind === 'talked-about' ? rest : note);
  const member = await memberIn(context, query, { ...options, roles: ['leader'] });
  await sendNote(context, member, noteOf(context, member, note), options);
}

function noteOf(context: PortalContext, member: MemberIn, note: NewNote): Note {
  const { patient, membership, group } = member;
  const now = instantIn(group.timeZone, context.now());
  const common = { id: note.id, patient, membership, at: now, by: context.user.reference };
  switch (note.kind) {
    case 'commitment-talk': {
      const { at = now, expectedLength: length } = note;
      if (ms(at) > ms(now)) throw new PortalError('invalid', 'This has not happened yet.', ['at']);
      const unit = length?.unit === 'weeks' ? ('wk' as const) : ('{session}' as const);
      return {
        ...common,
        kind: note.kind,
        at,
        ...(length && { expectedLength: { value: length.value, unit } }),
      };
    }
    case 'talked-about': {
      const { response, clauses } = documentBehind(decisionsBehind(note.of, member), note.document);
      const wrong = note.clauses.filter((id) => !clauses.some(({ clause }) => clause === id));
      if (wrong.length > 0) throw new PortalError('invalid', 'There is no such clause here.', ['clauses']);
      return { ...common, kind: note.kind, clauses: note.clauses, response };
    }
    default:
      return { ...common, kind: note.kind, reason: note.reason };
  }
}

/** Writes a note once, whatever answer is lost, and reads it back. `conflict` when its UUID stands for another note. */
export async function sendNote(
  context: PortalContext,
  { mappings, group, patient }: MemberIn,
  note: Note,
  options: Options,
): Promise<void> {
  const resource = same<Observation>(mappings.noteToFhir(note, { labels: labelsFor(group) }));
  guard(resource, { patient });
  const entry = {
    resource,
    fullUrl: `urn:uuid:${crypto.randomUUID()}`,
    condition: { param: 'identifier' as const, system: sid.note, value: note.id },
  };
  const record = { patient, recordedBy: note.by, recordedAt: instantIn(group.timeZone, context.now()) };
  // under the note's own UUID, so that both are sent again as one
  const change = changeEntry({ mappings, group, record, entries: [entry], id: note.id });
  const [written] = await context.client.transaction([entry, change], options);
  await context.client.confirm(
    [
      {
        type: 'Observation',
        id: written?.id ?? '',
        matches: (now) => {
          const read = mappings.noteFromFhir(now);
          return !isForeign(read) && saying(read) === saying(note);
        },
      },
    ],
    options,
  );
  context.saved();
}

/** All but when: sent again a minute later it is the same note. */
const saying = (note: Note): string => JSON.stringify({ ...parseNote(note), at: '' });
