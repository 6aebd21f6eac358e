import { describe, expect, it } from 'vitest';
import type { Preparation } from '../../../fhir-mappings/records/preparation.ts';
import { criteria as names, type MemberFacts, type Stored } from '../../../src/readiness/types.ts';
import { attended, chicago, commitmentTalk, evaluate, group, known, note, preparation } from './facts.ts';

const now = chicago('2026-10-07', '09:00');
const criteria = (over: Partial<MemberFacts>, asOf = now) => evaluate(over, asOf).criteria;
const met = (since: string, ...evidence: string[]) => ({ state: 'met', since, evidence });
const open = (...evidence: string[]) => ({ state: 'not-met', evidence });

it('all ten criteria come, each with its evidence, in the order of the contract', () => {
  const found = criteria({
    notes: known(note({ kind: 'commitment-talk', at: chicago('2026-09-01', '15:00') }, 'talk')),
  });
  expect(Object.keys(found)).toEqual(names);
  expect(found).toEqual({
    introduction: met(chicago('2026-09-01', '13:30'), 'QuestionnaireResponse/prep'),
    questions: met(chicago('2026-09-01', '13:30'), 'QuestionnaireResponse/prep'),
    agreement: met('2026-09-01T19:00:00.000Z', 'Consent/rules'),
    commitment: met(chicago('2026-09-01', '15:00'), 'Observation/talk'),
    contact: met(chicago('2026-09-01', '13:30'), 'QuestionnaireResponse/prep'),
    'display-name': { state: 'not-required', evidence: [] },
    signer: { state: 'not-required', evidence: [] },
    communication: { state: 'not-required', evidence: [] },
    video: { state: 'not-required', evidence: [] },
    participation: met('2026-09-01T19:00:00.000Z', 'Consent/part'),
  });
});

describe('introduction and questions', () => {
  const elsewhere = 'EpisodeOfCare/other';
  const two = (...items: Stored<Preparation>[]) => {
    const { introduction, questions } = criteria({ preparations: known(...items) });
    return `${introduction.state} ${questions.state}`;
  };
  it.each<[string, Stored<Preparation>[], string]>([
    ['nothing', [], 'not-met not-met'],
    ['a draft', [preparation({ status: 'in-progress' })], 'not-met not-met'],
    ['entered in error', [preparation({ status: 'entered-in-error' })], 'not-met not-met'],
    ['contact alone', [without('questions', { sections: [] })], 'not-met not-met'],
    [
      'another pack',
      [preparation({ document: { url: 'https://other.example/pack', version: '1.0' } })],
      'not-met not-met',
    ],
    ['dated tomorrow', [preparation({ authored: chicago('2026-10-08') })], 'not-met not-met'],
    ['an open question does not undo the introduction', [preparation({ questions: 'has-questions' })], 'met not-met'],
    ['questions never answered', [without('questions')], 'met not-met'],
    ['this membership, years ago', [preparation({ authored: chicago('2023-09-01') })], 'met met'],
    [
      'another membership, 12 months before this one',
      [preparation({ membership: elsewhere, authored: chicago('2025-09-08') })],
      'not-met not-met',
    ],
    [
      'another membership, a day less',
      [preparation({ membership: elsewhere, authored: chicago('2025-09-09') })],
      'met met',
    ],
    ['two halves of one pack', [without('questions'), preparation({ sections: [] })], 'met met'],
  ])('%s', (_, items, expected) => expect(two(...items)).toBe(expected));

  it('a draft is evidence that somebody began', () => {
    expect(criteria({ preparations: known(preparation({ status: 'in-progress' }, 'draft')) }).introduction).toEqual(
      open('QuestionnaireResponse/draft'),
    );
  });

  it('the introduction is met since it was first given', () => {
    const again = preparation({ authored: chicago('2026-09-20') });
    expect(criteria({ preparations: known(again, preparation({}, 'first')) }).introduction).toEqual(
      met(chicago('2026-09-01', '13:30'), 'QuestionnaireResponse/first'),
    );
  });

  const asked = preparation({ questions: 'has-questions', sections: [{ id: 'myths', marks: ['read', 'talk'] }] }, 'q1');
  const talked = (clauses: string[], response = 'QuestionnaireResponse/q1', at = chicago('2026-09-03')) =>
    note({ kind: 'talked-about', clauses, response, at });
  it.each([
    ['no talk', [], 'not-met'],
    ['one of two', [talked(['myths'])], 'not-met'],
    ['both at once', [talked(['questions', 'myths'])], 'met'],
    ['both, one after the other', [talked(['questions']), talked(['myths'])], 'met'],
    ['about another response', [talked(['questions', 'myths'], 'QuestionnaireResponse/q2')], 'not-met'],
    ['tomorrow', [talked(['questions', 'myths'], 'QuestionnaireResponse/q1', chicago('2026-10-08'))], 'not-met'],
  ])('questions are met when each was talked about: %s', (_, notes, expected) => {
    expect(criteria({ preparations: known(asked), notes: known(commitmentTalk(), ...notes) }).questions.state).toBe(
      expected,
    );
  });

  it('questions are met since the last of them was talked about', () => {
    const notes = known(
      talked(['myths'], 'QuestionnaireResponse/q1', chicago('2026-09-10')),
      talked(['questions']),
      talked(['myths']),
    );
    expect(criteria({ preparations: known(asked), notes }).questions).toEqual(
      met('2026-09-03T23:00:00.000Z', 'QuestionnaireResponse/q1'),
    );
  });

  it('the newest answer counts', () => {
    const none = preparation({
      authored: chicago('2026-09-05'),
      sections: [{ id: 'myths', marks: ['read'] }],
      questions: 'no-questions',
    });
    const { questions } = criteria({ preparations: known(asked, none) });
    expect(questions.state).toBe('met');
    const again = preparation({ authored: chicago('2026-09-06'), questions: 'has-questions' });
    expect(criteria({ preparations: known(none, again, asked) }).questions.state).toBe('not-met');
  });

  it('what was talked about in another membership is about the response, so it counts', () => {
    const other = preparation(
      { membership: elsewhere, questions: 'has-questions', authored: chicago('2026-08-01') },
      'q3',
    );
    const notes = known(
      note({
        kind: 'talked-about',
        membership: elsewhere,
        clauses: ['questions'],
        response: 'QuestionnaireResponse/q3',
        at: chicago('2026-08-02'),
      }),
    );
    expect(criteria({ preparations: known(other), notes }).questions.state).toBe('met');
  });
});

