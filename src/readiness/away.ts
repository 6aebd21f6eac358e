/** Planned absences and notices: what a member told us ahead (domain.md 1.10, 4.3, 4.6). @module */
import type { Note } from '../../fhir-mappings/records/note.ts';
import { idOf, type Dated } from './records.ts';
import { addDays, dayStart, ms } from './time.ts';

/** One planned absence, its days turned into instants. */
export interface Away {
  /** When it was told. */
  told: number;
  /** Half-open. */
  from: number;
  until: number;
  /** Its days, as they were told. */
  start: string;
  end: string;
  /** It was talked about in group. */
  discussed: boolean;
  evidence: string;
}

/** What was told ahead, by instants: `notices` holds the earliest word for each session's start. */
export interface Told {
  away: Away[];
  notices: Map<number, Dated<Note & { kind: 'absence-notice' }>>;
}

/**
 * From one membership's notes.
 * @param moved start a session was moved from → start it has: word about it goes along (domain.md 6, further edge checks)
 */
export function toldIn(notes: readonly Dated<Note>[], zone: string, moved: ReadonlyMap<number, number>): Told {
  const discussed = notesTalkedAbout(notes);
  return {
    away: notes
      .filter((n) => n.kind === 'planned-absence')
      .map(({ time: told, evidence, away: { start, end } }) => ({
        told,
        from: dayStart(start, zone),
        until: dayStart(addDays(end, 1), zone),
        start,
        end,
        discussed: discussed.has(idOf(evidence)),
        evidence,
      })),
    // newest first, so that the earliest stays
    notices: new Map(
      notes.filter((n) => n.kind === 'absence-notice').map((n) => [moved.get(ms(n.session)) ?? ms(n.session), n]),
    ),
  };
}

/** Ids of the notes that were talked about in group. */
export const notesTalkedAbout = (notes: readonly Dated<Note>[]): Set<string | undefined> =>
  new Set(notes.flatMap((n) => (n.kind === 'talked-about' && 'note' in n ? [idOf(n.note)] : [])));

/** The planned absences an instant falls into. */
export const awayAt = (away: readonly Away[], time: number): Away[] =>
  away.filter((a) => a.from <= time && time < a.until);

/** True when word came strictly before the start; at the second itself it is told us afterwards (domain.md 4.6, E15). */
export const isToldBefore = ({ away, notices }: Told, start: number): boolean =>
  (notices.get(start)?.time ?? Infinity) < start || awayAt(away, start).some((a) => a.told < start);
