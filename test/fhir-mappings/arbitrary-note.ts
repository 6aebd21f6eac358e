/** Random notes of every kind. @module */
import fc from 'fast-check';
import { copyProblems, decisions, noticeChannels, noticeFrom, type Note } from '../../fhir-mappings/records/note.ts';
import { code, days, episode, instant, patient, ref, some, staff, uuid } from './arbitrary-parts.ts';

const common = { id: uuid, patient, membership: episode, at: instant, by: staff };
const kind = <K extends Note['kind']>(value: K) => ({ ...common, kind: fc.constant(value) });
const codes = fc.array(code, { minLength: 1, maxLength: 4 });
const response = ref('QuestionnaireResponse');
const sessions = fc.array(instant, { minLength: 1, maxLength: 4 });

export const notes: Record<string, fc.Arbitrary<Note>> = {
  'commitment-talk': some(kind('commitment-talk'), {
    expectedLength: fc.record({
      value: fc.integer({ min: 1, max: 520 }),
      unit: fc.constantFrom('wk' as const, '{session}' as const),
    }),
  }),
  'talked-about, clauses': fc.record({ ...kind('talked-about'), clauses: codes, response }),
  'talked-about, a note': fc.record({ ...kind('talked-about'), note: ref('Observation') }),
  'followed-up': fc.record({ ...kind('followed-up'), reason: code }),
  'followed-up, what came of a thought of leaving': fc.record({
    ...kind('followed-up'),
    reason: fc.constant('leaving-undiscussed'),
    leaving: fc.oneof(
      fc.constant({ outcome: 'stays' as const }),
      days.map(({ end }) => ({ outcome: 'leaves' as const, last: end })),
    ),
  }),
  'absence-notice': fc.record({
    ...kind('absence-notice'),
    session: instant,
    channel: fc.constantFrom(...noticeChannels),
    reached: fc.constantFrom('talked' as const, 'left-word' as const),
  }),
  'absence-notice, whose word it was': fc.record({
    ...kind('absence-notice'),
    session: instant,
    channel: fc.constantFrom(...noticeChannels),
    reached: fc.constantFrom('talked' as const, 'left-word' as const),
    from: fc.constantFrom(...noticeFrom),
  }),
  'planned-absence': fc.record({ ...kind('planned-absence'), away: days }),
  'planned-absence, told by the member': fc
    .record({ ...kind('planned-absence'), away: days })
    .map((n): Note => ({ ...n, by: n.patient })),
  'outside-contact-reported': fc.record(kind('outside-contact-reported')),
  'thinking-of-leaving': fc.record(kind('thinking-of-leaving')),
  'leader-decision': some(
    { ...kind('leader-decision'), decision: fc.constantFrom(...decisions) },
    { clauses: codes, response, sessions },
  ),
  'asked-to-leave': fc.record({ ...kind('asked-to-leave'), session: instant, wayHomeOffered: fc.boolean() }),
  'signed-copy-problem': fc.record({ ...kind('signed-copy-problem'), problem: fc.constantFrom(...copyProblems) }),
};
