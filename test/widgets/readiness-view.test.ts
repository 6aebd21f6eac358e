import { expect, test } from 'vitest';
import type { GroupSummary, MemberPreparation } from '../../src/portal-types.ts';
import { summarizeAttendance } from '../../src/readiness/summary.ts';
import { reasonCodes, type Reason, type ReasonCode } from '../../src/readiness/types.ts';
import { datesIn } from '../../widgets/readiness/dates.ts';
import { notes } from '../../widgets/readiness/reasons.ts';
import { keyOf, strip } from '../../widgets/readiness/strip.ts';
import * as picture from '../../widgets/readiness/picture.ts';
import * as readiness from '../../widgets/readiness/view.ts';
import { pictureWords } from '../../widgets/strings/picture.ts';
import { words as english } from '../../widgets/strings/readiness.ts';
import { attending, group, prepared, states, weekly } from './pages/readiness-states.ts';

const dates = datesIn('America/New_York', 'en', '2026-11-24T22:00:00Z');
const saying = { words: english, dates };
const viewOf = (of: MemberPreparation) => readiness.viewOf(of, english, 'en');
const pictureOf = (of: MemberPreparation) => picture.pictureOf(of, 'en', pictureWords);
const view = (name: keyof typeof states) => viewOf(states[name]);
type Commitment = NonNullable<GroupSummary['commitment']>;
const lines = (steps: { text: string; glyph?: string; under: string }[]) =>
  steps.map(({ glyph, text, under }) => `${glyph} ${text}: ${under}`);
const reason = (code: ReasonCode, more: Partial<Reason> = {}): Reason => ({
  code,
  owner: 'leader',
  since: '2026-11-20T15:00:00Z',
  evidence: [],
  ...more,
});

test.each([
  ['complete', 'met', 'Preparation complete', 'Agreement and consent to take part signed 25 Aug'],
  ['steps left', 'open', '2 steps left', 'First session Tuesday 1 December, 6:00 pm'],
  ['not started', 'open', 'Preparation not started', 'First session Tuesday 1 December, 6:00 pm'],
  ['lapsed', 'lapsed', 'Agreement no longer in force', 'Withdrawn 3 November · leader to talk'],
  ['consent withdrawn', 'lapsed', 'Consent to take part no longer in force', 'Withdrawn 3 November · leader to talk'],
  ['not in group', undefined, 'Not currently in this group', 'Membership ended'],
  ['unknown', 'unknown', 'Can’t tell right now', 'The agreements didn’t load. Nothing here is guessed.'],
  ['nothing loads', 'unknown', 'Can’t tell right now', 'The record didn’t load. Nothing here is guessed.'],
  ['intake view', 'met', 'Preparation complete', 'Agreement signed 2 Dec 2025, consent to take part 12 Jan'],
] as const)('the top line of %s', (name, glyph, text, under) => {
  expect(view(name).lead).toMatchObject({ text, under, ...(glyph && { glyph }) });
  expect(view(name).lead.glyph).toBe(glyph);
});

test('unknown never borrows a shape, a word or a button of a known state', () => {
  for (const name of ['unknown', 'nothing loads'] as const) {
    const { lead, steps, openAgreement, notes: open } = view(name);
    const attendance = pictureOf(states[name]);
    expect(lead).toMatchObject({ glyph: 'unknown', tone: 'quiet' });
    expect([steps, open, openAgreement, attendance]).toEqual([[], [], false, undefined]);
    expect(JSON.stringify(view(name))).not.toMatch(/complete|left|signed/);
  }
});

test('a paper without a date is never said to be signed on the day it was entered', () => {
  const { details, ...rest } = states.complete;
  const one = viewOf({ ...rest, details: { ...details, undated: { agreement: true } } });
  expect(one.lead.under).toBe('Agreement signed on paper without a date, entered 25 Aug, consent to take part 25 Aug');
  const both = viewOf({ ...rest, details: { ...details, undated: { agreement: true, participation: true } } });
  expect(both.lead.under).toBe('Agreement and consent to take part signed on paper without a date, entered 25 Aug');
  const left = viewOf({
    ...states['steps left'],
    details: { ...states['steps left'].details, undated: { agreement: true } },
  });
  expect(lines(left.steps)).toContainEqual(
    expect.stringMatching(/^talk Group rules: signed on paper without a date, entered 20 Nov/),
  );
});

