/** The facts as criteria and reasons look at them: one membership, one instant. @module */
import type { AgreementKind } from '../../fhir-mappings/codes.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Note } from '../../fhir-mappings/records/note.ts';
import type { Preparation as Response } from '../../fhir-mappings/records/preparation.ts';
import { toldIn, type Told } from './away.ts';
import { decisionsIn, type Decision } from './decisions.ts';
import { agreementsFor, forceOf, standingAt, type Force } from './in-force.ts';
import { currentMembership, type Episode } from './membership.ts';
import { idOf, newestFirst, type Dated } from './records.ts';
import { sessionsOf, type Session } from './sessions.ts';
import { addMonths, localDate, ms } from './time.ts';
import type { Gap, MemberFacts } from './types.ts';

/** One of the two signed documents, as it stands. */
export interface Document {
  /** All that are about this membership, newest signed first. */
  agreements: Dated<Agreement>[];
  /** Those that were ever in force. */
  forces: Force[];
  /** Those in force now. */
  by: Force[];
  /** The records can't tell: they contradict each other, or one ended nobody knows when. */
  doubt?: Gap;
}

/** What a read may fail to give, in the order `missing` lists it. */
export const factNames = [
  'memberships',
  'agreements',
  'preparations',
  'notes',
  'person',
  'seats',
  'attendance',
] as const;
/** One of them. */
export type Fact = (typeof factNames)[number];

/** Records newest first, sessions oldest first; nothing in it is dated after `now` but `scheduled`. */
export interface View {
  facts: MemberFacts;
  zone: string;
  now: number;
  /** Local date of now. */
  today: string;
  /** Facts that can't be relied on, and why. */
  gaps: Partial<Record<Fact, Gap>>;
  episode: Episode | undefined;
  /** By the criterion each decides. */
  documents: Record<'agreement' | 'participation', Document>;
  /** All of the person: drafts, and those entered in error, too. */
  responses: Dated<Response>[];
  /** Those to this group's pack that count for this membership (domain.md 4.1 "What a fact covers"). */
  preparations: Dated<Response>[];
  /** Those of other memberships too. */
  notes: Dated<Note>[];
  /** This membership's own. */
  own: Dated<Note>[];
  decisions: Decision[];
  told: Told;
  /** Future sessions too; by seats alone when attendance can't be read. */
  scheduled: Session[];
  /** Over or recorded. Absent when the caller may not read attendance, or a read has a gap. */
  sessions: Session[] | undefined;
}

/** Looks at the facts as of an instant. */
export function viewOf(facts: MemberFacts, now: number, zone: string): View {
  const { episode, contradictory } = currentMembership(facts.memberships.items, facts.group.key, { now, zone });
  const gaps: View['gaps'] = contradictory ? { memberships: 'contradictory' } : {};
  for (const fact of factNames) {
    const gap = facts[fact]?.gap;
    if (gap) gaps[fact] = gap;
  }
  // visits are the second witness of attendance: without them "not recorded" can't be told from "attended"
  const visits = facts.visits?.gap;
  if (visits) gaps.attendance ??= visits;
  const notes = newestFirst(facts.notes.items, 'at', now);
  const own = notes.filter((n) => n.membership === episode?.evidence);
  const moved = new Map(
    (facts.seats?.items ?? []).flatMap(({ record: { movedFrom, start, service } }) =>
      movedFrom !== undefined && service === episode?.record.service ? [[ms(movedFrom), ms(start)] as const] : [],
    ),
  );
  const told = toldIn(own, zone, moved);
  const all = agreementsFor(facts, episode, now);
  const decisions = decisionsIn(notes, all);
  const documentOf = (kind: AgreementKind): Document => {
    const agreements = all.filter((a) => a.kind === kind);
    const forces = agreements.flatMap((a) => forceOf(a, facts, { zone, decisions }));
    return { agreements, forces, ...standingAt(forces, now) };
  };
  const responses = newestFirst(facts.preparations.items, 'authored', now);
  const today = localDate(now, zone);
  const joined = episode?.record.start ?? today;
  const scheduled = episode ? sessionsOf(episode, facts, { now, told, notes: own }) : [];
  const isKnown = facts.seats && facts.attendance && !gaps.memberships && !gaps.seats && !gaps.attendance;
  return {
    facts,
    zone,
    now,
    today,
    gaps,
    episode,
    responses,
    scheduled,
    documents: { agreement: documentOf('group-rules'), participation: documentOf('group-participation') },
    // of another membership: fresh on the day this one began, so that nobody has to repeat it half-way through
    preparations: responses.filter(
      (r) =>
        facts.group.documents.preparation.includes(r.document.url) &&
        (r.membership === episode?.evidence || isFresh(r, joined, { zone, months: facts.group.repeatAfterMonths })),
    ),
    notes,
    own,
    decisions,
    told,
    sessions: isKnown ? scheduled.filter((s) => s.end <= now) : undefined,
  };
}

/** True while it is younger on the date than the months after which it is asked again (domain.md 4.1). */
export const isFresh = (
  { time }: Dated<Response>,
  date: string,
  { zone, months }: { zone: string; months: number },
): boolean => date < addMonths(localDate(time, zone), months);

/**
 * When a clause or section of a response was first talked about.
 * It is about the response, so it counts whichever membership it was noted in.
 */
export const talkedAt = ({ notes }: View, response: string, id: string): string | undefined =>
  notes
    .filter((n) => n.kind === 'talked-about' && 'clauses' in n)
    .filter((n) => n.clauses.includes(id) && idOf(n.response) === idOf(response))
    .at(-1)?.at;

/** This membership's notes of a kind, newest first. */
export const notesOfKind = <K extends Note['kind']>({ own }: View, kind: K) =>
  own.filter((n): n is Dated<Note & { kind: K }> => n.kind === kind);

/** When "followed up" was last ticked for a reason or prompt of this membership; -Infinity when never. */
export const tickedAt = (view: View, reason: string): number =>
  notesOfKind(view, 'followed-up').find((n) => n.reason === reason)?.time ?? -Infinity;
