import { describe, expect, test } from 'vitest';
import { stepsOf } from '../../src/portal/intake-steps.ts';
import { evaluateReadiness } from '../../src/readiness/evaluate.ts';
import type { MemberFacts } from '../../src/readiness/types.ts';
import {
  agreement,
  chicago,
  facts,
  group,
  known,
  membership,
  note,
  participation,
  person,
  preparation,
  zone,
} from './readiness/facts.ts';

const day = '2026-09-08';
const steps = ({ seats: _seats, attendance: _attendance, ...over }: Partial<MemberFacts>, asOf = chicago(day)) => {
  const { seats: _none, attendance: _neither, ...all } = facts(over);
  return stepsOf(evaluateReadiness(all, { asOf, timeZone: zone }), all);
};
const rules = (over: Parameters<typeof agreement>[0]) => ({
  agreements: known(agreement(over, 'rules'), participation({}, 'part')),
});
const mother = { reference: 'RelatedPerson/r1', name: 'Pat Brooks-Test', role: 'parent' as const };
const talk = rules({ status: 'proposed', answers: { report: 'talk' }, response: 'QuestionnaireResponse/q1' });
const talked = known(
  note({ kind: 'talked-about', at: chicago('2026-09-07'), response: 'QuestionnaireResponse/q1', clauses: ['report'] }),
);
const video = (answers: Parameters<typeof agreement>[0]) => ({ ...rules(answers), group: group({ video: true }) });

describe('what intake has to do', () => {
  test.each<[string, Partial<MemberFacts>, string[]]>([
    ['nothing: all is done', {}, []],
    [
      'everything, in the order of the card',
      { agreements: known(), preparations: known() },
      ['introduction', 'participation', 'agreement', 'contact'],
    ],
    ['the commitment talk is the leader’s', { notes: known() }, []],
    [
      'an introduction that was begun is given',
      { preparations: known(preparation({ status: 'in-progress' })) },
      ['introduction', 'contact'],
    ],
    [
      'the chance to ask is the introduction’s',
      { preparations: known(preparation({ questions: undefined })) },
      ['introduction'],
    ],
    [
      'questions that were left are the leader’s',
      { preparations: known(preparation({ questions: 'has-questions' })) },
      [],
    ],
    [
      'contact details, unless the group needs none',
      {
        preparations: known(preparation({ contact: undefined })),
        group: group({ required: { contact: false } }),
      },
      [],
    ],
    ['an answer "talk" is the leader’s', talk, []],
    [
      'once talked about it is to be signed',
      {
        ...talk,
        notes: talked,
      },
      ['agreement'],
    ],
    ['an answer "no" is the leader’s', rules({ status: 'proposed', answers: { come: 'no' } }), []],
    [
      'a no to taking part is too',
      {
        agreements: known(agreement({}), participation({ status: 'rejected', answers: { 'take-part': 'no' } })),
      },
      [],
    ],
    [
      'what was withdrawn is the leader’s',
      rules({
        status: 'inactive',
        ended: { when: chicago('2026-09-05'), why: 'withdrawn' },
      }),
      [],
    ],
    [
      'what a guardian’s word no longer carries is signed anew',
      {
        ...rules({ signed: chicago('2025-09-20'), period: { start: '2025-09-20', end: '2026-09-19' }, signer: mother }),
        person: known(person({ birthDate: '2008-08-01' })),
      },
      ['agreement'],
    ],
    [
      'what ended is signed anew, whatever was said about leaving',
      rules({
        signed: chicago('2025-09-01'),
        period: { start: '2025-09-01', end: '2026-08-31' },
        answers: { leaving: 'talk' },
      }),
      ['agreement'],
    ],
    ['the video clause not asked yet', video({}), ['agreement']],
    ['a no to the video clause is the leader’s', video({ answers: { video: 'no' } }), []],
    [
      'a no to it that the leader decided on, whatever else waits for a talk',
      {
        ...video({ answers: { video: 'no', leaving: 'talk' }, response: 'QuestionnaireResponse/q1' }),
        notes: known(
          note({
            kind: 'leader-decision',
            at: chicago('2026-09-07'),
            decision: 'sign-again',
            clauses: ['video'],
            response: 'QuestionnaireResponse/q1',
          }),
        ),
      },
      ['agreement'],
    ],
    [
      'each document by itself: one talked about, the other not yet',
      {
        agreements: known(
          ...talk.agreements.items.slice(0, 1),
          participation({ status: 'proposed', answers: { 'take-part': 'talk' } }),
        ),
        notes: talked,
      },
      ['agreement'],
    ],
    ['an interpreter to arrange', { person: known(person({ need: { interpreter: true } })) }, ['agreement']],
  ])('%s', (_name, over, expected) => {
    expect(steps(over)).toEqual({ steps: expected, unknown: false });
  });

  test('what a programme’s agreement lost before this membership began is signed anew', () => {
    const programme = { system: 'https://clinic.example/programme', value: 'adults' };
    const over = {
      group: group({ programme: { system: programme.system, code: programme.value } }),
      agreements: known(
        agreement({
          covers: { programme, membership: 'EpisodeOfCare/old' },
          status: 'inactive',
          ended: { when: chicago('2026-09-03'), why: 'withdrawn' },
        }),
        participation({}),
      ),
    };
    expect(steps(over)).toEqual({ steps: ['agreement'], unknown: false });
  });

  test('another membership of the same person brings no step of its own', () => {
    const old = membership({ start: '2026-01-06', end: '2026-06-30', status: 'ended' }, 'm0');
    expect(steps({ memberships: known(old, membership()) })).toEqual({ steps: [], unknown: false });
  });
});

describe('what can’t be told is never done and never asked for', () => {
  const gap = 'partial';
  test.each<[string, Partial<MemberFacts>, string[]]>([
    ['agreements', { agreements: { items: [], gap } }, []],
    [
      'agreements, beside an introduction that is open',
      { agreements: { items: [], gap }, preparations: known() },
      ['introduction', 'contact'],
    ],
    ['answers', { preparations: { items: [], gap } }, []],
    ['notes: whose turn it is', { ...talk, notes: { items: [], gap } }, []],
    [
      'notes, beside an introduction that is open',
      { ...talk, preparations: known(), notes: { items: [], gap } },
      ['introduction', 'contact'],
    ],
    ['the person', { person: { items: [], gap } }, []],
    ['memberships', { memberships: { items: [membership()], gap } }, []],
    ['the basis of a guardian’s signature, without a birth date', rules({ signer: mother }), []],
  ])('%s', (_name, over, expected) => {
    expect(steps(over)).toEqual({ steps: expected, unknown: true });
  });
});