test('a server of a version we do not know is read only, and the card says so', () => {
  const { lead } = viewOf({ ...states.unknown, unknownVersion: true });
  expect(lead).toMatchObject({ glyph: 'unknown', text: 'Can’t tell right now' });
  expect(lead.under).toMatch(/^This server’s FHIR version is not one this product knows\./);
});

test('what another system recorded is on file, beside the step it does not meet', () => {
  const { details, ...rest } = states['not started'];
  const { steps } = viewOf({
    ...rest,
    details: { ...details, onFile: { agreement: { day: '2026-11-03' }, participation: {} } },
  });
  expect(lines(steps).slice(1, 3)).toEqual([
    'open Consent to take part: on file from another system, not verified by this clinic · intake',
    'open Group rules: on file from another system, 3 Nov, not verified by this clinic · intake',
  ]);
});

test('only amber and calm tones are used, whatever the member said or did', () => {
  for (const answer of Object.values(states)) expect(['accent', 'heed', 'quiet']).toContain(viewOf(answer).lead.tone);
});

test('steps left counts rows, and each says what was done or whose turn it is', () => {
  expect(lines(view('steps left').steps)).toEqual([
    'met Introduction: gone through together, 12 Nov',
    'met Consent to take part: signed 20 Nov',
    'talk Group rules: signed 20 Nov; wants to talk about contact outside group · leader to talk',
    'open Talk about how long to stay: leader',
    'met How to tell us: phone; message is fine',
  ]);
  expect(view('not started').steps.map(({ under }) => under)).toEqual([
    'intake',
    'intake',
    'intake',
    'leader',
    'intake',
  ]);
});

test('one step is one step, and an open question is a row with R1, not a step of its own', () => {
  const answer = prepared(
    { preparation: 'in-progress', criteria: { questions: 'not-met' }, reasons: [reason('wants-to-talk')] },
    { introduction: { at: '2026-11-12T16:00:00Z', mode: 'screen' } },
  );
  const { lead, steps, notes: open } = viewOf(answer);
  expect(lead.text).toBe('1 step left');
  expect(lines(steps)[0]).toBe('talk Introduction: read on screen, 12 Nov; questions to talk about · leader to talk');
  expect(open).toEqual([]);
});

test('an introduction that is open because its words are new says so', () => {
  const answer = prepared(
    { preparation: 'in-progress', criteria: { introduction: 'not-met' } },
    { introduction: { at: '2026-11-12T16:00:00Z', mode: 'screen' } },
  );
  answer.readiness.criteria.introduction.note = 'new-version';
  expect(lines(viewOf(answer).steps)[0]).toBe(
    'open Introduction: read on screen, 12 Nov; new version to read · intake',
  );
});

test('a signer, interpreter or video rule still open keeps the rules open', () => {
  const criteria = { signer: 'not-met', communication: 'not-met', video: 'not-met' } as const;
  const { lead, steps } = viewOf(prepared({ preparation: 'in-progress', criteria }));
  expect(lead.text).toBe('1 step left');
  expect(lines(steps)[2]).toBe(
    'open Group rules: signer’s right to sign not on file; translation or interpreter to arrange; video rules to answer · intake',
  );
});

test('a "no" is said as the member said it, and what was talked about since is asked of intake', () => {
  const details = { agreementSigned: '2026-11-20T15:00:00Z', no: ['reporting contact'] };
  const open = { preparation: 'in-progress', criteria: { agreement: 'not-met' } } as const;
  const rules = (reasons: Reason[]) => lines(viewOf(prepared({ ...open, reasons }, details)).steps)[2];
  expect(rules([reason('rule-declined')])).toBe(
    'talk Group rules: signed 20 Nov; said no to reporting contact · leader to talk',
  );
  expect(rules([])).toBe('open Group rules: signed 20 Nov, not in force · intake');
});

