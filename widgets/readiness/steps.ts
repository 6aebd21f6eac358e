/** The steps of preparation as rows: what is done, what is open, whose turn (domain.md 4.1). @module */
import type { MemberPreparation } from '../../src/portal-types.ts';
import type { Criterion, Readiness, ReasonCode } from '../../src/readiness/types.ts';
import type { ReadinessWords } from '../strings/readiness.ts';
import { phrases, type Saying } from './reasons.ts';
import type { Line } from './view.ts';

type State = 'met' | 'not-required' | 'not-met' | 'unknown' | 'talk';

const glyphs: Record<State, Pick<Line, 'glyph' | 'tone'>> = {
  met: { glyph: 'met', tone: 'accent' },
  'not-required': { glyph: 'met', tone: 'accent' },
  'not-met': { glyph: 'open', tone: 'quiet' },
  unknown: { glyph: 'unknown', tone: 'quiet' },
  talk: { glyph: 'talk', tone: 'heed' },
};

/** The day of a signature, as it is said after “signed”; of a paper without a date when it was entered. */
export function signedOn(
  name: 'agreement' | 'participation',
  details: MemberPreparation['details'],
  { words, dates }: Saying,
): string | undefined {
  const instant = details[`${name}Signed`];
  const day = instant && dates.short(instant);
  return day && details.undated?.[name] ? words.undated(day) : day;
}

/** Five rows at most: R1 and R2 are one, and what belongs to the signing (R7, R8, R9) stands with the rules. */
export function steps({ criteria, reasons }: Readiness, details: MemberPreparation['details'], saying: Saying): Line[] {
  const { words, dates } = saying;
  /** A row is as far as the least of its criteria. */
  const state = (...names: Criterion[]): State => {
    const states = names.map((name) => criteria[name].state);
    return (['unknown', 'not-met', 'met', 'not-required'] as const).find((s) => states.includes(s)) ?? 'unknown';
  };
  const open = (name: Criterion): boolean => criteria[name].state === 'not-met';
  const note = (name: Criterion): string => words.note[criteria[name].note as string] ?? '';
  const on = (what: string, instant: string | undefined): string =>
    instant ? `${what}, ${dates.short(instant)}` : what;
  const signed = (name: 'agreement' | 'participation', inForce: boolean): string => {
    const day = signedOn(name, details, saying);
    return day ? `${words.signed} ${day}${inForce ? '' : `, ${words.notInForce}`}` : '';
  };

  // What the member said about a clause stands in the row of the document it keeps open: the rules first.
  // What was talked about since is no open reason any more, though the answer still says "talk".
  const has = (code: ReasonCode): boolean => reasons.some((reason) => reason.code === code);
  const declined = has('rule-declined');
  const talks = has('wants-to-talk') && (details.talk?.length || !open('questions'));
  const said = [
    declined ? words.saidNo(phrases(details.no, words.aRule, dates)) : '',
    talks ? words.wantsToTalk(phrases(details.talk, words.something, dates)) : '',
  ].filter(Boolean);
  const rulesTalk = said.length > 0 && open('agreement') && details.agreementSigned !== undefined;
  const consentTalk =
    said.length > 0 && !rulesTalk && open('participation') && details.participationSigned !== undefined;
  const questions = criteria.introduction.state === 'met' && open('questions');
  const { introduction, contact } = details;

  const elsewhere = (name: 'agreement' | 'participation'): string => {
    const other = open(name) ? details.onFile?.[name] : undefined;
    return other ? words.onFile(other.day && dates.short(`${other.day}T12:00:00Z`)) : '';
  };

  const row = (name: keyof ReadinessWords['row'], at: State, owner: string, ...facts: string[]): Line => ({
    ...glyphs[at],
    text: words.row[name],
    under: [facts.filter(Boolean).join('; '), at === 'talk' ? words.leaderToTalk : at === 'not-met' ? owner : '']
      .filter(Boolean)
      .join(' · '),
  });
  const { leader, intake } = words.owner;
  const rows = [
    row(
      'introduction',
      questions ? 'talk' : state('introduction', 'questions'),
      intake,
      introduction ? on(words.mode[introduction.mode], introduction.at) : '',
      note('introduction'),
      questions ? words.questions : '',
    ),
    row(
      'participation',
      consentTalk ? 'talk' : state('participation'),
      intake,
      signed('participation', consentTalk || !open('participation')),
      elsewhere('participation'),
      ...(consentTalk ? said : []),
    ),
    row(
      'agreement',
      rulesTalk ? 'talk' : state('agreement', 'signer', 'communication', 'video'),
      intake,
      signed('agreement', rulesTalk || !open('agreement')),
      elsewhere('agreement'),
      ...(rulesTalk ? said : []),
      ...(['signer', 'communication', 'video'] as const).map((name) => (open(name) ? words[name] : '')),
    ),
  ];
  if (criteria.commitment.state !== 'not-required') {
    const done = criteria.commitment.state === 'met' ? on(words.talked, details.commitment?.at) : '';
    rows.push(row('commitment', state('commitment'), leader, done, note('commitment')));
  }
  if (criteria.contact.state !== 'not-required') {
    const given = criteria.contact.state === 'met' && contact;
    const ways = given ? [words.way[given.way], words.message(given.message)] : [];
    rows.push(row('contact', state('contact'), intake, ...ways, note('contact')));
  }
  return rows;
}
