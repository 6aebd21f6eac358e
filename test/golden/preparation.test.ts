/** Golden cases about preparation and what was signed (domain.md 6), from FHIR resources. Titles stand in test/golden.md. */
import { describe, expect, it } from 'vitest';
import { parseNote } from '../../fhir-mappings/records/note.ts';
import { inForceOn } from '../../src/readiness/in-force-on.ts';
import {
  agreement,
  chicago,
  commitmentTalk,
  group,
  held,
  known,
  membership,
  note,
  participation,
  person,
  preparation,
  urls,
  version,
} from '../src/readiness/facts.ts';
import { factsOf, seen, type Given } from './fhir-facts.ts';

const ratio = (numerator: number, denominator: number, percent: number | null) => ({ numerator, denominator, percent });
type Row = [title: string, given: Given, asOf: string, expected: object];
const notes = (...items: ReturnType<typeof note>[]) => ({ notes: known(commitmentTalk(), ...items) });
const sam = { memberships: known(membership({ displayName: 'Sam' })) };
const v1 = version('1.0', '2026-01-01');

describe('G1', () => {
  const closed = notes(note({ kind: 'followed-up', reason: 'early-phase', at: chicago('2026-09-16', '09:00') }));
  it.each<Row>([
    ['G1 before: ready', { ...sam, ...held('') }, chicago('2026-09-07'), { state: 'ready', codes: [] }],
    [
      'G1 before: rate null',
      { ...sam, ...held('') },
      chicago('2026-09-07'),
      { attendance: { rate: ratio(0, 0, null) } },
    ],
    ['G1 before: first session', sam, chicago('2026-09-07'), { notes: [{ code: 'first-session' }] }],
    ['G1 display name chosen', sam, chicago('2026-09-07'), { criteria: { 'display-name': { state: 'met' } } }],
    [
      'G1 after P: 1 of 1, no percent',
      { ...sam, ...held('P') },
      chicago('2026-09-09'),
      { notes: [], prompts: [], attendance: { rate: ratio(1, 1, null) } },
    ],
    [
      'G1 attended 2: early-phase prompt for the coming third, and no reason',
      { ...sam, ...held('P P') },
      chicago('2026-09-16'),
      { state: 'ready', prompts: ['early-phase'], codes: [], attendance: { memberSessionNumber: 3 } },
    ],
    ['G1 prompt closed: gone', { ...sam, ...held('P P'), ...closed }, chicago('2026-09-16'), { prompts: [] }],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
});

describe('G2', () => {
  const rules = [v1, version('1.0.1', '2026-09-20', 'editorial'), version('2.0', '2026-10-06')];
  const old = agreement({}, 'v1');
  const anew = agreement({ version: '2.0', signed: chicago('2026-10-22', '10:00') }, 'v2');
  const before: Given = { ...held('P P P P P P'), rules, agreements: known(old, participation()) };
  const signed: Given = { ...before, agreements: known(old, anew, participation()) };
  const decision = notes(
    note({
      kind: 'leader-decision',
      decision: 'exception',
      sessions: [chicago('2026-10-20')],
      at: chicago('2026-10-24'),
    }),
  );
  const present = held('P P P P P P P');
  const due = {
    state: 'needs-attention',
    codes: ['new-version-due'],
    criteria: { agreement: { state: 'met', note: 'in-grace' } },
  };
  it.each<Row>([
    ['G2 20 Sep: nothing', before, chicago('2026-09-20', '12:00'), { state: 'ready', codes: [] }],
    ['G2 5 Oct: nothing yet', before, '2026-10-05T23:59:59-05:00', { state: 'ready', codes: [] }],
    ['G2 6 Oct: new version due, agreement in force', before, '2026-10-06T00:00:00-05:00', due],
    ['G2 19 Oct: new version due, agreement in force', before, '2026-10-19T23:59:59-05:00', due],
    [
      'G2 20 Oct 00:00: lapsed, superseded',
      before,
      '2026-10-20T00:00:00-05:00',
      { state: 'lapsed', lapse: { of: 'agreement', why: 'superseded', since: '2026-10-20T05:00:00.000Z' } },
    ],
    [
      'G2 v2.0 signed 22 Oct: agreement met again',
      signed,
      chicago('2026-10-23'),
      { criteria: { agreement: { state: 'met', evidence: ['Consent/v2'] } } },
    ],
    [
      'G2 absent on 20 Oct: ready',
      { ...signed, ...held('P P P P P P N') },
      chicago('2026-10-23'),
      { state: 'ready', codes: [] },
    ],
    [
      'G2 present on 20 Oct: attended without agreement, that session alone',
      { ...signed, ...present },
      chicago('2026-10-23'),
      {
        state: 'needs-attention',
        preparation: 'ready',
        reasons: [{ code: 'attended-without-agreement', sessions: [chicago('2026-10-20')] }],
      },
    ],
    [
      'G2 decision for that session: ready',
      { ...signed, ...present, ...decision },
      chicago('2026-10-25'),
      { state: 'ready', codes: [] },
    ],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });

  it('G2 v1.0 stays readable for its period', async () => {
    const day = inForceOn(await factsOf(signed), '2026-10-06');
    expect(day.inForce).toContainEqual(
      expect.objectContaining({ evidence: 'Consent/v1', until: '2026-10-20T05:00:00.000Z' }),
    );
    expect(day.rulesVersion).toBe('2.0');
  });
});

describe('G3', () => {
  const ended = { when: chicago('2026-11-03', '14:10'), why: 'withdrawn' as const };
  const gone: Given = {
    ...held('P P P A P P', '2026-09-22'),
    agreements: known(agreement({ status: 'inactive', ended }, 'w'), participation()),
  };
  const anew = {
    ...gone,
    agreements: known(...(gone.agreements?.items ?? []), agreement({ signed: chicago('2026-11-05', '09:00') })),
  };
  it.each<Row>([
    ['G3 at 14:09: ready', gone, chicago('2026-11-03', '14:09'), { state: 'ready' }],
    [
      'G3 at 14:10: lapsed, withdrawn',
      gone,
      chicago('2026-11-03', '14:10'),
      { state: 'lapsed', lapse: { of: 'agreement', why: 'withdrawn', since: '2026-11-03T20:10:00.000Z' } },
    ],
    ['G3 before 18:00: lapsed', gone, chicago('2026-11-03', '17:59'), { state: 'lapsed' }],
    [
      'G3 attendance stays 5 of 6 (83 %)',
      gone,
      chicago('2026-11-03', '14:10'),
      { attendance: { rate: ratio(5, 6, 83) } },
    ],
    ['G3 not removed from group', gone, chicago('2026-11-04'), { membership: 'active' }],
    ['G3 new signature restores ready', anew, chicago('2026-11-06'), { state: 'ready', codes: [] }],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
  it('G3 nothing deleted: what was in force on 2 Nov can still be told', async () => {
    expect(inForceOn(await factsOf(anew), '2026-11-02').inForce).toContainEqual(
      expect.objectContaining({ evidence: 'Consent/w', until: '2026-11-03T20:10:00.000Z', why: 'withdrawn' }),
    );
  });
});

describe('G12', () => {
  const signer = { reference: 'RelatedPerson/r1', name: 'Pat Brooks-Test', role: 'parent' as const };
  const mother = [agreement({ signer }, 'm1'), participation({ signer }, 'm2')];
  const tai: Given = { person: known(person({ birthDate: '2008-11-15' })), agreements: known(...mother) };
  const at = chicago('2026-11-20', '10:00');
  const own = { ...tai, agreements: known(...mother, agreement({ signed: at }), participation({ signed: at })) };
  const changed = { state: 'needs-attention', codes: ['signer-changed'] };
  it.each<Row>([
    [
      'G12 1 Oct: ready, signer met',
      tai,
      chicago('2026-10-01'),
      { state: 'ready', criteria: { signer: { state: 'met' } } },
    ],
    ['G12 15 Oct: ready', tai, '2026-10-15T23:59:59-05:00', { state: 'ready' }],
    [
      'G12 from 16 Oct: signer changes soon',
      tai,
      '2026-10-16T00:00:00-05:00',
      { state: 'needs-attention', codes: ['signer-changes-soon'] },
    ],
    ['G12 14 Nov: signer changes soon', tai, '2026-11-14T23:59:59-06:00', { codes: ['signer-changes-soon'] }],
    ['G12 from 15 Nov: signer changed', tai, '2026-11-15T00:00:00-06:00', changed],
    ['G12 through 28 Nov: signer changed', tai, '2026-11-28T23:59:59-06:00', changed],
    [
      'G12 from 29 Nov: lapsed, guardian ended',
      tai,
      '2026-11-29T00:00:00-06:00',
      { state: 'lapsed', lapse: { why: 'guardian-ended', since: '2026-11-29T06:00:00.000Z' } },
    ],
    [
      'G12 unless Tai signs: ready',
      own,
      '2026-11-29T00:00:00-06:00',
      { state: 'ready', codes: [], criteria: { signer: { state: 'not-required' } } },
    ],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
});

describe('G13', () => {
  const spanish = 'https://clinic.example/Questionnaire/rules-es';
  const rosa: Given = {
    group: group({
      documents: { rules: [urls.rules, spanish], participation: [urls.participation], preparation: [urls.preparation] },
    }),
    documents: [{ url: spanish, ...v1, language: 'es' }],
    person: known(person({ need: { language: 'qu', interpreter: true } })),
    agreements: known(
      agreement({ mode: 'spoken', interpreter: { id: 'LL-4471', way: 'video' } }, 'c1'),
      participation(),
    ),
  };
  it.each<Row>([
    [
      'G13 agreement valid, ready',
      rosa,
      chicago('2026-09-07'),
      { state: 'ready', criteria: { agreement: { state: 'met' } } },
    ],
    [
      'G13 communication met by the interpreter',
      rosa,
      chicago('2026-09-07'),
      { criteria: { communication: { state: 'met', evidence: ['Consent/c1', 'Patient/p1'] } } },
    ],
    [
      'G13 without interpreter: communication not met',
      { ...rosa, agreements: known(agreement(), participation()) },
      chicago('2026-09-07'),
      { preparation: 'in-progress', criteria: { communication: { state: 'not-met' } } },
    ],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
  it('G13 interpreter recorded, the words shown are English v1.0', async () => {
    const [signed] = (await factsOf(rosa)).agreements.items;
    expect(signed?.record).toMatchObject({
      interpreter: { id: 'LL-4471', way: 'video' },
      mode: 'spoken',
      document: { url: urls.rules, version: '1.0' },
    });
  });
});

describe('G14', () => {
  const response = 'QuestionnaireResponse/r1';
  const answers = { report: 'no', sober: 'talk' } as const;
  const waiting = agreement({ status: 'proposed', answers, response });
  const talked = note({ kind: 'talked-about', clauses: ['report', 'sober'], response, at: chicago('2026-09-03') });
  const decided = note({
    kind: 'leader-decision',
    decision: 'exception',
    clauses: ['report', 'sober'],
    response,
    at: chicago('2026-09-04'),
  });
  const exception = { clauses: ['report', 'sober'], decidedOn: chicago('2026-09-04'), decidedBy: 'Practitioner/l1' };
  const started = agreement({ answers, response, exception });
  const now = chicago('2026-09-07');
  const left = membership({ status: 'ended', end: '2026-09-08' });
  it.each<Row>([
    [
      'G14 saved: proposed, agreement not met',
      { agreements: known(waiting, participation()) },
      now,
      { preparation: 'in-progress', criteria: { agreement: { state: 'not-met' } } },
    ],
    [
      'G14 needs attention: rule declined, wants to talk',
      { agreements: known(waiting, participation()) },
      now,
      { state: 'needs-attention', codes: ['rule-declined', 'wants-to-talk'] },
    ],
    [
      'G14 talks done and new yes answers signed: ready',
      { agreements: known(waiting, agreement({ signed: chicago('2026-09-04') }), participation()), ...notes(talked) },
      now,
      { state: 'ready', codes: [] },
    ],
    [
      'G14 start with exception: ready, exception visible',
      { agreements: known(started, participation()), ...notes(talked, decided) },
      now,
      { state: 'ready', codes: [], criteria: { agreement: { state: 'met', note: 'exception' } } },
    ],
    [
      'G14 not this group: membership ended',
      {
        agreements: known(agreement({ status: 'rejected', answers, response }), participation()),
        memberships: known(left),
      },
      chicago('2026-09-09'),
      { state: 'not-applicable', membership: 'ended', codes: [] },
    ],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
});

describe('G15', () => {
  const paper = agreement({ version: '0.9', mode: 'paper' });
  const page = note({ kind: 'signed-copy-problem', problem: 'missing-page', at: chicago('2026-09-09', '10:00') });
  const old: Given = {
    ...held('P'),
    rules: [version('0.9', '2025-01-01'), v1],
    agreements: known(paper, participation()),
    ...notes(page),
  };
  const again: Given = {
    ...old,
    agreements: known(paper, agreement({ signed: chicago('2026-09-10', '11:00') }), participation()),
  };
  const decision = note({
    kind: 'leader-decision',
    decision: 'exception',
    sessions: [chicago('2026-09-08')],
    at: chicago('2026-09-12'),
  });
  it.each<Row>([
    [
      'G15 v0.9 not current: agreement not met',
      old,
      chicago('2026-09-09'),
      { preparation: 'in-progress', criteria: { agreement: { state: 'not-met' } } },
    ],
    [
      'G15 missing page: signed-copy problem; 8 Sep: attended without agreement',
      old,
      chicago('2026-09-09'),
      { state: 'needs-attention', codes: ['attended-without-agreement', 'signed-copy-problem'] },
    ],
    [
      'G15 v1.0 signed 10 Sep: met from that day',
      again,
      chicago('2026-09-11'),
      { preparation: 'ready', criteria: { agreement: { state: 'met', since: '2026-09-10T16:00:00.000Z' } } },
    ],
    [
      'G15 state stays needs-attention for 8 Sep',
      again,
      chicago('2026-09-11'),
      {
        state: 'needs-attention',
        reasons: [{ code: 'attended-without-agreement', sessions: [chicago('2026-09-08')] }],
      },
    ],
    [
      'G15 decision recorded: ready',
      { ...again, ...notes(page, decision) },
      chicago('2026-09-13'),
      { state: 'ready', codes: [] },
    ],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
});

describe('G19', () => {
  const told = note({ kind: 'outside-contact-reported', at: chicago('2026-11-05', '18:20') }, 'n1');
  const talked = note({ kind: 'talked-about', note: 'Observation/n1', at: chicago('2026-11-10', '19:00') });
  const uma: Given = { ...held('P P P P', '2026-10-13'), ...notes(told, talked) };
  it.each<Row>([
    [
      'G19 contact reported: contact undiscussed',
      uma,
      chicago('2026-11-05', '20:00'),
      { state: 'needs-attention', codes: ['contact-undiscussed'] },
    ],
    ['G19 still on 9 Nov', uma, chicago('2026-11-09'), { codes: ['contact-undiscussed'] }],
    ['G19 ticked 10 Nov: ready', uma, chicago('2026-11-10', '20:00'), { state: 'ready', codes: [] }],
  ])('%s', async (_, given, asOf, expected) => {
    expect(await seen(given, asOf)).toMatchObject(expected);
  });
  it('G19 no identity field: a note that says who is refused', () => {
    expect(() => parseNote({ ...told.record, who: 'Patient/p2' })).toThrow(
      expect.objectContaining({ fields: ['who'] }),
    );
  });
});

it.each([
  ['G11 name kept unchanged: Zoë', 'Zoë'],
  ['G11 name kept unchanged: Arabic', 'محمد'],
  ['G11 name kept unchanged: Hebrew', 'שרה'],
])('%s', async (_, displayName) => {
  const { memberships } = await factsOf({ memberships: known(membership({ displayName })) });
  expect(memberships.items[0]?.record.displayName).toBe(displayName);
});

it('edge: a search that fails on page 2 is unknown, never ready', async () => {
  for (const fact of ['memberships', 'agreements', 'preparations', 'notes', 'person', 'seats'] as const) {
    const given: Given = { preparations: known(preparation()), [fact]: { items: [], gap: 'partial' } };
    expect([fact, (await seen(given, chicago('2026-09-07'))).state]).toEqual([fact, 'unknown']);
  }
});