test('optional steps are left out', () => {
  const criteria = { agreement: 'not-met', commitment: 'not-required', contact: 'not-required' } as const;
  expect(viewOf(prepared({ preparation: 'in-progress', criteria })).steps).toHaveLength(3);
});

test('the button to the agreement shows only when agreement or consent is not met', () => {
  const offered = Object.entries(states).filter(([, answer]) => viewOf(answer).openAgreement);
  expect(offered.map(([name]) => name)).toEqual(['steps left', 'lapsed', 'not started', 'consent withdrawn']);
});

test('reasons about the same sessions share one line that names both', () => {
  expect(view('follow up').notes).toEqual([
    { text: 'Two absences, no word, in a row', under: '10 and 17 November · leader' },
  ]);
  const sessions = ['2026-10-27T18:00:00-04:00', '2026-11-03T18:00:00-05:00', '2026-11-17T18:00:00-05:00'];
  expect(
    notes(
      [reason('two-unannounced', { sessions }), reason('two-in-a-row', { sessions: sessions.slice(1) })],
      {},
      saying,
    ),
  ).toEqual([
    { text: 'Three absences, no word', under: '27 October, 3 and 17 November · leader' },
    { text: 'Two absences in a row', under: '3 and 17 November · leader' },
  ]);
});

test('days of one month are joined to it, and to another year, as the language does', () => {
  const of = (language: string) => datesIn('America/New_York', language, '2026-11-24T22:00:00Z');
  const days = ['2026-11-10T18:00:00-05:00', '2026-11-17T18:00:00-05:00'];
  expect([of('en').several(days), of('es').several(days)]).toEqual(['10 and 17 November', '10 y 17 de noviembre']);
  const last = '2025-12-02T18:00:00-05:00';
  expect(['en', 'es'].map((language) => of(language).long(last))).toEqual([
    '2 December 2025',
    '2 de diciembre de 2025',
  ]);
  expect(['en', 'es'].map((language) => of(language).short(last))).toEqual(['2 Dec 2025', '2 dic 2025']);
});

test('every reason has words, none of them a code or a judgement', () => {
  for (const code of reasonCodes) {
    const [note] = notes([reason(code, { sessions: ['2026-11-17T18:00:00-05:00'] })], {}, saying);
    expect(note?.text).toMatch(/^[A-Z]/);
    expect(note?.text).not.toMatch(/-in-|no-show|lapse|fail|refus|complian/i);
    expect(note?.under).toMatch(/^17 November · leader/);
  }
});

test('a caller who may not see answers gets the reason without the phrase', () => {
  const words = notes([reason('wants-to-talk'), reason('rule-declined')], {}, saying);
  expect(words.map(({ text }) => text)).toEqual(['Would like to talk about something', 'Said no to a rule']);
  expect(words[0]?.under).toBe('since 20 November · leader to talk');
});

test('only attendance failed: preparation stays the top line', () => {
  const { lead, gap } = view('attendance unread');
  const attendance = pictureOf(states['attendance unread']);
  expect(lead.text).toBe('Preparation complete');
  expect(gap).toMatchObject({ text: 'Attendance: can’t tell right now', under: 'The schedule didn’t load.' });
  expect(attendance).toBeUndefined();
});

test('what is missing is said by why it is', () => {
  const missing = (['failed', 'partial', 'not-authorized', 'contradictory'] as const).map((why) => ({
    fact: 'notes',
    why,
  }));
  expect(viewOf(prepared({ missing })).gap).toMatchObject({
    text: 'What to follow up: can’t tell right now',
    under:
      'The staff notes didn’t load. Only part of the staff notes loaded. Your account may not read the staff notes. What is on file about the staff notes disagrees.',
  });
});

