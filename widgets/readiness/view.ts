/** What the card says, from what the portal answered: one lead line, steps, notes. Pure. @module */
import type { MemberPreparation } from '../../src/portal-types.ts';
import type { Gap, Readiness } from '../../src/readiness/types.ts';
import type { Glyph } from '../glyphs.ts';
import type { ReadinessWords } from '../strings/readiness.ts';
import { datesIn } from './dates.ts';
import { notes, type Note, type Saying } from './reasons.ts';
import { signedOn, steps } from './steps.ts';

export type Tone = 'accent' | 'heed' | 'quiet';

export interface Line {
  /** Absent when there is nothing to be done or known. */
  glyph?: Glyph;
  tone: Tone;
  text: string;
  under: string;
}

export interface View {
  title: string;
  lead: Line;
  steps: Line[];
  openAgreement: boolean;
  notes: Note[];
  /** The half that could not be read while the other could. */
  gap?: Line;
}

/** Everything the card shows. `unknown` never borrows a word or shape from a known state. */
export function viewOf(
  { group, readiness, details, unknownVersion }: MemberPreparation,
  words: ReadinessWords,
  locale: string,
): View {
  const dates = datesIn(group.timeZone, locale, readiness.asOf);
  const saying = { words, dates };
  const { preparation } = readiness;
  const known = preparation !== 'unknown';
  const begun = preparation === 'in-progress' || preparation === 'not-started';
  const list = begun ? steps(readiness, details, saying) : [];
  const open = known && preparation !== 'not-applicable';
  // A step that says what the member wants to talk about has said it: the note would only repeat it.
  const said = list.some((step) => step.glyph === 'talk');
  const reasons = readiness.reasons.filter(
    ({ code }) => !(said && (code === 'wants-to-talk' || code === 'rule-declined')),
  );
  const gap = known ? gapOf(readiness.missing, saying) : undefined;
  return {
    title: words.title(group.name),
    lead: {
      ...leads[preparation],
      ...lead(readiness, details, saying, list),
      ...(unknownVersion && !known && { under: words.unknownVersion }),
    },
    steps: list,
    openAgreement:
      open && (['agreement', 'participation'] as const).some((c) => readiness.criteria[c].state === 'not-met'),
    notes: open ? notes(reasons, details, saying) : [],
    ...(gap && { gap }),
  };
}

const leads: Record<Readiness['preparation'], Pick<Line, 'glyph' | 'tone'>> = {
  ready: { glyph: 'met', tone: 'accent' },
  'in-progress': { glyph: 'open', tone: 'quiet' },
  'not-started': { glyph: 'open', tone: 'quiet' },
  lapsed: { glyph: 'lapsed', tone: 'heed' },
  'not-applicable': { tone: 'quiet' },
  unknown: { glyph: 'unknown', tone: 'quiet' },
};

function lead(
  { preparation, lapse, membership, missing, criteria, attendance, notes: roster }: Readiness,
  details: MemberPreparation['details'],
  saying: Saying,
  list: readonly Line[],
): Pick<Line, 'text' | 'under'> {
  const { words, dates } = saying;
  if (preparation === 'ready') {
    const exception = criteria.agreement.note === 'exception' ? [words.exception] : [];
    return { text: words.ready, under: [...signed(details, saying), ...exception].join(' · ') };
  }
  if (preparation === 'lapsed') {
    const { of, why, since } = lapse ?? {};
    return { text: words.lapsed[of ?? 'agreement'], under: why && since ? words.lapse[why](dates.long(since)) : '' };
  }
  if (preparation === 'not-applicable') return { text: words.notApplicable, under: words.membership[membership] };
  if (preparation === 'unknown')
    return { text: words.cantTell, under: `${missingWords(missing, saying)} ${words.notGuessed}` };
  const first = attendance?.sessionsIntoCommitment === 0 || roster.some(({ code }) => code === 'first-session');
  return {
    text:
      preparation === 'not-started' ? words.notStarted : words.stepsLeft(list.filter((s) => s.glyph !== 'met').length),
    under: details.nextSession ? words.session(first, dates.moment(details.nextSession)) : '',
  };
}

function signed(details: MemberPreparation['details'], saying: Saying): string[] {
  const { words } = saying;
  const agreement = signedOn('agreement', details, saying);
  const consent = signedOn('participation', details, saying);
  if (agreement && consent)
    return [agreement === consent ? words.signedBoth(consent) : words.signedApart(agreement, consent)];
  if (agreement) return [words.signedAgreement(agreement)];
  return consent ? [words.signedConsent(consent)] : [];
}

const ofAttendance = (fact: string): boolean => fact === 'seats' || fact === 'attendance';

/** Preparation is known, another half isn't: it says so where it would have stood. */
function gapOf(missing: Readiness['missing'], saying: Saying): Line | undefined {
  const { words } = saying;
  if (!missing.length) return undefined;
  const attendance = missing.some(({ fact }) => ofAttendance(fact));
  const rest = missing.some(({ fact }) => !ofAttendance(fact));
  const what = attendance && rest ? words.both : attendance ? words.attendance : words.followUp;
  return { glyph: 'unknown', tone: 'quiet', text: words.cantTellOf(what), under: missingWords(missing, saying) };
}

/** "The membership and agreements didn’t load." */
function missingWords(missing: Readiness['missing'], { words, dates }: Saying): string {
  const all: Readiness['missing'] = missing.length ? missing : [{ fact: '', why: 'failed' }];
  return [...Map.groupBy(all, ({ why }): Gap => why)]
    .map(([why, facts]) => {
      const named = new Set(facts.map(({ fact }) => words.fact[fact] ?? words.otherFact));
      const everything = named.size === Object.keys(words.fact).length;
      return words.gap[why](everything ? words.otherFact : dates.list(named));
    })
    .join(' ');
}