describe('commitment', () => {
  it('is met by the first talk, and says when that was after the start', () => {
    const late = note({ kind: 'commitment-talk', at: chicago('2026-09-08', '20:00') }, 'late');
    const attendance = known(attended(chicago('2026-09-08'), 'present'));
    expect(criteria({ notes: known(late), attendance }).commitment).toEqual({
      ...met(chicago('2026-09-08', '20:00'), 'Observation/late'),
      note: 'after-start',
    });
    expect(criteria({ notes: known(late, commitmentTalk()), attendance }).commitment).not.toHaveProperty('note');
    expect(criteria({ notes: known(late) }).commitment).not.toHaveProperty('note');
  });

  it('an absence before the talk is no start', () => {
    const late = commitmentTalk(chicago('2026-09-10'));
    const attendance = known(attended(chicago('2026-09-08'), 'absent-with-notice'));
    expect(criteria({ notes: known(late), attendance }).commitment).not.toHaveProperty('note');
  });

  it.each([
    [
      'of another membership',
      note({ kind: 'commitment-talk', membership: 'EpisodeOfCare/other', at: chicago('2026-09-01') }),
    ],
    ['dated tomorrow', commitmentTalk(chicago('2026-10-08'))],
    ['of another kind', note({ kind: 'followed-up', reason: 'two-in-a-row', at: chicago('2026-09-01') })],
  ])('a talk %s does not count', (_, talk) => expect(criteria({ notes: known(talk) }).commitment).toEqual(open()));

  it('is not required where the clinic says so', () => {
    const off = group({ required: { commitment: false } });
    expect(evaluate({ group: off, notes: known() }, now)).toMatchObject({
      preparation: 'ready',
      criteria: { commitment: { state: 'not-required' } },
    });
  });
});

describe('contact', () => {
  it.each([
    ['the last day of twelve months', '2027-08-31T23:59:59-05:00', 'met'],
    ['twelve months later', '2027-09-01T00:00:00-05:00', 'not-met'],
  ])('fades after twelve months: %s', (_, asOf, expected) => expect(criteria({}, asOf).contact.state).toBe(expected));

  it('is about the person, whatever pack or membership it came with', () => {
    const elsewhere = preparation(
      {
        membership: 'EpisodeOfCare/other',
        document: { url: 'https://other.example/pack', version: '3' },
        sections: [],
      },
      'other',
    );
    expect(criteria({ preparations: known(elsewhere) }).contact).toEqual(
      met(chicago('2026-09-01', '13:30'), 'QuestionnaireResponse/other'),
    );
  });

  it('a draft gives none, and neither does a response without it', () => {
    const draft = preparation({ status: 'in-progress' });
    expect(criteria({ preparations: known(draft, without('contact')) }).contact).toEqual(open());
  });

  it('is not required where the clinic says so', () => {
    const off = group({ required: { contact: false } });
    expect(criteria({ group: off, preparations: known(preparation()) }).contact.state).toBe('not-required');
  });
});

/** A response that leaves one answer out. */
function without(answer: 'questions' | 'contact', over: Partial<Preparation> = {}): Stored<Preparation> {
  const { record, evidence } = preparation(over);
  return {
    record: Object.fromEntries(Object.entries(record).filter(([key]) => key !== answer)) as Preparation,
    evidence,
  };
}