test.each([
  ['PPNPA', { heading: 'Attended 3 of 5', percent: '60%', beside: 'session 4 next' }],
  ['PMP', { heading: 'Attended 2 of 2', percent: '', beside: '1 more not recorded · session 3 next' }],
  ['', { heading: 'Attendance', percent: '', beside: 'no sessions yet' }],
  ['XH', { heading: 'Attendance', percent: '', beside: 'no sessions yet' }],
  ['MM', { heading: 'Attendance', percent: '', beside: '2 not recorded' }],
])('counts first, percent only from four on: %s', (outcomes, expected) => {
  expect(pictureOf(prepared(attending(outcomes)))).toMatchObject({ kind: 'counts', ...expected });
});

test('attendance this caller may not read is said, quietly', () => {
  expect(pictureOf(states['intake view'])).toEqual({ kind: 'hidden' });
});

test('the strip has the last twelve sessions, oldest first, each in words of the group’s own day', () => {
  const marks = strip(weekly('PPP PPLPPNPPXPAA').toReversed(), dates, pictureWords);
  expect(marks.map(({ month }) => month).filter(Boolean)).toEqual(['Sep', 'Oct', 'Nov']);
  expect(marks[0]).toMatchObject({ month: 'Sep', spoken: 'Tuesday 1 September: on time' });
  expect(marks.at(-1)?.spoken).toBe('Tuesday 17 November: absent, no word');
  expect(marks).toHaveLength(12);
});

test('a session past midnight UTC keeps its local date', () => {
  const [mark] = strip(
    [{ start: '2026-11-04T00:00:00Z', outcome: 'present' }],
    datesIn('America/Chicago', 'en', '2026-11-24T22:00:00Z'),
    pictureWords,
  );
  expect(mark?.spoken).toBe('Tuesday 3 November: on time');
});

test('month labels never stand on top of each other', () => {
  const monthly = ['08-31', '09-01', '10-06', '11-03'].map((day) => ({
    start: `2026-${day}T18:00:00Z`,
    outcome: 'present' as const,
  }));
  expect(strip(monthly, dates, pictureWords).map(({ month }) => month)).toEqual(['', 'Sep', '', 'Nov']);
});

test('the key explains only the marks that occur, one entry per shape', () => {
  const key = (outcomes: string) =>
    keyOf(strip(weekly(outcomes), dates, pictureWords), pictureWords).map(({ words }) => words);
  expect(key('PPAN')).toEqual(['on time', 'told us', 'no word']);
  expect(key('XHM')).toEqual(['not held, or excused by clinic', 'not recorded']);
});

test('lateness, notice and the commitment stand beside the strip, with a percent only from four', () => {
  const facts = (outcomes: string, more: { commitmentWeek?: number } = {}, commitment?: Commitment) => {
    const answer = prepared({ sessions: weekly(outcomes), attendance: summarizeAttendance(weekly(outcomes)), ...more });
    const found = pictureOf({ ...answer, group: { ...group, ...(commitment && { commitment }) } });
    return found?.kind === 'counts' ? found.facts.map(({ term, said }) => `${term}: ${said}`) : [];
  };
  expect(facts('PPLPPNPA')).toEqual([
    'On time: 5 of 6 (83%)',
    'Told us ahead: 1 of 2 absences',
    'Into the commitment: 8 sessions held',
  ]);
  expect(facts('PLP', {}, { kind: 'sessions', count: 12 })).toEqual([
    'On time: 2 of 3',
    'Into the commitment: 3 of 12 sessions held',
  ]);
  // G20: arrivals nobody saw, absences of which nobody knows whether they were told
  expect(facts('UUQUQU', { commitmentWeek: 6 }, { kind: 'weeks', count: 8 })).toEqual([
    'On time: arrivals not recorded',
    'Told us ahead: 2 more, notice unknown',
    'Into the commitment: week 6 of 8',
  ]);
  expect(facts('P', { commitmentWeek: 9 }, { kind: 'weeks', count: 8 })).toContain(
    'Into the commitment: the 8 weeks are over',
  );
  expect(facts('')).toEqual([]);
});
