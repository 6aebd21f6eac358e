/** Facts staff note about a member: one Observation each, with its Provenance. Loaded when one is noted. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Note } from '../../fhir-mappings/records/note.ts';
import { localDate, ms } from '../readiness/time.ts';
import type { Options, Role } from '../portal-types.ts';
import type { MemberQuery, NewNote } from '../preparation-types.ts';
import { instantIn, type PortalContext } from './context.ts';
import { keeperOf } from './leader-notes.ts';
import { memberIn, type MemberIn } from './member-in.ts';
import { parseNewNote } from './new-note.ts';
import { decisionsBehind, documentBehind } from './open-decisions.ts';
import { comingOf, readFacts } from './read-member.ts';
import { readGroup } from './roster.ts';
import { sendNote } from './send-note.ts';

/** Whoever answers the phone notes that somebody told us, and members say it themselves; all else is the leaders' (domain.md 4.8). */
const noters = (kind: NewNote['kind']): readonly Role[] =>
  kind === 'absence-notice' || kind === 'planned-absence' ? ['leader', 'intake', 'member'] : ['leader'];

/** See PreparationDesk.addNote. */
export async function addNote(
  context: PortalContext,
  query: MemberQuery,
  note: NewNote,
  options: Options = {},
): Promise<void> {
  parseNewNote(note);
  const member = await memberIn(context, query, { ...options, roles: noters(note.kind) });
  const made = noteOf(context, member, note);
  const keeper = await keeperOf(context, made, options);
  await (member.role === 'member' ? requireOwn : requireSession)(context, member, note, options);
  await sendNote(context, member, made, { ...options, keeper });
}

function noteOf(context: PortalContext, member: MemberIn, note: NewNote): Note {
  const { patient, membership, group } = member;
  const now = instantIn(group.timeZone, context.now());
  const at = 'at' in note && note.at !== undefined ? note.at : now;
  if (ms(at) > ms(now)) throw new PortalError('invalid', 'This has not happened yet.', ['at']);
  const common = { id: note.id, patient, membership, at, by: member.recorder };
  switch (note.kind) {
    case 'commitment-talk': {
      const { expectedLength: length } = note;
      const unit = length?.unit === 'weeks' ? ('wk' as const) : ('{session}' as const);
      return { ...common, kind: note.kind, ...(length && { expectedLength: { value: length.value, unit } }) };
    }
    case 'talked-about': {
      const { response, clauses } = documentBehind(decisionsBehind(note.of, member), note.document);
      const wrong = note.clauses.filter((id) => !clauses.some(({ clause }) => clause === id));
      if (wrong.length > 0) throw new PortalError('invalid', 'There is no such clause here.', ['clauses']);
      return { ...common, kind: note.kind, clauses: note.clauses, response };
    }
    case 'followed-up':
      return { ...common, kind: note.kind, reason: note.reason };
    case 'absence-notice':
      return {
        ...common,
        kind: note.kind,
        session: note.session,
        channel: note.channel,
        reached: note.reached,
        ...(note.from && { from: note.from }),
      };
    case 'planned-absence':
      // told afterwards it is no plan
      if (note.away.end < localDate(ms(now), group.timeZone))
        throw new PortalError('invalid', 'These days are over.', ['away.end']);
      return { ...common, kind: note.kind, away: note.away };
    case 'asked-to-leave': {
      if (!group.recordAskedToLeave)
        throw new PortalError('unsupported', 'This group does not note that.', ['recordAskedToLeave']);
      if (ms(note.session) > ms(now)) throw new PortalError('invalid', 'This has not happened yet.', ['session']);
      return { ...common, kind: note.kind, session: note.session, wayHomeOffered: note.wayHomeOffered };
    }
    default:
      return { ...common, kind: note.kind };
  }
}

/** A word about a time at which the group does not meet would be lost: nobody would ever see it. */
async function requireSession(
  context: PortalContext,
  { group }: MemberIn,
  note: NewNote,
  options: Options,
): Promise<void> {
  if (note.kind !== 'absence-notice' && note.kind !== 'asked-to-leave') return;
  const at = ms(note.session);
  const { sessions } = await readGroup(context, group, { from: at, until: at + 1 }, options);
  if (sessions.length === 0) throw new PortalError('not-found', 'No session is scheduled then.', ['session']);
}

/** The member's own page asks for nothing of the group's list: what it may name is their own session, still to come. */
async function requireOwn(
  context: PortalContext,
  { group, patient }: MemberIn,
  note: NewNote,
  options: Options,
): Promise<void> {
  if (note.kind !== 'absence-notice') return;
  if (note.channel !== 'portal' || note.reached !== 'left-word' || note.from === 'somebody-else')
    throw new PortalError('invalid', 'A member leaves word here.', ['channel', 'reached']);
  const { facts } = await readFacts(context, { group: group.key, patient }, options);
  if (!comingOf(facts, context.now().getTime()).some((start) => ms(start) === ms(note.session)))
    throw new PortalError('not-found', 'No session is scheduled then.', ['session']);
}
