/** What the member's own view says, from what the portal answered. Pure. @module */
import type { MemberPreparation } from '../../src/portal-types.ts';
import type { Criterion } from '../../src/readiness/types.ts';
import type { Glyph } from '../glyphs.ts';
import { zoneWords } from '../members/days.ts';
import { dayWords, timeWords } from '../strings/common.ts';
import type { MineWords } from '../strings/mine.ts';
import { datesIn, type Dates } from './dates.ts';

/** Where preparation stands, in the words of whom it is about or who acts for them. */
export interface OwnView {
  title: string;
  glyph: Glyph;
  tone: 'accent' | 'heed' | 'quiet';
  lead: string;
  under: string;
  /** In the member's words; `turn` is whose it is. */
  steps: { text: string; turn: 'yours' | 'leaders' }[];
  /** Something to read and answer. */
  form: boolean;
  notes: string[];
}

export interface MineView extends OwnView {
  /** Preparation is known, something else is not. */
  gap: boolean;
  /** Absent where there is no membership to come to. */
  next?: {
    start?: string;
    when: string;
    /** The same instant on the clock of this device, where that is another one. */
    own: string;
    /** What they told us about it. */
    told: string[];
  };
}

/** What of the words says it; a guardian has others. */
export type OwnWords = Pick<
  MineWords,
  | 'language'
  | 'title'
  | 'ready'
  | 'left'
  | 'waiting'
  | 'waitingHint'
  | 'lapsed'
  | 'lapse'
  | 'notIn'
  | 'cantTell'
  | 'cantTellHint'
  | 'step'
  | 'note'
  | 'yours'
  | 'leaders'
>;

/** Without anything of sessions. */
export function ownOf(preparation: MemberPreparation, words: OwnWords): OwnView {
  const { group, readiness } = preparation;
  const dates = datesIn(group.timeZone, words.language, readiness.asOf);
  const known = readiness.preparation !== 'unknown';
  const current = readiness.membership === 'active' || readiness.membership === 'planned';
  const steps = known && current ? stepsOf(preparation, words) : [];
  const open = (name: Criterion): boolean => readiness.criteria[name].state === 'not-met';
  return {
    title: words.title(group.name),
    ...leadOf(preparation, steps, words, dates),
    steps,
    form: known && current && (['introduction', 'participation', 'agreement', 'contact', 'video'] as const).some(open),
    notes: known && current ? [...new Set(readiness.reasons.flatMap(({ code }) => words.note[code] ?? []))] : [],
  };
}

/** @param zone time zone of the device in the member's hands */
export function mineOf(preparation: MemberPreparation, words: MineWords, zone: string): MineView {
  const { group, readiness, details } = preparation;
  const dates = datesIn(group.timeZone, words.language, readiness.asOf);
  const known = readiness.preparation !== 'unknown';
  const current = readiness.membership === 'active' || readiness.membership === 'planned';
  return {
    ...ownOf(preparation, words),
    gap: known && readiness.missing.length > 0,
    ...(known &&
      current && { next: nextOf(readiness.notes, { start: details.nextSession, group, zone }, words, dates) }),
  };
}

type Lead = Pick<OwnView, 'glyph' | 'tone' | 'lead' | 'under'>;

function leadOf(
  { readiness: { preparation, lapse, membership } }: MemberPreparation,
  steps: OwnView['steps'],
  words: OwnWords,
  dates: Dates,
): Lead {
  if (preparation === 'unknown')
    return { glyph: 'unknown', tone: 'quiet', lead: words.cantTell, under: words.cantTellHint };
  if (preparation === 'not-applicable') {
    const lead = membership === 'on-hold' ? words.notIn['on-hold'] : words.notIn.ended;
    return { glyph: 'open', tone: 'quiet', lead, under: '' };
  }
  if (preparation === 'lapsed') {
    const under = lapse ? words.lapse[lapse.why](dates.long(lapse.since)) : '';
    return { glyph: 'lapsed', tone: 'heed', lead: words.lapsed, under };
  }
  if (preparation === 'ready') return { glyph: 'met', tone: 'accent', lead: words.ready, under: '' };
  const yours = steps.filter(({ turn }) => turn === 'yours').length;
  return yours > 0
    ? { glyph: 'open', tone: 'quiet', lead: words.left(yours), under: '' }
    : { glyph: 'open', tone: 'quiet', lead: words.waiting, under: words.waitingHint };
}

/** What is still open; a talk that is wished for is the leader's to begin. */
function stepsOf({ readiness, details }: MemberPreparation, words: OwnWords): OwnView['steps'] {
  const { criteria, reasons, preparation } = readiness;
  const open = (name: Criterion): boolean => criteria[name].state === 'not-met';
  const said = reasons.some(({ code }) => code === 'wants-to-talk' || code === 'rule-declined');
  const about = [...(details.talk ?? []), ...(details.no ?? [])];
  const talk = said && details.agreementSigned !== undefined && open('agreement');
  const consentTalk = said && !talk && details.participationSigned !== undefined && open('participation');
  const lapsed = preparation === 'lapsed';
  const steps: (OwnView['steps'][number] | false)[] = [
    open('introduction') && {
      text: criteria.introduction.note ? words.step.newVersion : words.step.introduction,
      turn: 'yours',
    },
    open('participation') && !consentTalk && { text: words.step.participation, turn: 'yours' },
    open('agreement') && !talk && { text: words.step.agreement, turn: 'yours' },
    !open('introduction') && open('questions') && { text: words.step.questions, turn: 'leaders' },
    (talk || consentTalk || (said && !open('questions'))) && {
      text: words.step.talk(talk || !consentTalk ? about : []),
      turn: 'leaders',
    },
    open('video') && !open('agreement') && { text: words.step.video, turn: 'yours' },
    !lapsed && open('signer') && { text: words.step.signer, turn: 'leaders' },
    open('communication') && { text: words.step.communication, turn: 'leaders' },
    open('commitment') && { text: words.step.commitment, turn: 'leaders' },
    open('contact') && { text: words.step.contact, turn: 'yours' },
  ];
  return steps.filter((step) => step !== false);
}

function nextOf(
  notes: MemberPreparation['readiness']['notes'],
  { start, group, zone }: { start: string | undefined; group: MemberPreparation['group']; zone: string },
  words: MineWords,
  dates: Dates,
): NonNullable<MineView['next']> {
  const day = (date: string): string => dates.long(`${date.slice(0, 10)}T12:00:00Z`);
  const told = notes.flatMap((note): string[] => {
    if (note.code === 'told-us') return [words.told];
    if (note.code === 'away-planned') return [words.awayUntil(day(note.until))];
    return note.code === 'away-coming' ? [words.awayFrom(day(note.from))] : [];
  });
  if (start === undefined) return { when: words.noNext, own: '', told };
  return {
    start,
    when: words.when(dates.moment(start), zoneWords(group.timeZone, words.language)),
    own: ownTime(start, { there: group.timeZone, here: zone }, words),
    told,
  };
}

/** The session on the member's own clock, with its day where that is another one; empty where both clocks agree (G5). */
export function ownTime(start: string, { there, here }: { there: string; here: string }, words: MineWords): string {
  const say = (zone: string): [string, string] => [
    dayWords(start, zone, words.language),
    timeWords(start, zone, words.language),
  ];
  const [thatDay, thatTime] = say(there);
  const [day, time] = say(here);
  if (day === thatDay && time === thatTime) return '';
  return words.yourTime(day === thatDay ? time : `${time}, ${day}`);
}
