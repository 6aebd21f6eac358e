/** Open reasons as the lines a person reads: those about the same sessions share one. @module */
import type { MemberPreparation } from '../../src/portal-types.ts';
import type { Reason } from '../../src/readiness/types.ts';
import type { ReadinessWords } from '../strings/readiness.ts';
import type { Dates } from './dates.ts';

/** The words, and dates as they are said. */
export interface Saying {
  words: ReadinessWords;
  dates: Dates;
}

export interface Note {
  /** "Two absences, no word, in a row" */
  text: string;
  /** "10 and 17 November · leader" */
  under: string;
}

/** In the order of the readiness answer (domain.md 4.3), each group where its first reason stands. */
export function notes(reasons: readonly Reason[], details: MemberPreparation['details'], saying: Saying): Note[] {
  const { words, dates } = saying;
  const groups = Map.groupBy(reasons, (reason) =>
    reason.sessions?.length ? JSON.stringify([reason.owner, ...reason.sessions.toSorted()]) : reason,
  );
  return [...groups.values()].map((group) => {
    const [first] = group as [Reason, ...Reason[]];
    const when = first.sessions?.length ? dates.several(first.sessions) : words.since(dates.long(first.since));
    return { text: together(group, details, saying), under: `${when} · ${turn(first, words)}` };
  });
}

/** "contact outside group and coming on time" */
export const phrases = (all: readonly string[] | undefined, otherwise: string, dates: Dates): string =>
  all?.length ? dates.list(all) : otherwise;

function together(group: readonly Reason[], details: MemberPreparation['details'], saying: Saying): string {
  const { words } = saying;
  const has = (code: Reason['code']): boolean => group.some((reason) => reason.code === code);
  const noWord = has('two-unannounced');
  const inARow = has('two-in-a-row');
  const others = group
    .filter(({ code }) => code !== 'two-unannounced' && code !== 'two-in-a-row')
    .map(({ code }) => single(code, details, saying));
  const missed = noWord || inARow ? [words.absences(group[0]?.sessions?.length || 2, noWord, inARow)] : [];
  return [...missed, ...others].join(' · ');
}

function single(code: Reason['code'], details: MemberPreparation['details'], { words, dates }: Saying): string {
  if (code === 'wants-to-talk') return words.wouldLikeToTalk(phrases(details.talk, words.something, dates));
  if (code === 'rule-declined') return words.saidNoTo(phrases(details.no, words.aRule, dates));
  return words.reason[code] ?? code;
}

const turn = ({ code, owner }: Reason, words: ReadinessWords): string =>
  code === 'wants-to-talk' || code === 'rule-declined' ? words.leaderToTalk : words.owner[owner];
