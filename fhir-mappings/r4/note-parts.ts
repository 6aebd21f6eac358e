/** What each kind of note adds to its Observation: a value, components, what it derives from. @module */
import type { Observation, ObservationComponent } from 'fhir/r4.js';
import { clauseSystem, codeSystem, local } from '../codes.ts';
import type { Leaving, Note } from '../records/note.ts';
import { concept } from './shared.ts';

type Parts = Pick<Observation, 'valueCodeableConcept' | 'component' | 'derivedFrom'>;

const component = (code: string, value: Omit<ObservationComponent, 'code'>): ObservationComponent => ({
  code: concept(local(code)),
  ...value,
});
const coded = (code: string, value: string) => component(code, { valueCodeableConcept: concept(local(value)) });
/**
 * What a note can name of the documents that ship: clauses of the two that are signed, then sections and the questions of
 * the preparation pack. Our code system defines them and is complete, so an id that a clinic brings stands in another one.
 */
export const shippedClauses: ReadonlySet<string> = new Set(
  (
    'private limits come on-time tell-us plan talk-about-stay leaving sober avoid report name pace video ' +
    'purpose feelings choices stopping record others-asking take-part ' +
    'introduction helps how-it-works myths getting-the-most stumbling-blocks rules questions'
  ).split(' '),
);
const clause = (id: string) => {
  const system = shippedClauses.has(id) ? codeSystem : clauseSystem;
  return component('clause', { valueCodeableConcept: concept({ system, code: id }) });
};
const cameOf = (n: Leaving) => [
  coded('outcome', n.outcome),
  ...('last' in n ? [component('last-session', { valueDateTime: n.last })] : []),
];
const started = (valueDateTime: string) => component('scheduled-start', { valueDateTime });

/** The elements beside those every note has. */
export function noteParts(n: Note): { [K in keyof Parts]: Parts[K] | undefined } {
  switch (n.kind) {
    case 'commitment-talk': {
      const length = n.expectedLength;
      if (length === undefined) return {};
      const unit = length.unit === 'wk' ? 'wk' : 'sessions';
      const valueQuantity = { value: length.value, unit, system: 'http://unitsofmeasure.org', code: length.unit };
      return { component: [component('expected-length', { valueQuantity })] };
    }
    case 'talked-about':
      return 'note' in n
        ? { derivedFrom: [{ reference: n.note }] }
        : { derivedFrom: [{ reference: n.response }], component: n.clauses.map(clause) };
    case 'followed-up':
      return { component: [coded('reason', n.reason), ...(n.leaving ? cameOf(n.leaving) : [])] };
    case 'absence-notice':
      return {
        component: [
          started(n.session),
          coded('notice-channel', n.channel),
          coded('notice-reached', n.reached),
          ...(n.from === undefined ? [] : [coded('notice-from', n.from)]),
        ],
      };
    case 'planned-absence':
      return { component: [component('away', { valuePeriod: n.away })] };
    case 'leader-decision': {
      const parts = [...(n.clauses ?? []).map(clause), ...(n.sessions ?? []).map(started)];
      return {
        valueCodeableConcept: concept(local(n.decision)),
        component: parts.length > 0 ? parts : undefined,
        derivedFrom: n.response === undefined ? undefined : [{ reference: n.response }],
      };
    }
    case 'asked-to-leave':
      return { component: [started(n.session), component('way-home-offered', { valueBoolean: n.wayHomeOffered })] };
    case 'signed-copy-problem':
      return { component: [coded('problem', n.problem)] };
    default:
      return {};
  }
}
