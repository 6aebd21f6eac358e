/** What a leader may raise with somebody, and what closes each of it. Pure. @module */
import type { Note } from '../../fhir-mappings/records/note.ts';
import { notesTalkedAbout } from '../readiness/away.ts';
import { idOf } from '../readiness/records.ts';
import { isRecorded } from '../readiness/summary.ts';
import { day, localDate, ms } from '../readiness/time.ts';
import type { Readiness, ReasonCode } from '../readiness/types.ts';
import { notesOfKind, tickedAt, type View } from '../readiness/view.ts';
import type { RaiseItem } from '../roster-types.ts';
import { waitingIn, type Waiting } from './waiting.ts';

/** A note that closes an item, but for who, when and whose. */
export type Closing =
  | { kind: 'talked-about'; response: string; clauses: string[] }
  | { kind: 'talked-about'; note: string }
  | { kind: 'followed-up'; reason: string };

/** An item with what is written when it is closed, and the clauses whose words it is shown with. */
export interface Raised {
  item: Omit<RaiseItem, 'item' | 'phrases'>;
  closing: Closing[];
  about: { version: Waiting['version']; clauses: string[] }[];
}

/** Reasons that are the leader's to follow up by a tick. */
const followed: readonly ReasonCode[] = ['two-unannounced', 'two-in-a-row', 'not-back-yet'];
const spoken: readonly ReasonCode[] = ['contact-undiscussed', 'leaving-undiscussed'];
/** Those that wait for somebody's signature or decision. */
const waits: readonly ReasonCode[] = ['attended-without-agreement', 'new-version-due', 'signer-changed'];

/** In the order of the readiness answer; then the early phase, a session without word, and who was asked to leave. */
export function raisedIn(view: View, { reasons, prompts }: Pick<Readiness, 'reasons' | 'prompts'>): Raised[] {
  const waiting = reasons.some(({ code }) => code === 'wants-to-talk' || code === 'rule-declined')
    ? waitingIn(view)
    : [];
  return [
    ...reasons.flatMap(({ code, sessions }): Raised[] => {
      const item = { code, ...(sessions && { sessions }) };
      if (code === 'wants-to-talk') return talks(waiting);
      if (code === 'rule-declined') return declined(waiting);
      if (code === 'planned-absence-undiscussed') return plans(view);
      if (code === 'two-in-a-row' && isBoth(reasons)) return [];
      if (followed.includes(code)) return [absences(reasons, { ...item, closes: 'followed-up' })];
      if (spoken.includes(code)) return [ticked({ ...item, closes: 'talked-about' })];
      return waits.includes(code) ? [{ item, closing: [], about: [] }] : [];
    }),
    ...prompts.map((code) => ticked({ code, closes: 'talked-about' })),
    ...withoutWord(view, reasons),
    ...askedToLeave(view),
  ];
}

const ticked = (item: Raised['item']): Raised => ({
  item,
  closing: [{ kind: 'followed-up', reason: item.code }],
  about: [],
});

/** No word, and in a row: about the same evenings they are one line, and one press closes both. */
const isBoth = (reasons: Readiness['reasons']): boolean => {
  const sessionsOf = (code: ReasonCode) =>
    reasons
      .find((r) => r.code === code)
      ?.sessions?.toSorted()
      .join(' ');
  const both = [sessionsOf('two-unannounced'), sessionsOf('two-in-a-row')];
  return both[0] !== undefined && both[0] === both[1];
};

function absences(reasons: Readiness['reasons'], item: Raised['item']): Raised {
  if (item.code !== 'two-unannounced' || !isBoth(reasons)) return ticked(item);
  const closing = ['two-unannounced', 'two-in-a-row'].map((reason) => ({ kind: 'followed-up' as const, reason }));
  return { item: { ...item, inARow: true }, closing, about: [] };
}

function talks(waiting: readonly Waiting[]): Raised[] {
  const open = waiting
    .map(({ response, version, clauses }) => ({
      response,
      version,
      clauses: clauses.flatMap(({ clause, answer, talked }) => (answer === 'talk' && !talked ? [clause] : [])),
    }))
    .filter(({ clauses }) => clauses.length > 0);
  return [
    {
      item: { code: 'wants-to-talk', closes: 'talked-about' },
      closing: open.map(({ response, clauses }) => ({ kind: 'talked-about', response, clauses })),
      about: open,
    },
  ];
}

/** A "no" waits for the leader's decision, never for a tick (design 3b). */
function declined(waiting: readonly Waiting[]): Raised[] {
  const about = waiting
    .map(({ version, clauses }) => ({
      version,
      clauses: clauses.flatMap(({ clause, answer, decided }) => (answer === 'no' && !decided ? [clause] : [])),
    }))
    .filter(({ clauses }) => clauses.length > 0);
  return [{ item: { code: 'rule-declined' }, closing: [], about }];
}

/** Each plan by itself: talking about one is not talking about the other, and only the note on it covers its days. */
function plans(view: View): Raised[] {
  const tick = tickedAt(view, 'planned-absence-undiscussed');
  const discussed = notesTalkedAbout(view.own);
  return view.told.away
    .filter((a) => !discussed.has(idOf(a.evidence)) && a.told > tick && view.now < a.from)
    .map(({ start, end, evidence }) => ({
      item: { code: 'planned-absence-undiscussed', away: { start, end }, closes: 'talked-about' },
      closing: [{ kind: 'talked-about', note: evidence }],
      about: [],
    }));
}

/** The last session, when they were away without a word and no other line says so: somebody calls them. */
function withoutWord(view: View, reasons: Readiness['reasons']): Raised[] {
  const { sessions, now } = view;
  const last = sessions?.findLast(isRecorded);
  const isSaid = reasons.some(({ code }) => followed.includes(code));
  if (last?.outcome !== 'absent-without-notice' || isSaid || now - last.time > 8 * day) return [];
  if (last.time < tickedAt(view, 'no-word')) return [];
  return [ticked({ code: 'no-word', sessions: [last.start], closes: 'followed-up' })];
}

/** They decided to leave, and their last session is still to come or runs: the newest word about it counts. */
export function leavingIn(view: View): { code: 'leaving'; last: string }[] {
  const word = notesOfKind(view, 'followed-up').find(({ reason }) => reason === 'leaving-undiscussed')?.leaving;
  return word?.outcome === 'leaves' && word.last >= view.today ? [{ code: 'leaving', last: word.last }] : [];
}

/** From the day after until somebody followed up (domain.md 6, G18): how they got home, never why. */
function askedToLeave(view: View): Raised[] {
  if (!view.facts.group.recordAskedToLeave) return [];
  const [last] = notesOfKind(view, 'asked-to-leave') as (Note & { kind: 'asked-to-leave'; time: number })[];
  if (!last || last.time <= tickedAt(view, 'asked-to-leave')) return [];
  if (view.today <= localDate(ms(last.session), view.zone)) return [];
  return [ticked({ code: 'asked-to-leave', sessions: [last.session], closes: 'followed-up' })];
}
